"""What a build tells while it runs, and what it has done at the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """How many sources lie under the inputs; comes once, first."""

    sources: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """One article that cannot be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One article that has not changed since it was analysed."""

    article: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """One article that has been analysed and stored, and how many claims it makes."""

    article: str
    claims: int


@dataclass(frozen=True, slots=True)
class Written:
    """One file that is complete."""

    file: str


Event = Found | Skipped | Kept | Extracted | Written
Notify = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What the graph holds now, and what was done for it; both counts of statements add up to all of them.

    `copies` are articles that are (nearly) the text of another one: they stay, but count as one source with it.
    """

    articles: int
    entities: int
    by_relation: Mapping[str, int]
    by_certainty: Mapping[str, int]
    files: tuple[Path, ...]
    copies: int = 0
    analysed: int = 0
    removed: int = 0
    skipped: tuple[Skipped, ...] = field(default=())


def silence(event: Event) -> None:
    """Take in an event and tell nobody."""
