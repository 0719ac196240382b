"""What each of several deadlines in one text is for: the words before it in its part of the text, else after it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

import regex

from extractors.mentions import DeadlineMention

_PARTS = regex.compile(r"[;\n]|\.(?=\s)")
_TRIM = regex.compile(
    r"""
    ^[\s,;:.()\-–+*•]{1,20}(?:(?:và|đồng\sthời|đối\svới|riêng)\s{1,3}){0,2}
  | (?:[\s,:()\-–]{1,20}|\s(?:xong|gửi|hoàn\sthành|thực\shiện|là|vào|và|thì|được))+$
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def with_labels(text: str, mentions: list[DeadlineMention]) -> list[DeadlineMention]:
    """The mentions with `applies_to`, when they stand at several places for different things."""
    places = sorted({(m.start, m.end) for m in mentions})
    if len(places) < 2:
        return mentions
    parts = [match.span() for match in _PARTS.finditer(text)]
    opens = sorted([0, *(end for _, end in parts), *(end for _, end in places)])
    closes = sorted([len(text), *(start for start, _ in parts), *(start for start, _ in places)])
    labels = {place: _label(text, place, opens, closes) for place in places}
    if len(set(labels.values())) < 2:
        return mentions
    return [replace(mention, applies_to=labels[mention.start, mention.end]) for mention in mentions]


def _label(text: str, place: tuple[int, int], opens: list[int], closes: list[int]) -> str | None:
    """The words around a deadline in its part of the text, which begins at one of `opens`, ends at one of `closes`."""
    start, end = place
    first, last = opens[bisect_right(opens, start) - 1], closes[bisect_left(closes, end)]
    outside, _, inside = text[first:start].rpartition("(")
    return _trimmed(inside) or _trimmed(outside) or _trimmed(text[end:last])


def _trimmed(words: str) -> str | None:
    previous = None
    while previous != words:
        previous, words = words, _TRIM.sub("", words, count=2)
    return words if regex.search(r"\p{L}{2}", words) else None
