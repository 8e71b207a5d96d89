"""What one article names once or more: its mentions put together by referent, with what the article says of it.

Extraction decides which mentions of an article are one; nothing here compares articles. Of a large archive there are
millions of things, so what follows from their names alone is worked out once for all that are called the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter, lt
from typing import NamedTuple

from graphkit import ontology
from graphkit.knowledge import Entry
from graphkit.model import Article, Certainty, Claim, Evidence, Extraction, Mention, Naming
from graphkit.resolve import signs
from graphkit.resolve.names import NAMES, fold, nominative, words
from graphkit.resolve.signs import NO_SIGNS, Signs

# The word before a name, or before the first of several ("in Breda, Oss of Goes"), on its own line.
BEFORE = re.compile(r"([\w']+)[\s'\"‘“(]*(?:[A-Z][\w-]*(?:,| en| of)[\s'\"‘“]+)*$")
# What follows the place of a date line: "ASSEN - De …", "Assen", or nothing between it and the first sentence.
DATE_LINE = re.compile(r"\w|\s*(?:[-–—:./]|$)")
REACH = 80
PLACE = "Place"
ORGANISATION = "Organization"
UNNAMED = frozenset({Naming.PRONOUN, Naming.IMPLIED})
# A relation, which end of it the thing is, and the referent at the other end.
Said = tuple[str, str, str]


class Names:
    """The surface forms of a thing by naming, in order of appearance, and what follows from them."""

    def __init__(self, forms: Mapping[str, Naming]) -> None:
        self.forms = forms

    @cached_property
    def proper(self) -> Sequence[str]:
        """The names in the narrow sense; descriptions, adjectives and genitives of other names left out."""
        names = [form for form, naming in self.forms.items() if naming is Naming.NAME]
        return [form for form in names if form == nominative(form) or nominative(form) not in names]

    @cached_property
    def best(self) -> str | None:
        """The longest proper name, else the longest form of any kind; None where there is no form."""
        chosen = self.proper or list(self.forms)
        return max(chosen, key=lambda form: (len(form.split()), not form.isupper(), len(form), form), default=None)

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The proper names, folded."""
        return tuple(map(fold, self.proper))

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """Those of them that are of letters alone, as a word of a text may be."""
        return tuple(fold(form) for form in set(self.proper) if form.isalpha())


class Fact(NamedTuple):
    """What an article says of a thing and something known: the relation, which end the thing is, and the other end."""

    relation: str
    direction: str
    target: str
    type: str


NONE: frozenset[Fact] = frozenset()
UNBARRED: frozenset[str] = frozenset()
UNCALLED = Names({})
_PLACE = attrgetter("span.start", "span.end", "text", "type", "referent", "naming")


@lru_cache(maxsize=NAMES)
def names(forms: tuple[tuple[str, Naming], ...]) -> Names:
    """The names of these forms; the same object for the same forms, as far as they are remembered."""
    return Names(dict(forms))


