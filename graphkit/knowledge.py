"""What is known of named things before any article is read: countries, places, organisations, office-holders.

The facts are compiled by `training/knowledge` into two tables beside each other; users add rows of the same form.
They help to recognise and link a name and to check a reading; they never add a statement to the graph.
What is decided with them (which Congo, which Washington) lives in `resolve/link.py`, not here.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from graphkit import resources
from graphkit.errors import LexiconError

ENTRIES = "entries.tsv"
OFFICES = "offices.tsv"
COLUMNS = (
    "id", "type", "label_en", "label_nl", "names", "adjectives", "demonyms",
    "country", "start", "end", "popularity", "identifiers", "source",
)  # fmt: skip
OFFICE_COLUMNS = ("person", "relation", "of", "title", "start", "end")
SEPARATOR = "|"
# A capital with its dot before another one: both belong to one abbreviation.
_INITIALS = re.compile(r"(?<!\w)([A-Z])\. +(?=[A-Z]\. )")
HIGHEST = 100
# By which a surname with a title tells who is meant: "premier Barak".
LEADING = ("head_of_state", "head_of_government", "minister_of", "mayor_of")
# The last characters of a genitive, and the shortest name that is known in one: "Mays" is of May, "Bos" not of Bo.
GENITIVE = frozenset("s'")
SHORTEST_OWNER = 3
_ALIKE = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "\xa0": " "})


@dataclass(frozen=True, slots=True)
class Entry:
    """One known thing: `id` is a Wikidata id where known, else a slug of ours.

    `names` are its names proper; `adjectives` name it too ("Duitse"), `demonyms` name its inhabitants and not it.
    `country` is the id of the country that it belongs to; `start` and `end` are years or dates between which it
    existed, None where open; `popularity` lies in 0..100; `identifiers` are ids in other bases (`geonames:2759794`).
    """

    id: str
    type: str
    label_en: str
    label_nl: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    country: str | None = None
    start: str | None = None
    end: str | None = None
    popularity: int = 0
    identifiers: tuple[str, ...] = ()
    source: str = ""

    def existed(self, date: str | None) -> bool:
        """Whether it existed at an ISO date of any precision; yes where either side is unknown."""
        return within(date, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Office:
    """One term of office: `person` holds `relation` (`minister_of`) to the entry `of` from `start` to `end`."""

    person: str
    relation: str
    of: str
    title: str
    start: str | None = None
    end: str | None = None

    def held(self, date: str | None) -> bool:
        """Whether the term includes an ISO date of any precision; yes where either side is unknown."""
        return within(date, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Entries by id and by every form of name, offices by person, given names. Read-only once built by `build`."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    names: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    adjectives: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    demonyms: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    terms: Mapping[str, tuple[Office, ...]] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    _openers: frozenset[str] = field(init=False, repr=False)
    _surnames: Mapping[str, tuple[Office, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Keeps the first words of the names of several words, and the terms of who governed a country by surname."""
        firsts = (name.partition(" ") for name in self.names)
        object.__setattr__(self, "_openers", frozenset(first for first, space, _ in firsts if space))
        object.__setattr__(self, "_surnames", dict(self._by_surname()))

    def _by_surname(self) -> dict[str, tuple[Office, ...]]:
        found: dict[str, list[Office]] = defaultdict(list)
        for person, terms in self.terms.items():
            entry, leading = self.entries.get(person), [term for term in terms if term.relation in LEADING]
            for name in entry.names if entry is not None and leading else ():
                _, _, surname = name.partition(" ")
                while surname:
                    found[surname].extend(leading)
                    _, _, surname = surname.partition(" ")
        return {surname: tuple(dict.fromkeys(terms)) for surname, terms in found.items()}

    def get(self, identifier: str) -> Entry | None:
        """The entry with this id."""
        return self.entries.get(identifier)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every entry that bears this name, the most popular first; adjectives and demonyms are not names.

        Case counts; the sorts of quotes, hyphens and dots do not, and a genitive -s is taken off, but not of "Engels",
        which is an adjective, or "Gelderlanders".

        >>> [entry.label_en for entry in load().lookup("V.S.")]
        ['United States']
        >>> [entry.label_en for entry in load().lookup("Duitslands")]
        ['Germany']
        >>> load().lookup("Bos")
        ()
        """
        found = self.names.get(name) or self.names.get(form := normal(name))
        if found or form[-1:] not in GENITIVE or form in self.adjectives or form in self.demonyms:
            return found or ()
        return _owner(self.names, form)

    def begins(self, word: str) -> bool:
        """Whether a name of several words may begin with this one, which has white space behind it.

        >>> load().begins("Den"), load().begins("Zwolle"), load().begins("V.")
        (True, False, True)
        """
        return "." in word or normal(word) in self._openers  # what is behind a dot may be joined to it

    def adjective(self, word: str) -> tuple[Entry, ...]:
        """Every entry that this adjective names.

        >>> [entry.label_en for entry in load().adjective("Duitse")]
        ['Germany']
        """
        return self.adjectives.get(word) or self.adjectives.get(normal(word), ())

    def demonym(self, word: str) -> tuple[Entry, ...]:
        """Every entry whose inhabitants this noun names; it is no name of the entry itself."""
        return self.demonyms.get(word) or self.demonyms.get(normal(word), ())

    def surnamed(self, surname: str, relation: str, date: str | None) -> frozenset[str]:
        """The ids of what people of this surname governed, as the relation says, at an ISO date of any precision.

        >>> [load().get(of).label_en for of in load().surnamed("Barak", "head_of_government", "2000-07")]
        ['Israel']
        """
        terms = self._surnames.get(surname, ())
        return frozenset(term.of for term in terms if term.relation == relation and term.held(date))

    def offices(self, person: str) -> tuple[Office, ...]:
        """The terms of office of the person with this id."""
        return self.terms.get(person, ())


@cache
def load() -> Knowledge:
    """The knowledge base that ships with graphkit; read once a process, in about a tenth of a second."""
    folder = resources.language() / "knowledge"
    return build(read(folder / ENTRIES), read_offices(folder / OFFICES))


def read(path: Path) -> list[Entry]:
    """The entries of a table; a malformed row raises LexiconError with file and line."""
    return [entry_of(cells, f"{path}:{number}") for number, cells in rows(path, COLUMNS)]


def read_offices(path: Path) -> list[Office]:
    """The terms of office of a table; a malformed row raises LexiconError with file and line."""
    offices = []
    for _, (person, relation, of, title, start, end) in rows(path, OFFICE_COLUMNS):
        offices.append(Office(person, relation, of, title, start or None, end or None))
    return offices


def build(entries: Iterable[Entry], offices: Iterable[Office] = ()) -> Knowledge:
    """A knowledge base of the given rows; a later entry with the same id takes an earlier one's place."""
    by_id = {entry.id: entry for entry in entries}
    ranked = sorted(by_id.values(), key=lambda e: (-e.popularity, e.id))
    terms = defaultdict(list)
    for office in offices:
        terms[office.person].append(office)
    return Knowledge(
        entries=by_id,
        names=_index((form, entry) for entry in ranked for form in entry.names),
        adjectives=_index((form, entry) for entry in ranked for form in entry.adjectives),
        demonyms=_index((form, entry) for entry in ranked for form in entry.demonyms),
        terms={person: tuple(held) for person, held in terms.items()},
        given=frozenset(e.label_nl.partition(" ")[0] for e in ranked if e.type == "Person" and " " in e.label_nl),
    )


