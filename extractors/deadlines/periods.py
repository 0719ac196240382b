"""Calendar arithmetic of periods: their first and last day, their EDTF, the day that đầu, giữa, cuối mean."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from extractors.values import value_class
from schemas.findings import Granularity, Mod


@value_class(frozen=True, slots=True)
class Period:
    """A run of days with the unit it was written in; `end` is the last day."""

    start: date
    end: date
    granularity: Granularity

    def joins(self, other: Period) -> bool:
        """Whether `other` begins right after this period ends."""
        return self.end < date.max and other.start == self.end + timedelta(days=1)

    def a_year_earlier(self) -> Period | None:
        """The same period of the year before, None where that year has no such day (29 February)."""
        try:
            start = self.start.replace(year=self.start.year - 1)
            return Period(start, self.end.replace(year=self.end.year - 1), self.granularity)
        except ValueError:
            return None


def day(year: int, month: int, number: int) -> Period | None:
    """One day, None when the calendar has no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Period(found, found, "day")


def months(year: int, first: int, last: int, granularity: Granularity = "month") -> Period | None:
    """The months `first` to `last` of a year, None when there are no such months."""
    if not 1 <= first <= last <= 12:
        return None
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), granularity)


def week(year: int, month: int, number: int) -> Period | None:
    """A week of a month, counted in sevens of days from its first; -1 is the last seven. None when there is none.

    No decree says what the second week of a month is: plans that give its days as well count so.
    """
    whole = months(year, month, month)
    if whole is None or not (number == -1 or 1 <= number <= 5):
        return None
    first = whole.end.day - 6 if number == -1 else 7 * number - 6
    if first > whole.end.day:
        return None
    last = whole.end.day if number == -1 else min(7 * number, whole.end.day)
    return Period(date(year, month, first), date(year, month, last), "week")


def half_month(year: int, month: int, *, first: bool) -> Period | None:
    """One half of a month; its middle is the 15th (Bộ luật Dân sự 2015, Điều 146). None when there is no such month."""
    whole = months(year, month, month)
    if whole is None:
        return None
    middle = whole.start.replace(day=15)
    return Period(whole.start, middle, "day") if first else Period(middle + timedelta(days=1), whole.end, "day")


def quarter(year: int, number: int) -> Period | None:
    """A quarter of a year, None for a number that is none."""
    return months(year, 3 * number - 2, 3 * number, "quarter") if 1 <= number <= 4 else None


def years(first: int, last: int) -> Period:
    """The years `first` to `last`."""
    return Period(date(first, 1, 1), date(last, 12, 31), "year" if first == last else "years")


def point_edtf(day_: date, granularity: Granularity, *, is_end: bool) -> str:
    """One bound of an interval in EDTF; quarters and halves in months, for EDTF has no code for them there."""
    if granularity in ("year", "years"):
        return f"{day_.year:04d}"
    if granularity in ("month", "quarter", "half_year"):
        return f"{day_.year:04d}-{day_.month:02d}"
    return day_.isoformat()


def period_edtf(period: Period) -> str:
    """A whole period in EDTF: a season code for one quarter (33-36) or half-year (40, 41), else an interval."""
    start, end = period.start, period.end
    if period.granularity == "day" and start == end:
        return start.isoformat()
    span = 12 * (end.year - start.year) + end.month - start.month + 1
    if period.granularity == "quarter" and span == 3:
        return f"{start.year:04d}-{32 + (start.month + 2) // 3}"
    if period.granularity == "half_year" and span == 6:
        return f"{start.year:04d}-{40 if start.month == 1 else 41}"
    first = point_edtf(start, period.granularity, is_end=False)
    last = point_edtf(end, period.granularity, is_end=True)
    return first if first == last else f"{first}/{last}"


def due_in(period: Period, mod: Mod | None) -> date:
    """The day that a part of a period means (Bộ luật Dân sự 2015, Điều 146): the first, 15th or last of a month,
    1 January, 30 June or 31 December of a year; without a part the last day.
    """
    if mod == "start":
        return period.start
    if mod == "mid" and period.granularity == "month":
        return period.start.replace(day=15)
    if mod == "mid" and period.granularity == "year":
        return date(period.start.year, 6, 30)
    return period.end


_LEAP = 2024
"""A year that has every day there is."""


def exists(month: int, number: int, year: int | None = None) -> bool:
    """Whether the calendar has a day, of that year or else of any."""
    return 1 <= month <= 12 and 1 <= number <= calendar.monthrange(year or _LEAP, month)[1]
