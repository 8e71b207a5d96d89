"""Archives and compressed files: the sources in them. No file is ever made under a name that stands in one."""

import bz2
import gzip
import lzma
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from graphkit.errors import UnreadableArticle
from graphkit.read.sources import Ids, Source, readable, stem

# Deep enough for a .tar.gz in a .zip; an archive that holds itself has no end.
DEEPEST = 4
ENCRYPTED = 0x1
IN_MEMORY = 1 << 24
LARGEST_INNER = 1 << 30

Decompressor = Callable[[BinaryIO], BinaryIO]


def gunzip(file: BinaryIO) -> BinaryIO:
    """The content of a gzip stream."""
    return cast("BinaryIO", gzip.GzipFile(fileobj=file))


def bunzip(file: BinaryIO) -> BinaryIO:
    """The content of a bzip2 stream."""
    return cast("BinaryIO", bz2.BZ2File(file))


def unxz(file: BinaryIO) -> BinaryIO:
    """The content of an xz stream."""
    return cast("BinaryIO", lzma.LZMAFile(file))


# suffix: its decompressor, and the suffix that stands for what is inside
COMPRESSED: Mapping[str, tuple[Decompressor, str]] = {
    ".gz": (gunzip, ""),
    ".bz2": (bunzip, ""),
    ".xz": (unxz, ""),
    ".tgz": (gunzip, ".tar"),
    ".tbz2": (bunzip, ".tar"),
    ".txz": (unxz, ".tar"),
}


def decompress(source: Source) -> Iterator[Source]:
    """The one source in a compressed file."""
    _stop_when_deep(source)
    decompressor, suffix = COMPRESSED[source.suffix]
    inner = source.path[: -len(source.suffix)] + suffix
    with source.opened() as file:
        yield source.holding(inner, lambda: decompressor(file))


def unzip(source: Source) -> Iterator[Source | UnreadableArticle]:
    """The files in a zip archive, ordered by name."""
    _stop_when_deep(source)
    ids = Ids(source)
    with source.opened() as file, readable(source.name), _seekable(file, source) as whole:
        archive = zipfile.ZipFile(whole)
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if info.is_dir() or not _wanted(info.filename):
                continue
            member = source.member(info.filename, ids.of(stem(info.filename)), _opener(archive, info))
            yield UnreadableArticle(member.name, "encrypted") if info.flag_bits & ENCRYPTED else member


def untar(source: Source) -> Iterator[Source]:
    """The regular files in a tar archive, in its order; links and devices in it are left alone."""
    _stop_when_deep(source)
    ids = Ids(source)
    with source.opened() as file, readable(source.name):
        archive = tarfile.open(fileobj=file, mode="r|", tarinfo=Member)  # noqa: SIM115  (the stream is closed with its source)
        for info in archive:
            content = archive.extractfile(info) if info.isreg() and _wanted(info.name) else None
            if content is not None:
                yield source.member(info.name, ids.of(stem(info.name)), _holder(content))


@contextmanager
def _seekable(file: BinaryIO, source: Source) -> Iterator[BinaryIO]:
    """A zip's directory is at its end: one inside another archive is copied to a nameless file first."""
    if not source.depth:
        yield file
        return
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        while block := file.read(IN_MEMORY):
            if copy.tell() + len(block) > LARGEST_INNER:
                raise UnreadableArticle(source.name, f"an archive in an archive, over {LARGEST_INNER:,} bytes")
            copy.write(block)
        yield cast("BinaryIO", copy)


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    return lambda: cast("BinaryIO", archive.open(info))


def _holder(content: object) -> Callable[[], BinaryIO]:
    return lambda: cast("BinaryIO", content)


class Member(tarfile.TarInfo):
    """A tar header; one that is cut off or wrong is an error, which `tarfile` takes for the end of the archive."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> "Member":
        """The next header."""
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(f"{error} at byte {tarfile_.offset}") from error


def _wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in parts)


def _stop_when_deep(source: Source) -> None:
    if source.depth >= DEEPEST:
        raise UnreadableArticle(source.name, f"archives in archives, more than {DEEPEST} deep")
