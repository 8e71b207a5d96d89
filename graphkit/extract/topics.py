"""What an article is about: whether it is of sports, and which of several things it names is its subject."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graphkit.extract.rules import Rules
from graphkit.syntax import Sentence

if TYPE_CHECKING:
    from graphkit.extract.phrases import Phrase

# The words of sports; in how many sentences, and what share of them, an article of sports has one; and what share has
# where anything that it names may be its contest. Features have a quarter (a report three), others a sixth at most.
SPORTING = ("sporting", "position", "athlete", "sport")
FEWEST, SHARE, THROUGHOUT = 2, 0.22, 0.4
# How many sentences a report of one contest has at most.
REPORT = 20


def of_sports(rules: Rules, sentences: Iterable[Sentence]) -> float:
    """The share of sentences that speak of sports, from 0 to 1; 0 where hardly any does."""
    words = rules.united(*SPORTING)
    spoken = [
        any(not words.isdisjoint((t.lemma.lower(), t.lower, t.parts[-1].lower())) for t in sentence.tokens)
        for sentence in sentences
    ]
    return sum(spoken) / len(spoken) if sum(spoken) >= FEWEST else 0.0


def most(named: "list[list[Phrase]]") -> "Phrase | None":
    """The first name of what is named most, or first of those, where that is one thing."""
    often = max(map(len, named), default=0)
    found = [phrases[0] for phrases in named if len(phrases) == often]
    first = min((p.sentence.index for p in found), default=0)
    found = [p for p in found if p.sentence.index == first]
    return found[0] if len(found) == 1 else None


def is_other(rules: Rules, event: str) -> bool:
    """Whether an event of this name is no contest: a war, a congress, or a league that goes on all year."""
    words = {word.lower() for word in event.replace("-", " ").split()}
    return not words.isdisjoint(rules.nouns["conflict"] | rules.nouns["season"] | rules.nouns["talk"])
