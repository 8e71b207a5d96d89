"""The results of a query as bytes, in the form that was asked for and no more of them than allowed."""

import json
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, BinaryIO, cast

import pyoxigraph as ox

from graphkit.messages import Reply, Terms
from graphkit.ontology import Term

ROW_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
# what comes with each row, and how often more than there are rows
MARKS = {"json": (b"},{", -1), "xml": (b"<result>", 0), "csv": (b"\n", 1), "tsv": (b"\n", 1)}
GRAPH_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
Results = ox.QueryBoolean | ox.QuerySolutions | ox.QueryTriples


def rendered(results: Results, terms: Terms, again: Callable[[], Results], prefixes: dict[str, str]) -> Reply:
    """The results in the form that the terms want; `again` gives them once more, from the first."""
    if isinstance(results, ox.QuerySolutions):
        return _sized(_rows(results, terms, again), terms.size)
    if isinstance(results, ox.QueryBoolean):
        return Reply("ok", results.serialize(format=ROW_FORMATS[terms.rows_as]) or b"", "boolean")
    triples = list(islice(results, terms.rows + 1))
    chosen = sorted(set(triples[: terms.rows]), key=str)
    form = GRAPH_FORMATS[terms.graph_as]
    body = ox.serialize(chosen, format=form, prefixes=_used(chosen, prefixes)) or b""
    return _sized(Reply("ok", body, "graph", len(triples) > terms.rows), terms.size)


def _rows(results: ox.QuerySolutions, terms: Terms, again: Callable[[], Results]) -> Reply:
    sink = _Sink(terms.rows_as, terms.rows, terms.size)
    try:
        results.serialize(cast("BinaryIO", sink), format=ROW_FORMATS[terms.rows_as])
        return Reply("ok", b"".join(sink.blocks), "rows")
    except _Full:  # or nearly so: counted row by row, which is slow
        body, count = _counted(again(), terms.rows)
    if terms.rows_as != "json":
        body = _converted(body, terms.rows_as)
    return Reply("ok", body, "rows", count > terms.rows)


def _sized(reply: Reply, limit: int) -> Reply:
    if len(reply.body) > limit:
        return Reply("limit", f"its result has more than {limit:,} bytes".encode())
    return reply


class _Full(Exception):
    """What is written is, or may be, more than allowed."""


class _Sink:
    """Takes what the engine writes of its rows, as long as they cannot be more than allowed.

    Counts what comes with each row; text in a cell may hold that too, so that there are never more rows than counted.
    What is too short to hold as many rows as allowed is not counted.
    """

    __slots__ = ("_bytes", "_counted", "_last", "_mark", "_rows", "_short", "blocks")

    def __init__(self, form: str, rows: int, size: int) -> None:
        self.blocks: list[bytes] = []
        self._mark, more = MARKS[form]
        self._rows = rows + more
        self._short = size - rows * len(self._mark)
        self._bytes = size
        self._counted, self._last = 0, b""

    def write(self, block: bytes) -> int:
        """Takes a block; raises `_Full`."""
        self.blocks.append(block)
        self._bytes -= len(block)
        if self._bytes < self._short or self._bytes < 0:
            self._count()
        return len(block)

    def _count(self) -> None:
        held = b"".join([self._last, *self.blocks[self._counted :]])
        self._counted = len(self.blocks)
        self._rows -= held.count(self._mark)
        self._last = held[len(held) - len(self._mark) + 1 :]
        if self._bytes < 0 or self._rows < 0:
            raise _Full

    def flush(self) -> None:
        """Nothing is kept back."""


def _counted(results: Results, limit: int) -> tuple[bytes, int]:
    """SPARQL results as JSON, no more rows than allowed, and how many there were up to one past that."""
    if not isinstance(results, ox.QuerySolutions):
        raise TypeError("not the rows of a query")
    variables = [variable.value for variable in results.variables]
    bindings, count = [], 0
    for solution in results:
        count += 1
        if count > limit:
            break
        bindings.append({name: _term(solution[name]) for name in variables if solution[name] is not None})
    document = {"head": {"vars": variables}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), count


def _term(term: Term) -> dict[str, Any]:
    """A term as SPARQL 1.1 Query Results JSON writes it, triple terms as the 1.2 draft does."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _converted(body: bytes, form: str) -> bytes:
    results = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    return results.serialize(format=ROW_FORMATS[form]) or b""


def _used(triples: Iterable[ox.Triple], prefixes: dict[str, str]) -> dict[str, str]:
    """The prefixes that some term of the triples takes."""
    terms = {str(term)[1:] for triple in triples for term in (triple.subject, triple.predicate, triple.object)}
    return {name: iri for name, iri in prefixes.items() if any(term.startswith(iri) for term in terms)}
