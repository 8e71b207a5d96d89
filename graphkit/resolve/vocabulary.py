"""Which names are as often a common noun as a name, in the articles together."""

from collections import Counter
from collections.abc import Iterable, Sequence

from graphkit.resolve.things import Names, Thing


class Vocabulary:
    """Counts how many articles write a word small, and how many things are called by it.

    So "Onderwijs", cut from the name of a ministry, is told from a company's name, which nobody writes small.
    """

    def __init__(self) -> None:
        self._small: Counter[str] = Counter()
        self._names: Counter[str] = Counter()

    def take(self, words: Sequence[str], things: Iterable[Thing]) -> None:
        """Counts the words and things of one article."""
        self._small.update([word for word in set(words) if word.islower()])
        for thing in things:
            self._names.update(thing.names.letters)

    def mark(self, things: Iterable[Thing]) -> None:
        """Sets `common` of the things of all articles."""
        known: dict[Names, bool] = {}
        for thing in things:
            names = thing.names
            if names not in known:
                known[names] = self._common(names.folded)
            thing.common = known[names]

    def _common(self, folded: Sequence[str]) -> bool:
        return bool(folded) and all(0 < self._names[name] <= self._small[name] for name in folded)
