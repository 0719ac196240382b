"""What each of several deadlines in one text is for: the words before it in its part of the text, else after it."""

from __future__ import annotations

from dataclasses import replace

import regex

from extractors.mentions import DeadlineMention

_PARTS = regex.compile(r"[;\n]|\.(?=\s)|\((?=[^()]*\d)")
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
    labels = {place: _label(text, place, places) for place in places}
    if len(set(labels.values())) < 2:
        return mentions
    return [replace(mention, applies_to=labels[mention.start, mention.end]) for mention in mentions]


def _label(text: str, place: tuple[int, int], places: list[tuple[int, int]]) -> str | None:
    start, end = place
    first = max([0, *(match.end() for match in _PARTS.finditer(text, 0, start)), *(b for _, b in places if b <= start)])
    last = min([len(text), *(match.start() for match in _PARTS.finditer(text, end)), *(a for a, _ in places if a >= end)])
    return _trimmed(text[first:start]) or _trimmed(text[end:last])


def _trimmed(words: str) -> str | None:
    previous = None
    while previous != words:
        previous, words = words, _TRIM.sub("", words, count=2)
    return words if regex.search(r"\p{L}{2}", words) else None
