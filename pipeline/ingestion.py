"""From files and folders to tables: reads what is new or changed, and publishes all tables at once."""

from __future__ import annotations

import gc
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Thread

from pipeline.catalogue import Catalogue
from pipeline.corpus import Corpus, SourceEntry, is_gone, keys_below, load_corpus, source_at
from pipeline.discovery import Discovery, Found, discover
from pipeline.engines import Effort, engine_of
from pipeline.heads import StoredHead
from pipeline.limits import MEGABYTES, MIB, SECONDS, Limits
from pipeline.places import TABLES_FOLDER, interim_of
from pipeline.publish import Publication, import_libraries, publish
from pipeline.run_log import log_run
from pipeline.snapshots import Snapshots
from pipeline.sources import Outcome, Policy, SourceReader
from pipeline.storage import Folder, Place
from pipeline.storage.local import LocalFolder
from pipeline.store import DamagedError, Identify, Store
from pipeline.summary import Failure, IngestSummary, totals_of
from pipeline.version import PIPELINE_VERSION
from pipeline.work import Process, Recipe
from schemas import Document, PlanRecords
from schemas.documents import Status


@dataclass(frozen=True, slots=True)
class Step:
    """One source done: which of how many, what became of it, and whether it had to be read.

    `is_copy`: it has the content of another source that was read in this run.
    """

    number: int
    of: int
    path: str
    status: Status
    tasks: int
    was_read: bool
    is_copy: bool


Progress = Callable[[Step], None]

_SELDOM = 200_000, 50, 100
"""When garbage is looked for: with 100 000 documents in memory every look takes long, and finds nothing."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C while documents were read; the message says how far the run came."""


def ingest(
    paths: Place | Iterable[Place],
    *,
    out: Place = TABLES_FOLDER,
    interim: Place | None = None,
    force: bool = False,
    retry_failed: bool = False,
    workers: int | None = 0,
    timeout: float = SECONDS,
    memory: int = MEGABYTES,
    scheduler: str | None = None,
    progress: Progress | None = None,
    process: Process | None = None,
    identify: Identify | None = None,
) -> IngestSummary:
    """Reads documents and adds them to the tables; running it again does no work twice.

    Files and folders (with all below them) may be given. A source whose content changed replaces its rows. A source
    that lay in a folder given and is no longer there leaves the tables; sources elsewhere stay. What was read by other
    rules (`pipeline_version`) is read again, with `retry_failed` also what failed, with `force` everything. A source
    that cannot be read is a row of `documents` with status `failed`; the same content under several paths is one
    document.

    `out` becomes a symbolic link to the newest of three snapshots of the tables; `interim` (beside it, unless given)
    holds the rows of each document and may be deleted at any time. Sources, tables and interim files may also lie in
    object stores (`s3://bucket/plans/parquet`); there `out` is an object that holds the path of the newest snapshot.

    `workers` processes do the work, None for as many as there are CPUs; 0 does it in this process, as suits a
    notebook, without the limits that hold otherwise for each document: `timeout` in seconds, to which each page that
    is read by OCR adds a twelfth, `memory` in MB. With `scheduler` (`tcp://host:8786`) the workers of a Dask cluster do
    it. The tables are the same in any case.

    `process` makes the rows of one document, `identify` gives the id under which others cite it.

    Raises UsageError for a path that does not exist, KehoachError when the tables cannot be written, Interrupted.
    """
    begin = time.perf_counter()
    given = [paths] if isinstance(paths, Place) else list(paths)
    snapshots, kept = Snapshots(out), interim_of(out, interim)
    recipe = Recipe(process or _process_document, identify or _document_canonical_id)
    effort = Effort(workers, Limits(timeout, memory * MIB), scheduler)
    base = _base_of(snapshots.parent)
    discovery = discover(given, base, apart=(snapshots.tables, str(snapshots.folder), str(kept)))
    reader = SourceReader(
        Store(kept),
        engine_of(recipe, effort, len(discovery.files)),
        recipe.identify,
        Policy(everything=force, failed=retry_failed),
    )
    run = _Run(discovery, base, snapshots, reader, force)
    threshold = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        outcomes = run.read(progress)
        publication, catalogue = run.publish(outcomes)
    finally:
        reader.save()
        gc.set_threshold(*threshold)
    summary = _summary(run, outcomes, publication, catalogue, time.perf_counter() - begin)
    with snapshots.locked():
        log_run(snapshots, summary)
    return summary


