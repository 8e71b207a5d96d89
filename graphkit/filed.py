"""Articles whose texts lie on disk: what a graph holds them in that has too many for memory."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from graphkit.model import Article


class Filed(Mapping[str, Article]):
    """Articles by id, each with its text when it is asked for; `brief` has them without.

    `places` has the offsets of each text, UTF-8, in what `read` gives the bytes of.
    """

    def __init__(
        self, read: Callable[[int, int], bytes], brief: Mapping[str, Article], places: Mapping[str, tuple[int, int]]
    ) -> None:
        self._read = read
        self.brief = brief
        self._places = places

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self.brief)

    def __iter__(self) -> Iterator[str]:
        """The ids."""
        return iter(self.brief)

    def __getitem__(self, key: str) -> Article:
        """An article with its text."""
        text = self._read(*self._places[key]).decode("utf-8", "surrogatepass")
        return replace(self.brief[key], text=text)

    def only(self, keys: Callable[[str], bool]) -> "Filed":
        """Those articles whose ids are wanted."""
        return Filed(self._read, {key: article for key, article in self.brief.items() if keys(key)}, self._places)
