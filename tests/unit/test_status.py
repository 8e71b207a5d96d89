"""Status: what a folder holds and what a build would do, without doing it."""

from dataclasses import replace

import pytest

from graphkit.build import build
from graphkit.errors import InputError
from graphkit.status import Status, status


def test_a_folder_that_was_built_is_up_to_date(folder, tmp_path, stages):
    build([str(folder)], tmp_path / "out", stages)
    assert status(tmp_path / "out", "1") == Status(("a", "b"), (), (), (), unfinished=False)
    assert status(tmp_path / "out", "2") == Status((), ("a", "b"), (), (), unfinished=False)


def test_a_comparison_says_what_is_new_changed_and_gone(folder, tmp_path, stages):
    build([str(folder)], tmp_path / "out", stages)
    (folder / "a.txt").write_text("Dit is een andere a.", encoding="utf-8")
    (folder / "b.txt").unlink()
    (folder / "c.txt").write_text("Dit is c.", encoding="utf-8")
    assert status(tmp_path / "out", "1", [str(folder)]) == Status((), ("a",), ("c",), ("b",), unfinished=False)


def test_a_build_that_was_stopped_shows(folder, tmp_path, stages):
    def stopped(_):
        raise KeyboardInterrupt

    build([str(folder)], tmp_path / "out", stages)
    (folder / "c.txt").write_text("Dit is c.", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        build([str(folder)], tmp_path / "out", replace(stages, resolve=stopped))
    assert status(tmp_path / "out", "1").unfinished


def test_a_folder_in_which_nothing_was_built_is_reported(tmp_path):
    with pytest.raises(InputError, match="nothing was built here"):
        status(tmp_path, "1")
