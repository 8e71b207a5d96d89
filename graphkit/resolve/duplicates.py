"""Near-duplicate articles: agency copy printed twice, and the same article with another headline.

Articles are reduced to sketches, the smallest hashes of their runs of words (Broder 1997). Those whose sketches agree
for the most part are copies; they count as one independent source. Hashes are of content, the same in every run.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from graphkit.model import Article

RUN = 4
SKETCH = 96
# 0.5: a shortened reprint keeps about half of the runs; two reports of one event by different hands share under 0.2.
LIKE = 0.5
# A run that more articles than this share is a set phrase, such as a credit line, and no sign of a copy.
COMMON = 50
WORD = re.compile(r"\w+")


def copies(articles: Iterable[Article]) -> Mapping[str, str]:
    """For each article the id of the first of its copies: itself, where it has none."""
    sketches = {article.id: sketch(article.text) for article in sorted(articles, key=lambda a: a.id)}
    holders: defaultdict[int, list[str]] = defaultdict(list)
    first: dict[str, str] = {}
    for article, hashes in sketches.items():
        shared: defaultdict[str, int] = defaultdict(int)
        for value in hashes:
            for other in holders[value] if len(holders[value]) <= COMMON else ():
                shared[other] += 1
        likest = max(shared, key=lambda other: (likeness(sketches[other], hashes), other), default=None)
        copied = likest is not None and likeness(sketches[likest], hashes) >= LIKE
        first[article] = first[likest] if copied and likest is not None else article
        for value in hashes:
            holders[value].append(article)
    return first


def sketch(text: str) -> frozenset[int]:
    """The smallest hashes of the text's runs of words; all of them where the text is short."""
    found = [word.casefold() for word in WORD.findall(text)]
    runs = {" ".join(found[at : at + RUN]) for at in range(max(1, len(found) - RUN + 1))} if found else set()
    return frozenset(sorted(zlib.crc32(run.encode()) for run in runs)[:SKETCH])


def likeness(left: frozenset[int], right: frozenset[int]) -> float:
    """The estimated share of runs that two texts have in common, by the smallest hashes of both together.

    >>> likeness(sketch("de kat zit op de mat"), sketch("De kat zit op de mat."))
    1.0
    """
    smallest = sorted(left | right)[: min(SKETCH, max(len(left), len(right)))]
    return sum(value in left and value in right for value in smallest) / len(smallest) if smallest else 0.0
