"""Pages read by recognising their characters: what a page of a scan shows, in the same form as a digital page.

The picture is set upright and straight; tables are found by their rulings in it and read cell by cell; columns of the
head and foot are read apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extractors.plan_text import Box
from pipeline.read.deskew import fullest_strip, runs_sideways, straightened
from pipeline.read.glyphs import Canvas, Glyph
from pipeline.read.image_lines import cut_lines
from pipeline.read.image_regions import Region, regions_of
from pipeline.read.image_rulings import drawn_rulings, painted_out, rulings_in, without_tables
from pipeline.read.image_stamps import outside, says_arrived, stamp_frames
from pipeline.read.images import Picture, contrasted, denoised, softened, turned
from pipeline.read.ocr_choices import chosen, quarter_words, voted_quarter
from pipeline.read.ocr_numerals import with_counted_strokes
from pipeline.read.ocr_words import cleaned, sureness
from pipeline.read.rulings import RuledTable, Stroke, ruled_tables
from pipeline.read.tesseract import SeenWord, words_in
from pipeline.read.text_layer import syllable_share

GOOD_MERIT = 0.6
"""Below this a page may stand upside down or on its side and is tried the other way; sound pages have .9 and more."""

DOUBTFUL, DOUBTFUL_IN_LINE = 80.0, 65.0
"""A word in a cell, or in a line, of which the recogniser is less sure than this is looked at again."""

_FEW = 40  # letters
_PAPER = 255
_PALE = 160  # nothing darker, nothing written
_INSET = 4  # pixels
_ZOOMS = (2.0, 0.75)
_SHORT = 40  # letters of a cell that is looked at in all views
_MOST = 0.75  # of the letters of the longest reading


@dataclass(frozen=True, slots=True)
class _Views:
    """The picture of a page without the rulings of its tables: without the dots of a scanner, and a little blurred."""

    clean: Picture
    soft: Picture


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A page as recognised in one position."""

    words: tuple[tuple[SeenWord, ...], ...]
    strokes: tuple[Stroke, ...]
    picture: Picture
    lines_left_out: int
    quarters: int | None = None


