"""A build conforms; what breaks a rule is found, by SHACL and by SPARQL alike, and explained with its evidence."""

import sys
from dataclasses import replace

import pyoxigraph as ox
import pytest

from graphkit import export, store, validate
from graphkit.errors import InputError, UsageError
from graphkit.export.iris import Iris
from graphkit.graph import Graph
from graphkit.model import Statement
from tests.unit.sample_graphs import hostile, small

PREFIXES = Iris().prefixes()
# what breaks the graph, as an update; the rule that is broken then
BREAKS = {
    "DELETE DATA { ent:heiko-maas gk:minister_of ent:Q183 }": "an asserted statement has its plain triple",
    "INSERT DATA { ent:karim gk:threatens ent:Q183 }": (
        "a statement that is only possible or negated has no plain triple"
    ),
    "INSERT DATA { ent:karim gk:kills ent:heiko-maas }": "a fact has an asserted statement behind it",
    "DELETE { ?s gk:evidence ?e } WHERE { ?s rdf:predicate gk:visits ; gk:evidence ?e }": "a statement has evidence",
    "INSERT { ?s gk:certainty gk:negated } WHERE { ?s rdf:predicate gk:minister_of }": (
        "a statement is asserted, possible or negated"
    ),
    "DELETE { ?s rdf:subject ?x } WHERE { ?s rdf:predicate gk:visits ; rdf:subject ?x }": "a statement has one subject",
    "DELETE { ?s rdf:object ?x } WHERE { ?s rdf:predicate gk:visits ; rdf:object ?x }": "a statement has one object",
    "INSERT { ?s rdf:object ent:karim } WHERE { ?s rdf:predicate gk:visits }": "a statement has one object",
    "DELETE { ?s rdf:predicate gk:visits } INSERT { ?s rdf:predicate gk:vists } WHERE { ?s rdf:predicate gk:visits }": (
        "a statement has one relation of the ontology"
    ),
    "DELETE { ?s gk:confidence ?c } INSERT { ?s gk:confidence 1.5 } WHERE { ?s a gk:Evidence ; gk:confidence ?c }": (
        "a confidence lies between 0 and 1"
    ),
    "DELETE { ?e gk:rule ?r } WHERE { ?e gk:rule ?r }": "evidence names the rule that found it",
    "DELETE { ?e gk:quote ?q } INSERT { ?e gk:quote 'kort'@nl } WHERE { ?e gk:quote ?q }": (
        "a quote is as long as its offsets say"
    ),
    "DELETE { ?e gk:quote ?q } INSERT { ?e gk:quote ?x } WHERE { ?e gk:quote ?q BIND(STR(?q) AS ?x) }": (
        "evidence quotes one sentence"
    ),
    "DELETE { ?e gk:end ?x } WHERE { ?e gk:end ?x }": "a sentence ends somewhere",
    "DELETE { ?e gk:begin ?x } INSERT { ?e gk:begin 999 } WHERE { ?e gk:begin ?x }": "a sentence begins before it ends",
    "DELETE { ?e gk:objectBegin ?x } INSERT { ?e gk:objectBegin 9999 } WHERE { ?e gk:objectBegin ?x }": (
        "the words for an object begin before they end"
    ),
    "DELETE WHERE { art:meeting a ?type }": "evidence comes from one article",
    "DELETE WHERE { art:denial a ?type }": "an entity is mentioned in articles",
    "DELETE WHERE { art:denial schema:headline ?x }": "an article has one headline",
    "DELETE WHERE { art:denial schema:inLanguage ?x }": "an article has one language",
    "DELETE { ?s gk:sourceCount ?n } INSERT { ?s gk:sourceCount 9 } WHERE { ?s gk:sourceCount ?n }": (
        "a statement has no more sources than articles"
    ),
    "DELETE WHERE { ?s gk:articleCount ?n }": "a statement has no more articles than sentences",
    "INSERT DATA { art:denial gk:copyOf art:a , art:b }": "an article is a copy of one other",
    "INSERT DATA { art:denial schema:datePublished '2001' }": "an article was published once",
    "DELETE WHERE { art:denial gk:id ?x }": "an article has one id",
    "DELETE WHERE { ent:karim gk:id ?x }": "an entity has one id",
    "INSERT DATA { ent:karim skos:prefLabel 'K.' }": "an entity has one label",
    "INSERT DATA { ent:karim a gk:Country }": "an entity has one type of the ontology",
    "DELETE WHERE { ent:karim a ?x }": "an entity has one type of the ontology",
}


