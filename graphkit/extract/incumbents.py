"""Who holds an office where the tree does not join the two: before a bracket, a participle or a time."""

from graphkit.extract import apposed, arguments, attachment, titles
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.syntax import Token

PERSON = "Person"
# Between a name's bracket and the office inside it may stand an age: "(54, topvrouw van X)".
INSIDE = 3
# What an office may have behind it before who holds it is named, and what it begins with.
GAP = 12
OF = ("van", "bij", "in", "voor")


def set_off(discourse: Discourse, role: Token) -> list[Phrase]:
    """The person before a comma and the noun, wherever the tree hangs it: "X, kampioen sprint, won"."""
    token, modifiers = discourse.preceding(role), discourse.rules.labels["determiner_pos"] | {"ADJ", "NUM"}
    held = discourse.rules.modifiers["adjective"]
    while token is not None and (token.pos in modifiers or token.lower in held) and discourse.at(token) is None:
        token = discourse.preceding(token)
    comma = token if token is not None and token.text == "," else None
    return _before(discourse, comma) or _deceased(discourse, comma)


def _deceased(discourse: Discourse, comma: Token | None) -> list[Phrase]:
    """Whose death the clause right before the comma tells: "zaterdag is X overleden, oud-voorzitter van Y"."""
    verb = discourse.preceding(comma) if comma is not None else None
    if verb is None or not {verb.lower, verb.lemma.lower()} & discourse.rules.nouns["decease"]:
        return []
    labels = discourse.rules.labels
    subjects = (discourse.preceding(verb), *verb.all_children(*labels["subject"], *labels["passive_subject"]))
    return [p for t in subjects for p in (discourse.at(t),) if p is not None and p.type == PERSON][:1]


def in_bracket(discourse: Discourse, role: Token) -> list[Phrase]:
    """The person before the bracket that the noun stands in: "X (52, directeur van Y)"."""
    return _before(discourse, _bracket(discourse, discourse.preceding(role)))


def _before(discourse: Discourse, mark: Token | None) -> list[Phrase]:
    phrase = discourse.at(discourse.preceding(mark)) if mark is not None else None
    return [phrase] if phrase is not None and phrase.type == PERSON else []


def _bracket(discourse: Discourse, token: Token | None) -> Token | None:
    """The bracket that opens at the token or a few before it, behind an age: "Els Mulder (54, topvrouw van X)"."""
    for _ in range(INSIDE):
        if token is None or token.text == "(":
            return token
        if token.text != "," and not token.text.isdigit():
            return None
        token = discourse.preceding(token)
    return None


def acting(discourse: Discourse, role: Token) -> list[Phrase]:
    """Whom a participle before the office describes: "X, waarnemend burgemeester van Y"."""
    participle = role.head
    if participle is None or participle.index + 1 != role.index:
        return []
    if participle.lemma.lower() not in discourse.rules.modifiers["adjective"]:
        return []
    phrase = discourse.at(participle.head)
    return [phrase] if phrase is not None and phrase.type == PERSON else []


def past_time(discourse: Discourse, role: Token) -> list[Phrase]:
    """Who is said to hold it since a time, on which the tree hangs it: "X is sinds vorig jaar directeur"."""
    labels, time = discourse.rules.labels, role.head
    if time is None or time.index > role.index or role.child(*labels["case"], "det") is not None:
        return []
    above = time.head
    if above is None or not attachment.is_measure(discourse, time):
        return []
    if above.child(*labels["copula"]) is None and above.lemma.lower() not in discourse.rules.nouns["identity"]:
        return []
    subjects = list(above.all_children(*labels["subject"])) or [above]
    return [p for t in subjects for p in arguments.referred(discourse, t) if p.type == PERSON]


def crowned(discourse: Discourse, role: Token) -> list[Phrase]:
    """Whoever has the title that the noun names: "wereldkampioen Frankrijk", "de olympisch kampioene" of before."""
    if id(role) not in discourse.honours:
        return []
    before = discourse.antecedents.get(id(role))
    phrase = before or discourse.at(discourse.following(role))
    return [phrase] if phrase is not None and phrase.head.child(*discourse.rules.labels["case"]) is None else []


def recalled(discourse: Discourse, role: Token) -> list[Phrase]:
    """Whom the text has named before, where the noun says of what the office is: "de PVV-leider"."""
    before = discourse.antecedents.get(id(role))
    behind = discourse.following(role)
    told = id(role) in discourse.prefixes or (behind is not None and behind.lower == "van")
    return [before] if before is not None and told and before.type == "Person" else []


def untied(discourse: Discourse, role: Token) -> list[Phrase]:
    """The name right before the noun in a line without a verb: "Els Mulder raadslid D66 Deurne"."""
    phrase = discourse.at(discourse.preceding(role))
    verbal = discourse.rules.labels["verb_pos"]
    if phrase is None or phrase.type != PERSON or any(t.pos in verbal for t in role.sentence.tokens):
        return []
    return [phrase]


def further(discourse: Discourse, role: Token) -> list[Phrase]:
    """The name between commas behind all that the office is of: "de fractievoorzitter van A in B, X, zei"."""
    labels, token = discourse.rules.labels, discourse.following(role)
    if token is None or token.lower not in OF or role.child("det") is None:
        return []
    for _ in range(GAP):
        if token is None or token.pos in labels["verb_pos"] | {"CCONJ", "SCONJ"} or token.text == "(":
            return []
        phrase = discourse.at(token)
        if phrase is not None and phrase.type == PERSON:
            return []
        if token.text == ",":
            break
        token = discourse.following(token)
    if token is None or token.text != ",":
        return []
    phrase = discourse.at(titles.past_honorifics(discourse, discourse.following(token)))
    after = discourse.following(phrase.tokens[-1]) if phrase is not None else None
    closed = phrase is not None and (after is None or after.text in apposed.STOPS)
    return [phrase] if phrase is not None and closed and phrase.type == PERSON else []


def said_to_be(discourse: Discourse, role: Token) -> list[Phrase]:
    """Of whom the sentence says it: "X is coördinator Drama van Y"; the tree may hang X on the copula."""
    labels = discourse.rules.labels
    copula = role.child(*labels["copula"])
    if copula is None:
        return []
    subjects = (t for word in (role, copula) for t in word.all_children(*labels["subject"]))
    return [p for t in subjects for p in arguments.referred(discourse, t)]
