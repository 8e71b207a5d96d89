"""`graphkit build`, `add` and `remove`: articles in, a graph out."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Protocol

import typer

from graphkit.commands.terminal import summarise, watching
from graphkit.events import Notify, Report

SKIPPED = 3
RULINGS = "decisions.tsv"


class Form(StrEnum):
    """The form of the messages on standard error."""

    TEXT = "text"
    JSON = "json"


Inputs = Annotated[
    list[str], typer.Argument(help="Files, folders, archives, or - for standard input.", show_default=False)
]
Output = Annotated[Path, typer.Option("--output", "-o", help="The folder to write.", envvar="GRAPHKIT_OUTPUT")]
Fields = Annotated[
    str,
    typer.Option("--map", metavar="NAME=FIELD,…", help="What records call title, text, date, id, source, language."),
]
Model = Annotated[
    str | None,
    typer.Option(help="Another spaCy pipeline than the one that ships, by name or path.", envvar="GRAPHKIT_MODEL"),
]
Kb = Annotated[
    list[str] | None, typer.Option(help="A table with more entries for the knowledge base.", envvar="GRAPHKIT_KB")
]
Rulings = Annotated[
    Path | None, typer.Option("--decisions", help="Rulings on what is one; decisions.tsv in the output otherwise.")
]
Base = Annotated[str | None, typer.Option(help="How the IRIs of the graph begin.", envvar="GRAPHKIT_BASE")]
Minimum = Annotated[
    float,
    typer.Option(
        "--min-confidence", min=0.0, max=1.0, help="Leave out less confident claims.", envvar="GRAPHKIT_MIN_CONFIDENCE"
    ),
]
Triples = Annotated[
    bool,
    typer.Option("--open", help="Also write open.jsonl: what verbs say that no relation covers, apart."),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes that analyse.", envvar="GRAPHKIT_WORKERS")]
Scheduler = Annotated[
    str | None, typer.Option(help="A Dask scheduler whose workers analyse.", envvar="GRAPHKIT_SCHEDULER")
]
Log = Annotated[Form, typer.Option("--log", help="Messages for people, or each event as a line of JSON.")]
RunReport = Annotated[Path | None, typer.Option("--report", help="Write a report of the run, as Markdown, here.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors alone.", envvar="GRAPHKIT_QUIET")]
Ids = Annotated[list[str], typer.Argument(help="Ids of articles, as articles.jsonl has them.", show_default=False)]
DEFAULT = Path("output")


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


def _taking_in(work: str, purpose: str) -> Callable[..., None]:
    def command(
        inputs: Inputs,
        output: Output = DEFAULT,
        fields: Fields = "",
        model: Model = None,
        kb: Kb = None,
        rulings: Rulings = None,
        base: Base = None,
        minimum: Minimum = 0.0,
        triples: Triples = False,
        workers: Workers = 1,
        scheduler: Scheduler = None,
        log: Log = Form.TEXT,
        report: RunReport = None,
        quiet: Quiet = False,
    ) -> None:
        from graphkit import build as builder
        from graphkit.read.records import mapping
        from graphkit.settings import Settings

        options = builder.Options(workers, scheduler, rulings or output / RULINGS, base, minimum, triples, output)
        stages = builder.stages(Settings(model, tuple(kb or ())), options)
        take_in = {"build": builder.build, "add": builder.add}[work]
        _run(partial(take_in, inputs, output, stages, fields=mapping(fields)), Show(output, quiet, log, report))

    command.__doc__ = purpose
    return command


build = _taking_in(
    "build",
    """Build a knowledge graph from articles.

    Built again, only new and changed articles are analysed, and those that are gone are removed.
    """,
)
add = _taking_in("add", "Add articles to a graph that was built, or replace those of the same id.")


def remove(
    articles: Ids,
    output: Output = DEFAULT,
    kb: Kb = None,
    rulings: Rulings = None,
    base: Base = None,
    minimum: Minimum = 0.0,
    log: Log = Form.TEXT,
    quiet: Quiet = False,
) -> None:
    """Remove articles from a graph, as if they had never been there."""
    from graphkit import build as builder
    from graphkit.settings import Settings

    options = builder.Options(rulings=rulings or output / RULINGS, base=base, minimum=minimum, scratch=output)
    stages = builder.stages(Settings(kb=tuple(kb or ())), options)
    _run(partial(builder.remove, articles, output, stages), Show(output, quiet, log))


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
