"""Rules of repetition (RFC 5545) as people say them."""

from __future__ import annotations

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
    "HOURLY": Phrase("giờ", "hours"),
    "DAILY": Phrase("ngày", "days"),
    "WEEKLY": Phrase("tuần", "weeks"),
    "MONTHLY": Phrase("tháng", "months"),
    "YEARLY": Phrase("năm", "years"),
}
_WEEKDAYS = {
    "MO": Phrase("thứ Hai", "Monday"),
    "TU": Phrase("thứ Ba", "Tuesday"),
    "WE": Phrase("thứ Tư", "Wednesday"),
    "TH": Phrase("thứ Năm", "Thursday"),
    "FR": Phrase("thứ Sáu", "Friday"),
    "SA": Phrase("thứ Bảy", "Saturday"),
    "SU": Phrase("Chủ nhật", "Sunday"),
}
_WORKING_DAYS = {
    "1": Phrase("ngày làm việc đầu tiên", "first working day"),
    "-1": Phrase("ngày làm việc cuối cùng", "last working day"),
}


def rule_phrase(rrule: str, *, is_before: bool = False) -> Phrase:
    """A rule in words, as far as words for it are known; else the rule itself.

    With `is_before` the day that it names is too late itself: `trước ngày 20 hằng tháng`.
    """
    parts = dict(part.split("=", 1) for part in rrule.split(";") if "=" in part)
    frequency, interval = parts.pop("FREQ", ""), int(parts.pop("INTERVAL", "1"))
    each = _EACH.get((frequency, interval))
    if each is None and frequency in _UNITS:
        unit = _UNITS[frequency]
        each = Phrase(f"{interval} {unit.vi} một lần", f"every {interval} {unit.en}")
    months = parts.pop("BYMONTH", "")
    day = _day(parts)
    if each is None or day is None or parts:
        return Phrase(rrule, rrule)
    if is_before and day.vi:
        day = Phrase(f"trước {day.vi}", f"before {day.en}")
    vi = " ".join(filter(None, (day.vi, f"tháng {_listed(months)}" if months else "", each.vi)))
    en = ", ".join(filter(None, (day.en, f"month {_listed(months)}" if months else "", each.en)))
    return Phrase(vi, en)


def _day(parts: dict[str, str]) -> Phrase | None:
    """The day that a rule names, taken out of its parts; no words when it names none, None when it has no words."""
    if days := parts.pop("BYMONTHDAY", ""):
        return (
            Phrase("ngày cuối", "last day") if days == "-1" else Phrase(f"ngày {_listed(days)}", f"day {_listed(days)}")
        )
    names, place = parts.pop("BYDAY", ""), parts.pop("BYSETPOS", "")
    if place:
        return _WORKING_DAYS.get(place) if names == "MO,TU,WE,TH,FR" else None
    if not all(name in _WEEKDAYS for name in names.split(",") if name):
        return None
    weekdays = [_WEEKDAYS[name] for name in names.split(",") if name]
    return Phrase(", ".join(day.vi for day in weekdays), ", ".join(day.en for day in weekdays))


def _listed(numbers: str) -> str:
    return ", ".join(numbers.split(","))
