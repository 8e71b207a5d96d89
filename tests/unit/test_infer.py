"""What follows stands apart, with its rule and what it rests on, and nothing follows from what is not asserted."""

import pyoxigraph as ox
import pytest

from graphkit import export, infer, store
from graphkit.export.iris import Iris
from graphkit.ontology import NAMESPACE as GK
from graphkit.query import run
from tests.unit.sample_graphs import small

NAMES = Iris()


@pytest.fixture
def output(tmp_path):
    export.EXPORTERS["graph.nq"](small(), tmp_path / "graph.nq")
    return tmp_path


def follows(*asserted):
    """The inferences from triples of bare names, as bare names again, with rule and premises."""
    given = {(f"e:{s}", GK + p, f"e:{o}"): f"s:{s}-{o}" for s, p, o in asserted}
    return {
        (one.subject[2:], one.relation.removeprefix(GK), one.object[2:]): one for one in infer.inferences(given, NAMES)
    }


@pytest.mark.parametrize(
    ("asserted", "inferred", "rule"),
    [
        (("maas", "minister_of", "de"), ("maas", "agent_of", "de"), "sub-property: minister_of is a agent_of"),
        (
            ("maas", "minister_of", "de"),
            ("maas", "affiliated_with", "de"),
            "sub-property: agent_of is a affiliated_with",
        ),
        (("maas", "minister_of", "de"), ("de", "has_minister", "maas"), "inverse: minister_of and has_minister"),
        (("a", "meets_with", "b"), ("b", "meets_with", "a"), "symmetric: meets_with"),
        (("a", "parent_of", "b"), ("b", "relative_of", "a"), "symmetric: relative_of"),
        (("a", "capital_of", "b"), ("b", "contains", "a"), "inverse: located_in and contains"),
    ],
)
def test_the_ontology_says_what_follows(asserted, inferred, rule):
    assert follows(asserted)[inferred].rule == rule


def test_located_in_is_transitive_and_names_both_premises():
    found = follows(("erbil", "located_in", "noord"), ("noord", "located_in", "irak"), ("irak", "located_in", "azie"))
    one = found["erbil", "located_in", "irak"]
    assert (one.rule, one.rests_on) == ("transitive: located_in", ("s:erbil-noord", "s:noord-irak"))
    assert ("erbil", "located_in", "azie") in found
    assert ("irak", "located_in", "erbil") not in found


def test_a_circle_ends_and_puts_nothing_inside_itself():
    found = follows(("a", "located_in", "b"), ("b", "located_in", "a"))
    assert all(subject != obj for subject, _, obj in found)


def test_what_is_asserted_is_not_inferred_again():
    assert ("b", "meets_with", "a") not in follows(("a", "meets_with", "b"), ("b", "meets_with", "a"))


def test_the_order_of_the_facts_does_not_show():
    facts = [("a", "part_of", "b"), ("b", "part_of", "c"), ("c", "part_of", "d"), ("a", "part_of", "c")]
    assert list(follows(*facts).values()) == list(follows(*reversed(facts)).values())


def test_it_is_a_named_graph_of_its_own(output):
    before = set(store.open_store(output))
    report = infer.infer(output)
    assert report.by_rule == {"sub-property": 4, "inverse": 2, "symmetric": 1}
    after = set(store.open_store(output))
    assert {quad.graph_name for quad in after - before} == {ox.NamedNode(NAMES.inferred)}
    assert before <= after


def test_nothing_follows_from_a_possible_or_negated_statement(output):
    infer.infer(output)
    for relation in ("visited_by", "supported_by", "threatened_by"):
        assert run(output, f"ASK {{ ?a gk:{relation} ?b }}", inferred=True).text == "no\n"


def test_a_query_sees_it_only_when_it_is_asked_for(output):
    infer.infer(output)
    asked = "ASK { ent:heiko-maas gk:agent_of ent:Q183 }"
    assert run(output, asked).text == "no\n"
    assert run(output, asked, inferred=True).text == "yes\n"
    assert run(output, "ASK { GRAPH graph:inferred { ent:heiko-maas gk:agent_of ent:Q183 } }").text == "yes\n"


def test_each_inference_leads_to_a_sentence(output):
    infer.infer(output)
    found = run(
        output,
        """SELECT ?quote ?rule WHERE {
            GRAPH graph:inferred { ?i rdf:predicate gk:affiliated_with ; gk:inferredBy ?rule ; gk:restsOn+ ?statement }
            ?statement gk:evidence/gk:quote ?quote } ORDER BY ?quote""",
        form="tsv",
    ).text.splitlines()
    assert len(found) == 3
    assert found[2].startswith('"Heiko Maas is minister van Duitsland."@nl')


def test_two_runs_write_the_same_bytes(output):
    infer.infer(output)
    first = (output / store.INFERRED).read_bytes()
    infer.infer(output)
    assert (output / store.INFERRED).read_bytes() == first


def test_a_new_build_drops_what_followed_from_the_old(output):
    infer.infer(output)
    store.renew(output)
    assert not (output / store.INFERRED).exists()
