"""A process that answers queries on one folder, started by `channel`: `python -m graphkit.worker FOLDER MEGABYTES`.

A line of JSON comes in for each query; a line of JSON goes out for each answer, then as many bytes as it says. With
`--fork` it holds the graph in memory and forks a worker for each socket that it is given on standard input. The engine
has no timeout, cancel or network switch, so the process is what gets killed, and after opening its store it gives up
new files and sockets, most memory, and processor time past its limit.
"""

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyoxigraph as ox

from graphkit import confine, store
from graphkit.channel import ORDER
from graphkit.errors import GraphkitError
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
Answer = tuple[dict[str, Any], bytes]


def main(arguments: list[str]) -> int:
    """Answers on standard input and output until its input ends, or has others do so."""
    folder, megabytes = Path(arguments[0]), int(arguments[1])
    if "--fork" in arguments:
        return nurse(folder, megabytes)
    return work(None, folder, megabytes, (sys.stdin.buffer, sys.stdout.buffer))


def work(held: ox.Store | None, folder: Path, megabytes: int, streams: tuple[BinaryIO, BinaryIO]) -> int:
    """Opens the folder's store where none is held, says so, and answers until its input ends."""
    lines, out = streams
    try:
        opened = held or store.open_store(folder)
    except (GraphkitError, OSError) as error:
        _send(out, ({"status": "unreadable", "message": str(error), "pid": os.getpid()}, b""))
        return 1
    _send(out, ({"status": "ready", "base": store.names(opened).base, "pid": os.getpid()}, b""))
    answerer = Answerer(opened)
    confine.once(megabytes)
    allowed = None
    for line in lines:
        request = json.loads(line)
        # to the second: that much more than allowed is nothing beside what each query would pay for a fresh limit
        if allowed != (allowed := (request["seconds"], int(time.process_time()))):
            confine.processor(request["seconds"])
        _send(out, answerer.answer(request))
    return 0


def nurse(folder: Path, megabytes: int) -> int:
    """Forks a worker for each socket that comes, and ends each that it is told to; all of them when its input ends."""
    orders, workers = socket.socket(fileno=sys.stdin.fileno()), set[int]()
    try:
        held = store.hold(folder)
    except (GraphkitError, OSError):  # which each worker then finds, and says
        held = None
    while True:
        order, sockets, _, _ = socket.recv_fds(orders, ORDER.size, 1, socket.MSG_WAITALL)
        if not order:
            for pid in workers:
                _end(pid)
            return 0
        if sockets:
            workers.add(_fork(sockets[0], orders, lambda streams: work(held, folder, megabytes, streams)))
        else:
            (pid,) = ORDER.unpack(order)
            if pid in workers:
                workers.remove(pid)
                _end(pid)


def _fork(number: int, orders: socket.socket, answer: Callable[[tuple[BinaryIO, BinaryIO]], int]) -> int:
    """The process id of a worker on a socket; in the worker itself it does not return."""
    pid = os.fork()
    if pid:
        os.close(number)
        return pid
    try:
        orders.close()
        # as files, not by `makefile`, whose streams are Python
        with open(number, "rb", closefd=False) as lines, open(number, "wb") as out:
            answer((lines, out))
    except (BrokenPipeError, ConnectionError):  # nobody asks any more
        pass
    finally:
        os._exit(0)


def _end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


class Answerer:
    """Runs queries on an open store and puts the results into bytes."""

    def __init__(self, opened: ox.Store) -> None:
        self.store = opened
        self.names = store.names(opened)
        self._prefixes = self.names.prefixes()
        self._marks = [(f"{name}:", name, iri) for name, iri in self._prefixes.items()]

    def answer(self, request: dict[str, Any]) -> Answer:
        """The answer to one request, as a header and a body; what goes wrong is in the header."""
        try:
            results = self._asked(request)
            self._check(request["needed_graphs"])  # after the parser has spoken, before anything is looked up
            return _sized(self._rendered(results, request), request["bytes"])
        except SyntaxError as error:
            return {"status": "malformed", "message": str(error)}, b""
        except MemoryError:
            return {"status": "limit", "message": "it needs more memory than it may have"}, b""
        except (RuntimeError, OSError, ValueError) as error:
            return {"status": "failed", "message": str(error)}, b""

    def _asked(self, request: dict[str, Any]) -> Results:
        sparql = request["query"]
        given = {"base_iri": request.get("base"), "prefixes": self._asked_for(sparql), **self._graphs(request)}
        return self.store.query(sparql, **given)

    def _asked_for(self, sparql: str) -> dict[str, str]:
        """The prefixes that a query may use: reading all of them takes the engine as long as a simple query."""
        if "\\" in sparql:  # which may spell one
            return self._prefixes
        return {name: iri for mark, name, iri in self._marks if mark in sparql}

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
            sink = _Sink(request["rows_as"], limit, request["bytes"])
            try:
                results.serialize(cast("BinaryIO", sink), format=ROW_FORMATS[request["rows_as"]])
                return {"status": "ok", "kind": "rows", "truncated": False}, b"".join(sink.blocks)
            except _Full:  # or nearly so: counted row by row, which is slow
                body, count = _solutions(self._asked(request), limit)
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
        return {name: iri for name, iri in self._prefixes.items() if any(term.startswith(iri) for term in terms)}


class _Full(Exception):
    """What is written is, or may be, more than allowed."""


class _Sink:
    """Takes what the engine writes of its rows, as long as they cannot be more than allowed.

    Counts what comes with each row; text in a cell may hold that too, so that there are never more rows than counted.
    """

    def __init__(self, form: str, rows: int, size: int) -> None:
        self.blocks: list[bytes] = []
        self._mark, more = MARKS[form]
        self._rows = rows + more
        self._bytes = size
        self._last = b""

    def write(self, block: bytes) -> int:
        """Takes a block; raises `_Full`."""
        self._bytes -= len(block)
        held = self._last + block
        self._rows -= held.count(self._mark)
        self._last = held[len(held) - len(self._mark) + 1 :]
        if self._bytes < 0 or self._rows < 0:
            raise _Full
        self.blocks.append(bytes(block))
        return len(block)

    def flush(self) -> None:
        """Nothing is kept back."""


def _sized(answer: Answer, limit: int) -> Answer:
    if len(answer[1]) > limit:
        return {"status": "limit", "message": f"its result has more than {limit:,} bytes"}, b""
    return answer


def _boolean(result: ox.QueryBoolean, form: str) -> bytes:
    return result.serialize(format=ROW_FORMATS[form]) or b""


def _solutions(results: Results, limit: int) -> tuple[bytes, int]:
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


def _send(out: BinaryIO, answer: Answer) -> None:
    header, body = answer
    out.write(json.dumps({**header, "size": len(body)}).encode() + b"\n")
    out.write(body)
    out.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
