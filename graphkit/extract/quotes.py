"""Whom the text names as the source of what it says: indirect speech, "aldus X", "volgens X". Direct speech is in `speech.py`."""

from collections.abc import Sequence

from graphkit import ontology
from graphkit.extract import arguments
from graphkit.extract.findings import Finding
from graphkit.extract.frames import verb_lemma
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.extract.speech import Quote, Source
from graphkit.extract.sources import by_preposition, of_verb, source
from graphkit.syntax import Token


def speaker(discourse: Discourse, finding: Finding, quotes: Sequence[Quote]) -> Source:
    """The source to which the text attributes the finding: a phrase, the words for an unnamed one, or nothing.

    What a title says is a fact of the article's own wherever it stands, but in direct speech.
    """
    at = finding.trigger.start
    said = next((quote for quote in quotes if quote.span.start <= at < quote.span.end), None)
    if said is not None and said.speaker is not None:
        return said.speaker
    return None if finding.nominal else _indirect(discourse, finding.trigger)
