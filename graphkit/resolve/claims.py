"""What articles say, kept on disk until it is known which of their things are one; then put in order.

Of each claim memory holds a few numbers: its things, its relation, where its evidence is written. When the things have
become entities these numbers are sorted, and the evidence is copied once into the order of the statements.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit import ontology
from graphkit.model import Evidence, Statement
from graphkit.resolve.things import Saying, Thing
from graphkit.scratch import Scratch
from graphkit.shelf import CERTAINTIES, Columns, Names, Shelf, record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.shelf import Numbers

# Bytes of evidence: what is said in a few thousand articles stays in memory.
ROOM = 1 << 22
# Records that are copied at once, in the order in which they stand in the file.
BLOCK = 1 << 17


class Claims:
    """Claims, or open triples, as articles come by; where there are many they lie in files of the `scratch` folder."""

    def __init__(self, scratch: Path | None = None) -> None:
        self._folder = scratch
        self._waiting: list[bytes] = []
        self._size = 0
        self._file: Scratch | None = None
        self._subjects, self._objects, self._relations, self._certainties, self._articles, self._lengths = (
            array("I") for _ in range(6)
        )
        self._relation_numbers: dict[str, int] = {}
        self._rules: dict[str, int] = {}
        self._details: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def take(self, article: int, said: Iterable[Saying]) -> None:
        """Takes in what an article says; its number is that of its place among the articles taken."""
        numbers, rules = self._relation_numbers, self._rules
        for subject, relation, target, certainty, evidence, speaker, place, _ in said:
            data = record(
                evidence,
                rules.setdefault(evidence.rule, len(rules)),
                speaker.number if isinstance(speaker, Thing) else speaker,
                None if place is None else place.number,
            )
            for key, _ in evidence.qualifiers.details:
                self._details[key].append(len(self._subjects))
            self._subjects.append(subject.number)
            self._objects.append(target.number)
            self._relations.append(numbers.setdefault(relation, len(numbers)))
            self._certainties.append(CERTAINTIES.index(certainty))
            self._articles.append(article)
            self._lengths.append(len(data))
            self._waiting.append(data)
            self._size += len(data)
        if self._size > ROOM:
            self._put_down()

    def statements(
        self, things: "Numbers", entities: Sequence[str], articles: Sequence[str]
    ) -> Mapping[Statement, frozenset[Evidence]]:
        """What was taken in as statements in order; what would say something of a thing and itself is left out.

        `things` has the number of each thing's entity, `entities` their ids in order, `articles` the ids of the
        articles as they were taken.
        """
        import numpy as np

        read = self._reader()
        columns, order = self._columns(things)
        kept = np.zeros(len(self._lengths), dtype=bool)
        kept[order] = True
        details = sorted(key for key, claims in self._details.items() if kept[np.asarray(claims)].any())
        names = Names(entities, sorted(self._relation_numbers), articles, list(self._rules), details, things)
        begin = _ends(self._lengths)
        if self._file is None:
            pieces = [read(begin[one], begin[one + 1]) for one in order.tolist()]
            data = b"".join(pieces)
            return dict(Shelf(lambda start, end: data[start:end], names, columns).items())
        sorted_file = Scratch(self._folder)
        for first in range(0, len(order), BLOCK):
            sorted_file.write(_in_order(read, begin, order[first : first + BLOCK]))
        self._file = None
        return Shelf(sorted_file.read, names, columns)

    def _put_down(self) -> None:
        if self._file is None:
            self._file = Scratch(self._folder)
        self._file.write(b"".join(self._waiting))
        self._waiting.clear()
        self._size = 0

    def _reader(self) -> Callable[[int, int], bytes]:
        if self._file is not None:
            self._put_down()
            return self._file.read
        data = b"".join(self._waiting)
        return lambda begin, end: data[begin:end]

    def _columns(self, things: "Numbers") -> "tuple[Columns, NDArray[np.int64]]":
        """The parts of all statements in order, and the numbers of the claims in the order of their evidence."""
        import numpy as np

        ranks, symmetric = self._ranked()
        relations = ranks[np.asarray(self._relations)]
        subjects, objects = things[np.asarray(self._subjects)], things[np.asarray(self._objects)]
        swapped = symmetric[relations] & (objects < subjects)
        subjects, objects = np.where(swapped, objects, subjects), np.where(swapped, subjects, objects)
        certainties = np.asarray(self._certainties)
        order = np.lexsort((certainties, objects, relations, subjects))
        order = order[subjects[order] != objects[order]]
        parts = [column[order] for column in (subjects, relations, objects, certainties)]
        new = np.ones(len(order), dtype=bool)
        new[1:] = np.any([part[1:] != part[:-1] for part in parts], axis=0)
        begin = np.flatnonzero(new)
        subjects, relations, objects, certainties = (part[begin].astype(np.uint32) for part in parts)
        begin = np.append(begin, len(order))
        offsets = _ends(np.asarray(self._lengths)[order])
        articles = np.asarray(self._articles)[order]
        return Columns(subjects, relations, objects, certainties, begin, articles, swapped[order], offsets), order

    def _ranked(self) -> "tuple[Numbers, NDArray[np.bool_]]":
        """The places of the relations, as they came by, among all in order; and which of these are symmetric."""
        import numpy as np

        known = ontology.load().relations
        place = {name: number for number, name in enumerate(sorted(self._relation_numbers))}
        ranks = np.array([place[name] for name in self._relation_numbers], dtype=np.uint32)
        return ranks, np.array([name in known and known[name].symmetric for name in place], dtype=bool)


def _ends(lengths: "Sequence[int] | Numbers") -> "NDArray[np.int64]":
    """Where pieces of these lengths begin, one after the other, and where the last ends."""
    import numpy as np

    return np.concatenate(([0], np.cumsum(np.asarray(lengths, dtype=np.int64))))


def _in_order(read: Callable[[int, int], bytes], begin: "NDArray[np.int64]", order: "NDArray[np.int64]") -> bytes:
    """Some records in an order of their own, read as they stand in the file."""
    import numpy as np

    pieces = [b""] * len(order)
    places = np.argsort(order)
    found = order[places]
    for place, start, end in zip(places.tolist(), begin[found].tolist(), begin[found + 1].tolist(), strict=True):
        pieces[place] = read(start, end)
    return b"".join(pieces)
