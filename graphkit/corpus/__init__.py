"""The corpus: what each article names and says, kept in Parquet beside the graph, so that no word is read twice.

`corpus/part-….parquet` hold the articles, a row an article, spread by a hash of their id: the same articles give the
same bytes however they came in. `corpus/pending/` holds batches of a build that goes on or was killed; a later row of
an article takes the place of an earlier one. How many parts count says `corpus/corpus.json`, which is replaced last.
"""

import hashlib
import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import astuple
from dataclasses import replace as replace_in
from pathlib import Path
from typing import Any, NamedTuple

from graphkit.corpus import parquet
from graphkit.corpus.rows import extraction, row
from graphkit.errors import OutputError
from graphkit.model import Article, Extraction

# Small enough to hold a part in memory, large enough for a million articles to make 2,048 files.
PART = 500
# Every query opens all pending files.
MOST_PENDING = 256
STATE = "corpus.json"


def stamp(article: Article, version: str) -> str:
    """What an extraction rests on: the article, and the version of all that analyses it."""
    return hashlib.sha256(json.dumps([astuple(article), version]).encode()).hexdigest()[:32]


class Held(NamedTuple):
    """What the corpus has an article under: its stamp, and the language that it was found to be in."""

    stamp: str
    language: str

    def unchanged(self, article: Article, version: str) -> Article | None:
        """The article with its language, if it is the one that was analysed, in the same way."""
        same = replace_in(article, language=article.language or self.language)
        return same if stamp(same, version) == self.stamp else None


class Corpus:
    """The extractions of an output folder. One process at a time may write; the folder's lock sees to that."""

    def __init__(self, output: Path) -> None:
        self.folder = output / "corpus"
        self.pending = self.folder / "pending"

    def state(self) -> Mapping[str, Any]:
        """What the corpus says about itself: the number of `parts`, and what else was noted."""
        try:
            found: dict[str, Any] = json.loads((self.folder / STATE).read_text("utf-8"))
        except FileNotFoundError:
            return {"parts": 0}
        except (OSError, ValueError) as error:
            raise OutputError(f"{self.folder / STATE}: cannot be read; remove {self.folder} to start anew") from error
        return found

    def note(self, **state: object) -> None:
        """Replaces what the corpus says about itself, but for what is not given."""
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = self.folder / f"{STATE}.part"
        unfinished.write_text(json.dumps({**self.state(), **state}, sort_keys=True, indent=1) + "\n", "utf-8")
        replace(unfinished, self.folder / STATE)

    def stamps(self) -> dict[str, str]:
        """The stamp of each article, those of an unfinished build with them."""
        return {key: held.stamp for key, held in self.held().items()}

    def held(self) -> dict[str, Held]:
        """What an article's stamp is compared with, those of an unfinished build with them."""
        return {key: Held(given, language) for key, given, _, language in parquet.keys(self._files())}

    def unfinished(self) -> bool:
        """Whether a build was stopped before all that is kept was settled and its graph written."""
        return bool(self._batches()) or self.state().get("published") != self.fingerprint()

    def fingerprint(self) -> str:
        """A hash of every article and of what it was analysed with."""
        return hashlib.sha256(json.dumps(self.stamps()).encode()).hexdigest()[:32]

    def add(self, extractions: Sequence[Extraction], version: str) -> None:
        """Keeps some extractions for good, all at once."""
        self.pending.mkdir(parents=True, exist_ok=True)
        number = max((int(path.stem) for path in self._batches()), default=0) + 1
        unfinished = self.pending / "unfinished"
        parquet.write([_stamped(given, version) for given in extractions], unfinished)
        replace(unfinished, self.pending / f"{number:06}.parquet")
        if number >= MOST_PENDING:
            self.settle()

    def settle(self, keep: Collection[str] | None = None) -> None:
        """Brings what is pending into the parts; with `keep`, drops every article that is not in it.

        Killed in between, it is done again by the next build: parts are replaced whole, and batches go last.
        """
        old, batches = self._parts(), self._batches()
        known = {key: shard for key, _, shard, _ in parquet.keys([*old, *batches])}
        kept = known.keys() if keep is None else known.keys() & set(keep)
        count = self.state()["parts"]
        parts = next(power for power in (1 << n for n in range(32)) if power * PART >= len(kept))
        changed = {known[key] for key, *_ in parquet.keys(batches)} | {known[key] for key in known.keys() - kept}
        for number in sorted({shard % parts for shard in changed} if parts == count else range(parts)):
            common = min(parts, count) or 1
            sources = [path for path in old if _number(path) % common == number % common]
            self._rewrite(number, parts, [*sources, *batches], kept)
        if parts != count:
            self.note(parts=parts)
        self._clear(batches)

    def extractions(self) -> Iterator[Extraction]:
        """All that is settled, in an order that the ids alone decide, without holding more than a part."""
        return (extraction(found) for part in self._parts() for found in parquet.read(part))

    def _rewrite(self, number: int, parts: int, sources: Sequence[Path], kept: Collection[str]) -> None:
        path = self.folder / f"part-{number:05}-of-{parts:05}.parquet"
        unfinished = self.folder / "unfinished"
        rows = parquet.select(sources, kept, number, parts)
        if rows:
            parquet.write(rows, unfinished)
            replace(unfinished, path)
        else:
            path.unlink(missing_ok=True)

    def _clear(self, batches: Sequence[Path]) -> None:
        """Removes what no longer counts: batches that are settled, and parts of another number of parts."""
        for path in [*batches, *set(self.folder.glob("part-*")) - set(self._parts())]:
            path.unlink()
        if self.pending.is_dir():
            (self.pending / "unfinished").unlink(missing_ok=True)
            self.pending.rmdir()

    def _parts(self) -> list[Path]:
        return sorted(self.folder.glob(f"part-*-of-{self.state()['parts']:05}.parquet"))

    def _files(self) -> list[Path]:
        return [*self._parts(), *self._batches()]

    def _batches(self) -> list[Path]:
        return sorted(self.pending.glob("[0-9]*.parquet"))


def replace(unfinished: Path, path: Path) -> None:
    """Gives a file its name when all of it is on the disk, so that not even a power cut leaves half of it."""
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.replace(path)


def _stamped(given: Extraction, version: str) -> dict[str, Any]:
    shard = int(hashlib.sha256(given.article.id.encode()).hexdigest()[:8], 16)
    return {**row(given), "stamp": stamp(given.article, version), "shard": shard}


def _number(part: Path) -> int:
    return int(part.name.split("-")[1])
