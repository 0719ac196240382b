"""Rows of a table in plain text of which some end early: titles of groups, and heads that stand over several others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.read.cells import Grid


def grid_of_rows(rows: Sequence[tuple[str, ...]], end: int) -> Grid:
    """The rows as a grid as wide as the widest of them, which ends before line `end`."""
    width = max(map(len, rows))
    if len(rows) > 1 and (heads := _heads_above(rows[0], rows[1], width)) is not None:
        below = tuple(head or above for head, above in zip(rows[1], heads, strict=True))
        return Grid((heads, below, *(_filled(row, width) for row in rows[2:])), end, header=2)
    return Grid(tuple(_filled(row, width) for row in rows), end)


def _heads_above(heads: tuple[str, ...], below: tuple[str, ...], width: int) -> tuple[str, ...] | None:
    """The heads of a first row, each repeated over the columns that it spans, as the second row tells.

    A blank below is the head above going on, words that follow each other stand under one head; None where the number
    of heads says otherwise.
    """
    if len(heads) == width or len(below) != width:
        return None
    runs = [(is_blank, len(list(some))) for is_blank, some in groupby(below, key=lambda cell: not cell)]
    spans = [span for is_blank, length in runs for span in ([1] * length if is_blank else [length])]
    if len(spans) != len(heads):
        return None
    return tuple(head for head, span in zip(heads, spans, strict=True) for _ in range(span))


def _filled(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return row + ("",) * (width - len(row))
