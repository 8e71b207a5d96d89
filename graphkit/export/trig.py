"""graph.trig: all that graph.ttl holds, and a named graph an article; it reads back into the same `Graph`."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pyoxigraph as ox

from graphkit.errors import InputError
from graphkit.export.files import fill, whole
from graphkit.export.forms import node, turtle_of
from graphkit.export.iris import BASE, Iris
from graphkit.export.nodes import Describer
from graphkit.export.reading import graph_of
from graphkit.export.spelling import Turtle
from graphkit.export.turtle import document
from graphkit.graph import Graph
from graphkit.shelf import Triple


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write everything as TriG, byte for byte the same in every run."""
    spelling = Turtle(Iris(base))
    describer = Describer(graph, spelling)
    with whole(path) as file:
        fill(file, document(spelling, describer.all()))
        fill(file, named_graphs(describer))


def named_graphs(describer: Describer) -> Iterator[str]:
    """For each article a graph of what it asserts."""
    for article, said in describer.graph.by_article():
        yield f"{describer.spell.article(article)} {{\n"
        yield from _facts(describer, said)
        yield "}\n"


def _facts(describer: Describer, said: Sequence[Triple]) -> Iterator[str]:
    for subject, triples in groupby(said, key=itemgetter(0)):
        pairs = [describer.fact(relation, target) for _, relation, target in triples]
        yield turtle_of(node(describer.spell.entity(subject), pairs), "\t")


def read(path: Path) -> Graph:
    """The graph that a file holds, written by graphkit in any RDF format; the texts of the articles are not in it.

    Raises `InputError` where the file cannot be read or holds no dataset of graphkit.
    """
    try:
        return graph_of(ox.parse(path=str(path)))
    except (OSError, SyntaxError, ValueError, InputError) as error:
        raise InputError(f"{path}: cannot be read as a graph: {error}") from error
