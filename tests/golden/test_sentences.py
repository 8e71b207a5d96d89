"""Short texts with all that they say, and texts that must yield nothing: the cases of `sentences.tsv`."""

import pytest

from graphkit.model import Extraction, Mention
from tests.golden.cases import params, read

COLUMNS = ("mechanism", "text", "claims", "fails")
CASES = read("sentences.tsv", COLUMNS)


@pytest.fixture(scope="module")
def said(read_texts):
    """What each case's text says, by text."""
    texts = [case["text"] for case in CASES]
    return dict(zip(texts, read_texts(texts), strict=True))


def expected(case) -> set[tuple[str, ...]]:
    """The claims that a case lists, each of five parts."""
    given = [tuple(part.strip() for part in claim.split("|")) for claim in case["claims"].split(";") if claim.strip()]
    return {claim if len(claim) == 5 else (*claim, "") for claim in given}


def found(extraction: Extraction, names: set[str]) -> set[tuple[str, ...]]:
    """The claims of an extraction, each end by the name that the case gives it."""

    def name(mention: Mention | str | None) -> str:
        if mention is None or isinstance(mention, str):
            return mention or ""
        texts = sorted(m.text for m in extraction.mentions if m.referent == mention.referent)
        return next((text for text in texts if text in names), mention.text)

    return {(name(c.subject), c.relation, name(c.object), str(c.certainty), name(c.speaker)) for c in extraction.claims}


@pytest.mark.parametrize("case", list(params(CASES)))
def test_a_text_says_what_it_says_and_nothing_else(case, said):
    wanted = expected(case)
    names = {part for claim in wanted for part in (claim[0], claim[2], claim[4])}
    assert found(said[case["text"]], names) == wanted


def test_no_text_stands_there_twice():
    texts = [case["text"] for case in CASES]
    assert len(set(texts)) == len(texts)
