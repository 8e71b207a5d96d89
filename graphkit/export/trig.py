"""graph.trig: all that graph.ttl holds, and a named graph an article; it reads back into the same `Graph`."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from graphkit.errors import InputError
from graphkit.export.files import whole
from graphkit.export.iris import BASE, Iris
from graphkit.export.nodes import Describer, Node, by_article, turtle_of
from graphkit.export.reading import graph_of
from graphkit.export.spelling import Turtle
from graphkit.export.turtle import default_graph
from graphkit.graph import Graph
from graphkit.model import Statement


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write everything as TriG, byte for byte the same in every run."""
    describer = Describer(graph, Turtle(Iris(base)))
    with whole(path) as file:
        file.writelines(text.encode() for text in default_graph(describer))
        for article, said in by_article(graph).items():
            file.write(f"{describer.spell.article(article)} {{\n".encode())
            file.writelines(text.encode() for text in _facts(describer, said))
            file.write(b"}\n")


def _facts(describer: Describer, said: Sequence[Statement]) -> Iterator[str]:
    for subject, statements in groupby(said, key=lambda statement: statement.subject):
        yield turtle_of(Node(describer.spell.entity(subject), list(map(describer.fact, statements))), "\t")


def read(path: Path) -> Graph:
    """The graph that a file holds, written by graphkit in any RDF format; the texts of the articles are not in it.

    Raises `InputError` where the file cannot be read or holds no dataset of graphkit.
    """
    try:
        return graph_of(ox.parse(path=str(path)))
    except (OSError, SyntaxError, ValueError, InputError) as error:
        raise InputError(f"{path}: cannot be read as a graph: {error}") from error
