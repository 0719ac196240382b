"""All rows of one document, as the pipeline makes and stores them."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from schemas.agencies import Agency, AgencyMention, TaskAgency
from schemas.base import Record
from schemas.documents import Document, Text
from schemas.evidence import Evidence
from schemas.findings import Deadline, LegalReference, Target
from schemas.structure import FormRow, Section
from schemas.tasks import Task


class PlanRecords(BaseModel):
    """Every row that one document contributes to the tables.

    `agencies` holds the bodies that this document names, with the counts of this document alone; publishing adds
    the counts of all documents up.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    documents: tuple[Document, ...]
    texts: tuple[Text, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    task_agencies: tuple[TaskAgency, ...] = ()
    agencies: tuple[Agency, ...] = ()
    agency_mentions: tuple[AgencyMention, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    legal_references: tuple[LegalReference, ...] = ()
    targets: tuple[Target, ...] = ()
    forms: tuple[FormRow, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def document(self) -> Document:
        """The one row of `documents`."""
        return self.documents[0]

    def rows(self) -> Iterator[tuple[str, tuple[Record, ...]]]:
        """The tables' names with this document's rows, in the order of TABLES."""
        for name in TABLES:
            yield name, getattr(self, name)


TABLES: dict[str, type[Record]] = {
    record.table: record
    for record in (
        Document,
        Text,
        Section,
        Task,
        TaskAgency,
        Agency,
        AgencyMention,
        Deadline,
        LegalReference,
        Target,
        FormRow,
        Evidence,
    )
}
"""Every published table by name, in the order in which people read them."""
