"""People who hold or held an office, with their terms: openkamer, the office-holder lists, and our own table."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.knowledge import Entry, Office
from training.knowledge import openkamer, rows
from training.knowledge.openkamer import Term

FILES = ("holders21.csv", "current.csv", "legislators.csv")
ENDED_BEFORE = "1998"
# What a bare surname beside such an office most likely means; a minister is more in the news than a member.
WEIGHTS = {
    "head_of_state": 55,
    "head_of_government": 55,
    "head_of": 50,
    "minister_of": 45,
    "mayor_of": 42,
    "member_of": 40,
}
NEAR = {"NL": 8, "BE": 3, "US": 2}


@dataclass(slots=True)
class Found:
    """What the sources together say of one person."""

    names: list[str] = field(default_factory=list)
    born: str | None = None
    terms: list[Term] = field(default_factory=list)


def compile_people(
    lexicons: Path, countries: Mapping[str, Entry], known: Iterable[Entry]
) -> tuple[list[Entry], list[Office]]:
    """Entries of people and their terms of office; `known` are the entries that offices are held of."""
    entries = list(known)
    places: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: e.popularity):
        places |= {entry.label_en.removeprefix("The ").split(",")[0]: entry}
    found: dict[str, Found] = defaultdict(Found)
    for person in openkamer.people(lexicons, _by_name(entries)):
        found[person.id].names += person.names
        found[person.id].born = person.born
        found[person.id].terms += person.terms
    for identifier, name, term in (*_holders(lexicons, countries, places), *_leaders(lexicons, places)):
        found[identifier].names.append(name)
        found[identifier].terms.append(term)
    # The sources hold rows without a name, and one where a country stands as its own minister.
    others = {entry.id for entry in entries}
    named = {key: person for key, person in sorted(found.items()) if any(person.names) and key not in others}
    people = [_entry(identifier, person, countries) for identifier, person in named.items()]
    offices = [Office(key, *term) for key, person in named.items() for term in person.terms]
    return list(_spelled(people, countries)), offices


def _by_name(entries: Iterable[Entry]) -> dict[str, str]:
    return {name: entry.id for entry in entries for name in (*entry.names, entry.label_nl)}


def _holders(
    lexicons: Path, countries: Mapping[str, Entry], places: Mapping[str, Entry]
) -> Iterator[tuple[str, str, Term]]:
    roles = [
        (re.compile(r["pattern"], re.IGNORECASE), r["relation"], r["of"]) for r in rows.table(rows.TABLES / "roles.tsv")
    ]
    for folder in rows.table(rows.TABLES / "folders.tsv"):
        country = countries.get(folder["country"])
        for name in FILES:
            path = lexicons / "office-holders" / folder["folder"] / name
            for row in rows.commas(path) if path.is_file() else ():
                term = _term(row, roles, country, places)
                if term is not None and not (term.end and term.end < ENDED_BEFORE):
                    yield row["personID"], row["person"], term


def _term(
    row: Mapping[str, str],
    roles: Iterable[tuple[re.Pattern[str], str, str]],
    country: Entry | None,
    places: Mapping[str, Entry],
) -> Term | None:
    for pattern, relation, of in roles:
        match = pattern.fullmatch(row["position"])
        if match is None:
            continue
        target: str | None = of
        if of == "place":
            place = places.get(match["place"].removeprefix("the "))
            target = place.id if place else None
        elif of == "country":
            target = country.id if country else None
        return (
            Term(relation, target, row["position"], row.get("start") or None, row.get("end") or None)
            if target
            else None
        )
    return None


def _leaders(lexicons: Path, places: Mapping[str, Entry]) -> Iterator[tuple[str, str, Term]]:
    ids = {entry.id for entry in places.values()}
    kinds = (
        ("head_of_government", ("Prime Minister", "Chancellor", "Premier")),
        ("head_of_state", ("President", "King", "Queen")),
    )
    folder = lexicons / "office-holders"
    for row in rows.commas(folder / "world-leaders-2021" / "wikidata.csv"):
        relation = next((r for r, titles in kinds if row["positionLabel"].startswith(titles)), None)
        if relation and row["countryid"] in ids and row["officeholder"]:
            term = Term(
                relation, row["countryid"], row["positionLabel"], row["start_year"] or None, row["end_year"] or None
            )
            yield row["officeholder"], row["officeholderLabel"], term
    for row in rows.commas(folder / "world" / "foreign_ministers_wikidata.csv"):
        if row["person"] and row["country"] in ids:
            yield (
                row["person"],
                row["name"],
                Term("minister_of", row["country"], row["positionLabel"], row["start"] or None, None),
            )


def _entry(identifier: str, person: Found, countries: Mapping[str, Entry]) -> Entry:
    spelled = [name.partition(" (")[0] or name for name in person.names]
    names = rows.distinct([*spelled, *map(rows.plain, spelled)])
    english = _full(rows.distinct(spelled))
    states = {entry.id: code for code, entry in countries.items()}
    weight = max((WEIGHTS.get(term.relation, 0) for term in person.terms), default=0)
    country = next((term.of for term in person.terms if term.of in states), None)
    near = NEAR.get(states.get(country or "", ""), 0)
    return Entry(
        id=identifier, type="Person", label_en=english, label_nl=names[0], names=names, country=country,
        start=person.born, popularity=weight + near, source="openkamer+everypolitician",
    )  # fmt: skip


def _full(names: Sequence[str]) -> str:
    """The last name given that does not start with initials: sources in English come after those in Dutch."""
    return next((name for name in reversed(names) if name[1:2] != "."), names[0])


def _spelled(people: Iterable[Entry], countries: Mapping[str, Entry]) -> Iterator[Entry]:
    """The people with the Dutch spellings of our table, and those whom it alone knows."""
    left = {row["label_en"]: row for row in rows.table(rows.TABLES / "people.tsv")}
    given = {row["id"]: row["label_en"] for row in left.values() if row["id"]}
    for person in people:
        label = given.get(person.id) or next((name for name in person.names if name in left), "")
        row = left.pop(label, None)
        yield person if row is None else _own(row, countries, person)
    yield from (_own(row, countries, None) for row in left.values())


def _own(row: Mapping[str, str], countries: Mapping[str, Entry], person: Entry | None) -> Entry:
    country = countries.get(row["country"])
    spelled = [row["label_nl"].partition(" (")[0], *rows.several(row["names"]), *(person.names if person else ())]
    return Entry(
        id=person.id if person else row["id"] or f"persoon-{rows.slug(row['label_nl'])}", type="Person",
        label_en=row["label_en"], label_nl=row["label_nl"],
        names=rows.distinct(name for name in (*spelled, row["label_en"]) if " of the " not in name),
        country=country.id if country else None, start=person.start if person else None,
        popularity=int(row["popularity"]), source=person.source + "+graphkit" if person else "graphkit",
    )  # fmt: skip
