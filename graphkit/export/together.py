"""The files that tell of each statement in the order of statements, written in one pass over these, or in two."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj

from graphkit.export import NODES, dataset, network, tables, trig, turtle
from graphkit.export.files import BUFFER, fill, whole
from graphkit.export.iris import BASE, Iris
from graphkit.export.nodes import Describer
from graphkit.export.said import Said, said
from graphkit.export.spelling import Turtle
from graphkit.graph import Graph

Told = Callable[[Said], object]


def write(graph: Graph, *paths: Path, base: str = BASE) -> None:
    """Write the files, given their paths in the order of `TOGETHER`, each byte for byte as it is by itself."""
    with _rows(graph, *paths[len(NODES) :]) as told:
        _nodes(graph, paths[: len(NODES)], _telling(said(graph), told), base)


def write_nodes(graph: Graph, *paths: Path, base: str = BASE) -> None:
    """Write those in RDF alone, given their paths in the order of `NODES`."""
    _nodes(graph, paths, said(graph), base)


def write_rows(graph: Graph, *paths: Path) -> None:
    """Write the others, given their paths in the order of `ROWS`."""
    with _rows(graph, *paths) as told:
        deque(_telling(said(graph), told), maxlen=0)


def _nodes(graph: Graph, paths: Sequence[Path], passing: Iterable[Said], base: str) -> None:
    in_turtle, in_trig, described = paths
    spelling, size = Turtle(Iris(base)), dataset.Size()
    describer = Describer(graph, spelling)
    with whole(in_turtle) as file:
        fill(file, turtle.document(spelling, size.counting(describer.all(passing))))
    dataset.write_sized(graph, described, size, base)
    with whole(in_trig) as file, in_turtle.open("rb") as begin:
        copyfileobj(begin, file, BUFFER)
        fill(file, trig.named_graphs(describer))


@contextmanager
def _rows(graph: Graph, in_graphml: Path, in_rows: Path) -> Iterator[tuple[Told, ...]]:
    """What to tell of each statement, while the files are open."""
    row = tables.row_of(graph)
    with whole(in_graphml) as edges, whole(in_rows) as rows:
        fill(edges, network.head(graph))
        yield (
            lambda one: edges.write(network.edge(one).encode()),
            lambda one: rows.write(row(one.statement, one.evidence, one.counts).encode("utf-8", "surrogatepass")),
        )
        edges.write(network.TAIL.encode())


def _telling(passing: Iterable[Said], others: Iterable[Told]) -> Iterator[Said]:
    """Passes statements on, after the others have been told of each."""
    for one in passing:
        for other in others:
            other(one)
        yield one
