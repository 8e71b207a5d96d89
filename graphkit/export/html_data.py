"""What the page knows: a graph as compact columns. How it is drawn and written is elsewhere.

Everything is numbered: entities in order of importance, so that the first hundred are the start view. Offsets are
given in UTF-16 units and from the start of the sentence, since that is how a browser cuts strings.
"""

import heapq
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graphkit import ontology
from graphkit.export.layout import CORE, positions
from graphkit.graph import Graph
from graphkit.model import Certainty, Evidence, Span, Statement
from graphkit.resolve.counting import counted

TEMPLATE = Path(__file__).parent / "template"
READABLE = 2_000_000  # letters of articles in one page: about eight hundred articles, a fifth of the largest page
# What a page shows of a larger graph: 34 megabytes, a second of a browser's processor time (benchmarks/viewer.py).
MOST_ENTITIES, MOST_STATEMENTS = 50_000, 150_000
CERTAINTIES = tuple(Certainty)


@dataclass(frozen=True, slots=True)
class Page:
    """What goes into the page: nodes and edges as vis-network takes them, our columns, evidence, sentences, articles.

    The last three, the larger part of a page, are read when they are asked for.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    columns: dict[str, Any]
    evidence: list[list[list[Any]]]
    quotes: list[str]
    texts: list[str]


def page(graph: Graph) -> Page:
    """The graph as the page holds it; of a large one, the part that a reader should meet first."""
    order = ranked(graph)
    whole = {"entities": len(graph.entities), "statements": len(graph.statements)}
    if len(graph.entities) > MOST_ENTITIES or len(graph.statements) > MOST_STATEMENTS:
        graph = foremost(graph, order)
        order = [key for key in order if key in graph.entities]
    graph = replace(graph, statements=graph.chosen(lambda _: True))
    statements = sorted(graph.statements)
    number = {entity: index for index, entity in enumerate(order)}
    ends = [(number[s.subject], number[s.object]) for s in statements]
    labels = [graph.entities[entity].label for entity in order]
    places = positions(labels, ends)
    writer = Columns(graph, number)
    return Page(
        nodes=[{"id": i, "label": labels[i], "x": x, "y": y} for i, (x, y) in enumerate(places)],
        edges=[{"id": i, "from": a, "to": b} for i, (a, b) in enumerate(ends)],
        columns={"whole": whole, **writer.columns(order, statements)},
        evidence=[[writer.evidence(one) for one in graph.evidence(statement)] for statement in statements],
        quotes=list(writer.quotes),
        texts=texts(graph),
    )


def foremost(graph: Graph, order: Sequence[str]) -> Graph:
    """So many of the first entities, with what is said between them, as a page can hold; whole in itself."""
    rank = {key: place for place, key in enumerate(order)}
    levels = [max(rank[statement.subject], rank[statement.object]) for statement in graph.statements]
    after = sorted(levels)[MOST_STATEMENTS : MOST_STATEMENTS + 1]
    cut = min([MOST_ENTITIES, *after])
    statements = graph.chosen(lambda statement: max(rank[statement.subject], rank[statement.object]) < cut)
    evidence = [one for held in statements.values() for one in held]
    needed = {key for one in evidence for key in (one.qualifiers.attributed_to, one.qualifiers.place) if key in rank}
    articles = {one.article for one in evidence}
    return Graph(
        graph.behind(articles.__contains__),
        {key: entity for key, entity in graph.entities.items() if rank[key] < cut or key in needed},
        statements,
    )


def texts(graph: Graph) -> list[str]:
    """The articles' texts in the order of their ids; none where there are none, or too many letters for a page."""
    found, letters = [], 0
    for key in sorted(graph.articles):
        found.append(graph.articles[key].text)
        letters += len(found[-1])
        if letters > READABLE:
            return []
    return found if letters else []


def ranked(graph: Graph) -> list[str]:
    """Entity ids in the order in which a reader should meet them.

    It starts at the entity with the most neighbours and goes on with the best connected entity that hangs on those
    taken before, so that any first part of the list is a connected picture wherever the graph is one.
    """
    around: dict[str, set[str]] = {entity: set() for entity in graph.entities}
    for statement in graph.statements:
        if statement.subject != statement.object:
            around[statement.subject].add(statement.object)
            around[statement.object].add(statement.subject)
    articles = {key: len(entity.articles) for key, entity in graph.entities.items()}
    best = sorted((-len(others), -articles[key], key) for key, others in around.items())
    value = {rank[2]: rank for rank in best}
    taken: dict[str, None] = {}
    seen: set[str] = set()
    for start in best:
        heap = [] if start[2] in seen else [start]
        seen.add(start[2])
        while heap:
            key = heapq.heappop(heap)[2]
            taken[key] = None
            for other in around[key] - seen:
                seen.add(other)
                heapq.heappush(heap, value[other])
    return list(taken)


