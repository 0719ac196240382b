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
    section_id: SectionId
    ordinal: Ordinal
    label: Annotated[str | None, Field(default=None, description="As written: 7.12, a), -; null if none.")]
    origin: Annotated[TaskOrigin, Field(description="Whether it stands in a table or in prose.")]
    text: Annotated[str, Field(description="The task without its marker, wraps and page breaks joined.")]
    field: Annotated[str | None, Field(default=None, description="The nearest heading that names a field of work.")]
    reform_area: Annotated[
        ReformArea | None, Field(default=None, description="The one area of administrative reform it belongs to.")
    ]
    lead_agencies: Annotated[tuple[str, ...], Field(default=(), description="Chủ trì: canonical names, in order.")]
    coordinating_agencies: Annotated[
        tuple[str, ...], Field(default=(), description="Phối hợp: canonical names, in order.")
    ]
    output: Annotated[
        str | None, Field(default=None, description="Sản phẩm, kết quả, where a column or line states it.")
    ]
    deadline_text: Annotated[str | None, Field(default=None, description="The deadline as written, own or inherited.")]
    start_date: Annotated[date | None, Field(default=None, description="Earliest start of its dated deadlines.")]
    end_date: Annotated[date | None, Field(default=None, description="Latest end of its dated deadlines.")]
    page: Page
    char_start: CharStart
    char_end: CharEnd
    quote: Quote
