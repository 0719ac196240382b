"""`deadlines`, `legal_references` and `targets`: values found in the words of a plan."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from schemas.base import CharEnd, CharStart, DocumentId, Ordinal, Quote, Record, SectionId, TaskId

DeadlineKind = Literal["fixed", "recurring", "periodic", "ongoing", "on_demand", "event", "reference"]
Qualifier = Literal["before", "by", "on", "within", "after", "from", "from_to"]
Granularity = Literal["day", "week", "month", "quarter", "half_year", "year", "school_year", "years"]
Mod = Literal["start", "mid", "end", "approx"]
YearSource = Literal["stated", "sibling", "document"]
ReferenceKind = Literal["numbered", "named", "standard"]
Relation = Literal["legal_basis", "attached_to", "amends", "replaces", "implements", "cites"]
Comparator = Literal["=", ">=", "<=", ">", "<"]


class Deadline(Record):
    """When something is to be done: one row per maximal contiguous interval or rule."""

    table: ClassVar[str] = "deadlines"
    key: ClassVar[tuple[str, ...]] = ("deadline_id",)
    references: ClassVar[dict[str, str]] = {
        "document_id": "documents.document_id",
        "task_id": "tasks.task_id",
        "section_id": "sections.section_id",
    }

    deadline_id: Annotated[str, Field(description="Stable id of the deadline.")]
    document_id: DocumentId
    task_id: TaskId
    section_id: SectionId
    ordinal: Ordinal
    inherited: Annotated[bool, Field(description="Whether a lead-in or heading states it, not the item itself.")]
    kind: Annotated[DeadlineKind, Field(description="What sort of time is stated.")]
    qualifier: Annotated[
        Qualifier | None, Field(default=None, description="How the interval binds; null if not stated.")
    ]
    start_date: Annotated[date | None, Field(default=None, description="First day of the interval as written.")]
    end_date: Annotated[date | None, Field(default=None, description="Last day as written; see end_inclusive.")]
    end_inclusive: Annotated[bool | None, Field(default=None, description="False for trước; null without end_date.")]
    due_date: Annotated[date | None, Field(default=None, description="The day to sort by and to put on a calendar.")]
    granularity: Annotated[Granularity | None, Field(default=None, description="How exact the time is.")]
    mod: Annotated[Mod | None, Field(default=None, description="đầu, giữa, cuối, khoảng of the period.")]
    edtf: Annotated[str | None, Field(default=None, description="The interval in EDTF (ISO 8601-2).")]
    rrule: Annotated[str | None, Field(default=None, description="RFC 5545 rule of a recurring deadline.")]
    offset: Annotated[str | None, Field(default=None, description="ISO 8601 duration after an event: P15D.")]
    offset_business_days: Annotated[
        bool | None, Field(default=None, description="Whether the offset counts working days; null without offset.")
    ]
    condition: Annotated[str | None, Field(default=None, description="The event it hangs on, with its connective.")]
    applies_to: Annotated[
        str | None, Field(default=None, description="The part of the task it is for, when a task has several.")
    ]
    year_source: Annotated[YearSource | None, Field(default=None, description="Where the year was taken from.")]
    char_start: CharStart
    char_end: CharEnd
    quote: Quote


class LegalReference(Record):
    """One mention of an identified legal or administrative document."""

    table: ClassVar[str] = "legal_references"
    key: ClassVar[tuple[str, ...]] = ("reference_id",)
    references: ClassVar[dict[str, str]] = {
        "document_id": "documents.document_id",
        "section_id": "sections.section_id",
        "cited_document_id": "documents.document_id",
    }

    reference_id: Annotated[str, Field(description="Stable id of the mention.")]
    document_id: DocumentId
    section_id: SectionId
    ordinal: Ordinal
    kind: Annotated[ReferenceKind, Field(description="Cited by number, by name, or a standard.")]
    doc_type: Annotated[str | None, Field(default=None, description="Quyết định, Nghị định, Luật, …")]
    number: Annotated[str | None, Field(default=None, description="Without spaces, dashes normalised: 2757/QĐ-UBND.")]
    name: Annotated[str | None, Field(default=None, description="Name of a document cited by name.")]
    year: Annotated[int | None, Field(default=None, description="From the number, else the date, else null.")]
    issued_date: Annotated[date | None, Field(default=None, description="Day of issue where stated.")]
    issuer: Annotated[str | None, Field(default=None, description="Canonical name of the body, stated or derived.")]
    provision: Annotated[str | None, Field(default=None, description="điểm a khoản 2 Điều 5; null if the whole.")]
    relation: Annotated[Relation, Field(description="What this document does with the cited one.")]
    is_self: Annotated[bool, Field(description="Whether the document cites itself.")]
    canonical_id: Annotated[
        str, Field(description="The same string for every mention of the same document, across the corpus.")
    ]
    cited_document_id: Annotated[
        str | None, Field(default=None, description="The cited document, when it is in the corpus.")
    ]
    char_start: CharStart
    char_end: CharEnd
    quote: Quote


class Target(Record):
    """A quantified goal."""

    table: ClassVar[str] = "targets"
    key: ClassVar[tuple[str, ...]] = ("target_id",)
    references: ClassVar[dict[str, str]] = {
        "document_id": "documents.document_id",
        "section_id": "sections.section_id",
        "task_id": "tasks.task_id",
    }

    target_id: Annotated[str, Field(description="Stable id of the target.")]
    document_id: DocumentId
    section_id: SectionId
    task_id: TaskId
    comparator: Annotated[Comparator, Field(description="How the value binds.")]
    value: Annotated[float, Field(description="The value, or the lower end of a range.")]
    value_high: Annotated[float | None, Field(default=None, description="The upper end of a range.")]
    unit: Annotated[str, Field(description="% or the counted noun.")]
    subject: Annotated[str | None, Field(default=None, description="What is measured, in the words of the source.")]
    year: Annotated[int | None, Field(default=None, description="By when, from the text or the row's time cell.")]
    char_start: CharStart
    char_end: CharEnd
    quote: Quote
