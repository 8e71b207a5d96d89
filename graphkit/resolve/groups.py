"""A group for each thing of all articles, made when its turn to be merged comes: most are gone a moment later."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from graphkit.resolve.compare import PERSON, Group, beside, called, fits_many, single
from graphkit.resolve.things import Gathered, Thing

# What more than 2 in 100 articles name (a capital, a governing party) is beside everything.
COMMON, FEW = 0.02, 3
_article, _referent = attrgetter("article"), attrgetter("referent")


def in_turn(articles: Sequence[Gathered], ambiguous: Callable[[Thing], bool]) -> Iterator[Group]:
    """The groups of the things of all articles, given in order of their ids; what is linked to one entry is one group.

    Of each kind those come first that are known, then fuller names before others, each in the order of their articles.
    `ambiguous` tells whether a thing's name may be that of several that are known.
    """
    common = _common(articles)
    known = _known(articles, common)
    turns: defaultdict[tuple[str, bool, bool], list[Thing]] = defaultdict(list)
    for gathered in articles:
        for thing in gathered.things:
            if thing.entry is None:
                turns[thing.coarse, *_turn(thing)].append(thing)
    by_id = {gathered.article.id: gathered for gathered in articles}
    for kind in sorted({*known, *(coarse for coarse, *_ in turns)}):
        yield from sorted(known[kind], key=place)
        for turn in sorted(turn for turn in turns if turn[0] == kind):
            for article, things in groupby(turns[turn], key=_article):
                around = beside(by_id[article].article, by_id[article].entries() - common)
                for thing in sorted(things, key=_referent):
                    yield single(thing, around, ambiguous=ambiguous(thing))


def place(group: Group) -> tuple[object, ...]:
    """What puts groups in the order in which they are merged."""
    full = group.full and any(name.given and len(name.given[0]) > 1 for name in group.people)
    things = group.things
    first = things[0].key if len(things) == 1 else min([thing.key for thing in things])
    return group.coarse, group.entry is None, not full, group.generic, first


def _turn(thing: Thing) -> tuple[bool, bool]:
    """The same of one thing that is not known, as far as it does not depend on its article."""
    return not (thing.type == PERSON and called(thing.names).whole), fits_many(thing)


def _known(articles: Sequence[Gathered], common: frozenset[str]) -> dict[str, list[Group]]:
    """A group for each entry that something is linked to, by kind."""
    found: dict[str, Group] = {}
    for gathered in articles:
        linked = [(thing, thing.entry.id) for thing in gathered.things if thing.entry is not None]
        around = beside(gathered.article, frozenset(entry for _, entry in linked) - common)
        for thing, entry in linked:
            group = single(thing, around, ambiguous=False)
            if entry in found:
                found[entry].absorb(group)
            else:
                found[entry] = group
    kinds: defaultdict[str, list[Group]] = defaultdict(list)
    for group in found.values():
        kinds[group.coarse].append(group)
    return kinds


def _common(articles: Sequence[Gathered]) -> frozenset[str]:
    """The known things that so many articles name that it says nothing of two articles that both do."""
    counted = Counter(entry for gathered in articles for entry in gathered.entries())
    limit = max(FEW, COMMON * len(articles))
    return frozenset(entry for entry, number in counted.items() if number > limit)
