"""Alliances that the text describes by who is in them: "het kabinet van VVD en D66", "het consortium (X, Y)"."""

from collections.abc import Iterator

from graphkit import ontology
from graphkit.extract import anaphora
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Naming
from graphkit.syntax import Token

FORM = "alliance"
BODY, ALLIANCE, CABINET = "GovernmentBody", "alliance", "cabinet"
# What stands between the noun and the row of names, and between two names of it.
BRACKET = "("
OPENING = ("van", "tussen", BRACKET)
JOINTS = (",", "en", "/")
# What is in an alliance and is none.
PARTS = ("PoliticalParty", "GovernmentBody")


def find(discourse: Discourse) -> None:
    """Adds a phrase for every noun for an alliance behind which two or more names say who is in it.

    It is called so in full and by the noun alone, there and where the noun stands again.
    """
    told: set[str] = set()
    for token in discourse.analysis.tokens():
        kind = _kind(discourse, token)
        if not kind or discourse.at(token) is not None or not _is_definite(discourse, token):
            continue
        if _called(discourse, token) is not None:
            continue
        row = members(discourse, token)
        if len(row) > 1:
            told.add(token.lemma.lower())
            bare = _phrase(discourse, token, token.end, kind)
            if BRACKET in discourse.text([token, row[0].tokens[0]]):
                discourse.add(bare)
            else:
                discourse.add(_phrase(discourse, token, row[-1].end, kind))
                discourse.phrases.append(bare)
        elif token.lemma.lower() in told and anaphora.stands_alone(discourse, token):
            discourse.add(_phrase(discourse, token, token.end, kind))
    discourse.phrases.sort(key=lambda p: (p.start, p.end))


def _phrase(discourse: Discourse, noun: Token, end: int, kind: str) -> Phrase:
    text = discourse.analysis.article.text[noun.start : end]
    return Phrase(
        noun.sentence, [noun], noun.start, end, text, kind, Naming.DESCRIPTION, noun=noun.lemma.lower()
    )  # fmt: skip


def extract(discourse: Discourse) -> Iterator[Finding]:
    """Who is a member of each alliance that is described, or named beside its noun."""
    for token in discourse.analysis.tokens():
        alliance = discourse.at(token) or _called(discourse, token)
        if alliance is None or not _kind(discourse, token) or not (is_one(alliance) or alliance.head is not token):
            continue
        row = [member for member in members(discourse, token) if member is not alliance]
        for rule in discourse.rules.attributes.get(FORM, ())[:1] if len(row) > 1 else ():
            for member in row:
                yield Finding(
                    member, rule.relation, alliance, token, token.sentence, rule.row.rule, "attribute", nominal=True
                )


def is_one(phrase: Phrase) -> bool:
    """Whether the phrase is such an alliance; other descriptions have a row of their own."""
    return phrase.naming is Naming.DESCRIPTION and bool(phrase.noun) and not phrase.row


def _called(discourse: Discourse, noun: Token) -> Phrase | None:
    """The alliance's name behind its noun, or before it and a comma: "het consortium X", "X, het consortium van"."""
    if not _kind(discourse, noun) or discourse.at(noun) is not None:
        return None
    first = min((noun, *noun.all_children("det", *discourse.rules.labels["adjective_modifier"])), key=lambda t: t.index)
    comma = discourse.preceding(first)
    before = discourse.at(discourse.preceding(comma)) if comma is not None and comma.text == "," else None
    for phrase in (discourse.at(discourse.following(noun)), before):
        named = phrase is not None and phrase.naming is Naming.NAME and phrase.type not in PARTS
        if phrase is not None and named and ontology.load().is_a(phrase.type, "Organization"):
            return phrase
    return None


def _kind(discourse: Discourse, noun: Token) -> str:
    """The type of what the noun stands for, if it is one for an alliance; a plural stands for several."""
    if noun.pos not in discourse.rules.labels["noun_pos"] or "Number=Plur" in noun.morph:
        return ""
    words = (noun.lemma.lower(), noun.parts[-1].lower())
    if any(word in discourse.rules.nouns[ALLIANCE] for word in words):
        return "Organization"
    return BODY if any(word in discourse.rules.nouns[CABINET] for word in words) else ""


def _is_definite(discourse: Discourse, noun: Token) -> bool:
    """Whether it exists: "een kabinet van X en Y" is one that may come."""
    return any(child.lower in discourse.rules.modifiers["definite"] for child in noun.children)


def members(discourse: Discourse, noun: Token) -> list[Phrase]:
    """The parties, companies or countries in the row of names behind the noun."""
    name = discourse.at(discourse.following(noun))
    mark = discourse.following(name.tokens[-1] if name is not None else noun)
    token = discourse.following(mark) if mark is not None and mark.lower in OPENING else None
    found: list[Phrase] = []
    while token is not None:
        if token.pos == "DET":
            token = discourse.following(token)
        phrase = discourse.at(token)
        if phrase is None or not _may_join(discourse, noun, phrase):
            break
        found.append(phrase)
        joint = discourse.following(phrase.tokens[-1])
        while joint is not None and joint.lower in JOINTS:
            token = joint = discourse.following(joint)
        if joint is not token:
            break
    return found


def _may_join(discourse: Discourse, noun: Token, phrase: Phrase) -> bool:
    """Whether the name is of what may be in an alliance; only parties govern."""
    if _kind(discourse, noun) == BODY:
        return phrase.type == "PoliticalParty"
    kinds = ontology.load()
    return phrase.naming is Naming.NAME and (kinds.is_a(phrase.type, "Organization") or phrase.type == "Country")
