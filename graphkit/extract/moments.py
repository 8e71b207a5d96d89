"""Reckoning with the calendar: from a day of publication, a unit and a step to ISO 8601, as exact as both allow.

Open intervals are those of ISO 8601-2 (`1999/..`). No word of any language is known here.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS, WEEK, SATURDAY = 12, 7, 5
# A day or month without a year is looked for within half a year of the article.
HALF_YEAR = timedelta(days=183)
SEASON = 3
Slots = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Published:
    """When an article came out, as far as is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def read(cls, text: str | None) -> "Published | None":
        """The date that an ISO 8601 text starts with.

        >>> Published.read("2020-01"), Published.read("2020-01-15T08:00"), Published.read("soon")
        (Published(year=2020, month=1, day=None), Published(year=2020, month=1, day=15), None)
        """
        parts = (text or "")[:10].split("-")
        if not all(part.isdigit() for part in parts):
            return None
        numbers = [int(part) for part in parts]
        return cls(*numbers) if day_exists(*numbers) else None

    @property
    def today(self) -> date | None:
        """The day, if it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    def vague(self) -> str:
        """What is known, for a day or week that cannot be reckoned from it."""
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


def day_exists(year: int, month: int = 1, day: int = 1) -> bool:
    """Whether the calendar has the day.

    >>> day_exists(2020, 2, 29), day_exists(2019, 2, 29)
    (True, False)
    """
    return 1 <= year <= date.max.year and 1 <= month <= MONTHS and 1 <= day <= monthrange(year, month)[1]


def shift(published: Published, unit: str, steps: int) -> str:
    """The day, week, month or year so many steps from the publication.

    >>> shift(Published(2020, 1, 15), "week", -1), shift(Published(2020, 1), "month", -1)
    ('2020-W02', '2019-12')
    """
    if unit == "year":
        return f"{published.year + steps:04}"
    if unit == "month":
        return add_months(published.year, published.month, steps) if published.month else published.vague()
    today = published.today
    if today is None:
        return published.vague()
    if unit == "day":
        return (today + timedelta(days=steps)).isoformat()
    year, week, _ = (today + timedelta(weeks=steps)).isocalendar()
    return f"{year:04}-W{week:02}"


def add_months(year: int, month: int, steps: int) -> str:
    """The month so many months on."""
    years, rest = divmod(month - 1 + steps, MONTHS)
    return f"{year + years:04}-{rest + 1:02}"


def weekday(published: Published, number: int, *, past: bool) -> str:
    """The nearest such day of the week up to the publication, or from it on.

    >>> weekday(Published(2020, 1, 15), 4, past=True), weekday(Published(2020, 1, 15), 4, past=False)
    ('2020-01-10', '2020-01-17')
    """
    today = published.today
    if today is None:
        return published.vague()
    back = (today.weekday() - number) % WEEK
    return (today - timedelta(days=back) if past or not back else today + timedelta(days=WEEK - back)).isoformat()


def weekday_of_week(published: Published, number: int, weeks: int) -> str:
    """A day of last, this or next week."""
    today = published.today
    if today is None:
        return published.vague()
    return (today + timedelta(days=number - today.weekday(), weeks=weeks)).isoformat()


def weekend(published: Published, *, past: bool) -> str:
    """The Saturday and Sunday up to the publication, or from it on."""
    first = weekday(published, SATURDAY, past=past)
    if published.today is None:
        return first
    return f"{first}/{(date.fromisoformat(first) + timedelta(days=1)).isoformat()}"


def month(published: Published, number: int, *, past: bool) -> str:
    """The nearest such month up to that of the publication, or from it on."""
    if not published.month:
        return f"{published.year:04}-{number:02}"
    year = published.year
    if past and number > published.month:
        year -= 1
    if not past and number < published.month:
        year += 1
    return f"{year:04}-{number:02}"


def season(published: Published, number: int, *, past: bool) -> str:
    """The meteorological season, of three months, up to the publication or from it on; the first begins in March."""
    first = SEASON * (number + 1)
    begun = month(published, first, past=past)
    year, start = int(begun[:4]), int(begun[5:])
    return f"{begun}/{add_months(year, start, SEASON - 1)}"


def on(published: Published | None, slots: Slots) -> str | None:
    """The date that is written out; a day without a year is the one nearest to the publication."""
    years, months, days = slots.get("year", ()), slots.get("month", ()), slots.get("day", ())
    if years:
        parts = [years[0], *months[:1], *days[: len(months)]]
        return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])]) if day_exists(*parts) else None
    if published is None or not days:
        return None
    middle = published.today or date(published.year, published.month or 6, 15)
    nearest = [
        date(year, months[0], days[0])
        for year in (published.year - 1, published.year, published.year + 1)
        if day_exists(year, months[0], days[0])
    ]
    found = min(nearest, key=lambda day: abs(day - middle), default=None)
    return found.isoformat() if found is not None and abs(found - middle) <= HALF_YEAR else None
