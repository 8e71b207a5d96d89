"""How much memory this process and its children hold together, at most: pages that they share count once.

On Linux alone, and looked up by a process apart once a second: a thread in this one would be in the way of a fork.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from select import select
from types import TracebackType
from typing import Self

PAUSE = 1.0
KILOBYTES = 1024


class Peak:
    """The peak in `megabytes`, known when it has been left."""

    def __init__(self) -> None:
        self.megabytes = 0

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "benchmarks.memory", str(os.getpid())]
        self._watch = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.megabytes = int(self._watch.communicate()[0])


def main() -> None:
    """Watch a process until standard input ends, then print its peak."""
    peak, watched = 0, int(sys.argv[1])
    while not select([sys.stdin], [], [], PAUSE)[0]:
        peak = max(peak, sum(map(_held, _family(watched))))
    print(peak // KILOBYTES)


def _family(process: int) -> Iterator[int]:
    """A process and all that came of it, but for this one."""
    if process == os.getpid():
        return
    yield process
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _family(child)


def _held(process: int) -> int:
    """The kilobytes of a process, of shared pages its part; none of one that has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
