"""Which phrases of one article name the same thing: names first, then acronyms, then surnames; high precision first.

The order follows the multi-pass sieve of Lee et al. (2013): each pass may only join what an earlier pass left apart.
"""

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from graphkit import ontology
from graphkit.extract import namesakes
from graphkit.extract.kinds import alternatives, noun_type
from graphkit.extract.phrases import Discourse, Phrase, Referent
from graphkit.knowledge import SHORTEST_OWNER
from graphkit.model import Naming

# A word that tells the type counts as much as so many readings of the pipeline.
TOLD = 3
# How many sentences back the last of several institutions of one kind may be meant again.
NEAR = 2
# What a known name may turn out to be a person's surname.
PERSON, WORK, ORGANISATION = "Person", "Work", "Organization"
SURNAMES = (PERSON, "City", "Region", "Facility", "Place")
LEGAL_FORMS = re.compile(r"[ ,]+(inc|corp|ltd|bv|b\.v|nv|n\.v|ag|co)\.?$", re.IGNORECASE)
ENDINGS = ("s", "'s", "’s", "'", "’")
GENITIVE = re.compile(r"(?<=\w)(?:'s|’s|s)$|['’]$")


def resolve(discourse: Discourse) -> None:
    """Gives every phrase its referent."""
    ordered = sorted(discourse.phrases, key=lambda p: (p.start, -p.end))
    for phrase in ordered:
        if phrase.naming is not Naming.DESCRIPTION:
            _join(phrase, _same(discourse, phrase) or _new(discourse))
    for referent in discourse.referents:
        _settle(discourse, referent)
    for again in (_acronyms, _short_names, _clubs):
        again(discourse)
    for phrase in ordered:
        if phrase.naming is Naming.DESCRIPTION:
            rules = discourse.rules.descriptor(phrase.noun)
            rule = next((r for r in rules if r.type == phrase.type), next(iter(rules), None))
            if phrase.place is None and rule is not None and rule.home.startswith("article:"):
                phrase.place = (
                    _land_of_seat(discourse, phrase)
                    or _told_before(discourse, phrase)
                    or discourse.home(rule.home, phrase.sentence, phrase.start)
                )
            _join(phrase, _named(discourse, phrase) or _described(discourse, phrase) or _new(discourse))
    discourse.referents = [r for r in discourse.referents if r.phrases]
    for referent in discourse.referents:
        _settle(discourse, referent)


def _new(discourse: Discourse) -> Referent:
    referent = Referent()
    discourse.referents.append(referent)
    return referent


def _join(phrase: Phrase, referent: Referent) -> None:
    kinds = ontology.load()
    if phrase.entry is not None and any(
        p.type == "Person" and kinds.coarse(phrase.entry.type) != "Person" and len(p.tokens) > len(phrase.tokens)
        for p in referent.phrases
    ):
        # "Berg" is a town, but not where David Berg is meant.
        phrase.entry, phrase.type = None, "Person"
    phrase.referent = referent
    referent.phrases.append(phrase)
    if referent.entry is None:
        referent.entry = phrase.entry


def _merge(discourse: Discourse, left: Referent, right: Referent) -> None:
    if left is right:
        return
    for phrase in sorted(right.phrases, key=lambda p: p.start):
        _join(phrase, left)
    right.phrases = []
    left.phrases.sort(key=lambda p: (p.start, p.end))
    discourse.referents.remove(right)


@lru_cache(maxsize=1 << 14)
def key(text: str) -> str:
    """What two spellings of one name share: case, white space and legal form do not count.

    >>> key("Apple Inc."), key("De  Morgen")
    ('apple', 'morgen')
    """
    plain = LEGAL_FORMS.sub("", " ".join(text.split()).casefold())
    first, _, rest = plain.partition(" ")
    return rest if rest and first in ("de", "het", "the", "'t") else plain


