"""Records: JSON Lines, JSON and CSV, one article a record, with fields under the names that people give them."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from graphkit.errors import UnreadableArticle, UsageError
from graphkit.model import Article
from graphkit.read.compose import LONGEST_BYTES, compose
from graphkit.read.decode import decode, stream_encoding
from graphkit.read.sources import Ids, Source, readable

# Our name for a part of an article: the names under which records hold it, in order of preference.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "guid", "uuid", "article_id", "doc"),
    "title": ("title", "headline", "heading"),
    "text": ("text", "body", "content", "articleBody", "article"),
    "date": ("date", "published", "published_at", "datePublished", "publication_date", "created_at"),
    "source": ("source", "url", "link", "publisher"),
    "language": ("language", "lang", "inLanguage"),
}
# A record may hold more than its text, but not another order of size.
LONGEST_RECORD = 4 * LONGEST_BYTES
LONGEST_JSON = 64 * LONGEST_BYTES
DELIMITERS = ",;\t|"
HEAD = 65_536

Record = Mapping[str, str | None]


def mapping(written: str) -> dict[str, str]:
    """The fields of a `--map`.

    >>> mapping("title=headline,text=body")
    {'title': 'headline', 'text': 'body'}
    """
    pairs = [pair.partition("=") for pair in written.split(",") if pair.strip()]
    fields = {ours.strip(): theirs.strip() for ours, _, theirs in pairs}
    for ours, theirs in fields.items():
        if ours not in FIELDS or not theirs:
            raise UsageError(f"--map {written}: {ours!r} is not one of NAME=FIELD with NAME in {', '.join(FIELDS)}")
    return fields


def read_lines(source: Source) -> Iterator[Article | UnreadableArticle]:
    """The articles of a JSON Lines file, one object a line."""
    ids = Ids(source)
    with source.opened() as file:
        for number, line in enumerate(_lines(file, source), start=1):
            if line.strip():
                yield _attempt(line, f"{source.name}:{number}", number, ids, source)


def read_json(source: Source) -> Iterator[Article | UnreadableArticle]:
    """The articles of a JSON file that holds one object, or a list of them."""
    ids = Ids(source)
    found = _parsed(source.bytes(LONGEST_JSON), source.name)
    for number, record in enumerate(found if isinstance(found, list) else [found], start=1):
        yield _attempt(record, f"{source.name}[{number}]", number, ids, source)


def read_table(source: Source) -> Iterator[Article | UnreadableArticle]:
    """The articles of a table with a header line, whatever its delimiter and encoding."""
    ids = Ids(source)
    csv.field_size_limit(LONGEST_RECORD)
    with source.opened() as file, readable(source.name):
        buffered = io.BufferedReader(file, HEAD)  # type: ignore[type-var]
        text = io.TextIOWrapper(buffered, stream_encoding(buffered.peek(HEAD)[:HEAD], source.name), newline="")
        rows = csv.DictReader(text, delimiter=_delimiter(buffered.peek(HEAD)[:HEAD]))
        try:
            for number, row in enumerate(rows, start=1):
                yield _attempt(row, f"{source.name}:{rows.line_num}", number, ids, source)
        except csv.Error as error:
            raise UnreadableArticle(f"{source.name}:{rows.line_num}", str(error)) from error


def _lines(file: BinaryIO, source: Source) -> Iterator[bytes]:
    """Lines of bounded length: of one that is too long the rest is skipped, and an empty object stands for it."""
    with readable(source.name):
        while line := file.readline(LONGEST_RECORD):
            whole = line
            while len(line) == LONGEST_RECORD and not line.endswith(b"\n"):
                whole, line = b"[]", file.readline(LONGEST_RECORD)
            yield whole


def _attempt(record: object, name: str, number: int, ids: Ids, source: Source) -> Article | UnreadableArticle:
    try:
        parts = _parts(_parsed(record, name) if isinstance(record, bytes) else record, name, source.fields)
        return compose(ids.of(parts["id"] or str(number)), parts, name)
    except UnreadableArticle as unreadable:
        return unreadable


def _parsed(content: bytes, name: str) -> object:
    try:
        return json.loads(decode(content, name))
    except (ValueError, RecursionError) as error:
        raise UnreadableArticle(name, f"not JSON: {error}") from error


def _parts(record: object, name: str, fields: Mapping[str, str]) -> Record:
    if not isinstance(record, dict):
        raise UnreadableArticle(name, "no record with named fields, or a longer one than an article can have")
    given = {ours: (fields[ours],) if ours in fields else theirs for ours, theirs in FIELDS.items()}
    if not any(field in record for field in given["text"]):
        raise UnreadableArticle(name, f"no field {' or '.join(given['text'])}; name it with --map text=FIELD")
    return {ours: _first(record, theirs) for ours, theirs in given.items()}


def _first(record: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    values = (record.get(name) for name in names)
    return next((str(value) for value in values if isinstance(value, str | int) and str(value).strip()), None)


def _delimiter(head: bytes) -> str:
    header = head.partition(b"\n")[0].replace(b"\x00", b"")
    return max(DELIMITERS, key=lambda delimiter: header.count(delimiter.encode()))
