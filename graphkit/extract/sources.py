"""Who a piece of the sentence says the source is: a thing that the article names, or the words for someone unnamed."""

from collections.abc import Iterator

from graphkit.extract import arguments
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.verbs import verb_lemma
from graphkit.syntax import Token

Source = Phrase | str | None
# An unnamed source in more words than this is not a source but a misread clause.
LONGEST = 12


def source(discourse: Discourse, token: Token) -> Source:
    """What the noun or pronoun stands for, if it can speak."""
    words = discourse.rules.reporting
    if {token.lower, token.lemma.lower()} & words["no_source"]:
        return None
    found = _named(discourse, token)
    if found is None and not {token.lemma.lower(), token.parts[-1].lower()} & words["unnamed"]:
        found = next(iter(arguments.referred(discourse, token)), None)
    if found is not None:
        return found
    labels = discourse.rules.labels
    speaks = token.pos in labels["noun_pos"] or token.pos in labels["name_pos"]
    return _words(discourse, token) if speaks else None


def _named(discourse: Discourse, token: Token) -> Phrase | None:
    """The one whom the text names beside the noun: "woordvoerder Petra Bol", not "een woordvoerder van de NS"."""
    labels = discourse.rules.labels
    noun = token.pos in labels["noun_pos"] or id(token) in discourse.prefixes
    beside = [token, *token.all_children(*labels["apposition"], *labels["flat"])]
    if noun:
        beside = [*beside[1:], *filter(None, (discourse.following(token),)), token]
    for one in beside:
        phrase = discourse.at(one) or discourse.antecedents.get(id(one))
        if phrase is not None and (phrase.type == "Person" or one is token):
            return phrase
    return None


def _words(discourse: Discourse, token: Token) -> str | None:
    """The noun phrase in one piece, without what follows it in clauses and brackets."""
    inside = {t.index: t for t in _phrase(discourse, token)}
    first = last = token.index
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    if last - first >= LONGEST:
        return None
    return discourse.analysis.article.text[inside[first].start : inside[last].end]


def _phrase(discourse: Discourse, token: Token) -> Iterator[Token]:
    labels = discourse.rules.labels
    clauses = labels["relative"] | labels["apposition"] | labels["adverbial_clause"]
    reporting = discourse.rules.reporting["preposition"]
    yield token
    for child in token.children:
        name = child.pos in labels["name_pos"] and child.index == token.index + 1
        if child.pos in labels["verb_pos"] | {"PUNCT"} or child.lower in reporting:
            continue
        if name or child.dep not in clauses:
            yield from _phrase(discourse, child)


def by_preposition(discourse: Discourse, token: Token) -> Source:
    """The source in "volgens X", where the token is X."""
    spoken = discourse.rules.reporting["preposition"]
    if any(child.lower in spoken for child in token.children):
        return source(discourse, token)
    return None


def of_verb(discourse: Discourse, verb: Token) -> Source:
    """The subject of a verb of saying."""
    tokens = arguments.slot_tokens(discourse, verb, "nsubj", kind="verb")
    return source(discourse, tokens[0]) if tokens else None


def reports(discourse: Discourse, verb: Token, *kinds: str) -> bool:
    """Whether the token is a verb of saying of one of these kinds."""
    if verb.pos not in discourse.rules.labels["verb_pos"]:
        return False
    lemma = verb_lemma(discourse, verb)
    return any(lemma in discourse.rules.reporting[kind] for kind in kinds)
