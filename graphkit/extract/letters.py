"""Letters to the editor: what lies above a last line of name and place is said by who signs it."""

from graphkit.extract import signatures
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Span


def find(discourse: Discourse) -> list[tuple[Span, Phrase]]:
    """The letters of the article, each with who signed it, in the order of the text."""
    found, start = [], discourse.analysis.article.body.start
    for phrase in discourse.phrases:
        if phrase.type != "Person" or signatures.place_of(discourse, phrase) is None:
            continue
        found.append((Span(start, phrase.start), phrase))
        start = phrase.sentence.span.end
    return found
