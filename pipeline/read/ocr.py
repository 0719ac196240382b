"""Pages read by recognising their characters: what a page of a scan shows, in the same form as a digital page.

The picture is set upright and straight; tables are found by their rulings in it and read cell by cell; columns of the
head and foot are read apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.read.deskew import runs_sideways, straightened
from pipeline.read.glyphs import Canvas, Glyph
from pipeline.read.image_regions import Region, regions_of
from pipeline.read.image_rulings import painted_out, strokes_in
from pipeline.read.images import Picture, contrasted, turned
from pipeline.read.ocr_choices import chosen
from pipeline.read.rulings import RuledTable, Stroke, ruled_tables
from pipeline.read.tesseract import SeenWord, words_in
from pipeline.read.text_layer import syllable_share

MIN_CONFIDENCE = 75.0
"""Below this mean the page may stand upside down and is tried the other way; sound pages have 90 and more."""

DOUBTFUL = 80.0
"""A word of which the recogniser is less sure than this is looked at again."""

_MIN_SHARE = 0.75
_PAPER = 255
_INSET = 4  # pixels


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A page as recognised in one position."""

    words: tuple[tuple[SeenWord, ...], ...]
    strokes: tuple[Stroke, ...]
    picture: Picture

    def merit(self) -> float:
        """How well the page was recognised, from 0 to 1: sureness times the share of Vietnamese syllables."""
        words = [word for region in self.words for word in region]
        if not words:
            return 0.0
        letters = sum(len(word.text) for word in words)
        sure = sum(word.confidence * len(word.text) for word in words) / letters / 100
        share, judged = syllable_share(word.text for word in words)
        return sure * (share if judged >= 5 else 0.5)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page read by OCR, as upright canvas of words; its merit from 0 to 1 tells how surely it was read."""

    canvas: Canvas
    merit: float


def recognised(picture: Picture, scale: float, number: int, strokes: Sequence[Stroke] | None = None) -> Recognised:
    """Page `number` (from 1) read from its picture with `scale` pixels per point.

    `strokes` are given for a page that the file draws itself: it stands straight, and its rulings are known. Else they
    are looked for in the picture. Raises OcrMissingError.
    """
    best = _upright(picture, scale) if strokes is None else _attempt(picture, scale, strokes)
    glyphs = tuple(_glyphs(best.words, scale))
    height, width = best.picture.shape
    canvas = Canvas(number, width / scale, height / scale, glyphs, best.strokes, _never_bold, has_picture=False)
    return Recognised(canvas, best.merit())


def _never_bold(_: int) -> bool:
    return False


def _upright(picture: Picture, scale: float) -> _Attempt:
    """The page in the position in which it is recognised best; the others are tried only when one fails."""
    first = 1 if runs_sideways(picture) else 0
    best = _attempt(straightened(turned(picture, first)), scale)
    if best.merit() >= _MIN_SHARE * MIN_CONFIDENCE / 100:
        return best
    other = _attempt(straightened(turned(picture, first + 2)), scale)
    return max(best, other, key=_Attempt.merit)


def _attempt(picture: Picture, scale: float, strokes: Sequence[Stroke] | None = None) -> _Attempt:
    import cv2

    found = tuple(strokes if strokes is not None else strokes_in(picture, scale))
    tables = ruled_tables(found)
    sharp = contrasted(picture)
    clean = painted_out(np.asarray(cv2.medianBlur(sharp, 3), np.uint8), found, tables, scale)
    sharp = painted_out(sharp, found, tables, scale)
    words = [_cell_words(clean, sharp, region) for table in tables for region in _cells(table, scale)]
    for table in tables:
        left, top, right, bottom = (round(side * scale) for side in table.box)
        clean[top:bottom, left:right] = _PAPER
    words += [_words(clean, region) for region in regions_of(clean, scale)]
    return _Attempt(tuple(words), found, picture)


def _cells(table: RuledTable, scale: float) -> list[Region]:
    """The insides of the cells, a little within their rulings: the rest of one would be read as a letter."""
    return [
        Region(
            round(x0 * scale) + _INSET, round(top * scale) + _INSET, round(x1 * scale) - _INSET, round(y1 * scale) - 1
        )
        for x0, top, x1, y1 in (slot.box for slot in table.slots)
    ]


def _cell_words(clean: Picture, sharp: Picture, region: Region) -> tuple[SeenWord, ...]:
    """The words of a cell; where one is doubtful the cell is read again from other pictures of it."""
    words = _words(clean, region)
    if not words or min(word.confidence for word in words) >= DOUBTFUL:
        return words
    return max(words, _words(sharp, region), _words(clean, region, zoom=1.5), key=_sureness)


def _sureness(words: Sequence[SeenWord]) -> float:
    return sum(word.confidence for word in words) / max(1, len(words))


def _words(picture: Picture, region: Region, zoom: float = 1.0) -> tuple[SeenWord, ...]:
    part = picture[region.top : region.bottom, region.x0 : region.x1]
    if part.size == 0 or int(part.min()) > 160:
        return ()
    words = words_in(part, zoom)
    return tuple(
        replace(
            word,
            text=text,
            x0=word.x0 + region.x0,
            top=word.top + region.top,
            x1=word.x1 + region.x0,
            bottom=word.bottom + region.top,
        )
        for word, text in zip(words, chosen(words), strict=True)
    )


def _glyphs(regions: Sequence[Sequence[SeenWord]], scale: float) -> list[Glyph]:
    """One glyph for each word: the places of its letters are not needed."""
    glyphs: list[Glyph] = []
    for word in (word for region in regions for word in region):
        x0, top, x1, bottom = (side / scale for side in (word.x0, word.top, word.x1, word.bottom))
        middle = (top + bottom) / 2
        glyphs.append(Glyph(word.text, x0, top, x1, bottom, middle, bottom - top, len(glyphs), spaced=True))
    return glyphs
