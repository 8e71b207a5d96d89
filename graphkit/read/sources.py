"""Where articles lie: files, folders and standard input, each source with an id that is safe and unique."""

import hashlib
import lzma
import os
import re
import stat
import struct
import tarfile
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from graphkit.errors import InputError, UnreadableArticle

STDIN = "-"
LONGEST_ID = 100
COMPRESSIONS = (".gz", ".bz2", ".xz")
# What the libraries that read files and archives raise where the bytes are not what their format asks for.
DAMAGED = (OSError, EOFError, ValueError, NotImplementedError, zlib.error, lzma.LZMAError, struct.error)
DAMAGED_ARCHIVE = (zipfile.BadZipFile, zipfile.LargeZipFile, tarfile.TarError)


@dataclass(frozen=True, slots=True)
class Source:
    """One file, member of an archive or standard input.

    `given` says that the user named it, so that no suffix is needed to read it; `fields` are the user's names for the
    parts of a record; `depth` counts the archives around it; `opener` opens what does not lie on disk; `shown` is the
    path to report where `path` is only what the content would be called.
    """

    id: str
    path: str
    given: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    opener: Callable[[], BinaryIO] | None = None
    shown: str | None = None

    @property
    def name(self) -> str:
        """The path as it may be printed: a name with line breaks or escape codes must not forge terminal output."""
        return printable(self.shown or self.path)

    @property
    def suffix(self) -> str:
        """The file name's last suffix in lower case, which decides on the reader."""
        return "" if self.path == STDIN else PurePosixPath(self.path).suffix.lower()

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The content as a stream; raises `UnreadableArticle` where it cannot be opened."""
        with readable(self.name):
            file = self._open()
        with file:
            yield file

    def bytes(self, limit: int) -> bytes:
        """The whole content; one that is longer than the limit is refused without being held in memory."""
        with self.opened() as file, readable(self.name):
            content = file.read(limit + 1)
        if len(content) > limit:
            raise UnreadableArticle(self.name, f"longer than {limit:,} bytes, the limit for one article")
        return content

    def member(self, name: str, key: str, opener: Callable[[], BinaryIO]) -> "Source":
        """A file in this archive."""
        shown = f"{self.shown or self.path}/{name}"
        return replace(self, id=key, path=name, shown=shown, given=False, depth=self.depth + 1, opener=opener)

    def holding(self, path: str, opener: Callable[[], BinaryIO]) -> "Source":
        """The file that this one is the compressed form of."""
        return replace(self, path=path, shown=self.shown or self.path, depth=self.depth + 1, opener=opener)

    def _open(self) -> BinaryIO:
        if self.opener is not None:
            return self.opener()
        if self.path == STDIN:
            return os.fdopen(0, "rb", closefd=False)
        # Opening a pipe or a device would wait for ever.
        if not stat.S_ISREG(Path(self.path).stat().st_mode):
            raise UnreadableArticle(self.name, "not a regular file")
        return Path(self.path).open("rb")


class Ids:
    """Ids for what one source holds, each given once: `archive~name`, and `archive~name~~2` for the second `name`.

    `safe` names hold no `~`, so no id of one source is an id of another.
    """

    def __init__(self, source: Source) -> None:
        self._source = source.id
        self._given: Counter[str] = Counter()

    def of(self, name: str) -> str:
        """The id of the next thing that has this name."""
        key = safe(name)
        self._given[key.casefold()] += 1
        count = self._given[key.casefold()]
        return f"{self._source}~{key}" + (f"~~{count}" if count > 1 else "")


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Turns what a damaged file makes its library raise into `UnreadableArticle`."""
    try:
        yield
    except UnreadableArticle:
        raise
    except OSError as error:
        raise UnreadableArticle(name, error.strerror or f"damaged: {printable(str(error))}") from error
    except (*DAMAGED, *DAMAGED_ARCHIVE) as error:
        raise UnreadableArticle(name, f"damaged: {printable(str(error)) or type(error).__name__}") from error


def find(paths: Sequence[str], fields: Mapping[str, str]) -> list[Source]:
    """Every source under the paths once, ordered by id; raises `InputError` where a path or any file is missing.

    Hidden files and folders are left out, and links to folders are not followed, unless they are named themselves.
    """
    found: dict[str, Source] = {}
    for path in paths:
        for source in _under(path):
            found[_key(source.path)] = replace(source, fields=fields)
    if not found:
        raise InputError(f"no files in {', '.join(map(printable, paths))}")
    return sorted(_unique(found), key=lambda source: source.id)


def safe(name: str) -> str:
    """A name that can stand in an IRI, a file name and a table, whatever it was.

    >>> safe("Café ../de Réunie?")
    'Cafe-de-Reunie'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"(?:[^A-Za-z0-9._]|\.\.)+", "-", plain).strip("-._")[:LONGEST_ID].strip("-._") or "article"


def printable(text: str) -> str:
    """The text with a replacement character for each that a terminal would obey rather than print."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def stem(path: str) -> str:
    """A path without its suffix and without that of its compression.

    >>> stem("archief/2019/kamer.txt.gz")
    'archief/2019/kamer'
    """
    pure = PurePosixPath(path)
    while pure.suffix.lower() in COMPRESSIONS:
        pure = pure.with_suffix("")
    return str(pure.with_suffix("")) if pure.suffix else str(pure)


def _under(path: str) -> Iterator[Source]:
    if path == STDIN:
        yield Source("stdin", STDIN, given=True)
    elif Path(path).is_dir():
        for folder, inner, files in os.walk(path):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            names = sorted(name for name in files if not name.startswith("."))
            yield from (Source(safe(stem(name)), os.path.join(folder, name)) for name in names)  # noqa: PTH118
    elif os.path.lexists(path):
        yield Source(safe(stem(Path(path).name)), path, given=True)
    else:
        raise InputError(f"{printable(path)}: no such file or folder")


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
