"""Parts of a page that the recogniser is given one at a time: columns of the head and foot, and the text between.

Side by side columns of different pitch would be read as one line each; they are parted where a white gutter runs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.read.images import Picture

_CELL = 4  # pixels of the page that make one of the map
_GUTTER = 20.0  # points of white between two columns
_LEAST_WIDTH = 30.0  # points of the narrowest column
_GREATEST_SPACE = 140.0  # points between two lines of the foot: the room for a signature
_MARGIN = 3.0


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the picture in pixels: x0, top, x1, bottom."""

    x0: int
    top: int
    x1: int
    bottom: int


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows of the map with ink; its gutters are the wide gaps in it."""

    top: int
    bottom: int
    left: int
    right: int
    gutters: tuple[tuple[int, int], ...]


def regions_of(picture: Picture, scale: float) -> list[Region]:
    """The regions with ink of a picture of text without tables, from top to bottom, left before right."""
    ink = _ink(picture)
    bands = _bands(ink, scale / _CELL)
    height, width = picture.shape
    regions: list[Region] = []
    index = start = 0
    while index < len(bands):
        end, gutter = _columns_from(bands, index, scale / _CELL)
        if gutter is None:
            index += 1
            continue
        regions += _whole(bands[start:index], width, height, scale)
        regions += _parted(bands[index:end], gutter, width, height, scale)
        index = start = end
    return [*regions, *_whole(bands[start:], width, height, scale)]


def _ink(picture: Picture) -> NDArray[np.bool_]:
    import cv2

    block = 2 * 12 * _CELL + 1
    found = cv2.adaptiveThreshold(picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 25)
    found = cv2.medianBlur(found, 5)
    height, width = (side // _CELL * _CELL for side in found.shape)
    cells = found[:height, :width].reshape(height // _CELL, _CELL, width // _CELL, _CELL)
    return np.asarray(cells.max(axis=(1, 3)) > 0)


def _bands(ink: NDArray[np.bool_], scale: float) -> list[_Band]:
    filled = ink.sum(axis=1) >= 2
    edges = np.flatnonzero(np.diff(np.concatenate(([False], filled, [False])).astype(np.int8)))
    bands = []
    for top, bottom in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if bottom - top < 3 * scale:
            continue
        columns = np.asarray(ink[top:bottom].any(axis=0), np.bool_)
        marked = np.flatnonzero(columns)
        bands.append(_Band(top, bottom, int(marked[0]), int(marked[-1]) + 1, _gutters(columns, scale)))
    return bands


def _gutters(columns: NDArray[np.bool_], scale: float) -> tuple[tuple[int, int], ...]:
    """The wide white gaps in a band with a column of some width on both sides."""
    edges = np.flatnonzero(np.diff(columns.astype(np.int8)))
    marked = np.flatnonzero(columns)
    first, last = int(marked[0]), int(marked[-1])
    found = []
    for left, right in zip(edges.tolist(), edges[1:].tolist(), strict=False):
        left, right = left + 1, right + 1
        if columns[left] or right - left < _GUTTER * scale:
            continue
        if left - first >= _LEAST_WIDTH * scale and last - right >= _LEAST_WIDTH * scale:
            found.append((left, right))
    return tuple(found)


def _columns_from(bands: list[_Band], start: int, scale: float) -> tuple[int, tuple[int, int] | None]:
    """The end of the bands from `start` on that share a gutter, and the gutter; none without."""
    first = bands[start]
    if not first.gutters:
        return start, None
    left, right = max(first.gutters, key=lambda gutter: gutter[1] - gutter[0])
    end = start + 1
    while end < len(bands):
        band = bands[end]
        if band.top - bands[end - 1].bottom > _GREATEST_SPACE * scale:
            break
        shared = [(max(left, a), min(right, b)) for a, b in band.gutters]
        shared = [gutter for gutter in shared if gutter[1] - gutter[0] >= _GUTTER * scale / 2]
        if shared:
            left, right = max(shared, key=lambda gutter: gutter[1] - gutter[0])
        elif band.right <= right - _GUTTER * scale / 2:
            left = max(left, band.right)
        elif band.left >= left + _GUTTER * scale / 2:
            right = min(right, band.left)
        else:
            break
        end += 1
    return end, (left, right)


def _whole(bands: list[_Band], width: int, height: int, scale: float) -> list[Region]:
    if not bands:
        return []
    margin = round(_MARGIN * scale)
    top, bottom = bands[0].top * _CELL - margin, bands[-1].bottom * _CELL + margin
    left, right = min(b.left for b in bands) * _CELL - margin, max(b.right for b in bands) * _CELL + margin
    return [Region(max(0, left), max(0, top), min(width, right), min(height, bottom))]


def _parted(bands: list[_Band], gutter: tuple[int, int], width: int, height: int, scale: float) -> list[Region]:
    margin = round(_MARGIN * scale)
    top, bottom = max(0, bands[0].top * _CELL - margin), min(height, bands[-1].bottom * _CELL + margin)
    middle = sum(gutter) * _CELL // 2
    left, right = min(b.left for b in bands) * _CELL - margin, max(b.right for b in bands) * _CELL + margin
    return [Region(max(0, left), top, middle, bottom), Region(middle, top, min(width, right), bottom)]
