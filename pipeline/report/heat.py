"""Tables of counts whose cells are the darker the more they hold; each cell says its number too."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_SHADES = 5
_LEAST = 5
"""So much is the darkest at least: a single task in a small corpus is no peak."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A count, and how dark it is: 0 (nothing) to 5."""

    column: str
    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """The counts of one row."""

    name: str
    cells: tuple[HeatCell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Heat:
    """A table of counts. `left_out` rows are not shown."""

    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    left_out: int = 0


def heat_of(
    counts: Counter[tuple[str, str]], *, rows: Sequence[str], columns: Sequence[str], left_out: int = 0
) -> Heat:
    """The table of these rows and columns."""
    highest = max((counts[row, column] for row in rows for column in columns), default=0)
    return Heat(tuple(columns), tuple(_row(name, columns, counts, highest) for name in rows), left_out=max(0, left_out))


def _row(name: str, columns: Sequence[str], counts: Counter[tuple[str, str]], highest: int) -> HeatRow:
    cells = tuple(HeatCell(column, counts[name, column], shade(counts[name, column], highest)) for column in columns)
    return HeatRow(name, cells, sum(cell.count for cell in cells))


def shade(count: int, highest: int) -> int:
    """How dark a count is beside the largest one: by its square root, so that one peak does not pale all others."""
    return math.ceil(_SHADES * math.sqrt(count / max(highest, _LEAST)))
