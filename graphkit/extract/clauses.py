"""The words of one clause, wherever in it the tree hangs them: for wordings whose words keep together."""

from collections.abc import Iterator

from graphkit.extract import attachment
from graphkit.extract.phrases import Discourse
from graphkit.syntax import Token

WITHIN = "within"


def within(discourse: Discourse, trigger: Token, preposition: str = "") -> list[Token]:
    """The words of the trigger's clause in the order of the text, or those behind one of the prepositions."""
    labels, wanted = discourse.rules.labels, preposition.split("/")
    if preposition and trigger.sentence.words.isdisjoint(wanted):
        return []
    if id(trigger) not in discourse.clauses:
        discourse.clauses[id(trigger)] = sorted(_clause(discourse, trigger), key=lambda t: t.index)
    found = discourse.clauses[id(trigger)]
    if not preposition:
        return found
    # "De imam van de moskee nam afstand van X": what the subject is of is its own.
    own = {id(t) for child in trigger.all_children(*labels["subject"]) for t in _below(discourse, child)}
    found = [t for t in found if id(t) not in own or t.index > trigger.index]
    # "Richting X": the tree may take the preposition for a noun.
    behind = {id(discourse.following(t)) for t in found if t.lower in wanted and t.dep not in labels["case"]}
    return [t for t in found if attachment.has_case(discourse, t, *wanted) or id(t) in behind]


def _clause(discourse: Discourse, trigger: Token) -> Iterator[Token]:
    yield from _below(discourse, trigger)
    # "Wil X op het matje roepen": the words of an infinitive may hang on the verb above.
    if attachment.lends(discourse, trigger) and trigger.head is not None:
        yield from (t for c in trigger.head.children if c is not trigger for t in (c, *_below(discourse, c)))


def _below(discourse: Discourse, token: Token) -> Iterator[Token]:
    labels = discourse.rules.labels
    others = labels["clause_complement"] | labels["adverbial_clause"] | labels["relative"] | labels["apposition"]
    for child in token.children:
        verbal = child.pos in labels["verb_pos"] and child.dep not in labels["auxiliary"]
        if verbal and child.dep in others | labels["conjunct"] | labels["subject"]:
            continue
        yield child
        yield from _below(discourse, child)
