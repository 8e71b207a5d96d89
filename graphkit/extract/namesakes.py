"""Which of the things of one name an article means, as far as the words beside the name say it.

"Provincie Groningen" is not the city, "sportpark De Bijenkorf" not the warehouse, "de familie Blokker" not the shop and
"Tubantia" in an article about "voetbalvereniging Tubantia" not the newspaper. What only the article as a whole can tell
is left to `resolve`.
"""

from collections.abc import Iterator
from itertools import pairwise

from graphkit import ontology
from graphkit.extract import beside, kinds
from graphkit.extract.marks import QUOTES
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.knowledge import Entry, normal
from graphkit.model import Naming
from graphkit.syntax import Token

PERSON, PLACE, TEAM, REGION, CITY = "Person", "Place", "SportsTeam", "Region", "City"
PARTY, COUNTRY, WORK = "PoliticalParty", "Country", "Work"
# So many words before the noun that says what a name is, behind its article: "het zeer bekende handboek".
BEHIND = 3
OF = "van"
JOINTS = frozenset({",", "en", "of", ", en"})


def with_noun(discourse: Discourse, tokens: list[Token]) -> Entry | None:
    """What is known by the name together with the noun before it: "provincie Groningen", "staat Washington"."""
    noun = discourse.preceding(tokens[0])
    if noun is None or discourse.rules.types["noun"].get(noun.lower) != REGION:
        return None
    return next(iter(discourse.knowledge.lookup(f"{noun.lower} {discourse.text(tokens)}")), None)


def otherwise(discourse: Discourse, tokens: list[Token], entry: Entry) -> str | None:
    """The type that the words beside a name give it, where that is not what is known by the name; None where it may be.

    A person by a family's noun, by kin or in a list behind an office, what a film or a sports ground is called, a
    nickname inside a name; a club that is called like another organisation; "de Nijmeegse Nachtwacht", "de Verenigde
    Staten van Europa".
    """
    if entry.type != PERSON and _is_human(discourse, tokens, entry):
        return PERSON
    for noun in (discourse.preceding(tokens[0]), _behind(discourse, tokens)):
        told = _called(discourse, noun)
        if told is not None and not ontology.load().is_a(entry.type, told):
            return told
    if entry.type == CITY and len(tokens) == 1 and _has_article(discourse, tokens):
        return PLACE
    if _of_town(discourse, tokens, entry) or _lent(discourse, tokens, entry):
        return entry.type
    told = kinds.noun_type(discourse, discourse.preceding(tokens[0]))
    return TEAM if told == TEAM and kinds.told_otherwise(discourse, tokens, entry) else None


