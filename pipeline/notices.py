"""Warnings that concern what a document says, not how it was read."""

from __future__ import annotations

import regex

from extractors.deadlines.periods import exists
from extractors.plan_text import PlanText
from pipeline.analysis import ASSIGN_NOTHING, Analysis
from pipeline.layout import Notice

_LETTERS = frozenset({"Công văn", "Công điện"})
"""Types that may assign work as a plan does, or not: only what was found in them tells."""


def notices_of(plan: PlanText, analysis: Analysis) -> tuple[Notice, ...]:
    """What a user should know of a document's content, each with a machine-readable code."""
    notices = [Notice(code, sentence) for code, sentence in analysis.metadata.notices]
    doc_type = analysis.metadata.doc_type
    if doc_type in ASSIGN_NOTHING:
        sentence = f"The document calls itself {doc_type}, which assigns no work: it holds no tasks or targets."
        return (*notices, Notice("not_a_plan", sentence))
    if doc_type in _LETTERS and not analysis.tasks:
        sentence = f"The document calls itself {doc_type}, and no task was found in it."
        return (*notices, Notice("not_a_plan", sentence))
    if doc_type is None:
        notices.append(Notice("no_doc_type", "The document does not say what it is; check that it is a plan."))
    if impossible := _impossible_days(analysis):
        days = ", ".join(impossible)
        notices.append(Notice("impossible_day", f"The calendar has no such day: {days}; the deadline has no date."))
    if not analysis.tasks:
        notices.append(
            Notice("no_tasks", "No task was found; the document may be no plan, or its annex may be missing.")
        )
    elif _points_to_missing_annex(plan, analysis):
        notices.append(Notice("annex_missing", "The text assigns work in an annex that is not in the file."))
    return tuple(notices)


_DAY = regex.compile(
    r"(?P<day>\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<month>\d{1,2})(?:(?:\s?[/.-]\s?|\s+năm\s+)(?P<year>\d{4}))?"
)


def _impossible_days(analysis: Analysis) -> list[str]:
    """The days of deadlines that the calendar does not have, as written: `31/11`."""
    mentions = [draft.mention for task in analysis.tasks for draft in task.deadlines]
    undated = (m for m in mentions if m.kind == "fixed" and m.granularity == "day" and m.due_date is None)
    named = (day for m in undated if m.start_date is None for day in _DAY.finditer(m.quote))
    year = analysis.metadata.period_start_year if analysis.metadata.plan_years is not None else None
    impossible = (d for d in named if not exists(int(d["month"]), int(d["day"]), int(d["year"]) if d["year"] else year))
    return list(dict.fromkeys(day[0] for day in impossible))


def _points_to_missing_annex(plan: PlanText, analysis: Analysis) -> bool:
    if analysis.outline.tables:
        return False
    points = any(
        section.kind == "tasks" and "phụ lục" in plan.text[section.start : section.span_end].casefold()
        for section in analysis.outline.sections
    )
    return points and not any(part.kind == "annex" for part in analysis.parts)
