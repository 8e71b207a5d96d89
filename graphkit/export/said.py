"""What files that tell of statements need of each: worked out once for all that are written in one pass."""

from collections.abc import Iterator
from typing import NamedTuple

from graphkit.export.iris import digests
from graphkit.graph import Graph
from graphkit.model import Evidence, Statement
from graphkit.resolve.counting import Count, counted


class Said(NamedTuple):
    """A statement with its evidence in order, how often it is made, and the hashes that name both."""

    statement: Statement
    evidence: list[Evidence]
    counts: Count
    digest: str
    told: list[str]


def said(graph: Graph) -> Iterator[Said]:
    """The statements in order."""
    articles = graph.known
    for statement, evidence in graph.ordered():
        yield Said(statement, evidence, counted(evidence, articles), *digests(statement, evidence))
