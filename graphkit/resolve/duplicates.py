"""Near-duplicate articles: agency copy printed twice, and the same article with another headline.

Articles are reduced to sketches, the smallest hashes of their runs of words (Broder 1997). An article whose sketch
agrees for the most part with that of an earlier one, in the order of ids, is its copy; both count as one independent
source. Only originals are looked up and only by the smallest of their hashes, so that the cost grows with the number
of articles, however often one is printed. Hashes are of content, the same in every run.
"""

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graphkit.model import Article

RUN = 4
SKETCH = 96
# 24: two texts that share half of their runs miss each other in all of the 24 smallest once in 16 million times.
LOOKED_UP = 24
# 0.5: a shortened reprint keeps about half of the runs; two reports of one event by different hands share under 0.2.
LIKE = 0.5
# A run that more originals than this share is a set phrase, such as a credit line, and no sign of a copy.
COMMON = 50
WORD = re.compile(r"\w+")


def copies(articles: Iterable[Article]) -> Mapping[str, str]:
    """For each article the id of the one that it is a copy of: itself, where it is of none."""
    originals: dict[str, array[int]] = {}
    holders: defaultdict[int, list[str]] = defaultdict(list)
    first: dict[str, str] = {}
    for article in sorted(articles, key=lambda a: a.id):
        hashes = sketch(article.text)
        found = _likest(hashes, originals, holders)
        first[article.id] = found or article.id
        if found is None:
            originals[article.id] = array("L", sorted(hashes))
            for value in originals[article.id][:LOOKED_UP]:
                if len(holders[value]) <= COMMON:
                    holders[value].append(article.id)
    return first


def marked(articles: Mapping[str, Article]) -> dict[str, Article]:
    """The articles, each with the id of the one that it is a copy of; none where it is of none."""
    found = copies(articles.values())
    return {
        key: article if found[key] == key and article.copy_of is None
        else replace(article, copy_of=None if found[key] == key else found[key])
        for key, article in articles.items()
    }  # fmt: skip


def sketch(text: str) -> frozenset[int]:
    """The smallest hashes of the text's runs of words; all of them where the text is short."""
    found = [word.casefold() for word in WORD.findall(text)]
    runs = set(map(" ".join, zip(*(found[at:] for at in range(RUN)), strict=False))) or {" ".join(found)} - {""}
    return frozenset(sorted(map(zlib.crc32, map(str.encode, runs)))[:SKETCH])


def likeness(left: frozenset[int], right: frozenset[int]) -> float:
    """The estimated share of runs that two texts have in common, by the smallest hashes of both together.

    >>> likeness(sketch("de kat zit op de mat"), sketch("De kat zit op de mat."))
    1.0
    """
    smallest = sorted(left | right)[: min(SKETCH, max(len(left), len(right)))]
    return sum(value in left and value in right for value in smallest) / len(smallest) if smallest else 0.0


def _likest(
    hashes: frozenset[int], originals: Mapping[str, "array[int]"], holders: Mapping[int, list[str]]
) -> str | None:
    """The original that a sketch is most like, the first of those that are so equally, if it is like enough."""
    looked_up = (holders.get(value, ()) for value in sorted(hashes)[:LOOKED_UP])
    candidates = {other for held in looked_up if len(held) <= COMMON for other in held}
    best: tuple[float, str] | None = None
    for other in sorted(candidates):
        alike = likeness(frozenset(originals[other]), hashes)
        if alike >= LIKE and (best is None or alike > best[0]):
            best = alike, other
    return best[1] if best is not None else None
