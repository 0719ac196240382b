"""The documents of a corpus as they are to be published: in which file, citing whom, naming which agencies."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from extractors.agencies.identity import slug
from pipeline.corpus import Member
from pipeline.layout import Notice
from pipeline.store import StoredHead
from schemas import TABLES, Agency, Document, LegalReference, PlanRecords
from schemas.arrow import arrow_schema

UNKNOWN = "unknown"
"""Stands for the province or the year of documents that do not state it."""


@dataclass(frozen=True)
class Catalogue:
    """The documents, by id, and the heads of their interim files."""

    members: tuple[Member, ...]
    heads: Mapping[str, StoredHead]

    def partitions(self) -> dict[str, list[Member]]:
        """The documents by partition, both in order."""
        found: defaultdict[str, list[Member]] = defaultdict(list)
        for member in self.members:
            found[partition_of(self.heads[member.document_id])].append(member)
        return dict(sorted(found.items()))

    def fingerprint(self, members: list[Member]) -> str:
        """Changes with everything that goes into the files of these documents."""
        parts = []
        for member in members:
            head = self.heads[member.document_id]
            cited = [self.documents_cited.get(name) for name in head.cites]
            parts.append([member.document_id, head.digest, member.paths, cited])
        return fingerprint_of(parts)

    def published(self, member: Member, records: PlanRecords) -> PlanRecords:
        """A document's rows with what only the corpus knows: its paths, and which cited documents are in it."""
        references = tuple(self._resolved(row) for row in records.legal_references)
        document = _with_paths(records.document, member.paths)
        return records.model_copy(update={"documents": (document,), "legal_references": references})

    @cached_property
    def documents_cited(self) -> dict[str, str]:
        """Document ids by the canonical id under which others cite them.

        Of several files of one document, say the PDF and the Word file of a plan, one that was read well is chosen.
        """
        ranked = sorted(self.heads.values(), key=lambda head: (head.status != "ok", head.document_id))
        chosen: dict[str, str] = {}
        for head in ranked:
            if head.canonical_id:
                chosen.setdefault(head.canonical_id, head.document_id)
        return chosen

    def agencies(self) -> list[Agency]:
        """Every agency once, by id, with the mentions of all documents; described as where it is mentioned most."""
        counts: defaultdict[str, int] = defaultdict(int)
        best: dict[str, Agency] = {}
        for member in self.members:
            for agency in self.heads[member.document_id].agencies:
                counts[agency.agency_id] += agency.mention_count
                known = best.setdefault(agency.agency_id, agency)
                if agency.mention_count > known.mention_count:
                    best[agency.agency_id] = agency
        return [best[key].model_copy(update={"mention_count": counts[key]}) for key in sorted(best)]

    def empty_tables(self) -> list[str]:
        """Tables without a row in any document; `agencies` is published in any case."""
        counts = self.row_counts()
        return [table for table in TABLES if not counts[table] and table != Agency.table]

    def row_counts(self) -> dict[str, int]:
        """Rows by table, agencies once."""
        heads = self.heads.values()
        counts = {table: sum(head.row_counts[table] for head in heads) for table in TABLES}
        return {**counts, Agency.table: len({agency.agency_id for head in heads for agency in head.agencies})}

    def _resolved(self, row: LegalReference) -> LegalReference:
        cited = row.document_id if row.is_self else self.documents_cited.get(row.canonical_id)
        return row.model_copy(update={"cited_document_id": cited})


def partition_of(head: StoredHead) -> str:
    """The folder and file name of a document's rows: `tuyen-quang/2021`; `unknown/unknown` without a province."""
    if head.province is None:
        return f"{UNKNOWN}/{UNKNOWN}"
    return f"{slug(head.province) or UNKNOWN}/{head.year or UNKNOWN}"


def fingerprint_of(content: object) -> str:
    """A hash of JSON-like content and of the columns of all tables."""
    return hashlib.sha256(json.dumps([_columns_digest(), content]).encode()).hexdigest()


@cache
def _columns_digest() -> str:
    schemas: Iterator[bytes] = (arrow_schema(record).serialize().to_pybytes() for record in TABLES.values())
    return hashlib.sha256(b"".join(schemas)).hexdigest()


def _with_paths(document: Document, paths: tuple[str, ...]) -> Document:
    first, *others = paths
    notices = (f"The same content lies also at {path}; it is counted once." for path in others)
    warnings = (*document.warnings, *(str(Notice("duplicate", notice)) for notice in notices))
    return document.model_copy(update={"source_path": first, "warnings": warnings})
