"""Rulings in the picture of a page: long thin runs of ink, given as the same strokes that a digital page has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.read.images import Picture
from pipeline.read.rulings import RuledTable, Stroke

_LEAST_LENGTH, _LEAST_HEIGHT = 26.0, 14.0  # points: a row has room for a line of text
_LONG_ENOUGH = 26.0  # longer than any stroke of a letter; shorter ones must lead from ruling to ruling
_GREATEST_THICKNESS = 4.0
_SPREAD = 3  # pixels: a ruling that leans a little steps from one row of pixels to the next
_PAPER = 255
_REACH = 4.0  # points around a table in which its rulings may still lie
_OVERHANG = 24.0  # points by which a line that is no ruling sticks out of a table
_BESIDE = 6.0


@dataclass(frozen=True, slots=True)
class Rulings:
    """The strokes of a page, and the ink that they are made of (255 where there is some)."""

    strokes: tuple[Stroke, ...]
    ink: Picture


def rulings_in(picture: Picture, scale: float) -> Rulings:
    """The rulings in a straight picture with `scale` pixels per point, in points from its upper left corner."""
    ink = _ink(picture, scale)
    found: list[Stroke] = []
    traced = np.zeros_like(ink)
    for horizontal in (True, False):
        strokes, lines = _runs(ink, scale, horizontal=horizontal)
        found += strokes
        traced |= lines
    return Rulings(tuple(_without_streaks(found)), traced)


def drawn_rulings(strokes: Sequence[Stroke], shape: tuple[int, ...], scale: float) -> Rulings:
    """The rulings that a file draws itself, for the picture of its page."""
    ink = np.zeros(shape, np.uint8)
    for stroke in strokes:
        x0, y0 = max(0, int(stroke.x0 * scale) - 1), max(0, int(stroke.top * scale) - 1)
        ink[y0 : int(stroke.bottom * scale) + 2, x0 : int(stroke.x1 * scale) + 2] = 255
    return Rulings(tuple(strokes), ink)


def painted_out(picture: Picture, rulings: Rulings, tables: Sequence[RuledTable], scale: float) -> Picture:
    """The picture without the rulings of its tables; other rulings stay: they may be the bar of a letter."""
    import cv2

    clean = picture.copy()
    for table in tables:
        x0, y0, x1, y1 = _around(table, scale)
        ink = cv2.dilate(rulings.ink[y0:y1, x0:x1], np.ones((5, 5), np.uint8))
        clean[y0:y1, x0:x1][ink > 0] = _PAPER
    return clean


def without_tables(picture: Picture, tables: Sequence[RuledTable], scale: float) -> Picture:
    """The picture with white where its tables are."""
    clean = picture.copy()
    for table in tables:
        x0, y0, x1, y1 = _around(table, scale)
        clean[y0:y1, x0:x1] = _PAPER
    return clean


def _around(table: RuledTable, scale: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = table.box
    places = (left - _REACH, top - _REACH, right + _REACH, bottom + _REACH)
    x0, y0, x1, y1 = (max(0, round(place * scale)) for place in places)
    return x0, y0, x1, y1


def _ink(picture: Picture, scale: float) -> Picture:
    import cv2

    block = 2 * round(6 * scale) + 1
    found = cv2.adaptiveThreshold(picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 18)
    return np.asarray(found, np.uint8)


def _runs(ink: Picture, scale: float, *, horizontal: bool) -> tuple[list[Stroke], Picture]:
    """The long runs of ink in one direction, and their ink."""
    import cv2

    length = round((_LEAST_LENGTH if horizontal else _LEAST_HEIGHT) * scale)
    spread = np.ones((_SPREAD, 1) if horizontal else (1, _SPREAD), np.uint8)
    along = np.ones((1, length) if horizontal else (length, 1), np.uint8)
    lines = cv2.morphologyEx(cv2.dilate(ink, spread), cv2.MORPH_OPEN, along)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    strokes = []
    thin = np.zeros(count, bool)
    for label, (x, y, width, height, area) in enumerate(stats.tolist()):
        thickness = area / max(width, height) - (_SPREAD - 1)
        if label and thickness <= _GREATEST_THICKNESS * scale:
            strokes.append(_stroke(x, y, width, height, scale, horizontal=horizontal))
            thin[label] = True
    return strokes, np.asarray(thin[labels] * np.uint8(255), np.uint8)


def _stroke(x: int, y: int, width: int, height: int, scale: float, *, horizontal: bool) -> Stroke:
    """The middle line of a run: a run that leans a little is thicker than what it draws."""
    if horizontal:
        middle = (y + height / 2) / scale
        return Stroke(x / scale, middle - 0.4, (x + width) / scale, middle + 0.4)
    middle = (x + width / 2) / scale
    return Stroke(middle - 0.4, y / scale, middle + 0.4, (y + height) / scale)


def _without_streaks(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The strokes without those that run down the page past the table they cross: the dirt of a scanner."""
    level = [stroke for stroke in strokes if stroke.width > stroke.height]
    upright = [stroke for stroke in strokes if stroke.width <= stroke.height]
    return [*level, *(stroke for stroke in upright if not _sticks_out(stroke, level, upright))]


def _sticks_out(stroke: Stroke, level: Sequence[Stroke], upright: Sequence[Stroke]) -> bool:
    """Whether an upright stroke goes on where no ruling meets it and no other upright one ends."""
    met = [line.top for line in level if line.x0 - _BESIDE < stroke.x0 < line.x1 + _BESIDE]
    met = [top for top in met if stroke.top - _BESIDE < top < stroke.bottom + _BESIDE]
    if not met or (stroke.height < _LONG_ENOUGH and max(met) - min(met) < stroke.height - 2 * _BESIDE):
        return True
    others = [other for other in upright if other is not stroke]
    above = min(met) - stroke.top > _OVERHANG and not any(abs(o.top - stroke.top) < _BESIDE for o in others)
    below = stroke.bottom - max(met) > _OVERHANG and not any(abs(o.bottom - stroke.bottom) < _BESIDE for o in others)
    return above or below
