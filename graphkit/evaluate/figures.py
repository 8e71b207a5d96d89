"""What an evaluation comes to: figures per measure and relation, and every mistake."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MEASURES = ("statements", "pairs", "entities", "entities_typed", "entities_subtyped")


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts of one measure, from which precision, recall and F1 follow; each 0 where nothing is counted.

    >>> Figure(right=3, said=4, gold=6).f1
    0.6
    """

    right: int = 0
    said: int = 0
    gold: int = 0

    @classmethod
    def of(cls, said: frozenset[object], gold: frozenset[object]) -> "Figure":
        """How much of one set is in the other."""
        return cls(len(said & gold), len(said), len(gold))

    def __add__(self, other: "Figure") -> "Figure":
        return Figure(self.right + other.right, self.said + other.said, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of what was said that is right."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """The share of what is right that was said."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_dict(self) -> dict[str, float]:
        """The figure with its counts, for JSON."""
        return {
            "precision": self.precision, "recall": self.recall, "f1": self.f1,
            "right": self.right, "predicted": self.said, "gold": self.gold,
        }  # fmt: skip


class Kind(StrEnum):
    """How a statement or an entity is mistaken; `certainty` is for statements that neither side asserts."""

    MISSING = "missing"
    WRONG = "wrong"
    CERTAINTY = "certainty"
    TYPE = "type"


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One statement that is missing from the graph, or wrong in it, or of the wrong certainty.

    `sentence` is the annotation's where it is missing, else the one that the graph shows; `rule` is the row that fired;
    `reason` says what comes nearest on the other side.
    """

    article: str
    kind: Kind
    subject: str
    relation: str
    object: str
    sentence: str
    rule: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, order=True)
class EntityMistake:
    """One entity that is missing from the graph, that only the graph has, or that has another type there."""

    article: str
    kind: Kind
    label: str
    type: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures, per measure and per relation, and every mistake.

    `agreed` of the `matched` right triples, whatever their certainty, have the right certainty.
    """

    articles: int = 0
    figures: Mapping[str, Figure] = field(default_factory=dict)
    relations: Mapping[str, Figure] = field(default_factory=dict)
    agreed: int = 0
    matched: int = 0
    mistakes: tuple[Mistake, ...] = ()
    entity_mistakes: tuple[EntityMistake, ...] = ()

    @classmethod
    def total(cls, parts: Iterable["Evaluation"]) -> "Evaluation":
        """The evaluation of several articles together, micro-averaged."""
        given = list(parts)
        return cls(
            articles=sum(part.articles for part in given),
            figures={measure: _sum(part.figures.get(measure) for part in given) for measure in MEASURES},
            relations={
                relation: _sum(part.relations.get(relation) for part in given)
                for relation in sorted({relation for part in given for relation in part.relations})
            },
            agreed=sum(part.agreed for part in given),
            matched=sum(part.matched for part in given),
            mistakes=tuple(mistake for part in given for mistake in part.mistakes),
            entity_mistakes=tuple(mistake for part in given for mistake in part.entity_mistakes),
        )

    @property
    def certainty(self) -> float:
        """The share of right triples whose certainty is right."""
        return self.agreed / self.matched if self.matched else 0.0

    def as_dict(self) -> dict[str, object]:
        """The figures, without the mistakes, for JSON."""
        return {
            "articles": self.articles,
            **{measure: figure.as_dict() for measure, figure in self.figures.items()},
            "certainty": self.certainty,
            "relations": {relation: figure.as_dict() for relation, figure in self.relations.items()},
        }


def _sum(figures: Iterable[Figure | None]) -> Figure:
    return sum((figure for figure in figures if figure is not None), Figure())
