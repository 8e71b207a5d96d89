"""What a person looks at: why mentions are one, and pairs that are uncertain, with the sentences behind them.

Both are asked of a `Resolution`, which `decide(Corpus(folder).extractions(), known=…, rulings=…)` makes anew from what
a build keeps; the texts are for a terminal and carry no markup.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.graph import Graph
from graphkit.model import Decision, Evidence
from graphkit.resolve import Resolution
from graphkit.resolve.rulings import COLUMNS, DIFFERENT, MARK, SAME

SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """An uncertain pair: the decision, both entities, and what the articles say of them."""

    decision: Decision
    left: str
    right: str
    left_said: tuple[Evidence, ...]
    right_said: tuple[Evidence, ...]


def uncertain(resolution: Resolution) -> Iterator[Pair]:
    """The pairs that a person should rule on, the likeliest first, with sentences about both sides."""
    entity = _entities(resolution)
    unsure = [d for d in resolution.decisions if not d.same and entity[d.left] != entity[d.right]]
    said = _said(resolution.graph, {entity[end] for made in unsure for end in (made.left, made.right)})
    for made in sorted(unsure, key=lambda d: (-d.score, d.left, d.right)):
        left, right = entity[made.left], entity[made.right]
        yield Pair(made, left, right, _sentences(said[left], made.left), _sentences(said[right], made.right))


def merges(resolution: Resolution, entity: str) -> list[Decision]:
    """Why the mentions of an entity are one, and with what it nearly was: the decisions that touch it, by its id."""
    members = {*resolution.members.get(entity, ()), entity}
    touched = [made for made in resolution.decisions if made.left in members or made.right in members]
    return sorted(touched, key=lambda d: (not d.same, -d.score, d.left, d.right))


def explained(resolution: Resolution, entity: str) -> str:
    """The same as text: a line for each article's thing and why it was joined, then what was left apart."""
    lines = []
    for made in merges(resolution, entity):
        verb = "is" if made.same else "may be"
        lines.append(line(f"{made.left} {verb} {made.right}") + f"  {made.score:.2f}: {line('; '.join(made.reasons))}")
    alone = [handle for handle in resolution.members.get(entity, ()) if not any(line(handle) in text for text in lines)]
    return "\n".join([*lines, *(f"{handle} was joined to nothing" for handle in alone)]) + "\n"


def shown(pair: Pair) -> str:
    """A pair as text: both sides with sentences, the reasons, and the rows of `decisions.tsv` that would settle it."""
    made = pair.decision
    lines = [line(f"{made.left} ?= {made.right} {made.score:.2f}: {'; '.join(made.reasons)}")]
    for handle, said in ((made.left, pair.left_said), (made.right, pair.right_said)):
        lines += [f"  {line(handle)}: {line(evidence.quote)}" for evidence in said]
    lines += [f"  {ruling(made, same=same)}" for same in (True, False)]
    return "\n".join(lines) + "\n"


def line(text: str) -> str:
    """A text on one line and without what a terminal would obey."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def ruling(made: Decision, *, same: bool) -> str:
    """The row of `decisions.tsv` that settles a pair; what is left to write is why."""
    return "\t".join((made.left, made.right, SAME if same else DIFFERENT, ""))


def header() -> str:
    """The first line of `decisions.tsv`."""
    return "\t".join(COLUMNS)


def _entities(resolution: Resolution) -> dict[str, str]:
    """The entity of each handle; an entry of the knowledge base is its own."""
    found = {end: end for made in resolution.decisions for end in (made.left, made.right)}
    return found | {handle: key for key, handles in sorted(resolution.members.items()) for handle in handles}


def _said(graph: Graph, wanted: set[str]) -> dict[str, list[Evidence]]:
    """The evidence of all statements about each of the entities, in one pass over the graph."""
    found: dict[str, list[Evidence]] = {entity: [] for entity in wanted}
    for statement, evidence in graph.statements.items():
        for entity in {statement.subject, statement.object} & wanted:
            found[entity] += evidence
    return found


def _sentences(said: list[Evidence], handle: str) -> tuple[Evidence, ...]:
    """What the handle's article says of it, or where it says nothing, what any article does."""
    article = handle.partition(MARK)[0]
    here = [item for item in said if item.article == article] or said
    first = {(item.article, item.span): item for item in sorted(here, key=lambda item: item.key, reverse=True)}
    return tuple(sorted(first.values(), key=lambda item: item.key)[:SENTENCES])
