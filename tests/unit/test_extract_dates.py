"""Every row of time.tsv finds its example and reckons it to its value."""

import re

import pytest

from graphkit import resources
from graphkit.extract import dates
from graphkit.extract.lexicon import rows
from graphkit.extract.moments import Published, month, on, weekday
from graphkit.syntax import Sentence, Token

ROWS = list(rows(resources.language() / "time.tsv", ("pattern", "meaning", "example", "value")))
WORD = re.compile(r"[\w/–-]+|[^\w\s]")
PUBLISHED = Published(2020, 1, 15)
# The word in an example that tells of what is to come.
TO_COME = " gaat "


def times(text: str) -> list[dates.Expression]:
    words = enumerate(WORD.findall(text))
    return dates.find(Sentence(0, 0, [Token(at, word, word, "X", "dep", 0, 0) for at, word in words]), "nl")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.rule)
def test_a_row_reckons_its_example(row):
    found = times(row["example"])
    assert [one.pattern.row.line for one in found] == [row.line]
    assert found[0].value(PUBLISHED, past=TO_COME not in row["example"]) == row["value"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.rule)
def test_a_row_gives_nothing_false_where_the_date_is_unknown(row):
    (found,) = times(row["example"])
    assert found.value(None, past=True) in (None, row["value"])


@pytest.mark.parametrize("text", ["Er kwamen 2007 mensen.", "Kamer 3 is leeg.", "Op 31 februari 2018 gebeurde niets."])
def test_a_number_is_not_a_date(text):
    assert [one.value(PUBLISHED, past=True) for one in times(text)] in ([], [None])


def test_a_day_without_a_year_is_the_nearest():
    assert on(PUBLISHED, {"day": [30], "month": [12]}) == "2019-12-30"
    assert on(PUBLISHED, {"day": [30], "month": [3]}) == "2020-03-30"


def test_the_day_of_publication_is_near_both_ways():
    assert weekday(PUBLISHED, 2, past=True) == weekday(PUBLISHED, 2, past=False) == "2020-01-15"


def test_a_month_of_an_article_that_has_a_year_alone_is_of_that_year():
    assert month(Published(2020), 7, past=True) == "2020-07"
