"""graph.trig: all that graph.ttl holds, and a named graph an article; it reads back into the same `Graph`."""

from pathlib import Path

import pyoxigraph as ox

from graphkit.errors import InputError
from graphkit.export.files import whole
from graphkit.export.iris import BASE, Iris
from graphkit.export.quads import quads
from graphkit.export.reading import graph_of
from graphkit.graph import Graph


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write everything as TriG, byte for byte the same in every run."""
    with whole(path) as file:
        ox.serialize(quads(graph, base), file, ox.RdfFormat.TRIG, prefixes=Iris(base).prefixes())


def read(path: Path) -> Graph:
    """The graph that a file holds, written by graphkit in any RDF format; the texts of the articles are not in it.

    Raises `InputError` where the file cannot be read or holds no dataset of graphkit.
    """
    try:
        return graph_of(ox.parse(path=str(path)))
    except (OSError, SyntaxError, ValueError, InputError) as error:
        raise InputError(f"{path}: cannot be read as a graph: {error}") from error
