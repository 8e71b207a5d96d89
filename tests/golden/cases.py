"""The cases of a table beside the tests, and one parameter for each of them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from graphkit.extract.lexicon import Row, rows


def read(name: str, columns: tuple[str, ...]) -> list[Row]:
    """The rows of a table in this folder."""
    return list(rows(Path(__file__).with_name(name), columns))


def params(cases: Iterable[Row]) -> Iterator[object]:
    """One parameter a case; those that are known to fail are strict expected failures with their reason."""
    for case in cases:
        marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if case["fails"] else []
        yield pytest.param(case, marks=marks, id=f"{case.rule} {case['mechanism']}")
