"""SPARQL on what a build wrote: guarded, in a process that is killed at its limit, in the form that was asked for.

    answer = run(Path("output"), "SELECT ?p WHERE { ?p gk:minister_of ?c }", form="table")
    print(answer.text)

Who asks more than once keeps the graph in memory and a process ready:

    with Session(Path("output")) as session:
        print(session.run("ASK { ent:Q183 a gk:Country }").text)

The prefixes of `export.iris` are known without declaring them. Questions that need no SPARQL are in `facts`.
"""

import json
import os
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from graphkit import guard
from graphkit.channel import CAN_FORK, Channel, Nursery, Pipes
from graphkit.errors import GraphkitError, InputError, LimitReached, QueryError
from graphkit.export.iris import Iris
from graphkit.messages import Reply, Request, Terms
from graphkit.table import render

ROWS = ("table", "json", "csv", "tsv", "xml")
GRAPHS = {"table": "turtle", "turtle": "turtle", "ntriples": "ntriples", "json": "jsonld", "xml": "rdfxml"}
FORMS = (*ROWS, "turtle", "ntriples")
_FEW = 6
# of /proc/PID/stat, after the name
_USER, _SYSTEM = 11, 12
_POSITION = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_CLASSES = re.compile(r"\[(?:'[^']*'|[^\]'])*\](?:, )?")
_GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may take; past any of these it is stopped and `LimitReached` raised."""

    seconds: float = 30
    rows: int = 100_000
    megabytes: int = 2048
    result_bytes: int = 64 * 2**20


class Answer(NamedTuple):
    """What a query gave: `kind` is rows, boolean or graph; `truncated` says that there were more rows than allowed."""

    text: str
    kind: str
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A query with what the SPARQL protocol may say beside it."""

    sparql: str
    rows_as: str = "json"
    graph_as: str = "turtle"
    inferred: bool = False
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    limits: Limits = field(default_factory=Limits)


def run(
    folder: Path, sparql: str, *, form: str = "table", inferred: bool = False, limits: Limits | None = None
) -> Answer:
    """The answer to a query, as text in one of `FORMS`; `inferred` also asks what `graphkit infer` found.

    Raises `QueryError` where the query is malformed, refused or gives what the form cannot hold, `InputError` without a
    graph, `LimitReached` where it ran past a limit (with `partial`, the rows so far, where the rows were too many).
    """
    _forms(guard.check(sparql).form, form)
    limits = limits or Limits()
    with Worker(folder, limits) as worker:
        return worker.run(sparql, form=form, inferred=inferred, limits=limits)


def _forms(reading: str, form: str) -> tuple[str, str]:
    """How to ask the worker for it: rows as JSON for a table, a graph as Turtle."""
    if reading in _GRAPH_FORMS and form not in GRAPHS:
        raise QueryError(f"a {reading} query gives a graph: ask for {', '.join(sorted(set(GRAPHS) - {'table'}))}")
    if reading not in _GRAPH_FORMS and form not in ROWS:
        raise QueryError(f"a {reading} query gives rows: ask for {', '.join(ROWS)}")
    return ("json" if form == "table" else form, GRAPHS.get(form, "turtle"))


