"""Damaged files: whatever happened to a file, reading it gives articles or a report, never an exception or nothing."""

import pytest

from benchmarks.fuzz import fuzz, samples
from graphkit.model import Article
from graphkit.read import read


def test_damaged_files_of_every_format_are_read_or_reported():
    wrong = [
        (suffix, content, outcome) for suffix, content, outcome in fuzz(800) if outcome not in ("article", "reported")
    ]
    assert not wrong


@pytest.mark.parametrize("suffix", sorted(samples()))
def test_the_undamaged_file_of_each_format_is_read_whole(tmp_path, suffix):
    (tmp_path / f"x{suffix}").write_bytes(samples()[suffix])
    results = list(read([str(tmp_path)]))
    assert results
    assert all(isinstance(result, Article) for result in results)
