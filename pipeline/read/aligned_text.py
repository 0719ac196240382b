"""Tables of plain text that keeps the places of words with spaces, as `pdftotext -layout` writes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from pipeline.read.aligned import AlignedCell, aligned_table
from pipeline.read.aligned_header import Part, TextRow, header_at, is_label_head
from pipeline.read.cells import Grid

_PART = regex.compile(r"\S+(?: \S+)*")
_LABEL = re.compile(r"[\s.]*(?:S[\s.]?T|TT|Số)", re.IGNORECASE)  # what a head of numbers begins with
_LEAST_GAP = 2
_MOST_LINES = 3_000
_HEADER_REACH = 4
_MOST_HEADER_LINES = 40


def spaced_rows(lines: Sequence[str], start: int) -> Grid | None:
    """The table whose header begins at line `start`: columns that spaces part from the header down."""
    near = lines[start : start + _HEADER_REACH]
    if not any(_LABEL.match(line) and (found := _PART.search(line)) and is_label_head(found[0]) for line in near):
        return None
    if header_at(_rows(lines, start, _MOST_HEADER_LINES), 0, _LEAST_GAP) is None:
        return None
    rows = _rows(lines, start, _MOST_LINES)
    table = aligned_table(rows, 0, _LEAST_GAP)
    if table is None:
        return None
    width = len(table.gaps) + 1
    height = 1 + max(cell.row + cell.row_span - 1 for cell in table.cells)
    texts = [[""] * width for _ in range(height)]
    for cell in table.cells:
        text = " ".join(rows[piece.row].parts[piece.part].text for piece in cell.pieces)
        for row, column in _places(cell):
            texts[row][column] = text
    header = max((cell.row_span for cell in table.cells if cell.row == 0), default=1)
    return Grid(tuple(map(tuple, texts)), int(rows[table.end - 1].top) + 1, header)


def _rows(lines: Sequence[str], start: int, count: int) -> list[TextRow]:
    """The lines with words among `count` from `start` on; the top of a row is the number of its line."""
    end = min(start + count, len(lines))
    return [TextRow(index, 1, _parts(lines[index])) for index in range(start, end) if lines[index].strip()]


def _parts(line: str) -> tuple[Part, ...]:
    return tuple(Part(found.start(), found.end(), found[0]) for found in _PART.finditer(line))


def _places(cell: AlignedCell) -> list[tuple[int, int]]:
    rows = range(cell.row, cell.row + cell.row_span)
    return [(row, column) for row in rows for column in range(cell.column, cell.column + cell.column_span)]
