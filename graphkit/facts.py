"""Questions that need no SPARQL, answered from the tables: what is said about something, and in which sentences.

for fact in facts(Path("output"), relation="minister_of"):
    print(fact.subject, fact.relation, fact.object)
print(explanation(explain(Path("output"), "Heiko Maas")))
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from graphkit import ontology
from graphkit.errors import UsageError
from graphkit.export import tables
from graphkit.model import Certainty, Entity, Evidence, Statement
from graphkit.resolve.counting import Count
from graphkit.table import aligned, printable

_LISTED = 10
COUNTED = ("articles", "sources", "first_reported", "last_reported")
COLUMNS = ("subject", "relation", "object", "certainty", "sentences", "articles", "sources", "first", "last")


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement with the labels of both ends, its evidence in order, and how often it is made in all articles."""

    statement: Statement
    subject: str
    object: str
    evidence: tuple[Evidence, ...]
    count: Count

    @property
    def relation(self) -> str:
        """The relation as English says it."""
        known = ontology.load().relations.get(self.statement.relation)
        return known.labels.get("en", known.name) if known else self.statement.relation


@dataclass(frozen=True, slots=True)
class Explanation:
    """One entity, all facts about it, and what is known of the articles that say them."""

    entity: Entity
    facts: tuple[Fact, ...]
    articles: Mapping[str, Mapping[str, Any]]
    labels: Mapping[str, str]


def facts(
    folder: Path,
    *,
    relation: str | None = None,
    about: str | None = None,
    certainty: str | None = None,
    article: str | None = None,
) -> Iterator[Fact]:
    """The statements of a folder that a build wrote, narrowed down by what is given, in order.

    `about` is a label, a name or an id, whatever its case. Raises `UsageError` where there is no such relation,
    certainty or entity, or more than one entity of that name; `InputError` where the folder has no tables.
    """
    if relation is not None:
        relation = _known_relation(relation)
    if certainty is not None and certainty not in list(Certainty):
        raise UsageError(f"no certainty {certainty!r}: it is one of {', '.join(Certainty)}")
    identifier = entity(folder, about).id if about is not None else None
    return _facts(folder, relation, identifier, certainty, article)


def explain(folder: Path, name: str) -> Explanation:
    """All that the graph says about what bears the name, with its sentences; raises as `facts`."""
    found = entity(folder, name)
    return Explanation(
        entity=found,
        facts=tuple(_facts(folder, None, found.id, None, None)),
        articles={row["id"]: row for row in tables.article_rows(folder)},
        labels={one.id: one.label for one in tables.entities(folder)},
    )


def entity(folder: Path, name: str) -> Entity:
    """The one entity that bears the name: by id, else by label, else by any name, whatever the case.

    Raises `UsageError` where there is none, with names that come close, or where there are several, with their ids.
    """
    everything = list(tables.entities(folder))
    wanted = _folded(name)
    for named in (_by_id, _by_label, _by_name):
        found = [one for one in everything if wanted in map(_folded, named(one))]
        if len(found) == 1:
            return found[0]
        if found:
            listed = "; ".join(f"{one.id} ({one.label}, {one.type})" for one in found[:_LISTED])
            more = f"; and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
            raise UsageError(printable(f"{name!r} is the name of {len(found)} entities, give an id: {listed}{more}"))
    names = {_folded(known): known for one in everything for known in (*_by_label(one), *_by_name(one))}
    close = [names[one] for one in get_close_matches(wanted, names, n=3)]
    raise UsageError(printable(f"no entity is called {name!r}" + (f"; is it {' or '.join(close)}?" if close else "")))


def as_table(found: list[Fact]) -> str:
    """The facts as a table: number of sentences, articles and independent sources, and dates, behind each statement."""
    return aligned(list(COLUMNS), [[*map(printable, _cells(fact))] for fact in found])


def _cells(fact: Fact) -> Iterator[str]:
    statement, count = fact.statement, fact.count
    yield from (fact.subject, statement.relation, fact.object, str(statement.certainty))
    yield from map(str, (len(fact.evidence), count.articles, count.sources))
    yield from (count.first or "", count.last or "")


