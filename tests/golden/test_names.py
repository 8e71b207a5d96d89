"""What short texts name, of which types and as which things: the cases of `names.tsv`."""

import pytest

from tests.golden.cases import params, read

COLUMNS = ("mechanism", "text", "names", "nothing", "fails")
CASES = read("names.tsv", COLUMNS)


@pytest.fixture(scope="module")
def named(read_texts):
    """The mentions of each case's text, by text."""
    texts = [case["text"] for case in CASES]
    return dict(zip(texts, read_texts(texts), strict=True))


@pytest.mark.parametrize("case", list(params(CASES)))
def test_a_text_names_what_it_names(case, named):
    assert case["names"] or case["nothing"], "the case asks nothing"
    mentions = named[case["text"]].mentions
    seen = {(m.text, m.type) for m in mentions}
    for cell in filter(None, case["names"].split(";")):
        names, _, kind = (part.strip() for part in cell.partition("|"))
        same = [name.strip() for name in names.split("=")]
        assert {(name, kind) for name in same} <= seen, seen
        assert any({m.text for m in mentions if m.referent == r} >= set(same) for r in {m.referent for m in mentions})
    unwanted = {word.strip() for word in case["nothing"].split(";") if word.strip()}
    assert unwanted.isdisjoint(m.text for m in mentions), seen
