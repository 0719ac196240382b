"""Tables in plain text: rows of tabs, rows of pipes, one cell per line after a tab, one cell per line between blank lines.

Each reader looks at one place and gives the grid that begins there, or None. The evidence is general: repeating numbers
of cells, a title repeated in every column, empty cells written as lines that hold only U+00A0.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.layout import CellBlock, Fragment, ParagraphBlock, TableBlock


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cell texts; the table ends before line `end`."""

    rows: tuple[tuple[str, ...], ...]
    end: int


_MAX_GAP = 2
_LABEL_HEAD = regex.compile(r"\W{0,4}(?:STT|TT|Số TT|S\s?TT)\W{0,4}", regex.IGNORECASE)
_NUMBER = regex.compile(r"\d{1,3}\.?")
_LAYOUT = regex.compile(
    r"CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập\s?[-–]|Nơi\s{1,2}nhận|NƠI\s{1,2}NHẬN|^\W{0,4}(?:TM|KT|TL|TUQ)\s?\.\s?\p{Lu}{2}"
    r"|\(Ký,? (?:tên|ghi)|ngày\s[….\s]{0,8}tháng\s[….\s]{0,8}năm",
    regex.MULTILINE,
)


def tab_rows(lines: list[str], start: int) -> Grid | None:
    """Rows that are lines of cells with tabs between them; a page break may leave a blank line among them."""
    if lines[start].count("\t") < 2 or lines[start].startswith("\t") and not lines[start].strip("\t\xa0 "):
        return None
    rows: list[list[str]] = []
    index = end = start
    while index < len(lines) and index - end <= _MAX_GAP:
        if lines[index].count("\t") >= 2:
            rows.append([cell.strip() for cell in lines[index].split("\t")])
            end = index + 1
        elif lines[index].strip():
            break
        index += 1
    width = max(len(row) for row in rows)
    if len(rows) < 2 or sum(len(row) == width for row in rows) * 2 < len(rows):
        return None
    return Grid(tuple(tuple(row + [""] * (width - len(row))) for row in rows), end)


def pipe_rows(lines: list[str], start: int) -> Grid | None:
    """A pipe table of Markdown, also inside a list item; the row of dashes is left out."""
    rows: list[tuple[str, ...]] = []
    index = start
    while index < len(lines):
        line = regex.sub(r"^\s*[-*]\s(?=\|)", "", lines[index]).strip()
        if not (line.startswith("|") and line.endswith("|") and line.count("|") >= 3):
            break
        cells = tuple(cell.replace("\\|", "|").strip() for cell in regex.split(r"(?<!\\)\|", line)[1:-1])
        if not all(regex.fullmatch(r":?-{2,}:?|", cell) for cell in cells):
            rows.append(cells)
        index += 1
    if index - start < 2 or not rows:
        return None
    width = max(len(row) for row in rows)
    return Grid(tuple(row + ("",) * (width - len(row)) for row in rows), index)


def cell_lines(lines: list[str], start: int) -> Grid | None:
    """One cell per line, each after a leading tab; lines without a tab go on with the cell, a blank line ends the row."""
    if not regex.match(r"[ \xa0]?\t", lines[start]):
        return None
    rows: list[list[str]] = []
    index = end = start
    is_open = False
    while index < len(lines) and index - end <= _MAX_GAP:
        line = lines[index]
        if regex.match(r"[ \xa0]?\t", line):
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


def blank_cell_table(lines: list[str], start: int) -> Grid | None:
    """One cell per line between blank lines, empty cells as lines of U+00A0: a form that was copied from a web page."""
    if not lines[start].strip() or len(lines[start]) > 60:
        return None
    heads, first_row = _header(lines, start)
    if heads is None:
        return None
    width = len(heads)
    cells, ends = _cells_until_text(lines, first_row, width)
    rows = _rows_of_forms(cells, width) if "" in cells else _rows_by_number(cells, width)
    if not rows:
        return None
    used = sum(length for _, length in rows)
    return Grid((tuple(heads), *(row for row, _ in rows)), ends[used - 1])


def _tokens(lines: list[str], start: int) -> list[tuple[str, int]]:
    """The cells from line `start` on, and where each ends: "" for a line of U+00A0 alone; blank lines are none."""
    found = []
    for index in range(start, min(len(lines), start + 4000)):
        line = lines[index]
        if line.strip(" \t") == "":
            continue
        found.append(("" if not line.strip() else line.strip(), index + 1))
    return found


