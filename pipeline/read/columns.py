"""Rows of a page in reading order: the head of an instrument and its foot stand in two columns, left column first.

Nghị định 30/2020/NĐ-CP, Phụ lục I, IV: ô số 2, 3 beside ô số 1, 4 (issuer and number | Quốc hiệu and date), ô số 9b
beside ô số 7 (Nơi nhận | signature).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.grids import begins_head_or_foot
from pipeline.read.lines import Line, joined_line

_MIN_GUTTER = 6.0


@dataclass(frozen=True, slots=True)
class Column:
    """Lines of the head or foot that stand below each other in one column."""

    lines: tuple[Line, ...]


def reading_order(rows: Sequence[Sequence[Line]]) -> list[Line | Column]:
    """Lines and columns in the order in which they are read."""
    ordered: list[Line | Column] = []
    index = 0
    while index < len(rows):
        end, gutter = _two_columns(rows, index)
        if end > index:
            for side in (_left_of, _right_of):
                parts = [side(row, gutter) for row in rows[index:end]]
                ordered.append(Column(tuple(joined_line(part) for part in parts if part)))
            index = end
        else:
            ordered.append(joined_line(rows[index]))
            index += 1
    return ordered


def _two_columns(rows: Sequence[Sequence[Line]], start: int) -> tuple[int, float]:
    """Where the two columns that begin at a row end, and a place between them; `start` itself if there are none."""
    if not _is_split(rows[start]):
        # The issuer may stand a little lower or higher than Quốc hiệu, as a row of its own.
        if start + 1 >= len(rows) or len(rows[start]) > 1 or not _is_split(rows[start + 1]):
            return start, 0.0
        if not _beside(rows[start][0], rows[start + 1]):
            return start, 0.0
    left, right = 0.0, float("inf")
    end = start
    last_split = start
    while end < len(rows):
        row = rows[end]
        if len(row) == 1:
            line = row[0]
            fits = line.x1 <= right - _MIN_GUTTER and (left == 0.0 or line.x1 <= left + _MIN_GUTTER or line.x0 < left)
            if not (fits and line.x1 < right) and not line.x0 > left + _MIN_GUTTER:
                break
            if left == 0.0:
                end += 1
                continue
            if end > last_split and not _aligned(line, [x for r in rows[start:end] for x in r], (left + right) / 2):
                break
        else:
            gap_left, gap_right = _gutter(row)
            if min(right, gap_right) - max(left, gap_left) < _MIN_GUTTER:
                break
            left, right = max(left, gap_left), min(right, gap_right)
            last_split = end
        end += 1
    lines = [line for row in rows[start:end] for line in row]
    if not any(begins_head_or_foot(line.text) for line in lines):
        return start, 0.0
    return end, (left + right) / 2


def _left_of(row: Sequence[Line], gutter: float) -> list[Line]:
    return [line for line in row if line.x0 < gutter]


def _right_of(row: Sequence[Line], gutter: float) -> list[Line]:
    return [line for line in row if line.x0 >= gutter]


def _is_split(row: Sequence[Line]) -> bool:
    return len(row) == 2 and len(row[0].text) > 4


def _gutter(row: Sequence[Line]) -> tuple[float, float]:
    """The widest gap of a row."""
    pairs = zip(row, row[1:], strict=False)
    return max(((a.x1, b.x0) for a, b in pairs), key=lambda gap: gap[1] - gap[0])


def _beside(line: Line, row: Sequence[Line]) -> bool:
    gap = _gutter(row)
    on_one_side = line.x1 < gap[1] - _MIN_GUTTER or line.x0 > gap[0] + _MIN_GUTTER
    return on_one_side and row[0].top - line.top < 2 * line.height and _aligned(line, list(row), sum(gap) / 2)


def _aligned(line: Line, others: list[Line], gutter: float) -> bool:
    """Whether a line stands under others of its column: the same left side, or the same middle."""
    column = [other for other in others if (other.x0 < gutter) == (line.x0 < gutter)]
    if not column or (line.x0 < gutter < line.x1):
        return False
    middle = (line.x0 + line.x1) / 2
    reach = 1.5 * line.height
    return any(
        abs(other.x0 - line.x0) < line.height / 2 or abs((other.x0 + other.x1) / 2 - middle) < reach for other in column
    )
