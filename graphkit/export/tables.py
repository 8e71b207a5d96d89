"""statements.jsonl, entities.jsonl and articles.jsonl: one JSON object a line, and the way back into a `Graph`."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from json.encoder import encode_basestring as _quoted
from pathlib import Path
from typing import Any

from graphkit.errors import InputError
from graphkit.export.files import fill, whole
from graphkit.export.quads import sha256
from graphkit.graph import Graph
from graphkit.model import Article, Certainty, Entity, Evidence, Qualifiers, Span, Statement
from graphkit.resolve.counting import Count, counted

STATEMENTS = "statements.jsonl"
ENTITIES = "entities.jsonl"
ARTICLES = "articles.jsonl"
OPEN = "open.jsonl"
Row = dict[str, Any]
# One for all rows: json.dumps makes one a row.
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def write_statements(graph: Graph, path: Path) -> None:
    """Write each statement with both entities, its certainty and all of its evidence."""
    row = row_of(graph)
    _write_lines((row(statement, held, counted(held, graph.known)) for statement, held in graph.ordered()), path)


def write_open(graph: Graph, path: Path) -> None:
    """Write the open triples, in the form of statements, with a verb where those have a relation."""
    row, triples = row_of(graph, "verb"), replace(graph, statements=graph.open)
    _write_lines((row(triple, held, counted(held, graph.known)) for triple, held in triples.ordered()), path)


def write_entities(graph: Graph, path: Path) -> None:
    """Write each entity with its type, labels, names, identifiers and articles."""
    _write((_entity_row(entity) for _, entity in sorted(graph.entities.items())), path)


def write_articles(graph: Graph, path: Path) -> None:
    """Write what is known of each article; of its text, the hash alone."""
    _write((_article_row(graph.articles[key]) for key in sorted(graph.articles)), path)


def read(folder: Path) -> Graph:
    """The graph that the three tables of a folder hold; articles come without their text.

    Raises `InputError` where a table is missing or a row is not as graphkit writes it.
    """
    articles = [_article(row) for row in article_rows(folder)]
    entities = [_entity(row) for row in _checked(folder / ENTITIES, ("id", "type", "label"))]
    needed = ("subject", "relation", "object", "certainty", "evidence")
    statements = {statement_of(row): frozenset(map(evidence_of, row["evidence"])) for row in rows(folder, needed)}
    return Graph(
        articles={article.id: article for article in articles},
        entities={entity.id: entity for entity in entities},
        statements=statements,
    )


def rows(folder: Path, needed: tuple[str, ...] = (), *, containing: Iterable[str] = ()) -> Iterator[Row]:
    """The rows of statements.jsonl, in order; with `containing`, those lines alone that hold all of the texts."""
    return _checked(folder / STATEMENTS, needed, containing=containing)


def entities(folder: Path) -> Iterator[Entity]:
    """The entities of entities.jsonl, in order."""
    return map(_entity, _checked(folder / ENTITIES, ("id", "type", "label")))


def article_rows(folder: Path) -> Iterator[Row]:
    """The rows of articles.jsonl, in order."""
    return _checked(folder / ARTICLES, ("id", "body"))


def quoted(text: str) -> str:
    """A string as the tables spell it."""
    return _quoted(text)


def statement_of(row: Mapping[str, Any]) -> Statement:
    """The statement that a row describes."""
    return Statement(row["subject"]["id"], row["relation"], row["object"]["id"], Certainty(row["certainty"]))


def evidence_of(row: Mapping[str, Any]) -> Evidence:
    """The evidence that a row's object describes."""
    return Evidence(
        article=row["article"],
        span=Span(row["start"], row["end"]),
        quote=row["sentence"],
        rule=row["rule"],
        confidence=row["confidence"],
        subject=_span(row["subject"]),
        object=_span(row["object"]),
        qualifiers=Qualifiers(
            attributed_to=row["attributed_to"],
            time=row["time"],
            place=row["place"],
            details=tuple((key, value) for key, value in row["details"]),
        ),
    )


def _write(found: Iterable[Row], path: Path) -> None:
    _write_lines((_ENCODER.encode(row) + "\n" for row in found), path)


def _write_lines(lines: Iterable[str], path: Path) -> None:
    with whole(path) as file:
        fill(file, lines, "surrogatepass")


