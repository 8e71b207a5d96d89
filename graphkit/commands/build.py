"""`graphkit build`, `add` and `remove`: articles in, a graph out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.commands.terminal import summarise, watching
from graphkit.events import Notify, Report

if TYPE_CHECKING:
    from graphkit.build import Stages

SKIPPED = 3

Inputs = Annotated[
    list[str], typer.Argument(help="Files, folders, archives, or - for standard input.", show_default=False)
]
Output = Annotated[Path, typer.Option("--output", "-o", help="The folder to write.", envvar="GRAPHKIT_OUTPUT")]
Model = Annotated[
    str | None,
    typer.Option(help="Another spaCy pipeline than the one that ships, by name or path.", envvar="GRAPHKIT_MODEL"),
]
Fields = Annotated[
    str,
    typer.Option("--map", metavar="NAME=FIELD,…", help="What records call title, text, date, id, source, language."),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes that analyse.", envvar="GRAPHKIT_WORKERS")]
Scheduler = Annotated[
    str | None, typer.Option(help="A Dask scheduler whose workers analyse.", envvar="GRAPHKIT_SCHEDULER")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors alone.", envvar="GRAPHKIT_QUIET")]
DEFAULT = Path("output")


def build(
    inputs: Inputs,
    output: Output = DEFAULT,
    model: Model = None,
    fields: Fields = "",
    workers: Workers = 1,
    scheduler: Scheduler = None,
    quiet: Quiet = False,
) -> None:
    """Build a knowledge graph from articles.

    Built again, only new and changed articles are analysed, and those that are gone are removed.
    """
    from graphkit import build as builder
    from graphkit.read.records import mapping

    names = mapping(fields)
    stages = builder.stages(model, workers=workers, scheduler=scheduler)
    _run(lambda notify: builder.build(inputs, output, stages, fields=names, notify=notify), quiet=quiet)


def add(
    inputs: Inputs,
    output: Output = DEFAULT,
    model: Model = None,
    fields: Fields = "",
    workers: Workers = 1,
    scheduler: Scheduler = None,
    quiet: Quiet = False,
) -> None:
    """Add articles to a graph that was built."""
    from graphkit import build as builder
    from graphkit.read.records import mapping

    names = mapping(fields)
    stages = builder.stages(model, workers=workers, scheduler=scheduler)
    _run(lambda notify: builder.add(inputs, output, stages, fields=names, notify=notify), quiet=quiet)


def remove(
    articles: Annotated[list[str], typer.Argument(help="Ids of articles, as `articles.jsonl` has them.")],
    output: Output = DEFAULT,
    quiet: Quiet = False,
) -> None:
    """Remove articles from a graph, as if they had never been there."""
    from graphkit import build as builder

    stages: Stages = builder.stages()
    _run(lambda notify: builder.remove(articles, output, stages, notify=notify), quiet=quiet)


def _run(work: Callable[[Notify], Report], *, quiet: bool) -> None:
    with watching(quiet=quiet) as watch:
        report = work(watch)
    if not quiet:
        summarise(report)
    if report.skipped:
        raise typer.Exit(SKIPPED)
