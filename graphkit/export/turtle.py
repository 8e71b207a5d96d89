"""graph.ttl: facts, labels and provenance in Turtle, for people and for whatever reads one graph."""

from pathlib import Path

import pyoxigraph as ox

from graphkit.export.files import whole
from graphkit.export.iris import BASE, Iris
from graphkit.export.quads import triples
from graphkit.graph import Graph


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write the default graph as Turtle, byte for byte the same in every run."""
    with whole(path) as file:
        ox.serialize(triples(graph, base), file, ox.RdfFormat.TURTLE, prefixes=Iris(base).prefixes())
