"""The follow-up sheet as an Excel workbook, if wanted with a sheet for each table.

Text is always written as text: what begins with `=`, `+`, `-` or `@` is no formula, an address no link.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from pipeline.cells import cell_text
from pipeline.errors import KehoachError
from pipeline.sheet_columns import SHEET, Value
from pipeline.spreadsheet import TaskLine

if TYPE_CHECKING:
    import pyarrow as pa
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Rows below the heading that a sheet of Excel has."""
LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds."""

_CUT = " … [cắt bớt; toàn văn ở bảng texts]"
# XML 1.0 (2.2) has no other control characters, no surrogates, no non-characters.
_NOT_XML = regex.compile(r"[^\t\n\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_PROGRESS = ("Chưa thực hiện", "Đang thực hiện", "Hoàn thành", "Hoàn thành quá hạn")
_WIDEST = 60
_CHARACTERS_PER_UNIT = 1.2
"""Characters of the font in a unit of width, which is a digit of Excel's default font."""
_LINE_HEIGHT = 15
_TALLEST_ROW = 409
"""In points: a line of the font, and what Excel allows."""
_SAMPLE = 200


def write_workbook(path: Path, lines: Sequence[TaskLine], tables: dict[str, tuple[pa.Table, dict[str, str]]]) -> None:
    """Writes the sheet `Nhiệm vụ`, then a sheet for each of the tables, whose descriptions are notes of its headings.

    A text longer than a cell may be is cut, and says so. Raises KehoachError for more rows than a sheet has.
    """
    import xlsxwriter

    for name, number in (("Nhiệm vụ", len(lines)), *((name, table.num_rows) for name, (table, _) in tables.items())):
        if number > MOST_ROWS:
            raise KehoachError(f"{name} has {number} rows, Excel holds {MOST_ROWS}; choose less, or write --csv.")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as workbook:
        formats = _Formats(workbook)
        _write_lines(workbook.add_worksheet("Nhiệm vụ"), lines, formats)
        for name, (table, meanings) in tables.items():
            _write_table(workbook.add_worksheet(name), table, meanings, formats)


class _Formats:
    """How cells look."""

    def __init__(self, workbook: Workbook) -> None:
        common = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1}
        grey = {"border_color": "#A6A6A6"}
        self.heading = workbook.add_format(
            {**common, **grey, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DDE8F0"}
        )
        self.text = workbook.add_format({**common, **grey})
        self.number = workbook.add_format({**common, **grey, "align": "center"})
        self.day = workbook.add_format({**common, **grey, "align": "center", "num_format": "dd/mm/yyyy"})
        self.late = workbook.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE"})
        self.cell = workbook.add_format({"valign": "top"})
        self.cell_day = workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})


def _write_lines(sheet: Worksheet, lines: Sequence[TaskLine], formats: _Formats) -> None:
    for index, column in enumerate(SHEET):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.heading, formats.heading)
        sheet.write_comment(0, index, column.meaning, {"x_scale": 1.5})
    for number, line in enumerate(lines, 1):
        sheet.set_row(number, _height(line))
        for index, column in enumerate(SHEET):
            _write(sheet, number, index, _cell(column.value(line)), formats.text, formats.number, formats.day)
    _set_up(sheet, len(lines), len(SHEET))
    _set_up_print(sheet)
    if lines:
        _help_to_follow(sheet, len(lines), formats)


def _height(line: TaskLine) -> float:
    """A height in points in which the longest cell of a line has room; not every program finds it of its own accord."""
    by_column = [
        sum(
            max(1, len(textwrap.wrap(part, int(column.width * _CHARACTERS_PER_UNIT))))
            for part in _parts(_cell(column.value(line)))
        )
        for column in SHEET
    ]
    return min(_TALLEST_ROW, _LINE_HEIGHT * max(by_column) + 2)


def _cell(value: Value) -> str | int | date | None:
    """What is written to a cell: the parts of a tuple on lines of their own."""
    return ";\n".join(value) if isinstance(value, tuple) else value


def _parts(value: object) -> list[str]:
    return value.split("\n") if isinstance(value, str) else [""]


def _help_to_follow(sheet: Worksheet, rows: int, formats: _Formats) -> None:
    """A choice of words for the progress, and red days where it is too late."""
    headings = [column.heading for column in SHEET]
    day, progress = headings.index("Hạn chót"), headings.index("Tiến độ")
    sheet.data_validation(
        1, progress, rows, progress, {"validate": "list", "source": list(_PROGRESS), "error_type": "warning"}
    )
    day_cell, progress_cell = f"${chr(ord('A') + day)}2", f"${chr(ord('A') + progress)}2"
    rule = f'=AND({day_cell}<>"",{day_cell}<TODAY(),LEFT({progress_cell},10)<>"Hoàn thành")'
    sheet.conditional_format(1, day, rows, day, {"type": "formula", "criteria": rule, "format": formats.late})


def _write_table(sheet: Worksheet, table: pa.Table, meanings: dict[str, str], formats: _Formats) -> None:
    for index, name in enumerate(table.column_names):
        values = table.column(index).to_pylist()
        sheet.set_column(index, index, _width(name, values))
        sheet.write_string(0, index, name, formats.heading)
        if meanings.get(name):
            sheet.write_comment(0, index, meanings[name], {"x_scale": 2})
        for number, value in enumerate(values, 1):
            _write(sheet, number, index, value, formats.cell, formats.cell, formats.cell_day)
    _set_up(sheet, table.num_rows, table.num_columns)


def _write(sheet: Worksheet, row: int, column: int, value: Any, text: Format, number: Format, day: Format) -> None:
    match value:
        case None | "" | []:
            sheet.write_blank(row, column, None, text)
        case bool():
            sheet.write_boolean(row, column, value, number)
        case int() | float():
            sheet.write_number(row, column, value, number)
        case date():
            sheet.write_datetime(row, column, value, day)
        case _:
            sheet.write_string(row, column, fitting(cell_text(value)), text)


def fitting(text: str) -> str:
    """A text that a cell can hold: without characters that XML forbids, cut where it is too long."""
    clean = _NOT_XML.sub(" ", text)
    # Excel counts UTF-16 units.
    if len(clean.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return clean
    kept = clean.encode("utf-16-le")[: 2 * (LONGEST_CELL - len(_CUT))].decode("utf-16-le", errors="ignore")
    return kept + _CUT


def _set_up(sheet: Worksheet, rows: int, columns: int) -> None:
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(rows, 1), columns - 1)


def _set_up_print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")


def _width(name: str, values: list[Any]) -> int:
    longest = max((len(cell_text(value)) for value in values[:_SAMPLE]), default=0)
    return min(_WIDEST, max(len(name) + 4, longest + 1))
