"""Deadlines as a calendar file (RFC 5545), which Google Calendar, Outlook and Thunderbird open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import regex

from pipeline.calendar import DueItem
from pipeline.lists import shortened

if TYPE_CHECKING:
    from icalendar import Event

_LONGEST_SUMMARY = 100
_CONTROLS = regex.compile(r"[\p{Cc}--[\n]]+", regex.V1)
"""Control characters, which RFC 5545 (3.1) forbids in texts; a line feed is written as `\\n`."""


def calendar_of(items: Sequence[DueItem], *, name: str = "Thời hạn trong kế hoạch") -> bytes:
    """The items that have a day as a calendar file with an all-day event each.

    All items of a deadline that repeats are one event with its rule, from its first day to the plan's end. The same
    items give the same bytes: the id of an event is that of the deadline, its time stamp the day of issue of the plan.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//kehoach//deadlines of plans//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _clean(name))
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    for event in _events(items):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(items: Iterable[DueItem]) -> Iterator[Event]:
    repeated: set[str] = set()
    for item in items:
        recurrence = item.recurrence
        if item.day is None:
            continue
        if recurrence is None:
            yield _event(item, item.day, item.deadline_id)
        elif (rule := recurrence.strict_rule()) is None:
            yield _event(item, item.day, f"{item.deadline_id}-{item.day:%Y%m%d}")
        elif item.deadline_id not in repeated:
            repeated.add(item.deadline_id)
            event = _event(item, recurrence.first_day() or item.day, item.deadline_id)
            event.add("rrule", _with_end(rule, recurrence.last))
            yield event


def _with_end(rule: str, last: date | None) -> dict[str, object]:
    """The rule as icalendar takes it, with its end as a date, as RFC 5545 (3.3.10) wants it of all-day events."""
    parts: dict[str, object] = {}
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        parts[name.lower()] = value.split(",")
    if last is not None:
        parts["until"] = last
    return parts


def _event(item: DueItem, day: date, uid: str) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@kehoach")
    stamp = item.issued or day
    event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", _summary(item))
    event.add("description", _description(item))
    event.add("transp", "TRANSPARENT")
    if item.leads:
        event.add("categories", [_clean(name) for name in item.leads])
    return event


def _summary(item: DueItem) -> str:
    short = shortened(_clean(item.what), _LONGEST_SUMMARY)
    return f"{_clean(item.leads[0])}: {short}" if item.leads else short


def _description(item: DueItem) -> str:
    lines = (
        ("", item.task),
        ("Phần việc: ", item.part),
        ("Thời hạn: ", item.quote),
        ("Điều kiện: ", item.condition),
        ("Chủ trì: ", "; ".join(item.leads)),
        ("Phối hợp: ", "; ".join(item.partners)),
        ("Sản phẩm: ", item.output),
        ("Văn bản: ", ", ".join(part for part in (item.document, item.issuer) if part)),
        ("Nguồn: ", item.source_path + (f", trang {item.page}" if item.page else "")),
    )
    return "\n".join(f"{name}{_clean(value)}" for name, value in lines if value)


def _clean(text: str) -> str:
    return _CONTROLS.sub(" ", text)
