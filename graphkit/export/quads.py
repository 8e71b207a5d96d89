"""The graph as quads in Oxigraph's hands, for the formats and libraries that take them; files are written from `nodes`.

All is in the default graph, and the asserted triples of an article once more in the graph that bears the article's IRI.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from graphkit.export import iris
from graphkit.export.forms import triples_of
from graphkit.export.iris import Iris
from graphkit.export.nodes import SOFTWARE, Describer, sha256
from graphkit.export.spelling import Triples
from graphkit.graph import Graph
from graphkit.model import Statement

__all__ = ["SOFTWARE", "Pair", "about", "article_graphs", "fact", "quads", "sha256", "triples"]

Value = ox.NamedNode | ox.Literal
Pair = tuple[str, Value]
# Nodes that are parsed at once: enough to make the parser's start count for nothing.
CHUNK = 256


def quads(graph: Graph, base: str = iris.BASE) -> Iterator[ox.Quad]:
    """Every quad of the graph in a fixed order: the default graph, then a named graph for each article."""
    yield from (ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples(graph, base))
    yield from article_graphs(graph, base)


def triples(graph: Graph, base: str = iris.BASE) -> Iterator[ox.Triple]:
    """The default graph: entities with their facts, statements with their evidence, articles, the build."""
    nodes = Describer(graph, Triples(Iris(base))).all()
    while lines := "".join(map(triples_of, islice(nodes, CHUNK))):
        yield from (quad.triple for quad in ox.parse(lines.encode(), ox.RdfFormat.N_TRIPLES))


def article_graphs(graph: Graph, base: str = iris.BASE) -> Iterator[ox.Quad]:
    """What each article asserts, in a graph named after it."""
    names = Iris(base)
    for article, said in graph.by_article():
        graph_name = ox.NamedNode(names.article(article))
        yield from (ox.Quad(*ends(Statement(*triple), names), graph_name) for triple in said)


def fact(statement: Statement, names: Iris) -> ox.Triple:
    """The plain triple of a statement."""
    return ox.Triple(*ends(statement, names))


def ends(statement: Statement, names: Iris) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]:
    """Subject, relation and object of a statement as nodes."""
    return (
        ox.NamedNode(names.entity(statement.subject)),
        ox.NamedNode(iris.relation(statement.relation)),
        ox.NamedNode(names.entity(statement.object)),
    )


def about(subject: str, pairs: Iterable[Pair]) -> Iterator[ox.Triple]:
    """One triple for each pair of property and value, none twice."""
    node = ox.NamedNode(subject)
    return (ox.Triple(node, ox.NamedNode(name), value) for name, value in dict.fromkeys(pairs))