class Worker:
    """A process that has a folder's store open and answers one query at a time; killed where it runs past its limit."""

    def __init__(self, folder: Path, limits: Limits | None = None, channel: Channel | None = None) -> None:
        self.limits = limits or Limits()
        self._channel = channel or Pipes(folder, self.limits.megabytes)
        reply = self._channel.receive()
        said = json.loads(reply.body) if reply.body else {}
        self._channel.pid = said.get("pid", self._channel.pid)
        if reply.status != "ready":
            self.close()
            raise InputError(said.get("message") or f"{folder}: its graph cannot be opened")
        self.base = str(said["base"])
        self._prefixes = Iris(self.base).prefixes()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether the process still runs; after a time or memory limit it does not."""
        return self._channel.alive

    def run(self, sparql: str, *, form: str = "table", inferred: bool = False, limits: Limits | None = None) -> Answer:
        """The answer to a query as the function `run` gives it; raises as that does."""
        limits = limits or self.limits
        reading = guard.check(sparql, self._prefixes)
        answer = self._ask(Question(sparql, *_forms(reading.form, form), inferred, limits=limits), reading)
        if form == "table" and answer.kind != "graph":
            answer = Answer(render(answer.text, self._prefixes), answer.kind, answer.truncated)
        if answer.truncated:
            raise LimitReached(f"the query gives more than {limits.rows:,} rows", answer.text)
        return answer

    def ask(self, question: Question) -> Answer:
        """The answer to a question, which the guard reads first; raises as `run` does."""
        return self._ask(question, guard.check(question.sparql, self._prefixes))

    def _ask(self, question: Question, reading: guard.Reading) -> Answer:
        self._channel.send(_request(question, reading).message())
        reply = self._channel.receive(question.limits.seconds)
        if reply.status == "ok":
            return Answer(reply.body.decode("utf-8", "replace"), reply.kind, reply.truncated)
        raise _error(reply, question.limits)

    def give_way(self, niceness: int) -> None:
        """Let other processes go first from now on, where the system can: 19 is as far as that goes."""
        if hasattr(os, "setpriority") and self.alive and self._channel.pid is not None:
            os.setpriority(os.PRIO_PROCESS, self._channel.pid, niceness)

    def used(self) -> float:
        """Seconds of processor time so far; where the system does not tell, those of the clock."""
        try:
            fields = Path(f"/proc/{self._channel.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            return time.monotonic()
        return (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._channel.close()


def _request(question: Question, reading: guard.Reading) -> Request:
    base, limits, needed = question.base, question.limits, reading.graphs
    if base and needed:
        needed = tuple(urljoin(base, graph) for graph in needed)
    terms = Terms(
        question.rows_as, question.graph_as, question.inferred, question.default_graphs, question.named_graphs,
        base, needed, limits.seconds, limits.rows, limits.result_bytes,
    )  # fmt: skip
    return Request(question.sparql, terms)


class Session:
    """A folder's graph in memory, to be asked again and again; a query past its limit is stopped, and the next goes on.

    Its graph is the one that the folder held when it was opened; raises `InputError` without one. Past
    `store.IN_MEMORY_UP_TO` quads it is the index on disk that is asked.
    """

    def __init__(self, folder: Path, limits: Limits | None = None) -> None:
        self.folder = folder
        self.limits = limits or Limits()
        self._nursery = Nursery(folder, self.limits.megabytes) if CAN_FORK else None
        try:
            self._worker = self.worker()
        except InputError:
            self._end()
            raise
        self.base = self._worker.base

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def worker(self) -> Worker:
        """One more process to ask, in milliseconds."""
        return Worker(self.folder, self.limits, self._nursery.start() if self._nursery else None)

    def run(self, sparql: str, *, form: str = "table", inferred: bool = False, limits: Limits | None = None) -> Answer:
        """The answer to a query, as the function `run` gives it; raises as that does."""
        return self._ready().run(sparql, form=form, inferred=inferred, limits=limits)

    def ask(self, question: Question) -> Answer:
        """The answer to a question; raises as `run` does."""
        return self._ready().ask(question)

    def close(self) -> None:
        """End all its processes."""
        self._worker.close()
        self._end()

    def _end(self) -> None:
        if self._nursery:
            self._nursery.close()

    def _ready(self) -> Worker:
        if not self._worker.alive:
            self._worker.close()
            self._worker = self.worker()
        return self._worker


def _error(reply: Reply, limits: Limits) -> GraphkitError:
    message = " ".join(reply.body.decode("utf-8", "replace").split())
    if reply.status == "gone":
        over = f"more than {limits.seconds:g} s" if reply.late else f"more than {limits.megabytes:,} MB of memory"
        return LimitReached(f"the query takes {over} and was stopped")
    if reply.status == "limit":
        return LimitReached(f"the query was stopped: {message}")
    return QueryError(f"the query is malformed: {complaint(message)}" if reply.status == "malformed" else message)


def complaint(message: str) -> str:
    """What the engine's parser says, in one line that a person can use.

    >>> complaint("error at 1:9: expected one of Prefix not found, ['%'], [':']")
    'line 1, column 9: a prefix that is not declared'
    >>> complaint("error at 2:1: expected one of '.', 'OPTIONAL', ['a' ..= 'z'], [_]").replace("'", '"')
    'line 2, column 1: expected "." or "OPTIONAL"'
    """
    found = _POSITION.match(message)
    if not found:
        return message
    where, expected = f"line {found[1]}, column {found[2]}", found[3]
    if "Prefix not found" in expected:
        return f"{where}: a prefix that is not declared"
    choices = [choice for choice in _CLASSES.sub("", expected.removeprefix("one of ")).split(", ") if choice.strip()]
    if not choices:
        return f"{where}: something else was expected"
    return f"{where}: expected {' or '.join(choices) if len(choices) <= _FEW else ', '.join(choices[:_FEW]) + ' …'}"
