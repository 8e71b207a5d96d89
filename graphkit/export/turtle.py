"""graph.ttl: facts, labels and provenance in Turtle, for people and for whatever reads one graph."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from graphkit.export.files import fill, whole
from graphkit.export.forms import Node, turtle_of
from graphkit.export.iris import BASE, Iris
from graphkit.export.nodes import Describer
from graphkit.export.spelling import Turtle
from graphkit.graph import Graph


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write the default graph as Turtle, byte for byte the same in every run."""
    spelling = Turtle(Iris(base))
    with whole(path) as file:
        fill(file, document(spelling, Describer(graph, spelling).all()))


def document(spelling: Turtle, nodes: Iterable[Node]) -> Iterator[str]:
    """The prefixes, then each node."""
    yield spelling.head()
    yield from map(turtle_of, nodes)
