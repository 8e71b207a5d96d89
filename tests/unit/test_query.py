"""Queries on what a build wrote: forms, limits, complaints, and the questions that need no SPARQL."""

import csv
import json
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from graphkit import export, facts, query, store
from graphkit.errors import InputError, LimitReached, QueryError, UsageError
from graphkit.query import Limits, run
from graphkit.resolve.counting import Count
from tests.unit.sample_graphs import HOSTILE, hostile, small

MINISTERS = "SELECT ?p WHERE { ?p gk:minister_of ?c }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a"


def written(graph, folder):
    for name, write in export.EXPORTERS.items():
        if name != "graph.html":
            write(graph, folder / name)
    return folder


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    return written(small(), tmp_path_factory.mktemp("output"))


@pytest.fixture(scope="module")
def trap(tmp_path_factory):
    return written(hostile(), tmp_path_factory.mktemp("hostile"))


def test_a_plain_pattern_simply_works(output):
    assert run(output, MINISTERS).text.splitlines() == ["p", "--------------", "ent:heiko-maas"]


def test_it_speaks_every_form(output):
    iri = export.iris.BASE + "entity/heiko-maas"
    found = json.loads(run(output, MINISTERS, form="json").text)["results"]["bindings"]
    assert found == [{"p": {"type": "uri", "value": iri}}]
    assert list(csv.reader(run(output, MINISTERS, form="csv").text.splitlines())) == [["p"], [iri]]
    assert run(output, MINISTERS, form="tsv").text.splitlines() == ["?p", f"<{iri}>"]
    assert iri in "".join(ET.fromstring(run(output, MINISTERS, form="xml").text).itertext())  # noqa: S314


@pytest.mark.parametrize(("form", "answer"), [("table", "yes\n"), ("csv", "true"), ("tsv", "true")])
def test_an_ask_query_is_answered_in_every_form(output, form, answer):
    assert run(output, "ASK { ent:heiko-maas gk:minister_of ent:Q183 }", form=form).text == answer


@pytest.mark.parametrize("form", ["table", "turtle"])
def test_a_graph_comes_as_turtle(output, form):
    text = run(output, "CONSTRUCT WHERE { ?p gk:minister_of ?c }", form=form).text
    assert text.endswith("ent:heiko-maas gk:minister_of ent:Q183 .\n")
    assert text.count("@prefix") == 2


@pytest.mark.parametrize(
    ("sparql", "form", "complaint"),
    [
        ("SELECT ?p WHERE { ?p", "table", r"the query is malformed: line 1, column \d+: "),
        ("SELECT ?p WHERE { ?p foo:bar ?c }", "table", r"line 1, column \d+: a prefix that is not declared"),
        ("nonsense", "table", "none of SELECT, ASK"),
        (MINISTERS, "turtle", "gives rows"),
        ("DESCRIBE ent:Q183", "csv", "gives a graph"),
        ("SELECT * FROM <https://x.org/a> { ?s ?p ?o }", "table", "no graph <https://x.org/a> here"),
        ("SELECT * { SERVICE <https://x.org/> { ?s ?p ?o } }", "table", "SERVICE is not allowed"),
    ],
)
def test_a_wrong_query_gets_one_clear_line(output, sparql, form, complaint):
    with pytest.raises(QueryError, match=complaint) as raised:
        run(output, sparql, form=form)
    assert "\n" not in str(raised.value)


def test_a_graph_of_one_article_can_be_asked_for(output):
    asked = "ASK FROM art:denial { ent:heiko-maas %s ?x }"
    assert run(output, asked % "gk:minister_of").text == "yes\n"
    assert run(output, asked % "gk:meets_with").text == "no\n"


def test_a_query_that_runs_too_long_is_stopped(output):
    started = time.monotonic()
    with pytest.raises(LimitReached, match=r"more than 0\.5 s"):
        run(output, RUNAWAY, limits=Limits(seconds=0.5))
    assert time.monotonic() - started < 5


@pytest.mark.skipif(sys.platform == "win32", reason="no memory limit there")
def test_a_query_that_needs_too_much_memory_is_stopped(output):
    with pytest.raises(LimitReached, match="memory"):
        run(output, GREEDY, limits=Limits(seconds=60, megabytes=100))


