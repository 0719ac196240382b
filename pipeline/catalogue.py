"""The documents of a corpus as they are to be published: in which file, citing whom, naming which agencies."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from extractors.slugs import slug
from pipeline.corpus import Member
from pipeline.duplicates import duplicates_among, rank_of
from pipeline.heads import TABLE_NAMES, StoredHead
from pipeline.layout import Notice
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
        """Changes with these documents and all that their rows say of others but for which cited ones are there."""
        heads, duplicates = self.heads, self.duplicates
        return fingerprint_of([(name, heads[name].digest, paths, duplicates.get(name)) for name, paths in members])

    def resolved(self, cites: Iterable[str]) -> dict[str, str]:
        """Those of the cited documents that are in the corpus, with their ids."""
        return {name: self.documents_cited[name] for name in cites if name in self.documents_cited}

    def published(self, member: Member, records: PlanRecords) -> PlanRecords:
        """A document's rows with what only the corpus knows.

        Its paths, which document it has twice, and which cited documents are there.
        """
        references = tuple(self._resolved(row) for row in records.legal_references)
        document = _with_paths(records.document, member.paths)
        document = document.model_copy(update={"duplicate_of": self._duplicate_of(member)})
        return records.model_copy(update={"documents": (document,), "legal_references": references})

    @cached_property
    def duplicates(self) -> dict[str, str]:
        """The documents that another one has too, with the id of the better reading."""
        return duplicates_among(self.heads.values())

    @cached_property
    def documents_cited(self) -> dict[str, str]:
        """Document ids by the canonical id under which others cite them; of several the better reading."""
        chosen: dict[str, StoredHead] = {}
        for head in self.heads.values():
            if head.canonical_id:
                other = chosen.setdefault(head.canonical_id, head)
                if other is not head and rank_of(head) < rank_of(other):
                    chosen[head.canonical_id] = head
        return {name: head.document_id for name, head in chosen.items()}

    def empty_tables(self) -> list[str]:
        """Tables without a row in any document; `agencies` is published in any case."""
        counts = self.row_counts
        return [table for table in TABLES if not counts[table] and table != Agency.table]

    @cached_property
    def row_counts(self) -> dict[str, int]:
        """Rows by table; of agencies, which several documents name, the sum over documents."""
        columns = zip(*(head.counts for head in self.heads.values()), strict=True)
        return dict.fromkeys(TABLE_NAMES, 0) | dict(zip(TABLE_NAMES, map(sum, columns), strict=False))

    def _duplicate_of(self, member: Member) -> str | None:
        return self.duplicates.get(member.document_id)

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
