"""The graph as files: a table of file names and what writes each."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from graphkit.export import dataset, iris, jsonld, network, nquads, rdfxml, tables, trig, turtle
from graphkit.graph import Graph

Exporter = Callable[[Graph, Path], None]


def _html(graph: Graph, path: Path) -> None:
    """Write the viewer; imported late, since pyvis takes a second."""
    from graphkit.export import html

    html.write(graph, path)


def exporters(base: str = iris.BASE) -> Mapping[str, Exporter]:
    """What a build writes, by file name, with all IRIs under one base. Raises `UsageError` where that is no base."""
    iris.Iris(base)
    return {
        "graph.ttl": partial(turtle.write, base=base),
        "graph.trig": partial(trig.write, base=base),
        "graph.nq": partial(nquads.write, base=base),
        "dataset.ttl": partial(dataset.write, base=base),
        "graph.graphml": network.write,
        "graph.html": _html,
        tables.STATEMENTS: tables.write_statements,
        tables.ENTITIES: tables.write_entities,
        tables.ARTICLES: tables.write_articles,
    }


def joined(base: str = iris.BASE) -> Mapping[tuple[str, ...], Callable[..., None]]:
    """What writes several of these files at once for less than one after the other, by their names, in that order."""
    return {("graph.ttl", "graph.trig", "dataset.ttl"): partial(trig.write_with, base=base)}


def on_request(base: str = iris.BASE) -> Mapping[str, Exporter]:
    """What a build writes only when it is asked for, by file name."""
    return {
        "graph.jsonld": partial(jsonld.write, base=base),
        "graph.rdf": partial(rdfxml.write, base=base),
        tables.OPEN: tables.write_open,
    }


EXPORTERS: Mapping[str, Exporter] = exporters()
