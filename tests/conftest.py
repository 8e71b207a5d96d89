"""What tests share: data that does not lie in the repository, and a browser. Continuous integration must have both."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def missing(what: str) -> None:
    """Skip the test for lack of something, or fail it where `CI` promises that everything is there."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}, and CI is set")
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with gold articles, corpora and test suites that GRAPHKIT_SHARED names."""
    folder = os.environ.get("GRAPHKIT_SHARED")
    if not folder or not Path(folder).is_dir():
        missing("GRAPHKIT_SHARED names no folder")
    return Path(folder).resolve()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium, from CHROMIUM or the search path."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing("no chromium on the search path")
    return path


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with the seed article."""
    return ROOT / "seeds"
