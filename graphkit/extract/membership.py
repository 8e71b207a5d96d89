"""What offices leave to the rest of the text: whose party a leader's is, and who is an example of a plural."""

from graphkit.extract import arguments
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Naming
from graphkit.syntax import Token

OWN = "own:"
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


def own(discourse: Discourse, default: str, holders: list[Phrase]) -> list[Phrase]:
    """What of a type the text gives a single person elsewhere, in brackets behind the name or before it.

    `default` is `own:` and the type: "X (D66)", "D66'er X".
    """
    kind = default.removeprefix(OWN)
    if len(holders) != 1 or holders[0].referent is None or kind == default:
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
