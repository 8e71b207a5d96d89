"""How likely a claim is right: how often its rule was, where people annotated the articles.

`lang/xx/confidence.tsv` (written by `python -m training.confidence`) holds for each row of the rule files how many of
its statements were right, by the weight of their articles. A row that was seen seldom leans on its file as a whole: the
share is smoothed towards that of the file (a Beta prior worth PRIOR statements), so that one lucky hit does not look
certain.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graphkit import resources
from graphkit.extract.findings import Finding
from graphkit.extract.lexicon import Row, rows
from graphkit.extract.rules import Rules, all_rows
from graphkit.model import Naming

PRIOR = 8.0
# Before anything is measured, a rule is right as often as not.
UNKNOWN = (1.0, 2.0)
ANAPHOR = "(anaphor)"
WHOLE = "(all)"
COLUMNS = ("file", "row", "right", "said")

# How many statements were right and how many said, by file and content of the row.
Counts = Mapping[tuple[str, str], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Confidence:
    """The confidence of each rule by file and line, of each file, and what an anaphor takes away."""

    rules: Mapping[str, float]
    files: Mapping[str, float]
    anaphor: float

    def of(self, rule: str, *, anaphoric: bool) -> float:
        """The confidence of what a rule (`relations.tsv:12`) found, from 0 to 1, to two digits."""
        known = self.rules.get(rule)
        if known is None:
            known = self.files.get(rule.partition(":")[0], UNKNOWN[0] / UNKNOWN[1])
        return round(known * (self.anaphor if anaphoric else 1.0), 2)


def is_anaphoric(finding: Finding) -> bool:
    """Whether an end of the finding is named in another sentence, so that a pronoun or noun stands for it here."""
    return any(
        end.sentence is not finding.sentence and end.naming is not Naming.IMPLIED
        for end in (finding.subject, finding.object)
    )


def content(row: Row) -> str:
    """What a row says, without its example: its identity where lines have moved."""
    return "|".join(value for column, value in row.cells.items() if column != "example")


@cache
def load(rules: Rules) -> Confidence:
    """The confidence of the rules of a language."""
    path = resources.language(rules.language) / "confidence.tsv"
    return counted(dict(_counts(rows(path, COLUMNS))) if path.is_file() else {}, rules)


def counted(counts: Counts, rules: Rules) -> Confidence:
    """The confidence of rules by what was counted."""
    files = {file: _share(count, UNKNOWN) for (file, row), count in counts.items() if row == WHOLE}
    means = {file: (share * PRIOR, PRIOR) for file, share in files.items()}
    by_rule = {
        row.rule: _share(counts.get((row.file, content(row)), (0.0, 0.0)), means.get(row.file, UNKNOWN))
        for row in all_rows(rules)
    }
    lost = counts.get((ANAPHOR, WHOLE))
    return Confidence(by_rule, files, min(1.0, lost[0] / lost[1]) if lost is not None and lost[1] else 1.0)


def _counts(given: Iterator[Row]) -> Iterator[tuple[tuple[str, str], tuple[float, float]]]:
    for row in given:
        try:
            yield (row["file"], row["row"]), (float(row["right"]), float(row["said"]))
        except ValueError as error:
            raise row.error("right and said must be numbers") from error


def _share(count: tuple[float, float], prior: tuple[float, float]) -> float:
    return (count[0] + prior[0]) / (count[1] + prior[1])
