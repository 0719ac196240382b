"""Days, periods and rules of repetition as people say them."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.report.words import Phrase

_EACH = {
    ("DAILY", 1): Phrase("hằng ngày", "every day"),
    ("WEEKLY", 1): Phrase("hằng tuần", "every week"),
    ("MONTHLY", 1): Phrase("hằng tháng", "every month"),
    ("MONTHLY", 3): Phrase("hằng quý", "every quarter"),
    ("MONTHLY", 6): Phrase("6 tháng một lần", "every six months"),
    ("YEARLY", 1): Phrase("hằng năm", "every year"),
}
_UNITS = {
    "DAILY": Phrase("ngày", "days"),
    "WEEKLY": Phrase("tuần", "weeks"),
    "MONTHLY": Phrase("tháng", "months"),
    "YEARLY": Phrase("năm", "years"),
}


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


def rule_phrase(rrule: str) -> Phrase:
    """A rule of RFC 5545 in words, as far as words for it are known; else the rule itself."""
    parts = dict(part.split("=", 1) for part in rrule.split(";") if "=" in part)
    frequency, interval = parts.pop("FREQ", ""), int(parts.pop("INTERVAL", "1"))
    months, days = parts.pop("BYMONTH", ""), parts.pop("BYMONTHDAY", "")
    each = _EACH.get((frequency, interval))
    if each is None and frequency in _UNITS:
        unit = _UNITS[frequency]
        each = Phrase(f"{interval} {unit.vi} một lần", f"every {interval} {unit.en}")
    if each is None or parts:
        return Phrase(rrule, rrule)
    vi, en = each.vi, each.en
    if days:
        last = days == "-1"
        vi = f"{'ngày cuối' if last else f'ngày {_listed(days)}'}, {vi}"
        en = f"{'last day' if last else f'day {_listed(days)}'}, {en}"
    if months:
        vi, en = f"{vi} (tháng {_listed(months)})", f"{en} (month {_listed(months)})"
    return Phrase(vi, en)


def _listed(numbers: str) -> str:
    return ", ".join(numbers.split(","))
