"""Names with words in lower case inside them, behind a noun for what people found: "stichting Red de Zee"."""

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
