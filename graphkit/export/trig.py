"""graph.trig: all that graph.ttl holds, and a named graph an article; it reads back into the same `Graph`."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from shutil import copyfileobj

import pyoxigraph as ox

from graphkit.errors import InputError
from graphkit.export import dataset
from graphkit.export.files import whole
from graphkit.export.forms import node, turtle_of
from graphkit.export.iris import BASE, Iris
from graphkit.export.nodes import Describer
from graphkit.export.reading import graph_of
from graphkit.export.spelling import Turtle
from graphkit.export.turtle import document
from graphkit.graph import Graph
from graphkit.model import Statement


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write everything as TriG, byte for byte the same in every run."""
    spelling = Turtle(Iris(base))
    describer = Describer(graph, spelling)
    with whole(path) as file:
        file.writelines(text.encode() for text in document(spelling, describer.all()))
        file.writelines(text.encode() for text in _named_graphs(describer))


def write_with(graph: Graph, turtle: Path, trig: Path, described: Path, base: str = BASE) -> None:
    """Write graph.ttl, the graph.trig that begins with the same text, and dataset.ttl, all from one pass."""
    spelling, size = Turtle(Iris(base)), dataset.Size()
    describer = Describer(graph, spelling)
    with whole(turtle) as file:
        file.writelines(text.encode() for text in document(spelling, size.counting(describer.all())))
    dataset.write_sized(graph, described, size, base)
    with whole(trig) as file, turtle.open("rb") as begin:
        copyfileobj(begin, file, 1 << 20)
        file.writelines(text.encode() for text in _named_graphs(describer))


def _named_graphs(describer: Describer) -> Iterator[str]:
    for article, said in describer.graph.by_article():
        yield f"{describer.spell.article(article)} {{\n"
        yield from _facts(describer, said)
        yield "}\n"


def _facts(describer: Describer, said: Sequence[Statement]) -> Iterator[str]:
    for subject, statements in groupby(said, key=lambda statement: statement.subject):
        yield turtle_of(node(describer.spell.entity(subject), map(describer.fact, statements)), "\t")


def read(path: Path) -> Graph:
    """The graph that a file holds, written by graphkit in any RDF format; the texts of the articles are not in it.

    Raises `InputError` where the file cannot be read or holds no dataset of graphkit.
    """
    try:
        return graph_of(ox.parse(path=str(path)))
    except (OSError, SyntaxError, ValueError, InputError) as error:
        raise InputError(f"{path}: cannot be read as a graph: {error}") from error
