"""The time line of deadlines: a bar for each month around today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_BEFORE = 6
_AFTER = 18
_STEP = 40
_BAR = 28
_HEIGHT = 140
_TOP = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """A month: where its bar stands in the drawing, and how much is due."""

    year: int
    month: int
    count: int
    x: int
    y: int
    height: int
    is_now: bool
    is_past: bool

    @property
    def middle(self) -> int:
        """The middle of the bar."""
        return self.x + _BAR // 2

    @property
    def key(self) -> str:
        """The month as `2027-03`."""
        return f"{self.year}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars and the measures of the drawing, in its own units; `base` is the line that bars stand on."""

    bars: tuple[Bar, ...]
    width: int
    bar: int = _BAR
    base: int = _TOP + _HEIGHT
    height: int = _TOP + _HEIGHT + 44


def timeline_of(days: Sequence[date], today: date) -> Timeline:
    """Half a year back and a year and a half ahead."""
    counts = Counter((day.year, day.month) for day in days)
    first = today.year * 12 + today.month - 1 - _BEFORE
    months = [divmod(first + n, 12) for n in range(_BEFORE + 1 + _AFTER)]
    highest = max((counts[year, month + 1] for year, month in months), default=0)
    bars = []
    for n, (year, month) in enumerate(months):
        count = counts[year, month + 1]
        tall = round(_HEIGHT * count / highest) if highest else 0
        bars.append(Bar(year, month + 1, count, 8 + n * _STEP, _TOP + _HEIGHT - tall, tall, n == _BEFORE, n < _BEFORE))
    return Timeline(tuple(bars), width=16 + len(months) * _STEP)
