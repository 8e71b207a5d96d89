"""Alliances that the text describes by who is in them: "de coalitie van VVD en D66", "het consortium (X, Y)"."""

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


def find(discourse: Discourse) -> None:
    """Adds a phrase for every noun for an alliance behind which two or more names say who is in it.

    It is called so in full and by the noun alone, there and where the noun stands again.
    """
    told: set[str] = set()
    for token in discourse.analysis.tokens():
        kind = _kind(discourse, token)
        if not kind or discourse.at(token) is not None or not _is_definite(discourse, token):
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
    """Who is a member of each described alliance."""
    rules = discourse.rules.attributes.get(FORM, ())
    for phrase in discourse.phrases:
        if not is_one(phrase):
            continue
        for member in () if discourse.at(phrase.head) is not phrase else members(discourse, phrase.head):
            for rule in rules[:1]:
                yield Finding(
                    member, rule.relation, phrase, phrase.head, phrase.sentence, rule.row.rule, "attribute",
                    nominal=True,
                )  # fmt: skip


def is_one(phrase: Phrase) -> bool:
    """Whether the phrase is such an alliance; other descriptions have a row of their own."""
    return phrase.naming is Naming.DESCRIPTION and bool(phrase.noun) and not phrase.row


def _kind(discourse: Discourse, noun: Token) -> str:
    """The type of what the noun stands for, if it is one for an alliance; a plural stands for several."""
    if noun.pos not in discourse.rules.labels["noun_pos"] or "Number=Plur" in noun.morph:
        return ""
    words = (noun.lemma.lower(), noun.parts[-1].lower())
    if any(word in discourse.rules.nouns[ALLIANCE] for word in words):
        return "Organization"
    return BODY if any(word in discourse.rules.nouns[CABINET] for word in words) else ""


def _is_definite(discourse: Discourse, noun: Token) -> bool:
    """Whether it exists: "een coalitie van X en Y" is one that may come."""
    return any(child.lower in discourse.rules.modifiers["definite"] for child in noun.children)


def members(discourse: Discourse, noun: Token) -> list[Phrase]:
    """The parties, companies or countries in the row of names behind the noun."""
    mark = discourse.following(noun)
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
