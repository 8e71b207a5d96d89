"""Contradictions in a graph: a relation that takes one object, said with several, each side with its evidence.

The ontology says which relations take one object: once and for all (`Relation.functional`: a birthplace) or at any one
time (`Relation.one_at_a_time`, on the inverse: a city's mayor). Nothing is overwritten or left out: the graph holds all
that the articles say, and this reports where they differ.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from graphkit import knowledge, ontology
from graphkit.graph import Graph
from graphkit.model import Certainty, Evidence, Statement
from graphkit.resolve.review import line

MONTH, YEARS = len("2019-04"), len("2019")
# How an office is said to be held (`Qualifiers.details`), and which of it leaves room for another holder.
STATUS = "status"
ASIDE = frozenset({"former", "acting", "incoming", "designate", "candidate", "honorary"})
OPEN = ".."
# So many earlier years in the sentences of an article, last year left out, and it tells of the past.
HISTORY, LAST = 2, 1
YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the statements that contradict each other, with the evidence that bears on it."""

    statement: Statement
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What cannot all be true: `about` is the entity that has several where one is possible, by `relation`.

    `month` is the time at which both are said to hold, None where a relation holds once and for all.
    """

    about: str
    relation: str
    month: str | None
    sides: tuple[Side, ...]


def conflicts(graph: Graph) -> list[Conflict]:
    """Every contradiction in the graph, in a fixed order; only what is asserted can contradict.

    `conflicts(export.tables.read(folder))` gives those of a built folder.
    """
    found = [*_lasting(graph), *_at_a_time(graph)]
    return sorted(found, key=lambda c: (c.relation, c.about, c.month or "", [side.statement for side in c.sides]))


def shown(conflict: Conflict, graph: Graph) -> str:
    """A conflict as text: what it is about, and each side with its sentences."""
    when = f" in {conflict.month}" if conflict.month else ""
    lines = [
        f"{_label(graph, conflict.about)} {conflict.relation}{when}: {len(conflict.sides)} that exclude each other"
    ]
    for side in conflict.sides:
        ends = (_label(graph, end) for end in (side.statement.subject, side.statement.object))
        lines.append(f"  {f' {conflict.relation} '.join(ends)}")
        lines += [f"    {item.article}: {line(item.quote)}" for item in side.evidence]
    return "\n".join(lines) + "\n"


def _label(graph: Graph, entity: str) -> str:
    return line(graph.entities[entity].label if entity in graph.entities else entity)


def _lasting(graph: Graph) -> Iterator[Conflict]:
    """One subject with several objects of a relation that takes one; a city and its country are no two answers."""
    kinds = ontology.load()
    by_subject: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in _asserted(graph):
        if kinds.relations[statement.relation].functional:
            grain = graph.entities[statement.object].type if statement.object in graph.entities else ""
            by_subject[statement.subject, statement.relation, grain].append(statement)
    for (subject, relation, _), statements in by_subject.items():
        if len(statements) > 1:
            sides = tuple(Side(s, tuple(graph.evidence(s))) for s in sorted(statements))
            yield Conflict(subject, relation, None, sides)


def _at_a_time(graph: Graph) -> Iterator[Conflict]:
    """One object with several subjects in one month, of a relation whose inverse takes one at a time."""
    held: defaultdict[tuple[str, str, str], dict[Statement, list[Evidence]]] = defaultdict(dict)
    past = _about_the_past(graph)
    for statement in _asserted(graph):
        if statement.relation in _single_holder():
            for evidence in graph.evidence(statement):
                month = _month(graph, statement, evidence, past)
                if month is not None:
                    sides = held[statement.object, statement.relation, month]
                    sides.setdefault(statement, []).append(evidence)
    for (target, relation, month), sides in held.items():
        if _differ(sides, graph):
            found = tuple(Side(statement, tuple(said)) for statement, said in sorted(sides.items()))
            yield Conflict(target, relation, month, found)


def _single_holder() -> frozenset[str]:
    kinds = ontology.load()
    inverses = ((name, relation.inverse) for name, relation in kinds.relations.items())
    return frozenset(name for name, inverse in inverses if inverse and kinds.properties[inverse].one_at_a_time)


def _asserted(graph: Graph) -> Iterator[Statement]:
    return (s for s in graph.statements if s.certainty is Certainty.ASSERTED)


def _month(graph: Graph, statement: Statement, evidence: Evidence, past: Collection[str]) -> str | None:
    """The month for which a sentence says that its subject holds the office alone, None where it says so for none."""
    if dict(evidence.qualifiers.details).get(STATUS) in ASIDE:
        return None
    article = graph.articles.get(evidence.article)
    date = _date(evidence, article.published if article is not None else None)
    month = date[:MONTH] if date and len(date) >= MONTH and "W" not in date else None
    if month is None:
        return None
    known = _known(statement, month)
    told = known is None and (evidence.qualifiers.time is not None or evidence.article not in past)
    return month if known or told else None


def _about_the_past(graph: Graph) -> set[str]:
    """The articles of which several sentences name earlier years: offices in them may be of any time."""
    named: defaultdict[str, set[int]] = defaultdict(set)
    for held in graph.statements.values():
        for evidence in held:
            article = graph.articles.get(evidence.article)
            if article is not None and article.published:
                this = int(article.published[:YEARS])
                named[article.id] |= {int(year) for year in YEAR.findall(evidence.quote) if int(year) < this - LAST}
    return {article for article, years in named.items() if len(years) >= HISTORY}


def _date(evidence: Evidence, published: str | None) -> str | None:
    """When the sentence says it holds; the article's own date where it gives no time, or one from which it holds.

    A sentence with a year before the article's tells of that year, whatever its words hang on.
    """
    start, interval, end = (evidence.qualifiers.time or "").partition("/")
    if interval:
        return published if end == OPEN else start if start[:MONTH] == end[:MONTH] else None
    if start or published is None:
        return start or None
    return None if any(year < published for year in YEAR.findall(evidence.quote)) else published


def _known(statement: Statement, month: str) -> bool | None:
    """Whether the subject is known to have held the office in that month; None where nothing is known of it."""
    offices = knowledge.load().offices(statement.subject)
    terms = [office for office in offices if (office.relation, office.of) == (statement.relation, statement.object)]
    return any(term.held(month) for term in terms) if terms else None


def _differ(statements: Iterable[Statement], graph: Graph) -> bool:
    """Whether two of the subjects are different people and not one with a name that was not seen to be the same."""
    subjects = sorted({statement.subject for statement in statements})
    return any(not _akin(graph, left, right) for left, right in combinations(subjects, 2))


def _akin(graph: Graph, left: str, right: str) -> bool:
    """Whether one entity bears a name that is a part of a name of the other."""
    if left not in graph.entities or right not in graph.entities:
        return False
    pairs = (
        (one.split(), other.split()) for one in graph.entities[left].names for other in graph.entities[right].names
    )
    return any(set(one) <= set(other) or set(other) <= set(one) for one, other in pairs)
