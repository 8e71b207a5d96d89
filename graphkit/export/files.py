"""Writing a file whole or not at all; nothing else lives here."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from graphkit.errors import OutputError

# Bytes written at once: a graph of a million statements takes thousands of millions.
BUFFER = 1 << 20
TEXTS = 1 << 8


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write bytes into, which takes the path's place only when all is written.

    Raises `OutputError` where the folder cannot be written; what stood at the path then stays.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb", buffering=BUFFER) as file:
            yield file
        unfinished.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def fill(file: BinaryIO, texts: Iterable[str], errors: str = "strict") -> None:
    """Write texts one after the other, some at a time."""
    waiting = iter(texts)
    while block := list(islice(waiting, TEXTS)):
        file.write("".join(block).encode("utf-8", errors))
