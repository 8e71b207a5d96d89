"""Small linear models whose every weight is a row that one can read: class, feature, weight.

Trained by `training/extraction` with logistic regression, one class against the rest. A score is the sum of the weights of
the features that are there; the row with the greatest share is what provenance names.
"""

import csv
import gzip
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graphkit.errors import LexiconError

BIAS = "(bias)"
COLUMNS = ["class", "feature", "weight"]


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights by feature: for each, the classes that it speaks for or against, and the row that says so."""

    name: str
    weights: Mapping[str, tuple[tuple[str, float, int], ...]]
    bias: Mapping[str, float]

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """The sum of weights of every class, the bias included."""
        total = dict(self.bias)
        for feature in features:
            for label, weight, _ in self.weights.get(feature, ()):
                total[label] += weight
        return total

    def reason(self, features: Iterable[str], label: str) -> str:
        """The row that spoke most for a class, as file and line."""
        best, row = 0.0, 1
        for feature in features:
            for name, weight, line in self.weights.get(feature, ()):
                if name == label and weight > best:
                    best, row = weight, line
        return f"{self.name}:{row}"


@cache
def load(path: Path) -> Linear:
    """The model in a gzipped table; raises LexiconError, naming file and line, where a row is malformed."""
    weights: dict[str, list[tuple[str, float, int]]] = {}
    bias: dict[str, float] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if next(rows, []) != COLUMNS:
            raise LexiconError(f"{path.name}:1: the columns must be {', '.join(COLUMNS)}")
        for number, row in enumerate(rows, start=2):
            try:
                label, feature, weight = row
                value = float(weight)
            except ValueError as error:
                raise LexiconError(f"{path.name}:{number}: not a row of class, feature, weight") from error
            if feature == BIAS:
                bias[label] = value
            else:
                weights.setdefault(feature, []).append((label, value, number))
    return Linear(path.name, {key: tuple(value) for key, value in weights.items()}, bias)


def save(path: Path, rows: Iterable[tuple[str, str, float]]) -> None:
    """Writes a model: sorted rows, the same bytes for the same weights."""
    lines = ["\t".join(COLUMNS)]
    lines += [f"{label}\t{feature}\t{weight:.3f}" for label, feature, weight in sorted(rows)]
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(("\n".join(lines) + "\n").encode())


def probability(score: float) -> float:
    """The logistic function.

    >>> probability(0.0)
    0.5
    """
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