@dataclass(slots=True)
class _Run:
    """One run: what it was given, and what the user should know of it."""

    discovery: Discovery
    base: str
    snapshots: Snapshots
    reader: SourceReader
    force: bool
    removed: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    loaded: tuple[Folder | None, Corpus] | None = None
    known: dict[str, StoredHead] = field(default_factory=dict)

    def read(self, progress: Progress | None) -> list[Outcome]:
        """Reads the sources, with those in the tables whose interim file is lost; gives the outcomes by path."""
        is_new = self.reader.expect(self.discovery.files.values())
        sources = {**self._lost(self._corpus()), **self.discovery.files}
        if is_new:
            Thread(target=import_libraries, daemon=True).start()
        outcomes: list[Outcome] = []
        fresh: set[str] = set()
        try:
            for outcome in self.reader.outcomes(sources[key] for key in sorted(sources)):
                outcomes.append(outcome)
                self.known[outcome.head.document_id] = outcome.head
                if outcome.fate == "read":
                    fresh.add(outcome.head.document_id)
                if progress is not None:
                    progress(_step(len(outcomes), len(sources), outcome, fresh))
        except KeyboardInterrupt as error:
            raise Interrupted(_how_far(outcomes, len(sources))) from error
        return sorted(outcomes, key=lambda outcome: outcome.found.key)

    def _corpus(self) -> Corpus:
        """The corpus that counts now; read again only when another process has published meanwhile."""
        current = self.snapshots.current()
        if self.loaded is None or self.loaded[0] != current:
            self.loaded = current, load_corpus(current)
        return self.loaded[1]

    def _lost(self, corpus: Corpus) -> dict[str, Found]:
        """Sources of the corpus whose rows are not in the store, as far as their files are there."""
        heads = self._heads(corpus)
        return {
            key: self._found(key, entry)
            for key, entry in corpus.sources.items()
            if entry.document_id not in heads and not is_gone(key, self.base)
        }

    def publish(self, outcomes: Iterable[Outcome]) -> tuple[Publication, Catalogue]:
        """Publishes the tables with what was read; a damaged interim file is made anew from its source, once."""
        entries = {outcome.found.key: _entry(outcome) for outcome in outcomes}
        damaged: set[str] = set()
        with self.snapshots.locked():
            latest = self._corpus()
            corpus = latest.with_sources(entries, self._gone(latest))
            while True:
                corpus, catalogue = self._complete(corpus)
                try:
                    store, snapshots = self.reader.store, self.snapshots
                    return publish(latest, corpus, catalogue, store, snapshots, repair=self.force), catalogue
                except DamagedError as error:
                    if error.document_id in damaged:
                        raise
                    damaged.add(error.document_id)
                    self.known.pop(error.document_id, None)
                    self.reader.forget(error.document_id)

    def _complete(self, corpus: Corpus) -> tuple[Corpus, Catalogue]:
        """The corpus with the stored head of each document; what is not stored is read again, or leaves."""
        heads = self._heads(corpus)
        lost = {key: entry for key, entry in corpus.sources.items() if entry.document_id not in heads}
        gone = frozenset(key for key in lost if is_gone(key, self.base))
        again = list(self.reader.outcomes(self._found(key, entry) for key, entry in lost.items() if key not in gone))
        if gone:
            paths = ", ".join(lost[key].path for key in sorted(gone))
            self.notes.append(f"No longer in the tables, as neither file nor interim rows are left: {paths}.")
        found = {outcome.found.key: _entry(outcome) for outcome in again}
        whole = corpus.with_sources(found, gone) if found or gone else corpus
        heads.update((outcome.head.document_id, outcome.head) for outcome in again)
        members = whole.members
        return whole, Catalogue(members, {member.document_id: heads[member.document_id] for member in members})

    def _heads(self, corpus: Corpus) -> dict[str, StoredHead]:
        """The heads of the documents that are stored, each looked for once in a run."""
        known, head_of = self.known, self.reader.store.head
        found = ((m.document_id, known.get(m.document_id) or head_of(m.document_id)) for m in corpus.members)
        heads = {document_id: head for document_id, head in found if head is not None}
        known.update(heads)
        return heads

    def _found(self, key: str, entry: SourceEntry) -> Found:
        return Found(source_at(key, self.base), entry.path, key)

    def _gone(self, corpus: Corpus) -> frozenset[str]:
        """Keys of sources that lay in the folders given and whose files are there no more.

        A folder that is empty all at once may be a disk that is not mounted: its sources stay, unless forced.
        """
        gone: set[str] = set()
        for folder, shown in self.discovery.folders.items():
            known = keys_below(corpus.sources, folder)
            missing = {key for key in known if key not in self.discovery.files and is_gone(key, self.base)}
            if missing and not self.force and not keys_below(self.discovery.files, folder):
                self.notes.append(
                    f"{shown} holds no documents any more; the {len(missing)} read from it before stay in the tables,"
                    " as a disk may be missing. To take them out, run with --force."
                )
            else:
                gone |= missing
        self.removed = tuple(corpus.sources[key].path for key in sorted(gone))
        return frozenset(gone)


