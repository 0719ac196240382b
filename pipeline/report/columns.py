"""Cells of table lines in their columns."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the text, and how many columns and rows it fills."""

    start: int
    end: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: the cells between its tabs."""

    cells: tuple[Cell, ...]

    @property
    def is_row(self) -> bool:
        """Whether it has tabs."""
        return len(self.cells) > 1

    @property
    def start(self) -> int:
        """Where its first cell begins."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        return self.cells[-1].end


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is shown."""

    cells: tuple[Cell, ...]
    is_head: bool = False
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known of a stretch of the text: the column of tasks it was read for (`output`).

    Or that one row holds it (`row`), or that it is a heading (`group`).
    """

    start: int
    end: int
    role: str

    @property
    def is_row(self) -> bool:
        """Whether it spans a whole row."""
        return self.role == "row"

    @property
    def is_group(self) -> bool:
        """Whether it is a heading over rows."""
        return self.role == "group"


def arranged(lines: Sequence[Line], hints: Sequence[Hint]) -> tuple[Row, ...]:
    """The rows of a table. What stands in a cell of several lines is one cell again."""
    width = max(len(line.cells) for line in lines)
    whole = _joined(lines, [hint for hint in hints if hint.is_row], width)
    roles = sorted(
        (hint for hint in hints if not hint.is_row and not hint.is_group), key=lambda hint: (hint.start, hint.role)
    )
    groups = [hint for hint in hints if hint.is_group]
    columns = _columns_of_roles(whole, roles, width)
    first = next((n for n, line in enumerate(whole) if _is_body(line, hints)), min(1, len(whole)))
    head = _head(whole[:first], width, columns)
    body = _body(whole[first:], roles, columns, width)
    return (*head, *(replace(row, is_group=_is_group(row, groups)) for row in body))


def _joined(lines: Sequence[Line], spans: Sequence[Hint], width: int) -> list[Line]:
    """Lines that one row spans, together, unless that gives more cells than the table has columns."""
    whole: list[Line] = []
    for line in lines:
        last = whole[-1] if whole else None
        if last is None or not _go_on(last, line, spans, width):
            whole.append(line)
            continue
        bridge = Cell(last.cells[-1].start, line.cells[0].end)
        whole[-1] = Line((*last.cells[:-1], bridge, *line.cells[1:]))
    return whole


def _go_on(first: Line, second: Line, spans: Sequence[Hint], width: int) -> bool:
    """Whether the second line goes on with the last cell of the first."""
    fits = len(first.cells) + len(second.cells) - 1 <= width
    return fits and any(span.start < first.end and span.end > second.start for span in spans)


def _is_body(line: Line, hints: Sequence[Hint]) -> bool:
    return not line.is_row or any(hint.start < line.end and hint.end > line.start for hint in hints)


def _is_group(row: Row, groups: Sequence[Hint]) -> bool:
    start, end = row.cells[0].start, row.cells[-1].end
    return len(row.cells) == 1 or any(start <= group.start < end for group in groups)


def _roles(cell: Cell, hints: Sequence[Hint]) -> list[str]:
    """The roles of what begins in a cell; the hints are in the order of the text."""
    first, last = (bisect_left(hints, place, key=lambda hint: hint.start) for place in (cell.start, cell.end))
    return [hint.role for hint in hints[first:last]]


def _columns_of_roles(lines: Sequence[Line], hints: Sequence[Hint], width: int) -> dict[str, int]:
    """The column that a role has in most of the full rows."""
    found: dict[str, Counter[int]] = {}
    for line in lines:
        if len(line.cells) == width:
            for column, cell in enumerate(line.cells):
                for role in _roles(cell, hints):
                    found.setdefault(role, Counter())[column] += 1
    return {role: columns.most_common(1)[0][0] for role, columns in found.items()}


_MOST_ROLES = 3


def _head(lines: Sequence[Line], width: int, columns: dict[str, int]) -> tuple[Row, ...]:
    """The head: of two lines the second parts one cell of the first.

    A few parts are who leads and who takes part; many are months or quarters, behind the columns that are known.
    """
    if len(lines) == 2 and len(lines[0].cells) + len(lines[1].cells) == width + 1:
        is_of_roles = len(lines[1].cells) <= _MOST_ROLES
        column = columns.get("lead_agencies", width) if is_of_roles else max(columns.values(), default=width) + 1
        parted = min(column, len(lines[0].cells) - 1)
        upper = tuple(
            replace(cell, columns=len(lines[1].cells)) if n == parted else replace(cell, rows=2)
            for n, cell in enumerate(lines[0].cells)
        )
        return Row(upper, is_head=True), Row(lines[1].cells, is_head=True)
    return tuple(Row(_stretched(line.cells, width), is_head=True) for line in lines)


def _stretched(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return (*cells[:-1], replace(cells[-1], columns=width - len(cells) + 1))


def _body(lines: Sequence[Line], hints: Sequence[Hint], columns: dict[str, int], width: int) -> tuple[Row, ...]:
    rows: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for line in lines:
        places = _places(line, hints, columns, width)
        missing = _missing(places, width)
        if not places or not _go_down(missing, above):
            rows.append(list(_stretched(line.cells, width)))
            above = {n: (len(rows) - 1, n) for n in range(len(line.cells))} if line.is_row else {}
            continue
        for row, cell in {above[column] for column in missing}:
            rows[row][cell] = replace(rows[row][cell], rows=len(rows) - row + 1)
        rows.append([replace(cell, columns=span) for cell, (_, span) in zip(line.cells, places, strict=True)])
        for n, (column, span) in enumerate(places):
            above.update(dict.fromkeys(range(column, column + span), (len(rows) - 1, n)))
    return tuple(Row(tuple(cells)) for cells in rows)


def _places(line: Line, hints: Sequence[Hint], columns: dict[str, int], width: int) -> list[tuple[int, int]]:
    """First column and number of columns of each cell; nothing when they are not known."""
    if len(line.cells) == width:
        return [(n, 1) for n in range(width)]
    known = [sorted({columns[role] for role in _roles(cell, hints) if role in columns}) for cell in line.cells]
    if not any(known):
        return []
    places: list[tuple[int, int]] = []
    following = width
    for found in reversed(known):  # a cell of which nothing is known stands right before the next one
        first, last = (found[0], found[-1]) if found else (following - 1, following - 1)
        if last >= following or first < 0:
            return []
        places.insert(0, (first, last - first + 1))
        following = first
    return places


def _missing(places: Sequence[tuple[int, int]], width: int) -> set[int]:
    """Columns without a cell in this row."""
    return set(range(width)) - {column + n for column, span in places for n in range(span)}


def _go_down(missing: set[int], above: dict[int, tuple[int, int]]) -> bool:
    """Whether cells above fill the columns that a row lacks, with all the columns they have."""
    filling = {above.get(column) for column in missing}
    return None not in filling and all(column in missing for column, cell in above.items() if cell in filling)
