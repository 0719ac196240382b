"""Tables without rulings: columns that white space parts from the header down, over many rows.

A table begins with a header that names its columns, the first of them `STT` or `TT`. Each gap between two columns is
narrowed by what the rows below leave free of it; the first row that leaves nothing free ends the table, unless it is a
heading among rows. Where it cannot be told which lines are one row, there is no table. Places are points on a page or
characters on a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.markers import is_label, marker_of
from pipeline.read.aligned_header import (
    LEAST_COLUMNS,
    NEAR,
    Gaps,
    Header,
    Piece,
    TextRow,
    column_of,
    follows,
    header_at,
)

_APART = 1.35
"""From this distance on lines belong to different rows, in usual distances of lines."""

_MOST_BETWEEN = 8.0
"""Rows of one table are no further apart than this, in heights of lines."""

_LONGEST_GROUP = 160
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class AlignedCell:
    """A cell with its place and the parts of lines that make it."""

    row: int
    column: int
    row_span: int
    column_span: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A table in the rows up to `end`: its cells in reading order, and the gaps between its columns."""

    end: int
    cells: tuple[AlignedCell, ...]
    gaps: Gaps


def aligned_table(rows: Sequence[TextRow], start: int, least_gap: float) -> AlignedTable | None:
    """The table whose header begins in row `start`; None when none does.

    `least_gap` is the least gap between two columns.
    """
    header = header_at(rows, start, least_gap)
    return _with_body(rows, header, least_gap) if header is not None else None


def rest_of_table(rows: Sequence[TextRow], gaps: Gaps, least_gap: float) -> AlignedTable | None:
    """The first of the rows, as far as they go on with a table whose gaps are known; None when they do not."""
    return _with_body(rows, Header(range(0), gaps, frozenset()), least_gap)


def _narrowed(gaps: Gaps, row: TextRow, least: float) -> Gaps | None:
    """What a row leaves of the gaps; None when it leaves less than the least of one."""
    left_over = []
    for left, right in gaps:
        for part in row.parts:
            if part.x1 <= left or part.x0 >= right:
                continue
            if part.x0 <= left or (part.x1 < right and part.x0 - left < right - part.x1):
                left = part.x1
            else:
                right = part.x0
        if right - left < least:
            return None
        left_over.append((left, right))
    return tuple(left_over)


def _with_body(rows: Sequence[TextRow], header: Header, least_gap: float) -> AlignedTable | None:
    """The table with this header and the rows below it that fit."""
    gaps = header.gaps
    first = index = header.lines.stop
    groups: set[int] = set()
    while index < len(rows) and (index == first or follows(rows, index, _MOST_BETWEEN)):
        narrowed = _narrowed(gaps, rows[index], least_gap)
        if narrowed is not None:
            gaps = narrowed
        elif _is_group(rows, index, gaps, least_gap):
            groups.add(index)
        else:
            break
        index += 1
    index = _without_tail(rows, first, index, groups, gaps)
    logical = _logical_rows(rows, range(first, index), groups, gaps)
    if logical is None:
        return None
    reaches_end = index == len(rows)
    if header.lines and not reaches_end and (len(logical) < _LEAST_ROWS or not _is_filled(rows, logical, groups, gaps)):
        return None
    return AlignedTable(index, _cells(rows, replace(header, gaps=gaps), logical, groups), gaps)


def _without_tail(rows: Sequence[TextRow], first: int, end: int, groups: set[int], gaps: Gaps) -> int:
    """Where the table ends: headings after its last row are none of it, nor are single lines below a wide distance."""
    distances = _distances(rows, range(first, end))
    wide = _APART * min(distances.values(), default=0.0)
    while end - 1 in groups or (
        distances.get(end - 1, 0.0) > wide
        and len(rows[end - 1].parts) == 1
        and column_of(rows[end - 1].parts[0], gaps) > 0
    ):
        end -= 1
    return end


def _distances(rows: Sequence[TextRow], places: range) -> dict[int, float]:
    """How far each line but the first is below the one before it."""
    return {index: rows[index].top - rows[index - 1].top for index in places[1:]}


def _is_group(rows: Sequence[TextRow], index: int, gaps: Gaps, least_gap: float) -> bool:
    """Whether a row that goes over the gaps is a heading: marked or in capitals, with a numbered row below it."""
    parts = rows[index].parts
    text = " ".join(part.text for part in parts)
    if len(text) > _LONGEST_GROUP or text.endswith((".", ";", ",")) or index + 1 >= len(rows):
        return False
    if len(parts) > 2 or (len(parts) == 2 and not is_label(parts[0].text)):
        return False
    if marker_of(text) is None and not text.isupper() and len(parts) != 2:
        return False
    below = rows[index + 1]
    columns = {column_of(part, gaps) for part in below.parts}
    return (
        follows(rows, index + 1, 2 * NEAR)
        and _narrowed(gaps, below, least_gap) is not None
        and 0 in columns
        and len(columns) >= LEAST_COLUMNS
    )


