"""`graphkit evaluate`: how right a graph is, on articles that people annotated."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.evaluate import Annotated as Article
    from graphkit.evaluate import Evaluation, Figure


class Format(StrEnum):
    """How the figures are printed."""

    TABLE = "table"
    JSON = "json"


Gold = Annotated[Path, typer.Argument(help="The annotated articles, one JSON object a line.", show_default=False)]
Folder = Annotated[Path, typer.Argument(metavar="OUTPUT_DIR", help="What `graphkit build` wrote.", show_default=False)]
Report = Annotated[
    Path | None, typer.Option("--report", help="Write a page (.html or .md) with each mistake and its sentence.")
]
AsFormat = Annotated[Format, typer.Option("--format", "-f", help="How to print the figures.")]
ByRelation = Annotated[bool, typer.Option("--by-relation", help="Print the figures of each relation too.")]
Only = Annotated[list[str] | None, typer.Option("--only", help="Evaluate this article alone; repeat it for several.")]


def evaluate(
    gold: Gold,
    output_dir: Folder,
    report: Report = None,
    form: AsFormat = Format.TABLE,
    by_relation: ByRelation = False,
    only: Only = None,
) -> None:
    """Compare a graph with articles that people annotated."""
    from graphkit.evaluate import REPORTS
    from graphkit.evaluate import evaluate as judge
    from graphkit.export import tables

    if report is not None and report.suffix not in REPORTS:
        raise UsageError(f"--report {report}: must end in {' or '.join(REPORTS)}")
    chosen = _chosen(gold, only or [])
    evaluation = judge(tables.read(output_dir), chosen)
    if report is not None:
        _write(REPORTS[report.suffix](evaluation), report)
    if form is Format.JSON:
        print(json.dumps(evaluation.as_dict(), indent=1))  # noqa: T201
    else:
        print("\n".join(_table(evaluation, by_relation=by_relation)))  # noqa: T201


def _chosen(gold: Path, only: list[str]) -> "list[Article]":
    from graphkit.evaluate import read

    annotated = list(read(gold))
    unknown = sorted(set(only) - {one.article for one in annotated})
    if unknown:
        raise InputError(f"{gold}: has no article {', '.join(unknown)}")
    return [one for one in annotated if not only or one.article in only]


def _write(page: str, path: Path) -> None:
    from graphkit.export.files import whole

    with whole(path) as file:
        file.write(page.encode("utf-8", "surrogatepass"))


def _table(evaluation: "Evaluation", *, by_relation: bool) -> list[str]:
    lines = [f"{'articles':<20}{evaluation.articles:>6}"]
    if by_relation:
        lines += _rows(evaluation.relations)
    return [*lines, *_rows(evaluation.figures), f"{'certainty':<20}{evaluation.certainty:>9.3f}"]


def _rows(figures: "Mapping[str, Figure]") -> list[str]:
    return [
        f"{name:<20}  P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f}"
        f"  ({figure.right} right, {figure.said} said, {figure.gold} annotated)"
        for name, figure in figures.items()
    ]
