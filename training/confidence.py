"""Counts how often each rule is right: `python -m training.confidence` writes `graphkit/lang/nl/confidence.tsv`.

Counted on all annotated articles. Rules were written while looking at the develop half, which flatters them there: its
statements weigh half. The table that it prints shows whether claims of a given confidence are right as often as they
say, each article judged by what was counted on the others (ten folds of articles).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks import quality
from graphkit import evaluate, resources
from graphkit.evaluate import Kind
from graphkit.extract import confidence, rules
from graphkit.graph import Graph
from graphkit.model import Certainty, Evidence
from training.split import CHECK, DEVELOP, halves

HEAD = """# How often each row was right on the annotated articles, those that rules were developed on counted half
# (training/confidence.py). (all) is a file as a whole; (anaphor) the share of right claims with an anaphor over that
# of those without.
"""
WEIGHTS: Mapping[str, float] = {DEVELOP: 0.5, CHECK: 1.0}
FOLDS = 10
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement of one article: its evidence, whether people said it too, and which half the article is of."""

    evidence: Evidence
    right: bool
    half: str

    @property
    def anaphoric(self) -> bool:
        """Whether an end lies outside the sentence."""
        ends = (self.evidence.subject, self.evidence.object)
        return any(end is not None and not self.evidence.span.covers(end) for end in ends)


def judged(graph: Graph, evaluation: evaluate.Evaluation, articles: Iterable[str]) -> Iterator[Judged]:
    """Every asserted statement of the articles, by its first evidence there."""
    half = halves(articles)
    wrong = {(m.article, m.subject, m.relation, m.object, m.rule) for m in evaluation.mistakes if m.kind is Kind.WRONG}
    for statement in graph.statements:
        if statement.certainty is not Certainty.ASSERTED:
            continue
        seen: set[str] = set()
        for evidence in graph.evidence(statement):
            if evidence.article in half and evidence.article not in seen:
                seen.add(evidence.article)
                ends = (graph.entities[statement.subject].label, graph.entities[statement.object].label)
                key = (evidence.article, ends[0], statement.relation, ends[1], evidence.rule)
                yield Judged(evidence, key not in wrong, half[evidence.article])


def counts(found: Iterable[Judged], known: rules.Rules) -> confidence.Counts:
    """How much was right and said of each row, of each file, and with and without an anaphor."""
    contents = {row.rule: (row.file, confidence.content(row)) for row in rules.all_rows(known)}
    said: defaultdict[tuple[str, str], float] = defaultdict(float)
    right: defaultdict[tuple[str, str], float] = defaultdict(float)
    groups: dict[bool, list[Judged]] = {True: [], False: []}
    for one in found:
        rule = one.evidence.rule
        groups[one.anaphoric].append(one)
        for key in {(rule.partition(":")[0], confidence.WHOLE), contents.get(rule, (rule, confidence.WHOLE))}:
            said[key] += WEIGHTS[one.half]
            right[key] += WEIGHTS[one.half] * one.right
    counted = {key: (right[key], said[key]) for key in sorted(said)}
    if groups[False]:
        counted[confidence.ANAPHOR, confidence.WHOLE] = (_share(groups[True]), _share(groups[False]))
    return counted


def table(counted: confidence.Counts) -> Iterator[str]:
    """The rows of confidence.tsv."""
    yield "\t".join(confidence.COLUMNS)
    for (file, row), (right, said) in counted.items():
        yield f"{file}\t{row}\t{round(right, 3):g}\t{round(said, 3):g}"


def unseen(found: list[Judged], known: rules.Rules) -> Iterator[tuple[float, Judged]]:
    """Each statement with the confidence that it has by what was counted on the articles of other folds."""
    number = {article: i % FOLDS for i, article in enumerate(sorted({one.evidence.article for one in found}))}
    for fold in range(FOLDS):
        others = (one for one in found if number[one.evidence.article] != fold)
        sure = confidence.counted(counts(others, known), known)
        for one in found:
            if number[one.evidence.article] == fold:
                yield sure.of(one.evidence.rule, anaphoric=one.anaphoric), one


def calibration(given: Iterable[tuple[float, Judged]]) -> Iterator[str]:
    """A line for each range of confidence: how many claims, their mean confidence, and how many are right."""
    groups: dict[int, list[tuple[float, Judged]]] = defaultdict(list)
    for sure, one in given:
        groups[max(i for i, low in enumerate(BINS) if sure >= low)].append((sure, one))
    yield f"{'confidence':<14}{'claims':>8}{'mean':>8}{'right':>8}"
    for number, group in sorted(groups.items()):
        mean = sum(sure for sure, _ in group) / len(group)
        right = sum(one.right for _, one in group) / len(group)
        yield f"{BINS[number]:.1f} to {min(BINS[number + 1], 1.0):.1f}{len(group):>11}{mean:>8.2f}{right:>8.2f}"


def _share(found: Iterable[Judged]) -> float:
    said = right = 0.0
    for one in found:
        said += WEIGHTS[one.half]
        right += WEIGHTS[one.half] * one.right
    return right / said if said else 0.0


def main() -> None:
    """Counts, writes, and prints how well the confidence of each half is calibrated."""
    measured = quality.measure()
    known = rules.load("nl")
    articles = [a.article for a in evaluate.read(quality.gold_file())]
    found = list(judged(measured.graph, measured.evaluations[quality.ALL], articles))
    path = resources.language() / "confidence.tsv"
    path.write_text(HEAD + "\n".join(table(counts(found, known))) + "\n", encoding="utf-8")
    given = list(unseen(found, known))
    for half in (DEVELOP, CHECK):
        print(half)
        print("\n".join(calibration((sure, one) for sure, one in given if one.half == half)))


if __name__ == "__main__":
    main()
