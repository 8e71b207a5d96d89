"""What one article names once or more: its mentions put together by referent, with what the article says of it.

Extraction decides which mentions of an article are one; nothing here compares articles.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graphkit import ontology
from graphkit.knowledge import Entry
from graphkit.model import Article, Extraction, Mention, Naming
from graphkit.resolve.names import fold, nominative

WORD = re.compile(r"\w+")
UNNAMED = frozenset({Naming.PRONOUN, Naming.IMPLIED})


@dataclass(eq=False)
class Thing:
    """One referent of one article, not to be changed in its forms once `gather` has put it together.

    `forms` are its surface forms by naming, in order of appearance; `claims` the (relation, direction, other referent)
    that the article says of it, `told` those of them of which one sentence names both ends, `unplaced` the relations of
    which it only implies the other end; `common` is whether its name is as often a common noun;
    `entry` is what the knowledge base knows it as, once linked. `barred` the ids of
    those that something in the article says it is not.
    """

    article: str
    referent: str
    type: str
    published: str | None
    forms: dict[str, Naming] = field(default_factory=dict)
    implied: str = ""
    identifiers: set[str] = field(default_factory=set)
    claims: set[tuple[str, str, str]] = field(default_factory=set)
    told: set[tuple[str, str, str]] = field(default_factory=set)
    unplaced: set[str] = field(default_factory=set)
    common: bool = False
    entry: Entry | None = None
    barred: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other thing."""
        return self.article, self.referent

    @property
    def handle(self) -> str:
        """How a person points at it in `decisions.tsv`: article and name."""
        return f"{self.article}#{self.label}"

    @property
    def coarse(self) -> str:
        """The topmost type above its type."""
        return ontology.load().coarse(self.type)

    @cached_property
    def proper(self) -> list[str]:
        """Its names in the narrow sense; descriptions, adjectives and genitives of other names left out."""
        names = [form for form, naming in self.forms.items() if naming is Naming.NAME]
        return [form for form in names if form == nominative(form) or nominative(form) not in names]

    @cached_property
    def label(self) -> str:
        """The best name that the article has for it: the longest proper one, else the longest form of any kind."""
        chosen = self.proper or list(self.forms) or [self.implied]
        return max(chosen, key=lambda form: (len(form.split()), not form.isupper(), len(form), form))


def gather(extraction: Extraction) -> list[Thing]:
    """The things of one article in order of appearance."""
    published = extraction.article.published
    things: dict[str, Thing] = {}
    for mention in _mentions(extraction):
        thing = things.setdefault(
            mention.referent, Thing(extraction.article.id, mention.referent, mention.type, published)
        )
        if mention.identifier is not None:
            thing.identifiers.add(mention.identifier)
        if mention.naming not in UNNAMED and mention.text.strip():
            thing.forms.setdefault(" ".join(mention.text.split()), mention.naming)
        thing.implied = thing.implied or mention.text or mention.identifier or mention.referent
    for claim in extraction.claims:
        subject, target = claim.subject.referent, claim.object.referent
        both = (
            (things[subject], (claim.relation, "subject", target)),
            (things[target], (claim.relation, "object", subject)),
        )
        for thing, said in both:
            thing.claims.add(said)
            if claim.evidence.span.covers(claim.object.span):
                thing.told.add(said)
        if claim.object.naming is Naming.IMPLIED:
            things[subject].unplaced.add(claim.relation)
    return list(things.values())


def mark_common(articles: Sequence[tuple[Article, list[Thing]]]) -> None:
    """Sets `common` of the things whose names are as often a common noun as a name, in the articles together.

    So "Onderwijs", cut from the name of a ministry, is told from a company's name, which nobody writes small.
    """
    single = Counter(
        fold(form) for _, things in articles for thing in things for form in set(thing.proper) if form.isalpha()
    )
    small: Counter[str] = Counter()
    for article, _ in articles:
        small.update({word for word in WORD.findall(article.text) if word in single and word.islower()})
    for _, things in articles:
        for thing in things:
            thing.common = bool(thing.proper) and all(0 < single[fold(f)] <= small[fold(f)] for f in thing.proper)


def _mentions(extraction: Extraction) -> Iterator[Mention]:
    """Each mention once, those first that the extraction lists; a claim may hold one that it does not."""
    seen: dict[Mention, None] = dict.fromkeys(sorted(extraction.mentions))
    for claim in extraction.claims:
        others = (claim.speaker, claim.place)
        for mention in (claim.subject, claim.object, *(m for m in others if isinstance(m, Mention))):
            seen.setdefault(mention)
    yield from seen
