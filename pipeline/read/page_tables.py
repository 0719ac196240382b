"""Ruled tables of a page with their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.layout import CellBlock, Fragment
from pipeline.read.glyphs import Glyph
from pipeline.read.lines import Line, glue, joined_line, lines_of, opens_item, rows_of
from pipeline.read.rulings import GridSlot, RuledTable

_SPACE = 0.25
_PADDING = 6.0  # Word leaves 0.19 cm on each side of a cell
_CLOSED = (".", ";", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or the part of it that stands on one page; its cells in reading order, the borders of its columns."""

    cells: tuple[CellBlock, ...]
    columns: tuple[float, ...]
    top: float
    bottom: float

    @property
    def width(self) -> int:
        """The number of its columns."""
        return len(self.columns) - 1

    @property
    def height(self) -> int:
        """The number of its rows."""
        return max(cell.row + cell.row_span for cell in self.cells)

    def row(self, index: int) -> list[CellBlock]:
        """The cells that begin in a row."""
        return [cell for cell in self.cells if cell.row == index]


def page_tables(
    tables: Sequence[RuledTable], glyphs: Sequence[Glyph], page: int, is_bold: Callable[[int], bool]
) -> tuple[list[PageTable], list[Glyph]]:
    """The tables of a page with their words, and the characters that stand in no cell."""
    found = []
    outside = list(glyphs)
    for table in tables:
        held, outside = _sorted_into(table, outside)
        blocks = tuple(_cell(slot, inside, page, is_bold) for slot, inside in zip(table.slots, held, strict=True))
        if any(block.fragments for block in blocks):
            found.append(PageTable(blocks, table.columns, table.rows[0], table.rows[-1]))
    return found, outside


def _sorted_into(table: RuledTable, glyphs: Sequence[Glyph]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """The characters of each cell of a table, and those in none."""
    held: list[list[Glyph]] = [[] for _ in table.slots]
    place = {where: number for number, slot in enumerate(table.slots) for where in slot.places()}
    rows, columns = table.rows, table.columns
    outside: list[Glyph] = []
    row, middle = -1, float("nan")
    for glyph in glyphs:
        if glyph.middle != middle:  # the characters of a line mostly stand at one height
            middle = glyph.middle
            row = bisect_right(rows, middle) - 1
        number = place.get((row, bisect_right(columns, (glyph.x0 + glyph.x1) / 2) - 1))
        (outside if number is None else held[number]).append(glyph)
    return held, outside


def text_of(cell: CellBlock) -> str:
    """The words of a cell."""
    return "\n".join(fragment.text for fragment in cell.fragments).strip()


def _cell(slot: GridSlot, glyphs: list[Glyph], page: int, is_bold: Callable[[int], bool]) -> CellBlock:
    lines = [joined_line(lines_of(row, page, is_bold)) for row in rows_of(glyphs)]
    fragments = (Fragment(cell_text(lines, slot.box[2] - slot.box[0]), page, slot.box),) if lines else ()
    bold = bool(lines) and all(line.bold for line in lines)
    return CellBlock(fragments, slot.row, slot.column, slot.row_span, slot.column_span, bold)


def cell_text(lines: Sequence[Line], width: float) -> str:
    """The words of a cell of that width, its own paragraphs parted by line breaks."""
    room = max(width - 2 * _PADDING, *(line.x1 - line.x0 for line in lines))
    text = lines[0].text
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        text += ("\n" if _begins_anew(before, line, room) else glue(before, line, width)) + line.text
    return text


def _begins_anew(before: Line, line: Line, room: float) -> bool:
    """Whether a line in a cell begins a paragraph: an item, or what would have fitted on the line before."""
    if opens_item(line, before):
        return True
    word = line.words[0]
    fitted = (before.x1 - before.x0) + _SPACE * line.height + (word.x1 - word.x0) < room - 2
    return fitted and before.text.endswith((*_CLOSED, "./")) and not line.text[0].islower()
