"""What PDFium sees on a page: characters with their boxes, and the thin strokes and rectangles that may be rulings.

All coordinates are points from the upper left corner of the page when it is held so that its text is upright.
"""

from __future__ import annotations

import ctypes
import math
import struct
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.read.page_strokes import Place, read_strokes
from pipeline.read.rulings import Stroke
from pipeline.read.stamps import FileBox, with_fields_drawn, without_stamps

_ANGLES = 40
# PDFium gives a hyphen at the end of a line as U+0002 or U+FFFE; a soft hyphen that is drawn is a hyphen to its reader.
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
_TOUCHING = 0.03  # the greatest gap or overlap of characters of one piece, as a share of their height
_UNLIKE = 0.15  # by which share of their height digits of one number may stand higher; a raised one is another
_LOW = frozenset(",.;…")
_NEAR = 0.3  # the same for a mark that stands low behind a letter, as a share of the letter's height
_SPACES = frozenset({0x00, 0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x3000, 0x2002, 0x2003, 0x2009})


@dataclass(slots=True)
class Glyph:
    """Characters on a page that are drawn one after the other without a gap: a word or a piece of one.

    `index` is the place of the first in the order of drawing, `end` that of the last; `spaced` tells of a space before
    them. OCR gives whole words (`is_word`), and knows which ones begin a line (`opens`).
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    middle: float
    height: float
    index: int
    end: int
    spaced: bool
    is_word: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Canvas:
    """A page: its size, what is drawn on it, and ways to ask for the font of a glyph (by its index) and its boldness.

    `has_picture` tells of pictures over most of the page, `rotation` by how many degrees the page of the file was
    turned clockwise, `path_count` how many lines and shapes are drawn.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]
    is_bold: Callable[[int], bool]
    has_picture: bool
    font_of: Callable[[int], str] = field(default=lambda _: "")
    rotation: int = 0
    path_count: int = 0


def read_canvas(document: Any, number: int, *, apart: bool = False) -> Canvas:
    """The canvas of page `number` (from 0) of a `pypdfium2.PdfDocument`.

    `apart` keeps each character for itself, also combining marks: where codes are wrong they are letters.
    """
    import pypdfium2.raw as pdfium

    stamped = with_fields_drawn(document, number)
    page = stamped.page
    text_page = page.get_textpage()
    rotation = _text_rotation(pdfium, text_page)
    if rotation is None:
        rotation = page.get_rotation()
    place, width, height = _placing(page.get_bbox(), rotation)
    strokes, has_picture, path_count = read_strokes(pdfium, page, place, width * height)
    glyphs = tuple(_glyphs(pdfium, text_page, place, apart=apart))
    if stamped.boxes:
        glyphs = tuple(without_stamps(glyphs, stamped.characters_before, [_held(b, place) for b in stamped.boxes]))
    font_of = _fonts(pdfium, text_page)
    return Canvas(
        number + 1, width, height, glyphs, strokes, _boldness(font_of), has_picture, font_of, rotation, path_count
    )