def _merit(parts: Sequence[Sequence[SeenWord]]) -> float:
    """How well words were recognised, from 0 to 1: sureness times the share of Vietnamese syllables."""
    words = [word for part in parts for word in part]
    if not words:
        return 0.0
    letters = sum(len(word.text) for word in words)
    sure = sum(word.confidence * len(word.text) for word in words) / letters / 100
    share, judged = syllable_share(word.text for word in words)
    return sure * (share if judged >= 5 else 0.5)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page read by OCR, as upright canvas of words; its merit from 0 to 1 tells how surely it was read.

    `lines_left_out` counts what looked like no text: pieces of seals, signatures, dirt. `quarters` tells by how many
    quarters of a turn the picture was turned clockwise before it was set straight; None if it was not.
    """

    canvas: Canvas
    merit: float
    lines_left_out: int
    quarters: int | None


def recognised(picture: Picture, scale: float, number: int, strokes: Sequence[Stroke] | None = None) -> Recognised:
    """Page `number` (from 1) read from its picture with `scale` pixels per point.

    `strokes` are given for a page that the file draws itself: it stands straight, and its rulings are known. Else they
    are looked for in the picture. Raises OcrMissingError.
    """
    best = _upright(picture, scale) if strokes is None else _attempt(picture, scale, strokes)
    if sum(map(_letters, best.words)) < _FEW and _merit(best.words) < GOOD_MERIT:
        best = replace(best, words=(), lines_left_out=0)  # an empty page and the dust on it
    glyphs = tuple(_glyphs(best.words, scale))
    height, width = best.picture.shape
    canvas = Canvas(number, width / scale, height / scale, glyphs, best.strokes, _never_bold, has_picture=False)
    return Recognised(canvas, _merit(best.words), best.lines_left_out, best.quarters)


def _never_bold(_: int) -> bool:
    return False


def _upright(picture: Picture, scale: float) -> _Attempt:
    """The page in the position in which a strip of it is recognised best; it is mostly the first that is tried."""
    first = 1 if runs_sideways(picture) else 0
    best, most = first, -1.0
    for quarters in (first, first + 2, first + 1, first + 3):
        merit = _merit([words_in(denoised(contrasted(fullest_strip(straightened(turned(picture, quarters))))))])
        if merit > most:
            best, most = quarters, merit
        if most >= GOOD_MERIT:
            break
    return replace(_attempt(straightened(turned(picture, best)), scale), quarters=best % 4)


def _attempt(picture: Picture, scale: float, strokes: Sequence[Stroke] | None = None) -> _Attempt:
    rulings = rulings_in(picture, scale) if strokes is None else drawn_rulings(strokes, picture.shape, scale)
    sharp = contrasted(picture)
    stamps = _arrival_stamps(sharp, rulings.strokes, scale) if strokes is None else []
    if stamps:
        sharp = _without(sharp, stamps, scale)
        rulings = replace(rulings, strokes=outside(rulings.strokes, stamps))
    tables = ruled_tables(rulings.strokes)
    views = _Views(
        painted_out(sharp if strokes is not None else denoised(sharp), rulings, tables, scale),
        painted_out(softened(sharp), rulings, tables, scale),
    )
    cells = [_read_cell(views, region) for table in tables for region in _cells(table, scale)]
    body = _Views(*(without_tables(view, tables, scale) for view in (views.clean, views.soft)))
    lines = [_read_lines(body, region) for region in regions_of(body.clean, scale)]
    parts = [*(cleaned(cell, in_cell=True) for cell in cells), *map(cleaned, lines)]
    words = tuple(_chosen(part.words) for part in parts)
    left_out = len(stamps) + sum(part.lines_left_out for part in parts)
    return _Attempt(words, rulings.strokes, picture, left_out)


def _arrival_stamps(picture: Picture, strokes: Sequence[Stroke], scale: float) -> list[Box]:
    """The outlines of the stamps in which the receiving office wrote its number and date."""
    views = (denoised(picture), softened(picture))
    return [
        frame
        for frame in stamp_frames(strokes)
        if any(says_arrived(_read(view, _region(frame, scale, 0))) for view in views)
    ]


def _without(picture: Picture, boxes: Sequence[Box], scale: float) -> Picture:
    clean = picture.copy()
    for box in boxes:
        region = _region(box, scale, _INSET)
        clean[region.top : region.bottom, region.x0 : region.x1] = _PAPER
    return clean


def _region(box: Box, scale: float, margin: int) -> Region:
    x0, top, x1, bottom = (round(side * scale) for side in box)
    return Region(max(0, x0 - margin), max(0, top - margin), x1 + margin, bottom + margin)


def _cells(table: RuledTable, scale: float) -> list[Region]:
    """The insides of the cells, a little within their rulings: the rest of one would be read as a letter."""
    return [
        Region(
            round(x0 * scale) + _INSET, round(top * scale) + _INSET, round(x1 * scale) - _INSET, round(y1 * scale) - 1
        )
        for x0, top, x1, y1 in (slot.box for slot in table.slots)
    ]


def _read_cell(views: _Views, region: Region) -> Sequence[SeenWord]:
    """The words of a cell; where one is doubtful the cell is read again from other views of it."""
    words = _read(views.clean, region)
    if not _is_doubtful(words):
        return words
    readings = [words, _read(views.soft, region)]
    if _letters(words) <= _SHORT and _is_doubtful(readings[1]):
        readings += [_read(views.clean, region, zoom) for zoom in _ZOOMS]
    quarter = voted_quarter([" ".join(word.text for word in reading) for reading in readings])
    best = _surest(readings)
    return best if quarter is None else quarter_words(best, quarter)


def _read_lines(views: _Views, region: Region) -> Sequence[SeenWord]:
    """The words of a part of the page; a line with doubtful words is read again by itself."""
    lines: list[SeenWord] = []
    for number, group in groupby(_read(views.clean, region), key=lambda word: word.line):
        line: Sequence[SeenWord] = tuple(group)
        if _is_doubtful(line, DOUBTFUL_IN_LINE):
            again = _read(views.soft, _around(line, region))
            if len({word.line for word in again}) == 1:
                line = _surest([line, tuple(replace(word, line=number) for word in again)])
        lines += line
    return lines


def _is_doubtful(words: Sequence[SeenWord], least: float = DOUBTFUL) -> bool:
    return any(word.confidence < least for word in words)


def _surest(readings: Sequence[Sequence[SeenWord]]) -> Sequence[SeenWord]:
    """The surest of several readings of the same words; one that missed a part of them is none."""
    most = max(map(_letters, readings))
    return max((reading for reading in readings if _letters(reading) >= _MOST * most), key=sureness)


def _letters(words: Sequence[SeenWord]) -> int:
    return sum(len(word.text) for word in words)


def _around(line: Sequence[SeenWord], region: Region) -> Region:
    """The place of a line in its region, with room for the marks above and below."""
    height = line[0].bottom - line[0].top
    return Region(
        max(region.x0, round(min(word.x0 for word in line) - height / 2)),
        max(region.top, round(min(word.top for word in line) - height / 4)),
        min(region.x1, round(max(word.x1 for word in line) + height / 2)),
        min(region.bottom, round(max(word.bottom for word in line) + height / 8)),
    )


def _read(picture: Picture, region: Region, zoom: float = 1.0) -> tuple[SeenWord, ...]:
    """The words in a part of a page; lines whose marks were cut off are read again, whole and alone."""
    part = picture[region.top : region.bottom, region.x0 : region.x1]
    if part.size == 0 or int(part.min()) > _PALE:
        return ()
    words: Sequence[SeenWord] = words_in(part, zoom)
    for whole in cut_lines(part, words):
        before = [word for word in words if word.line == whole.line]
        again = [replace(word, line=whole.line) for word in words_in(whole.picture, single_line=True)]
        if _letters(again) >= _MOST * _letters(before):
            index = words.index(before[0])
            words = [*words[:index], *_moved(again, whole.x0, whole.top), *words[index + len(before) :]]
    return tuple(_moved(with_counted_strokes(words, part), region.x0, region.top))


def _moved(words: Sequence[SeenWord], right: float, down: float) -> list[SeenWord]:
    return [
        replace(
            word,
            x0=word.x0 + right,
            x1=word.x1 + right,
            top=word.top + down,
            bottom=word.bottom + down,
            base=word.base + down,
            ink_top=word.ink_top + down,
            ink_bottom=word.ink_bottom + down,
        )
        for word in words
    ]


def _chosen(words: Sequence[SeenWord]) -> tuple[SeenWord, ...]:
    return tuple(replace(word, text=text) for word, text in zip(words, chosen(words), strict=True))


def _glyphs(regions: Sequence[Sequence[SeenWord]], scale: float) -> list[Glyph]:
    """One glyph for each word: the places of its letters are not needed."""
    glyphs: list[Glyph] = []
    for words in regions:
        for before, word in zip((None, *words), words, strict=False):
            x0, top, x1, bottom = (side / scale for side in (word.x0, word.top, word.x1, word.bottom))
            opens = before is None or before.line != word.line
            middle, height = (top + bottom) / 2, bottom - top
            place = len(glyphs)
            glyphs.append(Glyph(word.text, x0, top, x1, bottom, middle, height, place, place, True, True, opens))
    return glyphs
