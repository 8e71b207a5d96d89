"""The ontology is complete in both languages, consistent, and says what takes what."""

import pyoxigraph as ox
import pytest

from graphkit import ontology, resources

GK = ontology.NAMESPACE
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
TURTLE = resources.ontology() / "graphkit.ttl"


@pytest.fixture(scope="module")
def known():
    return ontology.load()


@pytest.fixture(scope="module")
def store():
    loaded = ox.Store()
    loaded.load(path=str(TURTLE), format=ox.RdfFormat.TURTLE)
    return loaded


def test_it_knows_every_type_and_relation(known):
    assert len(known.types) == 17
    assert len(known.relations) == 61
    assert sum(r.interaction for r in known.relations.values()) == 27


@pytest.mark.parametrize(
    ("relation", "subject", "object_", "accepted"),
    [
        ("minister_of", "Person", "Country", True),
        ("minister_of", "Organization", "Country", False),
        ("leads", "Country", "InternationalOrganization", True),
        ("leads", "City", "Event", False),
        ("part_of", "Company", "Organization", True),
        ("part_of", "Company", "Event", False),
        ("part_of", "Event", "Event", True),
        ("owner_of", "Company", "Facility", True),
        ("owner_of", "Company", "City", False),
        ("visits", "Person", "Facility", True),
        ("visits", "Person", "PoliticalParty", True),
        ("visits", "Person", "Award", False),
        ("has_minister", "Country", "Person", True),
        ("has_minister", "Person", "Country", False),
    ],
)
def test_a_relation_takes_the_types_of_its_domain_and_range(known, relation, subject, object_, accepted):
    assert known.accepts(relation, subject, object_) is accepted


def test_agent_is_written_out(known):
    assert known.relations["supports"].domain == {"Person", "Organization", "Country"}
    assert known.is_a("Company", "Agent")
    assert known.is_a("Country", "Agent")
    assert known.is_a("Country", "Place")
    assert not known.is_a("Region", "Agent")


def test_the_symmetric_relations_are_those_written_once(known):
    assert {name for name, relation in known.relations.items() if relation.symmetric} == {
        "spouse_of", "sibling_of", "meets_with", "negotiates_with", "fights", "cooperates_with", "plays_against",
    }  # fmt: skip


def test_each_relation_that_is_not_symmetric_has_an_inverse_that_points_back(known):
    for name, relation in known.relations.items():
        if relation.symmetric:
            assert relation.inverse is None
        else:
            assert relation.inverse is not None
            assert known.properties[relation.inverse].inverse == name


def test_a_minister_is_an_agent_of_the_country_and_tied_to_it(known):
    assert known.above("minister_of") == {"agent_of", "affiliated_with"}


def test_a_sub_property_takes_no_more_than_what_lies_above_it(known):
    for name, relation in known.relations.items():
        for parent in (known.properties[p] for p in known.above(name)):
            for end in ("domain", "range"):
                allowed = getattr(parent, end)
                assert not allowed or all(
                    any(known.is_a(given, one) for one in allowed) for given in getattr(relation, end)
                ), f"{name} {end} is wider than {parent.name}'s"


def test_domains_and_ranges_are_known_types(known):
    for relation in known.properties.values():
        assert relation.domain | relation.range <= set(known.types), relation.name


@pytest.mark.parametrize("text", ["rdfs:label", "skos:definition"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_term_has_one_label_and_one_definition_in_each_language(store, text, language):
    lacking = store.query(
        f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?term (COUNT(?text) AS ?texts) WHERE {{
            ?term a ?kind FILTER(STRSTARTS(STR(?term), "{GK}"))
            OPTIONAL {{ ?term {text} ?text FILTER(LANG(?text) = "{language}") }}
        }} GROUP BY ?term ?kind HAVING(COUNT(?text) != 1)"""
    )
    assert [row["term"].value for row in lacking] == []


def test_every_relation_states_what_it_takes_its_inverse_too(known, store):
    stated = {
        end: {
            quad.subject.value.removeprefix(GK)
            for quad in store.quads_for_pattern(None, ox.NamedNode(RDFS + end), None)
        }
        for end in ("domain", "range")
    }
    for name in (*known.relations, *(relation.inverse for relation in known.relations.values())):
        assert name is None or all(name in stated[end] for end in stated), name


def test_a_relation_and_its_inverse_take_the_same_the_other_way_round(known):
    for relation in known.relations.values():
        if relation.inverse:
            turned = known.properties[relation.inverse]
            assert (turned.domain, turned.range) == (relation.range, relation.domain), relation.name


def test_no_two_relations_share_a_label(known):
    for language in ("nl", "en"):
        labels = [relation.labels[language] for relation in known.properties.values()]
        assert sorted(labels) == sorted(set(labels))


def test_every_term_says_where_it_is_defined(store):
    lacking = store.query(
        f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?term {{ ?term a ?kind FILTER(STRSTARTS(STR(?term), "{GK}"))
            FILTER NOT EXISTS {{ ?term rdfs:isDefinedBy <{GK.rstrip("#")}> }} }}"""
    )
    assert [row["term"].value for row in lacking] == []


def test_the_header_has_version_and_licence(store):
    assert store.query(
        f"""PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX dct: <http://purl.org/dc/terms/>
        ASK {{ <{GK.rstrip("#")}> a owl:Ontology ; owl:versionIRI ?v ; owl:versionInfo ?i ; dct:license ?l }}"""
    )
