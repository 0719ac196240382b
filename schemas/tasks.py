"""`tasks`: what a plan tells somebody to do."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from schemas.base import CharEnd, CharStart, DocumentId, Ordinal, Page, Quote, Record, SectionId

TaskOrigin = Literal["table", "prose"]
ReformArea = Literal[
    "steering", "institutions", "procedures", "organisation", "civil_service", "public_finance", "e_government"
]


class Task(Record):
    """The smallest item of a plan that assigns work: a row of a task table, or a leaf item of prose."""

    table: ClassVar[str] = "tasks"
    key: ClassVar[tuple[str, ...]] = ("task_id",)
    references: ClassVar[dict[str, str]] = {
        "document_id": "documents.document_id",
        "section_id": "sections.section_id",
    }

    task_id: Annotated[str, Field(description="Stable id of the task.")]
    document_id: DocumentId
    section_id: SectionId = None
    ordinal: Ordinal
    label: Annotated[str | None, Field(description="As written: 7.12, a), -; null if none.")] = None
    origin: Annotated[TaskOrigin, Field(description="Whether it stands in a table or in prose.")]
    text: Annotated[str, Field(description="The task without its marker, wraps and page breaks joined.")]
    field: Annotated[str | None, Field(description="The nearest heading that names a field of work.")] = None
    reform_area: Annotated[
        ReformArea | None, Field(description="The one area of administrative reform it belongs to.")
    ] = None
    action: Annotated[
        str | None, Field(description="The verb it opens with, in its standard spelling; null if it opens with none.")
    ] = None
    lead_agencies: Annotated[tuple[str, ...], Field(description="Chủ trì: canonical names, in order.")] = ()
    coordinating_agencies: Annotated[tuple[str, ...], Field(description="Phối hợp: canonical names, in order.")] = ()
    output: Annotated[str | None, Field(description="Sản phẩm, kết quả, where a column or line states it.")] = None
    deadline_text: Annotated[str | None, Field(description="The deadline as written, own or inherited.")] = None
    start_date: Annotated[
        date | None, Field(description="Earliest start of its dated deadlines, if not after the latest end.")
    ] = None
    end_date: Annotated[date | None, Field(description="Latest end of its dated deadlines.")] = None
    confidence: Annotated[
        float | None,
        Field(
            description="Share, 0 to 1, of the tasks with as many signs of difficulty (prose, time among its words,"
            " long, no known verb, time cell unread) that people found with the same leads and deadlines, in"
            " documents annotated for it; null in rows that kehoach did not make."
        ),
    ] = None
    page: Page = None
    char_start: CharStart
    char_end: CharEnd
    quote: Quote
