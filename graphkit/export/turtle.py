"""graph.ttl: facts, labels and provenance in Turtle, for people and for whatever reads one graph."""

from collections.abc import Iterator
from pathlib import Path

from graphkit.export.files import whole
from graphkit.export.iris import BASE, Iris
from graphkit.export.nodes import Describer, turtle_of
from graphkit.export.spelling import Turtle
from graphkit.graph import Graph


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write the default graph as Turtle, byte for byte the same in every run."""
    with whole(path) as file:
        file.writelines(text.encode() for text in default_graph(Describer(graph, Turtle(Iris(base)))))


def default_graph(describer: Describer) -> Iterator[str]:
    """The prefixes, then each node."""
    if isinstance(describer.spell, Turtle):
        yield describer.spell.head()
    yield from map(turtle_of, describer.all())