def test_too_many_rows_are_cut_off_and_said_so(output):
    with pytest.raises(LimitReached, match="more than 2 rows") as raised:
        run(output, "SELECT ?s { ?s ?p ?o }", form="csv", limits=Limits(rows=2))
    assert len(raised.value.partial.splitlines()) == 3
    with pytest.raises(LimitReached, match="more than 2 rows"):
        run(output, "CONSTRUCT WHERE { ?s ?p ?o }", limits=Limits(rows=2))


@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv", "xml"])
def test_as_many_rows_as_allowed_are_given_and_one_more_is_said(output, form):
    asked = 'SELECT ?x { VALUES ?x { "a},{b" "<result>" "c\\nd" } }'
    assert "a},{b" in run(output, asked, form=form, limits=Limits(rows=3)).text
    with pytest.raises(LimitReached, match="more than 2 rows"):
        run(output, asked, form=form, limits=Limits(rows=2))


def test_too_large_a_result_is_an_error(output):
    with pytest.raises(LimitReached, match="more than 100 bytes"):
        run(output, "SELECT * { ?s ?p ?o }", limits=Limits(result_bytes=100))


def test_a_folder_without_a_graph_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="holds no graph; `graphkit build`"):
        run(tmp_path, MINISTERS)


def test_a_broken_graph_is_an_input_error(tmp_path):
    (tmp_path / "graph.nq").write_text("nonsense\n")
    with pytest.raises(InputError, match="cannot be read"):
        run(tmp_path, MINISTERS)


def test_a_large_graph_gets_an_index_that_answers_the_same(tmp_path):
    folder = written(small(), tmp_path)
    before = run(folder, "SELECT * { GRAPH ?g { ?s ?p ?o } }", form="csv").text
    assert store.renew(folder, index_from=10)
    assert (folder / store.INDEX).is_dir()
    after = run(folder, "SELECT * { GRAPH ?g { ?s ?p ?o } }", form="csv").text
    assert sorted(before.splitlines()) == sorted(after.splitlines())


def test_an_index_that_does_not_fit_the_graph_is_not_used(tmp_path):
    folder = written(small(), tmp_path)
    store.renew(folder, index_from=10)
    with (folder / "graph.nq").open("a") as graph:
        graph.write("<urn:a> <urn:b> <urn:c> .\n")
    assert run(folder, "ASK { <urn:a> ?p ?o }").text == "yes\n"
    assert not store.renew(folder)
    assert not (folder / store.INDEX).exists()


def test_querying_imports_nothing_heavy():
    script = "import sys, graphkit.query, graphkit.facts, graphkit.worker; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "rdflib", "networkx", "pyvis", "numpy"} & set(modules)


def test_text_from_articles_cannot_move_the_terminal(trap):
    for text in (
        run(trap, "SELECT ?label { ?x rdfs:label ?label }").text,
        facts.as_table(list(facts.facts(trap))),
        facts.explanation(facts.explain(trap, HOSTILE)),
    ):
        assert "\x01" not in text
        assert "\u202e" not in text
        assert "DROP ALL" in text


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"relation": "minister_of"}, ["minister_of"]),
        ({"relation": "minister van"}, ["minister_of"]),
        ({"about": "heiko maas"}, ["meets_with", "minister_of", "visits", "supports"]),
        ({"about": "Duitsland"}, ["minister_of", "threatens"]),
        ({"about": "Q183", "certainty": "negated"}, ["threatens"]),
        ({"article": "denial"}, ["minister_of", "threatens"]),
        ({}, ["meets_with", "minister_of", "visits", "supports", "threatens"]),
    ],
)
def test_facts_are_found_without_sparql(output, given, found):
    assert [fact.statement.relation for fact in facts.facts(output, **given)] == found


def test_facts_carry_how_often_and_when_they_are_said_whatever_article_is_asked_for(output):
    (fact,) = facts.facts(output, relation="minister_of", article="denial")
    assert len(fact.evidence) == 1
    assert fact.count == Count(2, 2, "2020-01", "2020-01-21")
    row = facts.as_table([fact]).splitlines()[2].split()
    assert row[-6:] == ["asserted", "1", "2", "2", "2020-01", "2020-01-21"]


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"relation": "minister_off"}, "no relation 'minister_off'; is it minister_of"),
        ({"about": "Heiko Mass"}, "no entity is called 'Heiko Mass'; is it Heiko Maas"),
        ({"certainty": "sure"}, "asserted, possible, negated"),
    ],
)
def test_what_is_not_there_is_said_with_what_comes_close(output, given, complaint):
    with pytest.raises(UsageError, match=complaint):
        list(facts.facts(output, **given))


