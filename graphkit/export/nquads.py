"""graph.nq: all quads, one a line, sorted; every triple store loads it in bulk, and queries run on it.

Nothing is sorted but the lines of one node and the names of the nodes: the lines of a node stand together, since all
of them begin with its name.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from graphkit.export.files import whole
from graphkit.export.iris import BASE, Iris, evidence_digest, statement_digest
from graphkit.export.nodes import Describer, Node
from graphkit.export.spelling import Triples
from graphkit.graph import Graph
from graphkit.model import Evidence, Statement


class _Said(NamedTuple):
    """A statement or one evidence, under the hash that names its node."""

    digest: str
    statement: Statement
    evidence: Evidence | None = None


def write(graph: Graph, path: Path, base: str = BASE) -> None:
    """Write everything as sorted N-Quads."""
    with whole(path) as file:
        file.writelines(text.encode() for text in blocks(Describer(graph, Triples(Iris(base)))))


def blocks(describer: Describer) -> Iterator[str]:
    """The lines of each node, in the order of the bytes of all lines."""
    names = describer.spell.names
    few = [*describer.build(), *describer.details()]
    kinds: list[tuple[str, Iterable[str]]] = [
        (f"<{names.base}entity/", _entities(describer)),
        (f"<{names.base}article/", _articles(describer)),
        (f"<{names.base}statement/", _statements(describer)),
        (f"<{names.base}evidence/", _evidence(describer)),
        *((node.subject, [_lines(node)]) for node in few),
    ]
    for _, found in sorted(kinds, key=lambda kind: kind[0]):
        yield from found


def _entities(describer: Describer) -> Iterator[str]:
    spell = describer.spell
    for subject, identifier in sorted((spell.entity(one) + " ", one) for one in describer.subjects()):
        lines = [f"{subject}{name} {value} .\n" for name, value in describer.entity(identifier).pairs]
        for statement in describer.facts.get(identifier, ()):
            name, value = describer.fact(statement)
            articles = {evidence.article for evidence in describer.graph.statements[statement]}
            lines += [f"{subject}{name} {value} {spell.article(article)} .\n" for article in articles]
        yield "".join(sorted(lines))


def _articles(describer: Describer) -> Iterator[str]:
    articles = describer.graph.articles
    for _, identifier in sorted((describer.spell.article(one) + " ", one) for one in articles):
        yield _lines(describer.article(articles[identifier]))


def _statements(describer: Describer) -> Iterator[str]:
    for _, statement, _ in sorted(_Said(statement_digest(one), one) for one in describer.graph.statements):
        evidence = describer.evidence_of(statement)
        digests = [evidence_digest(statement, one) for one in evidence]
        yield _lines(describer.statement_node(statement, evidence, digests))


def _evidence(describer: Describer) -> Iterator[str]:
    found = [
        _Said(evidence_digest(statement, one), statement, one)
        for statement, held in describer.graph.statements.items()
        for one in held
    ]
    for digest, _, evidence in sorted(found, key=lambda said: said.digest):
        if evidence is not None:
            yield _lines(describer.evidence(digest, evidence))


def _lines(node: Node) -> str:
    subject = node.subject
    return "".join(sorted([f"{subject} {name} {value} .\n" for name, value in node.pairs]))
