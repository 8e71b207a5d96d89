"""From extractions to the graph: linking to the knowledge base, merging across articles, evidence to statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit import knowledge
from graphkit.graph import Graph
from graphkit.knowledge import Knowledge
from graphkit.model import Decision, Extraction
from graphkit.resolve import rulings as ruled
from graphkit.resolve.assemble import assemble, members
from graphkit.resolve.claims import Claims
from graphkit.resolve.duplicates import WORD, found, marked, siblings, sketch
from graphkit.resolve.groups import in_turn
from graphkit.resolve.link import Candidate, Linker
from graphkit.resolve.merge import merge
from graphkit.resolve.reread import governing, reread
from graphkit.resolve.rulings import Ruling
from graphkit.resolve.texts import Texts
from graphkit.resolve.things import Gathered, Thing, gather
from graphkit.resolve.vocabulary import Vocabulary

if TYPE_CHECKING:
    from graphkit.resolve.duplicates import Sketch


@dataclass(frozen=True, slots=True)
class Resolution:
    """The graph, why its entities are what they are, and which things of which articles stand behind each."""

    graph: Graph
    decisions: tuple[Decision, ...]
    members: Mapping[str, Sequence[str]]


def resolve(
    extractions: Iterable[Extraction],
    *,
    known: Knowledge | None = None,
    rulings: Sequence[Ruling] = (),
    scratch: Path | None = None,
) -> Graph:
    """The graph of all that the articles say, each thing once; `known` and `rulings` are as in `decide`.

    What is too much for memory lies in files without a name in the `scratch` folder, else in the system's own.
    """
    return _Resolver(known, rulings, scratch, explain=False).resolution(extractions).graph


def decide(
    extractions: Iterable[Extraction], *, known: Knowledge | None = None, rulings: Sequence[Ruling] = ()
) -> Resolution:
    """The same with its decisions; `known` is a knowledge base in the place of ours, `rulings` what a person ruled."""
    return _Resolver(known, rulings, None, explain=True).resolution(extractions)


class _Resolver:
    """Takes articles in one by one, and keeps of each what merging needs; without `explain` no decisions are kept."""

    def __init__(
        self, known: Knowledge | None, rulings: Sequence[Ruling], scratch: Path | None, *, explain: bool
    ) -> None:
        self.known = known or knowledge.load()
        self.linker = Linker(self.known)
        self.offices = governing(self.known)
        self.ends = ruled.Ends(rulings)
        self.explain = explain
        self.articles: list[Gathered] = []
        self.things = 0
        self.claims, self.triples, self.texts = Claims(scratch), Claims(scratch), Texts(scratch)
        self.links: dict[str, list[Decision]] = {}
        self.left_out: dict[str, list[Decision]] = {}
        self.vocabulary = Vocabulary()
        self.sketches: dict[str, Sketch] = {}

    def resolution(self, extractions: Iterable[Extraction]) -> Resolution:
        """The resolution of all articles."""
        for extraction in extractions:
            self._take(extraction)
        self.texts.settle()
        taken = [gathered.article.id for gathered in self.articles]
        articles = sorted(self.articles, key=lambda gathered: gathered.article.id)
        self.vocabulary.mark(thing for gathered in articles for thing in gathered.things)
        copies = found(self.sketches)
        prints = siblings(copies, self.sketches)
        self.sketches.clear()
        groups, merges = merge(
            in_turn(articles, self.linker.ambiguous),
            self.ends.all(),
            self.linker.bearers,
            siblings=prints,
            explain=self.explain,
        )
        held = marked({gathered.article.id: gathered.article for gathered in articles}, copies)
        graph = assemble(self.texts.articles(held), taken, groups, (self.claims, self.triples))
        if not self.explain:
            return Resolution(graph, (), {})
        links = [made for kind in (self.links, self.left_out) for one in articles for made in kind[one.article.id]]
        made = sorted([*links, *merges], key=lambda d: (d.left, d.right))
        return Resolution(graph, tuple(made), members(articles))

    def _take(self, extraction: Extraction) -> None:
        """What one article says, its things linked; nothing of it depends on another article."""
        gathered = gather(extraction)
        article, things = gathered.article, gathered.things
        linked = list(self.linker.link(things, self.ends.within(article.id, things)))
        claims, left_out = reread(gathered, self.known, self.offices)
        entries = {thing.referent: thing.entry for thing in things if thing.entry is not None}
        for number, thing in enumerate(things, start=self.things):
            thing.number = number
            thing.settle(entries)
        self.things += len(things)
        if self.explain:
            self.links[article.id] = [_linked(thing, chosen) for thing, chosen in linked]
            self.left_out[article.id] = left_out
        words = WORD.findall(article.text)
        self.vocabulary.take(words, things)
        self.sketches[article.id] = sketch(words)
        self.claims.take(len(self.articles), claims)
        self.triples.take(len(self.articles), gathered.open)
        gathered.claims = gathered.open = []
        self.articles.append(gathered)
        self.texts.take(gathered)


def _linked(thing: Thing, chosen: Candidate) -> Decision:
    return Decision(thing.handle, chosen.entry.id, True, chosen.score.value, chosen.score.reasons)
