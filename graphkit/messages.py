"""What passes between a query's process and the one that asks: a line each way, then as many bytes as it says.

A simple query takes the engine 30 microseconds, and reading a line of JSON takes a process that has just been woken
half of that: so the query follows its line as it is, what goes with it is read once for all queries that share it, and
a reply's line is four words.
"""

import json
from functools import lru_cache
from typing import NamedTuple

_REMEMBERED = 64


class Terms(NamedTuple):
    """What goes with a query: the forms of its answer, the graphs it asks, and its limits.

    `needed_graphs` are those of FROM and FROM NAMED, so that one which is not here is an error rather than empty.
    """

    rows_as: str = "json"
    graph_as: str = "turtle"
    inferred: bool = False
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    needed_graphs: tuple[str, ...] = ()
    seconds: float = 30
    rows: int = 100_000
    size: int = 64 * 2**20


class Request(NamedTuple):
    """A query and its terms."""

    sparql: str
    terms: Terms = Terms()

    def message(self) -> bytes:
        """The request as it is sent."""
        sparql = self.sparql.encode("utf-8", "surrogatepass")
        return b"%d %b\n%b" % (len(sparql), _written(self.terms), sparql)


class Reply(NamedTuple):
    """What became of a request: `body` is the answer where the status is `ok`, else a message.

    A worker's first reply is of the status `ready`. Whoever receives adds `gone` for one that ended before it had
    answered, and `late` where that was for its time.
    """

    status: str
    body: bytes = b""
    kind: str = "-"
    truncated: bool = False
    late: bool = False

    def message(self) -> bytes:
        """The reply as it is sent."""
        line = b"%b %b %d %d\n" % (self.status.encode(), self.kind.encode(), self.truncated, len(self.body))
        return line + self.body


def asked(line: bytes) -> tuple[int, Terms]:
    """The size of the query that follows a request's line, and its terms."""
    size, _, terms = line.partition(b" ")
    return int(size), _read(terms)


def replied(line: bytes) -> tuple[str, str, bool, int]:
    """Status and kind of the reply that a line begins, whether it is cut off, and the size of its body.

    >>> replied(Reply("ok", b"{}", "rows").message().splitlines()[0])
    ('ok', 'rows', False, 2)
    """
    status, kind, truncated, size = line.decode("ascii").split()
    return status, kind, truncated == "1", int(size)


@lru_cache(_REMEMBERED)
def _written(terms: Terms) -> bytes:
    return json.dumps(terms).encode()


@lru_cache(_REMEMBERED)
def _read(terms: bytes) -> Terms:
    return Terms._make(tuple(term) if isinstance(term, list) else term for term in json.loads(terms))
