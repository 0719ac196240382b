"""Rows of a page in reading order: the head of an instrument and its foot stand in two columns, left column first.

Nghị định 30/2020/NĐ-CP, Phụ lục I, IV: ô số 2, 3 beside ô số 1, 4 (issuer and number | Quốc hiệu and date), ô số 9b
beside ô số 7 (Nơi nhận | signature).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.read.grids import begins_head_or_foot
from pipeline.read.lines import COLUMN_GAP, Line, joined_line

_MIN_GUTTER = 6.0
_MAX_SIGNATURE = 130.0
"""The most room for a signature between two lines of the foot, in points."""

_BESIDE = 0.95
"""The tops of two lines that stand beside each other differ by less than this share of their height."""

_ADDRESSED = regex.compile(r"Kính\s{1,3}gửi")


@dataclass(frozen=True, slots=True)
class Column:
    """Lines of the head or foot that stand below each other in one column."""

    lines: tuple[Line, ...]


@dataclass(slots=True)
class _Pair:
    """Two columns while they are collected; `left` is where the one ends, `right` where the other begins."""

    left: float
    right: float
    sides: tuple[list[list[Line]], list[list[Line]]]

    def add(self, row: Sequence[Line]) -> bool:
        """Take a row in, unless it cannot be a part of these columns."""
        side_of = [self._side(line) for line in row]
        if None in side_of:
            return False
        parts = [[line for line, side in zip(row, side_of, strict=True) if side == number] for number in (0, 1)]
        for part, lines in zip(parts, self.sides, strict=True):
            if part and lines and not (parts[0] and parts[1]) and not _stands_under(part, lines):
                return False
        for part, lines in zip(parts, self.sides, strict=True):
            if part:
                lines.append(part)
        if parts[0]:
            self.left = max(self.left, parts[0][-1].x1)
        if parts[1]:
            self.right = min(self.right, parts[1][0].x0)
        return True

    def columns(self) -> list[Line | Column]:
        """Both columns, left first; the parts of a row on one side are one line."""
        return [Column(tuple(joined_line(part) for part in lines)) for lines in self.sides if lines]

    def is_head_or_foot(self) -> bool:
        """Whether any of the lines begins as those of the head or foot of an instrument."""
        return any(begins_head_or_foot(joined_line(part).text) for lines in self.sides for part in lines)

    def _side(self, line: Line) -> int | None:
        if line.x0 < self.left and line.x1 <= self.right - _MIN_GUTTER:
            return 0
        return 1 if line.x0 >= self.left + _MIN_GUTTER else None


def reading_order(rows: Sequence[Sequence[Line]]) -> list[Line | Column]:
    """Lines and columns in the order in which they are read."""
    ordered: list[Line | Column] = []
    index = 0
    while index < len(rows):
        pair, end = _columns_from(rows, index)
        if pair is not None:
            ordered += pair.columns()
            index = end
        else:
            ordered.append(joined_line(rows[index]))
            index += 1
    return ordered


def _columns_from(rows: Sequence[Sequence[Line]], start: int) -> tuple[_Pair | None, int]:
    """The two columns that begin at a row and the row after them; None if none begin there."""
    seed, end = _seed(rows, start)
    if seed is None:
        return None, start
    left, right = max(((a.x1, b.x0) for a, b in pairwise(seed)), key=lambda gap: gap[1] - gap[0])
    pair = _Pair(left, right, ([], []))
    if not all(pair.add(row) for row in rows[start:end]):
        return None, start
    while end < len(rows) and rows[end][0].top - rows[end - 1][0].bottom < _MAX_SIGNATURE:
        if _ADDRESSED.match(rows[end][0].text) or not pair.add(rows[end]):
            break
        end += 1
    return (pair, end) if pair.is_head_or_foot() else (None, start)


def _seed(rows: Sequence[Sequence[Line]], start: int) -> tuple[Sequence[Line] | None, int]:
    """A row that shows both columns, and the row after it.

    The columns may have lines of their own height: the issuer stands a little higher or lower than Quốc hiệu.
    """
    first = rows[start]
    if _is_split(first):
        return first, start + 1
    if start + 1 >= len(rows):
        return None, start
    second = rows[start + 1]
    distance = second[0].top - first[0].top
    if _is_split(second) and _is_capitals(first) and distance < 2 * first[0].height:
        return second, start + 2
    if len(first) == len(second) == 1 and distance < _BESIDE * first[0].height:
        left, right = sorted((first[0], second[0]), key=lambda line: line.x0)
        if right.x0 - left.x1 > COLUMN_GAP * left.height and len(left.text) > 4:
            return (left, right), start + 2
    return None, start


def _is_split(row: Sequence[Line]) -> bool:
    return len(row) >= 2 and len(row[0].text) > 4


def _is_capitals(row: Sequence[Line]) -> bool:
    return len(row) == 1 and row[0].text.isupper()


def _stands_under(part: Sequence[Line], lines: Sequence[Sequence[Line]]) -> bool:
    """Whether a line stands under others of its column: the same left side, or about the same middle."""
    x0, middle = part[0].x0, (part[0].x0 + part[-1].x1) / 2
    height = part[0].height
    return any(
        abs(other[0].x0 - x0) < height / 2 or abs((other[0].x0 + other[-1].x1) / 2 - middle) < 1.5 * height
        for other in lines
    )
