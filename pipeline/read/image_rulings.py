"""Rulings in the picture of a page: long thin runs of ink, given as the same strokes that a digital page has."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.read.images import Picture
from pipeline.read.rulings import RuledTable, Stroke

_LEAST_LENGTH = 26.0  # points: longer than any stroke of a letter
_GREATEST_THICKNESS = 4.0
_SPREAD = 3  # pixels: a ruling that leans a little steps from one row of pixels to the next
_PAPER = 255


def strokes_in(picture: Picture, scale: float) -> list[Stroke]:
    """The rulings in a straight picture with `scale` pixels per point, in points from its upper left corner."""
    ink = _ink(picture, scale)
    return [*_runs(ink, scale, horizontal=True), *_runs(ink, scale, horizontal=False)]


def painted_out(picture: Picture, strokes: Sequence[Stroke], tables: Sequence[RuledTable], scale: float) -> Picture:
    """The picture without the rulings of its tables; other rulings stay: they may be the bar of a letter."""
    clean = picture.copy()
    for stroke in strokes:
        if any(_is_in(stroke, table) for table in tables):
            x0, y0 = max(0, int(stroke.x0 * scale) - 2), max(0, int(stroke.top * scale) - 2)
            clean[y0 : int(stroke.bottom * scale) + 3, x0 : int(stroke.x1 * scale) + 3] = _PAPER
    return clean


def _ink(picture: Picture, scale: float) -> Picture:
    import cv2

    block = 2 * round(6 * scale) + 1
    found = cv2.adaptiveThreshold(picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 18)
    return np.asarray(found, np.uint8)


def _runs(ink: Picture, scale: float, *, horizontal: bool) -> list[Stroke]:
    import cv2

    length = round(_LEAST_LENGTH * scale)
    spread = np.ones((_SPREAD, 1) if horizontal else (1, _SPREAD), np.uint8)
    along = np.ones((1, length) if horizontal else (length, 1), np.uint8)
    lines = cv2.morphologyEx(cv2.dilate(ink, spread), cv2.MORPH_OPEN, along)
    count, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    strokes = []
    for x, y, width, height, area in stats[1:count].tolist():
        thickness = area / max(width, height) - (_SPREAD - 1)
        if thickness <= _GREATEST_THICKNESS * scale:
            strokes.append(_stroke(x, y, width, height, scale, horizontal=horizontal))
    return strokes


def _stroke(x: int, y: int, width: int, height: int, scale: float, *, horizontal: bool) -> Stroke:
    """The middle line of a run: a run that leans a little is thicker than what it draws."""
    if horizontal:
        middle = (y + height / 2) / scale
        return Stroke(x / scale, middle - 0.4, (x + width) / scale, middle + 0.4)
    middle = (x + width / 2) / scale
    return Stroke(middle - 0.4, y / scale, middle + 0.4, (y + height) / scale)


def _is_in(stroke: Stroke, table: RuledTable) -> bool:
    left, top, right, bottom = table.box
    return stroke.x0 > left - 4 and stroke.x1 < right + 4 and stroke.top > top - 4 and stroke.bottom < bottom + 4
