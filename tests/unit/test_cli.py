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


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["build", "--help"], ["query", "--help"]])
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


@pytest.mark.parametrize(
    ("environment", "args", "output"),
    [({}, [], "file"), ({"GRAPHKIT_OUTPUT": "environment"}, [], "environment"), ({}, ["-o", "option"], "option")],
)
def test_options_go_before_the_environment_and_that_before_the_settings_file(tmp_path, environment, args, output):
    (tmp_path / "graphkit.toml").write_text('[remove]\noutput = "file"\n', encoding="utf-8")
    done = graphkit("remove", "nothing", *args, cwd=tmp_path, env={**os.environ, **environment})
    assert done.stderr == f"graphkit: nothing: no such article in {output}\n"


def test_a_settings_file_that_cannot_be_used_is_reported(tmp_path):
    (tmp_path / "graphkit.toml").write_text("[remove", encoding="utf-8")
    for args in (["remove", "x"], ["--settings", "nowhere.toml", "remove", "x"]):
        done = graphkit(*args, cwd=tmp_path)
        assert done.returncode == 2
        assert "cannot be used as settings" in done.stderr
        assert len(done.stderr.splitlines()) == 1
