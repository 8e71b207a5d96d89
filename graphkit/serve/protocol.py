"""The SPARQL 1.1 Protocol, query side: what a request asks, in which form it wants the answer, and what it may not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl

from graphkit import guard
from graphkit.errors import GraphkitError
from graphkit.query import Question

ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
_FORMS_OF_GRAPHS = ("CONSTRUCT", "DESCRIBE")
_KNOWN = ("query", "default-graph-uri", "named-graph-uri", "update", "using-graph-uri", "using-named-graph-uri")


class Refused(GraphkitError):
    """A request that is not answered; `status` is what HTTP calls it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def question(method: str, content_type: str, url_query: str, body: bytes) -> Question | None:
    """What a request asks; None where it is a GET without a query, which asks for the service description.

    Raises `Refused` with 400, 405 or 415 where the protocol does not allow the request, or it is an update.
    """
    given = _parameters(url_query)
    if method == "POST":
        media, _, charset = content_type.partition(";")
        if charset and "utf-8" not in charset.casefold():
            raise Refused(400, "the body must be UTF-8")
        text = _decoded(body)
        if media.strip().casefold() == FORM:
            given += _parameters(text)
        elif media.strip().casefold() == DIRECT:
            given.append(("query", text))
        else:
            raise Refused(415, f"send the query as {FORM} or {DIRECT}; updates are not possible here")
    elif method not in ("GET", "HEAD"):
        raise Refused(405, "GET and POST alone")
    return _question(given, described=method != "POST")


def accepted(accept: str, offered: Sequence[str]) -> str | None:
    """The media type of those offered that an Accept header likes best, the first of equals; None where it likes none.

    >>> accepted("text/csv;q=0.5, application/json", list(ROWS))
    'application/json'
    >>> accepted("image/png", list(ROWS)) is None
    True
    """
    ranges = [_range(part) for part in (accept or "*/*").split(",")]
    best = max(offered, key=lambda media: _quality(media, ranges))
    return best if _quality(best, ranges) > 0 else None


def negotiated(asked: Question, accept: str) -> tuple[Question, str]:
    """The question with the form that the client wants of its answer, and that form's media type.

    Raises `QueryError` where the guard refuses the query, `Refused` (406) where no form is acceptable.
    """
    forms: Mapping[str, str] = GRAPHS if guard.check(asked.sparql).form in _FORMS_OF_GRAPHS else ROWS
    media = accepted(accept, list(forms))
    if media is None and ("text/html" in accept or "text/plain" in accept):
        media = next(iter(forms))  # a browser's address line
    if media is None:
        raise Refused(406, f"the answer can be {', '.join(forms)}")
    chosen = forms[media]
    return (replace(asked, graph_as=chosen) if forms is GRAPHS else replace(asked, rows_as=chosen)), media


def _question(given: list[tuple[str, str]], *, described: bool) -> Question | None:
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in given):
        raise Refused(400, "updates are not possible here")
    queries = [value for name, value in given if name == "query"]
    if not queries and described:
        return None
    if len(queries) != 1:
        raise Refused(400, "give one query")
    return Question(
        queries[0],
        default_graphs=tuple(value for name, value in given if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in given if name == "named-graph-uri"),
    )


def _parameters(text: str) -> list[tuple[str, str]]:
    try:
        found = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise Refused(400, "the parameters cannot be read as UTF-8 form data") from error
    return [(name, value) for name, value in found if name in _KNOWN]


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "the body must be UTF-8") from error


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip() for piece in part.split(";"))
    quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    try:
        return media.casefold(), float(quality)
    except ValueError:
        return media.casefold(), 0.0


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """By the most specific range that covers the media type."""
    for name in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = [quality for known, quality in ranges if known == name]
        if found:
            return max(found)
    return 0.0
