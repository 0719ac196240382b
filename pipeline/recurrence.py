"""Deadlines that repeat: the last days in time of a rule, and the rule of those days (RFC 5545)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

_HORIZON = timedelta(days=366)
"""How far a rule without an end is spelled out when nobody says until when."""

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES_A_DAY = ("BYMONTHDAY", "BYDAY", "BYYEARDAY")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule that names its days, from `first` to `last` (None: no end is stated).

    With `is_before` the days of the rule themselves are too late (`trước ngày 15 hằng tháng`), and the last day in
    time is the one before.
    """

    rule: str
    is_before: bool
    first: date
    last: date | None

    def days(self, since: date | None, until: date | None) -> list[date]:
        """The last days in time from `since` to `until`, both inclusive; without both ends, one year at most."""
        from dateutil.rrule import rrulestr

        begin = max(self.first, since or self.first)
        ends = [end for end in (self.last, until) if end is not None]
        end = min(ends) if ends else begin + _HORIZON
        strict = self.strict_rule()
        shift = timedelta(0) if strict is not None else _ONE_DAY
        rule = rrulestr(strict or self.rule, dtstart=_midnight(self.first))
        found = rule.between(_midnight(begin + shift), _midnight(end + shift), inc=True)
        return [day.date() - shift for day in found]

    def first_day(self) -> date | None:
        """The first of the last days in time; None when there is none before the end, or in the first eleven years."""
        days = self.days(None, self.last or self.first.replace(year=self.first.year + 11, day=1))
        return days[0] if days else None

    def strict_rule(self) -> str | None:
        """The rule of the last days in time. None where the day before has no rule (the day before a working day)."""
        return _rule_of_day_before(self.rule) if self.is_before else self.rule


def recurrence_of(rule: str, *, is_before: bool, first: date, last: date | None) -> Recurrence | None:
    """The recurrence of a rule. None when it names no day (`FREQ=MONTHLY`) or is no rule of RFC 5545."""
    from dateutil.rrule import rrulestr

    if not names_a_day(rule):
        return None
    try:
        rrulestr(rule, dtstart=_midnight(first))
    except (ValueError, TypeError, KeyError):
        return None
    return Recurrence(rule, is_before, first, last)


def names_a_day(rule: str) -> bool:
    """Whether a rule says on which day it repeats, or only how often."""
    return any(part.partition("=")[0] in _NAMES_A_DAY for part in rule.split(";"))


def _rule_of_day_before(rule: str) -> str | None:
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if "INTERVAL" in parts:
        return None
    days = parts.keys() & {*_NAMES_A_DAY, "BYSETPOS"}
    if days == {"BYDAY"} and parts["FREQ"] == "WEEKLY":
        before = dict(zip(_WEEKDAYS, (_WEEKDAYS[-1], *_WEEKDAYS), strict=False))
        parts["BYDAY"] = ",".join(before[name] for name in parts["BYDAY"].split(","))
    elif days == {"BYMONTHDAY"} and "," not in parts["BYMONTHDAY"] and parts["BYMONTHDAY"] != "-31":
        day = int(parts["BYMONTHDAY"])
        # The day before the last is the last but one; the day before the first, the last of the month before.
        parts["BYMONTHDAY"] = str(-1 if day == 1 else day - 1)
        if day == 1 and "BYMONTH" in parts:
            months = sorted((int(month) - 2) % 12 + 1 for month in parts["BYMONTH"].split(","))
            parts["BYMONTH"] = ",".join(map(str, months))
    else:
        return None
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
