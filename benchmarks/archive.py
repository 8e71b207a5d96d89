"""What a large archive costs: speed against the bare pipeline, workers, rebuilding, memory, merging.

    python -m benchmarks.archive speed|workers|rebuild|memory|merge|all [ARTICLES]

The articles are the 1,438 of corpora/raw/dpgmedia2019.jsonl.gz in the folder that GRAPHKIT_SHARED names; for `memory`
they are multiplied. Each measurement runs in a process of its own, one after the other, and ratios are within one run.
Where one process works alone, its processor time is given too: that of a machine with other things to do misleads less.
"""

import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

TIMES = 10
STATEMENTS = 1_000_000
# Articles of about as many paragraphs as a build sends through the pipeline together.
PASS = 8


def records() -> list[dict[str, str]]:
    """The articles of the corpus that hold text, as records."""
    path = Path(os.environ["GRAPHKIT_SHARED"]) / "corpora" / "raw" / "dpgmedia2019.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = map(json.loads, lines)
        return [record for record in found if record["text"].strip()]


def copies(count: int) -> Iterator[dict[str, str]]:
    """So many articles, the corpus over and over under other ids, no two of the same text."""
    given = records()
    for number in range(count):
        record = given[number % len(given)]
        round_ = number // len(given)
        yield {**record, "id": f"{record['id']}-{round_}", "text": record["text"] + (f" ({round_})" if round_ else "")}


class Bench:
    """A folder with so many articles in one file, and commands run on it."""

    def __init__(self, place: str, articles: int) -> None:
        self.place = Path(place)
        self.input = self.place / f"{articles}.jsonl"
        with self.input.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in copies(articles))

    def build(self, name: str, *options: str) -> "Cost":
        """What a build into the folder of this name costs."""
        command = [
            sys.executable,
            "-m",
            "graphkit",
            "build",
            str(self.input),
            "-o",
            str(self.place / name),
            "-q",
            *options,
        ]
        return measured(command)

    def bare(self, *, together: int | None = None) -> "Cost":
        """What the pipeline alone costs on the same texts, so many of them together, or as many as spaCy takes."""
        size = [str(together)] if together else []
        return measured([sys.executable, "-m", "benchmarks.archive", "bare", str(self.input), *size])


class Cost(NamedTuple):
    """Seconds by the clock, seconds of processors, and peak memory of the largest process in MB."""

    seconds: float
    processor: float
    megabytes: int


def measured(command: list[str]) -> Cost:
    """What a command costs, its children with it: as the child of a process in between."""
    script = (
        "import resource, subprocess, sys, time; begin = time.perf_counter(); "
        "code = subprocess.run(sys.argv[1:]).returncode; seconds = time.perf_counter() - begin; "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, check=True)
    seconds, processor, megabytes = done.stdout.split()[-3:]
    return Cost(float(seconds), float(processor), int(megabytes))


def bare(path: Path, together: int | None = None) -> None:
    """Run the pipeline that ships over the texts of a file, and nothing else, so many texts at once."""
    from graphkit.analyse import load

    nlp = load().nlp
    with path.open(encoding="utf-8") as lines, nlp.memory_zone():
        for _ in nlp.pipe((json.loads(line)["text"] for line in lines), batch_size=together):
            pass


def speed(articles: int) -> None:
    """Print what a build takes against the bare pipeline, as spaCy runs it and in passes as small as a build's."""
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(place, articles)
        whole = bench.build("out")
        for what, alone in (("bare pipeline", bench.bare()), ("its small passes", bench.bare(together=PASS))):
            print(
                f"build against {what:<16} {whole.seconds / alone.seconds:.2f} times, of processor time"
                f" {whole.processor / alone.processor:.2f}  ({whole.seconds:.1f} s and {alone.seconds:.1f} s,"
                f" {whole.processor:.1f} s and {alone.processor:.1f} s, {articles} articles)",
                flush=True,
            )


def workers(articles: int) -> None:
    """Print the speed of two workers against one."""
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(place, articles)
        one, two = (bench.build(name, "--workers", count).seconds for name, count in (("one", "1"), ("two", "2")))
        print(f"two workers against one      {one / two:.2f} times  ({one:.1f} s, {two:.1f} s, {articles} articles)")


def rebuild(articles: int) -> None:
    """Print what a build again takes when nothing has changed."""
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(place, articles)
        first, again = bench.build("out").seconds, bench.build("out").seconds
        print(
            f"nothing changed              {again / first:.2%}  ({again:.1f} s of {first:.1f} s, {articles} articles)"
        )


def memory(articles: int) -> None:
    """Print the peak memory at ten times the articles."""
    with tempfile.TemporaryDirectory() as place:
        few = Bench(place, articles).build("few").megabytes
        many = Bench(place, TIMES * articles).build("many").megabytes
        print(
            f"memory at {TIMES} times the articles {many / few:.2f} times  ({many} MB, {few} MB, {articles} articles)"
        )


def merge(statements: int) -> None:
    """Print what merging and exporting so many statements take, of made-up articles with ten statements each.

    Files are written by as many workers as there are processors, two at most. Making the articles up, which goes on
    while they are merged, takes as long again by itself and is not counted.
    """
    from benchmarks.memory import Peak
    from benchmarks.synthetic import extractions
    from graphkit.build import Options, stages, uncollected, write
    from graphkit.settings import Settings

    with tempfile.TemporaryDirectory() as place, uncollected(), Peak() as peak:
        chosen = stages(Settings(), Options(workers=min(2, os.cpu_count() or 1), scratch=Path(place)))
        idle, moments = time.process_time(), [time.perf_counter()]
        deque(extractions(statements), maxlen=0)
        made = time.process_time()
        moments.append(time.perf_counter())
        graph = chosen.resolve(extractions(statements))
        moments.append(time.perf_counter())
        write(graph, Path(place), chosen)
        moments.append(time.perf_counter())
    making, merging, writing = (end - begin for begin, end in pairwise(moments))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(each.ru_utime + each.ru_stime for each in used) - made - (made - idle)
    print(
        f"merge and export             {merging - making + writing:.1f} s  ({merging - making:.1f} s, {writing:.1f} s,"
        f" of processors {processor:.1f} s, {len(graph.statements):,} statements,"
        f" {peak.megabytes} MB in all processes together)"
    )


MEASURES = {"speed": speed, "workers": workers, "rebuild": rebuild, "memory": memory, "merge": merge}
SIZES = {"speed": 1397, "workers": 1397, "rebuild": 1397, "memory": 139, "merge": STATEMENTS}


def main() -> None:
    """Print the measurement that is asked for, or all."""
    name, *numbers = sys.argv[1:] or ["all"]
    if name == "bare":
        bare(Path(numbers[0]), *map(int, numbers[1:]))
        return
    for chosen in MEASURES if name == "all" else [name]:
        MEASURES[chosen](int(numbers[0]) if numbers else SIZES[chosen])


if __name__ == "__main__":
    main()
