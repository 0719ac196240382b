"""Asking many spans at once whether they overlap another one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


def blanked(text: str, spans: Iterable[tuple[int, int]], mark: str = " ") -> str:
    """A text with each character of the spans replaced by a mark, so that offsets hold in both."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        first, last = max(at, start), min(end, len(text))
        if first < last:
            pieces += [text[at:first], mark * (last - first)]
            at = last
    return "".join((*pieces, text[at:]))


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
