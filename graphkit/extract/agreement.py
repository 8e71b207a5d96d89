"""Names in one list name things of one sort: "Unibail, Cera en Fortis" are companies where one of them is known to be.

Of names that newspapers join by "en" or "of", 94 in 100 are of one sort, and of lists of three or more that end so 97
(CoNLL-2002). So a name of which only the pipeline's label tells the type takes that of the others, where they agree.
"""

from collections.abc import Iterator
from itertools import pairwise

from graphkit import ontology
from graphkit.extract import kinds
from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Naming

JOINTS, COMMA = frozenset({"en", "of", "&", ", en"}), ","
PERSON, PLACE, CITY, ORGANISATION = "Person", "Place", "City", "Organization"
LANDS = frozenset({"Country", "Region"})
PLAIN = frozenset({PERSON, ORGANISATION, CITY, "Work"})


def find(discourse: Discourse) -> None:
    """Gives the names of a list the type of those in it of which more than the pipeline's label is known."""
    for names in _lists(discourse):
        known = [p for p in names if _is_sure(discourse, p) and not _is_obscure(discourse, p)]
        sorts = {ontology.load().coarse(p.type) for p in known}
        if not known or len(sorts) > 1:
            continue
        fine = {p.type for p in known}
        for phrase in names:
            other = ontology.load().coarse(phrase.type) not in sorts
            if other and not _is_sure(discourse, phrase) and not _resists(phrase, sorts):
                _take(phrase, fine)


def _take(phrase: Phrase, kinds: set[str]) -> None:
    """Lets the name be what the others are: of their finest type where they have one, which no city shares."""
    coarse = ontology.load().coarse(next(iter(kinds)))
    fine = next(iter(kinds)) if len(kinds) == 1 and next(iter(kinds)) not in LANDS else coarse
    phrase.type = CITY if fine == PLACE else fine
    phrase.told = True


def _is_sure(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether it is known, or a word beside or in it tells what it is, or it is a full name of a person."""
    if phrase.entry is not None or phrase.told or phrase.type not in PLAIN or phrase.text[:1].islower():
        return True
    first = phrase.tokens[0].text
    return phrase.type == PERSON and len(phrase.tokens) > 1 and first in discourse.knowledge.given


def _resists(phrase: Phrase, sorts: set[str]) -> bool:
    """Whether the pipeline takes the name for an organisation and no place, or several words for no place or work."""
    if phrase.type == ORGANISATION:
        return PLACE in sorts
    return phrase.type == PERSON and len(phrase.tokens) > 1 and ORGANISATION not in sorts


def _is_obscure(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether it is only known as a town abroad that few know: a company may have that name."""
    return phrase.type == CITY and phrase.entry is not None and kinds.little_known(discourse, phrase.entry)


def _lists(discourse: Discourse) -> Iterator[list[Phrase]]:
    """The lists of names: joined by commas, with a conjunction before the last."""
    text = discourse.analysis.article.text
    names = sorted((p for p in discourse.phrases if p.naming is Naming.NAME), key=lambda p: (p.start, -p.end))
    run: list[Phrase] = []
    for left, right in pairwise(names):
        between = text[left.end : right.start].strip()
        if not run:
            run = [left]
        together = left.sentence is right.sentence and left.end <= right.start and _is_next(discourse, run, right)
        if together and between == COMMA:
            run.append(right)
        elif together and between in JOINTS:
            yield [*run, right]
            run = []
        else:
            run = []


def _is_next(discourse: Discourse, run: list[Phrase], phrase: Phrase) -> bool:
    """Whether the tree coordinates the name with one before it: not "Jansen" in "Cera in België, Jansen en Kok"."""
    above = phrase.head.head
    return phrase.head.dep in discourse.rules.labels["conjunct"] and any(above is t for p in run for t in p.tokens)
