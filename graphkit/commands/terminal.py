"""What a person sees: data on standard output, messages and progress on standard error."""

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from graphkit.events import Event, Extracted, Found, Kept, Notify, Report, Skipped

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


def complain(message: str) -> None:
    """One line on standard error."""
    print(f"graphkit: {' '.join(message.split())}", file=sys.stderr)  # noqa: T201


def summarise(report: Report) -> None:
    """The counts of a build on standard output, most frequent relation first."""
    lines = [
        f"{'articles':<24}{report.articles:>8}  {_done(report)}",
        f"{'entities':<24}{report.entities:>8}",
        f"{'statements':<24}{sum(report.by_relation.values()):>8}  {_listed(report.by_certainty)}",
        *(f"  {relation:<22}{count:>8}" for relation, count in _ranked(report.by_relation)),
        f"{'skipped':<24}{len(report.skipped):>8}",
        f"files in {report.files[0].parent}: {', '.join(file.name for file in report.files)}",
    ]
    print("\n".join(lines))  # noqa: T201


class Log:
    """Writes each event as a line of JSON on standard error, with the seconds since the first."""

    def __init__(self) -> None:
        self._begin = time.monotonic()

    def __call__(self, event: Event) -> None:
        """Write one event."""
        seconds = round(time.monotonic() - self._begin, 3)
        line = {"event": type(event).__name__.lower(), "seconds": seconds, **asdict(event)}
        print(json.dumps(line, ensure_ascii=False), file=sys.stderr)  # noqa: T201


class Watch:
    """Shows the events of a build: skipped articles as lines, and a progress bar where there is a terminal."""

    def __init__(self, progress: "Progress | None") -> None:
        self.progress = progress
        self.task: TaskID | None = None

    def __call__(self, event: Event) -> None:
        """Take in one event."""
        match event:
            case Skipped(path, reason):
                self._say(f"{path}: skipped: {reason}")
                self._advance()
            case Found(sources) if self.progress is not None:
                self.task = self.progress.add_task("", total=sources)
            case Extracted() | Kept():
                self._advance()

    def _advance(self) -> None:
        if self.progress is None or self.task is None:
            return
        self.progress.advance(self.task)
        rate = self.progress.tasks[0].finished_speed or self.progress.tasks[0].speed
        if rate:
            self.progress.update(self.task, description=f"({rate:.1f} a second)")

    def _say(self, message: str) -> None:
        if self.progress is None:
            complain(message)
        else:
            self.progress.console.print(f"graphkit: {message}", markup=False, highlight=False, soft_wrap=True)


@contextmanager
def watching(*, quiet: bool, log: bool = False) -> Iterator[Notify]:
    """A watch over one build; a bar with rate and time left, unless quiet or where no terminal would show it."""
    if log:
        yield Log()
        return
    if quiet or not sys.stderr.isatty():
        yield Watch(None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("articles {task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Watch(progress)


def _done(report: Report) -> str:
    copies = f", {report.copies} nearly the text of another" if report.copies else ""
    return f"{report.analysed} analysed, {report.removed} removed{copies}"


def _ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in _ranked(counts))
