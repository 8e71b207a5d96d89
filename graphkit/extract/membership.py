"""What offices leave to the rest of the text: whose party a leader's is, and who is an example of a plural."""

from graphkit.extract import arguments
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import RoleRule
from graphkit.model import Naming
from graphkit.syntax import Token

OWN = "own:"
HEAD, MEMBER = "head_of", "member_of"
# Where a party's group may sit, and the council of a town.
SEATS = ("City", "Region", "GovernmentBody")
COUNCIL = "gemeenteraad"
PLURAL = "Number=Plur"
# Between a plural and its examples stands at most what they are of: "Kamerleden van de oppositie, zoals X".
GAP = 8


def exemplified(discourse: Discourse, role: Token) -> list[Phrase]:
    """The persons who are named as examples of those who hold an office: "Kamerleden, onder wie X en Y"."""
    if PLURAL not in role.morph:
        return []
    token = discourse.following(role)
    for _ in range(GAP):
        if token is None or token.pos in discourse.rules.labels["verb_pos"] or discourse.at(token) is not None:
            return []
        after = discourse.following(token)
        if token.lower in discourse.rules.modifiers["example"]:
            phrase = discourse.at(after)
            named = arguments.referred(discourse, phrase.head) if phrase is not None else []
            return [p for p in named if p.type == "Person"]
        token = after
    return []


def beside(discourse: Discourse, role: Token, named: list[Phrase]) -> list[Phrase]:
    """The persons who go on the row of those a plural names, past their brackets: "de ministers X (A) en Y (B)"."""
    found = list(named)
    if PLURAL not in role.morph or not found or discourse.following(role) is not found[0].tokens[0]:
        return found
    while True:
        token = discourse.following(found[-1].tokens[-1])
        if token is not None and token.text == "(":
            while token is not None and token.text != ")":
                token = discourse.following(token)
            token = discourse.following(token) if token is not None else None
        if token is None or not (token.pos == "CCONJ" or token.text == ","):
            break
        phrase = discourse.at(discourse.following(token))
        if phrase is None or phrase.type != "Person" or phrase in found:
            break
        found.append(phrase)
    return found


def of_group(discourse: Discourse, role: Token, rule: RoleRule) -> str:
    """What leading a party's group is: who does so in a council or a province is a member of it. Else nothing."""
    if rule.relation != HEAD or rule.role not in discourse.rules.nouns["fraction"]:
        return ""
    return MEMBER if _is_local(discourse, role) else HEAD


def _is_local(discourse: Discourse, role: Token) -> bool:
    """Whether a council, a town or a region is where the group sits; else whether the article knows only a council."""
    if any(p.type != "Country" for p in arguments.adjectives(discourse, role)):
        return True
    chambers = {e.id for name in discourse.rules.modifiers["chamber"] for e in discourse.knowledge.lookup(name)[:1]}
    token = role
    for _ in range(GAP):
        following = discourse.following(token)
        if following is None or following.pos in discourse.rules.labels["verb_pos"]:
            break
        token = following
        phrase = discourse.at(token)
        if phrase is not None and phrase.type in SEATS and _placed(discourse, phrase):
            return phrase.entry is None or phrase.entry.id not in chambers
    if any(p.entry is not None and p.entry.id in chambers for p in discourse.phrases):
        return False
    return any(p.noun == COUNCIL for p in discourse.phrases)


def _placed(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether the phrase stands behind a preposition of place."""
    first = discourse.preceding(phrase.tokens[0])
    if first is not None and first.pos == "DET":
        first = discourse.preceding(first)
    return first is not None and first.lower == "in"


def own(discourse: Discourse, default: str, holders: list[Phrase]) -> list[Phrase]:
    """What of a type the text gives a single person elsewhere, in brackets behind the name or before it.

    `default` is `own:` and the type: "X (D66)", "D66'er X".
    """
    kind = default.removeprefix(OWN)
    if len(holders) != 1 or holders[0].referent is None:
        return []
    found: dict[int, Phrase] = {}
    for phrase in holders[0].referent.phrases:
        if phrase.naming is not Naming.NAME:
            continue
        bracket = discourse.following(phrase.tokens[-1])
        behind = discourse.at(discourse.following(bracket)) if bracket is not None and bracket.text == "(" else None
        before = discourse.preceding(phrase.tokens[0])
        for other in (behind, discourse.prefixes.get(id(before)) if before is not None else None):
            if other is not None and other.type == kind:
                found.setdefault(id(other.referent), other)
    return list(found.values()) if len(found) == 1 else []