def explanation(explained: Explanation) -> str:
    """The explanation as text for people."""
    return "\n".join(_lines(explained)) + "\n"


def _lines(explained: Explanation) -> Iterator[str]:
    one = explained.entity
    yield printable(f"{one.label} ({one.type}, {one.id})")
    others = [name for name in one.names if name != one.label]
    if others:
        yield printable(f"also called {', '.join(others)}")
    if not explained.facts:
        yield "no statement is made about it"
    for fact in explained.facts:
        yield ""
        yield printable(f"{fact.subject} — {fact.relation} — {fact.object} [{fact.statement.certainty}]")
        yield f"  {printable(_counted(fact.count))}"
        for evidence in fact.evidence:
            yield f"  “{printable(evidence.quote)}”"
            yield f"    {printable(_where(evidence, explained))}"
            qualified = _qualified(evidence, explained.labels)
            if qualified:
                yield f"    {printable(qualified)}"


def _counted(count: Count) -> str:
    """How often it is said, and when.

    >>> _counted(Count(3, 1, "2019-04-02", "2019-09"))
    'in 3 articles of 1 independent source, 2019-04-02 to 2019-09'
    """
    articles = "1 article" if count.articles == 1 else f"{count.articles} articles"
    sources = "1 independent source" if count.sources == 1 else f"{count.sources} independent sources"
    dates = " to ".join(dict.fromkeys(filter(None, (count.first, count.last))))
    return f"in {articles} of {sources}" + (f", {dates}" if dates else "")


def _where(evidence: Evidence, explained: Explanation) -> str:
    article = explained.articles.get(evidence.article, {})
    known = ", ".join(filter(None, (article.get("source"), article.get("published"))))
    return (
        f"{evidence.article}{f' ({known})' if known else ''}, characters {evidence.span.start}–{evidence.span.end}, "
        f"rule {evidence.rule}, confidence {evidence.confidence:.2f}"
    )


def _qualified(evidence: Evidence, labels: Mapping[str, str]) -> str:
    given = evidence.qualifiers
    known = (
        ("according to", labels.get(given.attributed_to or "", given.attributed_to)),
        ("time", given.time),
        ("place", labels.get(given.place or "", given.place)),
        *given.details,
    )
    return "; ".join(f"{key}: {value}" for key, value in known if value)


def _facts(
    folder: Path, relation: str | None, about: str | None, certainty: str | None, article: str | None
) -> Iterator[Fact]:
    # a line that lacks the id or the relation as JSON spells it need not be parsed: most of them
    needles = [tables.quoted(text) for text in (relation, about, certainty, article) if text is not None]
    needed = ("subject", "relation", "object", "certainty", *COUNTED, "evidence")
    for row in tables.rows(folder, needed, containing=needles):
        statement = tables.statement_of(row)
        evidence = tuple(one for one in map(tables.evidence_of, row["evidence"]) if article in (None, one.article))
        if (
            relation in (None, statement.relation)
            and about in (None, statement.subject, statement.object)
            and certainty in (None, statement.certainty)
            and evidence
        ):
            count = Count(*(row[key] for key in COUNTED))
            yield Fact(statement, row["subject"]["label"], row["object"]["label"], evidence, count)


def _known_relation(name: str) -> str:
    relations = ontology.load().relations
    wanted = name.removeprefix("gk:").replace(" ", "_").replace("-", "_").casefold()
    if wanted in relations:
        return wanted
    by_label = {label.casefold(): one.name for one in relations.values() for label in one.labels.values()}
    if name.casefold() in by_label:
        return by_label[name.casefold()]
    close = get_close_matches(wanted, relations, n=3)
    raise UsageError(f"no relation {name!r}" + (f"; is it {' or '.join(close)}?" if close else ""))


def _by_id(one: Entity) -> tuple[str, ...]:
    return (one.id,)


def _by_label(one: Entity) -> tuple[str, ...]:
    return (one.label, *(label for _, label in one.labels))


def _by_name(one: Entity) -> tuple[str, ...]:
    return one.names


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
