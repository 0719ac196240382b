"""Lines to paragraphs, by the geometry of the page: what a typesetter broke is joined, what the author broke is not.

The main evidence: had the first word of the next line still fitted on this one, the break was the author's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.markers import marker_of
from pipeline.layout import Fragment, ParagraphBlock
from pipeline.read.lines import Line, glue, joined_text, opens_item

_NEAR = 4.0
_INDENT = 8.0
_WIDE_PITCH = 1.6
_CLOSED = (".", ";", ":", "!", "?", "…", "/")
_SPACE = 0.25


@dataclass(frozen=True, slots=True)
class Frame:
    """The column of text on a page: its left and right side, and the usual distance from line to line."""

    left: float
    right: float
    pitch: float


def frame_of(lines: Sequence[Line], page_width: float) -> Frame:
    """The frame that lines show; without enough lines the margins are taken as equal."""
    left = _outermost((line.x0 for line in lines), -1) if lines else 0.12 * page_width
    right = _outermost((line.x1 for line in lines), 1) if lines else page_width - left
    if len(lines) < 6:
        right = max(right, page_width - left)
    pitches = sorted(b.top - a.top for a, b in pairwise(lines) if a.page == b.page and 0 < b.top - a.top < 60)
    return Frame(left, right, pitches[len(pitches) // 3] if pitches else 18.0)


def paragraphs(lines: Sequence[Line], frames: dict[int, Frame]) -> list[ParagraphBlock]:
    """The paragraphs of lines that follow each other, also over pages; `frames` holds the frame of each page."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, frames):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [block_of(group) for group in groups]


def column_paragraphs(lines: Sequence[Line]) -> list[ParagraphBlock]:
    """The paragraphs of a column of the head or foot: each line is one, unless it breaks off in mid-sentence."""
    groups: list[list[Line]] = []
    for line in lines:
        previous = groups[-1][-1] if groups else None
        if previous is not None and _unfinished(previous, line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [block_of(group) for group in groups]


def block_of(lines: Sequence[Line]) -> ParagraphBlock:
    """A paragraph of lines, with one fragment for each page it stands on."""
    pages: list[list[Line]] = []
    for line in lines:
        if pages and pages[-1][0].page == line.page:
            pages[-1].append(line)
        else:
            pages.append([line])
    texts = [joined_text(group) for group in pages]
    for index in range(len(pages) - 1):
        if not glue(pages[index][-1], pages[index + 1][0]):  # a word broken by the page belongs to where it begins
            head, _, texts[index + 1] = texts[index + 1].partition(" ")
            texts[index] += head
    fragments = tuple(
        Fragment(text, group[0].page, _around(group)) for text, group in zip(texts, pages, strict=True) if text
    )
    return ParagraphBlock(fragments, all(line.bold for line in lines))


def _goes_on(paragraph: Sequence[Line], line: Line, frames: dict[int, Frame]) -> bool:
    first, last = paragraph[0], paragraph[-1]
    frame, next_frame = frames[last.page], frames[line.page]
    if last.page == line.page and not 0 < line.top - last.top < _WIDE_PITCH * frame.pitch:
        return False
    if _fits(last, line, frame):
        return False
    if _is_centred(last, frame) or _is_centred(line, next_frame):
        return _is_centred(last, frame) and _is_centred(line, next_frame) and last.bold == line.bold
    at = line.x0 - next_frame.left
    if opens_item(line, last) and not (at <= _NEAR < _INDENT < first.x0 - frames[first.page].left):
        return False
    if last.page != line.page and last.text.endswith(_CLOSED[:3]) and at > _NEAR:
        return False
    return _stands_below(paragraph, line, frames, at)


def _stands_below(paragraph: Sequence[Line], line: Line, frames: dict[int, Frame], at: float) -> bool:
    """Whether a line begins where the next line of the paragraph has to; `at` is its distance from the left side."""
    first = paragraph[0]
    lower = line.text[0].islower()
    if len(paragraph) > 1:
        expected = paragraph[1].x0 - frames[paragraph[1].page].left
        return abs(at - expected) <= _NEAR or (lower and at < expected + _INDENT)
    start = first.x0 - frames[first.page].left
    if abs(at) <= _NEAR:
        return True
    if marker_of(first.text) is not None and len(first.words) > 1:
        hanging = first.words[1].x0 - frames[first.page].left
        if abs(at - hanging) <= _NEAR:
            return True
    return lower or (abs(at - start) <= _NEAR and not first.text.endswith(_CLOSED) and start <= _INDENT)


def _fits(last: Line, line: Line, frame: Frame) -> bool:
    """Whether the first word of the next line would have had room on this one."""
    word = line.words[0]
    width = word.x1 - word.x0
    if _is_centred(last, frame):
        return (last.x1 - last.x0) + _SPACE * last.height + width < frame.right - frame.left - 1
    return last.x1 + _SPACE * last.height + width < frame.right - 1


def _is_centred(line: Line, frame: Frame) -> bool:
    left, right = line.x0 - frame.left, frame.right - line.x1
    return left > 2 * _INDENT and abs(left - right) < 2 * _INDENT


def _unfinished(last: Line, line: Line) -> bool:
    if opens_item(line, last) or last.text.endswith(_CLOSED):
        return False
    return line.text[0].islower() or last.text.endswith(",") or last.text.endswith("-")


def _outermost(places: Iterable[float], side: int) -> float:
    """The outermost place (side -1: left, 1: right) where several lines begin or end."""
    found = list(places)
    counts = Counter(round(place / 2) for place in found)
    for key in sorted(counts, reverse=side > 0):
        near = counts[key - 1] + counts[key] + counts[key + 1]
        if near >= max(3, 0.1 * len(found)):
            inside = [place for place in found if abs(place / 2 - key) <= 1.5]
            return (min if side < 0 else max)(inside)
    return (min if side < 0 else max)(found)


def _around(lines: Sequence[Line]) -> tuple[float, float, float, float]:
    return (
        min(line.x0 for line in lines),
        min(line.top for line in lines),
        max(line.x1 for line in lines),
        max(line.bottom for line in lines),
    )