def _header(lines: list[str], start: int) -> tuple[list[str] | None, int]:
    """The heads of the columns from line `start` on and the first line of the rows, None when there is no header."""
    tokens = _tokens(lines, start)[:14]
    numbered = bool(_LABEL_HEAD.fullmatch(lines[start].strip()))
    heads: list[str] = []
    for text, _ in tokens:
        if text == "" or (numbered and len(heads) > 1 and _NUMBER.fullmatch(text)):
            break
        if len(text) > 160 or text.endswith((".", ";", ":")):
            return None, start
        heads.append(text)
    else:
        return None, start
    if len(heads) < 3 or not (numbered or len(heads) >= 4) or _LAYOUT.search("\n".join(heads)):
        return None, start
    if not numbered and any(regex.match(r"(?:[IVX]+|\d+)\.\s|\(|[-+]\s", head) for head in heads):
        return None, start
    return heads, tokens[len(heads) - 1][1]


def _cells_until_text(lines: list[str], start: int, width: int) -> tuple[list[str], list[int]]:
    cells, ends = [], []
    for text, end in _tokens(lines, start):
        if regex.match(r"\(Kèm theo|\(Ban hành kèm|Ghi chú|Nơi nhận|PHỤ LỤC", text):
            break
        cells.append(text)
        ends.append(end)
    return cells, ends


def _rows_of_forms(cells: list[str], width: int) -> list[tuple[tuple[str, ...], int]]:
    """Rows of a form to fill in: a row ends with its run of empty cells; a number that spans rows is carried on."""
    blanks = width - 2
    rows: list[tuple[tuple[str, ...], int]] = []
    index, spanned = 0, ""
    while index < len(cells):
        row: list[str] = []
        run = 0
        while index + len(row) < len(cells) and len(row) < width and not (run >= blanks and len(row) >= width - 1):
            cell = cells[index + len(row)]
            run = 0 if cell else run + 1
            row.append(cell)
        if run < blanks or not any(row):
            break
        length = len(row)
        if length == width - 1:
            row = [spanned, *row]
        elif not regex.fullmatch(r"(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[IVX]+|[-+])?[.)]?", row[0]):
            spanned = row[0]
        rows.append((tuple(row), length))
        index += length
    return rows


def _rows_by_number(cells: list[str], width: int) -> list[tuple[tuple[str, ...], int]]:
    """Rows of filled cells: each begins with the next number and has one cell for each head."""
    rows: list[tuple[tuple[str, ...], int]] = []
    index = 0
    while index + width <= len(cells) and cells[index].rstrip(".") == str(len(rows) + 1):
        rows.append((tuple(cells[index : index + width]), width))
        index += width
    return rows if len(rows) >= 2 else []


def table_block(grid: Grid) -> list[ParagraphBlock | TableBlock]:
    """The grid as a table with rows broken over a page joined and repeated titles merged, or as paragraphs.

    A grid that only places words on the page (head in two columns, Nơi nhận beside the signature) is read column by column.
    """
    if _is_layout(grid):
        cells = (row[column] for column in range(len(grid.rows[0])) for row in grid.rows)
        return [ParagraphBlock((Fragment(line),)) for cell in cells for line in cell.split("\n") if line.strip()]
    cells = []
    for r, row in enumerate(_joined(list(grid.rows))):
        column = 0
        while column < len(row):
            span = 1
            if row[column]:
                while column + span < len(row) and row[column + span] == row[column] and len(row[column]) > 3:
                    span += 1
            if not (span > 1 and span < len(row) and len(set(row)) > 2):
                cells.append(CellBlock((Fragment(row[column]),) if row[column] else (), r, column, 1, span))
                column += span
            else:
                cells.append(CellBlock((Fragment(row[column]),), r, column))
                column += 1
    return [TableBlock(tuple(cells))]


def _is_layout(grid: Grid) -> bool:
    width = len(grid.rows[0])
    words = "\n".join(cell for row in grid.rows for cell in row)
    if width == 1 or _LAYOUT.search(words) is not None:
        return True
    return len(grid.rows) == 1 and width <= 3 and regex.search(r"Lưu: ?VT", words) is not None or _is_recipients(grid)


def _is_recipients(grid: Grid) -> bool:
    firsts = [row[0] for row in grid.rows if row[0]]
    return bool(firsts) and all(first.lstrip().startswith(("-", "–", "•")) for first in firsts) and "Lưu" in firsts[-1]


def _joined(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows with what a page break tore apart joined: the second half has no number and goes on in the middle of a sentence."""
    joined = rows[:1]
    for previous, row in pairwise(rows):
        if _goes_on(joined[-1], row) and len(previous) == len(row):
            joined[-1] = tuple(" ".join(filter(None, pair)) for pair in zip(joined[-1], row, strict=True))
        else:
            joined.append(row)
    return joined


def _goes_on(previous: tuple[str, ...], row: tuple[str, ...]) -> bool:
    if row[0] or not any(row):
        return False
    halves = [(a, b) for a, b in zip(previous, row, strict=False) if b]
    return all(a and not a.endswith((".", ";", ":")) and (b[0].islower() or b[0].isdigit()) for a, b in halves)
