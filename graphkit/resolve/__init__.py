"""From extractions to the graph: linking to the knowledge base, merging across articles, evidence to statements."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graphkit import knowledge
from graphkit.graph import Graph
from graphkit.knowledge import Knowledge
from graphkit.model import Decision, Extraction
from graphkit.resolve import rulings as ruled
from graphkit.resolve.assemble import assemble
from graphkit.resolve.compare import Fact, Group, single
from graphkit.resolve.duplicates import marked
from graphkit.resolve.link import Candidate, Linker
from graphkit.resolve.merge import merge
from graphkit.resolve.reread import governing, reread
from graphkit.resolve.rulings import Ruling
from graphkit.resolve.things import Thing, gather, mark_common

# What more than 2 in 100 articles name (a capital, a governing party) is beside everything.
COMMON, FEW = 0.02, 3


@dataclass(frozen=True, slots=True)
class Resolution:
    """The graph, why its entities are what they are, and which things of which articles stand behind each."""

    graph: Graph
    decisions: tuple[Decision, ...]
    members: Mapping[str, Sequence[str]]


def resolve(extractions: Iterable[Extraction]) -> Graph:
    """The graph of all that the articles say, each thing once, with the knowledge base that ships with graphkit."""
    return decide(extractions).graph


def decide(
    extractions: Iterable[Extraction], *, known: Knowledge | None = None, rulings: Sequence[Ruling] = ()
) -> Resolution:
    """The same with its decisions; `known` is another knowledge base, `rulings` what a person has ruled."""
    held = sorted(extractions, key=lambda e: e.article.id)
    base = known or knowledge.load()
    articles = [gather(extraction) for extraction in held]
    mark_common([(extraction.article, things) for extraction, things in zip(held, articles, strict=True)])
    rules = ruled.apply(rulings, (thing for things in articles for thing in things))
    linker = Linker(base)
    links = [_linked(thing, chosen) for things in articles for thing, chosen in linker.link(things, rules)]
    offices = governing(base)
    checked = [reread(extraction, things, base, offices) for extraction, things in zip(held, articles, strict=True)]
    links += [decision for _, left_out in checked for decision in left_out]
    groups, merges = merge(_groups(articles, linker), rules, linker.bearers)
    graph, members = assemble((extraction for extraction, _ in checked), groups)
    graph = replace(graph, articles=marked(graph.articles))
    return Resolution(graph, tuple(sorted([*links, *merges], key=lambda d: (d.left, d.right))), members)


def _common(articles: Sequence[list[Thing]]) -> set[str]:
    """The known things that so many articles name that it says nothing of two articles that both do."""
    counted = Counter(entry for things in articles for entry in {t.entry.id for t in things if t.entry is not None})
    limit = max(FEW, COMMON * len(articles))
    return {entry for entry, number in counted.items() if number > limit}


def _linked(thing: Thing, chosen: Candidate) -> Decision:
    return Decision(thing.handle, chosen.entry.id, True, chosen.score.value, chosen.score.reasons)


def _groups(articles: Iterable[list[Thing]], linker: Linker) -> Iterator[Group]:
    """A group for each thing; those that are linked to one entry are one from the start."""
    held = list(articles)
    common = _common(held)
    known: dict[str, Group] = {}
    for things in held:
        entries = {thing.referent: thing.entry for thing in things}
        named = {entry.id for entry in entries.values() if entry is not None} - common
        for thing in things:
            beside = named - {thing.entry.id} if thing.entry else named
            group = single(thing, set(beside), ambiguous=thing.entry is None and linker.ambiguous(thing))
            # Whose municipality "the municipality" is was guessed where no sentence names both: no sign of a merge.
            group.facts = {
                Fact(relation, direction, target.id, target.type)
                for relation, direction, referent in (thing.told if group.generic else thing.claims)
                if (target := entries.get(referent)) is not None and relation not in thing.unplaced
            }
            if thing.entry is None:
                yield group
            elif thing.entry.id in known:
                known[thing.entry.id].absorb(group)
            else:
                known[thing.entry.id] = group
    yield from known.values()
