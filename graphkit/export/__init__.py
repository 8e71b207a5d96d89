"""The graph as files: a table of file names and what writes each."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path

from graphkit.export import iris
from graphkit.graph import Graph

Exporter = Callable[[Graph, Path], None]
NODES = ("graph.ttl", "graph.trig", "dataset.ttl")
ROWS = ("graph.graphml", "statements.jsonl")
TOGETHER = (*NODES, *ROWS)


def exporters(base: str = iris.BASE) -> Mapping[str, Exporter]:
    """What a build writes, by file name, with all IRIs under one base. Raises `UsageError` where that is no base."""
    iris.Iris(base)
    return {
        "graph.ttl": partial(write, "turtle.write", base=base),
        "graph.trig": partial(write, "trig.write", base=base),
        "graph.nq": partial(write, "nquads.write", base=base),
        "dataset.ttl": partial(write, "dataset.write", base=base),
        "graph.graphml": partial(write, "network.write"),
        "graph.html": partial(write, "html.write"),
        "statements.jsonl": partial(write, "tables.write_statements"),
        "entities.jsonl": partial(write, "tables.write_entities"),
        "articles.jsonl": partial(write, "tables.write_articles"),
    }


def joined(base: str = iris.BASE, *, workers: int = 1) -> Mapping[tuple[str, ...], Callable[..., None]]:
    """What writes several of these files at once for less than one after the other, by their names, in that order.

    For several workers it is parted, so that none of them waits for another's pass over all statements.
    """
    if workers > 1:
        return {NODES: partial(write, "together.write_nodes", base=base), ROWS: partial(write, "together.write_rows")}
    return {TOGETHER: partial(write, "together.write", base=base)}


def on_request(base: str = iris.BASE) -> Mapping[str, Exporter]:
    """What a build writes only when it is asked for, by file name."""
    return {
        "graph.jsonld": partial(write, "jsonld.write", base=base),
        "graph.rdf": partial(write, "rdfxml.write", base=base),
        "open.jsonl": partial(write, "tables.write_open"),
    }


def write(by: str, graph: Graph, *paths: Path, **given: str) -> None:
    """Writes a graph by `module.function` of this package, which is imported now: queries start without any of them."""
    module, _, function = by.partition(".")
    getattr(import_module(f"{__name__}.{module}"), function)(graph, *paths, **given)


EXPORTERS: Mapping[str, Exporter] = exporters()
