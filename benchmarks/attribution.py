"""How often a built graph attributes a statement as annotators do: to nobody, to the same entity, or to like words.

python -m benchmarks.attribution OUTPUT_DIR

GRAPHKIT_SHARED names the folder that holds `gold/`. Statements count whose subject, relation and object are right,
whatever their certainty; a statement that one sentence of the article says without a source has none.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.evaluate.annotation import directed, named, normal
from graphkit.evaluate.judge import pair
from graphkit.export import tables
from graphkit.graph import Graph
from graphkit.model import Certainty, Evidence
from training import sources
from training.split import CHECK, DEVELOP, halves

KINDS = ("none", "entity", "words")


@dataclass(frozen=True, slots=True)
class Match:
    """One statement that an article's annotation and the graph share; `said_by` is in the annotation's ids."""

    article: str
    relation: str
    certainty: Certainty
    said: Certainty
    source: str | None
    said_by: str | None
    evidence: Evidence
    known: frozenset[str]


def matches(graph: Graph, gold: Mapping[str, Any]) -> Iterator[Match]:
    """The statements that the graph has right in one annotated article."""
    article = gold["doc"]
    ours = {e.id: named(e.id, e.type, e.label, e.names) for e in graph.entities.values() if article in e.articles}
    theirs = {e["id"]: named(e["id"], e["type"], e["name"], e["mentions"]) for e in gold["entities"]}
    paired = pair(theirs, ours)
    wanted: dict[tuple[str, str, str], Mapping[str, Any]] = {}
    for one in sorted(gold["statements"], key=lambda s: Certainty(s["certainty"]) is not Certainty.ASSERTED):
        wanted.setdefault(directed(one["subject"], one["relation"], one["object"]), one)
    found: dict[tuple[str, str, str], list[tuple[Certainty, Evidence]]] = defaultdict(list)
    for statement, held in graph.statements.items():
        ends = paired.get(statement.subject, "?"), paired.get(statement.object, "?")
        here = [(statement.certainty, evidence) for evidence in held if evidence.article == article]
        found[directed(ends[0], statement.relation, ends[1])] += here
    for triple, one in wanted.items():
        if found.get(triple):
            yield _match(one, found[triple], paired, frozenset(theirs))


def _match(
    one: Mapping[str, Any], found: list[tuple[Certainty, Evidence]], paired: Mapping[str, str], known: frozenset[str]
) -> Match:
    order = sorted(found, key=lambda f: (f[0] is not Certainty.ASSERTED, f[1].qualifiers.attributed_to or "", f[1].key))
    said, evidence = order[0]
    by = evidence.qualifiers.attributed_to
    return Match(
        evidence.article, one["relation"], Certainty(one["certainty"]), said, one["attributed_to"],
        None if by is None else paired.get(by, by), evidence, known,
    )  # fmt: skip


def agrees(match: Match) -> bool:
    """Whether both name the same source: the same entity, or words of which one contains the other."""
    if match.source is None or match.said_by is None or match.source in match.known:
        return match.source == match.said_by
    left, right = normal(match.source), normal(match.said_by)
    return left in right or right in left


def kind(match: Match) -> str:
    """What the annotation names as the source."""
    return "none" if match.source is None else "entity" if match.source in match.known else "words"


def by_half(folder: Path) -> dict[str, list[Match]]:
    """The right statements of a build in each half of the annotated articles."""
    graph = tables.read(folder)
    lines = (sources.shared() / "gold" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines if line]
    known = halves(one["doc"] for one in gold)
    found: dict[str, list[Match]] = {DEVELOP: [], CHECK: []}
    for one in gold:
        found[known[one["doc"]]] += matches(graph, one)
    return found


def main() -> None:
    """Prints one line for each half and kind of source."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("output", type=Path)
    parser.add_argument("--list", action="store_true", help="list what differs in the developing half")
    options = parser.parse_args()
    for half, found in by_half(options.output).items():
        counted = Counter(kind(match) for match in found)
        right = Counter(kind(match) for match in found if agrees(match))
        print(f"{half:8} " + "  ".join(f"{k} {right[k]}/{counted[k]}" for k in KINDS), end="  ")
        print(f"all {right.total()}/{counted.total()} {right.total() / max(1, counted.total()):.3f}")
        if options.list and half == DEVELOP:
            for match in found:
                if not agrees(match):
                    print(match.article, match.relation, match.source, match.said_by, match.evidence.quote, sep="\t")


if __name__ == "__main__":
    main()
