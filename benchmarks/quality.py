"""How right the graph of the annotated articles is: on the half that rules are developed on, on the other, and on both.

python -m benchmarks.quality [--model PATH] [--by-relation] [--rows] [--report FOLDER] [--results FILE.json]

GRAPHKIT_SHARED names the folder that holds `gold/`. `--rows` lists how often each lexicon row is right, `--results`
writes the figures that have floors (`python -m training.floors --section extraction --results FILE.json`).
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graphkit import analyse, extract, resolve
from graphkit.evaluate import REPORTS, Annotated, Evaluation, Kind, evaluate, read
from graphkit.graph import Graph
from graphkit.model import Certainty
from graphkit.read import read as read_articles
from training import sources
from training.split import CHECK, DEVELOP, halves

ALL = "all"
HALVES = (DEVELOP, CHECK, ALL)


@dataclass(frozen=True, slots=True)
class Measured:
    """The graph of the annotated articles, and the evaluation of each half of them and of all."""

    graph: Graph
    evaluations: Mapping[str, Evaluation]

    def figures(self) -> dict[str, float]:
        """The figures that have floors, by half and measure."""
        found: dict[str, float] = {}
        for half in (DEVELOP, CHECK):
            evaluation = self.evaluations[half]
            statements = evaluation.figures["statements"]
            found[f"{half}_statements_f1"] = statements.f1
            found[f"{half}_statements_precision"] = statements.precision
            found[f"{half}_entities_typed_f1"] = evaluation.figures["entities_typed"].f1
            found[f"{half}_certainty"] = evaluation.certainty
        return found


def measure(model: str | None = None) -> Measured:
    """Builds the graph of all annotated articles together and evaluates it on each half."""
    folder = sources.shared() / "gold"
    articles = [one for one in read_articles([str(folder / "articles")]) if not isinstance(one, Exception)]
    analyses = analyse.analyse(articles, analyse.load(model))
    graph = resolve.resolve(extract.extract(analysis) for analysis in analyses)
    gold = list(read(gold_file()))
    return Measured(graph, {half: evaluate(graph, of_half(gold, half)) for half in HALVES})


def gold_file() -> Path:
    """The file of annotations."""
    return sources.shared() / "gold" / "gold.jsonl"


def of_half(gold: list[Annotated], half: str) -> Iterator[Annotated]:
    """The annotated articles of one half, or all of them."""
    known = halves(annotated.article for annotated in gold)
    return (annotated for annotated in gold if half in (ALL, known[annotated.article]))


def table(evaluations: Mapping[str, Evaluation], *, by_relation: bool) -> Iterator[str]:
    """A line for each measure, and with `by_relation` for each relation, with the halves side by side."""
    yield f"{'F1 (precision / recall)':<24}" + "".join(f"{half:>24}" for half in evaluations)
    total = evaluations[ALL]
    yield from _lines(evaluations, total.figures, "figures")
    yield f"{'certainty':<24}" + "".join(f"{e.certainty:>24.3f}" for e in evaluations.values())
    if by_relation:
        yield from _lines(evaluations, total.relations, "relations")


def _lines(evaluations: Mapping[str, Evaluation], names: Iterable[str], group: str) -> Iterator[str]:
    for name in names:
        found = [getattr(evaluation, group).get(name) for evaluation in evaluations.values()]
        cells = [f"{f.f1:.3f} ({f.precision:.3f} / {f.recall:.3f})" if f is not None else "-" for f in found]
        yield f"{name:<24}" + "".join(f"{cell:>24}" for cell in cells)


def rows(graph: Graph, evaluation: Evaluation) -> Iterator[str]:
    """A line for each lexicon row: asserted statements, how many of them are right, and in how many articles."""
    articles: dict[str, set[str]] = defaultdict(set)
    said: Counter[str] = Counter()
    for statement in graph.statements:
        if statement.certainty is not Certainty.ASSERTED:
            continue
        seen: set[str] = set()
        for evidence in graph.evidence(statement):
            if evidence.article not in seen:
                seen.add(evidence.article)
                said[evidence.rule] += 1
                articles[evidence.rule].add(evidence.article)
    wrong = Counter(mistake.rule for mistake in evaluation.mistakes if mistake.kind is Kind.WRONG)
    yield f"{'row':<28}{'said':>6}{'right':>6}{'articles':>9}"
    for rule in sorted(said, key=lambda rule: (-said[rule], rule)):
        yield f"{rule:<28}{said[rule]:>6}{said[rule] - wrong[rule]:>6}{len(articles[rule]):>9}"


def main() -> None:
    """Measures and prints."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", help="another pipeline than the one that ships")
    arguments.add_argument("--by-relation", action="store_true")
    arguments.add_argument("--rows", action="store_true")
    arguments.add_argument("--report", type=Path, help="a folder for a page of mistakes of each half")
    arguments.add_argument("--results", type=Path)
    chosen = arguments.parse_args()
    measured = measure(chosen.model)
    print("\n".join(table(measured.evaluations, by_relation=chosen.by_relation)))
    if chosen.rows:
        print("\n".join(rows(measured.graph, measured.evaluations[ALL])))
    if chosen.report:
        chosen.report.mkdir(parents=True, exist_ok=True)
        for half, evaluation in measured.evaluations.items():
            (chosen.report / f"{half}.html").write_text(REPORTS[".html"](evaluation), encoding="utf-8")
    if chosen.results:
        chosen.results.write_text(json.dumps(measured.figures(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