@dataclass(eq=False, slots=True)
class Thing:
    """One referent of one article, not to be changed in its names once `gather` has put it together.

    `claims` are the (relation, direction, other referent) that the article says of it, `told` those of them of which
    one sentence names both ends, `unplaced` the relations of which it only implies the other end, `named` the article's
    text and the mentions by a name in it, all until it is linked; of what is known at the other end stay `facts`, and
    `told_facts` of what was told; `placed` is whether a word of place stands before it; `common` is whether its name is
    as often a common noun, `local` whether it is an unknown organisation that is called the local one of its kind;
    `entry` is what the knowledge base knows it as, once linked, `barred` the ids of those that something in the article
    says it is not, `number` its place among all things, `entity` the id in the graph, once assembled.
    """

    article: str
    referent: str
    type: str
    coarse: str
    published: str | None
    names: Names
    implied: str = ""
    identifiers: tuple[str, ...] = ()
    claims: Sequence[Said] = ()
    told: Sequence[Said] = ()
    unplaced: Sequence[str] = ()
    placed: bool = False
    named: tuple[str, Sequence[Mention]] | None = None
    seen: Signs | None = None
    common: bool = False
    local: bool = False
    entry: Entry | None = None
    barred: frozenset[str] = UNBARRED
    facts: frozenset[Fact] = NONE
    told_facts: frozenset[Fact] = NONE
    number: int = 0
    entity: str = ""

    def settle(self, known: Mapping[str, Entry]) -> None:
        """Keeps the facts of what is said, given what is known by referent, and lets go of the rest."""
        if known and self.claims:
            facts, told = self._facts(self.claims, known), self._facts(self.told, known)
            # most are equal or empty, and a set of one takes as much memory as the thing
            self.facts = facts or NONE
            self.told_facts = self.facts if told == facts else told or NONE
        self.barred = self.barred or UNBARRED
        self.claims = self.told = self.unplaced = ()
        self.local = self.entry is None and self.coarse == ORGANISATION and self.signs.local
        self.named = self.seen = None

    def _facts(self, said: Iterable[Said], known: Mapping[str, Entry]) -> frozenset[Fact]:
        return frozenset(
            Fact(relation, direction, target.id, target.type)
            for relation, direction, referent in said
            if (target := known.get(referent)) is not None and relation not in self.unplaced
        )

    @property
    def signs(self) -> Signs:
        """What the words around its names say, until it is linked; read when asked for, as few things are."""
        if self.seen is None:
            self.seen = NO_SIGNS if self.named is None else signs.read(*self.named)
        return self.seen

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other thing."""
        return self.article, self.referent

    @property
    def handle(self) -> str:
        """How a person points at it in `decisions.tsv`: article and name."""
        return f"{self.article}#{self.label}"

    @property
    def forms(self) -> Mapping[str, Naming]:
        """Its surface forms by naming, in order of appearance."""
        return self.names.forms

    @property
    def proper(self) -> Sequence[str]:
        """Its names in the narrow sense."""
        return self.names.proper

    @property
    def label(self) -> str:
        """The best name that the article has for it."""
        return self.names.best or self.implied


class Saying(NamedTuple):
    """A claim or an open triple, with things for its mentions; `implied` is whether its object is."""

    subject: Thing
    relation: str
    object: Thing
    certainty: Certainty
    evidence: Evidence
    speaker: Thing | str | None
    place: Thing | None
    implied: bool


@dataclass(slots=True)
class Gathered:
    """An article with its things in order of appearance and what it says of them."""

    article: Article
    things: list[Thing]
    claims: list[Saying]
    open: list[Saying]

    def entries(self) -> frozenset[str]:
        """The ids of what its things are linked to."""
        return frozenset(thing.entry.id for thing in self.things if thing.entry is not None)


def gather(extraction: Extraction) -> Gathered:
    """The things of one article and what it says of them; of the mentions nothing is kept."""
    things = _things(extraction)
    claims = [_saying(claim, things) for claim in extraction.claims]
    for claim, saying in zip(extraction.claims, claims, strict=True):
        _note(saying, told=claim.evidence.span.covers(claim.object.span))
    opened = [
        Saying(
            things[one.subject.referent], one.verb, things[one.object.referent], one.certainty, one.evidence,
            things[one.speaker.referent] if isinstance(one.speaker, Mention) else one.speaker, None, implied=False,
        )
        for one in extraction.open
    ]  # fmt: skip
    return Gathered(extraction.article, list(things.values()), claims, opened)


def _things(extraction: Extraction) -> dict[str, Thing]:
    """The things by referent, in order of appearance."""
    article, kinds = extraction.article, ontology.load()
    things: dict[str, Thing] = {}
    forms: dict[str, dict[str, Naming]] = {}
    named: dict[str, list[Mention]] = {}
    for mention in _mentions(extraction):
        referent = mention.referent
        thing = things.get(referent)
        if thing is None:
            coarse = kinds.coarse(mention.type)
            thing = things[referent] = Thing(article.id, referent, mention.type, coarse, article.published, UNCALLED)
            forms[referent], named[referent] = {}, []
        if mention.identifier is not None and mention.identifier not in thing.identifiers:
            thing.identifiers = (*thing.identifiers, mention.identifier)
        if mention.naming not in UNNAMED and (form := " ".join(mention.text.split())):
            forms[referent].setdefault(form, mention.naming)
        thing.implied = thing.implied or mention.text or mention.identifier or referent
        if thing.coarse == PLACE and not thing.placed:
            thing.placed = placed(article.text, mention)
        if mention.naming is Naming.NAME:
            named[referent].append(mention)
    for referent, thing in things.items():
        thing.names = names(tuple(forms[referent].items()))
        thing.named = article.text, named[referent]
        if thing.names.best:
            thing.implied = ""
    return things


def placed(text: str, mention: Mention) -> bool:
    """Whether a word of place stands before a mention ("in Emmen"), or it opens its line as in a date line."""
    if mention.naming is not Naming.NAME:
        return False
    start = text.rfind("\n", 0, mention.span.start) + 1
    before = text[max(start, mention.span.start - REACH) : mention.span.start]
    if not before.strip():
        line, _, _ = text[mention.span.end : mention.span.end + REACH].partition("\n")
        return DATE_LINE.match(line) is not None
    found = BEFORE.search(before)
    return found is not None and found[1].casefold() in words()["locative"]


def _saying(claim: Claim, things: Mapping[str, Thing]) -> Saying:
    speaker, place = claim.speaker, claim.place
    return Saying(
        things[claim.subject.referent], claim.relation, things[claim.object.referent], claim.certainty, claim.evidence,
        things[speaker.referent] if isinstance(speaker, Mention) else speaker,
        things[place.referent] if place is not None else None, claim.object.naming is Naming.IMPLIED,
    )  # fmt: skip


def _note(saying: Saying, *, told: bool) -> None:
    """Writes what is said down with both things that it is said of."""
    subject, target = saying.subject, saying.object
    both = (
        (subject, (saying.relation, "subject", target.referent)),
        (target, (saying.relation, "object", subject.referent)),
    )
    for thing, said in both:
        if said not in thing.claims:
            thing.claims = (*thing.claims, said)
        if told and said not in thing.told:
            thing.told = (*thing.told, said)
    if saying.implied and saying.relation not in subject.unplaced:
        subject.unplaced = (*subject.unplaced, saying.relation)


def _mentions(extraction: Extraction) -> Iterator[Mention]:
    """Each mention, those first that the extraction lists; a claim may hold one that it does not."""
    starts = [mention.span.start for mention in extraction.mentions]
    # most come in order already
    apart = all(map(lt, starts, starts[1:]))
    yield from extraction.mentions if apart else sorted(extraction.mentions, key=_PLACE)
    listed = set(map(id, extraction.mentions))
    for claim in extraction.claims:
        for mention in (claim.subject, claim.object, claim.speaker, claim.place):
            if isinstance(mention, Mention) and id(mention) not in listed:
                yield mention