def _held(box: FileBox, place: Place) -> FileBox:
    """A box of the file on the page as it is held."""
    (x0, y0), (x1, y1) = place(box[0], box[1]), place(box[2], box[3])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _text_rotation(pdfium: Any, text_page: Any) -> int | None:
    """By how many degrees a page has to be turned clockwise for most of its text to be upright; None without text."""
    count = pdfium.FPDFText_CountChars(text_page.raw)
    angles: Counter[int] = Counter()
    for index in range(0, count, max(1, count // _ANGLES)):
        if pdfium.FPDFText_GetUnicode(text_page.raw, index) not in _SPACES:
            turn = -pdfium.FPDFText_GetCharAngle(text_page.raw, index) / math.tau
            angles[round(4 * turn) % 4 * 90] += 1
    return angles.most_common(1)[0][0] if angles else None


def _placing(box: tuple[float, float, float, float], rotation: int) -> tuple[Place, float, float]:
    """From places in the file (origin below left, unrotated) to those of the page turned; its width and height."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    match rotation % 360:
        case 90:
            return (lambda x, y: (y - bottom, x - left)), height, width
        case 180:
            return (lambda x, y: (right - x, y - bottom)), width, height
        case 270:
            return (lambda x, y: (top - y, right - x)), height, width
        case _:
            return (lambda x, y: (x - left, top - y)), width, height


def _glyphs(pdfium: Any, text_page: Any, place: Place, *, apart: bool) -> Iterator[Glyph]:
    """The pieces of a page; the box of a piece has the mean height of its characters. (Most of a reading's time.)"""
    size = pdfium.FPDFText_CountChars(text_page.raw)
    boxes = zip(_codes(pdfium, text_page, size), _boxes(pdfium, text_page, size, place), strict=True)
    piece: list[str] = []
    left = right = tops = bottoms = last_top = last_bottom = 0.0
    first = last = 0
    is_spaced = spaced = False
    for index, (code, (x0, top, x1, bottom)) in enumerate(boxes):
        if code in _SPACES:
            spaced = True
            continue
        text = _HYPHENS.get(code) or chr(code)
        if code >= 0x300 and piece and not apart and unicodedata.combining(text):
            piece[-1] += text  # a decomposed mark belongs to the letter drawn before it, wherever its box is
            continue
        is_beside = piece and not spaced and not apart
        if is_beside and text in _LOW and last_top < top and abs(x0 - right) < _NEAR * (last_bottom - last_top):
            piece.append(text)  # its own box may be as low as it is
            tops += last_top
            bottoms += last_bottom
            right, last = x1, index
            continue
        if (
            is_beside
            and abs(x0 - right) < _TOUCHING * (bottom - top)
            and _are_level(piece[-1], last_top, last_bottom, text, top, bottom)
        ):
            piece.append(text)
            tops += top
            bottoms += bottom
        else:
            if piece:
                yield _glyph(piece, left, tops, right, bottoms, first, last, is_spaced)
            piece, left, tops, bottoms, first, is_spaced, spaced = [text], x0, top, bottom, index, spaced, False
        right, last, last_top, last_bottom = x1, index, top, bottom
    if piece:
        yield _glyph(piece, left, tops, right, bottoms, first, last, is_spaced)


def _glyph(
    piece: list[str], x0: float, tops: float, x1: float, bottoms: float, first: int, last: int, spaced: bool
) -> Glyph:
    top, bottom = tops / len(piece), bottoms / len(piece)
    return Glyph("".join(piece), x0, top, x1, bottom, (top + bottom) / 2, bottom - top, first, last, spaced)


def _are_level(before: str, before_top: float, before_bottom: float, text: str, top: float, bottom: float) -> bool:
    """Whether a character stands beside another, not raised: boxes may be as high as a font or as each character."""
    if text.isdigit():
        most = _UNLIKE * (bottom - top)
        return before.isdigit() and abs(top - before_top) < most and abs(bottom - before_bottom) < most
    if before.isdigit():
        return False
    overlap = (bottom if bottom < before_bottom else before_bottom) - (top if top > before_top else before_top)
    return overlap > 0.5 * (bottom - top) or overlap > 0.5 * (before_bottom - before_top)


def _linear(place: Place) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """A placing as what x and y of the file count for x and y on the page, and what is added: faster than calls."""
    x_at, y_at = place(0, 0)
    (x_of_x, y_of_x), (x_of_y, y_of_y) = place(1, 0), place(0, 1)
    return (round(x_of_x - x_at), round(x_of_y - x_at), x_at), (round(y_of_x - y_at), round(y_of_y - y_at), y_at)


def _codes(pdfium: Any, text_page: Any, count: int) -> Iterable[int]:
    """The codes of the characters, all at once where each has a place of its own in PDFium's text."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text_page.raw, 0, count, buffer) == count + 1:
        codes = buffer[:count]
        if max(codes, default=0) < 0xD800 or not any(0xD800 <= code < 0xE000 for code in codes):
            return codes
    return (pdfium.FPDFText_GetUnicode(text_page.raw, index) for index in range(count))


def _boxes(pdfium: Any, text_page: Any, count: int, place: Place) -> Iterable[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each character on the page.

    The function is called by its address: ctypes then takes half the time for its arguments.
    """
    address = ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
    box_of = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(address)
    page = ctypes.cast(text_page.raw, ctypes.c_void_p).value
    boxes = (ctypes.c_float * (4 * count))()
    where = ctypes.addressof(boxes)
    for index in range(count):
        box_of(page, index, where)
        where += 16
    found = struct.iter_unpack("4f", boxes)
    (x_of_x, x_of_y, x_at), (y_of_x, _, y_at) = _linear(place)
    if x_of_x > 0:
        return ((x0 + x_at, y_at - y1, x1 + x_at, y_at - y0) for x0, y1, x1, y0 in found)
    if x_of_x < 0:
        return ((x_at - x1, y0 + y_at, x_at - x0, y1 + y_at) for x0, y1, x1, y0 in found)
    if x_of_y > 0:
        return ((y0 + x_at, y_of_x * x0 + y_at, y1 + x_at, y_of_x * x1 + y_at) for x0, y1, x1, y0 in found)
    return ((x_at - y1, y_of_x * x1 + y_at, x_at - y0, y_of_x * x0 + y_at) for x0, y1, x1, y0 in found)


def _fonts(pdfium: Any, text_page: Any) -> Callable[[int], str]:
    """The name of the font of the glyph of an index; a subset's name begins with six letters and a plus sign."""
    buffer = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()

    def font_of(index: int) -> str:
        length = pdfium.FPDFText_GetFontInfo(text_page.raw, index, buffer, len(buffer), ctypes.byref(flags))
        return buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")

    return font_of


def _boldness(font_of: Callable[[int], str]) -> Callable[[int], bool]:
    """Bold by the name of the font: PDFium gives weight 400 for subsets of bold fonts."""

    def is_bold(index: int) -> bool:
        name = font_of(index).lower()
        return "bold" in name or "black" in name or ",b" in name or name.endswith("-bd")

    return is_bold
