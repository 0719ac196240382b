"""What the tables need to know of a province and year whose documents have not changed: whom they cite, whom they name.

It lies in each snapshot beside the tables, so that a run reads the rows of those documents alone that changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from pipeline.errors import KehoachError
from pipeline.heads import StoredLinks
from pipeline.storage import Folder
from schemas import TABLES, Agency, PlanRecords, Record
from schemas.arrow import to_table

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "summaries"
_DOCUMENTS_AS_OBJECTS = 200


class NamedAgency(BaseModel):
    """An agency as the document describes it that names it most, with the mentions of all documents."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mentions: int
    document_id: str
    agency: Agency

    def published(self) -> Agency:
        """The row of `agencies`."""
        return self.agency.model_copy(update={"mention_count": self.mentions})


class PartitionSummary(BaseModel):
    """The canonical ids that the documents of a partition cite, sorted, and the agencies they name, by id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cites: tuple[str, ...]
    agencies: tuple[NamedAgency, ...]


class AgencyTally:
    """Agencies with all their mentions, gathered one by one."""

    def __init__(self) -> None:
        self._mentions: dict[str, int] = {}
        self._best: dict[str, tuple[int, str, Agency]] = {}

    def add(self, mentions: int, document_id: str, agency: Agency) -> None:
        """Adds mentions; `agency` is described by a document as that document names it."""
        key = agency.agency_id
        self._mentions[key] = self._mentions.get(key, 0) + mentions
        best = self._best.get(key)
        if best is None or (-agency.mention_count, document_id) < best[:2]:
            self._best[key] = -agency.mention_count, document_id, agency

    def named(self) -> tuple[NamedAgency, ...]:
        """Each agency once, by id."""
        return tuple(
            NamedAgency(mentions=self._mentions[key], document_id=document_id, agency=agency)
            for key, (_, document_id, agency) in sorted(self._best.items())
        )


def summary_path(partition: str) -> str:
    """Where the summary of a partition lies in a snapshot."""
    return f"{FOLDER}/{partition}.json.zst"


def summary_bytes(summary: PartitionSummary) -> bytes:
    """The content of its file."""
    import zstandard

    return zstandard.ZstdCompressor(level=3, write_checksum=True).compress(summary.model_dump_json().encode())


def load_summary(snapshot: Folder, partition: str) -> PartitionSummary:
    """The summary of a partition. Raises KehoachError when it cannot be read."""
    import zstandard

    try:
        content = zstandard.ZstdDecompressor().decompress(snapshot.read(summary_path(partition)))
        return PartitionSummary.model_validate_json(content)
    except (OSError, zstandard.ZstdError, ValueError) as error:
        path = f"{snapshot}/{summary_path(partition)}"
        raise KehoachError(
            f"{path} cannot be read ({type(error).__name__}); remove it and run ingest again."
        ) from error


class PartitionRows:
    """The rows of a partition, gathered document by document; Arrow takes a tenth of the memory that objects take."""

    def __init__(self) -> None:
        self._cites: set[str] = set()
        self._agencies = AgencyTally()
        self._rows: dict[str, list[Record]] = {table: [] for table in TABLES}
        self._done: dict[str, list[pa.Table]] = {table: [] for table in TABLES}
        self._documents = 0

    def add(self, document_id: str, links: StoredLinks, records: PlanRecords) -> None:
        """Adds a document."""
        self._cites.update(links.cites)
        for agency in links.agencies:
            self._agencies.add(agency.mention_count, document_id, agency)
        for table, rows in records.rows():
            if table != Agency.table:
                self._rows[table] += rows
        self._documents += 1
        if self._documents % _DOCUMENTS_AS_OBJECTS == 0:
            self._settle()

    def summary(self) -> PartitionSummary:
        """What other partitions and later runs need to know of it."""
        return PartitionSummary(cites=tuple(sorted(self._cites)), agencies=self._agencies.named())

    def tables(self) -> list[str]:
        """The tables that have rows."""
        self._settle()
        return [table for table, parts in self._done.items() if parts]

    def table(self, name: str) -> pa.Table:
        """All rows of a table, in the order in which the documents were added."""
        import pyarrow as pa

        return pa.concat_tables(self._done[name]).combine_chunks()

    def _settle(self) -> None:
        for table, rows in self._rows.items():
            if rows:
                self._done[table].append(to_table(TABLES[table], rows))
                rows.clear()
