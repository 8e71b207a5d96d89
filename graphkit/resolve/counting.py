"""How often a statement is made: by how many articles, how many independent sources, first and last when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphkit.graph import Graph
from graphkit.model import Article, Evidence, Statement
from graphkit.resolve.duplicates import copies


@dataclass(frozen=True, slots=True)
class Count:
    """Of one statement: articles that make it, sources that do so by themselves, and dates of the first and last."""

    articles: int
    sources: int
    first: str | None
    last: str | None


def count(graph: Graph, originals: Mapping[str, str] | None = None) -> dict[Statement, Count]:
    """The counts of all statements; `originals` is what `copies` found, worked out from the texts where not given.

    A graph read back from its tables has no texts: hand in what `originals` held when it was built.
    """
    found = originals if originals is not None else copies(graph.articles.values())
    return {statement: counted(evidence, graph.articles, found) for statement, evidence in graph.statements.items()}


def counted(evidence: Iterable[Evidence], articles: Mapping[str, Article], originals: Mapping[str, str]) -> Count:
    """The count of one statement's evidence.

    Copies of one article are one source, and so are articles of one publisher; a publisher that prints a copy and an
    article of its own makes both, and the article copied, one source.
    """
    held = sorted({item.article for item in evidence})
    parts = _Parts()
    for article in held:
        parts.join(f"article {article}", f"copy {originals.get(article, article)}")
        source = articles[article].source if article in articles else None
        if source:
            parts.join(f"article {article}", f"source {source}")
    dates = sorted(date for article in held if article in articles and (date := articles[article].published))
    sources = {parts.root(f"article {article}") for article in held}
    return Count(len(held), len(sources), dates[0] if dates else None, dates[-1] if dates else None)


class _Parts:
    """Disjoint sets of strings."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, item: str) -> str:
        """The representative of the item's set."""
        while (above := self._above.get(item, item)) != item:
            item = above
        return item

    def join(self, left: str, right: str) -> None:
        """Makes the sets of both one."""
        one, other = sorted((self.root(left), self.root(right)))
        self._above[other] = one
