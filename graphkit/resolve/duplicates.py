"""Near-duplicate articles: agency copy printed twice, and the same article with another headline.

Articles are reduced to sketches, the smallest hashes of their runs of words (Broder 1997). An article whose sketch
agrees for the most part with that of an earlier one, in the order of ids, is its copy; both count as one independent
source. Only originals are looked up and only by the smallest of their hashes, so that the cost grows with the number
of articles, however often one is printed. Hashes are of content, the same in every run.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from graphkit.model import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Sketch = NDArray[np.uint32]

RUN = 4
SKETCH = 96
# 24: two texts that share half of their runs miss each other in all of the 24 smallest once in 16 million times.
LOOKED_UP = 24
# 12 runs of words are a sentence of fifteen: shorter texts are alike by chance.
TELLING = 12
# 0.5: a shortened reprint keeps about half of the runs; two reports of one event by different hands share under 0.2.
LIKE = 0.5
# A run that more originals than this share is a set phrase, such as a credit line, and no sign of a copy.
COMMON = 50
WORD = re.compile(r"\w+")
# An odd number, by which the hash of a run is that of its words in their order, and what mixes its bits (Murmur3).
STEP, MIX = 0x9E3779B1, ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1))
WORDS = 1 << 20


def copies(articles: Iterable[Article]) -> Mapping[str, str]:
    """For each article the id of the one that it is a copy of: itself, where it is of none."""
    return found({article.id: sketch(WORD.findall(article.text)) for article in articles})


def found(sketches: Mapping[str, "Sketch"]) -> Mapping[str, str]:
    """The same for articles of which the sketches are known."""
    originals: dict[str, Sketch] = {}
    holders: defaultdict[int, list[str]] = defaultdict(list)
    first: dict[str, str] = {}
    told = _shared(sketches.values())
    for key in sorted(sketches):
        hashes = sketches[key]
        looked_up = [value for value in hashes[:LOOKED_UP].tolist() if value in told]
        original = _likest(hashes, originals, [holders[value] for value in looked_up])
        first[key] = original or key
        if original is None:
            originals[key] = hashes
            for value in looked_up:
                if len(holders[value]) <= COMMON:
                    holders[value].append(key)
    return first


def siblings(known: Mapping[str, str], sketches: Mapping[str, "Sketch"]) -> dict[str, frozenset[str]]:
    """For each article that is a copy or has one, the others that print its text; `known` is what `found` gives.

    What is too short to tell anything, as a headline alone is, is left out.
    """
    prints: defaultdict[str, set[str]] = defaultdict(set)
    for key, original in known.items():
        if len(sketches[key]) >= TELLING:
            prints[original].add(key)
    return {key: frozenset(held - {key}) for held in prints.values() if len(held) > 1 for key in held}


def marked(articles: Mapping[str, Article], known: Mapping[str, str] | None = None) -> dict[str, Article]:
    """The articles, each with the id of the one that it is a copy of; none where it is of none."""
    first = copies(articles.values()) if known is None else known
    return {
        key: article if first[key] == key and article.copy_of is None
        else replace(article, copy_of=None if first[key] == key else first[key])
        for key, article in articles.items()
    }  # fmt: skip


def sketch(words: Sequence[str]) -> "Sketch":
    """The smallest hashes of a text's runs of words, in order; all of them where the text is short."""
    import numpy as np

    hashes = np.fromiter(map(_hashed, words), dtype=np.uint32, count=len(words))
    runs = hashes[: len(words) - min(RUN, len(words)) + 1].copy() if len(words) else hashes
    for place in range(1, min(RUN, len(words))):
        runs *= np.uint32(STEP)
        runs += hashes[place : place + len(runs)]
    for shift, factor in MIX:
        runs ^= runs >> np.uint32(shift)
        runs *= np.uint32(factor)
    return np.unique(runs)[:SKETCH]


def likeness(left: "Sketch", right: "Sketch") -> float:
    """The estimated share of runs that two texts have in common, by the smallest hashes of both together.

    It is 0 where the share is less than that of copies.

    >>> likeness(*(sketch(WORD.findall(text)) for text in ("de kat zit op de mat", "De kat zit op de mat.")))
    1.0
    """
    import numpy as np

    both = np.sort(np.concatenate((left, right)))
    again = both[1:] == both[:-1]
    alike = both[:-1][again]
    size = min(SKETCH, max(len(left), len(right)))
    if not size or len(alike) < LIKE * size:
        return 0.0
    largest = np.unique(both)[size - 1]
    return int(np.searchsorted(alike, largest, side="right")) / size


@lru_cache(maxsize=WORDS)
def _hashed(word: str) -> int:
    return zlib.crc32(word.casefold().encode())


def _shared(sketches: Iterable["Sketch"]) -> set[int]:
    """The hashes by which two texts or more would be looked up: most are of one alone, and tell nothing."""
    import numpy as np

    held = [hashes[:LOOKED_UP] for hashes in sketches]
    if not held:
        return set()
    values, counts = np.unique(np.concatenate(held), return_counts=True)
    return set(values[counts > 1].tolist())


def _likest(hashes: "Sketch", originals: Mapping[str, "Sketch"], holders: Iterable[Sequence[str]]) -> str | None:
    """The original that a sketch is most like, the first of those that are so equally, if it is like enough."""
    candidates = {other for held in holders if len(held) <= COMMON for other in held}
    best: tuple[float, str] | None = None
    for other in sorted(candidates):
        alike = likeness(originals[other], hashes)
        if alike >= LIKE and (best is None or alike > best[0]):
            best = alike, other
    return best[1] if best is not None else None
