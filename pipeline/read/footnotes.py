"""Footnotes of a page: the small lines at its foot and the raised numbers in the text that lead to them.

A raised number without a note of that number stays in the text: it is an exponent (`m` with a raised 2).
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import regex

from pipeline.read.glyphs import Glyph

_SMALL = 0.93
_RAISED = 0.78

Row = list[Glyph]


def without_notes(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of a page (from top to bottom) without notes and their marks, and the rows of the notes."""
    marks = {number for row in rows for number in _raised_numbers(row)}
    if not marks:
        return list(rows), []
    usual = median(_height(row) for row in rows)
    start = end = len(rows)
    if rows and regex.fullmatch(r"[-–\s]*\d{1,4}[-–\s]*", _text(rows[-1])):
        start = end = len(rows) - 1
    while start > 0 and _height(rows[start - 1]) < _SMALL * usual:
        start -= 1
    while start < end and _note_number(rows[start]) not in marks:
        start += 1
    notes = [list(row) for row in rows[start:end]]
    numbers = {_note_number(row) for row in notes}
    body = [_without_marks(row, numbers) for row in (*rows[:start], *rows[end:])]
    return [row for row in body if row], notes


def _raised_numbers(row: Row) -> list[str]:
    return ["".join(glyph.text for glyph in run) for run in _raised_runs(row)]


def _without_marks(row: Row, numbers: set[str]) -> Row:
    gone = {id(glyph) for run in _raised_runs(row) if "".join(g.text for g in run) in numbers for glyph in run}
    return [glyph for glyph in row if id(glyph) not in gone] if gone else row


def _raised_runs(row: Row) -> list[Row]:
    """Runs of digits that are set smaller and higher than their row; a row is sorted from left to right for it."""
    height = _height(row)
    if all(glyph.height >= _RAISED * height for glyph in row):
        return []
    middle = median(glyph.middle for glyph in row)
    runs: list[Row] = []
    before: Glyph | None = None
    for glyph in sorted(row, key=lambda item: item.x0):
        if glyph.text.isdigit() and glyph.height < _RAISED * height and glyph.middle < middle:
            if before is not None and runs and runs[-1][-1] is before:
                runs[-1].append(glyph)
            else:
                runs.append([glyph])
        before = glyph
    return runs


def _note_number(row: Row) -> str:
    found = regex.match(r"\d{1,3}(?!\d|[./)]\d)", _text(row))
    return found[0] if found else ""


def _text(row: Row) -> str:
    return "".join(glyph.text for glyph in sorted(row, key=lambda item: item.x0))


def _height(row: Row) -> float:
    return median(glyph.height for glyph in row)