def _same(discourse: Discourse, phrase: Phrase) -> Referent | None:
    mine = key(phrase.text)
    genitives = _genitives(mine) if phrase.naming is Naming.NAME else frozenset()
    for referent in discourse.referents:
        if phrase.entry is not None and referent.entry is not None:
            if phrase.entry.id == referent.entry.id:
                return referent
            continue
        if phrase.naming is not referent.phrases[0].naming or _namesakes(phrase, referent.phrases[0]):
            continue
        if phrase.other is not referent.phrases[0].other:
            continue
        for other in referent.phrases:
            theirs = key(other.text)
            if theirs == mine or theirs in genitives:
                return referent
    return None


def _namesakes(left: Phrase, right: Phrase) -> bool:
    """Whether one is a team and the other the place that it is called after."""
    if "SportsTeam" not in (left.type, right.type):
        return False
    other = right if left.type == "SportsTeam" else left
    return ontology.load().is_a(other.type, "Place")


def _clubs(discourse: Discourse) -> None:
    """Gives the bare name of a town to the club that the article means by it."""
    for phrase, club in list(namesakes.clubs(discourse)):
        before, referent = phrase.referent, club.referent
        if before is None or referent is None or before is referent:
            continue
        before.phrases.remove(phrase)
        phrase.entry, phrase.type = None, referent.type
        _join(phrase, referent)
        referent.phrases.sort(key=lambda p: (p.start, p.end))
        if not before.phrases:
            discourse.referents.remove(before)
        elif all(p.entry is None for p in before.phrases):
            before.entry = None


def _described(discourse: Discourse, phrase: Phrase) -> Referent | None:
    """The institution described before by the same noun, with the same place or with none."""
    if phrase.entry is not None:
        return next((r for r in discourse.referents if r.entry is not None and r.entry.id == phrase.entry.id), None)
    kinds = ontology.load()
    for referent in discourse.referents:
        for other in referent.phrases:
            if other.naming is not Naming.DESCRIPTION or other.noun != phrase.noun:
                continue
            if kinds.coarse(other.type) != kinds.coarse(phrase.type):
                continue  # "De provincie" that pays is the board of "de provincie Drenthe".
            said = discourse.rules.institution(key(phrase.text))
            called = (phrase.noun, key(other.text), *(token.lower for token in other.tokens))
            alone = phrase.place is None and len(phrase.tokens) == 1 and said in called
            if alone or (key(other.text) == key(phrase.text) and phrase.place is None):
                return referent
            if other.place and phrase.place and other.place.referent is phrase.place.referent:
                return referent
    return None


def _land_of_seat(discourse: Discourse, phrase: Phrase) -> Phrase | None:
    """The land of the town where the text says that a body of a land sits: "de regering in Madrid"."""
    town = discourse.at(phrase.tokens[-1])
    if town is None or town is phrase or town.entry is None or town.type != "City":
        return None
    land = discourse.knowledge.get(town.entry.country) if town.entry.country else None
    return discourse.imply(land.label_nl, phrase.sentence) if land is not None else None


def _told_before(discourse: Discourse, phrase: Phrase) -> Phrase | None:
    """The place that the text has given to an institution of that noun before: the only one, or one just before."""
    told = [
        other
        for other in discourse.phrases
        if other.start < phrase.start
        and other.noun == phrase.noun
        and other.place is not None
        and len(other.tokens) > 1
    ]
    places = {id(other.place.referent) for other in told if other.place is not None}
    near = told and phrase.sentence.index - told[-1].sentence.index <= NEAR
    return told[-1].place if len(places) == 1 or near else None


