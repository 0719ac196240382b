"""From interim files to tables: one Parquet file per table, province and year, all tables changed at once.

The tables are a function of the corpus and of the interim files alone: whatever happened before, the same sources
give the same files. What has not changed since the snapshot before is linked, not written; the rows of one province
and year are in memory at a time.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.catalogue import UNKNOWN, Catalogue, fingerprint_of
from pipeline.corpus import MANIFEST, Corpus, Member, PartitionEntry, manifest_bytes
from pipeline.datapackage import DESCRIPTOR, write_descriptor
from pipeline.partitions import (
    AgencyTally,
    PartitionRows,
    PartitionSummary,
    load_summary,
    summary_bytes,
    summary_path,
)
from pipeline.snapshots import Snapshots
from pipeline.storage import Folder
from pipeline.store import Store
from schemas import TABLES, Agency, Record
from schemas.arrow import to_table

if TYPE_CHECKING:
    import pyarrow as pa

_ROW_GROUP = 100_000
_EMPTY = "empty"
"""Stands for the files of tables without rows: they still have one, so that every reader finds their columns."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing did: the snapshot that counts now, whether it is new, and how many files were written anew.

    `changed` are the provinces and years whose files were made again, `rows` the rows of each table.
    """

    snapshot: Folder
    is_new: bool
    files_written: int
    changed: tuple[str, ...]
    rows: dict[str, int]


def import_libraries() -> None:
    """Imports what publishing needs: half a second, in which the workers read their first documents."""
    for name in ("numpy", "pyarrow.parquet", "pandas"):  # pyarrow imports pandas when it makes its first column
        import_module(name)


def publish(
    before: Corpus, corpus: Corpus, catalogue: Catalogue, store: Store, snapshots: Snapshots, *, repair: bool = False
) -> Publication:
    """Makes the tables of a corpus; what is published already (`before`) is left as it is.

    With `repair`, a file that cannot be read counts as not published; that reads every file of the tables.
    Call it when locked. Raises DamagedError when an interim file turns out to be damaged; the tables then stay as they
    were.
    """
    current = snapshots.current()
    there = frozenset(current.files()) if current else frozenset()
    usable = {name: entry for name, entry in before.partitions.items() if there.issuperset(entry.files)}
    if current and repair:
        usable = {name: entry for name, entry in usable.items() if _is_readable(current, entry)}
    partitions = catalogue.partitions()
    members = {name: catalogue.fingerprint(partitions[name]) for name in partitions}
    if current and DESCRIPTOR in there and _is_same(usable, before, corpus, members):
        return Publication(current, False, 0, (), {**catalogue.row_counts, Agency.table: before.agencies})
    draft = _Draft(snapshots.begin(), current, there, usable, catalogue, store)
    summaries = [draft.partition(name, partitions[name], members[name]) for name in partitions]
    tally = AgencyTally()
    for summary in summaries:
        for named in summary.agencies:
            tally.add(named.mentions, named.document_id, named.agency)
    agencies = [named.published() for named in tally.named()]
    draft.agencies(agencies)
    draft.empty_tables()
    draft.settle()
    write_descriptor(draft.folder)
    manifest = replace(corpus, partitions=draft.entries, agencies=len(agencies))
    draft.folder.write(MANIFEST, manifest_bytes(manifest), durable=True)
    return Publication(
        snapshots.commit(draft.folder),
        is_new=True,
        files_written=draft.written,
        changed=tuple(draft.changed),
        rows={**catalogue.row_counts, Agency.table: len(agencies)},
    )


def _is_readable(folder: Folder, entry: PartitionEntry) -> bool:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        for path in entry.files:
            if path.endswith(".parquet"):
                pq.read_table(pa.BufferReader(folder.read(path)))
    except (OSError, pa.ArrowException):
        return False
    return True


def _is_same(usable: dict[str, PartitionEntry], before: Corpus, corpus: Corpus, members: dict[str, str]) -> bool:
    """Whether the tables are those of the corpus already: the same sources, and the same rows behind them."""
    if before.sources != corpus.sources or len(usable) != len(before.partitions):
        return False
    return {name: entry.members for name, entry in usable.items() if name not in (Agency.table, _EMPTY)} == members


@dataclass(slots=True)
class _Draft:
    """The next snapshot while it is made."""

    folder: Folder
    current: Folder | None
    there: frozenset[str]
    usable: dict[str, PartitionEntry]
    catalogue: Catalogue
    store: Store
    entries: dict[str, PartitionEntry] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @property
    def written(self) -> int:
        """How many files of tables are new."""
        return len(self.fresh)

    def partition(self, name: str, members: list[Member], fingerprint: str) -> PartitionSummary:
        """Links or makes the files of a partition."""
        old = self.usable.get(name)
        if self.current and old and old.members == fingerprint:
            summary = load_summary(self.current, name)
            if old.fingerprint == self._fingerprint(fingerprint, summary):
                self._link(name, old)
                return summary
        rows = PartitionRows()
        for member in members:
            stored = self.store.stored(self.catalogue.heads[member.document_id])
            rows.add(member.document_id, stored.links, self.catalogue.published(member, stored.records))
        summary = rows.summary()
        files = []
        for table in rows.tables():
            files.append(_path(table, name))
            self._write(files[-1], rows.table(table))
        files.append(summary_path(name))
        self.folder.write(files[-1], summary_bytes(summary))
        self.changed.append(name)
        self.entries[name] = PartitionEntry(
            members=fingerprint, fingerprint=self._fingerprint(fingerprint, summary), files=tuple(files)
        )
        return summary

    def agencies(self, agencies: list[Agency]) -> None:
        """The table of agencies."""
        fingerprint = fingerprint_of([agency.model_dump(mode="json") for agency in agencies])
        path = f"{Agency.table}/{Agency.table}.parquet"
        self._part(Agency.table, fingerprint, [(path, Agency, agencies)])

    def empty_tables(self) -> None:
        """The files of tables without rows."""
        names = self.catalogue.empty_tables()
        self._part(
            _EMPTY, fingerprint_of(names), [(_path(name, f"{UNKNOWN}/{UNKNOWN}"), TABLES[name], []) for name in names]
        )

    def _part(self, name: str, fingerprint: str, files: list[tuple[str, type[Record], list[Agency]]]) -> None:
        old = self.usable.get(name)
        if old and old.fingerprint == fingerprint:
            self._link(name, old)
            return
        for path, record, rows in files:
            self._write(path, to_table(record, rows))
        paths = tuple(path for path, _, _ in files)
        self.entries[name] = PartitionEntry(members=fingerprint, fingerprint=fingerprint, files=paths)

    def _fingerprint(self, members: str, summary: PartitionSummary) -> str:
        return fingerprint_of([members, self.catalogue.resolved(summary.cites)])

    def _link(self, name: str, entry: PartitionEntry) -> None:
        self.kept += entry.files
        self.entries[name] = entry

    def _write(self, path: str, table: pa.Table) -> None:
        content = _parquet(table)
        if path in self.there and self.current and self.current.read(path) == content:
            self.kept.append(path)
        else:
            self.folder.write(path, content)
            self.fresh.append(path)

    def settle(self) -> None:
        """Takes over what stays as it is, and waits until the new files would outlive a power failure.

        After all are written, as one by one takes five times as long.
        """
        if self.current:
            self.folder.adopt(self.kept, self.current)
        self.folder.settle(self.fresh)


def _path(table: str, partition: str) -> str:
    return f"{table}/{partition}.parquet"


def _parquet(table: pa.Table) -> bytes:
    """A table as the content of a file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream = pa.BufferOutputStream()
    pq.write_table(table, stream, compression="zstd", row_group_size=_ROW_GROUP)
    return bytes(stream.getvalue())
