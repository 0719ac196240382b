"""Lines of text by themselves: all ink of a line, with its marks, and nothing of the lines above and below.

Tesseract cuts a line out by its letters; marks that stand high (the acute of `ế`, the hook of `ổ` in Times New Roman)
are then often left outside, and `kiểm` is read as `kiêm`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.read.images import Picture
from pipeline.read.tesseract import SeenWord

_PAPER = 255
_INK = 150
_MIDDLE = 0.35  # of the height of a line: where its middle is above the line on which the letters stand
_REACH = 0.75  # of the height of a line: how far from there its ink may lie
_BESIDE = 0.6  # of the height of a line: how far left and right of its words its ink may lie
_LEAST_MARK = 12  # pixels
_OVERLAP = 3


@dataclass(frozen=True, slots=True)
class WholeLine:
    """The picture of one line alone, and where its upper left corner lies in the picture it was taken from."""

    line: int
    picture: Picture
    x0: int
    top: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as first recognised: the height at which its letters stand at both ends, its height and its box."""

    number: int
    x0: float
    x1: float
    base0: float
    base1: float
    height: float
    ink_top: float


def cut_lines(picture: Picture, words: Sequence[SeenWord]) -> Iterator[WholeLine]:
    """The lines of a part of a page, as first recognised, that have marks above what was looked at."""
    import cv2

    lines = _lines(words)
    if not lines:
        return
    ink = (picture < _INK).astype(np.uint8)
    count, labels, boxes, centres = cv2.connectedComponentsWithStats(ink, connectivity=8)
    owners = _owners(lines, np.asarray(centres, np.float64), count)
    bottoms = boxes[:, cv2.CC_STAT_TOP] + boxes[:, cv2.CC_STAT_HEIGHT]
    marks = boxes[:, cv2.CC_STAT_AREA] >= _LEAST_MARK
    for index, line in enumerate(lines):
        own = owners == index
        if (own & marks & (bottoms < line.ink_top + _OVERLAP)).any():
            yield _whole(picture, np.asarray(labels), np.asarray(boxes), np.flatnonzero(own), line.number)


def _lines(words: Sequence[SeenWord]) -> list[_Line]:
    by_number: dict[int, list[SeenWord]] = {}
    for word in words:
        by_number.setdefault(word.line, []).append(word)
    return [
        _Line(
            number,
            min(word.x0 for word in line),
            max(word.x1 for word in line),
            line[0].base,
            line[-1].base,
            line[0].bottom - line[0].top,
            min(word.ink_top for word in line),
        )
        for number, line in by_number.items()
    ]


def _owners(lines: Sequence[_Line], centres: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """For each piece of ink the index of the line it belongs to, -1 for none; piece 0 is the paper."""
    owners = np.full(count, -1)
    least = np.full(count, _REACH)
    height = float(np.median([line.height for line in lines]))
    for index, line in enumerate(lines):
        share = (centres[:, 0] - line.x0) / max(1.0, line.x1 - line.x0)
        base = line.base0 + (line.base1 - line.base0) * share
        distance = np.abs((base - centres[:, 1]) / height - _MIDDLE)
        beside = (centres[:, 0] < line.x0 - _BESIDE * height) | (centres[:, 0] > line.x1 + _BESIDE * height)
        nearer = (distance < least) & ~beside
        owners[nearer] = index
        least[nearer] = distance[nearer]
    owners[0] = -1
    return owners


def _whole(
    picture: Picture, labels: NDArray[np.int32], boxes: NDArray[np.int32], own: NDArray[np.int64], number: int
) -> WholeLine:
    import cv2

    x0, top = int(boxes[own, 0].min()), int(boxes[own, 1].min())
    x1, bottom = int((boxes[own, 0] + boxes[own, 2]).max()), int((boxes[own, 1] + boxes[own, 3]).max())
    wanted = np.zeros(len(boxes), np.uint8)
    wanted[own] = 1
    kept = cv2.dilate(wanted[labels[top:bottom, x0:x1]], np.ones((3, 3), np.uint8))
    alone = np.where(kept > 0, picture[top:bottom, x0:x1], np.uint8(_PAPER))
    return WholeLine(number, np.ascontiguousarray(alone), x0, top)
