"""What the RDF files say, that they say it the same each time, and that they read back."""

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit import export
from graphkit.errors import InputError, UsageError
from graphkit.export import iris, rdf, trig
from graphkit.export.iris import Iris
from tests.unit.sample_graphs import HOSTILE, hostile, small, without_texts

GRAPHS = {"small": small, "hostile": hostile}
RDF_FILES = ("graph.ttl", "graph.trig", "graph.nq", "dataset.ttl", "graph.jsonld", "graph.rdf")
PREFIXES = Iris().prefixes()


def write(graph, name, folder, base=iris.BASE):
    path = folder / name
    {**export.exporters(base), **export.on_request(base)}[name](graph, path)
    return path


def loaded(path):
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.from_extension(path.suffix[1:]))
    return store


def ask(store, pattern):
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=PREFIXES))


@pytest.fixture(scope="module", params=GRAPHS, ids=GRAPHS)
def graph(request):
    return GRAPHS[request.param]()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return loaded(write(small(), "graph.nq", tmp_path_factory.mktemp("rdf")))


def test_the_simplest_query_finds_a_fact(store):
    assert ask(store, "ent:heiko-maas gk:minister_of ent:Q183")


@pytest.mark.parametrize("fact", ["ent:heiko-maas gk:visits ent:Q3785077", "ent:karim gk:threatens ent:Q183"])
def test_a_possible_or_negated_statement_is_no_plain_triple(store, fact):
    assert not ask(store, fact)
    assert not ask(store, f"GRAPH ?g {{ {fact} }}")


def test_a_statement_says_how_certain_it_is_and_on_how_much_it_rests(store):
    assert ask(
        store,
        """?s a gk:Statement ; rdf:subject ent:heiko-maas ; rdf:predicate gk:minister_of ; rdf:object ent:Q183 ;
        gk:certainty gk:asserted ; gk:confidence 0.97 ; gk:evidenceCount 2 ; gk:articleCount 2 ; gk:sourceCount 2 ;
        gk:firstReported "2020-01"^^xsd:gYearMonth ; gk:lastReported "2020-01-21"^^xsd:date""",
    )


def test_evidence_has_sentence_offsets_rule_article_and_qualifiers(store):
    assert ask(
        store,
        """?s gk:evidence ?e . ?e a gk:Evidence ; prov:wasDerivedFrom art:meeting ; gk:rule "roles.tsv:12" ;
        gk:quote "De Duitse minister Heiko Maas sprak maandag met generaal Karim."@nl ; gk:begin 15 ; gk:end 78 ;
        gk:subjectBegin 34 ; gk:subjectEnd 44 ; gk:objectBegin 18 ; gk:objectEnd 24 ;
        det:portfolio "Buitenlandse Zaken" . det:portfolio rdfs:subPropertyOf gk:detail""",
    )
    assert ask(store, '?e gk:time "2020-01-06"^^xsd:date ; gk:place ent:Q3785077')
    assert ask(store, '?e gk:attributedTo ent:karim . ?f gk:attributedToWords "een woordvoerder"')


def test_an_entity_is_found_by_its_labels_names_and_wikidata_id(store):
    assert ask(store, 'ent:Q183 a gk:Country ; rdfs:label "Duitsland"@nl ; skos:altLabel "Duitse" ; owl:sameAs wd:Q183')


def test_each_article_has_a_graph_of_what_it_asserts(store):
    graphs = store.query("SELECT ?g ?s ?o { GRAPH ?g { ?s gk:minister_of ?o } }", prefixes=PREFIXES)
    assert {row["g"].value for row in graphs} == {PREFIXES["art"] + "meeting", PREFIXES["art"] + "denial"}


def test_the_build_and_its_articles_are_prov_and_schema(store):
    assert ask(
        store, "?d prov:wasGeneratedBy ?run . ?run a prov:Activity ; prov:used art:meeting ; prov:wasAssociatedWith ?s"
    )
    assert ask(store, 'art:meeting a schema:NewsArticle ; schema:headline "Maas in Bagdad"@nl ; gk:sha256 ?hash')