def test_an_ambiguous_name_is_listed(tmp_path):
    from dataclasses import replace

    from graphkit.graph import Graph

    graph = small()
    other = replace(graph.entities["karim"], id="karim-2")
    folder = written(Graph(graph.articles, {**graph.entities, "karim-2": other}, graph.statements), tmp_path)
    with pytest.raises(
        UsageError, match=r"'generaal Karim' is the name of 2 .*karim \(Karim, Person\); karim-2 \(Karim"
    ):
        facts.explain(folder, "generaal Karim")


def test_explain_gives_each_sentence_with_article_offsets_and_rule(output):
    text = facts.explanation(facts.explain(output, "Maas"))
    assert text.startswith("Heiko Maas (Person, heiko-maas)\nalso called Maas\n")
    assert (
        "Heiko Maas — minister of — Germany [asserted]\n"
        "  in 2 articles of 2 independent sources, 2020-01 to 2020-01-21\n"
        "  “Heiko Maas is minister van Duitsland.”\n"
        "    denial (Het Testblad, 2020-01-21), characters 51–88, rule roles.tsv:3, confidence 0.90\n"
        "  “De Duitse minister Heiko Maas sprak maandag met generaal Karim.”\n"
        "    meeting (De Voorbeeldkrant, 2020-01), characters 15–78, rule roles.tsv:12, confidence 0.97\n"
        "    office: minister; portfolio: Buitenlandse Zaken\n"
    ) in text
    assert "according to: Karim" in text


def test_a_worker_answers_many_questions(output):
    with query.Worker(output) as worker:
        for _ in range(3):
            assert "heiko-maas" in worker.ask(query.Question(MINISTERS)).text
        with pytest.raises(QueryError, match="malformed"):
            worker.ask(query.Question("SELECT * {"))
        assert worker.alive


def test_questions_on_other_terms_do_not_run_into_each_other(output):
    asked = 'SELECT ?x {\n VALUES ?x { "één\\ntwee" } }\n'
    with query.Worker(output) as worker:
        for form, text in (("csv", '"één\ntwee"'), ("tsv", '"één\\ntwee"'), ("csv", '"één\ntwee"')):
            assert text in worker.ask(query.Question(asked, rows_as=form)).text
        with pytest.raises(QueryError):
            worker.ask(query.Question("SELECT ?x { VALUES ?x { '\ud800' } }"))
        assert not worker.ask(query.Question("ASK { ?s gk:minister_of ?o }", named_graphs=("a:b",))).text.count("true")
        assert "true" in worker.ask(query.Question("ASK { ?s gk:minister_of ?o }")).text


forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork there")


def test_a_session_goes_on_after_a_query_that_was_stopped(output):
    with query.Session(output) as session:
        assert session.run(MINISTERS, form="csv").text == run(output, MINISTERS, form="csv").text
        with pytest.raises(LimitReached, match=r"more than 0\.5 s"):
            session.run(RUNAWAY, limits=Limits(seconds=0.5))
        assert "heiko-maas" in session.run(MINISTERS).text
        with session.worker() as other:
            assert "heiko-maas" in other.run(MINISTERS).text


@forks
def test_a_session_starts_anew_what_was_killed(output):
    with query.Session(output) as session:
        session._nursery._process.kill()
        session._nursery._process.wait()
        session._worker.close()
        assert "heiko-maas" in session.run(MINISTERS).text


@forks
def test_a_session_leaves_no_process_behind(output):
    with query.Session(output) as session:
        pid = session._worker._channel.pid
    assert session._nursery._process.poll() is not None
    assert not Path(f"/proc/{pid}").exists()


def test_a_folder_without_a_graph_has_no_session(tmp_path):
    with pytest.raises(InputError, match="holds no graph; `graphkit build`"):
        query.Session(tmp_path)
