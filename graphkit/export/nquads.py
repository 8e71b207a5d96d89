"""graph.nq: all quads, one a line, sorted; every triple store loads it in bulk, and queries run on it."""

from pathlib import Path

import pyoxigraph as ox

from graphkit.export.files import whole
from graphkit.export.iris import BASE
from graphkit.export.quads import quads
from graphkit.graph import Graph


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write everything as sorted N-Quads."""
    lines = ox.serialize(quads(graph, base), format=ox.RdfFormat.N_QUADS) or b""
    with whole(path) as file:
        file.writelines(sorted(lines.splitlines(keepends=True)))
