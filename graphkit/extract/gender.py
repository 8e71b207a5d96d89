"""Whether a person is a he or a she, as far as a given name or the noun before the name tells."""

from graphkit.extract.phrases import Discourse, Phrase
from graphkit.model import Naming

MALE, FEMALE = "male", "female"


def find(discourse: Discourse) -> dict[int, str]:
    """The genders of the article's persons by the identity of the referent; nothing for those that nothing tells."""
    found = {}
    for referent in discourse.referents:
        if referent.type == "Person":
            names = [p for p in referent.phrases if p.naming is Naming.NAME]
            told = {kind for p in names if (kind := _given(discourse, p) or _titled(discourse, p))}
            if len(told) == 1:
                found[id(referent)] = told.pop()
    return found


def of_noun(discourse: Discourse, *words: str) -> str:
    """What a noun for a person tells: "actrice", "broer"."""
    return next((kind for kind in (FEMALE, MALE) if any(w in discourse.rules.modifiers[kind] for w in words)), "")


def _given(discourse: Discourse, phrase: Phrase) -> str:
    first = phrase.tokens[0].text
    return next((kind for kind in (FEMALE, MALE) if first in discourse.rules.given[kind]), "")


def _titled(discourse: Discourse, phrase: Phrase) -> str:
    before = discourse.preceding(phrase.tokens[0])
    return of_noun(discourse, before.lower) if before is not None else ""
