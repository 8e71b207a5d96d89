"""The command line as a user meets it: what it prints where, its exit codes, and what it costs to start."""

import os
import subprocess
import sys
import time

import pytest

HEAVY = ("spacy", "thinc", "numpy", "rdflib", "networkx", "pyvis")


def graphkit(*args: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "graphkit", *args], capture_output=True, text=True, check=False, timeout=120, **options
    )


def imported(*args: str) -> set[str]:
    """The top-level packages that a command imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "graphkit", *args], capture_output=True, text=True, check=False
    )
    rows = (line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {row.partition(".")[0] for row in rows}


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["build", "--help"], ["build", "nergens"]])
def test_a_command_that_analyses_nothing_imports_nothing_heavy(args):
    assert imported(*args).isdisjoint(HEAVY)


def test_help_starts_in_a_fraction_of_the_time_that_spacy_takes_to_import():
    def seconds(*args: str) -> float:
        begin = time.perf_counter()
        subprocess.run([sys.executable, *args], capture_output=True, check=True)
        return time.perf_counter() - begin

    assert min(seconds("-m", "graphkit", "--help") for _ in range(3)) < seconds("-c", "import spacy") / 2


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["build", "nergens"], 1, "graphkit: nergens: no such file or folder\n"),
        (["build"], 2, None),
        (["build", "--nonsense", "x"], 2, None),
        (["nonsense"], 2, None),
    ],
)
def test_a_mistake_costs_one_line_and_a_documented_exit_code(tmp_path, args, code, message):
    done = graphkit(*args, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert message is None or done.stderr == message
    assert "Traceback" not in done.stderr


def test_the_reader_of_the_output_may_leave_early():
    command = [sys.executable, "-m", "graphkit", "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1


def test_help_needs_no_terminal_colours():
    assert "\x1b" not in graphkit("--help", env={**os.environ, "FORCE_COLOR": "", "NO_COLOR": "1"}).stdout
