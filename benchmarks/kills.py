"""Builds that are killed at random moments, and whether anything is lost, doubled or unreadable afterwards.

    python -m benchmarks.kills [KILLS] [SEED]

Each build has other articles than the one before and is killed with SIGKILL somewhere between its start and the end of
an undisturbed one. Analysis is a stand-in that takes its time; storing, merging and exporting are the real ones, the
last in two processes.
"""

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from graphkit.build import Options, build, stages
from graphkit.model import Article, Certainty, Claim, Evidence, Extraction, Mention, Span
from graphkit.settings import Settings

ARTICLES = 90
PAUSE = 0.005


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a number of kills led to."""

    kills: int
    unreadable: int
    lost: int
    doubled: int
    different: int


def extract(articles: Iterable[Article]) -> Iterator[Extraction]:
    """A stand-in for the analysis: the two names in `X ontmoet Y.` meet."""
    for article in articles:
        time.sleep(PAUSE)
        names = article.text.rstrip(".").split(" ontmoet ")
        spans = [Span(0, len(names[0])), Span(len(article.text) - 1 - len(names[1]), len(article.text) - 1)]
        subject, thing = (
            Mention(article.id, span, name, "Person", f"{article.id}-{name}")
            for span, name in zip(spans, names, strict=True)
        )
        whole = Span(0, len(article.text))
        evidence = Evidence(article.id, whole, article.text, "stand-in:1", 0.5, subject=subject.span, object=thing.span)
        claim = Claim(subject, "meets_with", thing, Certainty.ASSERTED, evidence)
        yield Extraction(article, (subject, thing), (claim,))


def once(folder: Path, output: Path) -> None:
    """One build with the stand-in."""
    shipped = stages(Settings(), Options())
    build([str(folder)], output, replace(shipped, extract=extract, analysis="stand-in", workers=2))


def kill(times: int, seed: int = 1) -> Outcome:
    """Builds that are killed so many times, then one that is not, compared with a build that never was."""
    chance = random.Random(seed)  # noqa: S311  (to be repeatable, not secret)
    with tempfile.TemporaryDirectory() as place:
        folder, output, fresh = Path(place, "in"), Path(place, "out"), Path(place, "fresh")
        folder.mkdir()
        _rewrite(folder, chance)
        longest = _timed(folder, output)
        unreadable = 0
        for _ in range(times):
            _rewrite(folder, chance)
            _kill_after(chance.uniform(0.2, longest), folder, output)
            unreadable += not _readable(output)
        once(folder, output)
        once(folder, fresh)
        return Outcome(times, unreadable, *_compared(output, fresh))


def _rewrite(folder: Path, chance: random.Random) -> None:
    """Other articles: some new, some changed, some gone."""
    for number in range(ARTICLES):
        path = folder / f"{number}.txt"
        match chance.randrange(4):
            case 0:
                path.unlink(missing_ok=True)
            case 1 | 2:
                path.write_text(f"Jan Persoon{number} ontmoet Els Naam{chance.randrange(9)}.", encoding="utf-8")


def _command(folder: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.kills", "once", str(folder), str(output)]


def _timed(folder: Path, output: Path) -> float:
    begin = time.perf_counter()
    subprocess.run(_command(folder, output), check=True)
    return time.perf_counter() - begin


def _kill_after(seconds: float, folder: Path, output: Path) -> None:
    running = subprocess.Popen(_command(folder, output), stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    running.send_signal(signal.SIGKILL)
    running.wait()


def _readable(output: Path) -> bool:
    """Whether every output file is whole: it parses to its end."""
    try:
        for path in output.glob("*.jsonl"):
            for line in path.read_text("utf-8").splitlines():
                json.loads(line)
        for name, form in (("graph.ttl", ox.RdfFormat.TURTLE), ("graph.nq", ox.RdfFormat.N_QUADS)):
            sum(1 for _ in ox.parse(path=output / name, format=form))
        return (output / "graph.html").read_text("utf-8").rstrip().endswith("</html>")
    except (OSError, ValueError, SyntaxError):
        return False


def _compared(output: Path, fresh: Path) -> tuple[int, int, int]:
    ours, theirs = ((folder / "statements.jsonl").read_text("utf-8").splitlines() for folder in (output, fresh))
    files = {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()}
    different = sum(1 for name in files if (output / name).read_bytes() != (fresh / name).read_bytes())
    return len(set(theirs) - set(ours)), len(ours) - len(set(ours)), different


def main() -> None:
    """Run as the child that is killed, or print the outcome."""
    if sys.argv[1:2] == ["once"]:
        once(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    numbers = [int(argument) for argument in sys.argv[1:]] or [200]
    begin = time.perf_counter()
    outcome = kill(*numbers)
    print(
        f"{outcome.kills} kills: {outcome.unreadable} times an unreadable output, {outcome.lost} statements lost,"
        f" {outcome.doubled} doubled, {outcome.different} files unlike those of a fresh build;"
        f" {time.perf_counter() - begin:.0f} s"
    )


if __name__ == "__main__":
    main()
