"""From files and folders to tables: reads what is new or changed, and publishes all tables at once."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue import Catalogue
from pipeline.corpus import Corpus, SourceEntry, gone_keys, known_below, load_corpus
from pipeline.discovery import Discovery, Found, discover
from pipeline.layout import Notice
from pipeline.publish import publish
from pipeline.snapshots import Snapshots
from pipeline.store import Identify, Store, StoredHead
from pipeline.summary import Failure, IngestSummary, totals_of
from pipeline.version import PIPELINE_VERSION
from schemas import Document, PlanRecords
from schemas.documents import Status

TABLES_FOLDER = Path("data/parquet")
INTERIM_FOLDER = Path("data/interim")
MAX_BYTES = 512 * 1024 * 1024
"""Larger files are no documents of an office; they are reported, not read."""

Process = Callable[[str, bytes], PlanRecords]


@dataclass(frozen=True, slots=True)
class Step:
    """One source done: which of how many, what became of it, and whether it had to be read."""

    number: int
    of: int
    path: str
    status: Status
    tasks: int
    was_read: bool


Progress = Callable[[Step], None]


def ingest(
    paths: str | Path | Iterable[str | Path],
    *,
    out: str | Path = TABLES_FOLDER,
    interim: str | Path = INTERIM_FOLDER,
    force: bool = False,
    progress: Progress | None = None,
    process: Process | None = None,
    identify: Identify | None = None,
) -> IngestSummary:
    """Reads documents and adds them to the tables; running it again does no work twice.

    Files and folders (with all below them) may be given. A source whose content changed replaces its rows. A source
    that lay in a folder given and is no longer there leaves the tables; sources elsewhere stay. What failed before, or
    was read by other rules (`pipeline_version`), is read again, with `force` everything. A source that cannot be read
    is a row of `documents` with status `failed`; the same content under several paths is one document.

    `out` becomes a symbolic link to the newest of three snapshots of the tables; `interim` holds the rows of each
    document and may be deleted at any time. `process` makes the rows of one document, `identify` gives the id under
    which others cite it.

    Raises UsageError for a path that does not exist, KehoachError when the tables cannot be written.
    """
    begin = time.perf_counter()
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    snapshots = Snapshots(Path(out))
    base = snapshots.link.parent
    discovery = discover(given, base)
    before = load_corpus(snapshots.current())
    reader = _Reader(Store(Path(interim)), process or _default_process(), identify or _default_identify(), force)
    outcomes = list(_read_all(reader, discovery, before, base, progress))
    entries = {outcome.key: SourceEntry(path=outcome.path, document_id=outcome.head.document_id) for outcome in outcomes}
    with snapshots.locked():
        latest = load_corpus(snapshots.current())
        gone, notes = _gone(latest, discovery, base)
        corpus, lost = _without_lost(latest.with_sources(entries, gone), reader.store)
        catalogue = reader.catalogue(corpus)
        publication = publish(latest, corpus, catalogue, reader.store, snapshots)
    return IngestSummary(
    )
