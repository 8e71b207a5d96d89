"""How often a statement is made: by how many articles, how many independent sources, first and last when.

Every file that tells the count of a statement asks here. Which articles are copies of others stands in the articles
(`Article.copy_of`), so that a graph that is read back counts as the one that was built.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from graphkit.graph import Graph
from graphkit.model import Article, Evidence, Statement


class Count(NamedTuple):
    """Of one statement: articles that make it, sources that do so by themselves, and dates of the first and last."""

    articles: int
    sources: int
    first: str | None
    last: str | None


def count(graph: Graph) -> dict[Statement, Count]:
    """The counts of all statements."""
    return {statement: counted(evidence, graph.known) for statement, evidence in graph.statements.items()}


def counted(evidence: Collection[Evidence], articles: Mapping[str, Article]) -> Count:
    """The count of one statement's evidence.

    Copies of one article are one source, and so are articles of one publisher; a publisher that prints a copy and an
    article of its own makes both, and the article copied, one source.
    """
    held = {item.article for item in evidence}
    if len(held) == 1:
        (key,) = held
        date = (articles[key].published or None) if key in articles else None
        return Count(1, 1, date, date)
    dates = sorted(date for key in held if key in articles and (date := articles[key].published))
    return Count(len(held), _sources(held, articles), dates[0] if dates else None, dates[-1] if dates else None)


def _sources(held: Collection[str], articles: Mapping[str, Article]) -> int:
    groups: list[set[tuple[str, str]]] = []
    for key in sorted(held):
        signs = _signs(key, articles.get(key))
        joined = [group for group in groups if not group.isdisjoint(signs)]
        groups = [group for group in groups if group.isdisjoint(signs)]
        groups.append(signs.union(*joined))
    return len(groups)


def _signs(key: str, article: Article | None) -> set[tuple[str, str]]:
    """What two articles of one source have in common: the text that both print, or the publisher."""
    if article is None:
        return {("text", key)}
    publisher = {("publisher", article.source)} if article.source else set()
    return {("text", article.copy_of or key), *publisher}
