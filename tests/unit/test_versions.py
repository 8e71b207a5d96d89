"""Versions: a change that can alter a result alters its version, and no other does."""

from pathlib import Path

import grimp
import pytest

from graphkit import resources, versions


def test_everything_that_the_analysis_imports_is_part_of_its_version():
    graph = grimp.build_graph("graphkit")
    needed = {"graphkit.analyse", "graphkit.extract"}
    for module in ("graphkit.analyse", "graphkit.extract", *graph.find_descendants("graphkit.extract")):
        needed |= graph.find_upstream_modules(module)
    parts = {Path(name).stem for name in versions.ANALYSIS}
    # Errors only say what went wrong; the package itself holds its version number.
    uncovered = {
        module for module in needed if module.split(".")[1:2] and module.split(".")[1] not in parts | {"errors"}
    }
    assert not uncovered


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A small stand-in for the package, whose files may be changed."""
    for name in ("analyse.py", "build.py", "lang/nl/roles.tsv", "extract/a.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(resources, "PACKAGE", tmp_path)
    monkeypatch.setattr(versions, "ANALYSIS", ("analyse.py", "extract", "lang"))
    return tmp_path


@pytest.mark.parametrize(
    ("name", "analysis", "publication"),
    [
        ("lang/nl/roles.tsv", True, True),
        ("extract/a.py", True, True),
        ("build.py", False, True),
        ("extract/a.pyc", False, False),
    ],
)
def test_a_version_changes_with_the_files_that_it_is_of(copy, name, analysis, publication):
    before = versions.analysis.__wrapped__(), versions.publication.__wrapped__()
    (copy / name).write_text("changed", encoding="utf-8")
    after = versions.analysis.__wrapped__(), versions.publication.__wrapped__()
    assert [old != new for old, new in zip(before, after, strict=True)] == [analysis, publication]


def test_another_pipeline_is_another_version(tmp_path):
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    first = versions.analysis.__wrapped__(str(tmp_path))
    (tmp_path / "meta.json").write_text("{ }", encoding="utf-8")
    names = (None, str(tmp_path), "nl_core_news_lg", "json")
    assert len({first, *map(versions.analysis.__wrapped__, names)}) == 5
