"""Which things of different articles are one: blocking, comparison with groups, closure that no chain can stretch.

A thing is compared with whole groups and never with single members of them, so that A like B and B like C do not make
A and C one where A and C exclude each other. Things with fuller names come first; the order of input does not count.
Groups meet only in blocks (a surname with its first name or initial, or a whole name), each of bounded size, so that
the cost grows with the number of things and not with its square.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from graphkit.model import Decision
from graphkit.resolve import weights
from graphkit.resolve.compare import PERSON, Group, compare
from graphkit.resolve.groups import place
from graphkit.resolve.names import NAMES, PersonName
from graphkit.resolve.rulings import RULED, Rulings
from graphkit.resolve.weights import Feature, Score

# So many groups of one block are compared with a thing; in a larger block the facts would have to decide anyway.
BLOCK = 40


def many(surname: str) -> int:  # noqa: ARG001 - the answer of one who knows no names
    """More bearers of a surname than one: what is to be assumed where no knowledge base says."""
    return 2


@dataclass(slots=True, eq=False)
class Merger:
    """Takes in one thing after another and holds the groups that they make; without `decisions` it writes none down."""

    rulings: Rulings = field(default_factory=Rulings)
    bearers: Callable[[str], int] = many
    siblings: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    decisions: list[Decision] | None = None
    groups: list[Group] = field(default_factory=list)
    blocks: dict[str, dict[int, None]] = field(default_factory=dict)

    def take(self, group: Group) -> None:
        """Puts the group to the one that it is most like, or holds it apart."""
        best: tuple[float, int, list[Feature]] | None = None
        sole = None if group.full or not group.people else self._sole(group)
        for index in self._candidates(group):
            features = self._compared(self.groups[index], group, sole)
            if features is not None:
                value = weights.total("merge", features)
                if best is None or value > best[0]:
                    best = value, index, features
        bounds = weights.load("merge")
        if best is None or best[0] < bounds["threshold"]:
            if best is not None and best[0] >= bounds["uncertain"]:
                self.decide(self.groups[best[1]], group, best[2], same=False)
            self.groups.append(group)
            self._register(group, len(self.groups) - 1)
            return
        target = self.groups[best[1]]
        self.decide(target, group, best[2], same=True)
        known = group.people <= target.people and group.forms <= target.forms
        target.absorb(group)
        if not known:
            self._register(group, best[1])

    def decide(self, left: Group, right: Group, features: Sequence[Feature], *, same: bool) -> None:
        """Writes down what was decided of two groups and why."""
        if self.decisions is not None:
            found = weights.score("merge", features) if features else Score(1.0, (RULED,))
            ends = left.things[0].handle, right.things[0].handle
            self.decisions.append(Decision(*ends, same, found.value, found.reasons))

    def _candidates(self, group: Group) -> Iterable[int]:
        blocks = [held for key in queries(group) if (held := self.blocks.get(key))]
        if len(blocks) == 1:
            return islice(blocks[0], BLOCK)
        return dict.fromkeys(index for held in blocks for index in islice(held, BLOCK))

    def _compared(self, left: Group, right: Group, sole: str | None) -> list[Feature] | None:
        if self.rulings.different and self.rulings.apart(left.things, right.things):
            return None
        if not left.articles.isdisjoint(right.articles):
            return None  # extraction held them apart within an article that names both
        also: list[Feature] = [("sole_bearer", 1.0, sole)] if sole and left.full else []
        if self.siblings and self._printed_twice(left, right):
            also.append(("same_text", 1.0, ""))
        return compare(left, right, *also)

    def _printed_twice(self, left: Group, right: Group) -> bool:
        """Whether articles of both are one text."""
        few, many = sorted((left.articles, right.articles), key=len)
        return any(not self.siblings[article].isdisjoint(many) for article in few if article in self.siblings)

    def _sole(self, group: Group) -> str | None:
        """The bare surname that is one person's alone, as far as all articles and the knowledge base tell."""
        return next((n.last for n in group.people if self._one_bearer(n.last)), None)

    def _one_bearer(self, surname: str) -> bool:
        if self.bearers(surname) > 1:
            return False
        full = (index for index in self.blocks.get(surname, ()) if self.groups[index].full)
        return len(list(islice(full, 2))) == 1

    def _register(self, group: Group, index: int) -> None:
        for key in keys(group):
            self.blocks.setdefault(key, {}).setdefault(index)


def merge(
    groups: Iterable[Group],
    rulings: Rulings | None = None,
    bearers: Callable[[str], int] = many,
    *,
    siblings: Mapping[str, AbstractSet[str]] | None = None,
    explain: bool = True,
) -> tuple[list[Group], list[Decision]]:
    """The groups put together as far as they are one, and a decision for each that was joined or nearly was.

    The groups come in the order of `groups.place` and are taken one by one. `bearers` tells how many people of a
    surname are known at all, two or more where it is a given name too, `siblings` the other articles that print an
    article's text; without `explain` no decision is written down.
    """
    merger = Merger(rulings or Rulings(), bearers, siblings or {}, [] if explain else None)
    for group in _by_ruling(groups, merger):
        merger.take(group)
    return merger.groups, merger.decisions or []


def keys(group: Group) -> Iterator[str]:
    """The blocks in which others find a group."""
    if group.coarse != PERSON:
        for form in sorted(group.forms):
            yield f"{group.coarse} {form}"
        return
    for name in _ordered(group.people):
        if name.given:
            first = name.given[0]
            yield f"{name.last}, {first[0]}"
            yield f"{name.last}, {first}" if len(first) > 1 else f"{name.last}, {first}."
        else:
            yield f"{name.last} alone"
        yield name.last


def queries(group: Group) -> Iterable[str]:
    """The blocks in which a group looks: a surname among all, an initial among all with it.

    A first name looks among its like, their initials and bare surnames: two different first names are never one.
    """
    if group.coarse != PERSON:
        return keys(group)
    return _queries(group.people) if isinstance(group.people, frozenset) else _queries.__wrapped__(group.people)


@lru_cache(maxsize=NAMES)
def _queries(people: Collection[PersonName]) -> tuple[str, ...]:
    found: list[str] = []
    for name in _ordered(people):
        if not name.given:
            found.append(name.last)
            continue
        first = name.given[0]
        found.append(f"{name.last}, {first}")
        if len(first) > 1:
            found.append(f"{name.last}, {first[0]}.")
        found.append(f"{name.last} alone")
    return tuple(found)


def _ordered(people: Collection[PersonName]) -> Collection[PersonName]:
    return people if len(people) == 1 else sorted(people, key=lambda name: (name.last, name.given))


def _by_ruling(groups: Iterable[Group], merger: Merger) -> Iterable[Group]:
    """The groups in their order; those ruled to be the same are put together before all else."""
    if not merger.rulings.same:
        return groups
    ordered = list(groups)
    where = {thing.key: group for group in ordered for thing in group.things}
    for group in ordered:
        first = group.things[0]
        for key in sorted(merger.rulings.same.get(first.key, ())):
            other = where.get(key)
            mine = where[first.key]
            if other is None or other is mine:
                continue
            merger.decide(mine, other, (), same=True)
            mine.absorb(other)
            where |= {thing.key: mine for thing in other.things}
    return sorted({id(group): group for group in where.values()}.values(), key=place)
