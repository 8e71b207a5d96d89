"""The tables and the network hold what the graph holds, and files appear whole or not at all."""

import json
import xml.etree.ElementTree as ET
from collections import Counter

import networkx as nx
import pytest

from graphkit.errors import InputError, OutputError
from graphkit.export import network, tables
from graphkit.export.files import whole
from graphkit.resolve.counting import count
from tests.unit.sample_graphs import hostile, small, without_texts


def write_tables(graph, folder):
    tables.write_statements(graph, folder / tables.STATEMENTS)
    tables.write_entities(graph, folder / tables.ENTITIES)
    tables.write_articles(graph, folder / tables.ARTICLES)


@pytest.mark.parametrize("make", [small, hostile])
def test_the_tables_read_back_into_the_same_graph(tmp_path, make):
    write_tables(make(), tmp_path)
    assert tables.read(tmp_path) == without_texts(make())


def test_a_statement_row_names_both_entities_and_their_sentence(tmp_path):
    write_tables(small(), tmp_path)
    row = next(tables.rows(tmp_path, containing=['"minister_of"']))
    assert row["subject"] == {
        "id": "heiko-maas", "label": "Heiko Maas", "type": "Person", "names": ["Heiko Maas", "Maas"],
    }  # fmt: skip
    assert row["certainty"] == "asserted"
    assert [e["article"] for e in row["evidence"]] == ["denial", "meeting"]
    assert row["evidence"][0]["sentence"] == "Heiko Maas is minister van Duitsland."
    assert (
        small().articles["denial"].text[row["evidence"][0]["start"] : row["evidence"][0]["end"]]
        == (row["evidence"][0]["sentence"])
    )


@pytest.mark.parametrize(
    ("line", "complaint"),
    [("{", "statements.jsonl:1: not JSON"), ("[]", "statements.jsonl:1: lacks"), ("{}", "statements.jsonl:1: lacks")],
)
def test_a_broken_table_says_which_line(tmp_path, line, complaint):
    write_tables(small(), tmp_path)
    (tmp_path / tables.STATEMENTS).write_text(line + "\n")
    with pytest.raises(InputError, match=complaint):
        tables.read(tmp_path)


def test_a_missing_table_says_how_to_get_it(tmp_path):
    with pytest.raises(InputError, match="graphkit build"):
        tables.read(tmp_path)


def test_the_network_has_parallel_edges_with_their_evidence():
    found = network.multigraph(small())
    assert found.nodes["heiko-maas"]["label"] == "Heiko Maas"
    relations = {edge["relation"]: edge for _, _, edge in found.out_edges("heiko-maas", data=True)}
    assert set(relations) == {"meets_with", "minister_of", "visits"}
    assert relations["visits"]["certainty"] == "possible"
    office = relations["minister_of"]
    assert [one.article for one in office["evidence"]] == ["denial", "meeting"]
    assert (office["article_count"], office["source_count"]) == (2, 2)
    assert (office["first_reported"], office["last_reported"]) == ("2020-01", "2020-01-21")


@pytest.mark.parametrize("make", [small, hostile])
def test_graphml_is_well_formed_and_reads_back(tmp_path, make):
    path = tmp_path / "graph.graphml"
    network.write(make(), path)
    ET.parse(path)  # noqa: S314 - our own file
    found = nx.read_graphml(path, force_multigraph=True)
    assert found.number_of_nodes() == len(make().entities)
    assert found.number_of_edges() == len(make().statements)
    counts = Counter(edge["article_count"] for _, _, edge in found.edges(data=True))
    assert counts == Counter(count.articles for count in count(make()).values())


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path):
    path = tmp_path / "graph.ttl"
    path.write_text("old")

    def interrupted():
        with whole(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("graph.ttl", "old")]


def test_an_unwritable_folder_is_an_output_error(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"), whole(tmp_path / "missing" / "graph.ttl"):
        pass


def test_rows_are_json_with_dutch_as_it_is(tmp_path):
    write_tables(small(), tmp_path)
    lines = (tmp_path / tables.STATEMENTS).read_text("utf-8").splitlines()
    assert [json.loads(line)["relation"] for line in lines] == [
        "meets_with", "minister_of", "visits", "supports", "threatens",
    ]  # fmt: skip
