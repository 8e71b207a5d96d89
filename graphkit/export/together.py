"""The files that tell of each statement in the order of statements, written in one pass over these."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from shutil import copyfileobj

from graphkit.export import dataset, network, tables, trig, turtle
from graphkit.export.files import BUFFER, fill, whole
from graphkit.export.iris import BASE, Iris
from graphkit.export.nodes import Describer
from graphkit.export.said import Said, said
from graphkit.export.spelling import Turtle
from graphkit.graph import Graph


def write(graph: Graph, *paths: Path, base: str = BASE) -> None:
    """Write the files, given their paths in the order of `TOGETHER`, each byte for byte as it is by itself."""
    in_turtle, in_trig, described, in_graphml, in_rows = paths
    spelling, size = Turtle(Iris(base)), dataset.Size()
    describer, row = Describer(graph, spelling), tables.row_of(graph)
    with whole(in_turtle) as file, whole(in_graphml) as edges, whole(in_rows) as rows:
        fill(edges, network.head(graph))
        passing = _told(
            said(graph),
            lambda one: edges.write(network.edge(one).encode()),
            lambda one: rows.write(row(one.statement, one.evidence, one.counts).encode("utf-8", "surrogatepass")),
        )
        fill(file, turtle.document(spelling, size.counting(describer.all(passing))))
        edges.write(network.TAIL.encode())
    dataset.write_sized(graph, described, size, base)
    with whole(in_trig) as file, in_turtle.open("rb") as begin:
        copyfileobj(begin, file, BUFFER)
        fill(file, trig.named_graphs(describer))


def _told(passing: Iterable[Said], *others: Callable[[Said], object]) -> Iterator[Said]:
    """Passes statements on, after the others have been told of each."""
    for one in passing:
        for other in others:
            other(one)
        yield one
