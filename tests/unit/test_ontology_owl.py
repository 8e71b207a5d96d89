"""Ontology and mappings hold together under OWL 2 RL, contradict where they should, and map only what exists."""

import importlib.util

import pyoxigraph as ox
import pytest

from graphkit import ontology, resources
from graphkit.export.quads import triples
from tests.unit.sample_graphs import small

FOLDER = resources.ontology()
FILES = ("graphkit.ttl", "mappings.ttl", "shapes.ttl")
PREFIXES = """
    PREFIX gk: <https://w3id.org/graphkit/ns#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX ent: <https://w3id.org/graphkit/data/entity/>
"""


def closed(*extra):
    """Ontology, mappings and a small graph with all that OWL 2 RL says follows, and the contradictions found."""
    import owlrl
    import rdflib

    graph = rdflib.Graph()
    for name in FILES[:2]:
        graph.parse(FOLDER / name)
    graph.parse(data=ox.serialize(triples(small()), format=ox.RdfFormat.N_TRIPLES), format="nt")
    for update in extra:
        graph.update(PREFIXES + update)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    says = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return graph, sorted(str(message) for message in graph.objects(None, says))


@pytest.fixture(scope="module")
def consistent():
    return closed()


def test_a_build_and_the_ontology_do_not_contradict_each_other(consistent):
    graph, errors = consistent
    assert errors == []
    assert not list(graph.query(PREFIXES + "SELECT ?x { ?x a owl:Nothing }"))


def test_what_follows_is_what_is_meant(consistent):
    graph, _ = consistent
    for fact in (
        "ent:heiko-maas gk:agent_of ent:Q183",
        "ent:heiko-maas gk:affiliated_with ent:Q183",
        "ent:Q183 gk:has_minister ent:heiko-maas",
        "ent:karim gk:meets_with ent:heiko-maas",
        "ent:karim a gk:Agent",
        "ent:Q183 a gk:Place",
    ):
        assert graph.query(PREFIXES + f"ASK {{ {fact} }}").askAnswer, fact
    assert not graph.query(PREFIXES + "ASK { ent:karim gk:threatens ent:Q183 }").askAnswer


def test_a_contradiction_is_one():
    _, errors = closed(
        "INSERT DATA { ent:karim a gk:Event }",
        "INSERT DATA { ent:a gk:spouse_of ent:a }",
        "INSERT DATA { ent:b gk:parent_of ent:c . ent:c gk:parent_of ent:b }",
        "INSERT { ?s gk:certainty gk:negated } WHERE { ?s a gk:Statement ; gk:certainty gk:asserted }",
    )
    for kind in ("disjoint", "irreflexive", "asymmetric", "sameAs"):
        assert any(kind.casefold() in error.casefold() for error in errors), kind


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_version_and_licence(name):
    store = ox.Store()
    store.load(path=str(FOLDER / name))
    assert store.query(
        """PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX dct: <http://purl.org/dc/terms/>
        ASK { ?o a owl:Ontology ; owl:versionInfo ?v ; dct:license ?l }"""
    )


def mappings():
    return [quad for quad in ox.parse(path=str(FOLDER / "mappings.ttl")) if isinstance(quad.subject, ox.NamedNode)]


def test_only_terms_of_the_ontology_are_mapped():
    known = {quad.subject for quad in ox.parse(path=str(FOLDER / "graphkit.ttl"))}
    own = {ox.NamedNode(ontology.NAMESPACE + name) for name in ("DWIE", "PLOVER")}
    subjects = {quad.subject for quad in mappings() if quad.subject.value.startswith(ontology.NAMESPACE)}
    assert subjects - own <= known


def test_every_type_and_three_relations_in_four_are_mapped():
    mapped = {quad.subject.value.removeprefix(ontology.NAMESPACE) for quad in mappings()}
    known = ontology.load()
    assert set(known.types) <= mapped
    # a relation counts where its inverse is mapped: much of Wikidata runs the other way
    covered = [name for name, relation in known.relations.items() if {name, relation.inverse} & mapped]
    assert len(covered) >= 0.75 * len(known.relations)


def test_no_term_is_mapped_to_another_twice():
    pairs = [(quad.subject, quad.object) for quad in mappings() if "Match" in quad.predicate.value or "eq" in str(quad)]
    assert len(pairs) == len(set(pairs))


@pytest.mark.skipif(importlib.util.find_spec("pylode") is None, reason="pyLODE is in the extra `docs`")
def test_the_documentation_is_generated_and_names_every_relation(tmp_path):
    from pylode import OntPub

    path = tmp_path / "ontology.html"
    OntPub(str(FOLDER / "graphkit.ttl")).make_html(destination=path)
    text = path.read_text("utf-8")
    assert all(name in text for name in ontology.load().relations)
