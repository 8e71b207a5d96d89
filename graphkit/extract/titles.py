"""Which words are offices and jobs that a person's name may follow."""

from dataclasses import replace
from functools import cache

from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import RoleRule, Rules
from graphkit.syntax import Token

# A portfolio stands behind one of these and has few words: "van Volkshuisvesting en Ruimtelijke Ordening".
OF = ("van", "voor")
LONGEST_PORTFOLIO = 7
OFFICE = "minister_of"
# What two heads of states, or two ministers, are to each other's countries.
OFFICES = ("head_of_state", "head_of_government", "minister_of")
# The words of "officier van justitie" and "commissaris van de koningin"; a shorter one is an adjective and a noun.
SHORTEST_TITLE, LONGEST_TITLE = 3, 4


def is_title(discourse: Discourse, token: Token) -> bool:
    """Whether the token is a singular office or job that a person's name may follow."""
    labels = discourse.rules.labels
    if token.pos not in labels["noun_pos"] and token.pos not in labels["name_pos"]:
        return False
    if "Number=Plur" in token.morph or begins_name(discourse, token):
        return False
    return bool(roles_of(discourse, token)) or token.lower.rpartition("-")[2] in discourse.rules.nouns["person"]


def follows_portfolio(discourse: Discourse, token: Token) -> bool:
    """Whether what stands before the token is of what an office is: "minister van Buitenlandse Zaken X"."""
    word = discourse.preceding(token)
    for _ in range(LONGEST_PORTFOLIO):
        if word is None or not (in_portfolio(word) or word.lower in OF):
            return False
        if word.lower in OF:
            office = discourse.preceding(word)
            return (
                word is not discourse.preceding(token)
                and office is not None
                and any(rule.relation == OFFICE for rule in roles_of(discourse, office))
            )
        word = discourse.preceding(word)
    return False


def in_portfolio(token: Token) -> bool:
    """Whether the word may stand in a portfolio: "Onderwijs, Cultuur en Wetenschap"."""
    return token.pos in ("ADJ", "NOUN", "PROPN", "CCONJ", "DET") or token.text == ","


def begins_name(discourse: Discourse, token: Token) -> bool:
    """Whether an office's word with a capital inside a sentence is the front of another name: "de Premier League"."""
    if not token.text.istitle() or discourse.sentence(token).opens_with(token):
        return False
    follower = discourse.following(token)
    told = discourse.rules.types["part"].get(follower.lower) if follower is not None else None
    return told is not None and told != "Person"


def roles_of(discourse: Discourse, token: Token) -> tuple[RoleRule, ...]:
    """The rules of the office that the token is or ends with: "directeur-generaal", "Ajax-trainer"."""
    return discourse.rules.roles.get(token.lower, ()) or discourse.rules.role(token.lower.rpartition("-")[2])


def ending(discourse: Discourse, last: Token) -> tuple[RoleRule, ...]:
    """The rules of the office that ends with this word, be it of several: "commissaris van de koning"."""
    for token in last.sentence.tokens[max(0, last.index - LONGEST_TITLE) : last.index]:
        if tail(discourse, token) is last:
            return discourse.rules.roles[long(discourse, token)]
    return roles_of(discourse, last) if is_title(discourse, last) else ()


def past_honorifics(discourse: Discourse, token: Token | None) -> Token | None:
    """The token, or the first one behind honorifics and one rank: "directeur dr. X", "president generaal X"."""
    words, ranks = discourse.rules.modifiers["honorific"], discourse.rules.nouns["rank_title"]
    while token is not None and discourse.at(token) is None and (token.lower in words or token.lower in ranks):
        token = discourse.following(token)
    return token


def is_titled(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether a noun of its own stands before a name: "premier Bos en minister Kok" are not two premiers."""
    before = discourse.preceding(phrase.tokens[0])
    if before is None or before.pos not in discourse.rules.labels["noun_pos"]:
        return False
    return discourse.at(before) is None or id(before) in discourse.prefixes


def tail(discourse: Discourse, role: Token) -> Token:
    """The last word of an office of several: "koningin" of "commissaris van de koningin", else the office itself."""
    tokens, last = role.sentence.tokens, role
    if role.lower not in _openings(discourse.rules):
        return last
    for end in range(role.index + SHORTEST_TITLE, min(role.index + LONGEST_TITLE, len(tokens)) + 1):
        if " ".join(token.lower for token in tokens[role.index : end]) in discourse.rules.roles:
            last = tokens[end - 1]
    return last


@cache
def _openings(rules: Rules) -> frozenset[str]:
    """The first words of the offices of several words."""
    return frozenset(role.partition(" ")[0] for role in rules.roles if " " in role)


def long(discourse: Discourse, role: Token) -> str:
    """The office of several words that begins with this one, or nothing."""
    last = tail(discourse, role)
    return " ".join(t.lower for t in role.sentence.tokens[role.index : last.index + 1]) if last is not role else ""


def is_inside(discourse: Discourse, word: Token) -> bool:
    """Whether the word is a later one of an office of several: the king of "commissaris van de koning"."""
    before = word.sentence.tokens[max(0, word.index - LONGEST_TITLE) : word.index]
    return any(tail(discourse, token).index >= word.index for token in before)


def joined(discourse: Discourse, role: Token) -> list[Token]:
    """The office that "en" joins to this one, wherever the tree hangs it: "Lega-leider en vice-premier X"."""
    conjunction = discourse.following(role)
    other = discourse.following(conjunction) if conjunction is not None and conjunction.pos == "CCONJ" else None
    return [other] if other is not None and discourse.at(other) is None and is_title(discourse, other) else []


def is_counterpart(discourse: Discourse, noun: Token) -> bool:
    """Whether the noun is for who has the same office elsewhere: "zijn Duitse ambtgenoot"."""
    return noun.lemma.lower() in discourse.rules.nouns["counterpart"]


def of_counterpart(discourse: Discourse, noun: Token) -> tuple[RoleRule, ...]:
    """The rules of the office of a state that "zijn Duitse collega" has: that of who is named before in it.

    One without a land of his own has it of the same land: "haar ambtgenoot van D66, X".
    """
    own = any(id(child) in discourse.adjectives for child in noun.children)
    for token in reversed(noun.sentence.tokens[: noun.index]):
        if discourse.at(token) is not None and id(token) not in discourse.prefixes:
            continue
        held = tuple(r for r in roles_of(discourse, token) if r.relation in OFFICES and "adj" in r.slots)
        if held and own:
            return tuple(replace(rule, default="") for rule in held)
        if held:  # "Zijn collega van Financiën" is a minister, whatever he himself is.
            abroad = any(id(child) in discourse.adjectives for child in token.children)
            return () if abroad else tuple(rule for rule in held if rule.relation == OFFICE)
    return ()


def is_workplace(discourse: Discourse, person: Phrase, body: Phrase) -> bool:
    """Whether a body in brackets is known to be one, or stands behind somebody with a job: "viroloog X (Y)"."""
    if body.entry is not None or any(word.lower in discourse.rules.types["sure"] for word in body.tokens):
        return True
    noun = discourse.preceding(person.tokens[0])
    return noun is not None and any(rule.relation == "employed_by" for rule in roles_of(discourse, noun))
