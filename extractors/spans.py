"""Asking many spans at once whether they overlap another one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Spans:
    """Spans (end exclusive) that can be asked quickly, however many they are."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        in_order = sorted(spans)
        self._starts = [start for start, _ in in_order]
        self._furthest = list(accumulate((end for _, end in in_order), max))

    def overlap(self, start: int, end: int) -> bool:
        """Whether any of them shares a character with a span; one that is empty shares what surrounds it."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start
