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
    task_id: TaskId = None
    section_id: SectionId = None
    ordinal: Ordinal
    inherited: Annotated[bool, Field(description="Whether a lead-in or heading states it, not the item itself.")]
    kind: Annotated[DeadlineKind, Field(description="What sort of time is stated.")]
    qualifier: Annotated[Qualifier | None, Field(description="How the interval binds; null if not stated.")] = None
    start_date: Annotated[date | None, Field(description="First day of the interval as written.")] = None
    end_date: Annotated[date | None, Field(description="Last day as written; see end_inclusive.")] = None
    end_inclusive: Annotated[bool | None, Field(description="False for trước; null without end_date.")] = None
    due_date: Annotated[date | None, Field(description="The day to sort by and to put on a calendar.")] = None
    granularity: Annotated[Granularity | None, Field(description="How exact the time is.")] = None
    mod: Annotated[Mod | None, Field(description="đầu, giữa, cuối, khoảng of the period.")] = None
    edtf: Annotated[str | None, Field(description="The interval in EDTF (ISO 8601-2).")] = None
    rrule: Annotated[str | None, Field(description="RFC 5545 rule of a recurring deadline.")] = None
    offset: Annotated[str | None, Field(description="ISO 8601 duration after an event: P15D.")] = None
    offset_business_days: Annotated[
        bool | None, Field(description="Whether the offset counts working days; null without offset.")
    ] = None
    condition: Annotated[str | None, Field(description="The event it hangs on, with its connective.")] = None
    applies_to: Annotated[str | None, Field(description="The part of the task it is for, when a task has several.")] = (
        None
    )
    year_source: Annotated[YearSource | None, Field(description="Where the year was taken from.")] = None
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
    section_id: SectionId = None
    ordinal: Ordinal
    kind: Annotated[ReferenceKind, Field(description="Cited by number, by name, or a standard.")]
    doc_type: Annotated[str | None, Field(description="Quyết định, Nghị định, Luật, …")] = None
    number: Annotated[str | None, Field(description="Without spaces, dashes normalised: 2757/QĐ-UBND.")] = None
    name: Annotated[str | None, Field(description="Name of a document cited by name.")] = None
    year: Annotated[int | None, Field(description="From the number, else the date, else null.")] = None
    issued_date: Annotated[date | None, Field(description="Day of issue where stated.")] = None
    issuer: Annotated[str | None, Field(description="Canonical name of the body, stated or derived.")] = None
    provision: Annotated[str | None, Field(description="điểm a khoản 2 Điều 5; null if the whole.")] = None
    relation: Annotated[Relation, Field(description="What this document does with the cited one.")]
    is_self: Annotated[bool, Field(description="Whether the document cites itself.")]
    canonical_id: Annotated[
        str, Field(description="The same string for every mention of the same document, across the corpus.")
    ]
    cited_document_id: Annotated[str | None, Field(description="The cited document, when it is in the corpus.")] = None
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
    section_id: SectionId = None
    task_id: TaskId = None
    comparator: Annotated[Comparator, Field(description="How the value binds.")]
    value: Annotated[float, Field(description="The value, or the lower end of a range.")]
    value_high: Annotated[float | None, Field(description="The upper end of a range.")] = None
    unit: Annotated[str, Field(description="% or the counted noun.")]
    subject: Annotated[str | None, Field(description="What is measured, in the words of the source.")] = None
    year: Annotated[int | None, Field(description="By when, from the text or the row's time cell.")] = None
    char_start: CharStart
    char_end: CharEnd
    quote: Quote
