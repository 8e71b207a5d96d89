"""How long the steps of the recipe took: `python -m training.times [STEP ARGUMENT…]`.

With a step, such as `training.train parser`, it runs that step and adds a line to `times.tsv` beside the other files of
the run; without one, it prints the steps that ran last and their sum.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training import sources

TIMES = sources.BUILD / "times.tsv"


@dataclass(frozen=True)
class Taken:
    """What a step took: seconds by the clock, seconds of processors, and the most memory in megabytes."""

    step: str
    wall: float
    processor: float
    megabytes: float
    code: int = 0


def measured(step: Sequence[str]) -> Taken:
    """Runs a step as a process of its own and measures it."""
    start = time.monotonic()
    code = subprocess.run([sys.executable, "-m", *step], check=False).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime
    return Taken(" ".join(step), time.monotonic() - start, processor, used.ru_maxrss / 1024, code)


def keep(taken: Taken, target: Path) -> None:
    """Adds a line to the file of times."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("a", encoding="utf-8") as file:
        file.write(f"{taken.step}\t{taken.wall:.0f}\t{taken.processor:.0f}\t{taken.megabytes:.0f}\n")


def kept(target: Path) -> list[Taken]:
    """The last run of each step, in the order in which the steps first ran."""
    last: dict[str, Taken] = {}
    for line in sources.lines(target):
        step, wall, processor, megabytes = line.split("\t")
        last[step] = Taken(step, float(wall), float(processor), float(megabytes))
    return list(last.values())


def table(steps: Sequence[Taken]) -> str:
    """The steps and their sum as a Markdown table."""
    head = ("| step | by the clock, s | processor, s | memory, MB |", "|---|---|---|---|")
    total = Taken(
        "sum, one after the other",
        sum(one.wall for one in steps), sum(one.processor for one in steps),
        max((one.megabytes for one in steps), default=0.0),
    )  # fmt: skip
    rows = (
        f"| {one.step} | {one.wall:,.0f} | {one.processor:,.0f} | {one.megabytes:,.0f} |" for one in (*steps, total)
    )
    return "\n".join((*head, *rows))


def main() -> None:
    """Runs and times the step, and ends as it ended; or prints the table."""
    if sys.argv[1:]:
        taken = measured(sys.argv[1:])
        if taken.code:
            sys.exit(taken.code)
        keep(taken, TIMES)
    elif TIMES.is_file():
        print(table(kept(TIMES)))
    else:
        sys.exit(f"{TIMES} is not there: no step has been timed")


if __name__ == "__main__":
    main()
