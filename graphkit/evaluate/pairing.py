"""Which entity of a graph is which of an annotation: one to one, by the names that they have in common."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from graphkit import ontology
from graphkit.evaluate.annotation import Named


def pair(gold: Mapping[str, Named], found: Mapping[str, Named]) -> dict[str, str]:
    """Found id to gold id, one to one: the same coarse type first, then the greatest share of names in common."""
    paired: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, key, identifier in sorted(_candidates(gold, found)):
        if key not in paired and identifier not in taken:
            paired[key] = identifier
            taken.add(identifier)
    return paired


def _candidates(gold: Mapping[str, Named], found: Mapping[str, Named]) -> Iterator[tuple[bool, float, str, str]]:
    bearing: dict[str, set[str]] = defaultdict(set)
    for one in gold.values():
        for name in one.names:
            bearing[name].add(one.id)
    coarse = ontology.load().coarse
    for key, other in found.items():
        for identifier in {g for name in other.names for g in bearing.get(name, ())}:
            one = gold[identifier]
            shared = len(other.names & one.names) / len(one.names)
            yield coarse(other.type) != coarse(one.type), -shared, key, identifier
