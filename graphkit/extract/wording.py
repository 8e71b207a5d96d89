"""Which words belong to a description, and where the place stands that tells which one is meant."""

from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import DescriptorRule
from graphkit.syntax import Token

ANYTHING = "*"
EVENT = "Event"
IN, OF = "in", "van"
# How many words may stand between an event and the preposition before its place.
LONGEST_AIM = 7
# What a portfolio is made of: "verkeer", "binnenlandse zaken", "Financiën".
PORTFOLIO = frozenset({"ADJ", "NOUN", "PROPN"})
# What may stand between an event and its place.
AIMED = PORTFOLIO | {"ADP", "DET", "CCONJ"}


def words_of(discourse: Discourse, token: Token, rule: DescriptorRule, placed: list[Token]) -> list[Token]:
    """The words from the first to the last of those that the place and the portfolio span, without a verb's."""
    if any(t.pos in discourse.rules.labels["verb_pos"] for t in placed):
        placed = between(discourse, token, [c for c in token.children if c.pos == "ADJ"])
    inside = [t for s in rule.slots if s.endswith(ANYTHING) for t in portfolio(discourse, token, s.rstrip(ANYTHING))]
    front = opening(discourse, token) if " " in rule.noun else []
    return between(discourse, token, [*front, *placed, *inside])


def kind_of(discourse: Discourse, first: Token, rule: DescriptorRule) -> list[Token]:
    """The adjectives right before a description that belong to it: "militaire gevangenis", "eerste Europese synode"."""
    classes = discourse.rules.modifiers["classifying"]
    found: list[Token] = []
    before = discourse.preceding(first)
    while before is not None and (before.lower in classes or (rule.type == EVENT and tells_which(discourse, before))):
        found.insert(0, before)
        before = discourse.preceding(before)
    return found


def tells_which(discourse: Discourse, adjective: Token) -> bool:
    """Whether the adjective tells which event of a row, or of which land, is meant: "de tweede top"."""
    return adjective.lower in discourse.rules.nouns["rank"] or id(adjective) in discourse.adjectives


def aim_of(discourse: Discourse, token: Token, place: Phrase) -> list[Token]:
    """The words of an event up to its place or to whose it is: "aanslag op een markt in Berlijn", "congres van D66"."""
    words = [token]
    follower = discourse.following(token)
    if follower is None or follower.lower not in discourse.rules.modifiers["aim"]:
        return words
    while follower is not None and len(words) < LONGEST_AIM and discourse.at(follower) is not place:
        words.append(follower)
        follower = discourse.following(follower)
    if any(t.pos in discourse.rules.labels["verb_pos"] or t.pos == "PUNCT" for t in words):
        return [token]
    names = [i for i, word in enumerate(words) if discourse.at(word) is not None]
    if names:
        return words[: names[-1] + 1]
    whose = words[1].lower == OF  # "Het protest van duizend boeren in Zwolle" is not called so.
    return [*words, *place.tokens] if discourse.at(follower) is place and not whose else [token]


def across(discourse: Discourse, token: Token) -> list[Phrase]:
    """The place behind what an event is aimed at: "aanslag op een markt in Berlijn", "congres van D66 in Assen"."""
    follower = discourse.following(token)
    if follower is None or follower.lower not in discourse.rules.modifiers["aim"]:
        return []
    for _ in range(LONGEST_AIM):
        follower = discourse.following(follower) if follower is not None else None
        if follower is None or follower.pos not in AIMED:
            return []
        if follower.lower == IN:
            place = discourse.at(discourse.following(follower))
            return [place] if place is not None else []
    return []


def behind(discourse: Discourse, token: Token, preposition: str) -> list[Phrase]:
    """The place behind the noun and the preposition, wherever the tree hangs it: "in de deelstaat Virginia"."""
    follower = discourse.following(token)
    if follower is None or follower.lower != preposition:
        return []
    place, nouns = discourse.following(follower), discourse.rules.nouns["settlement"]
    while place is not None and discourse.at(place) is None and (place.pos == "DET" or place.lower in nouns):
        place = discourse.following(place)
    phrase = discourse.at(place)
    return [phrase] if phrase is not None else []


def adjoins(discourse: Discourse, token: Token, preposition: str) -> bool:
    """Whether the preposition stands right behind the noun: not in "de demonstratie gisteren in Zwolle"."""
    follower = discourse.following(token)
    return follower is not None and follower.lower == preposition


def portfolio(discourse: Discourse, token: Token, preposition: str) -> list[Token]:
    """The words of a portfolio behind the noun: "van verkeer en waterstaat"; read off the text, not the tree."""
    follower = discourse.following(token)
    if follower is None or follower.lower != preposition:
        return []
    found: list[Token] = []
    joint: Token | None = follower
    while joint is not None:
        words = _words(discourse, joint)
        if not words:
            return found
        found = [*found, joint, *words] if found else words
        joint = discourse.following(words[-1])
        joint = joint if joint is not None and (joint.pos == "CCONJ" or joint.text == ",") else None
    return found


def _words(discourse: Discourse, before: Token) -> list[Token]:
    """The adjectives and the noun that stand behind a token."""
    found: list[Token] = []
    token = discourse.following(before)
    while token is not None and token.pos in PORTFOLIO:
        found.append(token)
        if token.pos != "ADJ":
            return found
        token = discourse.following(token)
    return []


def opening(discourse: Discourse, token: Token) -> list[Token]:
    """The word right before a noun that its row has too: "katholieke" of "katholieke kerk"."""
    before = discourse.preceding(token)
    return [before] if before is not None else []


def between(discourse: Discourse, token: Token, others: list[Token]) -> list[Token]:
    """The tokens from the first to the last of all these."""
    if not others:
        return [token]
    indexes = [token.index, *(t.index for t in others)]
    return discourse.sentence(token).tokens[min(indexes) : max(indexes) + 1]
