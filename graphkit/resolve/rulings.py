"""Rulings by a person on what is one and what is not: `decisions.tsv`, honoured by every build.

A row names two things and says `same` or `different` and why. A thing is named by article and one of its names there
(`article-12#Piet Jansen`), or by its id in the knowledge base (`Q57792`). One row undoes a wrong merge.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.errors import InputError, LexiconError
from graphkit.resolve.names import fold
from graphkit.resolve.things import Thing

COLUMNS = ("left", "right", "ruling", "why")
SAME, DIFFERENT = "same", "different"
MARK = "#"
RULED = "ruled"


@dataclass(frozen=True, slots=True)
class Ruling:
    """One row: two things, whether they are one, why, and the file and line that say so."""

    left: str
    right: str
    same: bool
    why: str
    where: str


@dataclass(frozen=True, slots=True)
class Rulings:
    """Rulings in terms of a build: each end is a thing's key or, as (id, ""), an entry of the knowledge base."""

    same: Mapping[tuple[str, str], frozenset[tuple[str, str]]] = field(default_factory=dict)
    different: Mapping[tuple[str, str], frozenset[tuple[str, str]]] = field(default_factory=dict)

    def apart(self, left: Iterable[Thing], right: Iterable[Thing]) -> bool:
        """Whether any of the left is ruled to be another thing than any of the right."""
        if not self.different:
            return False
        others = {thing.key for thing in right}
        return any(self.different.get(thing.key, frozenset()) & others for thing in left)


def read(path: Path) -> tuple[Ruling, ...]:
    """The rulings of a file; raises LexiconError with file and line, InputError where it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise LexiconError(f"{path}:1: the columns must be {' '.join(COLUMNS)}, with tabs between them")
    rulings = [_ruling(line, f"{path}:{number}") for number, line in enumerate(lines[1:], start=2) if line.strip()]
    _refuse_contradictions(rulings)
    return tuple(rulings)


def append(path: Path, ruling: Ruling) -> None:
    """Adds a row to a file of rulings, which is made if it is not there."""
    new = not path.exists()
    with path.open("a", encoding="utf-8") as file:
        if new:
            file.write("\t".join(COLUMNS) + "\n")
        word = SAME if ruling.same else DIFFERENT
        file.write("\t".join(" ".join(cell.split()) for cell in (ruling.left, ruling.right, word, ruling.why)) + "\n")


class Ends:
    """The ends of rulings as articles come by: which thing each of them is."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self._rulings = rulings
        self._wanted = {end.partition(MARK)[0] for ruling in rulings for end in (ruling.left, ruling.right)}
        self._keys: dict[str, tuple[str, str]] = {}

    def within(self, article: str, things: Iterable[Thing]) -> Rulings:
        """The rulings that name things of one article and entries of the knowledge base alone."""
        if article not in self._wanted:
            return Rulings()
        keys: dict[str, tuple[str, str]] = {}
        for thing in things:
            for form in thing.forms:
                keys.setdefault(f"{article}{MARK}{fold(form)}", thing.key)
        self._keys |= keys
        return _applied(self._rulings, keys)

    def all(self) -> Rulings:
        """All rulings in terms of the things that came by; rows about other articles rule nothing."""
        return _applied(self._rulings, self._keys)


def _applied(rulings: Sequence[Ruling], keys: Mapping[str, tuple[str, str]]) -> Rulings:
    same: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    different: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for ruling in rulings:
        left, right = _end(ruling.left, keys), _end(ruling.right, keys)
        if left is not None and right is not None:
            table = same if ruling.same else different
            table[left].add(right)
            table[right].add(left)
    return Rulings(_frozen(same), _frozen(different))


def _end(text: str, keys: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    article, mark, name = text.partition(MARK)
    return keys.get(f"{article}{MARK}{fold(name)}") if mark else (text, "")


def _frozen(table: Mapping[tuple[str, str], set[tuple[str, str]]]) -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    return {key: frozenset(held) for key, held in table.items()}


def _ruling(line: str, where: str) -> Ruling:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise LexiconError(f"{where}: {len(cells)} columns where {len(COLUMNS)} are needed")
    left, right, word, why = (cell.strip() for cell in cells)
    if word not in (SAME, DIFFERENT):
        raise LexiconError(f"{where}: the ruling must be '{SAME}' or '{DIFFERENT}', not '{word}'")
    if not left or not right:
        raise LexiconError(f"{where}: names one thing where two are needed")
    return Ruling(left, right, word == SAME, why, where)


def _refuse_contradictions(rulings: Iterable[Ruling]) -> None:
    seen: dict[frozenset[str], Ruling] = {}
    for ruling in rulings:
        first = seen.setdefault(frozenset((ruling.left, ruling.right)), ruling)
        if first.same != ruling.same:
            raise LexiconError(f"{ruling.where}: contradicts {first.where}; leave one of them out")
