"""The name behind a noun that the tree does not join to it: what it is called, whose it is, who holds the office."""

from graphkit import ontology
from graphkit.extract import marks, titles
from graphkit.extract.attachment import prepositional
from graphkit.extract.kinds import noun_type
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Naming
from graphkit.syntax import Token

# What a possessor's name ends in.
GENITIVES = ("s", "'", "’")
# Before the organisation that someone serves.
STAFFED = ("van", "bij")
ON_BEHALF = "namens"
OF = "van"
# What ends what is set off behind a name.
STOPS = (",", ".")


def called(discourse: Discourse, noun: Token) -> list[Token]:
    """The name right behind a noun that says what it is, wherever the tree hangs it: "woningcorporatie De Linde".

    Or the person whom a noun for inhabitants goes before: "de in Zwolle geboren Deen X".
    """
    labels = discourse.rules.labels
    if noun.pos not in labels["noun_pos"] | labels["name_pos"] or discourse.at(noun) is not None:
        return []
    phrase = discourse.at(marks.behind(discourse, [noun]))
    inhabitant = bool(discourse.knowledge.demonym(noun.text)) and phrase is not None and phrase.type == "Person"
    if phrase is None or phrase.naming is not Naming.NAME:
        return []
    if not inhabitant and noun_type(discourse, noun) in (None, "Person"):
        return []
    return [phrase.head] if phrase.head.child(*labels["case"]) is None else []


def beyond(discourse: Discourse, noun: Token) -> list[Phrase]:
    """The name behind what the noun is of and a comma: "de nieuwe film van X, Y"."""
    for child in prepositional(discourse, noun, "van"):
        phrase = discourse.at(child) or discourse.at(discourse.following(child))
        comma = discourse.following(phrase.tokens[-1]) if phrase is not None else None
        follower = discourse.following(comma) if comma is not None and comma.text == "," else None
        if follower is not None and follower.pos == "DET" and follower.text[:1].isupper():
            follower = discourse.following(follower)
        found = discourse.at(follower)
        if found is not None:
            return [found]
    return []


def examples(discourse: Discourse, noun: Token) -> list[Token]:
    """The names that stand for what the noun speaks of: "landen als Hongarije en Polen"."""
    labels = discourse.rules.labels
    if noun.pos in labels["name_pos"] or discourse.at(noun) is not None:
        return []
    word = discourse.following(noun)
    token = discourse.following(word) if word is not None and word.lower in labels["example"] else None
    token = marks.past_article(discourse, token)
    phrase = discourse.at(token)
    return [] if phrase is None or phrase.tokens[0] is not token else [phrase.head]


def genitive(discourse: Discourse, noun: Token) -> list[Token]:
    """The possessor right before the noun and its adjectives: "Trumps dochter", "Rutte's nieuwe plan"."""
    if noun.child("det") is not None:
        return []
    token = discourse.preceding(noun)
    while token is not None and token.pos in ("ADJ", "NUM") and discourse.at(token) is None:
        token = discourse.preceding(token)
    apart = token is not None and token.text in GENITIVES
    phrase = discourse.at(discourse.preceding(token) if token is not None and apart else token)
    if token is None or phrase is None or phrase.naming is not Naming.NAME:
        return []
    if not apart and phrase.tokens[-1] is not token:
        return []
    return [phrase.head] if token.text.endswith(GENITIVES) and noun.index > phrase.head.index else []


def joined(discourse: Discourse, phrase: Phrase) -> list[Phrase]:
    """The name with the one that "en" joins to it, wherever the tree hangs that: "de coalitie tussen X en Y viel"."""
    conjunction = discourse.following(phrase.tokens[-1])
    token = discourse.following(conjunction) if conjunction is not None and conjunction.pos == "CCONJ" else None
    token = marks.past_article(discourse, token)
    other = discourse.at(token)
    return [phrase] if other is None or other.type != phrase.type else [phrase, other]


def row(discourse: Discourse, phrase: Phrase) -> list[Phrase]:
    """The names of a row that begins with this one, wherever the tree hangs them: "X, Y en Z"."""
    found = [phrase]
    while True:
        joint = discourse.following(found[-1].tokens[-1])
        if joint is None or not (joint.text == "," or joint.pos == "CCONJ"):
            return found
        token = discourse.following(joint)
        other = discourse.at(token)
        if other is None or token is not other.tokens[0] or other.type != phrase.type:
            return found
        found.append(other)


def set_off(discourse: Discourse, noun: Token) -> list[Phrase]:
    """The name between commas behind what the noun is of: "de dochter van X, Y, zei"."""
    labels = discourse.rules.labels
    if noun.pos not in labels["noun_pos"] or noun.child("det", *labels["possessive"]) is None:
        return []
    found = beyond(discourse, noun)
    after = discourse.following(found[0].tokens[-1]) if found else None
    return found[:1] if after is not None and after.text == "," and "Number=Plur" not in noun.morph else []


def whose(discourse: Discourse, body: Token) -> list[Token]:
    """What a body belongs to: "het bestuur van X", "de raad van commissarissen van X"."""
    nouns, found = discourse.rules.nouns, list(prepositional(discourse, body, OF))
    if body.lemma.lower() not in nouns["council"]:
        return found
    overseers = [inner for inner in found if inner.lemma.lower() in nouns["overseer"]]
    below = [t for inner in overseers for t in prepositional(discourse, inner, OF)]
    return below or ([t for t in found if t not in overseers] if overseers else [])


def past_portfolio(discourse: Discourse, role: Token) -> list[Phrase]:
    """The person right behind what the office is of, which is no name: "de minister van Financiën Jan Kok"."""
    token = discourse.following(role)
    if token is None or token.lower not in titles.OF:
        return []
    for _ in range(titles.LONGEST_PORTFOLIO):
        token = discourse.following(token)
        if token is None or not titles.in_portfolio(token) or titles.is_title(discourse, token):
            return []
        phrase = discourse.at(token)
        if phrase is not None and phrase.type == "Person":
            return [phrase]
        if phrase is not None and phrase.entry is not None and phrase.type != "GovernmentBody":
            return []
    return []


def past_comma(discourse: Discourse, behind: Token | None, *prepositions: str) -> Token | None:
    """The token behind a name, or past a comma the preposition where a body's name alone is set off with it.

    So it is for "zegt woordvoerder X, van de NVWA.", but not for "X, van huis uit jurist".
    """
    mark = discourse.following(behind) if behind is not None and behind.text == "," else None
    if mark is None or mark.lower not in prepositions:
        return behind
    token = marks.past_article(discourse, discourse.following(mark))
    phrase = discourse.at(token)
    if phrase is None or not ontology.load().is_a(phrase.type, "Organization"):
        return behind
    after = discourse.following(phrase.tokens[-1])
    return mark if after is None or after.text in STOPS else behind
