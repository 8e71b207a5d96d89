"""graph.nq: all quads, one a line, sorted; every triple store loads it in bulk, and queries run on it.

Nothing is sorted but the lines of one node and the names of the nodes: the lines of a node stand together, since all
of them begin with its name.
"""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path

from graphkit.export.files import whole
from graphkit.export.forms import sorted_triples_of
from graphkit.export.iris import BASE, Iris, evidence_digests, statement_digest
from graphkit.export.nodes import Describer
from graphkit.export.spelling import Triples
from graphkit.graph import Graph
from graphkit.model import Evidence, Statement

# A statement under the hash that names its node, its evidence in order, and the hashes of that.
_Said = tuple[str, Statement, list[Evidence], list[str]]


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write everything as sorted N-Quads."""
    with whole(path) as file:
        file.writelines(text.encode() for text in blocks(Describer(graph, Triples(Iris(base)))))


def blocks(describer: Describer) -> Iterator[str]:
    """The lines of each node, in the order of the bytes of all lines."""
    names = describer.spell.names
    few = [*describer.build(), *describer.details()]
    said = _said(describer.graph)
    kinds: list[tuple[str, Iterable[str]]] = [
        (f"<{names.base}entity/", _entities(describer)),
        (f"<{names.base}article/", _articles(describer)),
        (f"<{names.base}statement/", _statements(describer, said)),
        (f"<{names.base}evidence/", _evidence(describer, said)),
        *((node.subject, [sorted_triples_of(node)]) for node in few),
    ]
    for _, found in sorted(kinds, key=itemgetter(0)):
        yield from found


def _said(graph: Graph) -> list[_Said]:
    return [
        (statement_digest(statement), statement, evidence, evidence_digests(statement, evidence))
        for statement, evidence in graph.ordered()
    ]


def _entities(describer: Describer) -> Iterator[str]:
    spell = describer.spell
    for subject, identifier in sorted((spell.entity(one) + " ", one) for one in describer.subjects()):
        _, names, values = describer.entity(identifier)
        lines = [f"{subject}{name} {value} .\n" for name, value in zip(names, values, strict=True)]
        for statement in describer.facts.get(identifier, ()):
            name, value = describer.fact(statement)
            articles = {evidence.article for evidence in describer.graph.statements[statement]}
            lines += [f"{subject}{name} {value} {spell.article(article)} .\n" for article in articles]
        yield "".join(sorted(lines))


def _articles(describer: Describer) -> Iterator[str]:
    articles = describer.graph.articles
    for _, identifier in sorted((describer.spell.article(one) + " ", one) for one in articles):
        yield sorted_triples_of(describer.article(articles[identifier]))


def _statements(describer: Describer, said: list[_Said]) -> Iterator[str]:
    for _, statement, evidence, digests in sorted(said, key=itemgetter(0)):
        yield sorted_triples_of(describer.statement_node(statement, evidence, digests))


def _evidence(describer: Describer, said: list[_Said]) -> Iterator[str]:
    found = [pair for _, _, evidence, digests in said for pair in zip(digests, evidence, strict=True)]
    found.sort(key=itemgetter(0))
    for digest, evidence in found:
        yield sorted_triples_of(describer.evidence(digest, evidence))
