"""Open triples: what no relation covers, in the sentence's own verb, and apart from all statements."""

import json

import pytest

from graphkit.export import EXPORTERS, on_request, tables
from graphkit.resolve import resolve

# Each text with its open triples: subject, verb, object, certainty.
CASES = {
    "object": (
        "Els Mulder prijst de film Zwarte Sneeuw.",
        {("Els Mulder", "prijzen", "Zwarte Sneeuw", "asserted")},
    ),
    "preposition": ("Geert Wilders reageerde op Twitter.", {("Geert Wilders", "reageren op", "Twitter", "asserted")}),
    "particle": ("Jan Kok vliegt terug naar Zwolle.", {("Jan Kok", "terugvliegen naar", "Zwolle", "asserted")}),
    "denied": ("Jan Kok dineert niet in Zwolle.", {("Jan Kok", "dineren in", "Zwolle", "negated")}),
    "supposed": ("Jan Kok wil dineren in Zwolle.", {("Jan Kok", "dineren in", "Zwolle", "possible")}),
    "covered": ("Shell koopt KLM.", set()),
    "one name": ("Jan Kok dineert graag.", set()),
}


@pytest.fixture(scope="module")
def read(read_texts):
    """The extraction of each text, by what it shows."""
    return dict(zip(CASES, read_texts([text for text, _ in CASES.values()]), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_a_sentence_says_what_its_verb_says(name, read):
    found = {(o.subject.text, o.verb, o.object.text, str(o.certainty)) for o in read[name].open}
    assert found == CASES[name][1]


def test_open_triples_stand_in_a_file_of_their_own(read, tmp_path):
    graph = resolve(read.values())
    assert {triple.relation for triple in graph.open} == {"prijzen", "reageren op", "terugvliegen naar", "dineren in"}
    assert not {triple.relation for triple in graph.open} & {statement.relation for statement in graph.statements}
    on_request()[tables.OPEN](graph, tmp_path / "open.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "open.jsonl").read_text("utf-8").splitlines()]
    assert [row["verb"] for row in rows] == [triple.relation for triple in sorted(graph.open)]
    assert all(row["evidence"][0]["sentence"] in {text for text, _ in CASES.values()} for row in rows)
    assert tables.OPEN not in EXPORTERS


def test_no_export_of_the_graph_mentions_an_open_triple(read, tmp_path):
    graph = resolve(read.values())
    for name in ("graph.ttl", "graph.nq", tables.STATEMENTS):
        EXPORTERS[name](graph, tmp_path / name)
        assert "terugvliegen" not in (tmp_path / name).read_text("utf-8")
