"""Number and day that the registry stamps beside the lines that left them blank, on a signed document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import regex

from extractors.metadata.issued import Issued
from extractors.metadata.number import Number
from extractors.plan_text import PlanText

_LINES = 20
_NUMBER = regex.compile(r"\s{0,3}(?P<number>\d{1,5})\s{0,3}")
_DAY = regex.compile(r"\s{0,3}(?P<first>\d{1,2})(?:\s{1,4}(?P<second>\d{1,2}))?\s{0,3}")


def stamped_number(plan: PlanText, blank: Number) -> Number | None:
    """The number whose line holds only the symbol, from the line before or after it; None when neither is a number."""
    for line in _beside(plan, blank.start):
        found = _NUMBER.fullmatch(line)
        if found is not None:
            separator = "-" if "/" in blank.symbol else "/"
            return replace(blank, number=f"{found['number']}{separator}{blank.symbol}", garbled=False)
    return None


def stamped_date(plan: PlanText, blank: Issued) -> Issued:
    """The date with the day, or day and month, that stand in the line before or after it; else as it was."""
    if blank.day is not None or blank.year is None or regex.search(r"\d\s?tháng", blank.text):
        return blank
    for line in _beside(plan, blank.start):
        found = _DAY.fullmatch(line)
        if found is None or (found["second"] is None) == (blank.month is None):
            continue
        month = blank.month or int(found["second"])
        try:
            day = date(blank.year, month, int(found["first"]))
        except ValueError:
            continue
        return replace(blank, day=day, month=month)
    return blank


def _beside(plan: PlanText, position: int) -> list[str]:
    """The paragraphs before and after the one at a position, among the first of the document."""
    blocks = plan.paragraphs[:_LINES]
    at = next((i for i, b in enumerate(blocks) if b.start <= position < b.end), None)
    if at is None:
        return []
    return [plan[b] for b in (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])]
