"""Every row of the lexicons says what its example says: `[subject]` and `{object}` stand in the sentence itself."""

import re
from dataclasses import dataclass

import pytest

from graphkit import ontology, resources
from graphkit.extract.lexicon import Row, rows
from graphkit.model import Claim, Mention, Naming, Span

COLUMNS = {
    "roles.tsv": ("role", "relation", "slots", "default", "example"),
    "relations.tsv": ("relation", "trigger", "kind", "subject", "object", "condition", "example"),
    "attributes.tsv": ("relation", "subject", "form", "object", "example"),
    "descriptors.tsv": ("noun", "type", "relation", "slots", "home", "example"),
}
MARK = re.compile(r"\[([^\]]*)\]|\{([^}]*)\}")
ROWS = [row for file, columns in COLUMNS.items() for row in rows(resources.language() / file, columns)]
SYMMETRIC = {name for name, relation in ontology.load().relations.items() if relation.symmetric}


@dataclass(frozen=True)
class Example:
    """A sentence without its marks, and where they stood."""

    text: str
    subject: Span | None
    object: Span | None

    @classmethod
    def of(cls, marked: str) -> "Example":
        """The example that a cell holds."""
        text, last = "", 0
        found: dict[str, Span] = {}
        for match in MARK.finditer(marked):
            text += marked[last : match.start()]
            words = match[1] or match[2]
            found["subject" if match[1] else "object"] = Span(len(text), len(text) + len(words))
            text += words
            last = match.end()
        return cls(text + marked[last:], found.get("subject"), found.get("object"))


@pytest.fixture(scope="module")
def said(read_texts):
    """What each row's example says, by row."""
    written = [row for row in ROWS if row["example"]]
    texts = [Example.of(row["example"]).text for row in written]
    return {row.rule: found for row, found in zip(written, read_texts(texts), strict=True)}


def overlaps(mention: Mention, marked: Span | None) -> bool:
    return marked is None or (mention.span.start < marked.end and marked.start < mention.span.end)


def agrees(row: Row, example: Example, claim: Claim) -> bool:
    """Whether the claim is the one that the row's example shows."""
    relation = row["relation"].removeprefix("~")
    ends = [(claim.subject, claim.object)]
    if relation in SYMMETRIC:
        ends.append((claim.object, claim.subject))
    return claim.relation == relation and any(
        overlaps(subject, example.subject) and overlaps(target, example.object) for subject, target in ends
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.rule)
def test_a_row_says_what_its_example_says(row, said):
    assert row["example"], f"{row.rule} has no example"
    example, found = Example.of(row["example"]), said[row.rule]
    if not row["relation"]:
        described = [m for m in found.mentions if m.naming is Naming.DESCRIPTION and m.type == row["type"]]
        assert any(overlaps(mention, example.object or example.subject) for mention in described), found.mentions
        return
    assert example.subject or example.object, "neither end is marked"
    assert any(agrees(row, example, claim) for claim in found.claims), [
        f"{c.subject.text} {c.relation} {c.object.text} ({c.evidence.rule})" for c in found.claims
    ]