def _named(discourse: Discourse, phrase: Phrase) -> Referent | None:
    """What is called by the name behind the description, or before it and a comma: "de inlichtingendienst SIN"."""
    name, head = discourse.at(discourse.following(phrase.tokens[-1])), phrase.head
    if name is None and head.dep in discourse.rules.labels["apposition"] and head.head is not None:
        name = discourse.headed(head.head) if head.head.index < head.index else None
    coarse = ontology.load().coarse
    if name is None or name.naming is not Naming.NAME or phrase.place is None:
        return None
    if coarse(name.type) != coarse(phrase.type):
        return None
    if name.type == coarse(name.type) and name.entry is None:
        name.type, name.told = phrase.type, True
    return name.referent


@lru_cache(maxsize=1 << 14)
def _genitives(name: str) -> frozenset[str]:
    """What is the genitive of a name, or what the name is the genitive of, if that has three letters."""
    longer = {name + ending for ending in ENDINGS if len(name) >= SHORTEST_OWNER}
    stems = {name.removesuffix(ending) for ending in ENDINGS} - {name}
    return frozenset(longer | {stem for stem in stems if len(stem) >= SHORTEST_OWNER})


def _acronyms(discourse: Discourse) -> None:
    """Joins a short name in brackets to the long one before it: "Islamitische Staat (IS)"."""
    text = discourse.analysis.article.text
    ordered = sorted((p for p in discourse.phrases if p.naming is not Naming.ADJECTIVE), key=lambda p: p.start)
    for left, right in pairwise(ordered):
        between = text[left.end : right.start]
        if between.strip() != "(" or text[right.end : right.end + 1] != ")" or left.referent is None:
            continue
        if right.referent is None or not (is_acronym(right.text, left.text) or _is_short(left, right)):
            continue
        if left.type == PERSON and right.entry is not None and right.entry.type != PERSON:
            continue  # "Chris van Dam (CDA)"
        if left.type == WORK and left.referent.entry is None and not left.told and right.text.isupper():
            left.type, left.told = ORGANISATION, True  # few titles are abbreviated, and many names of bodies
        right.type = left.type
        _merge(discourse, left.referent, right.referent)


def is_acronym(short: str, long: str) -> bool:
    """Whether the letters of the short name occur in their order in the long one, the first at its start.

    >>> is_acronym("IS", "Islamitische Staat"), is_acronym("PvdA", "Utrecht")
    (True, False)
    """
    if not short[:1].isupper() or sum(c.isupper() for c in short) < 2 or len(short) >= len(long):  # noqa: PLR2004
        return False
    return _has_letters(short, long)


def _is_short(left: Phrase, right: Phrase) -> bool:
    """Whether one word in brackets abbreviates several that name no person: "Marine Inlichtingendienst (Marid)"."""
    several = len(left.text.split()) > 1 and " " not in right.text
    return several and left.type != PERSON and right.entry is None and _has_letters(right.text, left.text)


def _has_letters(short: str, long: str) -> bool:
    """Whether the letters of one name occur in their order in another, the first at its start."""
    rest = iter(long.casefold())
    return short[:1].casefold() == long[:1].casefold() and all(letter in rest for letter in short.casefold())


def _short_names(discourse: Discourse) -> None:
    """Joins a part of a name to the one whole that has it: "Maas" is Heiko Maas, "Apple Computer" is Apple."""
    whole = _words_of_names(discourse)
    for referent in sorted(discourse.referents, key=lambda r: r.phrases[0].start if r.phrases else 0):
        if not referent.phrases or referent.phrases[0].naming is not Naming.NAME:
            continue
        kind, opening = _is_kind(discourse, referent), _opening(referent)
        longer = [
            other
            for other, words in whole
            if other is not referent
            and ((not opening.isdisjoint(words) and _extends(other, referent)) or (kind and _has_kind(other, referent)))
        ]
        if len({other.id for other in longer}) == 1:
            _merge(discourse, longer[0], referent)
            whole = _words_of_names(discourse)


def _words_of_names(discourse: Discourse) -> list[tuple[Referent, set[str]]]:
    """The referents with all words of their names."""
    return [(r, {w.casefold() for p in r.phrases for w in p.text.split()}) for r in discourse.referents]


