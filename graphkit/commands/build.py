"""`graphkit build`: articles in, a graph out."""

from pathlib import Path
from typing import Annotated

import typer

from graphkit.commands.terminal import summarise, watching

SKIPPED = 3

Inputs = Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.", show_default=False)]
Output = Annotated[Path, typer.Option("--output", "-o", help="The folder to write.", envvar="GRAPHKIT_OUTPUT")]
Model = Annotated[
    str | None,
    typer.Option(help="Another spaCy pipeline than the one that ships, by name or path.", envvar="GRAPHKIT_MODEL"),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors alone.", envvar="GRAPHKIT_QUIET")]


def build(inputs: Inputs, output: Output = Path("output"), model: Model = None, quiet: Quiet = False) -> None:
    """Build a knowledge graph from articles."""
    from graphkit import build as builder

    with watching(quiet=quiet) as watch:
        report = builder.build(inputs, output, builder.stages(model), notify=watch)
    if not quiet:
        summarise(report)
    if report.skipped:
        raise typer.Exit(SKIPPED)
