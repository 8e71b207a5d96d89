"""One process that answers queries on one folder, started by `query`: `python -m graphkit.worker FOLDER MEGABYTES`.

A line of JSON comes in on standard input for each query; a line of JSON goes out for each answer, then as many bytes as
it says. The engine has no timeout, cancel or network switch, so the process is what gets killed, and after opening its
store it gives up new files and sockets, most memory, and processor time past its limit.
"""

import json
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from graphkit import confine, store
from graphkit.errors import GraphkitError
from graphkit.ontology import Term

ROW_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
Results = ox.QueryBoolean | ox.QuerySolutions | ox.QueryTriples
Answer = tuple[dict[str, Any], bytes]


def main(arguments: list[str]) -> int:
    """Opens the folder's store, says so, and answers until its input ends."""
    lines, out = sys.stdin.buffer, sys.stdout.buffer
    try:
        opened = store.open_store(Path(arguments[0]))
    except (GraphkitError, OSError) as error:
        _send(out, ({"status": "unreadable", "message": str(error)}, b""))
        return 1
    _send(out, ({"status": "ready", "base": store.names(opened).base}, b""))
    answerer = Answerer(opened)
    confine.once(int(arguments[1]))
    for line in lines:
        request = json.loads(line)
        confine.processor(request["seconds"])
        _send(out, answerer.answer(request))
    return 0


class Answerer:
    """Runs queries on an open store and puts the results into bytes."""

    def __init__(self, opened: ox.Store) -> None:
        self.store = opened
        self.names = store.names(opened)

    def answer(self, request: dict[str, Any]) -> Answer:
        """The answer to one request, as a header and a body; what goes wrong is in the header."""
        try:
            given = {"base_iri": request.get("base"), "prefixes": self.names.prefixes(), **self._graphs(request)}
            results = self.store.query(request["query"], **given)
            self._check(request["needed_graphs"])  # after the parser has spoken, before anything is looked up
            return _sized(self._rendered(results, request), request["bytes"])
        except SyntaxError as error:
            return {"status": "malformed", "message": str(error)}, b""
        except MemoryError:
            return {"status": "limit", "message": "it needs more memory than it may have"}, b""
        except (RuntimeError, OSError, ValueError) as error:
            return {"status": "failed", "message": str(error)}, b""

    def _check(self, graphs: Iterable[str]) -> None:
        for iri in graphs:
            if not self.store.contains_named_graph(ox.NamedNode(iri)):
                raise ValueError(f"there is no graph <{iri}> here, and none is fetched")

    def _graphs(self, request: dict[str, Any]) -> dict[str, Any]:
        """Which graphs are the default one, and which are named: those asked for, or the store's own."""
        default, named = request.get("default_graphs"), request.get("named_graphs")
        if not default and not named:
            inferred = [ox.DefaultGraph(), ox.NamedNode(self.names.inferred)] if request.get("inferred") else None
            return {"default_graph": inferred}
        return {
            "default_graph": [ox.NamedNode(iri) for iri in default or ()],
            "named_graphs": [ox.NamedNode(iri) for iri in named or ()],
        }

    def _rendered(self, results: Results, request: dict[str, Any]) -> Answer:
        if isinstance(results, ox.QueryBoolean):
            return {"status": "ok", "kind": "boolean", "truncated": False}, _boolean(results, request["rows_as"])
        limit = request["rows"]
        if isinstance(results, ox.QuerySolutions):
            body, count = _solutions(results, limit)
            if request["rows_as"] != "json":
                body = _converted(body, request["rows_as"])
            return {"status": "ok", "kind": "rows", "truncated": count > limit}, body
        triples = list(islice(results, limit + 1))
        chosen = sorted(set(triples[:limit]), key=str)
        body = ox.serialize(chosen, format=GRAPH_FORMATS[request["graph_as"]], prefixes=self._used(chosen)) or b""
        return {"status": "ok", "kind": "graph", "truncated": len(triples) > limit}, body

    def _used(self, triples: Iterable[ox.Triple]) -> dict[str, str]:
        """The prefixes that some term of the triples takes."""
        terms = {str(term)[1:] for triple in triples for term in (triple.subject, triple.predicate, triple.object)}
        return {name: iri for name, iri in self.names.prefixes().items() if any(term.startswith(iri) for term in terms)}


def _sized(answer: Answer, limit: int) -> Answer:
    if len(answer[1]) > limit:
        return {"status": "limit", "message": f"its result has more than {limit:,} bytes"}, b""
    return answer


def _boolean(result: ox.QueryBoolean, form: str) -> bytes:
    return result.serialize(format=ROW_FORMATS[form]) or b""


def _solutions(results: ox.QuerySolutions, limit: int) -> tuple[bytes, int]:
    """SPARQL results as JSON, no more rows than allowed, and how many there were up to one past that."""
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


def _send(out: BinaryIO, answer: Answer) -> None:
    header, body = answer
    out.write(json.dumps({**header, "size": len(body)}).encode() + b"\n")
    out.write(body)
    out.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
