"""`agencies`, `agency_mentions` and `task_agencies`: who is named, where, and in which role."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from schemas.base import AgencyId, CharEnd, CharStart, DocumentId, Quote, Record, SectionId

AgencyKind = Literal[
    "government",
    "ministry",
    "party",
    "peoples_council",
    "peoples_committee",
    "department",
    "office",
    "steering_committee",
    "council",
    "working_group",
    "union",
    "force",
    "justice",
    "media",
    "public_service_unit",
    "enterprise",
    "agency",
]
AgencyLevel = Literal["central", "province", "district", "commune"]
AgencyRole = Literal["lead", "coordinating"]


class Agency(Record):
    """A body, or a collective of bodies, that plans name."""

    table: ClassVar[str] = "agencies"
    key: ClassVar[tuple[str, ...]] = ("agency_id",)

    agency_id: AgencyId
    name: Annotated[str, Field(description="Canonical name, abbreviations written out.")]
    kind: Annotated[AgencyKind, Field(description="What kind of body it is.")]
    level: Annotated[AgencyLevel | None, Field(description="Level of government; null if not known.")] = None
    is_collective: Annotated[bool, Field(description="Whether the name stands for several bodies.")]
    province_code: Annotated[
        str | None, Field(description="Code of its province at the time; null for central bodies.")
    ] = None
    agency_type: Annotated[
        str | None,
        Field(description="What it is in any province, for comparing provinces: `so-noi-vu`, `ubnd-tinh`."),
    ] = None
    valid_from: Annotated[date | None, Field(description="First day of the body; null if not known.")] = None
    valid_to: Annotated[
        date | None, Field(description="Last day of the body; null if it is there still, or if not known.")
    ] = None
    successor_agency_id: Annotated[
        str | None,
        Field(description="Id of the body that took over its work; it need not be among the agencies of the corpus."),
    ] = None
    mention_count: Annotated[int, Field(ge=0, description="How often the corpus names it.")]


class AgencyMention(Record):
    """One place where an agency is named."""

    table: ClassVar[str] = "agency_mentions"
    key: ClassVar[tuple[str, ...]] = ("mention_id",)
    references: ClassVar[dict[str, str]] = {
        "document_id": "documents.document_id",
        "section_id": "sections.section_id",
        "agency_id": "agencies.agency_id",
    }

    mention_id: Annotated[str, Field(description="Stable id of the mention.")]
    document_id: DocumentId
    section_id: SectionId = None
    agency_id: AgencyId
    char_start: CharStart
    char_end: CharEnd
    quote: Quote


class TaskAgency(Record):
    """The part of one agency in one task."""

    table: ClassVar[str] = "task_agencies"
    key: ClassVar[tuple[str, ...]] = ("task_id", "role", "position")
    references: ClassVar[dict[str, str]] = {
        "task_id": "tasks.task_id",
        "document_id": "documents.document_id",
        "agency_id": "agencies.agency_id",
    }

    task_id: Annotated[str, Field(description="The task.")]
    document_id: DocumentId
    agency_id: AgencyId
    role: Annotated[AgencyRole, Field(description="Chủ trì or phối hợp.")]
    position: Annotated[int, Field(ge=0, description="Order among the agencies of that role, from 0.")]
    inherited: Annotated[bool, Field(description="Whether a heading or lead-in names it, not the item itself.")]
    char_start: CharStart
    char_end: CharEnd
    quote: Quote
