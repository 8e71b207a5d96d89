"""Institutions that the text describes instead of naming: "het Iraakse parlement", "het kabinet"."""

from functools import lru_cache

from graphkit import ontology
from graphkit.extract import arguments, attachment
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import WORDS, DescriptorRule, Rules
from graphkit.model import Naming
from graphkit.syntax import Sentence, Token

ANYTHING = "*"
OF_ARTICLE = "article:City"
COMPOUND = "compound"
EVENT = "Event"
SMALL = ("City", "Facility")
# A shorter noun is no part of a word without a hyphen: a "laptop" is no "top".
SHORTEST_SUFFIX = 5
# What a portfolio is made of: "verkeer", "binnenlandse zaken", "Financiën".
PORTFOLIO = frozenset({"ADJ", "NOUN", "PROPN"})


def find(discourse: Discourse) -> None:
    """Adds a phrase for every noun that, with a place or alone, describes one institution."""
    for sentence in discourse.analysis.sentences:
        for token in sentence.tokens:
            fronted = id(token) in discourse.prefixes
            if (fronted or token.pos in discourse.rules.labels["noun_pos"]) and discourse.at(token) is None:
                for rule in _rules(discourse, token):
                    if _describe(discourse, sentence, token, rule):
                        break
    discourse.phrases.sort(key=lambda p: (p.start, p.end))


def _rules(discourse: Discourse, token: Token) -> tuple[DescriptorRule, ...]:
    adjectives = [c for c in token.children if c.dep in discourse.rules.labels["adjective_modifier"]]
    adjective = next((c for c in adjectives if id(c) not in discourse.adjectives), next(iter(adjectives), None))
    lemma = token.lemma.lower()
    is_plural = "Number=Plur" in token.morph
    plural = discourse.rules.descriptor(token.lower) if is_plural or token.lower != lemma else ()
    if adjective is not None:
        plural = discourse.rules.descriptor(f"{adjective.lower} {token.lower}") or plural
    if plural:
        return plural
    ends = _compound(discourse.rules, lemma) or _compound(discourse.rules, token.lower)
    if is_plural and not any(r.type == EVENT for r in (*discourse.rules.descriptor(lemma), *ends)):
        return ()
    if adjective is not None:
        found = discourse.rules.descriptor(f"{adjective.lower} {lemma}")
        if found:
            return found
    return discourse.rules.descriptor(lemma) or ends


@lru_cache(maxsize=WORDS)
def _compound(rules: Rules, lemma: str) -> tuple[DescriptorRule, ...]:
    """The rules of the event that a compound ends with: "klimaatmars" is a "mars", "NAVO-top" a "top"."""
    for start in range(2, len(lemma) - 2):
        loose = len(lemma) - start >= SHORTEST_SUFFIX or lemma[start - 1] == "-"
        found = tuple(r for r in rules.descriptor(lemma[start:]) if r.home == COMPOUND or (loose and r.type == EVENT))
        if found:
            return found
    return ()


def _describe(discourse: Discourse, sentence: Sentence, token: Token, rule: DescriptorRule) -> bool:
    """Adds the phrase where the rule's place is there; says whether it was."""
    for slot in rule.slots:
        places, tokens = _places(discourse, token, slot)
        places = [p for p in places if _placed(discourse, token, rule, p)]
        if places and not _unnamed(discourse, token, rule) and not _doubles(discourse, token, rule, places[0]):
            if any(t.pos in discourse.rules.labels["verb_pos"] for t in tokens):
                tokens = _between(discourse, token, [c for c in token.children if c.pos == "ADJ"])
            inside = [t for s in rule.slots if s.endswith(ANYTHING)
                      for t in _portfolio(discourse, token, s.rstrip(ANYTHING))]  # fmt: skip
            words = _between(discourse, token, [*tokens, *inside])
            if rule.type == EVENT and slot not in ("adj", "app") and not _adjoins(discourse, token, slot):
                words = [token]
            _add(discourse, sentence, words, rule, places[0])
            return True
        if slot.endswith(ANYTHING) and len(tokens) > 1:
            _add(discourse, sentence, tokens, rule, None)
            return True
    if rule.home == COMPOUND:
        if rule.noun in (token.lower, token.lemma.lower()) or not _definite(discourse, token):
            return False
        words = (
            _between(discourse, token, [c for c in token.children if c.pos == "ADJ"]) if " " in rule.noun else [token]
        )
        _add(discourse, sentence, words, rule, None)
        return True
    if rule.home and _definite(discourse, token) and not any(attachment.prepositional(discourse, token, "van")):
        _add(discourse, sentence, [token], rule, None)
        return True
    return False


