"""Where articles lie: files, folders and standard input, each source with an id that is safe and unique."""

import hashlib
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from graphkit.errors import InputError, UnreadableArticle

STDIN = "-"
LONGEST_ID = 100


@dataclass(frozen=True, slots=True)
class Source:
    """One file or standard input; `given` says that the user named it, so that no suffix is needed to read it."""

    id: str
    path: str
    given: bool = False

    @property
    def name(self) -> str:
        """The path as it may be printed: a name with line breaks or escape codes must not forge terminal output."""
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in self.path)

    @property
    def suffix(self) -> str:
        """The file name's last suffix in lower case, which decides on the reader."""
        return "" if self.path == STDIN else Path(self.path).suffix.lower()

    def bytes(self, limit: int) -> bytes:
        """The whole content; one that is longer than the limit is refused without being held in memory."""
        try:
            with self._open() as file:
                content = file.read(limit + 1)
        except OSError as error:
            raise UnreadableArticle(self.name, error.strerror or str(error)) from error
        if len(content) > limit:
            raise UnreadableArticle(self.name, f"longer than {limit:,} bytes, the limit for one article")
        return content

    def _open(self) -> BinaryIO:
        if self.path == STDIN:
            return os.fdopen(0, "rb", closefd=False)
        # Opening a pipe or a device would wait for ever.
        if not stat.S_ISREG(Path(self.path).stat().st_mode):
            raise UnreadableArticle(self.name, "not a regular file")
        return Path(self.path).open("rb")


def find(paths: Sequence[str]) -> list[Source]:
    """Every source under the paths once, ordered by id; raises `InputError` for a path that does not exist.

    Hidden files and folders are left out, and links to folders are not followed, unless they are named themselves.
    """
    found: dict[str, Source] = {}
    for path in paths:
        for source in _under(path):
            found[_key(source.path)] = source
    return sorted(_unique(found), key=lambda source: source.id)


def safe(name: str) -> str:
    """A name that can stand in an IRI, a file name and a table, whatever it was.

    >>> safe("Café ../de Réunie?")
    'Cafe-de-Reunie'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"(?:[^A-Za-z0-9._]|\.\.)+", "-", plain).strip("-._")[:LONGEST_ID].strip("-._") or "article"


def _under(path: str) -> Iterator[Source]:
    if path == STDIN:
        yield Source("stdin", STDIN, given=True)
    elif Path(path).is_dir():
        for folder, inner, files in os.walk(path):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            names = sorted(name for name in files if not name.startswith("."))
            yield from (Source(_stem(name), os.path.join(folder, name)) for name in names)  # noqa: PTH118
    elif os.path.lexists(path):
        yield Source(_stem(path), path, given=True)
    else:
        raise InputError(f"{Source('', path).name}: no such file or folder")


def _stem(path: str) -> str:
    return safe(Path(path).stem)


def _key(path: str) -> str:
    return path if path == STDIN else os.path.realpath(path)


def _unique(found: dict[str, Source]) -> Iterable[Source]:
    """Sources whose ids differ: those that share a stem get a hash of where they lie below their common folder."""
    stems = Counter(source.id.casefold() for source in found.values())
    alike = [key for key, source in found.items() if stems[source.id.casefold()] > 1]
    common = os.path.commonpath([os.path.dirname(key) for key in alike]) if alike else ""  # noqa: PTH120
    for key, source in found.items():
        if stems[source.id.casefold()] == 1:
            yield source
        else:
            place = os.path.relpath(key, common).encode("utf-8", "surrogateescape")
            yield replace(source, id=f"{source.id}-{hashlib.sha256(place).hexdigest()[:8]}")
