"""Days and periods as people say them."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.report.words import Phrase


def day_text(day: date | None) -> str:
    """A day as it is written in Vietnam: 05/3/2020 with both digits, `05/03/2020`; nothing without one."""
    return day.strftime("%d/%m/%Y") if day else ""


def interval_phrase(start: date | None, end: date | None, *, end_inclusive: bool | None = True) -> Phrase | None:
    """An interval as it is written: `trước 31/03/2027`, `từ 01/01/2027`, both ends; None without any."""
    if start is None and end is None:
        return None
    first, last = day_text(start), day_text(end)
    if start is None:
        return Phrase(f"đến {last}", f"until {last}") if end_inclusive else Phrase(f"trước {last}", f"before {last}")
    if end is None:
        return Phrase(f"từ {first}", f"from {first}")
    both = first if start == end else f"{first} – {last}"
    return Phrase(both, both)


def last_day(due: date, end: date | None, end_inclusive: bool | None) -> date:
    """The last day in time, as the list of deadlines has it: `trước ngày` a day is the day before it."""
    return due - timedelta(days=1) if end_inclusive is False and due == end else due
