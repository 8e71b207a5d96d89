"""Statements with their evidence on disk: what a graph holds them in that is too large for memory.

In memory are the numbers alone by which they are found, about 50 bytes a statement and its evidence; they are in order,
so that a pass over all reads the file from its beginning to its end. What is put on the shelf, and in which order, is
worked out by `resolve`.
"""

import marshal
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from graphkit.model import UNQUALIFIED, Certainty, Evidence, Qualifiers, Span, Statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.integer[Any]]

CERTAINTIES = tuple(sorted(Certainty))
# Statements that are read from the file at once: about half a megabyte.
BLOCK = 1 << 11
FAR = 4
# No object of a record is met twice: to look for it takes as long as to write it down.
FORM = 2
# A fact: subject, relation and object; of one subject the last two, with the ids of the articles that say so.
Triple = tuple[str, str, str]
Fact = tuple[str, str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Names:
    """What numbers stand for: entities in order of their ids, relations in order, and things by their entities."""

    entities: Sequence[str]
    relations: Sequence[str]
    articles: Sequence[str]
    rules: Sequence[str]
    details: Sequence[str]
    things: "Numbers"


@dataclass(frozen=True, slots=True)
class Columns:
    """Of each statement its parts and where its evidence begins, of each evidence its article and where it is told.

    `begin` and `offsets` have one number more, the end of all; `swapped` tells whether an evidence's ends have changed
    places.
    """

    subjects: "Numbers"
    relations: "Numbers"
    objects: "Numbers"
    certainties: "Numbers"
    begin: "Numbers"
    articles: "Numbers"
    swapped: "Numbers"
    offsets: "Numbers"


def record(evidence: Evidence, rule: int, speaker: int | str | None, place: int | None) -> bytes:
    """An evidence as it stands in the file; the numbers are those of its rule and of things that it names."""
    span, subject, target, given = evidence.span, evidence.subject, evidence.object, evidence.qualifiers
    more = None
    if speaker is not None or place is not None or not (given is UNQUALIFIED or given == UNQUALIFIED):
        by = speaker or given.attributed_to if not isinstance(speaker, int) else speaker
        more = by, given.time, given.place if place is None else place, given.details
    ends = (
        None if subject is None else subject.start, None if subject is None else subject.end,
        None if target is None else target.start, None if target is None else target.end,
    )  # fmt: skip
    return marshal.dumps((span.start, span.end, evidence.quote, rule, evidence.confidence, *ends, more), FORM)


class Shelf(Mapping[Statement, frozenset[Evidence]]):
    """The statements of a graph in order; `read` gives the bytes of the evidence from one offset to another."""

    def __init__(self, read: Callable[[int, int], bytes], names: Names, columns: Columns) -> None:
        self._bytes = read
        self._names = names
        self._columns = columns

    def __len__(self) -> int:
        """How many statements there are."""
        return len(self._columns.subjects)

    def __iter__(self) -> Iterator[Statement]:
        """The statements in order, without their evidence."""
        return self._between(0, len(self))

    def __getitem__(self, statement: Statement) -> frozenset[Evidence]:
        """The evidence of one statement."""
        return frozenset(self._read(self._place(statement)))

    def items(self) -> ItemsView[Statement, frozenset[Evidence]]:
        """Statements and evidence in order, read as a stream."""
        return _Items(self)

    def values(self) -> ValuesView[frozenset[Evidence]]:
        """The evidence of each statement in order, read as a stream."""
        return _Values(self)

    @property
    def details(self) -> Sequence[str]:
        """The kinds of details that there are, in order."""
        return self._names.details

    def chosen(self, keep: Callable[[Statement], bool]) -> dict[Statement, frozenset[Evidence]]:
        """Those statements that are to be kept, with their evidence; of the others none is read."""
        found: dict[Statement, frozenset[Evidence]] = {}
        for first in range(0, len(self), BLOCK):
            last = min(len(self), first + BLOCK)
            held = [(place, one) for place, one in enumerate(self._between(first, last)) if keep(one)]
            # to look for one takes as long as to read four that follow each other
            if len(held) * FAR > last - first:
                evidence = list(self._evidence(first, last))
                found.update((one, frozenset(evidence[place])) for place, one in held)
            else:
                found.update((one, frozenset(self._read(first + place))) for place, one in held)
        return found

    def ordered(self) -> Iterator[tuple[Statement, list[Evidence]]]:
        """The statements in order, each with its evidence in order."""
        for first in range(0, len(self), BLOCK):
            last = min(len(self), first + BLOCK)
            yield from zip(self._between(first, last), self._evidence(first, last), strict=True)

    def tally(self) -> Counter[tuple[str, Certainty]]:
        """How many statements there are of each relation and certainty."""
        import numpy as np

        relations, columns = self._names.relations, self._columns
        kinds = columns.relations.astype(np.int64) * len(CERTAINTIES) + columns.certainties
        found, counts = np.unique(kinds, return_counts=True)
        pairs = (divmod(kind, len(CERTAINTIES)) for kind in found.tolist())
        return Counter(
            {
                (relations[one], CERTAINTIES[certainty]): count
                for (one, certainty), count in zip(pairs, counts.tolist(), strict=True)
            }
        )

    def facts(self, subject: str) -> list[Fact]:
        """What is asserted of a subject, in order, with the articles that say so."""
        number = _number(self._names.entities, subject)
        if number is None:
            return []
        first, last = _between(self._columns.subjects, number)
        return list(self._facts(first, last))

    def by_article(self) -> Iterator[tuple[str, list[Triple]]]:
        """The ids of articles in order, each with what it asserts, in order."""
        import numpy as np

        columns, ids = self._columns, self._names.articles
        ranks = np.argsort(np.argsort(np.array(ids, dtype=object), kind="stable"), kind="stable")
        told = np.repeat(np.arange(len(self)), np.diff(columns.begin))
        asserted = columns.certainties[told] == CERTAINTIES.index(Certainty.ASSERTED)
        told, articles = told[asserted], columns.articles[asserted]
        order = np.lexsort((told, ranks[articles]))
        told, articles = told[order], articles[order]
        new = np.ones(len(told), dtype=bool)
        new[1:] = (told[1:] != told[:-1]) | (articles[1:] != articles[:-1])
        said = zip(map(ids.__getitem__, articles[new]), self._triples(told[new]), strict=True)
        for article, found in groupby(said, key=itemgetter(0)):
            yield article, [triple for _, triple in found]

    def _facts(self, first: int, last: int) -> Iterator[Fact]:
        columns, ids = self._columns, self._names.articles
        bounds = columns.begin[first : last + 1].tolist()
        articles = columns.articles[bounds[0] : bounds[-1]].tolist()
        certainties, asserted = columns.certainties[first:last].tolist(), CERTAINTIES.index(Certainty.ASSERTED)
        for place, (_, relation, target) in enumerate(self._block(slice(first, last))):
            if certainties[place] == asserted:
                said = articles[bounds[place] - bounds[0] : bounds[place + 1] - bounds[0]]
                yield relation, target, frozenset([ids[one] for one in said])

    def _between(self, first: int, last: int) -> Iterator[Statement]:
        """The statements of some numbers that follow each other."""
        for start in range(first, last, BLOCK):
            block = slice(start, min(last, start + BLOCK))
            certainties = [CERTAINTIES[one] for one in self._columns.certainties[block].tolist()]
            for (subject, relation, target), certainty in zip(self._block(block), certainties, strict=True):
                yield Statement(subject, relation, target, certainty)

    def _triples(self, places: "Numbers") -> Iterator[Triple]:
        """Subject, relation and object of the statements of some numbers."""
        for start in range(0, len(places), BLOCK):
            yield from self._block(places[start : start + BLOCK])

    def _block(self, places: "slice | Numbers") -> Iterator[Triple]:
        entities, relations, columns = self._names.entities, self._names.relations, self._columns
        return zip(
            map(entities.__getitem__, columns.subjects[places].tolist()),
            map(relations.__getitem__, columns.relations[places].tolist()),
            map(entities.__getitem__, columns.objects[places].tolist()),
            strict=True,
        )

    def _place(self, statement: Statement) -> int:
        """The number of a statement; raises `KeyError` where it is not there."""
        names, columns = self._names, self._columns
        first, last = 0, len(self)
        parts = (
            (columns.subjects, _number(names.entities, statement.subject)),
            (columns.relations, _number(names.relations, statement.relation)),
            (columns.objects, _number(names.entities, statement.object)),
            (columns.certainties, CERTAINTIES.index(statement.certainty)),
        )
        for column, number in parts:
            if number is None:
                raise KeyError(statement)
            first, last = (first + end for end in _between(column[first:last], number))
        if first == last:
            raise KeyError(statement)
        return first

    def _read(self, place: int) -> list[Evidence]:
        return next(self._evidence(place, place + 1))

    def _evidence(self, first: int, last: int) -> Iterator[list[Evidence]]:
        """The evidence of each of some statements that follow each other, in order."""
        columns = self._columns
        bounds = columns.begin[first : last + 1].tolist()
        begin, end = bounds[0], bounds[-1]
        offsets = columns.offsets[begin : end + 1].tolist()
        data = self._bytes(offsets[0], offsets[-1])
        decoded = self._decoded(data, [offset - offsets[0] for offset in offsets], slice(begin, end))
        for count in map(int.__sub__, bounds[1:], bounds):
            if count == 1:
                yield [next(decoded)]
            else:
                found = {next(decoded) for _ in range(count)}
                yield sorted(found, key=lambda one: one.key)

    def _decoded(self, data: bytes, offsets: list[int], evidence: slice) -> Iterator[Evidence]:
        names, loads = self._names, marshal.loads
        articles, swapped = self._columns.articles[evidence].tolist(), self._columns.swapped[evidence].tolist()
        for place, article in enumerate(articles):
            start, end, quote, rule, confidence, begin, stop, begin_object, stop_object, more = loads(
                data[offsets[place] : offsets[place + 1]]
            )
            subject = None if begin is None else Span(begin, stop)
            target = None if begin_object is None else Span(begin_object, stop_object)
            if swapped[place]:
                subject, target = target, subject
            yield Evidence(
                names.articles[article], Span(start, end), quote, names.rules[rule], confidence, subject, target,
                UNQUALIFIED if more is None else self._qualifiers(*more),
            )  # fmt: skip

    def _qualifiers(
        self, by: int | str | None, time: str | None, place: int | str | None, details: tuple[tuple[str, str], ...]
    ) -> Qualifiers:
        return Qualifiers(self._thing(by), time, self._thing(place), details)

    def _thing(self, given: int | str | None) -> str | None:
        """The id of the entity that a thing is; words, where it is none, as they are."""
        return self._names.entities[self._names.things[given]] if isinstance(given, int) else given


class _Items(ItemsView[Statement, frozenset[Evidence]]):
    """What `items` gives: a view that streams."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(shelf)
        self._shelf = shelf

    def __iter__(self) -> Iterator[tuple[Statement, frozenset[Evidence]]]:
        return ((statement, frozenset(held)) for statement, held in self._shelf.ordered())


class _Values(ValuesView[frozenset[Evidence]]):
    """What `values` gives: a view that streams."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(shelf)
        self._shelf = shelf

    def __iter__(self) -> Iterator[frozenset[Evidence]]:
        return (frozenset(held) for _, held in self._shelf.ordered())


def _between(column: "Numbers", number: int) -> tuple[int, int]:
    """Where a number begins and ends in a column in order."""
    import numpy as np

    # in the column's own type: the column would be copied into that of Python's numbers at each call
    first, last = column.searchsorted(np.array([number, number + 1], dtype=column.dtype)).tolist()
    return first, last


def _number(names: Sequence[str], name: str) -> int | None:
    """The place of a name among names in order."""
    place = bisect_left(names, name)
    return place if place < len(names) and names[place] == name else None
