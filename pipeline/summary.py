"""What a run of ingest did, and what the tables hold after it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Failure:
    """A source of which nothing could be read, with the reason as it stands in `warnings`.

    Sources of the same content are one document, with one `document_id`.
    """

    path: str
    document_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that is there in a better reading too, with the path of that one (`documents.duplicate_of`)."""

    path: str
    of: str


@dataclass(frozen=True, slots=True)
class TableTotals:
    """What the tables hold: rows by table, documents by status and province, how many documents have each warning.

    `copies` are the documents that are copies of others, by path; they are among those counted.
    """

    rows: dict[str, int]
    by_status: dict[str, int]
    by_province: dict[str, int]
    warnings: dict[str, int]
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What a run did with the sources it was given, and what the tables hold after it.

    `sources` = `read` + `unchanged` + `duplicates`; `removed` are sources whose files are gone, `skipped` files with
    the reason why they are no documents, `notes` what the user should know. `tables_changed` is false when there was
    nothing to do; `tables` is their path or URI. `seconds` is the whole run.
    """

    sources: int
    read: int
    unchanged: int
    duplicates: int
    removed: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    failures: tuple[Failure, ...]
    notes: tuple[str, ...]
    totals: TableTotals
    tables: str
    tables_changed: bool
    files_written: int
    seconds: float


def totals_of(catalogue: Catalogue, rows: dict[str, int]) -> TableTotals:
    """Counts over all documents of a corpus; the names in order, provinces unknown last."""
    heads = catalogue.heads.values()
    provinces = Counter(head.province or "" for head in heads)
    codes = Counter(code for head in heads for code in set(head.warning_codes))
    codes["duplicate"] += sum(len(member.paths) > 1 for member in catalogue.members)
    path_of = {member.document_id: member.paths[0] for member in catalogue.members}
    copies = sorted((path_of[copy], path_of[original]) for copy, original in catalogue.duplicates.items())
    return TableTotals(
        rows=rows,
        by_status={status: sum(head.status == status for head in heads) for status in ("ok", "partial", "failed")},
        by_province={
            name or "unknown": count for name, count in sorted(provinces.items(), key=lambda p: (not p[0], p))
        },
        warnings={code: count for code, count in sorted(codes.items()) if count},
        copies=tuple(Copy(path, of) for path, of in copies),
    )