def _logical_rows(rows: Sequence[TextRow], places: range, groups: set[int], gaps: Gaps) -> list[list[int]] | None:
    """The lines of each row of the table; None where that cannot be told.

    A row begins where its number stands, if that stands at its top; else wide distances part the rows.
    """
    numbered = {index for index in places if index not in groups and column_of(rows[index].parts[0], gaps) == 0}
    around_groups = groups | {index + 1 for index in groups}
    distances = _distances(rows, places)
    pitch = min(distances.values(), default=0.0)
    wide = {index for index, distance in distances.items() if distance > _APART * pitch}
    is_rest = not places.start
    by_distance = _split_before(places, wide | around_groups)
    counts = [1 if lines[0] in groups else len(numbered.intersection(lines)) for lines in by_distance]
    if wide and all(count == 1 for count in counts[is_rest:]) and all(count <= 1 for count in counts):
        return by_distance
    by_number = _split_before(places, numbered | around_groups)
    is_on_top = all(
        any(column_of(part, gaps) == 1 for part in rows[lines[0]].parts) for lines in by_number if lines[0] in numbered
    )
    is_whole = bool(by_number) and (is_rest or by_number[0][0] in numbered | groups)
    return by_number if is_on_top and is_whole else None


def _split_before(places: range, starts: set[int]) -> list[list[int]]:
    lines: list[list[int]] = []
    for index in places:
        if not lines or index in starts:
            lines.append([])
        lines[-1].append(index)
    return lines


def _is_filled(rows: Sequence[TextRow], logical: Sequence[Sequence[int]], groups: set[int], gaps: Gaps) -> bool:
    """Whether most rows have words in three columns or more."""
    filled = [
        len({column_of(part, gaps) for index in lines for part in rows[index].parts}) >= LEAST_COLUMNS
        for lines in logical
        if lines[0] not in groups
    ]
    return sum(filled) * 2 > len(filled)


def _cells(
    rows: Sequence[TextRow], header: Header, logical: Sequence[Sequence[int]], groups: set[int]
) -> tuple[AlignedCell, ...]:
    width = len(header.gaps) + 1
    cells = _header_cells(rows, header)
    height = 1 + max((cell.row for cell in cells), default=-1)
    for number, lines in enumerate(logical, start=height):
        pieces = _pieces(rows, lines)
        if lines[0] in groups:
            cells += _group_cells(number, pieces, width)
        else:
            cells += [
                AlignedCell(number, column, 1, 1, _of_column(rows, pieces, column, header.gaps))
                for column in range(width)
            ]
    return tuple(cells)


def _header_cells(rows: Sequence[TextRow], header: Header) -> list[AlignedCell]:
    """The heads: in one row, or in two where some stand over several columns."""
    if not header.lines:
        return []
    width = len(header.gaps) + 1
    own = [piece for piece in _pieces(rows, header.lines) if piece not in header.spanning]
    height = 2 if header.spanning else 1
    over: dict[int, list[Piece]] = {}
    for piece in sorted(header.spanning):
        head = rows[piece.row].parts[piece.part]
        below = [
            column
            for column in range(width)
            if (column == 0 or header.gaps[column - 1][0] < head.x1)
            and (column == width - 1 or head.x0 < header.gaps[column][1])
        ]
        over.update({column: [*over.get(column, []), piece] for column in below})
    upper: list[AlignedCell] = []
    lower: list[AlignedCell] = []
    for column in range(width):
        pieces = _of_column(rows, own, column, header.gaps)
        if column not in over:
            upper.append(AlignedCell(0, column, height, 1, pieces))
            continue
        lower.append(AlignedCell(1, column, 1, 1, pieces))
        if upper and upper[-1].pieces == tuple(over[column]):
            upper[-1] = replace(upper[-1], column_span=upper[-1].column_span + 1)
        else:
            upper.append(AlignedCell(0, column, 1, 1, tuple(over[column])))
    return upper + lower


def _pieces(rows: Sequence[TextRow], lines: Iterable[int]) -> list[Piece]:
    return [Piece(index, place) for index in lines for place in range(len(rows[index].parts))]


def _of_column(rows: Sequence[TextRow], pieces: Sequence[Piece], column: int, gaps: Gaps) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if column_of(rows[piece.row].parts[piece.part], gaps) == column)


def _group_cells(number: int, pieces: Sequence[Piece], width: int) -> list[AlignedCell]:
    """A heading among rows: over all columns, or over all but the one of its number."""
    if len(pieces) == 1:
        return [AlignedCell(number, 0, 1, width, tuple(pieces))]
    return [AlignedCell(number, 0, 1, 1, (pieces[0],)), AlignedCell(number, 1, 1, width - 1, (pieces[1],))]
