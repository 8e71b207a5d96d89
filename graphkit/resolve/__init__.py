"""From extractions to the graph: linking to the knowledge base, merging across articles, evidence to statements."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphkit import knowledge
from graphkit.graph import Graph
from graphkit.knowledge import Entry, Knowledge
from graphkit.model import Decision, Extraction
from graphkit.resolve import rulings as ruled
from graphkit.resolve.assemble import assemble, members
from graphkit.resolve.compare import Fact, Group, beside, single
from graphkit.resolve.duplicates import WORD, found, marked, siblings, sketch
from graphkit.resolve.link import Candidate, Linker
from graphkit.resolve.merge import merge
from graphkit.resolve.reread import governing, reread
from graphkit.resolve.rulings import Ruling
from graphkit.resolve.things import Gathered, Thing, gather
from graphkit.resolve.vocabulary import Vocabulary

if TYPE_CHECKING:
    from graphkit.resolve.duplicates import Sketch

# What more than 2 in 100 articles name (a capital, a governing party) is beside everything.
COMMON, FEW = 0.02, 3


@dataclass(frozen=True, slots=True)
class Resolution:
    """The graph, why its entities are what they are, and which things of which articles stand behind each."""

    graph: Graph
    decisions: tuple[Decision, ...]
    members: Mapping[str, Sequence[str]]


def resolve(
    extractions: Iterable[Extraction], *, known: Knowledge | None = None, rulings: Sequence[Ruling] = ()
) -> Graph:
    """The graph of all that the articles say, each thing once; `known` and `rulings` are as in `decide`."""
    return _Resolver(known, rulings, explain=False).resolution(extractions).graph


def decide(
    extractions: Iterable[Extraction], *, known: Knowledge | None = None, rulings: Sequence[Ruling] = ()
) -> Resolution:
    """The same with its decisions; `known` is a knowledge base in the place of ours, `rulings` what a person ruled."""
    return _Resolver(known, rulings, explain=True).resolution(extractions)


class _Resolver:
    """Takes articles in one by one, and keeps of each what merging needs; without `explain` no decisions are kept."""

    def __init__(self, known: Knowledge | None, rulings: Sequence[Ruling], *, explain: bool) -> None:
        self.known = known or knowledge.load()
        self.linker = Linker(self.known)
        self.offices = governing(self.known)
        self.ends = ruled.Ends(rulings)
        self.explain = explain
        self.articles: list[Gathered] = []
        self.links: dict[str, list[Decision]] = {}
        self.left_out: dict[str, list[Decision]] = {}
        self.vocabulary = Vocabulary()
        self.sketches: dict[str, Sketch] = {}

    def resolution(self, extractions: Iterable[Extraction]) -> Resolution:
        """The resolution of all articles."""
        for extraction in extractions:
            self._take(extraction)
        articles = sorted(self.articles, key=lambda gathered: gathered.article.id)
        self.vocabulary.mark(thing for gathered in articles for thing in gathered.things)
        copies = found(self.sketches)
        prints = siblings(copies, self.sketches)
        groups, merges = merge(
            self._groups(articles), self.ends.all(), self.linker.bearers, siblings=prints, explain=self.explain
        )
        graph = assemble(articles, groups)
        graph = replace(graph, articles=marked(graph.articles, copies))
        if not self.explain:
            return Resolution(graph, (), {})
        links = [made for kind in (self.links, self.left_out) for one in articles for made in kind[one.article.id]]
        made = sorted([*links, *merges], key=lambda d: (d.left, d.right))
        return Resolution(graph, tuple(made), members(articles))

    def _take(self, extraction: Extraction) -> None:
        """What one article says, its things linked; nothing of it depends on another article."""
        gathered = gather(extraction)
        article = gathered.article
        linked = list(self.linker.link(gathered.things, self.ends.within(article.id, gathered.things)))
        gathered.claims, left_out = reread(gathered, self.known, self.offices)
        if self.explain:
            self.links[article.id] = [_linked(thing, chosen) for thing, chosen in linked]
            self.left_out[article.id] = left_out
        words = WORD.findall(article.text)
        self.vocabulary.take(words, gathered.things)
        self.sketches[article.id] = sketch(words)
        self.articles.append(gathered)

    def _groups(self, articles: Sequence[Gathered]) -> Iterator[Group]:
        """A group for each thing; those that are linked to one entry are one from the start."""
        common = _common(articles)
        known: dict[str, Group] = {}
        for gathered in articles:
            things = gathered.things
            entries = {thing.referent: thing.entry for thing in things if thing.entry is not None}
            around = beside(gathered.article, frozenset(entry.id for entry in entries.values()) - common)
            for thing in things:
                group = single(thing, around, ambiguous=thing.entry is None and self.linker.ambiguous(thing))
                group.facts = _facts(thing, entries, generic=group.generic) if entries else group.facts
                thing.claims = thing.told = thing.unplaced = ()
                if thing.entry is None:
                    yield group
                elif thing.entry.id in known:
                    known[thing.entry.id].absorb(group)
                else:
                    known[thing.entry.id] = group
        yield from known.values()


def _facts(thing: Thing, entries: Mapping[str, Entry], *, generic: bool) -> frozenset[Fact]:
    """What the article says of the thing and something known.

    Whose municipality "the municipality" is was guessed where no sentence names both: no sign of a merge.
    """
    return frozenset(
        Fact(relation, direction, target.id, target.type)
        for relation, direction, referent in (thing.told if generic else thing.claims)
        if (target := entries.get(referent)) is not None and relation not in thing.unplaced
    )


def _common(articles: Sequence[Gathered]) -> set[str]:
    """The known things that so many articles name that it says nothing of two articles that both do."""
    things = (gathered.things for gathered in articles)
    counted = Counter(entry for held in things for entry in {t.entry.id for t in held if t.entry is not None})
    limit = max(FEW, COMMON * len(articles))
    return {entry for entry, number in counted.items() if number > limit}


def _linked(thing: Thing, chosen: Candidate) -> Decision:
    return Decision(thing.handle, chosen.entry.id, True, chosen.score.value, chosen.score.reasons)
