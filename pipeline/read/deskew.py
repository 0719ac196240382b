"""A scanned page set straight: by how much its lines of text lean, and whether they run from top to bottom."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.read.images import Picture

MAX_ANGLE = 6.0
"""The greatest slant that is looked for, in degrees."""

_SMALL = 700  # pixels of the longer side at which angles are tried
_COARSE, _FINE = 0.5, 0.1
_LEAST_ANGLE = 0.05
_CLEARLY = 1.5
_STRIPS = 8
_LONG = 25  # pixels of the small picture: longer than any stroke of a letter


def straightened(picture: Picture) -> Picture:
    """The picture turned so that its lines are level; white comes in at the corners."""
    import cv2

    angle = slant_of(picture)
    if abs(angle) < _LEAST_ANGLE:
        return picture
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,))
    return np.asarray(turned, np.uint8)


def slant_of(picture: Picture) -> float:
    """The angle in degrees by which a page has to be turned (anticlockwise) for its lines to be level."""
    ink = _ink(picture)
    best = _coarse_angle(ink)
    fine = np.arange(best - _COARSE, best + _COARSE + _FINE / 2, _FINE)
    return float(max(fine, key=lambda angle: (_sharpness(ink, angle), -abs(angle))))


def runs_sideways(picture: Picture) -> bool:
    """Whether the lines of text run from top to bottom: the page has to be turned by a quarter."""
    level = _without_rulings(_ink(picture))
    upright = np.ascontiguousarray(np.rot90(level))
    return _sharpness(upright, _coarse_angle(upright)) > _CLEARLY * _sharpness(level, _coarse_angle(level))


def fullest_strip(picture: Picture) -> Picture:
    """The eighth of a page, across its whole width, that holds the most writing: enough to tell how the page stands."""
    ink = _without_rulings(_ink(picture)).sum(axis=1)
    height = len(ink) // _STRIPS
    sums = np.convolve(ink, np.ones(height), "valid")
    factor = len(picture) / len(ink)
    top = round(int(np.argmax(sums)) * factor)
    return picture[top : top + round(height * factor)]


def _without_rulings(ink: NDArray[np.float32]) -> NDArray[np.float32]:
    """The ink without long lines, which a page has in both directions."""
    import cv2

    marked = (ink > 0).astype(np.uint8)
    for shape in ((1, _LONG), (_LONG, 1)):
        lines = cv2.morphologyEx(marked, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        ink = np.where(cv2.dilate(lines, np.ones((3, 3), np.uint8)) > 0, np.float32(0), ink)
    return ink


def _coarse_angle(ink: NDArray[np.float32]) -> float:
    angles = np.arange(-MAX_ANGLE, MAX_ANGLE + _COARSE, _COARSE)
    return float(max(angles, key=lambda angle: (_sharpness(ink, angle), -abs(angle))))


def _ink(picture: Picture) -> NDArray[np.float32]:
    import cv2

    factor = _SMALL / max(picture.shape)
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    paper = cv2.blur(small, (41, 41)).astype(np.float32)
    ink = np.clip(paper - small - 12, 0, 80).astype(np.float32)
    border = max(2, len(ink) // 50)
    ink[:border] = ink[-border:] = 0
    ink[:, :border] = ink[:, -border:] = 0
    return np.asarray(ink, np.float32)


def _sharpness(ink: NDArray[np.float32], angle: float) -> float:
    """How clearly the rows of the picture, turned by an angle, are either full of ink or empty."""
    import cv2

    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
    return _contrast(cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1))


def _contrast(profile: NDArray[np.float32]) -> float:
    steps = np.diff(profile.astype(np.float64))
    return float((steps * steps).sum())
