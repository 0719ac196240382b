"""The thin strokes and rectangles on a page of a PDF that may be rulings, and how much of it pictures cover."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from pipeline.read.rulings import Stroke

MAX_THICKNESS = 3.0
"""The thickest line that is still a ruling, in points."""

MAX_OBJECTS = 60_000
_FULL_PAGE = 0.5  # pictures over more than this share of the page are a picture of the page
_FORM, _PATH = 5, 2
_MOVE = 2

Place = Callable[[float, float], tuple[float, float]]
"""From places in the file (origin below left, unrotated) to those of the page as it is held."""


def read_strokes(pdfium: Any, page: Any, place: Place, area: float) -> tuple[tuple[Stroke, ...], bool, int]:
    """The strokes on a page, whether pictures cover it (scanners cut a page into strips), and the number of paths."""
    found: list[Stroke] = []
    pictured = 0.0
    paths = 0
    left, bottom, right, top = bounds = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(bound) for bound in bounds]
    bounds_of = pdfium.FPDFPageObj_GetBounds
    for kind, item, matrices in _objects(pdfium, page.raw):
        if not bounds_of(item, *pointers):
            continue
        stroke = _placed(((left.value, bottom.value), (right.value, top.value)), matrices, place)
        paths += kind == _PATH
        if kind != _PATH:
            pictured += stroke.width * stroke.height
        elif stroke.width <= MAX_THICKNESS or stroke.height <= MAX_THICKNESS:
            found.append(stroke)
        else:
            found += _sides(pdfium, item, matrices, place)
    return tuple(found), pictured > _FULL_PAGE * area, paths


def _objects(pdfium: Any, page: Any) -> Iterator[tuple[int, Any, tuple[Any, ...]]]:
    """Paths and pictures of the page, also those inside forms, with the matrices of the forms around them."""
    pending: list[tuple[Any, tuple[Any, ...]]] = [
        (pdfium.FPDFPage_GetObject(page, i), ()) for i in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS))
    ]
    pending.reverse()
    seen = 0
    while pending and seen < MAX_OBJECTS:
        item, matrices = pending.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == _FORM and len(matrices) < 6:
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
            count = min(pdfium.FPDFFormObj_CountObjects(item), MAX_OBJECTS)
            pending += [(pdfium.FPDFFormObj_GetObject(item, i), (matrix, *matrices)) for i in reversed(range(count))]
        elif kind in (_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield kind, item, matrices


def _sides(pdfium: Any, path: Any, matrices: tuple[Any, ...], place: Place) -> list[Stroke]:
    """The rulings of a path that is no single line: its thin parts, and the sides of those that are stroked."""
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroked))
    if not (fill.value or stroked.value):
        return []
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    found = []
    for points in _subpaths(pdfium, path):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        whole = _placed(((min(xs), min(ys)), (max(xs), max(ys))), (matrix, *matrices), place)
        if min(whole.width, whole.height) <= MAX_THICKNESS:
            found.append(whole)
        elif stroked.value:
            found += [_placed(pair, (matrix, *matrices), place) for pair in pairwise(points)]
    return [stroke for stroke in found if min(stroke.width, stroke.height) <= MAX_THICKNESS]


def _subpaths(pdfium: Any, path: Any) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), MAX_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if pdfium.FPDFPathSegment_GetType(segment) == _MOVE and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if points:
        yield points


def _placed(corners: tuple[tuple[float, float], ...], matrices: tuple[Any, ...], place: Place) -> Stroke:
    (x0, y0), (x1, y1) = (_moved(x, y, matrices, place) for x, y in corners)
    if x1 < x0:
        x0, x1 = x1, x0
    if y1 < y0:
        y0, y1 = y1, y0
    return Stroke(x0, y0, x1, y1)


def _moved(x: float, y: float, matrices: tuple[Any, ...], place: Place) -> tuple[float, float]:
    for m in matrices:
        x, y = m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f
    return place(x, y)
