"""The table of features and weights by which things are linked and merged: `weights.tsv`, read once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graphkit.errors import LexiconError

TABLE = Path(__file__).parent / "weights.tsv"
COLUMNS = ["stage", "feature", "weight", "when"]


# Its name, how often it counts, and what was seen.
Feature = tuple[str, float, str]


@dataclass(frozen=True, slots=True)
class Score:
    """How strongly features speak for something, and which of them do, as words to show."""

    value: float
    reasons: tuple[str, ...]


@cache
def load(stage: str) -> Mapping[str, float]:
    """The weights of one stage, `link` or `merge`, by feature; thresholds stand among them."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != COLUMNS:
        raise LexiconError(f"{TABLE.name}:1: the columns must be {' '.join(COLUMNS)}")
    weights = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            raise LexiconError(f"{TABLE.name}:{number}: {len(cells)} columns where {len(COLUMNS)} are needed")
        if cells[0] == stage:
            weights[cells[1]] = float(cells[2])
    return weights


def total(stage: str, features: Iterable[Feature]) -> float:
    """The weighted sum of features."""
    weights = load(stage)
    found = 0.0
    for feature, times, _ in features:
        found += weights[feature] * times
    return round(found, 4)


def score(stage: str, features: Sequence[Feature]) -> Score:
    """The same, with a reason for each feature that counts.

    >>> score("merge", [("surname", 1, "Jansen")])
    Score(value=0.4, reasons=('surname Jansen +0.40',))
    """
    weights = load(stage)
    reasons = []
    for feature, times, seen in features:
        gain = weights[feature] * times
        reasons.append(f"{feature} {seen} {gain:+.2f}" if seen else f"{feature} {gain:+.2f}")
    return Score(total(stage, features), tuple(reasons))