def _opening(referent: Referent) -> set[str]:
    """The words that a longer name must have for one of these to be a part of it: the first, or its stem."""
    texts = [form for p in referent.phrases for form in (p.text, GENITIVE.sub("", p.text))]
    return {words[0].casefold() for words in map(str.split, texts) if words}


def _extends(long: Referent, short: Referent) -> bool:
    if not long.phrases or not short.phrases or long.phrases[0].naming is not Naming.NAME:
        return False
    if all(len(phrase.text.split()) == 1 for phrase in long.phrases):
        return False
    person = long.phrases[0].type == "Person"
    kinds = ontology.load()
    if not person and kinds.coarse(long.phrases[0].type) != kinds.coarse(short.phrases[0].type):
        return False
    if person and _is_no_surname(short):
        return False
    if not person and long.entry is not None and short.entry is not None:
        return False
    for phrase in long.phrases:
        words = phrase.text.split()
        for other in short.phrases:
            few = GENITIVE.sub("", other.text).split() if other.text.split()[-1] not in words else other.text.split()
            if not few or len(few) >= len(words):
                continue
            tail = [w.casefold() for w in words[-len(few) :]] == [w.casefold() for w in few]
            head = words[: len(few)] == few
            if (
                (person and (tail or (head and short.phrases[0].type == "Person")))
                or (tail and _teams(long, short))
                or (
                    not person and head and kinds.is_a(long.phrases[0].type, "Organization") and len(few[0]) > 2  # noqa: PLR2004
                )
            ):
                return True
    return False


def _is_no_surname(short: Referent) -> bool:
    """Whether a known name cannot be a person's surname: a firm, or a town of two words as in "Stadsgala Den Haag"."""
    first = short.phrases[0]
    town = short.entry is not None and short.entry.type != "Person" and " " in short.entry.label_nl
    return town or (first.entry is not None and first.type not in SURNAMES)


def _is_kind(discourse: Discourse, short: Referent) -> bool:
    """Whether the name is only a kind of institution: "de Commissie"."""
    return short.entry is None and short.phrases[0].text.lower() in discourse.rules.types["part"]


def _has_kind(long: Referent, short: Referent) -> bool:
    """Whether an organisation has that kind in its name."""
    word = short.phrases[0].text
    return ontology.load().is_a(long.type, "Organization") and any(word in p.text.split() for p in long.phrases)


def _teams(long: Referent, short: Referent) -> bool:
    """Whether both are teams, of which the town alone may name one: "Twente" is FC Twente."""
    return long.phrases[0].type == short.phrases[0].type == "SportsTeam"


def _settle(discourse: Discourse, referent: Referent) -> None:
    """One type for the referent: a known entry's, else the one that most of its names have."""
    kinds = ontology.load()
    if referent.entry is not None:
        referent.type = referent.entry.type
    else:
        telling = _telling(referent)
        names = [p.type for p in telling]
        votes = Counter[str]()
        for phrase in telling:
            votes[kinds.coarse(phrase.type)] += TOLD if phrase.told else 1
        coarse = max(votes, key=lambda k: votes[k])
        fine = [n for n in names if kinds.coarse(n) == coarse]
        special = [n for n in fine if n not in (coarse, "City")] or fine
        referent.type = max(dict.fromkeys(special), key=special.count)
        told = any(noun_type(discourse, discourse.preceding(p.tokens[0])) == referent.type for p in referent.phrases)
        referent.open = frozenset() if told else alternatives(referent.type)
    for phrase in referent.phrases:
        phrase.type = referent.type


def _telling(referent: Referent) -> list[Phrase]:
    """The phrases that tell the type: the names of several words where there are any, else all names, else all."""
    names = [p for p in referent.phrases if p.naming is not Naming.ADJECTIVE] or referent.phrases
    return [p for p in names if len(p.tokens) > 1 and p.naming is Naming.NAME] or names
