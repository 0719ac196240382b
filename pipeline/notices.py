"""Warnings that concern what a document says, not how it was read."""

from __future__ import annotations

from extractors.plan_text import PlanText
from pipeline.analysis import ASSIGN_NOTHING, Analysis
from pipeline.layout import Notice

_LETTERS = frozenset({"Công văn", "Công điện"})


def notices_of(plan: PlanText, analysis: Analysis) -> tuple[Notice, ...]:
    """What a user should know of a document's content, each with a machine-readable code."""
    notices = [Notice(code, sentence) for code, sentence in analysis.metadata.notices]
    doc_type = analysis.metadata.doc_type
    if doc_type in ASSIGN_NOTHING:
        sentence = f"The document calls itself {doc_type}, which assigns no work: it holds no tasks or targets."
        return (*notices, Notice("not_a_plan", sentence))
    if doc_type in _LETTERS:
        notices.append(Notice("not_a_plan", f"The document calls itself {doc_type}; plans are what kehoach reads."))
    elif doc_type is None:
        notices.append(Notice("no_doc_type", "The document does not say what it is; check that it is a plan."))
    if not analysis.tasks:
        notices.append(
            Notice("no_tasks", "No task was found; the document may be no plan, or its annex may be missing.")
        )
    elif _points_to_missing_annex(plan, analysis):
        notices.append(Notice("annex_missing", "The text assigns work in an annex that is not in the file."))
    return tuple(notices)


def _points_to_missing_annex(plan: PlanText, analysis: Analysis) -> bool:
    if analysis.outline.tables:
        return False
    points = any(
        section.kind == "tasks" and "phụ lục" in plan.text[section.start : section.span_end].casefold()
        for section in analysis.outline.sections
    )
    return points and not any(part.kind == "annex" for part in analysis.parts)
