"""Rows of gold and tables in a few words, for people who read what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.cells import cell_text
from pipeline.evaluation.gold import GoldDeadline, GoldForm, GoldReference, GoldSection, GoldTarget, GoldTask
from schemas import Deadline, FormRow, LegalReference, Section, Target, Task


def task(row: Task | GoldTask) -> str:
    """`2.1 Xây dựng kế hoạch`."""
    return _joined((row.label, row.text or "(its words are not in the gold)"))


def deadline(row: Deadline | GoldDeadline) -> str:
    """`fixed 2026-01-01 to 2026-03-31, within, quarter`."""
    days = " to ".join(day.isoformat() for day in (row.start_date, row.end_date) if day is not None)
    return _joined((row.kind, days, row.rrule)) + "".join(f", {x}" for x in (row.qualifier, row.granularity) if x)


def reference(row: LegalReference | GoldReference) -> str:
    """`Nghị định 30/2020/NĐ-CP, Điều 5, 2020-03-05, legal_basis`."""
    day = cell_text(row.issued_date or row.year)
    parts = (_joined((row.doc_type, row.number or row.name)), row.provision, day, row.relation)
    return _joined((*parts, "of itself" if row.is_self else None), ", ")


def target(row: Target | GoldTarget) -> str:
    """`>= 95 % by 2026`."""
    return _joined((row.comparator, cell_text(row.value), row.unit, f"by {row.year}" if row.year else None))


def section(row: Section | GoldSection) -> str:
    """`II NHIỆM VỤ (tasks)`."""
    return f"{_joined((row.label, row.heading))} ({row.kind})"


def form(row: FormRow | GoldForm) -> str:
    """`1.1 Số hồ sơ`."""
    return _joined((row.label, row.indicator))


def _joined(parts: Iterable[str | None], between: str = " ") -> str:
    return between.join(part for part in parts if part)
