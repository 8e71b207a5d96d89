"""A user's own knowledge base: a table of the same form as ours, checked row by row (`--kb my.tsv`)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graphkit import ontology
from graphkit.errors import InputError, LexiconError
from graphkit.knowledge import COLUMNS, Entry, Knowledge, build, entry_of, rows

POPULARITY = COLUMNS.index("popularity")
COUNTRY = COLUMNS.index("country")
# A user's own things are what the user's articles mean: as well known as a minister, where the row does not say.
DEFAULT = "60"
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
DATE = re.compile(r"-?\d{4}(-\d{2}(-\d{2})?)?")


def extended(base: Knowledge, *paths: Path) -> Knowledge:
    """The knowledge base with the rows of users' tables added; a row takes the place of one with the same id.

    A table is tab-separated UTF-8 with the columns of `knowledge.COLUMNS` in their order; an id, a type and a label or
    name are needed, the rest may be empty; several values of a cell stand with `|` between them. Raises LexiconError
    with file and line where a row is wrong, InputError where a file cannot be read.
    """
    own: list[Entry] = []
    for path in paths:
        try:
            own += _checked(path, {*base.entries, *(entry.id for entry in own)})
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: cannot be read: {error}") from error
    terms = (office for held in base.terms.values() for office in held)
    return build([*base.entries.values(), *own], terms)


def _checked(path: Path, known: set[str]) -> Iterator[Entry]:
    seen: dict[str, int] = {}
    countries: list[tuple[str, str]] = []
    for number, cells in rows(path, COLUMNS):
        where = f"{path}:{number}"
        cells[POPULARITY] = cells[POPULARITY] or DEFAULT
        entry = _sound(entry_of(cells, where), where)
        if entry.id in seen:
            raise LexiconError(f"{where}: id '{entry.id}' stands at line {seen[entry.id]} too")
        seen[entry.id] = number
        countries.append((entry.country or entry.id, where))
        yield entry
    for country, where in countries:
        if country not in known and country not in seen:
            raise LexiconError(f"{where}: no entry has the id '{country}', which stands as country")


def _sound(entry: Entry, where: str) -> Entry:
    """The entry with its labels filled in, if nothing is wrong with it."""
    types = ontology.load().types
    if not ID.fullmatch(entry.id):
        raise LexiconError(f"{where}: '{entry.id}' is no id; use a Wikidata id, or letters, digits and hyphens")
    if entry.type not in types:
        raise LexiconError(f"{where}: unknown type '{entry.type}'; use one of {', '.join(sorted(types))}")
    wrong = next((date for date in (entry.start, entry.end) if date and not DATE.fullmatch(date)), None)
    if wrong is not None:
        raise LexiconError(f"{where}: '{wrong}' is no date; write 2019, 2019-04 or 2019-04-30")
    malformed = next((other for other in entry.identifiers if ":" not in other), None)
    if malformed is not None:
        raise LexiconError(f"{where}: '{malformed}' is no identifier; write base:id, such as geonames:2759794")
    names = tuple(dict.fromkeys(filter(None, (*entry.names, entry.label_nl, entry.label_en))))
    if not names:
        raise LexiconError(f"{where}: neither a label nor a name")
    dutch, english = entry.label_nl or entry.label_en or names[0], entry.label_en or entry.label_nl or names[0]
    return replace(entry, label_nl=dutch, label_en=english, names=names)
