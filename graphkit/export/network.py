"""graph.graphml, and the graph in networkx's hands: entities as nodes, statements as parallel edges."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from graphkit.export.files import fill, whole
from graphkit.export.iris import statement_digest
from graphkit.export.rdfxml import UNWRITABLE
from graphkit.export.said import Said, said
from graphkit.graph import Graph
from graphkit.model import Entity, Statement
from graphkit.resolve.counting import counted

if TYPE_CHECKING:
    import networkx as nx

_SEPARATOR = "; "
WORDS = 1 << 16
_NODE = ("label", "type", "names", "labels", "identifiers", "articles")
_COUNTS = ("article_count", "source_count", "first_reported", "last_reported")
_EDGE = ("relation", "certainty", "confidence", "quotes", "articles", "evidence", *_COUNTS)
_TYPES = {"confidence": "double", "evidence": "long", "article_count": "long", "source_count": "long"}
_HEAD = """<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
TAIL = "  </graph>\n</graphml>\n"
# White space that a parser would take for other white space.
_SPECIAL = re.compile(rf'[&<>"\n\r\t]|{UNWRITABLE.pattern}')
_REFERENCES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def multigraph(graph: Graph) -> "nx.MultiDiGraph":
    """A `networkx.MultiDiGraph`: nodes are entity ids, an edge's key is its statement's hash.

    Nodes carry label, type, names, labels, identifiers and articles; edges relation, certainty, confidence,
    `evidence`, the `Evidence` objects in order, the numbers of articles and of independent sources that say so, and the
    dates of the first and last of them, where known.
    """
    import networkx as nx

    network = nx.MultiDiGraph()
    for identifier, entity in sorted(graph.entities.items()):
        network.add_node(identifier, **_node(entity))
    for statement in sorted(graph.statements):
        network.add_edge(
            statement.subject, statement.object, key=statement_digest(statement), **_edge(graph, statement)
        )
    return network


def write(graph: Graph, path: Path) -> None:
    """Write GraphML for Gephi, yEd or Cytoscape: lists become text, and XML gets no character it cannot hold."""
    with whole(path) as file:
        fill(file, head(graph))
        fill(file, map(edge, said(graph)))
        file.write(TAIL.encode())


def head(graph: Graph) -> Iterator[str]:
    """What comes before the statements, element by element, so that it needs no memory beside the graph."""
    yield _HEAD
    for kind, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            form = _TYPES.get(name, "string")
            yield f'  <key id="{_key(kind, name)}" for="{kind}" attr.name="{name}" attr.type="{form}" />\n'
    yield '  <graph edgedefault="directed">\n'
    for identifier in sorted(graph.entities.keys() | graph.strangers()):
        entity = graph.entities.get(identifier)
        data = _form("node", _NODE) % tuple(map(_text, _flat(entity))) if entity else ""
        yield f'    <node id="{_text(identifier)}">\n{data}    </node>\n'


def edge(one: Said) -> str:
    """The element of a statement."""
    statement, evidence, counts, digest, _ = one
    values = (
        _word(statement.relation),
        statement.certainty.value,
        max([each.confidence for each in evidence], default=0.0),
        _text(_SEPARATOR.join([each.quote for each in evidence])),
        _text(_SEPARATOR.join(sorted({each.article for each in evidence}))),
        len(evidence),
        counts.articles,
        counts.sources,
        _word(counts.first or ""),
        _word(counts.last or ""),
    )
    opening = f'source="{_word(statement.subject)}" target="{_word(statement.object)}"'
    data = _form("edge", _EDGE) % values
    return f'    <edge {opening} id="{digest}">\n{data}    </edge>\n'


def _flat(entity: Entity) -> tuple[str, ...]:
    """What is known of an entity, lists and mappings as one line of text: GraphML knows strings and numbers alone."""
    return (
        entity.label,
        entity.type,
        _SEPARATOR.join(entity.names),
        _pairs(entity.labels),
        _pairs(entity.identifiers),
        _SEPARATOR.join(entity.articles),
    )


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return _SEPARATOR.join(f"{key}:{one}" for key, one in sorted(dict(pairs).items()))


@cache
def _form(kind: str, names: tuple[str, ...]) -> str:
    return "".join(f'      <data key="{_key(kind, name)}">%s</data>\n' for name in names)


def _key(kind: str, name: str) -> str:
    return f"{kind}-{name}"


@lru_cache(maxsize=WORDS)
def _word(value: str) -> str:
    """What is written again and again: ids, relations, dates."""
    return _text(value)


def _text(value: str) -> str:
    return escape(UNWRITABLE.sub("\ufffd", value), _REFERENCES) if _SPECIAL.search(value) else value


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
    counts = counted(evidence, graph.known)
    return {
        "id": statement_digest(statement),
        "relation": statement.relation,
        "certainty": str(statement.certainty),
        "confidence": max((one.confidence for one in evidence), default=0.0),
        "evidence": evidence,
        **dict(zip(_COUNTS, (counts.articles, counts.sources, counts.first, counts.last), strict=True)),
    }
