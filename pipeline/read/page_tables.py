"""Ruled tables with their words, and the joining of what a page break tore apart.

No file says that a table goes on over a page; it is told by what stands between the two parts (nothing), by the
number of columns, by a repeated title row and by a first row without a number of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import regex

from extractors.markers import marker_of
from pipeline.layout import CellBlock, Fragment, TableBlock
from pipeline.read.glyphs import Glyph
from pipeline.read.lines import Line, glue, joined_line, lines_of, rows_of
from pipeline.read.rulings import GridSlot, RuledTable

_SPACE = 0.25
_COLUMN_SHIFT = 12.0
_CLOSED = (".", ";", ":", "!", "?")
_LABEL_HEAD = regex.compile(r"(?:STT|TT|S[ốÔ]\s?TT|S\.?T\.?T\.?)", regex.IGNORECASE)


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
    for glyph in glyphs:
        where = bisect_right(rows, glyph.middle) - 1, bisect_right(columns, (glyph.x0 + glyph.x1) / 2) - 1
        number = place.get(where)
        (outside if number is None else held[number]).append(glyph)
    return held, outside


def goes_on(table: PageTable, following: PageTable) -> bool:
    """Whether a table on the next page, with nothing between the two, is the rest of a table."""
    if table.width != following.width:
        return False
    shift = following.columns[0] - table.columns[0]
    aligned = all(abs(b - a - shift) <= _COLUMN_SHIFT for a, b in zip(table.columns, following.columns, strict=True))
    first = _text(following.row(0)[0]) if following.row(0) else ""
    if _LABEL_HEAD.fullmatch(first.strip(" .")):
        return _repeated_rows(table, following) > 0
    return aligned


def joined(table: PageTable, following: PageTable) -> PageTable:
    """The table with its rest from the next page: repeated title rows left out, a broken row made whole."""
    skip = _repeated_rows(table, following)
    rest = [cell for cell in following.cells if cell.row >= skip]
    cells = list(table.cells)
    shift = table.height - skip
    if rest and _is_broken(table, rest, skip):
        cells = _with_broken_row(cells, [cell for cell in rest if cell.row == skip])
        rest = [cell for cell in rest if cell.row > skip]
        shift -= 1
    moved = [replace(cell, row=cell.row + shift) for cell in rest]
    merged = _with_open_cells(cells, moved, table.height)
    return PageTable(tuple(sorted(merged, key=lambda c: (c.row, c.column))), table.columns, table.top, following.bottom)


def table_block(table: PageTable) -> TableBlock:
    """The table as a block of the layout."""
    return TableBlock(table.cells)


def _cell(slot: GridSlot, glyphs: list[Glyph], page: int, is_bold: Callable[[int], bool]) -> CellBlock:
    lines = [joined_line(lines_of(row, page, is_bold)) for row in rows_of(glyphs)]
    fragments = (Fragment(_cell_text(lines, slot), page, slot.box),) if lines else ()
    bold = bool(lines) and all(line.bold for line in lines)
    return CellBlock(fragments, slot.row, slot.column, slot.row_span, slot.column_span, bold)


def _cell_text(lines: Sequence[Line], slot: GridSlot) -> str:
    width = slot.box[2] - slot.box[0]
    room = max(line.x1 - line.x0 for line in lines)
    text = lines[0].text
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        text += ("\n" if _begins_anew(before, line, room) else glue(before, line, width)) + line.text
    return text


def _begins_anew(before: Line, line: Line, room: float) -> bool:
    """Whether a line in a cell begins a paragraph: an item, or what would have fitted on the line before."""
    if marker_of(line.text) is not None and not regex.match(r"[-–]\s?\d", line.text):
        return True
    word = line.words[0]
    fitted = (before.x1 - before.x0) + _SPACE * line.height + (word.x1 - word.x0) < room - 2
    return fitted and before.text.endswith((*_CLOSED, "./")) and not line.text[0].islower()


def _repeated_rows(table: PageTable, following: PageTable) -> int:
    """How many rows at the top of the rest repeat those of the table: titles of columns, the numbers under them."""
    count = 0
    while count < min(table.height, following.height, 4):
        ours, theirs = _key(table, count), _key(following, count)
        if not ours or ours != theirs:
            break
        count += 1
    first = _text(table.row(0)[0]) if table.row(0) else ""
    looks_like_title = bool(_LABEL_HEAD.fullmatch(first.strip(" .\n"))) or all(
        cell.bold for cell in table.row(0) if cell.fragments
    )
    return count if count >= 1 and (looks_like_title or count > 1 or len(table.row(0)) > 1) else 0


def _key(table: PageTable, row: int) -> str:
    return regex.sub(r"\s", "", "|".join(_text(cell) for cell in table.row(row))).lower()


def _is_broken(table: PageTable, rest: Sequence[CellBlock], row: int) -> bool:
    """Whether the first row of the rest is the second half of the last row of the table."""
    halves = [cell for cell in rest if cell.row == row]
    filled = [cell for cell in halves if cell.fragments]
    height = table.height
    last = {cell.column: cell for cell in table.cells if cell.row + cell.row_span == height}
    if not filled or any(cell.column_span > 1 and cell.column_span == table.width for cell in filled):
        return False
    label = next((cell for cell in halves if cell.column == 0), None)
    if label is not None and label.fragments:
        return _is_cut_number(table, last.get(0), label)
    if any(cell.column not in last or last[cell.column].column_span != cell.column_span for cell in filled):
        return False
    if any(cell.column == 1 and not last[cell.column].fragments for cell in filled):
        return True  # only the number had room at the end of the page
    open_ended = any(
        last[cell.column].fragments and (not _text(last[cell.column]).endswith(_CLOSED) or _text(cell)[0].islower())
        for cell in filled
    )
    return open_ended or len(filled) < sum(bool(cell.fragments) for cell in last.values() if cell.column > 0)


def _is_cut_number(table: PageTable, last: CellBlock | None, label: CellBlock) -> bool:
    """`10.8` at the end of a page and `8` at the top of the next are the number 10.88, when 10.87 comes before them."""
    if last is None or not last.fragments:
        return False
    head, tail = _text(last), _text(label)
    before = [_text(cell) for cell in table.cells if cell.column == 0 and cell.fragments and cell is not last]
    if not before or not regex.fullmatch(r"[\d.]{1,8}", head + tail) or not tail.isdigit():
        return False
    stem, _, number = before[-1].rstrip(".").rpartition(".")
    whole_stem, _, whole = (head + tail).rpartition(".")
    return number.isdigit() and whole.isdigit() and stem == whole_stem and int(whole) == int(number) + 1


def _with_broken_row(cells: list[CellBlock], halves: Sequence[CellBlock]) -> list[CellBlock]:
    bottom = max(cell.row + cell.row_span for cell in cells)
    by_column = {cell.column: cell for cell in halves if cell.fragments}
    whole = []
    for cell in cells:
        half = by_column.get(cell.column) if cell.row + cell.row_span == bottom else None
        whole.append(replace(cell, fragments=_whole(cell, half)) if half is not None else cell)
    return whole


def _whole(cell: CellBlock, half: CellBlock) -> tuple[Fragment, ...]:
    """The fragments of both halves; a word or number cut by the page belongs to where it begins."""
    if not cell.fragments:
        return half.fragments
    *before, last = cell.fragments
    first, *rest = half.fragments
    is_glued = regex.search(r"\S[-/]$", last.text) or (cell.column == 0 and first.text.isdigit())
    if not is_glued:
        return (*cell.fragments, *half.fragments)
    head, _, tail = first.text.partition(" ")
    moved = (replace(first, text=tail),) if tail else ()
    return (*before, replace(last, text=last.text + head), *moved, *rest)


def _with_open_cells(cells: list[CellBlock], moved: list[CellBlock], height: int) -> list[CellBlock]:
    """Cells merged over rows of both pages made one: at the top of the rest they are drawn again, without words."""
    whole = list(cells)
    kept = []
    for cell in moved:
        above = next(
            (
                index
                for index, other in enumerate(whole)
                if other.column == cell.column and other.row + other.row_span == height
            ),
            None,
        )
        is_open = above is not None and (cell.row_span > 1 or whole[above].row_span > 1) and cell.column > 0
        if above is not None and is_open and not cell.fragments and cell.row == height and whole[above].fragments:
            whole[above] = replace(whole[above], row_span=whole[above].row_span + cell.row_span)
        else:
            kept.append(cell)
    return whole + kept


def _text(cell: CellBlock) -> str:
    return "\n".join(fragment.text for fragment in cell.fragments).strip()
