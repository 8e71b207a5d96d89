"""Each ready-made query answers what its first line says, on its own and narrowed down to an entity."""

import csv
import json
from dataclasses import replace

import pytest

from graphkit import export, ready, resources
from graphkit.errors import UsageError
from graphkit.graph import Graph
from graphkit.model import Certainty, Statement
from graphkit.query import run
from tests.unit.sample_graphs import evidence, hostile, small

KNOWN = ready.queries()


def disputed():
    """The small graph, and one article that denies what another says."""
    graph = small()
    said = evidence(graph.articles["denial"], "Generaal Karim ontkent dat hij Duitsland bedreigt.")
    threat = frozenset({replace(said, article="meeting")})
    return Graph.merge([graph, Graph(statements={Statement("karim", "threatens", "Q183"): threat})])


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("output")
    for name in ("graph.nq", "statements.jsonl", "entities.jsonl", "articles.jsonl"):
        export.EXPORTERS[name](disputed(), folder / name)
    return folder


def rows(output, name, **arguments):
    text = run(output, ready.fill(output, name, arguments), form="csv").text
    return list(csv.DictReader(text.splitlines()))


def test_all_are_listed_with_what_they_answer():
    files = {path.stem for path in (resources.PACKAGE / "queries").iterdir()}
    assert files == set(KNOWN)
    assert len(ready.listing().splitlines()) == len(KNOWN) + 2
    assert all((one.title and "UNDEF" in one.sparql) or not one.parameters for one in KNOWN.values())


@pytest.mark.parametrize("name", [name for name, one in KNOWN.items() if not any(p.required for p in one.parameters)])
def test_each_answers_as_it_stands(output, name):
    assert run(output, KNOWN[name].sparql, form="json").text


def test_offices_say_who_held_what_and_since_when(output):
    found = rows(output, "offices")
    assert {(row["person"], row["office"], row["of"]) for row in found} == {("Heiko Maas", "minister_of", "Germany")}
    assert {row["detail"] for row in found} == {"", "Buitenlandse Zaken"}
    assert {(row["firstReported"], row["lastReported"]) for row in found} == {("2020-01", "2020-01-21")}
    assert rows(output, "offices", entity="Karim") == []
    assert rows(output, "offices", entity="duitsland") == found


def test_disputed_sets_the_assertion_beside_the_denial(output):
    (row,) = rows(output, "disputed")
    assert (row["subject"], row["relation"], row["object"]) == ("Karim", "threatens", "Germany")
    assert (row["says"], row["denies"]) == ("meeting", "denial")


def test_paths_go_through_others_shortest_first(output):
    found = rows(output, "paths", **{"from": "Karim", "to": "Germany"})
    assert [(row["steps"], row["first"], row["through"], row["second"]) for row in found] == [
        ("1", "threatens", "", ""),
        ("2", "meets_with", "Heiko Maas", "minister_of"),
    ]


def test_sources_counts_whom_the_articles_cite(output):
    found = {row["source"]: (row["sentences"], row["articles"]) for row in rows(output, "sources")}
    assert found == {"Karim": ("1", "1"), "een woordvoerder": ("1", "1")}


def test_publishers_counts_what_only_one_says(output):
    found = {
        row["publisher"]: (row["articles"], row["statements"], row["nobodyElse"]) for row in rows(output, "publishers")
    }
    assert found == {"De Voorbeeldkrant": ("1", "5", "4"), "Het Testblad": ("1", "2", "1")}


def test_plans_leave_out_what_is_asserted(output):
    (row,) = rows(output, "plans", entity="Erbil")
    assert (row["subject"], row["relation"], row["sentence"]) == ("Heiko Maas", "visits", "Maas wil Erbil bezoeken.")


def test_timeline_takes_the_sentences_time_before_the_articles_date(output):
    found = rows(output, "timeline", entity="Heiko Maas")
    assert [(row["when"], row["relation"]) for row in found] == [
        ("2020-01", "minister_of"), ("2020-01", "visits"), ("2020-01", "supports"), ("2020-01-06", "meets_with"),
        ("2020-01-21", "minister_of"),
    ]  # fmt: skip


def test_corroborated_needs_two_publishers(output):
    assert [(row["relation"], row["sources"]) for row in rows(output, "corroborated")] == [("minister_of", "2")]


def test_central_counts_statements_at_either_end(output):
    first = rows(output, "central")[0]
    assert (first["label"], first["statements"]) == ("Heiko Maas", "4")


def test_annotations_are_web_annotations(output):
    text = run(output, ready.fill(output, "annotations", {}), form="json").text
    assert any("http://www.w3.org/ns/oa#exact" in node for node in json.loads(text))


@pytest.mark.parametrize(
    ("name", "arguments", "complaint"),
    [
        ("nothing", {}, "graphkit query --list"),
        ("paths", {"from": "Karim"}, "needs to: where they end"),
        ("offices", {"to": "Karim"}, "takes no 'to'"),
        ("offices", {"entity": "Nobody"}, "no entity is called 'Nobody'"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(output, name, arguments, complaint):
    with pytest.raises(UsageError, match=complaint):
        ready.fill(output, name, arguments)


def test_a_name_cannot_break_out_of_the_query(tmp_path):
    for name in ("graph.nq", "entities.jsonl"):
        export.EXPORTERS[name](hostile(), tmp_path / name)
    for identifier in hostile().entities:
        query = ready.fill(tmp_path, "timeline", {"entity": identifier})
        assert len(json.loads(run(tmp_path, query, form="json").text)["results"]["bindings"]) == 2


def test_an_id_of_marks_that_local_names_escape_is_found(tmp_path):
    graph = small()
    odd = replace(graph.entities["karim"], id="-a.b~c_d-")
    said = graph.statements[Statement("karim", "threatens", "Q183", Certainty.NEGATED)]
    statements = {Statement(odd.id, "threatens", "Q183", Certainty.NEGATED): said}
    graph = Graph(graph.articles, {odd.id: odd, "Q183": graph.entities["Q183"]}, statements)
    for name in ("graph.nq", "entities.jsonl"):
        export.EXPORTERS[name](graph, tmp_path / name)
    assert [row["object"] for row in rows(tmp_path, "timeline", entity="-a.b~c_d-")] == ["Germany"]
