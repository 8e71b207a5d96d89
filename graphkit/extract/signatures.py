"""The last line of a letter, which says where its writer lives: "Els Mulder, psychiater, Zwolle"."""

from collections.abc import Iterator

from graphkit.extract import pair
from graphkit.extract.findings import Finding
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.syntax import Token

# More words than this after a name are no signature.
LONGEST = 12
MARKS = (",", "/")


def extract(discourse: Discourse, phrase: Phrase) -> Iterator[Finding]:
    """Where the writer of a letter lives."""
    place = place_of(discourse, phrase)
    if place is not None:
        yield from pair.findings(discourse.rules.attributes.get("signature", ()), phrase, place)


def place_of(discourse: Discourse, phrase: Phrase) -> Phrase | None:
    """The place in a line that is a name, jobs if any, and a place; the next letter's heading may follow.

    Between the name and a place may be a comma, a slash or, if it is a known one, nothing.
    """
    tokens = phrase.sentence.tokens
    rest = tokens[len(phrase.tokens) :]
    if phrase.tokens[0] is not tokens[0] or not rest:
        return None
    marked = rest[0].text in MARKS
    place = (
        (discourse.at(discourse.following(rest[0])) or _closing(discourse, rest)) if marked else discourse.at(rest[0])
    )
    if place is None or not (marked or (place.entry is not None and len(phrase.tokens) > 1)):
        return None
    behind = [t for t in rest if t.index > place.tokens[-1].index]
    heading = bool(behind) and behind[0].text[:1].isupper() and place.entry is not None and len(phrase.tokens) > 1
    return place if heading or all(t.pos == "PUNCT" for t in behind) else None


def _closing(discourse: Discourse, rest: list[Token]) -> Phrase | None:
    """The known place behind the last comma of a line without a verb: "X, psychiater, Zwolle"."""
    labels = discourse.rules.labels
    words = [t for t in rest if t.pos != "PUNCT"]
    place = discourse.at(words[-1]) if words and len(rest) < LONGEST else None
    if place is None or place.entry is None or any(t.pos in labels["verb_pos"] for t in words):
        return None
    comma = discourse.preceding(place.tokens[0])
    return place if comma is not None and comma.text == "," else None
