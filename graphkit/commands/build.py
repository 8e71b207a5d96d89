"""`graphkit build`, `add` and `remove`: articles in, a graph out."""

import time
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Protocol

import typer

from graphkit.commands.terminal import summarise, watching
from graphkit.events import Notify, Report

SKIPPED = 3


class Form(StrEnum):
    """The form of the messages on standard error."""

    TEXT = "text"
    JSON = "json"


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
LogForm = Annotated[Form, typer.Option("--log", help="Messages for people, or each event as a line of JSON.")]
RunReport = Annotated[Path | None, typer.Option("--report", help="Write a report of the run, as Markdown, here.")]
DEFAULT = Path("output")


def build(
    inputs: Inputs,
    output: Output = DEFAULT,
    model: Model = None,
    fields: Fields = "",
    workers: Workers = 1,
    scheduler: Scheduler = None,
    log: LogForm = Form.TEXT,
    report: RunReport = None,
    quiet: Quiet = False,
) -> None:
    """Build a knowledge graph from articles.

    Built again, only new and changed articles are analysed, and those that are gone are removed.
    """
    from graphkit import build as builder

    stages = builder.stages(model, workers=workers, scheduler=scheduler)
    work = partial(builder.build, inputs, output, stages, fields=_mapping(fields))
    _run(work, Show(output, quiet, log, report))


def add(
    inputs: Inputs,
    output: Output = DEFAULT,
    model: Model = None,
    fields: Fields = "",
    workers: Workers = 1,
    scheduler: Scheduler = None,
    log: LogForm = Form.TEXT,
    report: RunReport = None,
    quiet: Quiet = False,
) -> None:
    """Add articles to a graph that was built."""
    from graphkit import build as builder

    stages = builder.stages(model, workers=workers, scheduler=scheduler)
    work = partial(builder.add, inputs, output, stages, fields=_mapping(fields))
    _run(work, Show(output, quiet, log, report))


def remove(
    articles: Annotated[list[str], typer.Argument(help="Ids of articles, as `articles.jsonl` has them.")],
    output: Output = DEFAULT,
    log: LogForm = Form.TEXT,
    quiet: Quiet = False,
) -> None:
    """Remove articles from a graph, as if they had never been there."""
    from graphkit import build as builder

    _run(partial(builder.remove, articles, output, builder.stages()), Show(output, quiet, log))


class Work(Protocol):
    """What changes a folder and reports it."""

    def __call__(self, *, notify: Notify) -> Report:
        """Do it, and tell what happens."""


@dataclass(frozen=True, slots=True)
class Show:
    """What a user wants to see of a build."""

    output: Path
    quiet: bool
    log: Form
    report: Path | None = None


def _mapping(fields: str) -> dict[str, str]:
    from graphkit.read.records import mapping

    return mapping(fields)


def _run(work: Work, show: Show) -> None:
    begin = time.monotonic()
    with watching(quiet=show.quiet, log=show.log is Form.JSON) as watch:
        done = work(notify=watch)
    if not show.quiet:
        summarise(done)
    if show.report is not None:
        from graphkit.export.files import whole
        from graphkit.runreport import render

        with whole(show.report) as file:
            file.write(render(done, show.output, time.monotonic() - begin).encode())
    if done.skipped:
        raise typer.Exit(SKIPPED)
