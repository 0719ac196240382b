"""Tables without rulings on the pages of a PDF, also where they go on over a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.plan_text import Box
from pipeline.layout import CellBlock, Fragment
from pipeline.read.aligned import AlignedCell, AlignedTable, aligned_table, rest_of_table
from pipeline.read.aligned_header import Gaps, Part, TextRow, is_label_head
from pipeline.read.lines import Line, Word
from pipeline.read.page_tables import PageTable, cell_text

_GAP = 0.6
"""The least gap between two columns, as a share of the height of a line."""

_MARGIN = 2.0

Rows = list[list[Line]]


@dataclass(frozen=True, slots=True)
class PartedPage:
    """The rows of a page that stand in no table, and the tables that white space parts."""

    rows: Rows
    tables: tuple[PageTable, ...]


@dataclass(frozen=True, slots=True)
class _Carried:
    """A table that reaches the end of its page."""

    gaps: Gaps
    columns: tuple[float, ...]


def parted_pages(pages: Sequence[Rows]) -> list[PartedPage]:
    """Each page, given as its rows, with what white space sets in columns below a header that names them as tables."""
    parted = []
    carried: _Carried | None = None
    for rows in pages:
        page, carried = _parted(rows, carried)
        parted.append(page)
    return parted


def _parted(rows: Rows, carried: _Carried | None) -> tuple[PartedPage, _Carried | None]:
    if not rows or (carried is None and not any(map(_begins_with_label_head, rows))):
        return PartedPage(rows, ()), None
    lines = [_line_parts(row) for row in rows]
    text_rows = [
        TextRow(row[0].top, row[0].height, tuple(Part(part.x0, part.x1, part.text) for part in parts))
        for row, parts in zip(rows, lines, strict=True)
    ]
    heights = sorted(line.height for row in rows for line in row)
    least_gap = _GAP * heights[len(heights) // 2]
    outside: Rows = []
    tables: list[PageTable] = []
    index = 0
    while index < len(rows):
        table = aligned_table(text_rows, index, least_gap)
        if table is None and index == 0 and carried is not None:
            table = rest_of_table(text_rows, carried.gaps, least_gap)
        if table is None:
            outside.append(rows[index])
            index += 1
            continue
        columns = _borders(table, lines[index : table.end])
        if index == 0 and carried is not None and _are_alike(table.gaps, carried.gaps):
            columns = carried.columns
        tables.append(_page_table(table, lines, columns))
        index = table.end
        carried = _Carried(table.gaps, columns)
    reaches_end = bool(tables) and (not outside or tables[-1].bottom > outside[-1][0].top)
    return PartedPage(outside, tuple(tables)), carried if reaches_end else None


def _begins_with_label_head(row: Sequence[Line]) -> bool:
    words = row[0].words
    return is_label_head(words[0].text) or is_label_head(" ".join(word.text for word in words[:2]))


def _line_parts(row: Sequence[Line]) -> list[Line]:
    """The row as lines that wide gaps part: gaps between columns may be too small to part lines elsewhere."""
    parts: list[Line] = []
    for line in row:
        words: list[Word] = []
        for word in line.words:
            if words and word.x0 - words[-1].x1 >= _GAP * line.height:
                parts.append(line._replace(words=tuple(words)))
                words = []
            words.append(word)
        parts.append(line._replace(words=tuple(words)))
    return sorted(parts, key=lambda part: part.x0)


def _borders(table: AlignedTable, lines: Sequence[Sequence[Line]]) -> tuple[float, ...]:
    left = min(part.x0 for parts in lines for part in parts) - _MARGIN
    right = max(part.x1 for parts in lines for part in parts) + _MARGIN
    return left, *((x0 + x1) / 2 for x0, x1 in table.gaps), right


def _are_alike(gaps: Gaps, others: Gaps) -> bool:
    return len(gaps) == len(others) and all(
        max(a[0], b[0]) < min(a[1], b[1]) for a, b in zip(gaps, others, strict=True)
    )


def _page_table(table: AlignedTable, lines: Sequence[Sequence[Line]], columns: tuple[float, ...]) -> PageTable:
    cells = tuple(_cell(cell, [lines[piece.row][piece.part] for piece in cell.pieces], columns) for cell in table.cells)
    used = [lines[piece.row][piece.part] for cell in table.cells for piece in cell.pieces]
    return PageTable(cells, columns, min(line.top for line in used), max(line.bottom for line in used))


def _cell(cell: AlignedCell, lines: Sequence[Line], columns: tuple[float, ...]) -> CellBlock:
    if not lines:
        return CellBlock((), cell.row, cell.column, cell.row_span, cell.column_span)
    x0, x1 = columns[cell.column], columns[cell.column + cell.column_span]
    box: Box = (x0, min(line.top for line in lines), x1, max(line.bottom for line in lines))
    fragment = Fragment(cell_text(_whole_lines(lines), x1 - x0), lines[0].page, box)
    bold = all(line.bold for line in lines)
    return CellBlock((fragment,), cell.row, cell.column, cell.row_span, cell.column_span, bold)


def _whole_lines(parts: Sequence[Line]) -> list[Line]:
    """The parts that stand on one line as one."""
    lines: list[Line] = []
    for part in parts:
        if lines and abs(part.top - lines[-1].top) < 0.5 * part.height:
            lines[-1] = lines[-1]._replace(words=(*lines[-1].words, *part.words), bold=lines[-1].bold and part.bold)
        else:
            lines.append(part)
    return lines
