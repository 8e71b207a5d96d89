"""Which words are offices and jobs that a person's name may follow."""

from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import RoleRule
from graphkit.syntax import Token

# A portfolio stands behind one of these and has few words: "van Volkshuisvesting en Ruimtelijke Ordening".
OF = ("van", "voor")
LONGEST_PORTFOLIO = 7
OFFICE = "minister_of"


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


def is_titled(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether a noun of its own stands before a name: "premier Bos en minister Kok" are not two premiers."""
    before = discourse.preceding(phrase.tokens[0])
    if before is None or before.pos not in discourse.rules.labels["noun_pos"]:
        return False
    return discourse.at(before) is None or id(before) in discourse.prefixes
