"""The heads of the columns of a table, and which columns stand for periods: quarters, months and years."""

from __future__ import annotations

import regex

from extractors.markers import is_label
from extractors.plan_text import Cell, PlanText, Table
from extractors.spaces import one_line
from extractors.table_words import Role, is_mark, is_period_head, role_of_head

COLUMN_NUMBERS = regex.compile(r"\s*\(?\s?(?:\d{1,2}|[A-E]|[a-e])(?:\s?=\s?.{1,20})?\s?\)?\s*")
"""What a row of column numbers holds: `(1)`, `B`, `5 = 3 + 4`."""
DITTO = regex.compile(r"[-–\s(]*(?:nt|n/t|như\s+trên|[\"″〃”]|''|//)[-–\s.)]*", regex.IGNORECASE)
"""A cell that says: the same as above."""


def numbers_columns(plan: PlanText, row: tuple[Cell, ...]) -> bool:
    """Whether a row only numbers the columns: `(1) | (2) | (3)`."""
    filled = [text for cell in row if (text := plan[cell].strip())]
    return bool(filled) and all(COLUMN_NUMBERS.fullmatch(text) for text in filled)


def column_heads(plan: PlanText, table: Table, header: int) -> tuple[str, ...]:
    """The words over each column, those of a spanning head first."""
    heads = []
    for column in range(len(table.rows[0])):
        words: list[str] = []
        for row in table.rows[:header]:
            text = one_line(plan[row[column]])
            if text and text not in words and not COLUMN_NUMBERS.fullmatch(text):
                words.append(text)
        heads.append(" ".join(words))
    return tuple(heads)


def lowest_heads(plan: PlanText, table: Table, header: int) -> tuple[str, ...]:
    """The words right over each column, a row of column numbers left out."""
    if not header:
        return ("",) * len(table.rows[0])
    numbered = _numbered_periods(plan, table, header)
    lowest = header - 1 if header > 1 and numbers_columns(plan, table.rows[header - 1]) else header
    return tuple(numbered.get(column) or one_line(plan[cell]) for column, cell in enumerate(table.rows[lowest - 1]))


# Thời gian thực hiện (tháng) over 1 | 2 | 3 …; Các quý trong năm 2027 over I | II | III | IV
_UNIT_OVER = regex.compile(
    r"(?<!\d )\b(?P<unit>tháng|quý)\b(?!\s?\d)(?:[^\d]*\b(?P<year>(?:19|20)\d\d)\b)?", regex.IGNORECASE
)
_NUMBER_OF_PERIOD = {
    "tháng": regex.compile(r"1[0-2]|0?[1-9]"),
    "quý": regex.compile(r"[1-4]|IV|I{1,3}"),
}
_FEWEST_PERIODS = 3


def _numbered_periods(plan: PlanText, table: Table, header: int) -> dict[int, str]:
    """By column the months or quarters that only a number stands for below a head that names the unit.

    Twelve numbers in order are months below any head of times: `Thời gian thực hiện` over 01 | 02 | … | 12.
    """
    found: dict[int, str] = {}
    timed: dict[int, int] = {}
    for column, cell in enumerate(table.rows[header - 1]):
        over = [one_line(plan[row[column]]) for row in table.rows[: header - 1]]
        unit = next((match for text in over if (match := _UNIT_OVER.search(text)) is not None), None)
        number = plan[cell].strip()
        if unit is not None and _NUMBER_OF_PERIOD[unit["unit"].lower()].fullmatch(number) is not None:
            year = f"/{unit['year']}" if unit["year"] else ""
            found[column] = f"{unit['unit'].capitalize()} {number.removeprefix('0')}{year}"
        elif _NUMBER_OF_PERIOD["tháng"].fullmatch(number) and any(role_of_head(text) is Role.TIME for text in over):
            timed[column] = int(number)
    if not found and list(timed.values()) == list(range(1, 13)):
        return {column: f"Tháng {month}" for column, month in timed.items()}
    return found if len(found) >= _FEWEST_PERIODS else {}


def with_periods(plan: PlanText, table: Table, roles: tuple[Role, ...], header: int) -> tuple[Role, ...]:
    """With those columns as periods that stand for one each and hold nothing but marks: `Quý I | Quý II | …`."""
    heads = lowest_heads(plan, table, header)
    columns = [column for column, head in enumerate(heads) if is_period_head(head)]
    body = [
        plan[row[column]].strip() for row in table.rows[header:] for column in columns if not _says_one_thing(plan, row)
    ]
    filled = [text for text in body if text and not DITTO.fullmatch(text)]
    if len(columns) < 2 or not filled or not all(map(is_mark, filled)):
        return roles
    return tuple(Role.PERIOD if column in columns else role for column, role in enumerate(roles))


def _says_one_thing(plan: PlanText, row: tuple[Cell, ...]) -> bool:
    """Whether all cells of a row, its number aside, say the same."""
    return len({text for cell in row if (text := plan[cell].strip()) and not is_label(text)}) == 1
