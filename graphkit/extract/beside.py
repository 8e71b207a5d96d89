"""The common noun that says what a name is: before it, before the list that it stands in, or behind it."""

from graphkit.extract import marks
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.syntax import Token

PLURAL = "Number=Plur"
QUOTES = frozenset("\"'‘’“”„`")
# What a list of names may have between them besides the names' own words.
BETWEEN = frozenset({",", "&"})
# As far back as a list's noun is looked for, and as many words as stand between an article and its noun.
LONGEST_LIST, LONGEST_DESCRIPTION = 40, 3
OPENERS = frozenset({",", "("})
TOWN, FIRM = "City", "Organization"
DESCRIBING = frozenset({"ADJ", "ADV", "NUM"})


def noun_of(discourse: Discourse, tokens: list[Token]) -> Token | None:
    """The common noun right before the name or its list, else the one that it is apposed to: "het bedrijf X"."""
    before = marks.before(discourse, tokens)
    if before is not None and before.pos == "NOUN" and discourse.at(before) is None:
        return before
    listed = listing(discourse, tokens)
    if listed is not None:
        return listed
    inside = set(map(id, tokens))
    head = next((t for t in tokens if t.head is None or id(t.head) not in inside), tokens[0])
    above = head.head
    if above is not None and head.dep in discourse.rules.labels["conjunct"] and above.text[:1].isupper():
        noun = discourse.preceding(above)
        return noun if noun is not None and noun.pos == "NOUN" and PLURAL in noun.morph else None
    if above is not None and head.dep in ("appos", "flat", "nmod") and above.pos == "NOUN":
        return above if above.index + 1 == tokens[0].index or head.dep == "appos" else None
    return None


def nouns(discourse: Discourse, phrase: Phrase) -> list[Token]:
    """The name's own head, and the nouns that say what it is: before it, above it, apposed or shared with others."""
    found, labels = [phrase.head], discourse.rules.labels
    above = phrase.head.head
    if above is not None and phrase.head.dep in ("appos", "flat") and above.pos == "NOUN":
        found.append(above)
    before = marks.before(discourse, phrase.tokens)
    if before is not None and before.pos == "NOUN" and before not in found and phrase.type != "Person":
        found.append(before)
    shared = listing(discourse, phrase.tokens) if phrase.type != "Person" else None
    if shared is not None and shared not in found:
        found.append(shared)
    found.extend(
        child
        for child in phrase.head.all_children(*labels["apposition"])
        if child.pos == "NOUN" and discourse.at(child) is None
    )
    return found


def listing(discourse: Discourse, tokens: list[Token]) -> Token | None:
    """The plural noun before a list of names: "de bedrijven X en Y", "festivals zoals X, Y en Z"."""
    first, token = tokens[0], discourse.preceding(tokens[0])
    for _ in range(LONGEST_LIST):
        if token is None or not _lists(token):
            break
        if token.text[:1].isupper():
            first = token
        token = discourse.preceding(token)
    if token is None or (first is tokens[0] and token.lower not in discourse.rules.modifiers["listing"]):
        return None
    while token is not None and (token.lower in discourse.rules.modifiers["listing"] or token.text == ","):
        token = discourse.preceding(token)
    plural = (
        token is not None
        and token.pos == "NOUN"
        and PLURAL in token.morph
        and (token.text.islower() or token.sentence.opens_with(token))
    )
    return token if plural else None


def _lists(token: Token) -> bool:
    """Whether the word may stand in a list of names."""
    return token.text[:1].isupper() or token.text in BETWEEN or token.text in QUOTES or token.pos == "CCONJ"


def noun_behind(discourse: Discourse, tokens: list[Token]) -> Token | None:
    """The noun that describes the name behind a comma or bracket: "X, een Amerikaanse omroep", "X, maker van Y".

    Without an article it must have a preposition behind it, and with one it must not be what the clause is about.
    """
    opener = discourse.following(tokens[-1])
    if opener is None or opener.text not in OPENERS:
        return None
    token = discourse.following(opener)
    if token is None:
        return None
    bare = token.pos != "DET"
    if not bare:
        token = discourse.following(token)
    for _ in range(LONGEST_DESCRIPTION):
        if token is not None and token.pos in DESCRIBING:
            token = discourse.following(token)
    if token is None or token.pos != "NOUN":
        return None
    follower = discourse.following(token)
    if bare:
        return token if follower is not None and follower.pos == "ADP" else None
    return token if token.dep == "appos" or opener.text == "(" or _ends(follower) else None


def _ends(token: Token | None) -> bool:
    """Whether a description may end or go on here, and no clause begins with it as its subject."""
    return token is None or token.pos in ("PUNCT", "ADP", "PRON") or token.text in OPENERS


def of_land(discourse: Discourse, tokens: list[Token]) -> str | None:
    """The type of a name behind "het" and a place's adjective: a firm ("het Canadese Magna"), or a town behind "in".

    Nobody is introduced so.
    """
    before = discourse.preceding(tokens[0])
    article = discourse.preceding(before) if before is not None else None
    if before is None or article is None or not discourse.knowledge.adjective(before.text):
        return None
    if article.lower not in discourse.rules.modifiers["neuter"]:
        return None
    lead = discourse.preceding(article)
    return TOWN if lead is not None and lead.lower in discourse.rules.modifiers["locative"] else FIRM
