"""The stamp `ĐẾN` that the receiving office puts on a page: its own number and date, no part of the instrument.

Nghị định 30/2020/NĐ-CP, Phụ lục IV: a frame of 35 x 50 mm with the office's name, `ĐẾN`, `Số: …`, `Ngày: …`,
`Chuyển: …`; it is often put over the first lines of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from extractors.plan_text import Box
from pipeline.read.ocr_language import without_marks
from pipeline.read.rulings import Stroke
from pipeline.read.tesseract import SeenWord

_WIDTH, _HEIGHT = (100.0, 190.0), (40.0, 130.0)  # points; stamps of 57 x 19 mm and of the size prescribed are in use
_TOUCH = 12.0
"""Sides of a frame that ink did not print whole end within this distance of each other, in points."""

_ARRIVED, _PASSED_ON = regex.compile(r"[đd]en\W?"), regex.compile(r"chuyen\s?[.:…].*")


def stamp_frames(strokes: Sequence[Stroke]) -> list[Box]:
    """The outlines of strokes that hang together and have the size of a stamp, with sides of both directions."""
    groups: list[list[Stroke]] = []
    for stroke in strokes:
        near = [group for group in groups if any(_touch(stroke, other) for other in group)]
        groups = [group for group in groups if group not in near] + [
            [stroke, *(one for group in near for one in group)]
        ]
    return [outline for group in groups if _is_frame(group, outline := _outline(group))]


def says_arrived(words: Iterable[SeenWord]) -> bool:
    """Whether the words in a frame are those of the stamp, `ĐẾN` or `Chuyển: …`."""
    return any(_is_of_stamp(word.text) for word in words)


def _is_of_stamp(text: str) -> bool:
    bare = without_marks(text)
    return _PASSED_ON.fullmatch(bare) is not None or (text.isupper() and _ARRIVED.fullmatch(bare) is not None)


def outside(strokes: Iterable[Stroke], frames: Sequence[Box]) -> tuple[Stroke, ...]:
    """The strokes that are in none of the frames."""
    return tuple(stroke for stroke in strokes if not any(_is_inside(stroke, frame) for frame in frames))


def _is_frame(group: Sequence[Stroke], outline: Box) -> bool:
    lying = sum(_is_lying(stroke) for stroke in group)
    width, height = outline[2] - outline[0], outline[3] - outline[1]
    is_sized = _WIDTH[0] <= width <= _WIDTH[1] and _HEIGHT[0] <= height <= _HEIGHT[1]
    return is_sized and lying >= 2 and len(group) - lying >= 2


def _is_lying(stroke: Stroke) -> bool:
    return stroke.x1 - stroke.x0 > stroke.bottom - stroke.top


def _touch(one: Stroke, other: Stroke) -> bool:
    return (
        one.x0 - _TOUCH <= other.x1
        and other.x0 - _TOUCH <= one.x1
        and one.top - _TOUCH <= other.bottom
        and other.top - _TOUCH <= one.bottom
    )


def _outline(group: Sequence[Stroke]) -> Box:
    return (
        min(stroke.x0 for stroke in group),
        min(stroke.top for stroke in group),
        max(stroke.x1 for stroke in group),
        max(stroke.bottom for stroke in group),
    )


def _is_inside(stroke: Stroke, frame: Box) -> bool:
    x0, top, x1, bottom = frame
    return x0 <= stroke.x0 and stroke.x1 <= x1 and top <= stroke.top and stroke.bottom <= bottom
