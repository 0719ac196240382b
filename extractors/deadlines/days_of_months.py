"""The day that follows a month: `hàng tháng (trước ngày 25)`, `trong tháng 8/2026 (chậm nhất ngày 20)`."""

from __future__ import annotations

from dataclasses import replace

import regex

from extractors.deadlines.found import Found, Source
from extractors.deadlines.words import any_of, qualifier

_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d|\s?[/.\-]\s?\d)"
_MONTH_DAY = regex.compile(  # hàng tháng (trước ngày 25)
    rf"""
    [\s,(:\-–]{{0,6}}(?:(?:hoàn\s{{1,3}}thành|xong)\s{{1,3}})?(?:(?P<word>{any_of("qualifier")})\s{{1,3}})?
    ngày\s{{1,3}}(?P<d>{_DAY})(?:\s{{0,3}}(?:,|và)\s{{0,3}}(?:ngày\s{{1,3}})?(?P<d>{_DAY})){{0,5}}
    (?!\s{{1,3}}(?:tháng\s{{1,3}}\d|làm))
    (?:\s{{1,3}}(?:của\s{{1,3}})?tháng)?\)?
    """,
    regex.VERBOSE,
)


def with_day(raw: str, folded: str, one: Found) -> Found:
    """What was found, with the day that follows it where it is a month of every year or of one."""
    return _narrowed(raw, folded, _monthly(raw, folded, one))


def _monthly(raw: str, folded: str, one: Found) -> Found:
    """`hàng tháng (trước ngày 25)`: a monthly frequency with the day after it."""
    if one.source is not Source.CADENCE or [mention.rrule for mention in one.mentions] != ["FREQ=MONTHLY"]:
        return one
    day = _MONTH_DAY.match(folded, one.end)
    if day is None:
        return one
    (mention,) = one.mentions
    due = replace(
        mention,
        end=day.end(),
        quote=raw[mention.start : day.end()],
        qualifier=qualifier(day["word"]) if day["word"] else "on",
        rrule=f"FREQ=MONTHLY;BYMONTHDAY={','.join(str(int(number)) for number in day.captures('d'))}",
        granularity="day",
    )
    return Found((due,), Source.DUE)


_DAY_IN_BRACKETS = regex.compile(
    rf"\s{{0,3}}\(\s{{0,3}}(?P<word>{any_of('qualifier')})\s{{1,3}}ngày\s{{1,3}}(?P<d>3[01]|[12]\d|0?[1-9])\s{{0,3}}\)"
)


def _narrowed(raw: str, folded: str, one: Found) -> Found:
    """`trong tháng 8/2026 (chậm nhất ngày 20)`: a month with the day in it by which all is done."""
    mention = one.mentions[0]
    last = mention.end_date
    if one.source is not Source.GROUP or len(one.mentions) > 1 or mention.granularity != "month" or last is None:
        return one
    day = _DAY_IN_BRACKETS.match(folded, one.end)
    named = qualifier(day["word"]) if day is not None else None
    if day is None or named not in ("before", "by") or int(day["d"]) > last.day or mention.qualifier == "before":
        return one
    until = last.replace(day=int(day["d"]))
    due = replace(
        mention,
        end=day.end(),
        quote=raw[mention.start : day.end()],
        qualifier=named,
        start_date=None,
        end_date=until,
        end_inclusive=named != "before",
        due_date=until,
        granularity="day",
        edtf=f"../{until.isoformat()}",
    )
    return replace(one, mentions=(due,))
