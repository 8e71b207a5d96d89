"""The graph: entities, and statements each with its set of evidence. Merging is union; nothing else lives here."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from operator import attrgetter

from graphkit.filed import Filed
from graphkit.model import Article, Certainty, Entity, Evidence, Statement
from graphkit.shelf import Fact, Shelf, Triple


@dataclass(frozen=True, slots=True)
class Graph:
    """Articles and entities by id, statements with their evidence; `open` has a verb for each relation's name.

    Statements and the texts of articles may lie on disk; whoever needs all of them then takes them as a stream. Merging
    is commutative, associative and idempotent, so the order of articles never shows in the result.
    """

    articles: Mapping[str, Article] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    statements: Mapping[Statement, frozenset[Evidence]] = field(default_factory=dict)
    open: Mapping[Statement, frozenset[Evidence]] = field(default_factory=dict)

    @classmethod
    def merge(cls, graphs: Iterable["Graph"]) -> "Graph":
        """One graph that holds what all of them hold; takes them all at once, since pairwise folding is slow."""
        articles: dict[str, Article] = {}
        entities: dict[str, list[Entity]] = defaultdict(list)
        statements: dict[Statement, set[Evidence]] = defaultdict(set)
        triples: dict[Statement, set[Evidence]] = defaultdict(set)
        for graph in graphs:
            articles |= graph.articles
            for entity in graph.entities.values():
                entities[entity.id].append(entity)
            for statement, evidence in graph.statements.items():
                statements[statement] |= evidence
            for triple, evidence in graph.open.items():
                triples[triple] |= evidence
        return cls(
            articles={key: articles[key] for key in sorted(articles)},
            entities={key: union(entities[key]) for key in sorted(entities)},
            statements={key: frozenset(statements[key]) for key in sorted(statements)},
            open={key: frozenset(triples[key]) for key in sorted(triples)},
        )

    @property
    def known(self) -> Mapping[str, Article]:
        """The articles for all but their texts, which they may be without here."""
        return self.articles.brief if isinstance(self.articles, Filed) else self.articles

    def behind(self, keep: Callable[[str], bool]) -> Mapping[str, Article]:
        """The articles whose ids are to be kept."""
        if isinstance(self.articles, Filed):
            return self.articles.only(keep)
        return {key: article for key, article in self.articles.items() if keep(key)}

    def evidence(self, statement: Statement) -> list[Evidence]:
        """The evidence of a statement in a fixed order: article, then place in it."""
        held = self.statements if statement in self.statements else self.open
        return _in_order(held[statement])

    def ordered(self) -> Iterator[tuple[Statement, list[Evidence]]]:
        """The statements in order, each with its evidence in order."""
        if isinstance(self.statements, Shelf):
            return self.statements.ordered()
        return ((statement, _in_order(held)) for statement, held in sorted(self.statements.items(), key=_place))

    def in_order(self) -> Iterator[Statement]:
        """The statements in order, without their evidence."""
        held = self.statements
        return iter(held if isinstance(held, Shelf) else sorted(held, key=_parts))

    def chosen(self, keep: Callable[[Statement], bool]) -> Mapping[Statement, frozenset[Evidence]]:
        """Those statements that are to be kept, with their evidence, in memory."""
        held = self.statements
        if isinstance(held, Shelf):
            return held.chosen(keep)
        return {statement: evidence for statement, evidence in held.items() if keep(statement)}

    def facts(self) -> Callable[[str], Sequence[Fact]]:
        """What gives a subject's facts in order: relation, object, and the articles that say so."""
        if isinstance(self.statements, Shelf):
            return self.statements.facts
        found: defaultdict[str, list[Fact]] = defaultdict(list)
        for statement in self.asserted():
            said = frozenset(evidence.article for evidence in self.statements[statement])
            found[statement.subject].append((statement.relation, statement.object, said))
        return lambda subject: found.get(subject, ())

    def by_article(self) -> Iterator[tuple[str, list[Triple]]]:
        """The ids of articles in order, each with the facts that it asserts, in order."""
        if isinstance(self.statements, Shelf):
            return self.statements.by_article()
        said: defaultdict[str, list[Triple]] = defaultdict(list)
        for statement in self.asserted():
            for article in {evidence.article for evidence in self.statements[statement]}:
                said[article].append((statement.subject, statement.relation, statement.object))
        return ((article, said[article]) for article in sorted(said))

    def strangers(self) -> AbstractSet[str]:
        """The ids at the ends of statements that are no entity's."""
        if isinstance(self.statements, Shelf):
            return frozenset()
        return {end for one in self.statements for end in (one.subject, one.object)} - self.entities.keys()

    def details(self) -> Sequence[str]:
        """The kinds of details that evidence has, in order."""
        if isinstance(self.statements, Shelf):
            return self.statements.details
        return sorted({key for held in self.statements.values() for one in held for key, _ in one.qualifiers.details})

    def tally(self) -> Counter[tuple[str, Certainty]]:
        """How many statements there are of each relation and certainty."""
        if isinstance(self.statements, Shelf):
            return self.statements.tally()
        return Counter((statement.relation, statement.certainty) for statement in self.statements)

    def asserted(self) -> Iterator[Statement]:
        """The statements that are facts, in order."""
        return (statement for statement in self.in_order() if statement.certainty is Certainty.ASSERTED)

    def about(self, entity: str) -> Iterator[Statement]:
        """The statements that have the entity at either end."""
        return (s for s in self.statements if entity in (s.subject, s.object))


def _in_order(evidence: Collection[Evidence]) -> list[Evidence]:
    return list(evidence) if len(evidence) == 1 else sorted(evidence, key=lambda one: one.key)


def _place(said: tuple[Statement, object]) -> tuple[str, str, str, str]:
    """What orders statements, as they do themselves: a comparison of tuples takes a tenth of the time."""
    return _parts(said[0])


_parts = attrgetter("subject", "relation", "object", "certainty")


def union(entities: Iterable[Entity]) -> Entity:
    """One entity with the names, labels, identifiers and articles of all; the smallest type and label win ties."""
    given = sorted(set(entities), key=lambda e: (-len(e.articles), e.type, e.label))
    first = given[0]
    if len(given) == 1:
        return first
    return replace(
        first,
        type=min(e.type for e in given),
        label=min(e.label for e in given),
        labels=tuple(sorted({pair for e in given for pair in e.labels})),
        names=tuple(sorted({name for e in given for name in e.names})),
        identifiers=tuple(sorted({pair for e in given for pair in e.identifiers})),
        articles=tuple(sorted({article for e in given for article in e.articles})),
    )
