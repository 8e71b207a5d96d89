"""What the words around a name say against its being what is known by it; read off the text, before any linking.

Newspapers write names in ways that tell: no club and no town takes an article ("de VVV" is the tourist office), what
one buys something "bij" is a shop, "Donald Trump jr." is not the father. What each sign speaks against is said in
`bearing`; the words are data: `words.tsv`.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from graphkit.model import Mention
from graphkit.resolve.names import words

REACH = 80
# "de VVV", "de plaatselijke VVV"
ARTICLE = re.compile(r"(?:^|[^\w'])(\w+) $")
BEFORE_ADJECTIVE = re.compile(r"(?:^|[^\w'])(\w+) [a-zà-ÿ]{2,}e $")
PREVIOUS = re.compile(r"([\w']+)[\s'\"‘“(]*$")
NEXT = re.compile(r"[\s'\"’”,]*([\w-]+)")
# Where a sentence begins: a line, the end of another sentence, a heading's colon or dash.
BEGINNING = re.compile(r"(?:^|[.!?:…][\"'’”)]*|\s[-–—])[\s\"'‘“(]*$")
PARTNERS = (re.compile(r"([A-Z][\w'-]+) (?:en|of) $"), re.compile(r"^ (?:en|of) ([A-Z][\w'-]+)"))
CAPITALS = re.compile(r"[A-ZÀ-Þ]{2,}$")
# Words that an abbreviation in brackets may stand for: "Bouwbegeleidingscommissie (BBC)".
LONGEST = 6


class Signs(NamedTuple):
    """Of the names of one thing in one article.

    `articled` is whether half of the names that begin no compound, or more, have an article before them, `described`
    whether they have one or an adjective with one, `owned` whether one has a possessive or an ordinal, `junior` whether
    one has a suffix that tells a son from his father, `shouted` the words in capitals beside them where all have one,
    `initial` whether all begin a sentence, `at` whether all stand behind the word for "at", `partners` the names that
    they are coordinated with, `spelt` the words that one stands for in brackets, `local` whether one is called the
    local one of its kind.
    """

    articled: bool = False
    described: bool = False
    owned: bool = False
    junior: bool = False
    shouted: frozenset[str] = frozenset()
    initial: bool = False
    at: bool = False
    partners: frozenset[str] = frozenset()
    spelt: str = ""
    local: bool = False


NO_SIGNS = Signs()


def read(text: str, mentions: Sequence[Mention]) -> Signs:
    """The signs of a thing by its names, mentions of them in the article's text."""
    if not mentions:
        return NO_SIGNS
    around = [_around(text, mention) for mention in mentions]
    bare = [left for left, right in around if not right[:1].isalnum() and right[:1] not in ("-", "'", "’")]
    articled, adjoined = (sum(_has_article(p, left) for left in bare) for p in (ARTICLE, BEFORE_ADJECTIVE))
    loud = [_shouted(pair) for pair in around]
    before = [_word(PREVIOUS, left) for left, _ in around]
    return Signs(
        articled=bool(bare) and 2 * articled >= len(bare),
        described=bool(bare) and 2 * (articled + adjoined) >= len(bare),
        owned=not words()["owned"].isdisjoint(before),
        junior=any(_word(NEXT, right).rstrip(".") in words()["heir"] for _, right in around),
        shouted=frozenset(loud) if all(loud) else frozenset(),
        initial=all(BEGINNING.search(left) for left, _ in around),
        at=all(word in words()["at"] for word in before),
        partners=frozenset(m[1] for pair in around for rx, side in zip(PARTNERS, pair, strict=True)
                           if (m := rx.search(side))),
        spelt=next((long for m, pair in zip(mentions, around, strict=True) if (long := _spelt(m.text, *pair))), ""),
        local=not words()["local"].isdisjoint(before),
    )  # fmt: skip


def _around(text: str, mention: Mention) -> tuple[str, str]:
    """What stands before and behind a mention on its line."""
    start, end = mention.span.start, mention.span.end
    left = text[max(text.rfind("\n", 0, start) + 1, start - REACH) : start]
    return left, text[end : end + REACH].partition("\n")[0]


def _word(pattern: re.Pattern[str], side: str) -> str:
    found = pattern.search(side) if pattern is PREVIOUS else pattern.match(side)
    return found[1].casefold() if found else ""


def _has_article(pattern: re.Pattern[str], left: str) -> bool:
    found = pattern.search(left)
    return found is not None and found[1].casefold() in words()["common"]


def _shouted(pair: tuple[str, str]) -> str:
    """The word in capitals right before or behind, so that those of the name tell nothing: "DÉJÀ VU"."""
    near = [*pair[0].split()[-1:], *pair[1].split()[:1]]
    return next((word for word in near if CAPITALS.match(word)), "")


def _spelt(name: str, left: str, right: str) -> str:
    """The words right before an abbreviation in brackets whose letters it has."""
    if not (left.endswith("(") and right.startswith(")") and name.isupper()):
        return ""
    before = re.split(r"[.!?:;]\s", left[:-1])[-1].split()
    for number in range(1, min(len(before), LONGEST) + 1):
        long = " ".join(before[-number:])
        if long[:1].casefold() == name[:1].casefold() and _has_letters(name, long):
            return long
    return ""


def _has_letters(short: str, long: str) -> bool:
    """Whether the letters of the short one stand in the long one in their order."""
    left = iter(long.casefold())
    return all(letter in left for letter in short.casefold())
