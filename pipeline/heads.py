"""What is kept of a document beside its rows, so that publishing need not read the rows of all documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict

from schemas import TABLES, Agency, PlanRecords
from schemas.documents import SourceFormat, Status

FORMAT = 2
"""Number of the form in which interim files are written; goes up when a head is made in another way."""

TABLE_NAMES = tuple(TABLES)


@dataclass(frozen=True, slots=True)
class StoredHead:
    """What publishing needs to know of every document, whichever of them changed. It is small: 100 000 fit in memory.

    `digest` is the SHA-256 of links and rows, `failure` the reason why nothing could be read, `canonical_id` the id
    under which others cite the document, `likeness` what tells near-identical texts (pipeline/likeness.py), as
    hexadecimal digits.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    format: int
    document_id: str
    pipeline_version: str
    digest: str
    status: Status
    failure: str | None
    province: str | None
    year: int | None
    source_format: SourceFormat
    issued_date: date | None
    number: str | None
    period: tuple[int | None, int | None]
    warning_codes: tuple[str, ...]
    counts: tuple[int, ...]
    """Rows by table, in the order of TABLES."""
    canonical_id: str | None
    likeness: str

    def rows_of(self, table: str) -> int:
        """How many rows of a table the document has."""
        return self.counts[TABLE_NAMES.index(table)]

    @property
    def is_ours(self) -> bool:
        """Whether this program wrote it, in the form and with the tables that it knows."""
        return self.format == FORMAT and len(self.counts) == len(TABLE_NAMES)


class StoredLinks(BaseModel):
    """What ties a document to others: canonical ids of the documents it cites, sorted, and the agencies it names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cites: tuple[str, ...]
    agencies: tuple[Agency, ...]


def head_of(records: PlanRecords, digest: str, canonical_id: str | None, likeness: str) -> StoredHead:
    """The head of a document's rows."""
    document = records.document
    return StoredHead(
        format=FORMAT,
        document_id=document.document_id,
        pipeline_version=document.pipeline_version,
        digest=digest,
        status=document.status,
        failure=document.warnings[0] if document.status == "failed" and document.warnings else None,
        province=document.province,
        year=document.issued_year,
        source_format=document.source_format,
        issued_date=document.issued_date,
        number=document.number,
        period=(document.period_start_year, document.period_end_year),
        warning_codes=tuple(warning.partition(":")[0] for warning in document.warnings),
        counts=tuple(len(rows) for _, rows in records.rows()),
        canonical_id=canonical_id,
        likeness=likeness,
    )


def links_of(records: PlanRecords) -> StoredLinks:
    """The links of a document's rows."""
    return StoredLinks(
        cites=tuple(sorted({row.canonical_id for row in records.legal_references})), agencies=records.agencies
    )