def written(graph, folder):
    export.EXPORTERS["graph.nq"](graph, folder / "graph.nq")
    return folder


def broken(updates, folder):
    changed = store.open_store(written(small(), folder))
    for update in updates:
        changed.update(update, prefixes=PREFIXES)
    changed.dump(str(folder / "graph.nq"), ox.RdfFormat.N_QUADS)
    return folder


@pytest.mark.parametrize("engine", ["shacl", "sparql", "auto"])
@pytest.mark.parametrize("make", [small, hostile])
def test_a_build_conforms(tmp_path, engine, make):
    graph = make()
    if make is hostile:  # its ends are a Person and an Organization; its offsets are the whole text
        graph = replace(graph, statements={s: e for s, e in graph.statements.items() if s.relation == "member_of"})
    assert validate.validate(written(graph, tmp_path), engine).violations == ()


@pytest.mark.parametrize(("update", "rule"), BREAKS.items(), ids=range(len(BREAKS)))
def test_what_breaks_a_rule_is_found(tmp_path, update, rule):
    found = validate.validate(broken([update], tmp_path), "sparql").violations
    assert rule in {violation.rule for violation in found}


# five runs of pySHACL rather than one for each: it takes a second or two whatever the size
@pytest.mark.parametrize("first", range(5))
def test_both_engines_find_the_same(tmp_path, first):
    folder = broken(list(BREAKS)[first::5], tmp_path)
    by_shacl, by_sparql = (validate.validate(folder, engine).violations for engine in ("shacl", "sparql"))
    assert len({violation.rule for violation in by_shacl}) >= len(set(list(BREAKS.values())[first::5]))
    assert by_shacl == by_sparql


@pytest.mark.parametrize(
    ("subject", "relation", "object_"),
    [("Q183", "minister_of", "Q183"), ("karim", "born_in", "heiko-maas"), ("Q183", "part_of", "Q183")],
)
def test_types_that_do_not_fit_the_relation_are_found_by_both_engines(tmp_path, subject, relation, object_):
    graph = small()
    evidence = graph.statements[Statement("heiko-maas", "minister_of", "Q183")]
    graph = Graph(graph.articles, graph.entities, {Statement(subject, relation, object_): evidence})
    folder = written(graph, tmp_path)
    for engine in ("shacl", "sparql"):
        rules = [violation.rule for violation in validate.validate(folder, engine).violations]
        assert rules == ["subject and object are of types that the relation takes"]


def test_a_violation_is_explained_with_its_evidence(tmp_path):
    folder = broken(["DELETE DATA { ent:heiko-maas gk:minister_of ent:Q183 }"], tmp_path)
    (violation,) = validate.validate(folder, "sparql").violations
    assert violation.text().startswith("not so: an asserted statement has its plain triple\n  https://")
    assert "    Heiko Maas minister_of Germany [asserted]\n" in violation.text()
    assert "“Heiko Maas is minister van Duitsland.” (denial, rule roles.tsv:3)\n" in violation.text()


def test_without_pyshacl_the_queries_judge(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    monkeypatch.setattr(validate, "_installed", lambda: False)
    assert validate.validate(written(small(), tmp_path)).engine == "sparql"
    with pytest.raises(UsageError, match=r"pip install 'graphkit\[shacl\]'"):
        validate.validate(tmp_path, "shacl")


def test_a_folder_without_a_graph_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="holds no graph"):
        validate.validate(tmp_path)
