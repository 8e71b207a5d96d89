"""Whatever a graph holds, its files give it back, its plain triples are what is asserted, and no file is malformed."""

import contextlib
import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit import guard, ontology
from graphkit.errors import QueryError
from graphkit.export import nquads, rdfxml, tables, trig, turtle
from graphkit.export.iris import Iris
from graphkit.export.quads import fact, quads
from graphkit.graph import Graph
from graphkit.model import Article, Certainty, Entity, Evidence, Qualifiers, Span, Statement

TYPES, RELATIONS = sorted(ontology.load().types), sorted(ontology.load().relations)
# all that a text file can hold: no half surrogate pairs, which have no UTF-8
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(min(pair), max(pair)))


def sorted_set(values):
    return st.sets(values, max_size=3).map(lambda found: tuple(sorted(found)))


articles = st.builds(
    Article, id=ids, text=st.just(""), body=spans, title=st.none() | spans, published=st.none() | texts,
    source=st.none() | ids, language=st.sampled_from(["nl", "en"]), copy_of=st.none() | ids,
)  # fmt: skip
entities = st.builds(
    Entity, id=ids, type=st.sampled_from(TYPES), label=texts, names=sorted_set(texts), articles=sorted_set(ids),
    labels=sorted_set(st.tuples(st.sampled_from(["en", "nl"]), texts)), identifiers=sorted_set(st.tuples(texts, texts)),
)  # fmt: skip
qualifiers = st.builds(
    Qualifiers, attributed_to=st.none() | texts, time=st.none() | texts, place=st.none() | texts,
    details=sorted_set(st.tuples(ids, texts)),
)  # fmt: skip
evidences = st.builds(
    Evidence, article=ids, span=spans, quote=texts, rule=texts, confidence=st.floats(0, 1), subject=st.none() | spans,
    object=st.none() | spans, qualifiers=qualifiers,
)  # fmt: skip
statements = st.builds(Statement, ids, st.sampled_from(RELATIONS), ids, st.sampled_from(Certainty))


@st.composite
def graphs(draw):
    known = {article.id: article for article in draw(st.lists(articles, max_size=3))}
    named = {entity.id: entity for entity in draw(st.lists(entities, max_size=4))}
    said = draw(st.dictionaries(statements, st.frozensets(evidences, max_size=2), max_size=4))
    return Graph(*(dict(sorted(found.items())) for found in (known, named, said)))


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_the_files_give_the_graph_back(graph):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trig.write(graph, folder / "graph.trig")
        assert trig.read(folder / "graph.trig") == graph
        tables.write_statements(graph, folder / tables.STATEMENTS)
        tables.write_entities(graph, folder / tables.ENTITIES)
        tables.write_articles(graph, folder / tables.ARTICLES)
        assert tables.read(folder) == graph
        rdfxml.write(graph, folder / "graph.rdf")
        assert len(list(ox.parse(path=str(folder / "graph.rdf")))) > 0


@settings(max_examples=60, deadline=None)
@given(graphs(), st.sampled_from(["https://example.org/kg/", "http://example.org/kg#"]))
def test_n_quads_trig_and_turtle_say_the_same_and_the_first_is_sorted(graph, base):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for module, file in ((nquads, "graph.nq"), (trig, "graph.trig"), (turtle, "graph.ttl")):
            module.write(graph, folder / file, base)
        lines = (folder / "graph.nq").read_bytes().splitlines(keepends=True)
        assert lines == sorted(set(lines))
        held = {file: set(ox.parse(path=str(folder / file))) for file in ("graph.nq", "graph.trig", "graph.ttl")}
    assert held["graph.nq"] == held["graph.trig"] == set(quads(graph, base))
    assert held["graph.ttl"] == {quad for quad in held["graph.nq"] if quad.graph_name == ox.DefaultGraph()}


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_a_plain_triple_is_an_asserted_statement_and_nothing_else(graph):
    names = Iris()
    facts = {fact(statement, names) for statement in graph.asserted()}
    relations = {f"{ontology.NAMESPACE}{name}" for name in RELATIONS}
    plain = {quad.triple for quad in quads(graph) if quad.predicate.value in relations}
    assert plain == facts


@settings(max_examples=300, deadline=None)
@given(ids)
def test_an_iri_carries_its_id_whatever_that_is(identifier):
    names = Iris()
    iri = names.entity(identifier)
    assert names.entity_id(iri) == identifier
    assert iri.isascii()
    ox.NamedNode(iri)
    assert names.detail_key(names.detail(identifier)) == identifier


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.text(max_size=30))
def test_the_guard_never_lets_a_bare_service_pass_and_never_fails_otherwise(before, after):
    with contextlib.suppress(QueryError):
        guard.check(before + after)
    with pytest.raises(QueryError):
        guard.check(f"SELECT * {{ ?s ?p {before!r} . SERVICE <http://x.org/> {{ ?s ?p ?o }} }}")
