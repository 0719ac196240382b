"""Tables in plain text: one cell per line after a tab or between bars.

Each reader looks at one place and gives the grid that begins there, or None. The evidence is general: repeating numbers
of cells, a title repeated in every column.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count, pairwise

import regex

from extractors.markers import is_bare_mark, is_label, marker_of
from extractors.values import value_class
from pipeline.layout import CellBlock, Fragment, ParagraphBlock, TableBlock
from pipeline.read.grids import begins_head_or_foot
from pipeline.read.letterhead import stands_below_head


@value_class(frozen=True, slots=True)
class Grid:
    """Rows of cell texts; the table ends before line `end`.

    Equal neighbours in the first `header` rows are one cell; those in `merged`, by row and column, are part of the cell
    above.
    """

    rows: tuple[tuple[str, ...], ...]
    end: int
    header: int = 0
    merged: frozenset[tuple[int, int]] = frozenset()


_MOST_BLANK = 2
_MOST_PLACING_ROWS = 8
_MOST_CELLS = 40
"""How many cells a row between bars has at most."""
_LONGEST_CELL = 200
"""How many lines a cell between bars has at most."""
_DOTS = regex.compile(r"[.…\s]{3,200}")
_LONGEST_TITLE = 600
"""How many characters a title over the whole width of a table has at most; more is the text below it."""
_LEADING_TAB = regex.compile(r"[ \xa0]?\t")
_LABEL_HEAD = regex.compile(r"\W{0,4}(?:S\s?TT|TT|Số TT|Số thứ tự)\W{0,4}", regex.IGNORECASE)
_SIGNED = regex.compile(
    r"\(Ký,? (?:tên|ghi|đóng)|^\W{0,3}(?:Ngày|ngày)?[….\s]{0,12}tháng[….\s]{0,12}năm[….\s]{0,12}$", regex.MULTILINE
)
_LAST_RECIPIENT = regex.compile(r"^\W{0,4}Lưu\s?:?\s?(?:VT|VP|Văn thư)", regex.MULTILINE)
_NUMBER_IN_CELL = regex.compile(r"\((\d{1,2})\)\s")
_CLOSED = (".", ";", ":")


def cell_lines(lines: Sequence[str], start: int) -> Grid | None:
    """One cell per line, each after a leading tab.

    Lines without a tab go on with the cell before them, a blank line ends the row.
    """
    if not _LEADING_TAB.match(lines[start]):
        return None
    rows: list[list[str]] = []
    index = end = start
    is_open = False
    while index < len(lines) and index - end <= _MOST_BLANK:
        line = lines[index]
        if _LEADING_TAB.match(line):
            if not is_open or line[0] != "\t":
                rows.append([])
            rows[-1].append(line.strip("\t \xa0"))
            is_open, end = True, index + 1
        elif line.strip(" "):
            if not is_open:
                break
            rows[-1][-1] += "\n" + line.strip("\xa0 ")
            end = index + 1
        else:
            is_open = False
        index += 1
    width = max(len(row) for row in rows)
    regular = sum(len(row) == width for row in rows) * 2 >= len(rows)
    if not regular or width < 2:
        rows, width = [["\n".join(cell for row in rows for cell in row)]], 1
    return Grid(tuple(tuple(row + [""] * (width - len(row))) for row in rows), end)


def bar_cells(lines: Sequence[str], start: int) -> Grid | None:
    """Cells with lines between them that hold a bar alone; a bar of its own opens each row.

    A row has as many cells as the first, empty ones too, where the next row then begins; else two bars, one below the
    other, end it. A row of one cell is a title over the whole width. In a table a line end within a cell means nothing
    unless an item begins; in a head of two columns it does.
    """
    rows: list[list[list[str]]] = []
    index = start
    while _is_bar(lines, index):
        row, end = (rows and _whole_row(lines, index, len(rows[0]))) or _bar_row(lines, index)
        if len(row) > _MOST_CELLS or (not rows and len(row) < 2):
            return None
        if not row or (len(row) == 1 and sum(map(len, row[0])) > _LONGEST_TITLE):
            break
        rows.append(row)
        index = end + 1 if _is_gap(lines, end) else end
    width = max(map(len, rows), default=0)
    if len(rows) * width < 3 and not any(cell and begins_head_or_foot(cell[0].strip("*_ ")) for cell in chain(*rows)):
        return None
    texts = [[_bar_cell(cell, is_table=width > 2) for cell in row] for row in rows]
    return Grid(tuple(tuple(row * width if len(row) == 1 else row + [""] * (width - len(row))) for row in texts), index)


def _is_gap(lines: Sequence[str], index: int) -> bool:
    """Whether a line of dots stands for rows that were left out, and a bar below it opens the next row."""
    return index < len(lines) and _DOTS.fullmatch(lines[index].strip("*_ ")) is not None and _is_bar(lines, index + 1)


def _is_bar(lines: Sequence[str], index: int) -> bool:
    return index < len(lines) and lines[index].strip() == "|"


def _whole_row(lines: Sequence[str], start: int, width: int) -> tuple[list[list[str]], int] | None:
    """The row of so many cells whose first bar stands at `start`, if another row or no more cell follows it."""
    row: list[list[str]] = []
    end = start + 1
    while len(row) < width:
        found = _cell_between_bars(lines, end)
        if found is None:
            return None
        row.append(found[0])
        end = found[1]
    after = lines[end].strip("*_ ") if end < len(lines) and not _is_gap(lines, end) else ""
    follows = after and (marker_of(after) is None or is_label(after))  # more of a row, no heading below the table
    begins_inside = any(not before and _is_number(cell) for before, cell in pairwise(row))  # a title, and the next row
    return (row, end) if any(row) and not begins_inside and (not follows or _is_bar(lines, end)) else None


def _is_number(cell: Sequence[str]) -> bool:
    return len(cell) == 1 and is_label(cell[0].strip("*_ "))


def _bar_row(lines: Sequence[str], start: int) -> tuple[list[list[str]], int]:
    """The cells of the row whose first bar stands at `start`, each as its lines, and the line after its last bar."""
    row: list[list[str]] = []
    end = start + 1
    while len(row) <= _MOST_CELLS and not (_is_bar(lines, end) or (row and _is_gap(lines, end))):
        found = _cell_between_bars(lines, end)
        if found is None:
            break
        row.append(found[0])
        end = found[1]
    return row, end


def _cell_between_bars(lines: Sequence[str], start: int) -> tuple[list[str], int] | None:
    """The lines of the cell that begins at `start`, and the line after the bar that ends it; None where none does."""
    last = min(len(lines), start + _LONGEST_CELL)
    bar = next((index for index in range(start, last) if _is_bar(lines, index)), None)
    cell = [] if bar is None else [line.strip() for line in lines[start:bar] if line.strip()]
    if bar is None or (cell and not lines[start].strip()) or _is_text(cell):
        return None
    return cell, bar + 1


def _is_text(cell: Sequence[str]) -> bool:
    """Whether what stands up to the next bar is the text below a head or foot, up to the next table."""
    words = [line.strip("*_ ") for line in cell]
    return any(map(stands_below_head, (*words, " ".join(words[:2]))))


def _bar_cell(lines: Sequence[str], *, is_table: bool) -> str:
    text, before = "", ""
    for line in lines:
        goes_on = text.count("*") % 2 or text.count("**") % 2 or is_bare_mark(before)
        goes_on = goes_on or (is_table and marker_of(line) is None and not is_bare_mark(line))
        text += line if not text else (" " if goes_on else "\n") + line
        before = line
    return text


def table_block(grid: Grid) -> list[ParagraphBlock | TableBlock]:
    """The grid as a table with rows broken over a page joined and repeated titles merged, or as paragraphs.

    A grid that only places words on the page (a head in two columns, Nơi nhận beside the signature) is read column by
    column.
    """
    if _only_places(grid):
        cells = (row[column] for column in range(len(grid.rows[0])) for row in grid.rows)
        return [ParagraphBlock((Fragment(line),)) for cell in cells for line in cell.split("\n") if line.strip()]
    header, body = grid.rows[: grid.header], grid.rows[grid.header :]
    if not grid.merged:
        body = _joined(body)
    cells_found = _header_cells(header)
    for r, row in enumerate(body, start=len(header)):
        column = 0
        while column < len(row):
            span = _repeats(row, column)
            if (r, column) not in grid.merged:
                height = next(h for h in count(1) if (r + h, column) not in grid.merged)
                cells_found.append(CellBlock((Fragment(row[column]),) if row[column] else (), r, column, height, span))
            column += span
    return [TableBlock(tuple(cells_found))]


def _repeats(row: tuple[str, ...], column: int) -> int:
    """Over how many columns a title goes that is repeated in each to the end of the row; 1 for any other cell."""
    rest = row[column:]
    is_title = column <= 1 and len(rest) >= 2 and len(rest[0]) > 3 and len(set(rest)) == 1
    return len(rest) if is_title and (column == 0 or len(rest) >= 3) else 1


def _header_cells(rows: tuple[tuple[str, ...], ...]) -> list[CellBlock]:
    """The cells of a header in several rows: equal neighbours to the right and below are one."""
    cells: list[CellBlock] = []
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if (r, c) in taken:
                continue
            height = 1
            while r + height < len(rows) and text and rows[r + height][c] == text:
                height += 1
            width = 1
            while c + width < len(row) and text and height == 1 and row[c + width] == text:
                width += 1
            taken |= {(r + i, c + j) for i in range(height) for j in range(width)}
            cells.append(CellBlock((Fragment(text),) if text else (), r, c, height, width))
    return cells


def _only_places(grid: Grid) -> bool:
    if len(grid.rows[0]) == 1:
        return True
    cells = [cell for row in grid.rows for cell in row if cell]
    if any(_LABEL_HEAD.fullmatch(cell) for cell in cells):
        return False
    if _is_recipients(grid):
        return True
    if len(grid.rows) > _MOST_PLACING_ROWS:
        return False
    return any(begins_head_or_foot(cell) or _SIGNED.search(cell) or _LAST_RECIPIENT.search(cell) for cell in cells)


def _is_recipients(grid: Grid) -> bool:
    firsts = [row[0] for row in grid.rows if row[0]]
    return bool(firsts) and all(first.startswith(("-", "–", "•")) for first in firsts) and "Lưu" in firsts[-1]


def _joined(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Rows with what a page break tore apart joined: the second half has no number and goes on in mid-sentence."""
    joined = list(rows[:1])
    for _, row in pairwise(rows):
        if _goes_on(joined[-1], row):
            joined[-1] = tuple(" ".join(filter(None, pair)) for pair in zip(joined[-1], row, strict=True))
        else:
            joined.append(row)
    return tuple(joined)


def _goes_on(previous: tuple[str, ...], row: tuple[str, ...]) -> bool:
    if row[0] or not any(row):
        return False
    return all(_is_rest(a, b) for a, b in zip(previous, row, strict=True) if b)


def _is_rest(before: str, text: str) -> bool:
    """Whether a text goes on in mid-sentence, or with the next number of a list inside the cell, `(5)` after `(4)`."""
    number = _NUMBER_IN_CELL.match(text)
    if number is not None:
        return f"({int(number[1]) - 1})" in before
    return bool(before) and not before.endswith(_CLOSED) and (text[0].islower() or text[0].isdigit())
