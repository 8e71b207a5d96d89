"""Room on disk for what memory should not hold: a file without a name, gone with the process however that ends."""

import os
import tempfile
from pathlib import Path
from typing import BinaryIO, cast
from weakref import finalize


class Scratch:
    """Bytes that are written one after the other, and read from anywhere, by processes side by side too."""

    def __init__(self, folder: Path | None = None) -> None:
        # without a buffer: who writes here gathers more than one would hold
        file = cast("BinaryIO", tempfile.TemporaryFile(buffering=0, dir=folder))  # noqa: SIM115 - closed with the object
        self._file = file
        self._size = 0
        finalize(self, file.close)

    def write(self, data: bytes) -> int:
        """Appends bytes and gives the offset that they begin at."""
        begin, rest = self._size, memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._size += len(data)
        return begin

    def read(self, begin: int, end: int) -> bytes:
        """The bytes between two offsets."""
        pieces = []
        while begin < end and (piece := os.pread(self._file.fileno(), end - begin, begin)):
            pieces.append(piece)
            begin += len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)
