"""`sections` and `forms`: the outline of a document and the forms annexed to it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from schemas.base import CharEnd, CharStart, DocumentId, Ordinal, Page, Quote, Record, SectionId

SectionKind = Literal[
    "preamble",
    "purpose",
    "objectives",
    "tasks",
    "implementation",
    "funding",
    "annex_tasks",
    "annex_form",
    "recipients",
    "signature",
    "other",
]


class Section(Record):
    """A part of the outline: its quote is the heading line, its span runs from there over all its descendants.

    A part without a heading (preamble, signature) quotes its first line.
    """

    table: ClassVar[str] = "sections"
    key: ClassVar[tuple[str, ...]] = ("section_id",)
    references: ClassVar[dict[str, str]] = {
        "document_id": "documents.document_id",
        "parent_id": "sections.section_id",
    }

    section_id: Annotated[str, Field(description="Stable id of the section.")]
    document_id: DocumentId
    parent_id: Annotated[str | None, Field(description="The section that holds it; null at level 1.")] = None
    ordinal: Ordinal
    level: Annotated[int, Field(ge=1, description="Depth in the outline, 1 = top.")]
    label: Annotated[str | None, Field(description="As written, without closing full stop: II, 1.1, a).")] = None
    heading: Annotated[str | None, Field(description="Heading without a closing full stop or colon.")] = None
    kind: Annotated[SectionKind, Field(description="What the section is for.")]
    page: Page = None
    char_start: CharStart
    char_end: CharEnd
    quote: Quote
    span_end: Annotated[int, Field(ge=0, description="Where the section with all its descendants ends, exclusive.")]


class FormRow(Record):
    """One row of an annexed form that is to be filled in."""

    table: ClassVar[str] = "forms"
    key: ClassVar[tuple[str, ...]] = ("row_id",)
    references: ClassVar[dict[str, str]] = {
        "document_id": "documents.document_id",
        "section_id": "sections.section_id",
    }

    row_id: Annotated[str, Field(description="Stable id of the row.")]
    document_id: DocumentId
    section_id: SectionId = None
    form_title: Annotated[str | None, Field(description="Title of the form.")] = None
    label: Annotated[str | None, Field(description="Number of the row as written, without a full stop.")] = None
    indicator: Annotated[str, Field(description="What is asked for.")]
    columns: Annotated[tuple[str, ...], Field(description="Heads of the columns that are to be filled in.")] = ()
    responsible_agencies: Annotated[
        tuple[str, ...], Field(description="Canonical names of those who are to fill in the row.")
    ] = ()
    char_start: CharStart
    char_end: CharEnd
    quote: Quote
