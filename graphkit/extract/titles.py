"""Which words are offices and jobs that a person's name may follow."""

from graphkit.extract.phrases import Discourse
from graphkit.extract.rules import RoleRule
from graphkit.syntax import Token


def is_title(discourse: Discourse, token: Token) -> bool:
    """Whether the token is a singular office or job that a person's name may follow."""
    if token.pos not in discourse.rules.labels["noun_pos"] | discourse.rules.labels["name_pos"]:
        return False
    if "Number=Plur" in token.morph:
        return False
    return bool(roles_of(discourse, token)) or token.lower in discourse.rules.nouns["person"]


def roles_of(discourse: Discourse, token: Token) -> tuple[RoleRule, ...]:
    """The rules of the office that the token is or ends with: "directeur-generaal", "Ajax-trainer"."""
    return discourse.rules.roles.get(token.lower, ()) or discourse.rules.role(token.lower.rpartition("-")[2])
