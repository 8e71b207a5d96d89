"""What a user may choose about how articles are read and how things are named; it travels to every worker."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graphkit import knowledge, versions
from graphkit.errors import InputError
from graphkit.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Settings:
    """`model` is another spaCy pipeline than the one that ships, `kb` names tables of more entries to know."""

    model: str | None = None
    kb: tuple[str, ...] = ()

    @property
    def known(self) -> Knowledge:
        """The knowledge base that ships, with the user's entries; raises `LexiconError` with file and line."""
        return known(self.kb)

    @property
    def version(self) -> str:
        """The version of everything between an article and its extraction, these settings with it."""
        return "-".join([versions.analysis(self.model), *(content(Path(path)) for path in self.kb)])


@cache
def known(kb: tuple[str, ...]) -> Knowledge:
    """The shipped knowledge base with the entries of some files, of which the later count."""
    shipped = knowledge.load()
    if not kb:
        return shipped
    from graphkit.resolve.own import extended

    return extended(shipped, *map(Path, kb))


def content(path: Path) -> str:
    """A hash of a file's content; raises `InputError` where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