def _checked(path: Path, needed: tuple[str, ...], *, containing: Iterable[str] = ()) -> Iterator[Row]:
    wanted = tuple(containing)
    try:
        with path.open(encoding="utf-8", errors="surrogatepass", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if not wanted or all(text in line for text in wanted):
                    yield _row(line, needed, f"{path}:{number}")
    except FileNotFoundError as error:
        raise InputError(f"{path}: not there; `graphkit build` writes it") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error


def _row(line: str, needed: tuple[str, ...], where: str) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not JSON: {error}") from error
    if not isinstance(row, dict) or not all(key in row for key in needed):
        raise InputError(f"{where}: lacks one of {', '.join(needed)}")
    return row


class _Ends:
    """What a row of a statement says of either end, made once for each entity."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._texts: dict[str, str] = {}

    def text(self, identifier: str) -> str:
        """Id, label, type and names of an entity, as JSON."""
        found = self._texts.get(identifier)
        if found is None:
            found = self._texts[identifier] = _ENCODER.encode(self._row(identifier))
        return found

    def _row(self, identifier: str) -> Row:
        entity = self.graph.entities.get(identifier)
        if entity is None:
            return {"id": identifier, "label": identifier, "type": "", "names": []}
        return {"id": identifier, "label": entity.label, "type": entity.type, "names": list(entity.names)}


def row_of(graph: Graph, kind: str = "relation") -> Callable[[Statement, Sequence[Evidence], Count], str]:
    """What makes a line of a statement, its evidence and its count; `kind` is the key of what is said, or "verb"."""
    ends = _Ends(graph)

    # spelled out: there are millions
    def row(statement: Statement, evidence: Sequence[Evidence], count: Count) -> str:
        return (
            f'{{"subject": {ends.text(statement.subject)}, "{kind}": {_quoted(statement.relation)}'
            f', "object": {ends.text(statement.object)}, "certainty": "{statement.certainty.value}"'
            f', "articles": {count.articles}, "sources": {count.sources}'
            f', "first_reported": {_maybe(count.first)}, "last_reported": {_maybe(count.last)}'
            f', "evidence": [{", ".join(map(_evidence_text, evidence))}]}}\n'
        )

    return row


def _evidence_text(evidence: Evidence) -> str:
    span, given = evidence.span, evidence.qualifiers
    details = _ENCODER.encode(given.details) if given.details else "[]"
    return (
        f'{{"article": {_quoted(evidence.article)}, "sentence": {_quoted(evidence.quote)}'
        f', "start": {span.start}, "end": {span.end}'
        f', "subject": {_span_text(evidence.subject)}, "object": {_span_text(evidence.object)}'
        f', "rule": {_quoted(evidence.rule)}, "confidence": {evidence.confidence!r}'
        f', "attributed_to": {_maybe(given.attributed_to)}, "time": {_maybe(given.time)}'
        f', "place": {_maybe(given.place)}, "details": {details}}}'
    )


def _span_text(span: Span | None) -> str:
    return "null" if span is None else f"[{span.start}, {span.end}]"


def _maybe(text: str | None) -> str:
    return "null" if text is None else _quoted(text)


def _entity_row(entity: Entity) -> Row:
    return {
        "id": entity.id,
        "label": entity.label,
        "type": entity.type,
        "labels": [list(pair) for pair in entity.labels],
        "names": list(entity.names),
        "identifiers": [list(pair) for pair in entity.identifiers],
        "articles": list(entity.articles),
    }


def _article_row(article: Article) -> Row:
    return {
        "id": article.id,
        "title": article.headline,
        "published": article.published,
        "source": article.source,
        "language": article.language,
        "copy_of": article.copy_of,
        "sha256": sha256(article) if article.text else None,
        "headline": _offsets(article.title),
        "body": _offsets(article.body),
    }


def _offsets(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(offsets: list[int] | None) -> Span | None:
    return None if offsets is None else Span(*offsets)


def _entity(row: Row) -> Entity:
    return Entity(
        id=row["id"],
        type=row["type"],
        label=row["label"],
        labels=_pairs(row.get("labels", [])),
        names=tuple(row.get("names", [])),
        identifiers=_pairs(row.get("identifiers", [])),
        articles=tuple(row.get("articles", [])),
    )


def _article(row: Row) -> Article:
    return Article(
        id=row["id"],
        text="",
        body=Span(*row["body"]),
        title=_span(row.get("headline")),
        published=row.get("published"),
        source=row.get("source"),
        language=row.get("language", "nl"),
        copy_of=row.get("copy_of"),
    )


def _pairs(found: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in found)
