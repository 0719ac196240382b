"""Tables in plain text that were copied from a web page: one cell per line between blank lines, empty cells as U+00A0.

The width of such a table is that of its header; its rows are numbered, or end where their run of empty cells ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from extractors.table_words import Role, role_of_head
from pipeline.read.cells import Grid
from pipeline.read.grids import begins_head_or_foot
from pipeline.read.nested_heads import nested_heads

_MOST_HEADS = 40
_MOST_CELLS = 20_000
_FEWEST_ROWS = 3
"""How many rows, with that of the heads, such a table of tasks has at least."""
_LABEL_HEAD = regex.compile(r"\W{0,4}(?:S\s?TT|TT|Số TT|Số thứ tự)\W{0,4}", regex.IGNORECASE)
_NUMBER = regex.compile(r"\d{1,3}\.?")
_DOTTED = regex.compile(r"(\d{1,3}(?:\.\d{1,3}){0,3})\.?")
_TITLE = regex.compile(r"(?:[IVX]{1,5}|[A-HK-UĐ]|\d{1,2})\s?[.)]\s|[\p{Lu}\s,;–-]{8,200}$")
_LABEL = regex.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zđ]|[IVX]{1,5}|[-+])?[.)]?")
_ITEM = regex.compile(r"(?:[IVX]{1,5}|\d{1,2})\.\s|\(|[-+•]\s")
_AFTER_FORM = regex.compile(r"\(\s?(?:Kèm theo|Ban hành kèm)|Ghi chú\s?:|Nơi nhận|PHỤ LỤC|Người lập|\(Ký")


def blank_cell_table(lines: Sequence[str], start: int) -> Grid | None:
    """The table of tasks or form that begins at line `start` with its first head, None when none does."""
    if (tasks := _task_table(lines, start)) is not None:
        return tasks
    heads, first_row = _header(lines, start)
    if heads is None:
        return None
    header = _nested_header(heads)
    width = len(header[0])
    cells, ends = _until_text(_tokens(lines, first_row))
    rows = _rows_by_number(cells, width)
    if "" in cells:
        rows = max(rows, _rows_with_blanks(cells, width), key=len)
    if not rows:
        return None
    used = sum(length for _, length in rows)
    return Grid((*header, *(row for row, _ in rows)), ends[used - 1], len(header))


def _task_table(lines: Sequence[str], start: int) -> Grid | None:
    """A table of tasks: below heads that say so rows with a label and a cell for each head, of one paragraph or more.

    Group rows among them have a label, a title, and empty cells.
    """
    if _LABEL_HEAD.fullmatch(lines[start].strip()) is None:
        return None
    cells, ends = _until_text(_paragraph_cells(lines, start))
    first = next((place for place in range(3, min(len(cells), _MOST_HEADS)) if _opens_rows(cells, place)), 0)
    heads = nested_heads(cells[:first])
    width = len(heads.lowest)
    roles = {role_of_head(head) for head in heads.lowest[1:]}
    if Role.TASK not in roles or not roles & {Role.LEAD, Role.BOTH, Role.TIME}:
        return None
    rows, index = [*heads.rows], first
    while (found := _labelled_row(cells, index, width)) is not None:
        rows.append(found[0])
        index += found[1]
    return Grid(tuple(rows), ends[index - 1], len(heads.rows)) if len(rows) >= _FEWEST_ROWS else None


def _opens_rows(cells: list[str], place: int) -> bool:
    """Whether the cell at a place is no head: a label, or the title of a group above a numbered row."""
    if _LABEL.fullmatch(cells[place]):
        return True
    return (
        _TITLE.match(cells[place]) is not None and _DOTTED.fullmatch("".join(cells[place + 1 : place + 2])) is not None
    )


def _labelled_row(cells: list[str], index: int, width: int) -> tuple[tuple[str, ...], int] | None:
    """The row that begins with a cell, and how many cells it takes; None where none does.

    A group row may have its title alone, or beside its label, where a row with a number follows.
    """
    row = tuple(cells[index : index + width])
    if len(row) < 2 or not row[0] or not row[1]:
        return None
    is_labelled = _LABEL.fullmatch(row[0]) is not None
    if not is_labelled and _TITLE.match(row[0]) and _DOTTED.fullmatch(row[1]):
        return (row[0],) * width, 1
    if is_labelled and len(row) > 2 and _DOTTED.fullmatch(row[2]) and not _DOTTED.fullmatch(row[1]):
        return (row[0], row[1], *[""] * (width - 2)), 2
    return (row, width) if is_labelled and len(row) == width else None


def _paragraph_cells(lines: Sequence[str], start: int) -> Iterator[tuple[str, int]]:
    """The cells from line `start` on that blank lines part, and where each ends: "" for a line of U+00A0 alone."""
    open_cell: list[str] = []
    for index in range(start, len(lines)):
        if lines[index].strip(" \t\r"):
            open_cell.append(lines[index].strip())
        elif open_cell:
            yield "\n".join(open_cell).strip(), index
            open_cell = []
    if open_cell:
        yield "\n".join(open_cell).strip(), len(lines)


def _tokens(lines: Sequence[str], start: int) -> Iterator[tuple[str, int]]:
    """The cells from line `start` on, and where each ends: "" for a line of U+00A0 alone; blank lines are none."""
    for index in range(start, len(lines)):
        if lines[index].strip(" \t\r"):
            yield lines[index].strip(), index + 1


def _header(lines: Sequence[str], start: int) -> tuple[list[str] | None, int]:
    """The heads of the columns from line `start` on and the first line of the rows, None when there is no header."""
    numbered = _LABEL_HEAD.fullmatch(lines[start].strip()) is not None
    heads: list[str] = []
    end = start
    for text, after in _tokens(lines, start):
        if text == "" or (numbered and len(heads) > 1 and _NUMBER.fullmatch(text)):
            break
        if len(text) > 160 or len(heads) == _MOST_HEADS or text.endswith((".", ";", ":")) or begins_head_or_foot(text):
            return None, start
        if not numbered and _ITEM.match(text):
            return None, start
        heads.append(text)
        end = after
    else:
        return None, start
    return (heads, end) if len(heads) >= (3 if numbered else 4) else (None, start)


def _nested_header(heads: list[str]) -> list[tuple[str, ...]]:
    """The header in rows: heads that repeat at its end stand under as many heads that span them."""
    for size in range(2, len(heads) // 3 + 1):
        times = 1
        while heads[-size * (times + 1) : len(heads) - size * times] == heads[len(heads) - size :]:
            times += 1
        singles = len(heads) - size * times - times
        if times >= 2 and singles >= 1:
            spanning = [head for head in heads[singles : singles + times] for _ in range(size)]
            return [(*heads[:singles], *spanning), (*heads[:singles], *heads[singles + times :])]
    return [tuple(heads)]


def _until_text(found: Iterable[tuple[str, int]]) -> tuple[list[str], list[int]]:
    """The cells before the text that follows a form, and where each ends."""
    cells: list[str] = []
    ends: list[int] = []
    for text, end in found:
        if len(cells) == _MOST_CELLS or _AFTER_FORM.match(text):
            break
        cells.append(text)
        ends.append(end)
    return cells, ends


def _rows_with_blanks(cells: list[str], width: int) -> list[tuple[tuple[str, ...], int]]:
    """Rows of a form to fill in: a row ends with its run of empty cells; a label that spans rows is carried on."""
    blanks = width - 2
    rows: list[tuple[tuple[str, ...], int]] = []
    index, spanned = 0, ""
    while index < len(cells):
        row: list[str] = []
        run = 0
        while index + len(row) < len(cells) and len(row) < width and not (run >= blanks and len(row) >= width - 1):
            cell = cells[index + len(row)]
            run = 0 if cell else run + 1
            row.append(cell)
        if run < blanks or not any(row):
            break
        length = len(row)
        if length == width - 1:
            row = [spanned, *row]
        elif not _LABEL.fullmatch(row[0]):
            spanned = row[0]
        rows.append((tuple(row), length))
        index += length
    return rows


def _rows_by_number(cells: list[str], width: int) -> list[tuple[tuple[str, ...], int]]:
    """Rows that are numbered on (`1`, `1.1`, `1.2`, `2`), each with one cell, filled or empty, for each head."""
    rows: list[tuple[tuple[str, ...], int]] = []
    number: tuple[int, ...] = (0,)
    for index in range(0, len(cells) - width + 1, width):
        match = _DOTTED.fullmatch(cells[index])
        following = tuple(map(int, match[1].split("."))) if match is not None else ()
        if following not in _following(number):
            break
        number = following
        rows.append((tuple(cells[index : index + width]), width))
    return rows if len(rows) >= 2 else []


def _following(number: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The numbers that may come after one: its first sub-number, or the next one of its level or of one above."""
    return [(*number, 1), *((*number[:level], number[level] + 1) for level in range(len(number)))]