def _base_of(parent: Folder) -> str:
    """The folder from which keys of local sources are seen: that of the tables, or the root if it lies elsewhere."""
    return str(parent.resolved()) if isinstance(parent, LocalFolder) else os.sep


def _step(number: int, of: int, outcome: Outcome, fresh: set[str]) -> Step:
    head = outcome.head
    return Step(
        number=number,
        of=of,
        path=outcome.found.name,
        status=head.status,
        tasks=head.rows_of("tasks"),
        was_read=outcome.fate == "read",
        is_copy=outcome.fate == "duplicate" and head.document_id in fresh,
    )


def _how_far(outcomes: list[Outcome], of: int) -> str:
    read = sum(outcome.fate == "read" for outcome in outcomes)
    failed = sum(outcome.head.status == "failed" for outcome in outcomes)
    return (
        f"Interrupted after {len(outcomes)} of {of} sources; {read} were read now, {failed} could not be read. What was"
        " read is kept, the tables are as they were before. Run the same command to go on."
    )


def _entry(outcome: Outcome) -> SourceEntry:
    return SourceEntry(path=outcome.found.name, document_id=outcome.head.document_id)


def _summary(
    run: _Run, outcomes: list[Outcome], publication: Publication, catalogue: Catalogue, seconds: float
) -> IngestSummary:
    fates = Counter(outcome.fate for outcome in outcomes)
    return IngestSummary(
        sources=len(outcomes),
        read=fates["read"],
        unchanged=fates["unchanged"],
        duplicates=fates["duplicate"],
        removed=run.removed,
        skipped=tuple(run.discovery.skipped),
        failures=tuple(_failure(outcome) for outcome in outcomes if outcome.head.status == "failed"),
        notes=(*run.notes, *_notes(outcomes, catalogue)),
        totals=totals_of(catalogue, publication.rows),
        tables=run.snapshots.tables,
        tables_changed=publication.is_new,
        files_written=publication.files_written,
        seconds=seconds,
    )


def _failure(outcome: Outcome) -> Failure:
    return Failure(outcome.found.name, outcome.head.document_id, outcome.head.failure or "")


def _notes(outcomes: list[Outcome], catalogue: Catalogue) -> list[str]:
    notes = []
    if not outcomes:
        notes.append("No documents were found in what was given.")
    old = sum(head.pipeline_version != PIPELINE_VERSION for head in catalogue.heads.values())
    if old:
        notes.append(f"{old} documents in the tables were read by other rules; ingest their folders again.")
    failed = sum(outcome.fate == "unchanged" and outcome.head.status == "failed" for outcome in outcomes)
    if failed:
        notes.append(f"{failed} of the sources failed before and were not tried again; to try: --retry-failed.")
    return notes


def _process_document(name: str, content: bytes) -> PlanRecords:
    from pipeline.document import process_document

    return process_document(name, content)


def _document_canonical_id(document: Document) -> str | None:
    from extractors.legal_references import document_canonical_id

    return document_canonical_id(document)