def _doubles(discourse: Discourse, token: Token, rule: DescriptorRule, place: Phrase) -> bool:
    """Whether the noun only says what the name behind it is, where both are not known as one: "provincie Xinjiang"."""
    return (
        place.type == rule.type
        and place is discourse.at(discourse.following(token))
        and not discourse.knowledge.lookup(f"{token.text} {place.text}")
    )


def _unnamed(discourse: Discourse, token: Token, rule: DescriptorRule) -> bool:
    """Whether the noun means any one building or body of its kind: "een ziekenhuis in Zwolle"."""
    words = discourse.rules.modifiers["indefinite"]
    return rule.type in {"Facility", "Organization"} and any(child.lower in words for child in token.children)


def _adjoins(discourse: Discourse, token: Token, preposition: str) -> bool:
    """Whether the preposition stands right behind the noun: not in "de demonstratie gisteren in Zwolle"."""
    follower = discourse.following(token)
    return follower is not None and follower.lower == preposition


def _placed(discourse: Discourse, token: Token, rule: DescriptorRule, place: Phrase) -> bool:
    """Whether the place tells which one is meant: "een aanslag in Zwolle" does, "een aanslag in Nederland" does not."""
    if rule.home == OF_ARTICLE:
        return place.type == "City"
    if rule.relation and not ontology.load().accepts(rule.relation, rule.type, place.type):
        return False
    return rule.type != EVENT or place.type in SMALL or _definite(discourse, token)


def _definite(discourse: Discourse, token: Token) -> bool:
    """Whether the noun stands with a definite article and nothing that would tell which one."""
    words = discourse.rules.modifiers
    return any(c.lower in words["definite"] for c in token.children) and not any(
        c.lower in words["indefinite"] for c in token.children
    )


def _places(discourse: Discourse, token: Token, slot: str) -> tuple[list[Phrase], list[Token]]:
    """The places in a slot, and the tokens from the first to the last word of the description."""
    if slot == "adj":
        places = arguments.adjectives(discourse, token)
        return places, _between(discourse, token, [t for p in places for t in p.tokens])
    if slot == "app":
        following = discourse.following(token)
        phrase = discourse.at(following)
        return ([phrase], _between(discourse, token, phrase.tokens)) if phrase is not None else ([], [])
    if slot.endswith(ANYTHING):
        inside = _portfolio(discourse, token, slot.rstrip(ANYTHING))
        return [], _between(discourse, token, inside)
    places = []
    for child in attachment.prepositional(discourse, token, slot):
        phrase = discourse.headed(child)
        if phrase is not None:
            places.append(phrase)
    if not places:
        places = _next(discourse, token, slot)
    return places, _between(discourse, token, [t for p in places[:1] for t in p.tokens])


def _next(discourse: Discourse, token: Token, preposition: str) -> list[Phrase]:
    """The place right behind the noun and the preposition, where the tree hangs it on the verb."""
    follower = discourse.following(token)
    phrase = discourse.at(discourse.following(follower)) if follower is not None else None
    return [phrase] if phrase is not None and follower is not None and follower.lower == preposition else []


def _portfolio(discourse: Discourse, token: Token, preposition: str) -> list[Token]:
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


def _between(discourse: Discourse, token: Token, others: list[Token]) -> list[Token]:
    if not others:
        return [token]
    indexes = [token.index, *(t.index for t in others)]
    return discourse.sentence(token).tokens[min(indexes) : max(indexes) + 1]


def _add(
    discourse: Discourse, sentence: Sentence, tokens: list[Token], rule: DescriptorRule, place: Phrase | None
) -> None:
    text = discourse.analysis.article.text[tokens[0].start : tokens[-1].end]
    entries = discourse.knowledge.lookup(text)
    phrase = Phrase(
        sentence, tokens, tokens[0].start, tokens[-1].end, text, rule.type, Naming.DESCRIPTION,
        entry=entries[0] if entries else None, row=rule.row.rule,
        noun=discourse.rules.institution(rule.noun), place=place,
    )  # fmt: skip
    named = {id(t): discourse.naming[id(t)] for t in tokens if id(t) in discourse.naming}
    discourse.add(phrase)
    discourse.naming.update(named)
