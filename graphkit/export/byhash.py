"""Nodes that are named by hashes, in the order of these; what memory should not hold lies on disk until its turn."""

import marshal
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

from graphkit.export.forms import Node
from graphkit.scratch import Scratch

# Nodes in memory, about 20 MB of them.
ROOM = 1 << 14
# The first two digits of a hash: hashes spread evenly, so that all buckets are of one size.
DIGITS, BUCKETS = 2, 256

_Held = tuple[str, str, tuple[str, ...], list[str]]


class ByHash:
    """Takes nodes in any order and gives them back in that of their hashes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[list[_Held]] = [[] for _ in range(BUCKETS)]
        self._places: list[list[tuple[int, int]]] = [[] for _ in range(BUCKETS)]
        self._count = 0
        self._file: Scratch | None = None

    def add(self, digest: str, node: Node) -> None:
        """Takes a node in, under its hash in hexadecimal digits."""
        self._waiting[int(digest[:DIGITS], 16)].append((digest, *node))
        self._count += 1
        if self._count > ROOM:
            self._put_down()

    def nodes(self) -> Iterator[Node]:
        """All nodes in order."""
        for waiting, places in zip(self._waiting, self._places, strict=True):
            held = [one for begin, end in places for one in self._taken_up(begin, end)]
            held += waiting
            held.sort(key=itemgetter(0))
            for _, subject, names, values in held:
                yield Node(subject, names, values)

    def _put_down(self) -> None:
        if self._file is None:
            self._file = Scratch(self._folder)
        pieces = list(map(marshal.dumps, self._waiting))
        begin = self._file.write(b"".join(pieces))
        for places, waiting, piece in zip(self._places, self._waiting, pieces, strict=True):
            places.append((begin, begin + len(piece)))
            begin += len(piece)
            waiting.clear()
        self._count = 0

    def _taken_up(self, begin: int, end: int) -> list[_Held]:
        if self._file is None:
            return []
        found: list[_Held] = marshal.loads(self._file.read(begin, end))  # noqa: S302 - written by this very process
        return found
