"""Reading the sources' tables and writing ours: nothing about any one source lives here."""

import csv
import gzip
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graphkit.knowledge import COLUMNS, OFFICE_COLUMNS, SEPARATOR, Entry, Office

FOREIGN = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "æ": "ae", "ß": "ss"})
TABLES = Path(__file__).parent / "tables"


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated table with a header; `.gz` is unpacked."""
    with text(path) as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")


def commas(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a comma-separated table with a header."""
    with text(path) as lines:
        yield from csv.DictReader(lines)


def document(path: Path) -> Any:  # noqa: ANN401 - JSON of a source, checked where it is used
    """The content of a JSON file; `.gz` is unpacked."""
    with text(path) as lines:
        return json.load(lines)


def text(path: Path) -> Any:  # noqa: ANN401 - a text stream, plain or unpacked
    """An open text file; `.gz` is unpacked."""
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def several(cell: str) -> list[str]:
    """The values of a cell that holds several."""
    return [value.strip() for value in cell.split(SEPARATOR) if value.strip()]


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """The values in order of appearance, each once, composed and without empty ones."""
    return tuple(dict.fromkeys(clean for value in values if (clean := composed(value))))


def composed(value: str) -> str:
    """One line of NFC text with plain apostrophes."""
    return " ".join(unicodedata.normalize("NFC", value).replace("’", "'").split())


def plain(value: str) -> str:
    """The text without diacritics, and with plain letters for those that Dutch has not.

    >>> plain("Binali Yıldırım"), plain("Mærsk")
    ('Binali Yildirim', 'Maersk')
    """
    letters = unicodedata.normalize("NFD", value.translate(FOREIGN))
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if not unicodedata.combining(letter)))


def slug(value: str) -> str:
    """A name as part of an id of ours.

    >>> slug("Aleksej Navalny")
    'aleksej-navalny'
    """
    return re.sub("[^a-z0-9]+", "-", plain(value).casefold()).strip("-")


def hand_written(row: Mapping[str, str], countries: Mapping[str, Entry]) -> Entry:
    """The entry of a row of our own tables; its country's ISO code is replaced by the country's id."""
    country = countries.get(row["country"])
    labels = (row["label_nl"], row["label_en"])
    spelled = [label.partition(" (")[0] if label == labels[0] else label for label in labels]
    return Entry(
        id=row["id"], type=row["type"], label_en=row["label_en"], label_nl=row["label_nl"],
        names=distinct(name for name in (*spelled, *several(row["names"])) if "(" not in name),
        adjectives=distinct(several(row["adjectives"])), demonyms=distinct(several(row["demonyms"])),
        country=country.id if country else None, start=row["start"] or None, end=row["end"] or None,
        popularity=int(row["popularity"]), source="graphkit",
    )  # fmt: skip


def write_entries(path: Path, entries: Iterable[Entry]) -> None:
    """Writes the entries, sorted by id."""
    rows = (_cells(entry) for entry in sorted(entries, key=lambda e: e.id))
    _write(path, COLUMNS, rows)


def write_offices(path: Path, offices: Iterable[Office]) -> None:
    """Writes the terms of office, sorted and each once."""
    rows = {(o.person, o.relation, o.of, o.title, o.start or "", o.end or "") for o in offices}
    _write(path, OFFICE_COLUMNS, sorted(rows))


def _cells(entry: Entry) -> list[str]:
    return [_cell(getattr(entry, column)) for column in COLUMNS]


def _cell(value: str | int | tuple[str, ...] | None) -> str:
    if isinstance(value, tuple):
        return SEPARATOR.join(value)
    return "" if value is None else str(value)


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[Iterable[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ("\t".join(row) + "\n" for row in (columns, *rows))
    path.write_text("".join(lines), encoding="utf-8")
