"""Characters to lines of words, by their places on the page; the order of drawing is not trusted.

A mixed font makes a PDF draw a word in pieces and out of order, so lines are rebuilt from boxes alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple
from unicodedata import normalize

import regex

from extractors.markers import marker_of
from extractors.plan_text import Box
from pipeline.read.glyphs import Glyph

_SPACE = 0.13
"""The least gap between two words, as a share of the height of the characters."""

_DRAWN_SPACE = 0.03
"""The same where the file itself has a space between two characters drawn one after the other."""

COLUMN_GAP = 1.6
"""The least gap that may part two columns."""

_ROW_REACH = 0.45
"""How far the middle of a character may lie from that of its row, as a share of its height."""

_ROW_OVERLAP = 0.5
"""The least share of the height that groups of one row have in common."""

_BESIDE = 0.7
"""The greatest gap between neighbours in a line, as a share of the height."""

_LONGEST_ROWS = 400
"""How many words two rows have at most."""

_GLUED_END = regex.compile(r"\S[-/]$")
_CLOSED = (".", ";", ":", "!", "?", "…")
_INNER_DASH = regex.compile(
    r"""
    [-–]\s{0,2}(?:
      \d            # giai đoạn 2021 | - 2025
    | \p{Ll}        # phát triển kinh tế | - xã hội
    | Thương\sbinh  # Sở Lao động | - Thương binh và Xã hội
    )""",
    regex.VERBOSE,
)
_CUT_HEAD = frozenset({"ST", "TT", "STT"})
"""What two lines make of the head `STT` or `TT` where its column is too narrow for it."""

_NUMERIC = regex.compile(r"[\d./-]{4,}")


_x0, _height, _middle = attrgetter("x0"), attrgetter("height"), attrgetter("middle")


class Word(NamedTuple):
    """Characters without a gap, with the place where they begin and end."""

    text: str
    x0: float
    x1: float


class Line(NamedTuple):
    """Words on one line of a page, without a gap that could part columns."""

    words: tuple[Word, ...]
    top: float
    bottom: float
    page: int
    bold: bool

    @property
    def text(self) -> str:
        """Its words with a space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @property
    def height(self) -> float:
        """The height of its characters."""
        return self.bottom - self.top

    @property
    def box(self) -> Box:
        """Its outline."""
        return self.x0, self.top, self.x1, self.bottom


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters grouped into rows from top to bottom; small raised ones stay with the row they belong to."""
    rows: list[list[Glyph]] = []
    middle = reach = 0.0
    for glyph in sorted(glyphs, key=_middle):
        at, height = glyph.middle, glyph.height
        if rows and at - middle <= min(reach, _ROW_REACH * height):
            row = rows[-1]
            row.append(glyph)
            middle += (at - middle) / len(row)
        else:
            rows.append([glyph])
            middle, reach = at, _ROW_REACH * height
    merged: list[list[Glyph]] = []
    for row in rows:
        if merged and _is_one_row(merged[-1], row):
            merged[-1] += row
        else:
            if merged:
                _exchange(merged[-1], row)
            merged.append(row)
    return merged


def _exchange(upper: list[Glyph], lower: list[Glyph]) -> None:
    """Gives each of two rows that overlap the words that stand alone in the other and right beside its own.

    Columns with lines at different heights share rows by chance: a tall `Thế` of `Nguyễn Thế Phước` beside a list.
    """
    is_apart = max(glyph.bottom for glyph in upper) <= min(glyph.top for glyph in lower)
    if is_apart or len(upper) + len(lower) > _LONGEST_ROWS:
        return
    for row, other in ((upper, lower), (lower, upper)):
        for glyph in [one for one in row if not _has_neighbour(one, row) and _has_neighbour(one, other)]:
            if len(row) > 1:
                row.remove(glyph)
                other.append(glyph)


def _has_neighbour(glyph: Glyph, row: list[Glyph]) -> bool:
    """Whether a word of a row stands right beside a glyph, on about its height."""
    return any(
        other is not glyph
        and -_BESIDE * glyph.height < max(other.x0 - glyph.x1, glyph.x0 - other.x1) < _BESIDE * glyph.height
        and min(glyph.bottom, other.bottom) - max(glyph.top, other.top) > _ROW_OVERLAP * min(glyph.height, other.height)
        for other in row
    )


def lines_of(row: list[Glyph], page: int, is_bold: Callable[[int], bool]) -> list[Line]:
    """The lines of a row from left to right: several where wide gaps part them."""
    return [_line(part, page, is_bold) for part in _parts(row)]


def joined_line(lines: Sequence[Line]) -> Line:
    """The lines of one row as one line."""
    return Line(
        tuple(word for line in lines for word in line.words),
        min(line.top for line in lines),
        max(line.bottom for line in lines),
        lines[0].page,
        all(line.bold for line in lines),
    )


def joined_text(lines: Sequence[Line], width: float | None = None) -> str:
    """The text of lines that go on with each other.

    No space after a hyphen or slash glued to its word (`QĐ-` `UBND`), none inside a number that fills its cell of that
    width (`31/12/202` `5`).
    """
    text = lines[0].text
    for before, line in pairwise(lines):
        text += glue(before, line, width) + line.text
    return text


def glue(before: Line, line: Line, width: float | None = None) -> str:
    """What stands between two lines that go on with each other: a space or nothing."""
    if _GLUED_END.search(before.words[-1].text) or before.text + line.text in _CUT_HEAD:
        return ""
    is_number = len(before.words) == 1 and _NUMERIC.fullmatch(before.text) and line.text[0].isdigit()
    if is_number and width is not None and before.x1 - before.x0 > 0.7 * width:
        return ""
    return " "


def opens_item(line: Line, before: Line) -> bool:
    """Whether a line begins with the mark of an item, and not with a dash inside a name or a span of years."""
    if marker_of(line.text) is None:
        return False
    return _INNER_DASH.match(line.text) is None or before.text.endswith(_CLOSED)


def _is_one_row(upper: list[Glyph], lower: list[Glyph]) -> bool:
    """Whether two groups are one row: raised characters, or fonts whose boxes lie at different heights."""
    first, other = upper[0], lower[0]
    overlap = min(first.bottom, other.bottom) - max(first.top, other.top)
    if overlap <= _ROW_OVERLAP * min(first.height, other.height):
        return False
    placed = sorted((*upper, *lower), key=lambda glyph: glyph.x0)
    return all(b.x0 > a.x0 + 0.3 * (a.x1 - a.x0) for a, b in pairwise(placed))


def _parts(row: list[Glyph]) -> list[list[Glyph]]:
    row.sort(key=_x0)
    last = row[0]
    parts = [[last]]
    for glyph in row[1:]:
        gap = glyph.x0 - last.x1
        if gap < 0 and glyph.text == last.text and glyph.x0 - last.x0 < 0.2 * (last.x1 - last.x0):
            continue  # drawn twice to look bold
        if glyph.opens or (gap > 0 and gap > COLUMN_GAP * max(glyph.height, last.height)):
            parts.append([glyph])
        else:
            parts[-1].append(glyph)
        last = glyph
    return parts


def _line(glyphs: list[Glyph], page: int, is_bold: Callable[[int], bool]) -> Line:
    words: list[Word] = []
    part = [before := glyphs[0]]
    for glyph in glyphs[1:]:
        if glyph.is_word or ((gap := glyph.x0 - before.x1) > 0 and _is_gap(before, glyph, gap)):
            words.append(_word(part))
            part = []
        part.append(glyph)
        before = glyph
    words.append(_word(part))
    half = len(glyphs) // 2
    height, middle = sorted(map(_height, glyphs))[half], sorted(map(_middle, glyphs))[half]
    return Line(tuple(words), middle - height / 2, middle + height / 2, page, _is_bold(glyphs, is_bold))


def _is_bold(glyphs: list[Glyph], is_bold: Callable[[int], bool]) -> bool:
    """Whether the first, the middle and the last piece with letters are bold; without letters, the first."""
    first = next((glyph for glyph in glyphs if glyph.text[0].isalpha()), glyphs[0])
    if not is_bold(first.index):
        return False
    lettered = [glyph for glyph in glyphs if glyph.text[0].isalpha()] or glyphs
    return is_bold(lettered[len(lettered) // 2].index) and is_bold(lettered[-1].index)


def _word(glyphs: list[Glyph]) -> Word:
    text = "".join([glyph.text for glyph in glyphs])
    return Word(text if text.isascii() else normalize("NFC", text), glyphs[0].x0, max([glyph.x1 for glyph in glyphs]))


def _is_gap(before: Glyph, glyph: Glyph, gap: float) -> bool:
    height = min(before.height, glyph.height)
    is_drawn = glyph.spaced and 0 < glyph.index - before.end <= 3
    return gap > _SPACE * height or (is_drawn and gap > _DRAWN_SPACE * height)
