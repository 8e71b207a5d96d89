"""Whom the text names as its source: of direct speech (`speech.py`), of indirect speech, by "aldus X", "volgens X"."""

from collections.abc import Sequence

from graphkit.extract.findings import OPINION, Finding
from graphkit.extract.offices import OFFICE
from graphkit.extract.phrases import Discourse
from graphkit.extract.sources import Source, by_preposition, of_verb, reports
from graphkit.extract.speech import Quote
from graphkit.syntax import Token


def speaker(discourse: Discourse, finding: Finding, quotes: Sequence[Quote]) -> Source:
    """The source to which the text attributes the finding: a phrase, the words for an unnamed one, or nothing.

    What an adjective or a bracket says is a fact of the article's own wherever it stands, and so is what a title says
    but in direct speech. That someone thinks so is a fact of the article's own too.
    """
    if (finding.nominal and finding.family != OFFICE) or finding.family == OPINION:
        return None
    at = finding.trigger.start
    said = next((quote for quote in quotes if quote.span.start <= at < quote.span.end), None)
    if said is not None and said.speaker is not None:
        return said.speaker
    return None if finding.nominal else _indirect(discourse, finding.trigger)


def of_clause(discourse: Discourse, token: Token) -> Source:
    """Who says the clause that the token stands in, in direct speech or without."""
    return discourse.speakers.get(id(token)) or _indirect(discourse, token)


def _indirect(discourse: Discourse, trigger: Token) -> Source:
    """The nearest source on the way up from the trigger, through the clauses that are part of what is said."""
    labels = discourse.rules.labels
    token: Token | None = trigger
    while token is not None:
        found = _beside(discourse, token)
        if found is not None or token.head is None:
            return found
        said = token.dep in labels["clause_complement"] | labels["open_complement"] | labels["apposition"]
        if said and reports(discourse, token.head, "verb"):
            return of_verb(discourse, token.head)
        if token.dep in labels["relative"] and token.pos in labels["verb_pos"] and "Fin" in token.morph:
            return None
        token = token.head
    return None


def _beside(discourse: Discourse, token: Token) -> Source:
    """A source that is put beside the clause: "volgens X", ", zegt X", ", aldus X"."""
    adjectives = token.all_children(*discourse.rules.labels["adjective_modifier"])
    for child in (c for t in (token, *adjectives) for c in t.children):
        found = by_preposition(discourse, child)
        if (
            found is None
            and child.dep in discourse.rules.labels["apposition"]
            and reports(discourse, child, "verb", "frame")
        ):
            found = of_verb(discourse, child)
        if found is not None:
            return found
    return None
