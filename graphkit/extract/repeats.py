"""Names that stand again where the pipeline missed them or saw a part: "Hazelaar" after "Janpeter Hazelaar".

One article calls one thing by one name, so a name of several words is believed wherever its words stand, as is one of
one word that the article never writes small, and the surname of a person whom the article has named in full is that
person's.
"""

from collections.abc import Mapping

from graphkit.extract.phrases import Discourse
from graphkit.knowledge import Entry
from graphkit.syntax import Sentence, Token

Candidate = tuple[list[Token], str, Entry | None]
Words = tuple[str, ...]
# The names of several words, with the pipeline's label and the known entry, by their first word; the longest first.
Names = Mapping[str, list[tuple[Words, str, Entry | None]]]

PERSON = "PER"
# A shorter word is seldom the same name again.
SHORTEST = 3
NAME_POS = frozenset({"PROPN", "X"})


def collect(discourse: Discourse, found: list[list[Candidate]]) -> Names:
    """The names of the article that may stand again elsewhere, longest first."""
    names: dict[Words, tuple[str, Entry | None]] = {}
    small = {t.lower for t in discourse.analysis.tokens() if t.text.islower()}
    surnames: dict[Words, set[Words]] = {}
    for tokens, label, entry in (candidate for candidates in found for candidate in candidates):
        words = tuple(t.text for t in tokens)
        if len(words) == 1 and not (label and len(words[0]) >= SHORTEST and words[0].lower() not in small):
            continue
        names.setdefault(words, (label, entry))
        if label == PERSON and words[-1][:1].isupper() and words[-1].isalpha():
            surnames.setdefault(_surname(discourse, words), set()).add(words)
    for short, holders in surnames.items():
        if len(holders) == 1:
            names.setdefault(short, (PERSON, None))
    by_first: dict[str, list[tuple[Words, str, Entry | None]]] = {}
    for words, (label, entry) in sorted(names.items(), key=lambda item: (-len(item[0]), item[0])):
        by_first.setdefault(words[0], []).append((words, label, entry))
    return by_first


def _surname(discourse: Discourse, words: Words) -> Words:
    """How a person named in full may be named again: "Van der Zijl"."""
    particles = discourse.rules.modifiers["particle"]
    start = next((i for i in range(1, len(words)) if words[i] in particles), len(words) - 1)
    first = words[start]
    return (first[:1].upper() + first[1:], *words[start + 1 :])


def again(sentence: Sentence, names: Names, taken: list[Candidate]) -> list[Candidate]:
    """The candidates of a sentence with those names added, and without what is a part of one of them."""
    used = {id(t) for tokens, _, _ in taken for t in tokens}
    kept = list(taken)
    position = 0
    while position < len(sentence.tokens):
        match = _match(sentence, position, names, used) if sentence.tokens[position].text in names else None
        if match is None:
            position += 1
            continue
        tokens = match[0]
        inside = set(map(id, tokens))
        kept = [one for one in kept if not inside & set(map(id, one[0]))]
        kept.append(match)
        position += len(tokens)
    return kept


def _match(sentence: Sentence, position: int, names: Names, used: set[int]) -> Candidate | None:
    tokens = sentence.tokens
    for words, label, entry in names[tokens[position].text]:
        piece = tokens[position : position + len(words)]
        if tuple(t.text for t in piece) != words or all(id(t) in used for t in piece):
            continue
        if _cuts(sentence, position, len(words)):
            continue
        if len(words) == 1 and piece[0].pos not in NAME_POS and sentence.opens_with(piece[0]):
            continue
        return piece, label, entry
    return None


def _cuts(sentence: Sentence, position: int, length: int) -> bool:
    """Whether the match is only a part of a name that the pipeline saw."""
    tokens, end = sentence.tokens, position + length
    starts_inside = bool(tokens[position].entity) and not tokens[position].entity_start
    goes_on = end < len(tokens) and bool(tokens[end].entity) and not tokens[end].entity_start
    return starts_inside or goes_on
