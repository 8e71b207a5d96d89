"""Counts how often each rule is right: `python -m training.confidence` writes `graphkit/lang/nl/confidence.tsv`.

Counted on the develop half of the annotated articles; the table that it prints shows, for the other half, whether
claims of a given confidence are right as often as they say.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks import quality
from graphkit import evaluate, resources
from graphkit.evaluate import Kind
from graphkit.extract import confidence, rules
from graphkit.graph import Graph
from graphkit.model import Certainty, Evidence
from training.split import CHECK, DEVELOP

HEAD = """# How often each row was right on the develop half of the annotated articles (training/confidence.py).
# (all) is a file as a whole; (anaphor) the share of right claims with an anaphor over that of those without.
"""
BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement of one article: its evidence, and whether people said it too."""

    evidence: Evidence
    right: bool

    @property
    def anaphoric(self) -> bool:
        """Whether an end lies outside the sentence."""
        ends = (self.evidence.subject, self.evidence.object)
        return any(end is not None and not self.evidence.span.covers(end) for end in ends)


def judged(graph: Graph, evaluation: evaluate.Evaluation, articles: Iterable[str]) -> Iterator[Judged]:
    """Every asserted statement of the articles, by its first evidence there."""
    within = set(articles)
    wrong = {(m.article, m.subject, m.relation, m.object, m.rule) for m in evaluation.mistakes if m.kind is Kind.WRONG}
    for statement in graph.statements:
        if statement.certainty is not Certainty.ASSERTED:
            continue
        seen: set[str] = set()
        for evidence in graph.evidence(statement):
            if evidence.article in within and evidence.article not in seen:
                seen.add(evidence.article)
                ends = (graph.entities[statement.subject].label, graph.entities[statement.object].label)
                key = (evidence.article, ends[0], statement.relation, ends[1], evidence.rule)
                yield Judged(evidence, key not in wrong)


def table(found: list[Judged]) -> Iterator[str]:
    """The rows of confidence.tsv."""
    contents = {row.rule: (row.file, confidence.content(row)) for row in rules.all_rows(rules.load("nl"))}
    said: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for one in found:
        file = one.evidence.rule.partition(":")[0]
        keys = [(file, confidence.WHOLE)]
        if one.evidence.rule in contents:
            keys.append(contents[one.evidence.rule])
        for key in keys:
            said[key] += 1
            right[key] += one.right
    yield "\t".join(confidence.COLUMNS)
    for file, row in sorted(said):
        yield f"{file}\t{row}\t{right[file, row]}\t{said[file, row]}"
    shares = {flag: _share([o for o in found if o.anaphoric is flag]) for flag in (True, False)}
    if shares[False]:
        yield f"{confidence.ANAPHOR}\t{confidence.WHOLE}\t{shares[True]:.3f}\t{shares[False]:.3f}"


def calibration(found: list[Judged]) -> Iterator[str]:
    """A line for each range of confidence: how many claims, their mean confidence, and how many are right."""
    groups: dict[int, list[Judged]] = defaultdict(list)
    for one in found:
        groups[max(i for i, low in enumerate(BINS) if one.evidence.confidence >= low)].append(one)
    yield f"{'confidence':<14}{'claims':>8}{'mean':>8}{'right':>8}"
    for number, group in sorted(groups.items()):
        mean = sum(o.evidence.confidence for o in group) / len(group)
        yield f"{BINS[number]:.1f} to {min(BINS[number + 1], 1.0):.1f}{len(group):>11}{mean:>8.2f}{_share(group):>8.2f}"


def _share(found: list[Judged]) -> float:
    return sum(one.right for one in found) / len(found) if found else 0.0


def main() -> None:
    """Counts, writes, measures again with what was written, and prints the calibration of the other half."""
    path = resources.language() / "confidence.tsv"
    for step in ("count", "check"):
        measured = quality.measure()
        half = DEVELOP if step == "count" else CHECK
        stems = {a.article for a in quality.of_half(list(evaluate.read(quality.gold_file())), half)}
        found = list(judged(measured.graph, measured.evaluations[quality.ALL], stems))
        if step == "count":
            path.write_text(HEAD + "\n".join(table(found)) + "\n", encoding="utf-8")
            confidence.load.cache_clear()
        else:
            print("\n".join(calibration(found)))


if __name__ == "__main__":
    main()
