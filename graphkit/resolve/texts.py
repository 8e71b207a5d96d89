"""The texts of articles, put down on disk when all that merging needs has been read off them and there are many."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from graphkit.filed import Filed
from graphkit.model import Article
from graphkit.resolve.things import Gathered
from graphkit.scratch import Scratch

# Letters: a few thousand articles stay in memory.
ROOM = 1 << 23


class Texts:
    """Takes the texts of articles away, which lie in a file of the `scratch` folder then, where there are many."""

    def __init__(self, scratch: Path | None = None) -> None:
        self._folder = scratch
        self._waiting: list[Gathered] = []
        self._size = 0
        self._file: Scratch | None = None
        self._places: dict[str, tuple[int, int]] = {}

    def take(self, gathered: Gathered) -> None:
        """Takes an article's text, at once or later."""
        self._waiting.append(gathered)
        self._size += len(gathered.article.text)
        if self._size > ROOM:
            self._put_down()

    def settle(self) -> None:
        """Takes the texts of all, if those of any were taken."""
        if self._file is not None:
            self._put_down()

    def articles(self, brief: Mapping[str, Article]) -> Mapping[str, Article]:
        """The articles with their texts, in order as they are given."""
        return brief if self._file is None else Filed(self._file.read, brief, self._places)

    def _put_down(self) -> None:
        if self._file is None:
            self._file = Scratch(self._folder)
        texts = [gathered.article.text.encode("utf-8", "surrogatepass") for gathered in self._waiting]
        begin = self._file.write(b"".join(texts))
        for gathered, text in zip(self._waiting, texts, strict=True):
            self._places[gathered.article.id] = begin, begin + len(text)
            begin += len(text)
            gathered.article = replace(gathered.article, text="")
        self._waiting.clear()
        self._size = 0
