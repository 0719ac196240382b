"""Rules that repeat: strict about `trước ngày`, and one truth for the list and the calendar."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from pipeline.recurrence import Recurrence, recurrence_of

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)


def recurrence(rule: str, *, before: bool = False, last: date | None = LAST) -> Recurrence:
    found = recurrence_of(rule, is_before=before, first=FIRST, last=last)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rule", "strict"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=MONTHLY;BYMONTHDAY=14"),  # trước ngày 15 hằng tháng
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=22", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=21"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=MONTHLY;BYMONTHDAY=-1"),  # trước ngày 01 hằng tháng
        ("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-2"),
        ("FREQ=WEEKLY;BYDAY=FR", "FREQ=WEEKLY;BYDAY=TH"),  # trước thứ Sáu hằng tuần
        ("FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=WEEKLY;BYDAY=SU,TU"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", None),  # the day before the last working day has no rule
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", None),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", None),
        ("FREQ=MONTHLY;BYMONTHDAY=-31", None),
    ],
)
def test_the_rule_of_the_day_before(rule: str, strict: str | None) -> None:
    assert recurrence(rule, before=True).strict_rule() == strict
    assert recurrence(rule).strict_rule() == rule


def test_days_are_the_last_in_time() -> None:
    monthly = recurrence("FREQ=MONTHLY;BYMONTHDAY=15", before=True)
    assert monthly.days(date(2026, 3, 1), date(2026, 4, 30)) == [date(2026, 3, 14), date(2026, 4, 14)]
    working = recurrence("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", before=True)
    assert working.days(date(2026, 5, 1), date(2026, 5, 31)) == [date(2026, 5, 28)]


def test_days_end_with_the_plan() -> None:
    yearly = recurrence("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10")
    assert yearly.days(None, date(2040, 1, 1)) == [date(2026, 12, 10), date(2027, 12, 10)]
    assert yearly.days(date(2028, 1, 1), None) == []


def test_without_an_end_one_year_is_spelled_out() -> None:
    endless = recurrence("FREQ=MONTHLY;BYMONTHDAY=5", last=None)
    assert len(endless.days(None, None)) == 12
    assert len(endless.days(date(2030, 1, 1), date(2031, 12, 31))) == 24


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY", "FREQ=YEARLY;INTERVAL=2", "FREQ=DAILY", "BYMONTHDAY=x", "BYDAY=ZZ"])
def test_a_rule_that_names_no_day_has_none(rule: str) -> None:
    assert recurrence_of(rule, is_before=False, first=FIRST, last=LAST) is None


@given(
    st.sampled_from(["FREQ=MONTHLY", "FREQ=YEARLY;BYMONTH=1,4,7", "FREQ=YEARLY;BYMONTH=12"]),
    st.integers(1, 28),
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
)
def test_the_strict_rule_gives_the_days_before(rule: str, day: int, first: date) -> None:
    found = recurrence_of(f"{rule};BYMONTHDAY={day}", is_before=True, first=first, last=None)
    assert found is not None
    until = first.replace(year=first.year + 2, day=1)
    too_late = rrulestr(f"{rule};BYMONTHDAY={day}", dtstart=datetime(first.year, first.month, first.day))
    wanted = [moment.date().toordinal() - 1 for moment in too_late.between(*_bounds(first, until), inc=True)]
    assert [found_day.toordinal() for found_day in found.days(first, until)] == wanted


def _bounds(first: date, until: date) -> tuple[datetime, datetime]:
    return tuple(datetime.fromordinal(day.toordinal() + 1) for day in (first, until))  # type: ignore[return-value]
