"""Names that the words beside them show: "stichting Red de Zee", with small words inside, "Deventer Ziekenhuis"."""

from collections.abc import Iterator

from graphkit import ontology
from graphkit.extract.phrases import Discourse
from graphkit.syntax import Sentence, Token

# How many words such a name may have.
LONGEST = 7


def find(discourse: Discourse, sentence: Sentence) -> Iterator[tuple[list[Token], str]]:
    """The tokens of each such name, with the pipeline's label for an organisation."""
    for token in sentence.tokens:
        if token.lower in discourse.rules.nouns["founding"]:
            name = _name(discourse, token)
            if any(word.text.islower() for word in name):
                yield name, "ORG"


def placed(discourse: Discourse, sentence: Sentence) -> Iterator[tuple[list[Token], str]]:
    """A place's word and a capitalised kind of organisation: "Fins Front", "Deventer Ziekenhuis"."""
    for token in sentence.tokens[1:]:
        housed = token.lower in discourse.rules.types["sure"]
        if (token.entity and not housed) or not token.text[:1].isupper():
            continue
        before = discourse.preceding(token)
        if before is None or not before.text[:1].isupper():
            continue
        placed = discourse.knowledge.adjective(before.text) or (housed and _is_town(discourse, before))
        if placed and token.lower in discourse.rules.types["part"]:
            yield [before, token], "ORG"


def _name(discourse: Discourse, noun: Token) -> list[Token]:
    """What follows the noun, from a capital to a capital, with what may join them between."""
    name: list[Token] = []
    token = discourse.following(noun)
    while token is not None and len(name) < LONGEST:
        capital = token.text[:1].isupper()
        if not capital and not (name and token.lower in discourse.rules.modifiers["joining"]):
            break
        if capital and name and name[-1].pos == "ADP" and _is_place(discourse, token):
            break  # "Stichting Leergeld van Zwolle", but "stichting Vrienden van de Beek"
        name.append(token)
        token = discourse.following(token)
    while name and not name[-1].text[:1].isupper():
        name.pop()
    return name


def _is_place(discourse: Discourse, token: Token) -> bool:
    return any(ontology.load().is_a(entry.type, "Place") for entry in discourse.knowledge.lookup(token.text)[:1])


def _is_town(discourse: Discourse, token: Token) -> bool:
    """Whether the word is the name of a town: "Deventer" of "Deventer Ziekenhuis"."""
    return any(entry.type == "City" for entry in discourse.knowledge.lookup(token.text)[:1])
