"""graph.graphml, and the graph in networkx's hands: entities as nodes, statements as parallel edges."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.export.files import whole
from graphkit.export.iris import Iris
from graphkit.export.rdfxml import UNWRITABLE
from graphkit.graph import Graph
from graphkit.model import Entity, Statement

if TYPE_CHECKING:
    import networkx as nx

_SEPARATOR = "; "


def multigraph(graph: Graph) -> "nx.MultiDiGraph":
    """A `networkx.MultiDiGraph`: nodes are entity ids, an edge's key is its statement's hash.

    Nodes carry label, type, names, labels, identifiers and articles; edges relation, certainty, confidence, and
    `evidence`, the `Evidence` objects in order.
    """
    import networkx as nx

    network = nx.MultiDiGraph()
    for identifier, entity in sorted(graph.entities.items()):
        network.add_node(identifier, **_node(entity))
    for statement in sorted(graph.statements):
        network.add_edge(statement.subject, statement.object, key=_key(statement), **_edge(graph, statement))
    return network


def write(graph: Graph, path: Path) -> None:
    """Write GraphML for Gephi, yEd or Cytoscape: lists become text, and XML gets no character it cannot hold."""
    import networkx as nx

    network = multigraph(graph)
    for _, node in network.nodes(data=True):
        _flatten(node)
    for _, _, edge in network.edges(data=True):
        evidence = edge.pop("evidence")
        edge["quotes"] = _SEPARATOR.join(one.quote for one in evidence)
        edge["articles"] = _SEPARATOR.join(sorted({one.article for one in evidence}))
        edge["evidence"] = len(evidence)
        _flatten(edge)
    clean = {node: UNWRITABLE.sub("\ufffd", node) for node in network if UNWRITABLE.search(node)}
    with whole(path) as file:
        # not write_graphml, which writes other bytes where lxml is installed
        nx.write_graphml_xml(nx.relabel_nodes(network, clean), file, edge_id_from_attribute="id")


def _key(statement: Statement) -> str:
    return Iris().statement(statement).rpartition("/")[2]


def _node(entity: Entity) -> dict[str, Any]:
    return {
        "label": entity.label,
        "type": entity.type,
        "names": list(entity.names),
        "labels": dict(entity.labels),
        "identifiers": dict(entity.identifiers),
        "articles": list(entity.articles),
    }


def _edge(graph: Graph, statement: Statement) -> dict[str, Any]:
    evidence = graph.evidence(statement)
    return {
        "id": _key(statement),
        "relation": statement.relation,
        "certainty": str(statement.certainty),
        "confidence": max((one.confidence for one in evidence), default=0.0),
        "evidence": evidence,
    }


def _flatten(attributes: dict[str, Any]) -> None:
    """Lists and mappings as one line of text, in place: GraphML knows strings and numbers alone."""
    for name, value in attributes.items():
        if isinstance(value, dict):
            attributes[name] = _SEPARATOR.join(f"{key}:{one}" for key, one in sorted(value.items()))
        elif isinstance(value, list):
            attributes[name] = _SEPARATOR.join(value)
        if isinstance(attributes[name], str):
            attributes[name] = UNWRITABLE.sub("\ufffd", attributes[name])
