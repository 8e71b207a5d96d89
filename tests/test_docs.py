"""What the documentation shows is so: commands run and print what is shown, Python runs, links lead somewhere."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@dataclass(frozen=True)
class Shown:
    """A command and the output that a page shows for it; `…` stands for anything, alone on a line for any lines."""

    command: str
    output: str

    def fits(self, output: str) -> bool:
        lines = ["(.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in self._lines]
        return re.fullmatch("".join(lines), output) is not None

    @property
    def _lines(self) -> list[str]:
        return self.output.splitlines()


def blocks(page: Path, language: str) -> list[str]:
    return [code for found, code in BLOCK.findall(page.read_text("utf-8")) if found == language]


def shown(page: Path) -> list[Shown]:
    parts = [part for block in blocks(page, "console") for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [Shown(*part.partition("\n")[::2]) for part in parts]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder with the seeds in it, where commands run one after the other."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder


def run(command: list[str], place: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=place, env=environment)


@pytest.mark.parametrize("page", [page for page in PAGES if shown(page)], ids=lambda page: page.name)
def test_the_commands_that_a_page_shows_print_what_it_shows(page, place):
    for example in shown(page):
        program, *arguments = shlex.split(example.command)
        assert program == "graphkit"
        done = run([sys.executable, "-m", program, *arguments], place)
        assert done.returncode == 0, done.stderr
        assert example.fits(done.stdout), f"$ {example.command}\n{done.stdout}"


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=lambda page: page.name)
def test_the_python_that_a_page_shows_runs(page, place):
    if not (place / "output").is_dir():
        run([sys.executable, "-m", "graphkit", "build", "seeds/", "-q"], place)
    for code in blocks(page, "python"):
        done = run([sys.executable, "-c", code], place)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page):
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_the_two_commands_of_the_readme_are_the_ones_that_are_checked():
    install, test = blocks(ROOT / "README.md", "sh")
    assert install.rstrip().endswith(".venv/bin/graphkit build seeds/ -o output/")
    assert test.rstrip().endswith(".venv/bin/pytest")
    checked = (ROOT / ".ci" / "run").read_text("utf-8")
    assert {"readme 1", "readme 2"} <= set(checked.splitlines())


def test_every_command_is_in_the_readme_and_every_one_there_exists():
    from graphkit.cli import COMMANDS, app

    text = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"graphkit ([a-z]+)\b(?!\.)", re.sub(r"(?m)^(?!\||\$).*$", "", text)))
    assert named == {*COMMANDS, *(group.name for group in app.registered_groups)}


def test_every_exit_code_of_an_error_is_in_the_readme():
    from graphkit import errors

    codes = {kind.exit_code for kind in vars(errors).values() if isinstance(kind, type)}
    listed = set(map(int, re.findall(r"(?m)^\| (\d+) \|", (ROOT / "README.md").read_text("utf-8"))))
    assert codes <= listed


def test_every_suffix_that_is_read_is_in_the_readme():
    from graphkit.read import CONTAINERS, READERS

    text = (ROOT / "README.md").read_text("utf-8")
    assert {suffix for suffix in READERS if suffix and f"`{suffix}`" not in text} == set()
    assert {suffix for suffix in CONTAINERS if f"`{suffix}`" not in text} <= {".tgz", ".tbz2", ".txz"}
