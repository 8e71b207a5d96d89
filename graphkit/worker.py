"""A process that answers queries on one folder, started by `channel`: `python -m graphkit.worker FOLDER MEGABYTES`.

A line comes in for each query, a line and a body go out for each answer (`messages`). With
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
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from graphkit import confine, store
from graphkit.channel import ORDER
from graphkit.errors import GraphkitError
from graphkit.messages import Reply, Request, asked
from graphkit.results import Results, rendered

Graphs = list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]


def main(arguments: list[str]) -> int:
    """Answers on standard input and output until its input ends, or has others do so."""
    folder, megabytes = Path(arguments[0]), int(arguments[1])
    if "--fork" in arguments:
        return nurse(folder, megabytes)
    return work(None, folder, megabytes, (sys.stdin.buffer, sys.stdout.buffer))


def work(held: ox.Store | None, folder: Path, megabytes: int, streams: tuple[BinaryIO, BinaryIO]) -> int:
    """Opens the folder's store where none is held, says so, and answers until its input ends."""
    lines, out = streams
    me = {"pid": os.getpid()}
    try:
        opened = held or store.open_store(folder)
    except (GraphkitError, OSError) as error:
        _send(out, Reply("unreadable", json.dumps({**me, "message": str(error)}).encode()))
        return 1
    answerer = Answerer(opened)
    _send(out, Reply("ready", json.dumps({**me, "base": answerer.names.base}).encode()))
    confine.once(megabytes)
    allowed, used = -1.0, 0
    while line := lines.readline():
        size, terms = asked(line)
        if allowed != terms.seconds:
            confine.processor(allowed := terms.seconds)
        _send(out, answerer.answer(Request(lines.read(size).decode("utf-8", "surrogatepass"), terms)))
        # for the next one, while nobody waits, and to the second: that much more than allowed is nothing
        if used != (used := int(time.process_time())):
            confine.processor(allowed)
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
    """Runs queries on an open store."""

    def __init__(self, opened: ox.Store) -> None:
        self.store = opened
        self.names = store.names(opened)
        self._prefixes = self.names.prefixes()
        self._marks = [(f"{name}:", name, iri) for name, iri in self._prefixes.items()]

    def answer(self, request: Request) -> Reply:
        """The reply to one request, whatever becomes of it."""
        try:
            results = self._asked(request)
            if request.terms.needed_graphs:  # after the parser has spoken, before anything is looked up
                self._check(request.terms.needed_graphs)
            return rendered(results, request.terms, lambda: self._asked(request), self._prefixes)
        except SyntaxError as error:
            return Reply("malformed", _message(error))
        except MemoryError:
            return Reply("limit", b"it needs more memory than it may have")
        except (RuntimeError, OSError, ValueError) as error:
            return Reply("failed", _message(error))

    def _asked(self, request: Request) -> Results:
        """The results from the graphs that were asked for, or the store's own."""
        sparql, terms = request
        base, prefixes = terms.base, self._asked_for(sparql)
        if terms.default_graphs or terms.named_graphs:
            default: Graphs = [ox.NamedNode(iri) for iri in terms.default_graphs]
            named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in terms.named_graphs]
            return self.store.query(sparql, base_iri=base, prefixes=prefixes, default_graph=default, named_graphs=named)
        if terms.inferred:
            both: Graphs = [ox.DefaultGraph(), ox.NamedNode(self.names.inferred)]
            return self.store.query(sparql, base_iri=base, prefixes=prefixes, default_graph=both)
        return self.store.query(sparql, base_iri=base, prefixes=prefixes)

    def _asked_for(self, sparql: str) -> dict[str, str]:
        """The prefixes that a query may use: reading all of them takes the engine as long as a simple query."""
        return {name: iri for mark, name, iri in self._marks if mark in sparql}

    def _check(self, graphs: Iterable[str]) -> None:
        for iri in graphs:
            if not self.store.contains_named_graph(ox.NamedNode(iri)):
                raise ValueError(f"there is no graph <{iri}> here, and none is fetched")


def _message(error: Exception) -> bytes:
    return str(error).encode("utf-8", "replace")


def _send(out: BinaryIO, reply: Reply) -> None:
    out.write(reply.message())
    out.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
