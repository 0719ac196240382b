"""What a digital signature puts on a page: number and day of issue, which belong to the text, and its own stamp.

Offices type `Số:      /QĐ-UBND` and `ngày     tháng 3`, and their document system stamps the numbers into the gaps as
fields of signatures, each with an appearance of its own (Thông tư 01/2019/TT-BNV, Điều 14; Nghị định 30/2020/NĐ-CP,
Phụ lục I, II.8). PDFium gives the words of a page without its fields, so these are drawn into the page first.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from pipeline.read.glyphs import Glyph

_SHOWN = frozenset({3, 13, 20})  # FPDF_ANNOT_FREETEXT, _STAMP, _WIDGET
_MOST = 200
_NUMBER = regex.compile(r"\d{1,6}(?:[-/.]?\p{L}{1,3})?")

_REACH = 1.3  # how far from its line a number may be stamped, as a share of its height
_FAR = 6.0
_SPACE = 0.2

FileBox = tuple[float, float, float, float]
"""Left, bottom, right, top in the file's own coordinates."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """A page with its fields drawn into it: their boxes, and the number of characters that come before theirs."""

    page: Any
    boxes: tuple[FileBox, ...]
    characters_before: int


def with_fields_drawn(document: Any, number: int) -> Stamped:
    """Page `number` (from 0) of a `pypdfium2.PdfDocument`, with the appearance of its fields as a part of it."""
    import pypdfium2.raw as pdfium

    page = document[number]
    boxes = tuple(_boxes(pdfium, page))
    if not boxes:
        return Stamped(page, (), 0)
    text_page = page.get_textpage()
    before = pdfium.FPDFText_CountChars(text_page.raw)
    text_page.close()
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()  # a page shows what was drawn into it when it is loaded again
    return Stamped(document[number], boxes, before)


def without_stamps(glyphs: Iterable[Glyph], characters_before: int, boxes: Sequence[FileBox]) -> list[Glyph]:
    """The glyphs of a page without those of stamps; a stamp that holds nothing but a number is text.

    `boxes` are those of the fields on the page as it is held: left, top, right, bottom.
    """
    kept: list[Glyph] = []
    stamps: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.index < characters_before:
            kept.append(glyph)
        else:
            stamps.setdefault(_nearest(glyph, boxes), []).append(glyph)
    numbers = [stamp for stamp in stamps.values() if _NUMBER.fullmatch("".join(glyph.text for glyph in stamp))]
    return kept + [glyph for stamp in numbers for glyph in _in_its_gap(stamp, kept)]


def _in_its_gap(stamp: Sequence[Glyph], body: Sequence[Glyph]) -> Iterator[Glyph]:
    """A stamped number on the line of the words beside it (`Số:` and `/KH-UBND`, `ngày` and `tháng`), apart from them.

    It is stamped by hand, a little too high or too far to the right.
    """
    x0, x1 = min(glyph.x0 for glyph in stamp), max(glyph.x1 for glyph in stamp)
    middle, height = stamp[0].middle, stamp[0].height
    near = [glyph for glyph in body if abs(glyph.middle - middle) < _REACH * height]
    beside = min(near, key=lambda glyph: max(x0 - glyph.x1, glyph.x0 - x1), default=None)
    if beside is None or max(x0 - beside.x1, beside.x0 - x1) > _FAR * height:
        yield from stamp
        return
    end = min((glyph.x0 for glyph in near if glyph.x0 > (x0 + x1) / 2), default=x1 + height) - _SPACE * height
    shrunk = min(1.0, max(0.1, (end - x0) / max(0.1, x1 - x0)))
    for glyph in stamp:
        yield replace(
            glyph,
            x0=x0 + (glyph.x0 - x0) * shrunk,
            x1=x0 + (glyph.x1 - x0) * shrunk,
            top=beside.top,
            bottom=beside.bottom,
            middle=beside.middle,
            height=beside.height,
            spaced=True,
        )


def _boxes(pdfium: Any, page: Any) -> Iterator[FileBox]:
    """The boxes of the fields, notes and stamps that are shown on a page."""
    rectangle = pdfium.FS_RECTF()
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) in _SHOWN and pdfium.FPDFAnnot_GetRect(
                annotation, ctypes.byref(rectangle)
            ):
                yield rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _nearest(glyph: Glyph, boxes: Sequence[FileBox]) -> int:
    """The box in whose middle, or nearest to it, a glyph stands."""

    def distance(index: int) -> float:
        left, top, right, bottom = boxes[index]
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.middle
        return max(left - x, 0.0, x - right) + max(top - y, 0.0, y - bottom)

    return min(range(len(boxes)), key=distance)
