"""What the pages need of the tables: a line per document, and the rows of documents in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from pipeline.errors import KehoachError, UsageError
from pipeline.naming import document_name
from pipeline.query import Tables
from schemas import TABLES, Agency, AgencyMention, PlanRecords, TaskAgency

_BATCH = 50

COUNTED = "document_id in (select document_id from documents where duplicate_of is null)"
"""The rows of each document once, in SQL: those of its better reading, not those of its copies."""

_ENTRIES = """
with counted as (
    select document_id, count(*) as tasks, count(*) filter (len(lead_agencies) > 0) as with_lead,
           count(*) filter (deadline_text is not null) as with_deadline,
           count(*) filter (output is not null) as with_output
    from tasks group by document_id
)
select doc.document_id, doc.doc_type, doc.number, doc.title, doc.issuer, doc.province, doc.province_2025,
       doc.issued_date, doc.issued_year, doc.period_start_year, doc.source_path, doc.status, doc.warnings,
       doc.duplicate_of,
       coalesce(tasks, 0) as tasks, coalesce(with_lead, 0) as with_lead, coalesce(with_deadline, 0) as with_deadline,
       coalesce(with_output, 0) as with_output
from documents doc left join counted using (document_id)
order by doc.issued_date desc nulls last, doc.issued_year desc nulls last, doc.province, doc.source_path, document_id
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as it stands in lists; `copy_of` is the id of the better reading of the same one."""

    document_id: str
    name: str
    title: str
    file_name: str
    source_path: str
    issuer: str
    province: str
    province_2025: str
    issued: date | None
    year: int | None
    status: str
    warnings: tuple[str, ...]
    copy_of: str | None
    tasks: int
    with_lead: int
    with_deadline: int
    with_output: int

    @property
    def page(self) -> str:
        """Its page, seen from the front page."""
        return f"documents/{self.document_id}.html"

    def file_beside(self, other: Entry) -> str:
        """What its file is called beside the other one; its path where both have the same name."""
        return self.file_name if self.file_name != other.file_name else self.source_path


def entries_of(tables: Tables) -> tuple[Entry, ...]:
    """All documents, the newest first. Raises KehoachError when an older program wrote the tables."""
    return tuple(_entry(row) for row in asked(tables, _ENTRIES))


def without_copies(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each document once, as totals, charts and the search count it."""
    return tuple(entry for entry in entries if entry.copy_of is None)


def copies_of(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The copies of each document that has some, by its id."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.copy_of is not None:
            found.setdefault(entry.copy_of, []).append(entry)
    return found


def below_originals(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """All documents in their order, copies right below what they are copies of."""
    places = {entry.document_id: number for number, entry in enumerate(entries)}
    return tuple(
        sorted(
            entries,
            key=lambda entry: (
                places.get(entry.copy_of or "", places[entry.document_id]),
                entry.copy_of is not None,
            ),
        )
    )


def original_among(entries: Mapping[str, Entry], document_id: str | None) -> Entry | None:
    """The document of an id, or what it is a copy of; None when there is no such document."""
    entry = entries.get(document_id or "")
    return entry and entries.get(entry.copy_of or "", entry)


def asked(tables: Tables, question: str) -> list[dict[str, Any]]:
    """The rows of an answer. Raises KehoachError when the tables lack what is asked for."""
    try:
        rows: list[dict[str, Any]] = tables.arrow(question).to_pylist()
    except UsageError as error:
        raise KehoachError("The tables were written by another version of kehoach; run ingest again.") from error
    return rows


def records_in_batches(tables: Tables, ids: Sequence[str]) -> Iterator[PlanRecords]:
    """All rows of each document, in the order of the ids; some documents are in memory at a time."""
    agencies = {row["agency_id"]: row for row in asked(tables, f"from {Agency.table}")}
    for begin in range(0, len(ids), _BATCH):
        batch = ids[begin : begin + _BATCH]
        found: dict[str, dict[str, list[dict[str, Any]]]] = {name: {} for name in batch}
        listed = ", ".join(f"'{name}'" for name in batch)
        for table in TABLES:
            if table != Agency.table:
                for row in asked(tables, f"from {table} where document_id in ({listed})"):
                    found[row["document_id"]].setdefault(table, []).append(row)
        yield from (_records(found[name], agencies) for name in batch)


def _records(rows: dict[str, list[dict[str, Any]]], agencies: dict[str, dict[str, Any]]) -> PlanRecords:
    named = {row["agency_id"] for table in (AgencyMention.table, TaskAgency.table) for row in rows.get(table, ())}
    rows[Agency.table] = [agencies[agency_id] for agency_id in sorted(named) if agency_id in agencies]
    try:
        return PlanRecords.model_validate(rows)
    except ValidationError as error:
        raise KehoachError("The tables were written by another version of kehoach; run ingest again.") from error


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        document_id=row["document_id"],
        name=document_name(row["doc_type"], row["number"], row["title"], row["source_path"]),
        title=row["title"] or "",
        file_name=PurePosixPath(row["source_path"]).name,
        source_path=row["source_path"],
        issuer=row["issuer"] or "",
        province=row["province"] or "",
        province_2025=row["province_2025"] or "",
        issued=row["issued_date"],
        year=row["issued_year"] or row["period_start_year"],
        status=row["status"],
        warnings=tuple(row["warnings"]),
        copy_of=row["duplicate_of"],
        tasks=row["tasks"],
        with_lead=row["with_lead"],
        with_deadline=row["with_deadline"],
        with_output=row["with_output"],
    )
