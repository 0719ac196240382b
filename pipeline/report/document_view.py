"""A document as its page shows it: head, outline, text with marks, and a table for each sort of finding."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from pipeline.naming import document_name
from pipeline.report.blocks import blocks_of
from pipeline.report.cards import Card, cards_of
from pipeline.report.marks import UNHEADED, Keys, hints_of, marks_of
from pipeline.report.rows import (
    AgencyRow,
    DeadlineRow,
    FormLine,
    ReferenceRow,
    TargetRow,
    TaskRow,
    agency_rows,
    deadline_rows,
    form_lines,
    reference_rows,
    target_rows,
    task_rows,
)
from pipeline.report.text_html import text_html
from schemas import Document, PlanRecords, Section


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning: its code, and the sentence about it."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline."""

    anchor: str
    level: int
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All that the page of a document shows."""

    document: Document
    name: str
    file_name: str
    warnings: tuple[Warned, ...]
    outline: tuple[Heading, ...]
    text: Markup
    cards: dict[str, Card]
    tasks: tuple[TaskRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    references: tuple[ReferenceRow, ...]
    targets: tuple[TargetRow, ...]
    agencies: tuple[AgencyRow, ...]
    forms: tuple[FormLine, ...]


def document_view(records: PlanRecords) -> DocumentView:
    """The page of a document from its rows."""
    keys = Keys(records)
    text = records.texts[0].text if records.texts else ""
    levels = {keys.sections[section.section_id]: section.level for section in records.sections}
    document = records.document
    return DocumentView(
        document=document,
        name=document_name(document.doc_type, document.number, document.title, document.source_path),
        file_name=PurePosixPath(document.source_path).name,
        warnings=tuple(warned(warning) for warning in document.warnings),
        outline=tuple(_heading(section, keys) for section in records.sections if section.kind not in UNHEADED),
        text=text_html(text, blocks_of(text, hints_of(records)), marks_of(records, keys), levels),
        cards=cards_of(records, keys),
        tasks=tuple(task_rows(records, keys)),
        deadlines=tuple(deadline_rows(records, keys)),
        references=tuple(reference_rows(records, keys)),
        targets=tuple(target_rows(records, keys)),
        agencies=tuple(agency_rows(records, keys)),
        forms=tuple(form_lines(records)),
    )


def warned(warning: str) -> Warned:
    """A warning of the tables, `code: sentence`, in its parts."""
    code, _, sentence = warning.partition(": ")
    return Warned(code, sentence)


def _heading(section: Section, keys: Keys) -> Heading:
    label = section.label or ""
    dotted = f"{label}." if label and label[-1].isalnum() and " " not in label else label
    words = " ".join(part for part in (dotted, section.heading) if part) or section.quote
    return Heading(keys.sections[section.section_id], section.level, words, section.kind)
