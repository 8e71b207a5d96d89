"""What an office is of where that does not hang on it: before it, past what it is charged with, above its clause."""

from graphkit import ontology
from graphkit.extract import apposed, arguments, marks, titles
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.rules import RoleRule
from graphkit.model import Naming
from graphkit.syntax import Token

HEAD, MEMBER, EMPLOYED = "head_of", "member_of", "employed_by"
# Offices that one has of the whole and not of what stands behind them.
ADVISES = "advisor_of"
OF_ALL = (HEAD, ADVISES)
AT = "bij"
# Longer than this, what stands behind an office is not what it is charged with.
LONGEST = 6
PERSON, PLURAL = "Person", "Number=Plur"


def elsewhere(discourse: Discourse, role: Token, rule: RoleRule) -> list[Phrase]:
    """What the office is of, wherever the tree hangs it: also whose it is by a genitive ("Trumps adviseur X")."""
    return (
        _past_charge(discourse, role, rule)
        or _of_clause(discourse, role)
        or arguments.slot(discourse, role, "poss", kind="noun")
        or _right_behind(discourse, role)
        or _further(discourse, role, rule)
    )


def relation(discourse: Discourse, role: Token, rule: RoleRule, target: Phrase) -> str:
    """What the office says of someone: who is charged with a part of the target does not lead it.

    So "directeur inkoop bij X" and "adviseur bij X" work there, and "voorzitter jeugdcommissie van X" is a member.
    """
    if rule.relation == ADVISES and target.type != PERSON and _stands_behind(discourse, target, AT):
        return EMPLOYED
    last = charge(discourse, role) if rule.relation in OF_ALL else None
    if last is None or target.sentence is not role.sentence or target.tokens[0].index <= last.index:
        return rule.relation
    return MEMBER if rule.role in discourse.rules.nouns["elected"] else EMPLOYED


def _stands_behind(discourse: Discourse, phrase: Phrase, preposition: str) -> bool:
    before = discourse.preceding(phrase.tokens[0])
    if before is not None and before.pos in discourse.rules.labels["determiner_pos"]:
        before = discourse.preceding(before)
    return before is not None and before.lower == preposition


def charge(discourse: Discourse, role: Token) -> Token | None:
    """The last word of what the office is charged with, if that stands bare behind it: "adviseur particulieren"."""
    labels = discourse.rules.labels
    last, token = None, discourse.following(role)
    for _ in range(LONGEST):
        if token is None or not _is_charge(discourse, token, first=last is None):
            break
        if token.pos in labels["noun_pos"] | labels["name_pos"]:
            last = token
        token = discourse.following(token)
    return last


def _is_charge(discourse: Discourse, token: Token, *, first: bool) -> bool:
    """Whether the word may stand in what an office is charged with: no person, no office, no board."""
    labels, phrase = discourse.rules.labels, discourse.at(token)
    if phrase is not None and phrase.type == PERSON:
        return False
    if discourse.rules.roles.get(token.lemma.lower()) or token.lemma.lower() in discourse.rules.nouns["council"]:
        return False
    pos = labels["noun_pos"] | labels["name_pos"] | {"ADJ"} | (set() if first else {"CCONJ"})
    return token.pos in pos and token.lower not in discourse.rules.modifiers["pending"]


def _past_charge(discourse: Discourse, role: Token, rule: RoleRule) -> list[Phrase]:
    """The name behind the office's charge and a preposition: "adviseur particulieren bij de bank X"."""
    last = charge(discourse, role)
    mark = discourse.following(last) if last is not None else None
    if mark is None or mark.lower not in (*rule.slots, *apposed.STAFFED):
        return []
    token = discourse.following(mark)
    while token is not None and discourse.at(token) is None and token.pos in ("DET", "ADJ", "NOUN"):
        token = discourse.following(token)
    phrase = discourse.at(token)
    return [phrase] if phrase is not None and phrase.naming is not Naming.ADJECTIVE else []


def _of_clause(discourse: Discourse, role: Token) -> list[Phrase]:
    """What a relative clause is about that says who holds the office: "de bond, waarvan X voorzitter is"."""
    labels = discourse.rules.labels
    word = next((c for c in role.children if c.lower in labels["relative_place"]), None)
    if word is None or role.child(*labels["copula"]) is None:
        return []
    before = discourse.preceding(word)
    phrase = discourse.at(discourse.preceding(before)) if before is not None and before.pos == "PUNCT" else None
    return [phrase] if phrase is not None else []


def _right_behind(discourse: Discourse, role: Token) -> list[Phrase]:
    """The organisation right behind a bare office: "X (hoofdredacteur Trouw)", "oud-redacteur de Gelderlander"."""
    behind = discourse.following(role)
    if behind is not None and behind.lower in discourse.rules.modifiers["definite"] and discourse.at(behind) is None:
        behind = discourse.following(behind)
    phrase = discourse.at(behind)
    if phrase is None or phrase.naming is not Naming.NAME or role.child("det") is not None:
        return []
    return [phrase] if ontology.load().is_a(phrase.type, "Organization") else []


def _further(discourse: Discourse, role: Token, rule: RoleRule) -> list[Phrase]:
    """What stands behind a preposition further on: "correspondent in X voor Y", "minister van Landbouw van Z"."""
    token, joints = discourse.following(role), {*rule.slots, *apposed.STAFFED}
    for _ in range(LONGEST):
        if token is None or token.pos in discourse.rules.labels["verb_pos"] | {"PUNCT", "CCONJ", "SCONJ"}:
            break
        phrase = discourse.at(token)
        if phrase is not None and phrase.type == PERSON:
            break
        if token.lower in joints:
            found = _behind(discourse, token)
            if found is not None and (ontology.load().is_a(found.type, "Organization") or _is_of_land(rule, found)):
                return [found]
        token = discourse.following(token)
    return []


def _behind(discourse: Discourse, mark: Token) -> Phrase | None:
    determiners = discourse.rules.labels["determiner_pos"]
    return discourse.at(marks.past_article(discourse, discourse.following(mark), determiners))


def apart(discourse: Discourse, role: Token, rule: RoleRule, holders: list[Phrase]) -> list[tuple[Phrase, Phrase]]:
    """Each of several persons with what his office is of: "de presidenten X van A en Y van B", "de ministers X (A)"."""
    if PLURAL not in role.morph or len(holders) < 2:  # noqa: PLR2004
        return []
    pairs = []
    for holder in holders:
        mark = discourse.following(holder.tokens[-1])
        if mark is not None and (mark.text == "(" or mark.lower in rule.slots):
            own = _behind(discourse, mark)
            pairs += [(holder, own)] if own is not None and own.type != PERSON else []
    return pairs


def _is_of_land(rule: RoleRule, phrase: Phrase) -> bool:
    return rule.relation in titles.OFFICES and phrase.type == "Country"


def up_to_person(discourse: Discourse, row: list[Phrase]) -> list[Phrase]:
    """The names of a row before the next person, who has an office of his own: "X van A en voorzitter Y van B"."""
    persons = [p.start for p in discourse.phrases if p.type == "Person" and row and p.sentence is row[0].sentence]
    return [p for p in row if p is row[0] or not any(row[0].start < at < p.start for at in persons)]


def name_before(discourse: Discourse, role: Token) -> Phrase | None:
    """An organisation right before the noun: "Apple CEO Steve Jobs"."""
    previous = discourse.preceding(role)
    phrase = discourse.at(previous)
    if phrase is None or not ontology.load().is_a(phrase.type, "Organization"):
        return None
    if previous is not None and previous.lower in {"de", "het"}:
        return None
    return phrase
