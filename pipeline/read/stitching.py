"""The joining of tables that a page break tore apart.

No file says that a table goes on over a page; it is told by what stands between the two parts (nothing), by the
columns, by a repeated title row and by a first row without a number of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import regex

from pipeline.layout import CellBlock, Fragment
from pipeline.read.page_tables import PageTable, text_of

_COLUMN_REACH = 6.0
_ALIKE = 0.85
"""From which likeness on two rows of titles are the same."""

_MIN_TITLE = 12
_CLOSED = (".", ";", ":", "!", "?")
_LABEL_HEAD = regex.compile(r"(?:STT|TT|S[ốÔ]\s?TT|S\.?T\.?T\.?)", regex.IGNORECASE)


def goes_on(table: PageTable, following: PageTable) -> bool:
    """Whether a table on the next page, with nothing between the two, is the rest of a table."""
    if _common_columns(table, following) is None:
        return False
    first = text_of(following.row(0)[0]) if following.row(0) else ""
    return not _LABEL_HEAD.fullmatch(first.strip(" .")) or _repeated_rows(table, following) > 0


def joined(table: PageTable, following: PageTable) -> PageTable:
    """The table with its rest from the next page: repeated title rows left out, a broken row made whole."""
    columns = _common_columns(table, following) or table.columns
    table, following = _with_columns(table, columns), _with_columns(following, columns)
    skip = _repeated_rows(table, following)
    rest = [cell for cell in following.cells if cell.row >= skip]
    cells = list(table.cells)
    shift = table.height - skip
    if rest and _is_broken(table, rest, skip):
        cells = _with_broken_row(cells, [cell for cell in rest if cell.row == skip])
        rest = [cell for cell in rest if cell.row > skip]
        shift -= 1
    moved = [replace(cell, row=cell.row + shift) for cell in rest]
    merged = _with_open_cells(cells, moved, table.height)
    return PageTable(tuple(sorted(merged, key=lambda c: (c.row, c.column))), columns, table.top, following.bottom)


def _common_columns(table: PageTable, following: PageTable) -> tuple[float, ...] | None:
    """The borders of the columns of both parts, in the place of the first; None where they do not fit.

    One part may lack borders, when all its rows are merged there.
    """
    shift = following.columns[0] - table.columns[0]
    moved = tuple(border - shift for border in following.columns)
    if len(moved) == len(table.columns):
        # Word may draw a column a little wider on another page.
        fits = all(abs(a - b) <= 2 * _COLUMN_REACH for a, b in zip(moved, table.columns, strict=True))
        return table.columns if fits else None
    many, few = (moved, table.columns) if len(moved) > len(table.columns) else (table.columns, moved)
    fits = abs(many[-1] - few[-1]) <= _COLUMN_REACH and all(
        any(abs(border - other) <= _COLUMN_REACH for other in many) for border in few
    )
    return many if fits else None


def _with_columns(table: PageTable, columns: tuple[float, ...]) -> PageTable:
    """The table with its cells placed between these borders."""
    if len(table.columns) == len(columns):
        return table
    shift = table.columns[0] - columns[0]
    place = [min(range(len(columns)), key=lambda i: abs(columns[i] - border + shift)) for border in table.columns]
    cells = (
        replace(
            cell,
            column=place[cell.column],
            column_span=max(1, place[cell.column + cell.column_span] - place[cell.column]),
        )
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells), columns=columns)


def _repeated_rows(table: PageTable, following: PageTable) -> int:
    """How many rows at the top of the rest repeat those of the table: titles of columns, the numbers under them."""
    count = 0
    while count < min(table.height, following.height, 4):
        if not _is_repeated(_key(table, count), _key(following, count)):
            break
        count += 1
    first = text_of(table.row(0)[0]) if table.row(0) else ""
    looks_like_title = bool(_LABEL_HEAD.fullmatch(first.strip(" .\n"))) or all(
        cell.bold for cell in table.row(0) if cell.fragments
    )
    return count if count >= 1 and (looks_like_title or count > 1 or len(table.row(0)) > 1) else 0


def _is_repeated(ours: str, theirs: str) -> bool:
    """Whether two rows say the same; titles of columns may differ in a letter that OCR took for another."""
    if ours == theirs or not ours or not theirs:
        return bool(ours) and ours == theirs
    if regex.search(r"\d", ours + theirs) or min(len(ours), len(theirs)) < _MIN_TITLE:
        return False
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _ALIKE


def _key(table: PageTable, row: int) -> str:
    return regex.sub(r"\s", "", "|".join(text_of(cell) for cell in table.row(row))).lower()


def _is_broken(table: PageTable, rest: Sequence[CellBlock], row: int) -> bool:
    """Whether the first row of the rest is the second half of the last row of the table."""
    halves = [cell for cell in rest if cell.row == row]
    filled = [cell for cell in halves if cell.fragments]
    height = table.height
    last = {cell.column: cell for cell in table.cells if cell.row + cell.row_span == height}
    if not filled or any(cell.column_span > 1 and cell.column_span == table.width for cell in filled):
        return False
    label = next((cell for cell in halves if cell.column == 0), None)
    if label is not None and label.fragments:
        return _is_cut_number(table, last.get(0), label)
    if any(cell.column not in last or last[cell.column].column_span != cell.column_span for cell in filled):
        return False
    if any(cell.column == 1 and not last[cell.column].fragments for cell in filled):
        return True  # only the number had room at the end of the page
    open_ended = any(
        last[cell.column].fragments and (not text_of(last[cell.column]).endswith(_CLOSED) or text_of(cell)[0].islower())
        for cell in filled
    )
    return open_ended or len(filled) < sum(bool(cell.fragments) for cell in last.values() if cell.column > 0)


def _is_cut_number(table: PageTable, last: CellBlock | None, label: CellBlock) -> bool:
    """`10.8` at the end of a page and `8` at the top of the next are the number 10.88, when 10.87 comes before them."""
    if last is None or not last.fragments:
        return False
    head, tail = text_of(last), text_of(label)
    before = [text_of(cell) for cell in table.cells if cell.column == 0 and cell.fragments and cell is not last]
    if not before or not regex.fullmatch(r"[\d.]{1,8}", head + tail) or not tail.isdigit():
        return False
    stem, _, number = before[-1].rstrip(".").rpartition(".")
    whole_stem, _, whole = (head + tail).rpartition(".")
    return number.isdigit() and whole.isdigit() and stem == whole_stem and int(whole) == int(number) + 1


def _with_broken_row(cells: list[CellBlock], halves: Sequence[CellBlock]) -> list[CellBlock]:
    bottom = max(cell.row + cell.row_span for cell in cells)
    by_column = {cell.column: cell for cell in halves if cell.fragments}
    whole = []
    for cell in cells:
        half = by_column.get(cell.column) if cell.row + cell.row_span == bottom else None
        whole.append(replace(cell, fragments=_whole(cell, half)) if half is not None else cell)
    return whole


def _whole(cell: CellBlock, half: CellBlock) -> tuple[Fragment, ...]:
    """The fragments of both halves; a word or number cut by the page belongs to where it begins."""
    if not cell.fragments:
        return half.fragments
    *before, last = cell.fragments
    first, *rest = half.fragments
    is_glued = regex.search(r"\S[-/]$", last.text) or (cell.column == 0 and first.text.isdigit())
    if not is_glued:
        return (*cell.fragments, *half.fragments)
    head, _, tail = first.text.partition(" ")
    moved = (replace(first, text=tail),) if tail else ()
    return (*before, replace(last, text=last.text + head), *moved, *rest)


def _with_open_cells(cells: list[CellBlock], moved: list[CellBlock], height: int) -> list[CellBlock]:
    """Cells merged over rows of both pages made one: at the top of the rest they are drawn again, without words."""
    whole = list(cells)
    above: dict[int, int] = {}
    for index, cell in enumerate(whole):
        if cell.row + cell.row_span == height:
            above.setdefault(cell.column, index)
    kept = []
    for cell in moved:
        index = above.get(cell.column, -1)
        is_open = index >= 0 and cell.column > 0 and (cell.row_span > 1 or whole[index].row_span > 1)
        if is_open and not cell.fragments and cell.row == height and whole[index].fragments:
            whole[index] = replace(whole[index], row_span=whole[index].row_span + cell.row_span)
        else:
            kept.append(cell)
    return whole + kept