@lru_cache(maxsize=1 << 16)
def normal(name: str) -> str:
    """The form under which a name is kept: composed, plain quotes and hyphens, no dots inside abbreviations.

    >>> normal("V. S."), normal("Groot–Brittannië"), normal("St. Petersburg"), normal("Jansen B.V.")
    ('VS', 'Groot-Brittannië', 'St Petersburg', 'Jansen BV')
    """
    if name.isascii() and "." not in name and "`" not in name:
        return name if name.isalpha() else " ".join(name.split())
    text = " ".join(unicodedata.normalize("NFC", name).translate(_ALIKE).split())
    if "." in text:
        text = _INITIALS.sub(r"\1", text.replace(".", ". ") + " ").replace(".", "")
        text = " ".join(text.split())
    return text


def within(date: str | None, start: str | None, end: str | None) -> bool:
    """Whether an ISO date lies between two others, all of any precision; what is unknown excludes nothing.

    >>> within("2019-03", "2019-03-20", None), within("2019", "2010", "2018-12")
    (True, False)
    """
    if date is None:
        return True
    return not (_before(date, start) or _before(end, date))


def _before(left: str | None, right: str | None) -> bool:
    if left is None or right is None:
        return False
    precision = min(len(left), len(right))
    return left[:precision] < right[:precision]


def _owner(index: Mapping[str, tuple[Entry, ...]], form: str) -> tuple[Entry, ...]:
    """The entries whose genitive the form is."""
    for ending in ("'s", "s", "'"):
        owner = form.removesuffix(ending)
        if owner != form and (ending != "s" or len(owner) >= SHORTEST_OWNER) and (found := index.get(owner)):
            return found
    return ()


def _index(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    lists: dict[str, list[Entry]] = {}
    for form, entry in pairs:
        held = lists.setdefault(normal(form), [])
        if entry not in held[-1:]:
            held.append(entry)
    return {form: tuple(held) for form, held in lists.items()}


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and cells of a tab-separated table with these columns; LexiconError says file and line."""
    with path.open(encoding="utf-8") as lines:
        if next(lines, "").removeprefix("\ufeff").rstrip("\r\n").split("\t") != list(columns):
            raise LexiconError(f"{path}:1: the columns must be {' '.join(columns)}, with tabs between them")
        for number, line in enumerate(lines, start=2):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) == len(columns):
                yield number, cells
            elif line.strip():
                raise LexiconError(f"{path}:{number}: {len(cells)} columns where {len(columns)} are needed")


def entry_of(cells: list[str], where: str) -> Entry:
    """The entry that the cells of a row describe; `where` is its file and line, for the error."""
    key, kind, english, dutch, names, adjectives, demonyms, country, start, end, popularity, others, source = cells
    if not (popularity.isascii() and popularity.isdigit() and int(popularity) <= HIGHEST):
        raise LexiconError(f"{where}: popularity must be a whole number from 0 to {HIGHEST}, not '{popularity}'")
    return Entry(
        key, kind, english, dutch, _split(names), _split(adjectives), _split(demonyms), country or None,
        start or None, end or None, int(popularity), _split(others), source,
    )  # fmt: skip


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(SEPARATOR)) if cell else ()
