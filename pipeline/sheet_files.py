"""The follow-up sheet as CSV and as JSON Lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import TextIO

from pipeline.cells import cell_text
from pipeline.sheet_columns import SHEET
from pipeline.spreadsheet import TaskLine

# OWASP, CSV Injection: a spreadsheet takes a cell that begins with one of these for a formula.
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_sheet_csv(lines: Iterable[TaskLine], stream: TextIO, *, guarded: bool = True) -> None:
    """The sheet as CSV with the mark by which Excel knows UTF-8 (the stream's encoding is UTF-8).

    A cell that a spreadsheet would take for a formula begins with an apostrophe, unless `guarded` is false.
    """
    stream.write("\ufeff")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(column.heading for column in SHEET)
    for line in lines:
        cells = (cell_text(column.value(line)) for column in SHEET)
        writer.writerow(map(without_formula, cells) if guarded else cells)


def without_formula(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_BEGINS_FORMULA) else text


def write_sheet_jsonl(lines: Iterable[TaskLine], stream: TextIO) -> None:
    """The lines as JSON, one object each, with the names of the tables' columns."""
    for line in lines:
        stream.write(json.dumps(_object(line), ensure_ascii=False) + "\n")


def _object(line: TaskLine) -> dict[str, object]:
    return {
        "number": line.number,
        "text": line.text,
        "field": line.field,
        "lead_agencies": line.lead_agencies,
        "coordinating_agencies": line.coordinating_agencies,
        "output": line.output,
        "deadline_text": line.deadline_text,
        "due_date": cell_text(line.due_date) or None,
        "references": line.references,
        "province": line.province,
        "document": line.document,
        "page": line.page,
        "source_path": line.source_path,
        "document_id": line.document_id,
        "task_id": line.task_id,
    }