def test_there_are_no_blank_nodes(graph, tmp_path):
    for name in RDF_FILES:
        for quad in loaded(write(graph, name, tmp_path)):
            assert not isinstance(quad.subject, ox.BlankNode)
            assert not isinstance(quad.object, ox.BlankNode)


@pytest.mark.parametrize("name", ["graph.trig", "graph.nq"])
def test_a_file_reads_back_into_the_same_graph(graph, tmp_path, name):
    assert trig.read(write(graph, name, tmp_path)) == without_texts(graph)


def test_json_ld_holds_the_same_quads(graph, tmp_path):
    assert set(loaded(write(graph, "graph.jsonld", tmp_path))) == set(loaded(write(graph, "graph.nq", tmp_path)))


def test_rdf_xml_holds_the_default_graph_where_xml_can(tmp_path):
    assert set(loaded(write(small(), "graph.rdf", tmp_path))) == set(loaded(write(small(), "graph.ttl", tmp_path)))


def test_rdf_xml_of_hostile_text_is_well_formed(tmp_path):
    found = loaded(write(hostile(), "graph.rdf", tmp_path))
    assert len(found) == len(loaded(write(hostile(), "graph.ttl", tmp_path)))


def test_rdflib_reads_turtle_and_trig_and_gets_what_the_library_gives(tmp_path):
    import rdflib

    for make in GRAPHS.values():
        turtle = rdflib.Graph().parse(write(make(), "graph.ttl", tmp_path))
        whole = rdflib.Dataset()
        whole.parse(write(make(), "graph.trig", tmp_path), format="trig")
        given = rdf.dataset(make())
        assert set(given.quads()) == set(whole.quads())
        assert set(given.default_graph) == set(turtle)
        assert len(list(given.graphs())) > 1


def test_a_name_never_leaves_its_literal_or_its_iri(tmp_path):
    store = loaded(write(hostile(), "graph.trig", tmp_path))
    subjects = {quad.subject.value for quad in store if quad.predicate.value == iris.RDF + "type"}
    assert Iris().entity(HOSTILE) in subjects
    assert all(iri.startswith((iris.BASE, "https://w3id.org/graphkit/release/")) for iri in subjects)
    assert Iris().entity("..").endswith("/entity/%2E%2E")


@pytest.mark.parametrize("base", ["https://example.org/kg/", "http://example.org/kg#"])
def test_the_base_is_a_setting_and_reads_back(tmp_path, base):
    path = write(small(), "graph.trig", tmp_path, base)
    assert iris.BASE not in path.read_text("utf-8")
    assert trig.read(path) == without_texts(small())


@pytest.mark.parametrize(
    "base", ["", "example.org/", "ftp://example.org/", "https://example.org/a b/", "https://x.org/a"]
)
def test_what_is_no_base_is_refused(base):
    with pytest.raises(UsageError, match="base"):
        export.exporters(base)


def test_what_is_no_graph_of_ours_is_refused(tmp_path):
    (tmp_path / "other.ttl").write_text("<https://x.org/a> <https://x.org/b> 1 .")
    (tmp_path / "broken.ttl").write_text("<https://x.org/a> .")
    for name in ("other.ttl", "broken.ttl", "missing.ttl"):
        with pytest.raises(InputError, match=name):
            trig.read(tmp_path / name)


def test_two_runs_write_the_same_bytes_whatever_the_hash_seed(tmp_path):
    script = (
        "import sys; from pathlib import Path; from graphkit import export\n"
        "from tests.unit.sample_graphs import small, hostile\n"
        "out = Path(sys.argv[1])\n"
        "for name, write in {**export.EXPORTERS, **export.on_request()}.items():\n"
        "    if name != 'graph.html':\n"
        "        write(small(), out / ('small-' + name)); write(hostile(), out / ('hostile-' + name))\n"
    )
    written = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        out.mkdir()
        paths = os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        subprocess.run([sys.executable, "-c", script, str(out)], check=True, env=environment)
        written.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert len(written[0]) == 2 * (len(export.EXPORTERS) + len(export.on_request()) - 1)
    assert written[0] == written[1]
