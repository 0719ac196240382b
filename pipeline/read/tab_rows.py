"""Tables in plain text whose rows are lines of cells with tabs between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.markers import is_label
from pipeline.read.cells import Grid
from pipeline.read.ragged_rows import grid_of_rows

_MOST_BLANK = 2


def tab_rows(lines: Sequence[str], start: int) -> Grid | None:
    """Rows that are lines of cells with tabs between them; a page break may leave blank lines among them.

    A row whose cells hold line breaks stands on several lines, apart from the others. Half of the rows and more are as
    wide as the widest.
    """
    if lines[start].count("\t") < 2 or not lines[start].strip("\t\xa0 "):
        return None
    blocks = list(_blocks(lines, start))
    width = 1 + max(lines[index].count("\t") for block in blocks for index in block)
    rows: list[tuple[str, ...]] = []
    end = start
    for block in blocks:
        cells = [_cells(lines[index]) for index in block]
        if (whole := _joined(cells, width)) is not None:
            rows.append(whole)
            end = block[-1] + 1
            continue
        for index, row in zip(block, cells, strict=True):
            if len(row) < 3 and not _is_title(row, lines, index + 1):
                return _grid(rows, end)
            rows.append(row)
            end = index + 1
    return _grid(rows, end)


def _grid(rows: Sequence[tuple[str, ...]], end: int) -> Grid | None:
    width = max(map(len, rows), default=0)
    if len(rows) < 2 or sum(len(row) == width for row in rows) * 2 < len(rows):
        return None
    return grid_of_rows(rows, end)


def _blocks(lines: Sequence[str], start: int) -> Iterator[list[int]]:
    """The lines from one on between blank lines, up to those without a tab or a wider gap."""
    end = start
    for is_blank, some in groupby(range(start, len(lines)), key=lambda index: not lines[index].strip()):
        block = list(some)
        if is_blank:
            continue
        if block[0] - end > _MOST_BLANK or not any("\t" in lines[index] for index in block):
            return
        end = block[-1] + 1
        yield block


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("\t"))


def _is_title(row: tuple[str, ...], lines: Sequence[str], after: int) -> bool:
    """Whether a short row is the title of a group: a label and words above a row."""
    following = next((line for line in lines[after : after + _MOST_BLANK + 1] if line.strip()), "")
    return len(row) == 2 and is_label(row[0]) and following.count("\t") > 1


def _joined(parts: Sequence[tuple[str, ...]], width: int) -> tuple[str, ...] | None:
    """The row that lines make whose breaks stand within cells; None where they are rows of their own."""
    if len(parts) < 2 or sum(map(len, parts)) - len(parts) + 1 != width or any(is_label(part[0]) for part in parts[1:]):
        return None
    row = list(parts[0])
    for part in parts[1:]:
        row[-1] = f"{row[-1]}\n{part[0]}".strip()
        row += part[1:]
    return tuple(row)