def plural(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether what looks like a known name's genitive counts several: "beide Kamers", "tien Gelderlanders".

    So may what is a country's name elsewhere: "de Zweden X en Y".
    """
    before, known = discourse.preceding(tokens[0]), discourse.knowledge
    word = tokens[0].text
    if len(tokens) > 1 or before is None or not known.lookup(word):
        return False
    words = discourse.rules.modifiers
    if normal(word) in known.names:
        behind = discourse.following(tokens[0])
        people = before.lower in words["definite"] and bool(known.demonym(word))
        return people and behind is not None and behind.entity == "PER"
    return before.pos == "NUM" or before.lower in words["definite"] or before.lower in words["several"]


def settle(discourse: Discourse) -> None:
    """Lets what was told of a name once hold wherever the article uses it, and counts a province among provinces."""
    told = {p.text: p for p in discourse.phrases if p.other and _holds_throughout(p)}
    for phrase in discourse.phrases:
        first = told.get(phrase.text)
        if first is not None and phrase.entry is not None and phrase.entry.type != PERSON:
            phrase.entry, phrase.type, phrase.other = None, first.type, True
    for left, right in pairwise(sorted(discourse.phrases, key=lambda p: (p.start, p.end))):
        between = discourse.analysis.article.text[left.end : right.start].strip() if left.end < right.start else ""
        if between in JOINTS:
            _align(discourse, left, right)
            _align(discourse, right, left)


def clubs(discourse: Discourse) -> Iterator[tuple[Phrase, Phrase]]:
    """The bare names of towns and regions that stand for a club, each with the club's name: "Twente" of FC Twente.

    The article names the club in full and no word of place stands before the bare name.
    """
    full: dict[str, list[Phrase]] = {}
    for phrase in discourse.phrases:
        if phrase.type == TEAM and len(phrase.tokens) > 1 and phrase.naming is Naming.NAME:
            words = discourse.rules.types["part"]
            rest = [t.text for t in phrase.tokens if words.get(t.lower) != TEAM]
            if len(rest) == 1:
                full.setdefault(rest[0], []).append(phrase)
    for phrase in discourse.phrases:
        named = full.get(phrase.text, [])
        if phrase.naming is not Naming.NAME or len({id(p.referent) for p in named}) != 1:
            continue
        if ontology.load().is_a(phrase.type, PLACE) and not _located(discourse, phrase):
            yield phrase, named[0]


def _located(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether a preposition or noun of place stands before the name: "in Twente", "heel Twente", "de regio Twente".

    Or another place's name that it lends sense to: "het Venetië van Twente".
    """
    before = discourse.preceding(phrase.tokens[0])
    if before is None:
        return False
    words, owned = discourse.rules.modifiers, discourse.preceding(before)
    if before.lower == OF and owned is not None and owned.pos == "PROPN" and owned.entity != "PER":
        return True
    return before.lower in words["locative"] or before.lower in words["other"] or before.pos in ("NOUN", "ADJ")


def _is_human(discourse: Discourse, tokens: list[Token], entry: Entry) -> bool:
    """Whether the words beside the name say that it is a person's or a family's."""
    noun, nouns = discourse.preceding(tokens[0]), discourse.rules.nouns
    if noun is not None and noun.lower in nouns["family"]:
        return True
    place = ontology.load().is_a(entry.type, PLACE)
    if place and noun is not None and noun.lower in nouns["relative"]:
        return True
    return _nicknamed(discourse, tokens) or _listed(discourse, tokens, entry)


def _has_article(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether an article stands before a town's name, as before no town: "de Meldert" is a field or a quarter.

    Before what a town's name qualifies it is not the town's: "de Deventer raad".
    """
    before, follower = discourse.preceding(tokens[0]), discourse.following(tokens[-1])
    qualifies = follower is not None and follower.pos in ("NOUN", "ADJ", "PROPN")
    return before is not None and before.text in discourse.rules.modifiers["common_article"] and not qualifies


def _of_town(discourse: Discourse, tokens: list[Token], entry: Entry) -> bool:
    """Whether a town's adjective stands before a known work: "de Nijmeegse Nachtwacht"."""
    before = discourse.preceding(tokens[0])
    owners = discourse.knowledge.adjective(before.text) if before is not None and entry.type == WORK else ()
    return bool(owners) and owners[0].type == CITY


def _lent(discourse: Discourse, tokens: list[Token], entry: Entry) -> bool:
    """Whether a country's or town's name is lent to a part of the world: "de Verenigde Staten van Europa"."""
    joint = discourse.following(tokens[-1])
    land = discourse.following(joint) if joint is not None and joint.lower == OF else None
    if land is None or entry.type not in (COUNTRY, CITY):
        return False
    lands = discourse.knowledge.lookup(land.text)
    return bool(lands) and lands[0].type == REGION and not lands[0].country


def _nicknamed(discourse: Discourse, tokens: list[Token]) -> bool:
    """Whether the name stands in quotation marks between a person's names: "Dirk 'Kanon' Visser"."""
    opens, closes = discourse.preceding(tokens[0]), discourse.following(tokens[-1])
    if opens is None or closes is None or opens.text not in QUOTES or closes.text not in QUOTES:
        return False
    given, surname = discourse.preceding(opens), discourse.following(closes)
    return given is not None and surname is not None and given.entity == surname.entity == "PER"


def _listed(discourse: Discourse, tokens: list[Token], entry: Entry) -> bool:
    """Whether the name is one of several behind the plural of an office: "de presidenten Nixon, Ford en Reagan"."""
    first = tokens[0]
    joint = discourse.preceding(first)
    while joint is not None and (joint.text == "," or joint.pos == "CCONJ"):
        name = discourse.preceding(joint)
        if name is None or name.pos != "PROPN":
            return False
        first, joint = name, discourse.preceding(name)
    if first is tokens[0] or first.entity != "PER" or joint is None or beside.PLURAL not in joint.morph:
        return False
    rules = discourse.rules.role(joint.lemma.lower())
    return bool(rules) and not any("app" in rule.slots for rule in rules) and entry.type != PARTY


def _behind(discourse: Discourse, tokens: list[Token]) -> Token | None:
    """The noun with an article that says right behind the name what it is: "de DSM, het handboek"."""
    comma = discourse.following(tokens[-1])
    token = discourse.following(comma) if comma is not None and comma.text == "," else None
    if token is None or token.pos != "DET":
        return None
    for _ in range(BEHIND):
        token = discourse.following(token) if token is not None else None
        if token is None or token.pos == "NOUN":
            return token
    return None


def _called(discourse: Discourse, noun: Token | None) -> str | None:
    """The type of what a noun says that bears the name, where such things are called after anything: "film"."""
    if noun is None or noun.lower not in discourse.rules.nouns["entitled"]:
        return None
    return kinds.noun_type(discourse, noun)


def _holds_throughout(phrase: Phrase) -> bool:
    """Whether what a word beside one name says holds for the article: a club's name or an abbreviation, no title."""
    return phrase.text.isupper() or phrase.type == TEAM


def _align(discourse: Discourse, phrase: Phrase, other: Phrase) -> None:
    """Takes a city that bears a province's name for the province, beside another province: "Groningen en Drenthe"."""
    if phrase.entry is None or other.entry is None or (phrase.entry.type, other.entry.type) != (CITY, REGION):
        return
    nouns = [noun for noun, kind in discourse.rules.types["noun"].items() if kind == REGION]
    for noun in nouns:
        mine, theirs = (discourse.knowledge.lookup(f"{noun} {p.text}") for p in (phrase, other))
        if mine and theirs and theirs[0] is other.entry and mine[0].country == phrase.entry.country:
            phrase.entry, phrase.type = mine[0], mine[0].type
            return
