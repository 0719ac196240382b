"""The canonical text as paragraphs and tables again.

A paragraph is a line; a row of a table is a line with tabs between its cells. A cell that is merged with another stands
in the text once, so a short row lacks cells: the words that tasks were read from tell which column a cell is in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.report.columns import Cell, Hint, Line, Row, arranged

_LONGEST_GAP = 2
"""So many lines without tabs between two rows belong to the table; with more, a new table begins."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; rows of its head first."""

    rows: tuple[Row, ...]

    @property
    def start(self) -> int:
        """Where its first cell begins."""
        return self.rows[0].cells[0].start

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        return max(cell.end for row in self.rows for cell in row.cells)


Block = TextBlock | TableBlock


def blocks_of(text: str, hints: Sequence[Hint]) -> tuple[Block, ...]:
    """The blocks of a text, in order; together they hold every line of it."""
    return tuple(_blocks(_lines(text), hints))


def _lines(text: str) -> list[Line]:
    lines = []
    start = 0
    for words in text.split("\n"):
        cells = []
        begin = start
        for cell in words.split("\t"):
            cells.append(Cell(begin, begin + len(cell)))
            begin += len(cell) + 1
        lines.append(Line(tuple(cells)))
        start += len(words) + 1
    return lines


def _blocks(lines: list[Line], hints: Sequence[Hint]) -> Iterator[Block]:
    position = 0
    while position < len(lines):
        if not lines[position].is_row:
            yield TextBlock(lines[position].start, lines[position].end)
            position += 1
            continue
        end = _table_end(lines, position, hints)
        inside = [hint for hint in hints if hint.start < lines[end - 1].end and hint.end > lines[position].start]
        yield TableBlock(arranged(lines[position:end], inside))
        position = end


def _table_end(lines: list[Line], begin: int, hints: Sequence[Hint]) -> int:
    """The line after the last one of the table that begins here."""
    end = begin + 1
    while True:
        following = next((n for n in range(end, min(end + _LONGEST_GAP + 1, len(lines))) if lines[n].is_row), None)
        if following is None:
            return _with_last_cell(lines, end, hints)
        end = following + 1


def _with_last_cell(lines: list[Line], end: int, hints: Sequence[Hint]) -> int:
    """Lines after the last row that go on with its last cell, as a hint that reaches over both says."""
    while end < len(lines) and any(
        hint.is_row and hint.start < lines[end - 1].end and hint.end > lines[end].start for hint in hints
    ):
        end += 1
    return end
