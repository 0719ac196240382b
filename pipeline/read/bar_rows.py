"""Tables in plain text whose rows are lines of cells with bars between them, as in Markdown or as pages are copied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import regex

from pipeline.read.cells import Grid
from pipeline.read.grids import begins_head_or_foot
from pipeline.read.ragged_rows import grid_of_rows

_LIST_MARK = regex.compile(r"^\s{0,3}[-*]\s(?=\|)")
_DASHES = regex.compile(r":?-{1,200}:?|")
_CELL_BORDER = regex.compile(r"(?<!\\)\|")
_LONE_BAR = regex.compile(r"(?:^|\s)\|(?:\s|$)")


def pipe_rows(lines: Sequence[str], start: int) -> Grid | None:
    """A pipe table of Markdown, also inside a list item; the row of dashes is left out."""
    if "|" not in lines[start]:
        return None
    found = _rows_from(lines, start, lambda line: _cells_between_bars(line) is not None)
    rows = [cells for line in found.lines if (cells := _cells_between_bars(line)) and not _is_dashes(cells)]
    if len(found.lines) < 2 or not rows:
        return None
    width = max(len(row) for row in rows)
    return Grid(tuple(row + ("",) * (width - len(row)) for row in rows), found.end)


def open_pipe_rows(lines: Sequence[str], start: int) -> Grid | None:
    """Rows whose cells are parted by bars, without bars around them: `1 | Tập huấn | Sở Y tế`.

    All have as many bars as the first; two columns only in a head or foot, or above a row of dashes.
    """
    bars = _bars(lines[start])
    if bars == 0:
        return None
    if (ragged := _ragged_rows(lines, start)) is not None:
        return ragged
    found = _rows_from(lines, start, lambda line: _bars(line) == bars)
    kept = tuple(row for row in map(_cells, found.lines) if not _is_dashes(row))
    if len(kept) < 2:
        return None
    is_table = (
        bars > 1 or len(kept) < len(found.lines) or any(begins_head_or_foot(cell.strip("*_ ")) for cell in kept[0])
    )
    return Grid(kept, found.end) if is_table else None


def _ragged_rows(lines: Sequence[str], start: int) -> Grid | None:
    """Rows of which some end early: a title (`I | Giai đoạn 1`), or a head with others below it.

    Most are as wide as the widest, which has three cells or more; the first opens with a word.
    """
    if _bars(lines[start]) < 2:
        return None
    found = _rows_from(lines, start, lambda line: _LONE_BAR.search(line) is not None and not _is_placed(line))
    rows = [row for row in map(_cells, found.lines) if not _is_dashes(row)]
    width = max(map(len, rows), default=0)
    widest = sum(len(row) == width for row in rows)
    if widest == len(rows) or len(rows) < 3 or 2 * widest < len(rows):
        return None
    return grid_of_rows(rows, found.end)


def _is_placed(line: str) -> bool:
    """Whether a line holds the two columns of a head or foot."""
    cells = _cells(line)
    return len(cells) == 2 and any(begins_head_or_foot(cell.strip("*_ ")) for cell in cells)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.replace("\\|", "|").strip() for cell in _CELL_BORDER.split(line))


class _Rows(NamedTuple):
    """The lines of a table's rows, and the line after it."""

    lines: list[str]
    end: int


def _rows_from(lines: Sequence[str], start: int, is_row: Callable[[str], bool]) -> _Rows:
    """The rows from a line on: one right below the other, or a blank line between each and the next."""
    is_apart = (
        start + 2 < len(lines)
        and is_row(lines[start + 2])
        and not any(map(str.strip, lines[start + 1 : start + 4 : 2]))
    )
    step = 2 if is_apart else 1
    rows, end = list[str](), start
    for index in range(start, len(lines), step):
        if not is_row(lines[index]) or (rows and is_apart and lines[index - 1].strip()):
            break
        rows.append(lines[index])
        end = index + 1
    return _Rows(rows, end)


def _cells_between_bars(line: str) -> tuple[str, ...] | None:
    """The cells of a row with bars around it, None where a line is no such row."""
    row = _LIST_MARK.sub("", line).strip()
    if not (row.startswith("|") and row.endswith("|") and row.count("|") >= 3):
        return None
    return _cells(row)[1:-1]


def _is_dashes(cells: Iterable[str]) -> bool:
    return all(_DASHES.fullmatch(cell) for cell in cells)


def _bars(line: str) -> int:
    """How many bars part the cells of a row; none where a bar opens the line, or where no space stands at one."""
    if "|" not in line or line.lstrip().startswith("|"):
        return 0
    return len(_CELL_BORDER.findall(line)) if _LONE_BAR.search(line) or _DASHED.fullmatch(line) else 0


_DASHED = regex.compile(r"[\s:|-]+")
