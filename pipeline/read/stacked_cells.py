"""Tables whose cells stand one below the other, a line each, with nothing between them: copies of web pages.

The header tells the columns, what a line says tells which of them it is in: a number, a time, bodies, work. Of all ways
to place the lines the one is taken that fits best, found line by line (dynamic programming over the columns).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

import regex

from extractors.agencies.cells import is_agency_list
from extractors.markers import is_label
from extractors.table_words import Role, is_agency_cell, is_time_cell, role_of_head, with_one_lead
from extractors.values import value_class
from extractors.verbs import opens_with_action
from pipeline.layout import ParagraphBlock, TableBlock
from pipeline.read.aligned_header import is_label_head
from pipeline.read.bar_rows import pipe_rows
from pipeline.read.cells import Grid, table_block
from pipeline.read.grids import begins_head_or_foot
from pipeline.read.nested_heads import BODIES, Heads, may_span, nested_heads

_MOST_LINES = 3_000
_MOST_HEADS = 12
_LONGEST_HEAD = 90
_LONGEST_BODY = 120
_LONGEST_TIME = 60
_LEAST_ROWS = 2
_MOST_BLANK = 3
_WORK = frozenset({Role.LEAD, Role.COORDINATING, Role.BOTH, Role.TIME})
_BULLET = regex.compile(r"^[-–+•*]\s?(?=\S)")
_ABOUTBODIES = regex.compile(r"cơ quan|đơn vị", regex.IGNORECASE)
_EMPTY = regex.compile(r"[-–—x/]{1,3}|nt|Không", regex.IGNORECASE)  # a cell in which nothing stands
_DECIDED = regex.compile(r"(?:Do|Theo)\s.{0,80}(?:quyết định|phân công|giao)\b")  # Do Chủ tịch Hội đồng quyết định
_OF_WHAT = regex.compile(r"\p{Lu}[^:;.]{2,40}:\s")  # Vận hành thử: Quý I
_COLUMN_NUMBER = regex.compile(r"\(?\d{1,2}\)?")
_GROUP = regex.compile(r"[IVX]{1,5}\.\s\p{Lu}")  # I. CHUẨN BỊ, over rows with numbers
_AFTER = regex.compile(
    r"Ghi chú\s?:|Trên đây là\s|Trong quá trình (?:tổ chức|triển khai|thực hiện)\s"
    r"|Nơi nhận|PHỤ LỤC|\(\s?(?:Kèm theo|Ban hành kèm)|(?:[IVX]{1,5}|Điều \d{1,3})\.\s\p{L}"
)

# What a line is worth in a column, and what the steps between two lines cost; a table has to come out above zero. Found
# by trying on annotated documents: what matters is which is more than which.
_FITS, _MAY_FIT, _MISFIT = 2.5, 1.0, -2.5
_ENOUGH = 15.0
"""Lines that cost this much more than they are worth are no table any more."""
_SAME_CELL, _SAME_LIST, _SKIPPED, _NO_LABEL = -1.5, 0.0, -0.5, -1.0


@value_class(frozen=True, slots=True)
class _Column:
    head: str
    role: Role
    over: str
    """The head that stands over this one and others, else the same."""


@value_class(frozen=True, slots=True)
class _Line:
    text: str
    end: int
    """The line of the text after it."""


def stacked_cells(lines: Sequence[str], start: int) -> Grid | None:
    """The table that begins at line `start` with its first head, None when none does."""
    columns, first = _header(lines, start)
    if not columns:
        return None
    body, places = _placed(islice(_cells(lines, first), _MOST_LINES), columns)
    rows = _rows(body, places, len(columns))
    if sum(_is_work(row, columns) for row in rows) < _LEAST_ROWS:
        return None
    end = body[-1].end
    if any("\xa0" in line and not line.strip() for line in lines[end : end + _MOST_BLANK]):
        return None  # a table with empty cells, which is read by counting them
    header = Heads(tuple(column.head for column in columns), tuple(column.over for column in columns)).rows
    return Grid((*header, *map(tuple, rows)), end, len(header), _merged(rows, columns, len(header)))


def with_stacked_tables(blocks: Sequence[ParagraphBlock | TableBlock]) -> list[ParagraphBlock | TableBlock]:
    """The blocks of a page with the tables whose cells are a paragraph each put together."""
    found: list[ParagraphBlock | TableBlock] = []
    for is_text, run in groupby(blocks, lambda block: isinstance(block, ParagraphBlock)):
        members = list(run)
        lines = [_words(block) for block in members] if is_text else []
        index = 0
        while index < len(members):
            grid = stacked_cells(lines, index) if lines else None
            found += table_block(grid) if grid is not None else [members[index]]
            index = grid.end if grid is not None else index + 1
    return found


def _words(block: ParagraphBlock | TableBlock) -> str:
    return " ".join(fragment.text for fragment in block.fragments) if isinstance(block, ParagraphBlock) else ""


def _cells(lines: Sequence[str], start: int) -> Iterator[_Line]:
    """The lines, those of a list in one cell as one."""
    held: _Line | None = None
    for line in _lines(lines, start):
        if held is not None and _BULLET.match(line.text) and _BULLET.match(held.text) and not held.text.endswith("."):
            held = _Line(f"{held.text}\n{line.text}", line.end)
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _lines(lines: Sequence[str], start: int) -> Iterator[_Line]:
    for index in range(start, len(lines)):
        text = lines[index].strip()
        if _GROUP.match(text) and any(is_label(line.strip()) for line in lines[index + 1 : index + 3]):
            yield _Line(text, index + 1)
            continue
        if (not text and "\xa0" in lines[index]) or begins_head_or_foot(text) or _AFTER.match(text):
            return
        if text:
            yield _Line(text, index + 1)


def _header(lines: Sequence[str], start: int) -> tuple[list[_Column], int]:
    """The columns that the lines from `start` on name, a number column first, and the line after them."""
    heads, first = _piped_heads(lines, start)
    text = lines[start].strip()
    if not heads and text and not _is_head(text):
        return [], start
    for line in _lines(lines, first):
        if len(heads) > _MOST_HEADS or not _is_head(line.text):
            break
        heads.append(line.text)
        first = line.end
    own, over = nested_heads(heads)
    if len(own) < 3 or (own[0].isupper() and not own[1].isupper() and not is_label_head(own[0])):
        return [], start
    roles = with_one_lead(own, [role_of_head(head) or Role.OTHER for head in own])
    columns = [_Column(head, role, above) for head, role, above in zip(own, roles, over, strict=True)]
    if (
        Role.TASK not in roles
        or not _WORK.intersection(roles)
        or any(roles.count(role) > 1 for role in (*_WORK, Role.LABEL))
    ):
        return [], start
    numbered = 0
    last = first
    for line in islice(_lines(lines, first), len(columns)):
        if _COLUMN_NUMBER.fullmatch(line.text) is None:
            break
        numbered, last = numbered + 1, line.end
    if numbered == len(columns):
        first = last
    if Role.LABEL not in roles:
        columns.insert(0, _Column("", Role.LABEL, ""))
    return columns, first


def _piped_heads(lines: Sequence[str], start: int) -> tuple[list[str], int]:
    """The heads in a Markdown table of which only the header is left; none elsewhere."""
    grid = pipe_rows(lines, start)
    if grid is None or len(grid.rows) != 1:
        return [], start
    return [cell for cell in grid.rows[0] if cell], grid.end


def _is_head(text: str) -> bool:
    if len(text) > _LONGEST_HEAD or text.endswith((".", ";", ":")) or _BULLET.match(text) or not text[0].isupper():
        return False
    return role_of_head(text) is not None or may_span(text)


def _placed(lines: Iterable[_Line], columns: Sequence[_Column]) -> tuple[list[_Line], list[int]]:
    """The lines of the table and the column of each: those up to which all fits best."""
    width = range(len(columns))
    body: list[_Line] = []
    origins: list[list[int]] = []
    scores: list[float] = []
    best, size, last = 0.0, 0, 0
    heads = {column.head for column in columns}
    for line in lines:
        if line.text in heads:  # the header of the next page, or of the next table
            break
        own = [_fit(line.text, column) for column in columns]
        if body:
            steps = [[scores[p] + _step(body[-1].text, line.text, p, c, columns) for p in width] for c in width]
            origins.append([max(width, key=row.__getitem__) for row in steps])
            scores = [max(row) + fit for row, fit in zip(steps, own, strict=True)]
        else:
            scores = [fit + _opening(c, columns) for c, fit in enumerate(own)]
        body.append(line)
        place = max(width, key=scores.__getitem__)
        if scores[place] > best:
            best, size, last = scores[place], len(body), place
        elif scores[place] < best - _ENOUGH:
            break
    places = [last] if size else []
    for origin in reversed(origins[: max(0, size - 1)]):
        places.append(origin[places[-1]])
    return body[:size], places[::-1]


def _fit(text: str, column: _Column) -> float:
    """What a line is worth in a column."""
    if _EMPTY.fullmatch(text):
        return _MISFIT if column.role is Role.LABEL else _MAY_FIT / 2
    if is_label(text):
        return _FITS if column.role is Role.LABEL else 2 * _MISFIT
    if column.role is Role.LABEL:
        return 2 * _MISFIT
    words = _BULLET.sub("", text.split("\n")[0], count=1).rstrip(";.")
    if (of_what := _OF_WHAT.match(words)) is not None and is_time_cell(words[of_what.end() :]):
        words = words[of_what.end() :]
    if is_time_cell(words):
        return _FITS if column.role is Role.TIME else _MISFIT
    if column.role is Role.TIME:
        return _MISFIT / 2 if len(text) < _LONGEST_TIME and not text[0].islower() else _MISFIT
    may_be_body = _DECIDED.match(words) or (
        is_agency_cell(words) and len(words) < _LONGEST_BODY and not opens_with_action(words)
    )
    of_bodies = _FITS if is_agency_list(words) else _MAY_FIT if may_be_body else 0.0
    if column.role in BODIES:
        return of_bodies or _MISFIT / 2
    if column.role is Role.TASK:
        return _MISFIT if of_bodies == _FITS else 0.0 if of_bodies else _MAY_FIT
    return of_bodies / 2 if _ABOUTBODIES.search(column.head) else -of_bodies / 2


def _opening(column: int, columns: Sequence[_Column]) -> float:
    """What it costs that a row opens in a column."""
    if column == 0:
        return 0.0
    return (_NO_LABEL if columns[0].head else _NO_LABEL / 2) + _SKIPPED * (column - 1)


def _step(before: str, text: str, left: int, right: int, columns: Sequence[_Column]) -> float:
    """What it costs that a line stands in the column `right` when the one before it stands in `left`."""
    if right > left:
        return _SKIPPED * (right - left - 1)
    if right < left or right == 0:
        return _opening(right, columns) + _SKIPPED * (len(columns) - 1 - left)
    return _SAME_LIST if text[0].islower() else _SAME_CELL


def _rows(body: Sequence[_Line], places: Sequence[int], width: int) -> list[list[str]]:
    """The rows of the lines; what a page break tore off a cell in mid-sentence goes back to it."""
    rows: list[list[str]] = []
    last = width
    for line, place in zip(body, places, strict=True):
        if place < last or place == 0:
            is_torn = bool(rows) and place > 0 and line.text[0].islower()
            if not is_torn:
                rows.append([""] * width)
        cell = rows[-1][place]
        joint = "\n" if _BULLET.match(line.text) else " "
        rows[-1][place] = f"{cell}{joint}{line.text}" if cell else line.text
        last = place
    return rows


def _is_work(row: Sequence[str], columns: Sequence[_Column]) -> bool:
    filled = {column.role for cell, column in zip(row, columns, strict=True) if cell}
    return Role.TASK in filled and bool(filled & _WORK)


def _merged(rows: Sequence[Sequence[str]], columns: Sequence[_Column], first: int) -> frozenset[tuple[int, int]]:
    """Cells that go on with the one above: a time before the work holds for the rows below it that state none."""
    roles = [column.role for column in columns]
    if Role.TIME not in roles or roles.index(Role.TIME) > roles.index(Role.TASK):
        return frozenset()
    time = roles.index(Role.TIME)
    found = set()
    holds = False
    for index, row in enumerate(rows, start=first):
        holds = bool(row[time]) or (holds and not row[0] and _is_work(row, columns))
        if holds and not row[time]:
            found.add((index, time))
    return frozenset(found)
