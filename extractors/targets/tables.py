"""The goals of a table of targets: a row for each of what is measured, its unit, and its values by year.

`TT | Chỉ tiêu | Đơn vị tính | Năm 2026 | … | Đến năm 2030`; years before the plan are results, not goals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.column_heads import column_heads, numbers_columns
from extractors.markers import Style, marker_of
from extractors.mentions import TargetMention
from extractors.plan_text import Cell, PlanText, Table
from extractors.spaces import one_line
from extractors.targets.horizon import heading_year
from extractors.targets.numbers import value_of
from extractors.targets.words import comparator_of, lone_value_pattern

_MEASURED = regex.compile(
    r"(?:tên |nội dung |các |nhóm |hệ thống )*(?:chỉ tiêu|mục tiêu)\b(?! (?:năm|giai đoạn|đến|giao)| \d)",
    regex.IGNORECASE,
)
_UNIT = regex.compile(r"(?:đơn vị|đv)(?: tính)?\.?|đvt|đv\.?t", regex.IGNORECASE)
_RESULT = regex.compile(
    r"hiện (?:trạng|nay|có)|thực (?:hiện|trạng)|ước\b|\bth\b|kết quả (?:thực|đã)|đã|so (?:với|sánh)|năm gốc|tăng|giảm"
    r"|kinh phí|vốn|ghi chú",
    regex.IGNORECASE,
)
_GOAL = regex.compile(
    r"(?:mục tiêu|kế hoạch|kh|chỉ tiêu|phấn đấu|kết quả(?: (?:cần đạt|đến|phải đạt))?)\b", regex.IGNORECASE
)
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_IN_BRACKETS = regex.compile(
    r"\(\s?(?:đvt\s?:?\s?|đơn vị(?: tính)?\s?:?\s?)?(?P<unit>%|[^()\d]{1,20})\s?\)\s?$", regex.IGNORECASE
)
_LONGEST_LABEL = 4
"""In characters: `XVII`, `1.2`."""
_LONGEST_HEAD = 80
"""In characters; what is longer is no head of a column."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of values: by when they are to be reached, and their unit, as far as the head says."""

    index: int
    year: int | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which columns of a table hold what is measured, the unit, and values."""

    header: int
    measured: int
    unit: int | None
    columns: tuple[_Column, ...]


def goals_of_table(plan: PlanText, table: Table, first_year: int | None) -> list[TargetMention]:
    """The goals of a table whose head names what is measured and years or goals; none for any other table.

    `first_year` is that in which the plan begins: a column of a year before it holds results. A goal is the cell of its
    value; one without a unit, in its cell, its row, its head or the words of what is measured, is left out.
    """
    layout = _layout(plan, table, first_year)
    if layout is None:
        return []
    found: list[TargetMention] = []
    horizon: int | None = None
    of_horizon: Style | None = None
    for row in table.rows[layout.header :]:
        subject = one_line(plan[row[layout.measured]])
        if _is_group(plan, row):
            year = heading_year(" ".join(one_line(plan[cell]) for cell in dict.fromkeys(row)))
            style = _style(one_line(plan[row[0]]))
            if year is not None or style is None or style == of_horizon:  # a group below the one with the year keeps it
                horizon, of_horizon = year, style
        elif subject:
            found += _of_row(plan, row, layout, subject, horizon)
    return found


def _layout(plan: PlanText, table: Table, first_year: int | None) -> _Layout | None:
    top = table.rows[0]
    measured = next((c for c, cell in enumerate(top) if _MEASURED.match(one_line(plan[cell]))), None)
    if measured is None:
        return None
    header = max(cell.row + cell.row_span for cell in top)
    if header < len(table.rows) and numbers_columns(plan, table.rows[header]):
        header += 1
    unit: int | None = None
    columns = []
    for index, head in enumerate(column_heads(plan, table, header)):
        if index != measured and _UNIT.fullmatch(one_line(plan[top[index]])):
            unit = index
        elif index > measured and (column := _column(index, head, first_year)) is not None:
            columns.append(column)
    return _Layout(header, measured, unit, tuple(columns)) if columns else None


def _column(index: int, head: str, first_year: int | None) -> _Column | None:
    """A column as one of goals by its head; None where the head says results, money, or nothing known."""
    if len(head) > _LONGEST_HEAD or _RESULT.search(head):
        return None
    years = [int(year) for year in _YEAR.findall(head)]
    if not years and not _GOAL.match(head):
        return None
    year = max(years, default=None)
    if year is not None and (first_year is None or year < first_year):
        return None
    unit = _IN_BRACKETS.search(head)
    return _Column(index, year, unit["unit"] if unit else None)


def _style(label: str) -> Style | None:
    marker = marker_of(f"{label.rstrip('.)')}. x")
    return marker.style if marker is not None else None


def _is_group(plan: PlanText, row: tuple[Cell, ...]) -> bool:
    """Whether a row is a heading for those below: beside its number it says one thing."""
    texts = {one_line(plan[cell]) for cell in row if plan[cell].strip()}
    words = [text for text in texts if len(text) > _LONGEST_LABEL]
    return len(words) == 1 and len(texts) <= 2 and lone_value_pattern().fullmatch(words[0]) is None


def _of_row(
    plan: PlanText, row: tuple[Cell, ...], layout: _Layout, subject: str, horizon: int | None
) -> Iterator[TargetMention]:
    of_row = one_line(plan[row[layout.unit]]) if layout.unit is not None else None
    said = _IN_BRACKETS.search(subject)
    for column in layout.columns:
        cell = row[column.index]
        value = lone_value_pattern().fullmatch(plan.text, cell.start, cell.end)
        if value is None or cell is row[layout.measured]:
            continue
        own = "%" if value["percent"] else one_line(value["unit"] or "")
        unit = own or column.unit or of_row or (said["unit"] if said else "")
        if not unit:
            continue
        before, after = comparator_of(value["before"] or ""), comparator_of(value["after"] or "")
        start, end = value.span("whole")
        yield TargetMention(
            start=start,
            end=end,
            quote=plan.text[start:end],
            comparator=before or after or "=",
            value=value_of(value["value"]),
            value_high=value_of(value["high"]) if value["high"] else None,
            unit=unit,
            subject=subject,
            year=column.year or horizon,
        )
