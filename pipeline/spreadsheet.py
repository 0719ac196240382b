"""The follow-up sheet that officials keep by hand: one line per task, with who, what, until when, on which basis."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.calendar import due_items
from pipeline.naming import document_name
from pipeline.query import Tables
from pipeline.selection import Selection, counted_where

_TASKS = """
select t.*, doc.doc_type, doc.number, doc.title, doc.source_path, doc.province, doc.province_2025
from tasks t
join documents doc using (document_id)
where {condition}
order by doc.province nulls last, doc.issued_year, doc.source_path, t.document_id, t.ordinal
"""
_REFERENCES = """
select r.document_id, r.section_id, r.char_start, r.char_end, r.doc_type, r.number, r.name
from legal_references r
join documents doc using (document_id)
where not r.is_self and {condition}
order by r.document_id, r.char_start
"""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A line of the sheet.

    `due_date` is the last day in time (`trước ngày 05/3/2020` gives 4 March); of several days the last in the period
    asked for. `references` are the documents named in the task, in its row or before the first task of its section.
    """

    number: int
    text: str
    field: str | None
    lead_agencies: tuple[str, ...]
    coordinating_agencies: tuple[str, ...]
    output: str | None
    deadline_text: str | None
    due_date: date | None
    references: tuple[str, ...]
    province: str | None
    document: str
    page: int | None
    source_path: str
    document_id: str
    task_id: str

    @property
    def source(self) -> str:
        """Where it stands: `Kế hoạch 136/KH-UBND (Tuyên Quang), trang 3`."""
        place = f" ({self.province})" if self.province else ""
        page = f", trang {self.page}" if self.page else ""
        return f"{self.document}{place}{page}"


def follow_up(tables: Tables, selection: Selection) -> list[TaskLine]:
    """The lines of the tasks asked for, by province, year, document and reading order.

    With a period, those that are due in it. Raises UsageError when the province, document or agency is not there.
    """
    condition = counted_where(tables, selection)
    rows = tables.arrow(_TASKS.format(condition=condition)).to_pylist()
    references = _references(rows, tables.arrow(_REFERENCES.format(condition=condition)).to_pylist())
    days = _days(tables, selection)
    has_period = selection.since is not None or selection.until is not None
    wanted = [
        row
        for row in rows
        if selection.has_agency((*row["lead_agencies"], *row["coordinating_agencies"]))
        and (row["task_id"] in days or not has_period)
    ]
    return [
        _line(number, row, days.get(row["task_id"]), references[row["task_id"]]) for number, row in enumerate(wanted, 1)
    ]


def _line(number: int, row: dict[str, Any], day: date | None, references: Iterable[str]) -> TaskLine:
    return TaskLine(
        number=number,
        text=row["text"],
        field=row["field"],
        lead_agencies=tuple(row["lead_agencies"]),
        coordinating_agencies=tuple(row["coordinating_agencies"]),
        output=row["output"],
        deadline_text=row["deadline_text"],
        due_date=day,
        references=tuple(dict.fromkeys(references)),
        province=row["province"],
        document=document_name(row["doc_type"], row["number"], row["title"], row["source_path"]),
        page=row["page"],
        source_path=row["source_path"],
        document_id=row["document_id"],
        task_id=row["task_id"],
    )


def _days(tables: Tables, selection: Selection) -> dict[str, date]:
    """The last day of each task in the period; a rule that repeats gives days only within a period with an end."""
    found: dict[str, date] = {}
    for item in due_items(tables, selection):
        if item.task_id is None or item.day is None or (item.recurrence is not None and selection.until is None):
            continue
        found[item.task_id] = max(item.day, found.get(item.task_id, item.day))
    return found


def _references(tasks: list[dict[str, Any]], references: list[dict[str, Any]]) -> dict[str, list[str]]:
    """The documents named for each task: in its text, in its row, or in its section before the first task."""
    by_document: dict[str, list[dict[str, Any]]] = defaultdict(list)
    by_section: dict[tuple[str, str | None], list[dict[str, Any]]] = defaultdict(list)
    for task in sorted(tasks, key=lambda task: task["char_start"]):
        by_document[task["document_id"]].append(task)
        by_section[task["document_id"], task["section_id"]].append(task)
    found: dict[str, list[str]] = defaultdict(list)
    for reference in references:
        name = _reference_name(reference)
        own = _task_at(by_document[reference["document_id"]], reference)
        if own is not None:
            found[own["task_id"]].append(name)
            continue
        section = by_section.get((reference["document_id"], reference["section_id"]), [])
        if reference["section_id"] is not None and section and reference["char_start"] < section[0]["char_start"]:
            for task in section:
                found[task["task_id"]].append(name)
    return found


def _task_at(tasks: list[dict[str, Any]], reference: dict[str, Any]) -> dict[str, Any] | None:
    """The task whose text holds a reference, or whose row of a table does; None outside tasks."""
    index = bisect_right(tasks, reference["char_start"], key=lambda task: int(task["char_start"])) - 1
    if index < 0:
        return None
    task = tasks[index]
    is_inside = reference["char_end"] <= task["char_end"]
    # The cells beside a task come after it and before the next one.
    is_beside = (
        task["origin"] == "table"
        and index + 1 < len(tasks)
        and task["section_id"] == reference["section_id"] is not None
    )
    return task if is_inside or is_beside else None


def _reference_name(row: dict[str, Any]) -> str:
    return " ".join(part for part in (row["doc_type"], row["number"] or row["name"]) if part)
