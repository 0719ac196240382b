"""Tables that a converter of PDF files broke to pieces: no reader can tell which words stood in one cell.

Such a file has a small pipe table wherever words happened to be aligned, most cells of it empty, and the rest of the
words in loose lines between. Reading rows from it would invent tasks, so its words are kept as text and the reader says
what happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

_DASHES = regex.compile(r"\|(?:\s{0,3}:?-{2,}:?\s{0,3}\|){2,}")
_GAP = 12
"""How many lines without a bar stand between two pieces at most."""
_LEAST_PIECES = 4
_MOST_ROWS = 4.0
"""Rows that a piece has on the average, at most, the line of dashes not counted."""
_LEAST_EMPTY = 0.35
_LEAST_LOOSE = 0.2
_LEAST_WHOLE = 4
_MOST_EMPTY = 0.15


@dataclass(slots=True)
class _Count:
    """What was counted in a run of pieces: lines of dashes, rows, cells, empty cells, loose lines."""

    dashes: int = 0
    rows: int = 0
    cells: int = 0
    empty: int = 0
    loose: int = 0

    def add(self, piece: _Count, loose: int) -> None:
        """Count a further piece and the loose lines before it."""
        self.dashes += piece.dashes
        self.rows += piece.rows
        self.cells += piece.cells
        self.empty += piece.empty
        self.loose += loose

    @property
    def is_whole(self) -> bool:
        return self.rows >= _LEAST_WHOLE and self.cells > 2 * self.rows and self.empty <= _MOST_EMPTY * self.cells

    @property
    def is_shattered(self) -> bool:
        return (
            self.dashes >= _LEAST_PIECES
            and self.rows <= _MOST_ROWS * self.dashes
            and self.empty >= _LEAST_EMPTY * self.cells
            and self.loose >= _LEAST_LOOSE * (self.rows + self.loose)
        )


def shattered_spans(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first line of each broken table, and the line after it."""
    index = 0
    while index < len(lines):
        if not _is_row(lines[index]):
            index += 1
            continue
        count, end = _run(lines, index)
        if count.is_shattered:
            yield index, end
        index = end


def _run(lines: Sequence[str], start: int) -> tuple[_Count, int]:
    """What stands in the rows of bars from `start` on and in the few lines between them, and the line after it.

    A piece that is whole, several rows and hardly a cell without words, ends the run: it is a table of its own.
    """
    count, end, loose = _Count(), start, 0
    index = start
    while index < len(lines) and index - end < _GAP:
        if not _is_row(lines[index]):
            loose += bool(lines[index].strip())
            index += 1
            continue
        stop = next((place for place in range(index, len(lines)) if not _is_row(lines[place])), len(lines))
        piece = _Count()
        for line in lines[index:stop]:
            _add(piece, line.strip())
        if piece.is_whole:
            return count, max(end, stop if index == start else end)
        count.add(piece, loose)
        loose, index, end = 0, stop, stop
    return count, end


def words_of_pieces(lines: Sequence[str]) -> Iterator[str]:
    """The words of a broken table line by line, without bars and dashes."""
    for line in lines:
        if _DASHES.fullmatch(line.strip()) is None and (words := " ".join(line.replace("|", " ").split())):
            yield words


def _is_row(line: str) -> bool:
    line = line.strip()
    return line.startswith("|") and line.endswith("|") and line.count("|") > 2


def _add(count: _Count, line: str) -> None:
    if _DASHES.fullmatch(line):
        count.dashes += 1
        return
    cells = [cell.strip() for cell in line[1:-1].split("|")]
    if not any(cells):  # a row to be filled in
        return
    count.rows += 1
    count.cells += len(cells)
    count.empty += sum(not cell for cell in cells)