class Columns:
    """Numbers articles, types, relations, rules and sentences while it writes statements down."""

    def __init__(self, graph: Graph, number: Mapping[str, int]) -> None:
        self.graph = graph
        self.number = number
        self.articles = {key: index for index, key in enumerate(sorted(graph.articles))}
        self.types = numbered(entity.type for entity in graph.entities.values())
        self.relations = numbered(statement.relation for statement in graph.statements)
        self.rules = numbered(e.rule for evidence in graph.statements.values() for e in evidence)
        self.quotes: dict[str, int] = {}

    def columns(self, order: list[str], statements: list[Statement]) -> dict[str, Any]:
        """All that the page knows beside its nodes, edges and sentences."""
        return {
            "start": CORE,
            "bases": json.loads((TEMPLATE / "bases.json").read_text("utf-8")),
            "certainties": list(CERTAINTIES),
            "types": [self.type(name) for name in self.types],
            "relations": [relation(name) for name in self.relations],
            "rules": list(self.rules),
            "articles": [self.article(key) for key in self.articles],
            "entities": [self.entity(key) for key in order],
            "statements": [self.statement(s) for s in statements],
            "said": self.said(statements),
        }

    def type(self, name: str) -> dict[str, Any]:
        """A type's labels and how its nodes look."""
        known = ontology.load().types.get(name)
        labels = dict(known.labels) if known else {}
        return {"name": name, "labels": labels, "look": look(name)}

    def article(self, key: str) -> list[Any]:
        """Id, headline, date and source of an article."""
        article = self.graph.articles[key]
        return [key, article.headline, article.published, article.source]

    def entity(self, key: str) -> list[Any]:
        """Id, type, labels by language, other names, the number of articles that name it, ids in other bases."""
        entity = self.graph.entities[key]
        names = [name for name in entity.names if name != entity.label]
        return [
            key,
            self.types[entity.type],
            dict(entity.labels),
            names,
            len(entity.articles),
            dict(entity.identifiers),
        ]

    def statement(self, statement: Statement) -> list[Any]:
        """Relation, certainty, and what stands behind it; both ends stand in the edge of the same number."""
        evidence = self.graph.evidence(statement)
        count = counted(evidence, self.graph.known)
        return [
            self.relations[statement.relation],
            CERTAINTIES.index(statement.certainty),
            [len(evidence), count.articles, count.sources, count.first, count.last],
        ]

    def said(self, statements: list[Statement]) -> dict[str, dict[str, int]]:
        """How many statements each source and each date says."""
        found: dict[str, Counter[str]] = {"sources": Counter(), "dates": Counter()}
        for statement in statements:
            articles = [self.graph.known.get(key) for key in {e.article for e in self.graph.statements[statement]}]
            found["sources"].update({(article and article.source) or "" for article in articles})
            found["dates"].update({article.published for article in articles if article and article.published})
        return {name: dict(counts) for name, counts in found.items()}

    def evidence(self, evidence: Evidence) -> list[Any]:
        """Article, sentence, rule, confidence, its start, both ends in it, speaker, time, place, details."""
        given = evidence.qualifiers
        row = [
            self.articles.get(evidence.article),
            self.quotes.setdefault(evidence.quote, len(self.quotes)),
            self.rules[evidence.rule],
            round(evidence.confidence, 2),
            self.start(evidence),
            within(evidence, evidence.subject),
            within(evidence, evidence.object),
            self.thing(given.attributed_to),
            given.time,
            self.thing(given.place),
            dict(given.details) or None,
        ]
        while row[-1] is None:
            row.pop()
        return row

    def start(self, evidence: Evidence) -> int:
        """Where the sentence starts in its article, as a browser counts."""
        article = self.graph.articles.get(evidence.article)
        return units(article.text[: evidence.span.start]) if article else 0

    def thing(self, given: str | None) -> int | str | None:
        """The number of an entity, or the words where they are no entity's id."""
        return None if given is None else self.number.get(given, given)


def numbered(names: Iterable[str]) -> dict[str, int]:
    """Each name's place in their sorted list."""
    return {name: index for index, name in enumerate(sorted(set(names)))}


def relation(name: str) -> dict[str, Any]:
    """A relation's labels, and whether it reads the same both ways."""
    known = ontology.load().relations.get(name)
    if known is None:
        return {"name": name, "labels": {}, "symmetric": False}
    return {"name": name, "labels": dict(known.labels), "symmetric": known.symmetric}


def look(name: str) -> dict[str, str]:
    """Shape and colours of a type: its own, or those of the nearest type above it."""
    looks: dict[str, dict[str, str]] = json.loads((TEMPLATE / "looks.json").read_text("utf-8"))
    types = ontology.load().types
    queue = [name]
    for candidate in queue:
        if candidate in looks:
            return looks[candidate]
        if candidate in types:
            queue.extend(sorted(types[candidate].parents))
    return looks[""]


def within(evidence: Evidence, end: Span | None) -> list[int] | None:
    """Where an end stands in the sentence, in UTF-16 units; None where it stands outside it.

    >>> within(Evidence("a", Span(10, 14), "🙂 Li", "r:1", 1.0), Span(12, 14))
    [3, 5]
    """
    if end is None or end.start == end.end or not evidence.span.covers(end):
        return None
    start, stop = end.start - evidence.span.start, end.end - evidence.span.start
    return [units(evidence.quote[:start]), units(evidence.quote[:stop])]


def units(text: str) -> int:
    """How long a browser holds the text to be."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
