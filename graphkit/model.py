"""The nouns: what the stages hand to each other. Frozen, slotted, and free of any library."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

# How many words stand for a title where an article has none.
HEADLINE = 12


class Certainty(StrEnum):
    """How a text presents a statement."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    NEGATED = "negated"


class Naming(StrEnum):
    """By what a mention names its referent."""

    NAME = "name"
    ADJECTIVE = "adjective"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"
    IMPLIED = "implied"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Character offsets (code points) into an article's text, end exclusive.

    >>> Span(3, 7).of("De Duitse minister")
    'Duit'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The text that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One article; `text` is verbatim, and every offset anywhere is into it.

    `published` is an ISO 8601 date of any precision (`2020-01`); `title` and `body` are spans of `text`; `copy_of` is
    the id of the article that it prints over again, which `resolve` finds out.
    """

    id: str
    text: str
    body: Span
    title: Span | None = None
    published: str | None = None
    source: str | None = None
    language: str = "nl"
    copy_of: str | None = None

    @property
    def headline(self) -> str:
        """The title, or the first words of the body where there is none."""
        if self.title is not None:
            return " ".join(self.title.of(self.text).split())
        words = self.body.of(self.text).split()
        return " ".join(words[:HEADLINE]) + (" …" if len(words) > HEADLINE else "")


# The identifier of what the knowledge base does not have, though it has the name.
NOTHING_KNOWN = ""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place where one article names something.

    `referent` is the same for all mentions of one thing in one article (coreference); `identifier` is its id in the
    knowledge base where the name alone decides it, `NOTHING_KNOWN` where the words beside it say that it is none of
    what is known by the name, else None. An implied mention has an empty span.
    """

    article: str
    span: Span
    text: str
    type: str
    referent: str
    naming: Naming = Naming.NAME
    identifier: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Qualifiers:
    """What one sentence adds to a statement.

    `attributed_to` is an entity id (or, where the source has no entity, the words that describe it); `time` is
    ISO 8601 of any precision; `place` an entity id; `details` what a relation adds, such as a minister's portfolio.
    """

    attributed_to: str | None = None
    time: str | None = None
    place: str | None = None
    details: tuple[tuple[str, str], ...] = ()


# What most sentences add: nothing.
UNQUALIFIED = Qualifiers()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that says a statement: `article.text[span] == quote`.

    `rule` is file and line of the row that fired (`relations.tsv:12`); `confidence` lies in 0..1; `subject` and
    `object` are the spans of both ends in the article's text, None where an end is implied.
    """

    article: str
    span: Span
    quote: str
    rule: str
    confidence: float
    subject: Span | None = None
    object: Span | None = None
    qualifiers: Qualifiers = UNQUALIFIED

    def __hash__(self) -> int:
        """Of what tells most evidence apart: that of all parts takes as long as making the object."""
        return hash((self.article, self.span.start, self.quote, self.rule))

    @property
    def key(self) -> tuple[Any, ...]:
        """A total order over evidence, the same in every run."""
        nothing = Span(-1, -1)
        q = self.qualifiers
        return (
            self.article, self.span, self.subject or nothing, self.object or nothing, self.rule, self.confidence,
            q.attributed_to or "", q.time or "", q.place or "", q.details,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says about two mentions; `speaker` is whom the sentence attributes it to."""

    subject: Mention
    relation: str
    object: Mention
    certainty: Certainty
    evidence: Evidence
    speaker: Mention | str | None = None
    place: Mention | None = None


@dataclass(frozen=True, slots=True)
class OpenTriple:
    """What a sentence says of two mentions in its own verb, where no relation covers it; never a statement.

    `verb` is the lemma, with the preposition of an object that has one.
    """

    subject: Mention
    verb: str
    object: Mention
    certainty: Certainty
    evidence: Evidence
    speaker: Mention | str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article names and says; `open` is the layer beside the claims."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    open: tuple[OpenTriple, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in the world: `id` is a Wikidata id where known, else a slug of ours.

    `labels` maps language to label, `names` are all surface forms seen, `identifiers` pairs of (base, id),
    `articles` the ids of the articles that name it; all sorted.
    """

    id: str
    type: str
    label: str
    labels: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """What the graph holds: two entity ids, a relation, and how certain it is. Evidence is not identity."""

    subject: str
    relation: str
    object: str
    certainty: Certainty = Certainty.ASSERTED


@dataclass(frozen=True, slots=True)
class Decision:
    """Why two mentions are one thing, or are not."""

    left: str
    right: str
    same: bool
    score: float
    reasons: tuple[str, ...] = field(default=())
