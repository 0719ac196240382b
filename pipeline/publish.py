"""From interim files to tables: one Parquet file per table, province and year, all tables changed at once.

The tables are a function of the corpus and of the interim files alone: whatever happened before, the same sources
give the same files. What has not changed since the snapshot before is linked, not written.
"""

from __future__ import annotations

import filecmp
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.catalogue import UNKNOWN, Catalogue, fingerprint_of
from pipeline.corpus import MANIFEST, Corpus, Member, PartitionEntry
from pipeline.snapshots import Snapshots, hard_link
from pipeline.store import Store, write_atomically
from schemas import TABLES, Agency, Record
from schemas.arrow import to_table

if TYPE_CHECKING:
    import pyarrow as pa

_ROW_GROUP = 100_000

Files = Iterator[tuple[str, "pa.Table"]]
"""Paths within a snapshot, with what is to stand there."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing did: the snapshot that counts now, whether it is new, and how many files were written anew."""

    snapshot: Path
    is_new: bool
    files_written: int


@dataclass(frozen=True, slots=True)
class _Part:
    """Files that change together; `files` makes them, `fingerprint` tells whether it must."""

    name: str
    fingerprint: str
    files: Callable[[], Files]


def publish(before: Corpus, corpus: Corpus, catalogue: Catalogue, store: Store, snapshots: Snapshots) -> Publication:
    """Makes the tables of a corpus; what is published already (`before`) is left as it is. Call it when locked.

    Raises DamagedError when an interim file turns out to be damaged; the tables then stay as they were.
    """
    current = snapshots.current()
    parts = list(_parts(catalogue, store))
    usable = {name: entry for name, entry in before.partitions.items() if current and _is_whole(current, entry)}
    unchanged = {part.name for part in parts if (old := usable.get(part.name)) and old.fingerprint == part.fingerprint}
    if current and len(unchanged) == len(parts) == len(before.partitions) and before.sources == corpus.sources:
        return Publication(current, is_new=False, files_written=0)
    draft = snapshots.begin()
    entries: dict[str, PartitionEntry] = {}
    written = 0
    for part in parts:
        if current and part.name in unchanged:
            entries[part.name] = usable[part.name]
            for path in usable[part.name].files:
                hard_link(current / path, draft / path)
        else:
            paths = []
            for path, table in part.files():
                written += _write(table, draft / path, None if current is None else current / path)
                paths.append(path)
            entries[part.name] = PartitionEntry(fingerprint=part.fingerprint, files=tuple(paths))
    manifest = corpus.model_copy(update={"partitions": entries})
    write_atomically(draft / MANIFEST, manifest.model_dump_json(indent=1).encode(), durable=True)
    return Publication(snapshots.commit(draft), is_new=True, files_written=written)


def _parts(catalogue: Catalogue, store: Store) -> Iterator[_Part]:
    for name, members in catalogue.partitions().items():
        yield _Part(name, catalogue.fingerprint(members), _partition_files(catalogue, store, name, members))
    agencies = catalogue.agencies()
    yield _Part(
        Agency.table,
        fingerprint_of([agency.model_dump(mode="json") for agency in agencies]),
        lambda: iter([(f"{Agency.table}/{Agency.table}.parquet", to_table(Agency, agencies))]),
    )
    empty = catalogue.empty_tables()
    # A table without rows still has a file, so that every reader finds its columns.
    yield _Part(
        "empty",
        fingerprint_of(empty),
        lambda: ((_path(table, f"{UNKNOWN}/{UNKNOWN}"), to_table(TABLES[table], ())) for table in empty),
    )


def _partition_files(catalogue: Catalogue, store: Store, name: str, members: list[Member]) -> Callable[[], Files]:
    def files() -> Files:
        documents = [
            catalogue.published(member, store.records(catalogue.heads[member.document_id])) for member in members
        ]
        for table, record in TABLES.items():
            rows: list[Record] = [row for records in documents for row in getattr(records, table)]
            if rows and table != Agency.table:
                yield _path(table, name), to_table(record, rows)

    return files


def _path(table: str, partition: str) -> str:
    return f"{table}/{partition}.parquet"


def _is_whole(snapshot: Path, entry: PartitionEntry) -> bool:
    return all((snapshot / path).is_file() for path in entry.files)


def _write(table: pa.Table, path: Path, previous: Path | None) -> bool:
    """Writes a file to the disk; one that equals its predecessor becomes a link to it. Whether it is a new one."""
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, compression="zstd", row_group_size=_ROW_GROUP)
    if previous is not None and previous.is_file() and filecmp.cmp(path, previous, shallow=False):
        path.unlink()
        hard_link(previous, path)
        return False
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return True
