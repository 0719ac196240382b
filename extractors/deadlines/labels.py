"""What each of several deadlines in one text is for: the words before it in its part of the text, else after it."""

from __future__ import annotations

from dataclasses import replace

import regex

from extractors.mentions import DeadlineMention

_PARTS = regex.compile(r"[;\n]|\.(?=\s)")
_UNCLOSED = regex.compile(r"\([^()]*$")
_BRACKETS = regex.compile(r"\([^()]*\)")
_WORD = regex.compile(r"\p{L}{2}")
_TRIM = regex.compile(
    r"""
    ^[\s,;:.()\-–+*•]{1,20}(?:(?:và|hoặc|hay|đồng\sthời|đối\svới|riêng)\s{1,3}){0,2}
  | (?:[\s,.:()\-–]{1,20}|\s(?:xong|gửi|hoàn\sthành|thực\shiện|là|vào|và|hoặc|hay|thì|được))+$
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


# báo cáo | định kỳ hằng tháng (trước ngày 20): what is due stands in the words of its time
_TIMED_REPORT = regex.compile(
    r"báo\scáo(?:\s\p{L}+){0,6}?(?=\s(?:định\skỳ|h[àằ]ng|mỗi|năm|quý|tháng|0?6\stháng|sáu\stháng|đột\sxuất)\b)",
    regex.IGNORECASE,
)


def with_labels(text: str, mentions: list[DeadlineMention]) -> list[DeadlineMention]:
    """The mentions with `applies_to`, when they stand at several places for different things."""
    places = sorted({(m.start, m.end) for m in mentions})
    if len(places) < 2:
        return mentions
    parts = [match.span() for match in _PARTS.finditer(text)]
    labels: dict[tuple[int, int], str | None] = {}
    for start, end in zip([0, *(end for _, end in parts)], [*(start for start, _ in parts), len(text)], strict=True):
        labels |= _labels_of_part(text, start, end, [place for place in places if start <= place[0] < max(end, 1)])
    if len(set(labels.values())) < 2:
        return mentions
    return [replace(mention, applies_to=labels.get((mention.start, mention.end))) for mention in mentions]


def _labels_of_part(
    text: str, start: int, end: int, places: list[tuple[int, int]]
) -> dict[tuple[int, int], str | None]:
    """What each deadline of one part is for; where a deadline opens the part, the words after it say it for all.

    One in brackets belongs to the words before them; one that only `và` or `hoặc` parts from another, to the same.
    """
    labels: dict[tuple[int, int], str | None] = {}
    forward = bool(places) and _trimmed(text[start : places[0][0]]) is None
    for index, place in enumerate(places):
        before = text[places[index - 1][1] if index else start : place[0]]
        after = text[place[1] : places[index + 1][0] if index + 1 < len(places) else end]
        outside, bracket, inside = before.rpartition("(")
        if bracket and ")" not in inside:
            labels[place] = _trimmed(inside) or _trimmed(outside)
        elif report := _TIMED_REPORT.match(text, *place):
            labels[place] = report[0]
        elif forward:
            of_the_next = after.lstrip().startswith(",") and after.rstrip().endswith("(")
            words = _UNCLOSED.sub("", after)
            labels[place] = None if of_the_next else _trimmed(words) or _label_before(labels, places, index)
        else:
            labels[place] = _trimmed(_BRACKETS.sub(" ", before)) or _label_before(labels, places, index)
    return labels


def _label_before(labels: dict[tuple[int, int], str | None], places: list[tuple[int, int]], index: int) -> str | None:
    return labels[places[index - 1]] if index else None


def _trimmed(words: str) -> str | None:
    previous = None
    while previous != words:
        previous, words = words, _TRIM.sub("", words, count=2)
    return words if _WORD.search(words) else None
