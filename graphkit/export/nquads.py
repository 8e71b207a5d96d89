"""graph.nq: all quads, one a line, sorted; every triple store loads it in bulk, and queries run on it.

Nothing is sorted but the lines of one node and the names of the nodes: the lines of a node stand together, since all
of them begin with its name.
"""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path

from graphkit.export.byhash import ByHash
from graphkit.export.files import fill, whole
from graphkit.export.forms import sorted_triples_of
from graphkit.export.iris import BASE, Iris
from graphkit.export.nodes import Describer
from graphkit.export.said import said
from graphkit.export.spelling import Triples
from graphkit.graph import Graph


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write everything as sorted N-Quads."""
    with whole(path) as file:
        fill(file, blocks(Describer(graph, Triples(Iris(base))), path.parent))


def blocks(describer: Describer, scratch: Path) -> Iterator[str]:
    """The lines of each node, in the order of the bytes of all lines; the folder holds what has to wait."""
    names = describer.spell.names
    few = [*describer.build(), *describer.details()]
    statements, evidence = ByHash(scratch), ByHash(scratch)
    for one in said(describer.graph):
        statements.add(one.digest, describer.statement_node(one))
        for digest, told in zip(one.told, one.evidence, strict=True):
            evidence.add(digest, describer.evidence(digest, told))
    kinds: list[tuple[str, Iterable[str]]] = [
        (f"<{names.base}entity/", _entities(describer)),
        (f"<{names.base}article/", _articles(describer)),
        (f"<{names.base}statement/", map(sorted_triples_of, statements.nodes())),
        (f"<{names.base}evidence/", map(sorted_triples_of, evidence.nodes())),
        *((node.subject, [sorted_triples_of(node)]) for node in few),
    ]
    for _, found in sorted(kinds, key=itemgetter(0)):
        yield from found


def _entities(describer: Describer) -> Iterator[str]:
    spell = describer.spell
    for subject, identifier in sorted((spell.entity(one) + " ", one) for one in describer.subjects()):
        _, names, values = describer.entity(identifier)
        lines = [f"{subject}{name} {value} .\n" for name, value in zip(names, values, strict=True)]
        for relation, target, articles in describer.facts(identifier):
            name, value = describer.fact(relation, target)
            lines += [f"{subject}{name} {value} {spell.article(article)} .\n" for article in articles]
        yield "".join(sorted(lines))


def _articles(describer: Describer) -> Iterator[str]:
    articles = describer.graph.articles
    for _, identifier in sorted((describer.spell.article(one) + " ", one) for one in articles):
        yield sorted_triples_of(describer.article(articles[identifier]))
