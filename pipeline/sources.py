"""From files to stored rows: what is in the store is not read again, the rest is work for an engine."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.discovery import Found
from pipeline.failures import failed_records, id_of_unopened
from pipeline.heads import StoredHead
from pipeline.layout import Notice
from pipeline.source_index import SourceIndex
from pipeline.storage import File
from pipeline.store import Identify, Store
from pipeline.version import PIPELINE_VERSION
from pipeline.work import Engine, Job, too_large

MAX_BYTES = 512 * 1024 * 1024
"""Larger files are no documents of an office; they are reported, not read."""

_READINGS = 3
"""So often a file is read that is written to meanwhile: half of a document is none."""

Fate = Literal["read", "unchanged", "duplicate"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source: it was read now, or before, or has the content of another one."""

    found: Found
    head: StoredHead
    fate: Fate


@dataclass(frozen=True, slots=True)
class Policy:
    """What is read again although it was read before by the same rules: everything, or what failed."""

    everything: bool = False
    failed: bool = False

    def is_settled(self, head: StoredHead) -> bool:
        """Whether a stored document is left as it is: the same bytes and rules would give the same rows again."""
        if self.everything or (self.failed and head.status == "failed"):
            return False
        return head.pipeline_version == PIPELINE_VERSION


class UnopenedError(Exception):
    """The content of a file cannot be had; `notice` says why, `size` in bytes as far as known."""

    def __init__(self, notice: Notice, size: int | None = None) -> None:
        super().__init__(str(notice))
        self.notice = notice
        self.size = size


class SourceReader:
    """Reads sources into a store, the same content once."""

    def __init__(self, store: Store, engine: Engine, identify: Identify, policy: Policy) -> None:
        self.store = store
        self._engine = engine
        self._identify = identify
        self._policy = policy
        self._known = SourceIndex(store.folder)
        self._done: dict[str, StoredHead] = {}

    def outcomes(self, sources: Iterable[Found]) -> Iterator[Outcome]:
        """Reads the sources that need it, in any order; the rows of an outcome are in the store."""
        settled: deque[Outcome] = deque()
        waiting: dict[str, list[Found]] = {}
        for document in self._engine.run(self._jobs(sources, settled, waiting)):
            yield from _taken(settled)
            head = self.store.write(document)
            self._done[head.document_id] = head
            first, *others = waiting.pop(head.document_id)
            yield Outcome(first, head, "read")
            yield from (Outcome(other, head, "duplicate") for other in others)
        yield from _taken(settled)

    def expect(self, sources: Iterable[Found]) -> bool:
        """Whether one of the sources is new or changed, as far as that shows from outside; if so, the engine starts."""
        is_new = any(self._known.get(found.file) is None for found in sources)
        if is_new:
            self._engine.prepare()
        return is_new

    def save(self) -> None:
        """Keeps what makes the next run quick."""
        self.store.save_index()
        self._known.save()

    def forget(self, document_id: str) -> None:
        """Reads a document again when it comes up the next time."""
        self._done.pop(document_id, None)

    def _jobs(
        self, sources: Iterable[Found], settled: deque[Outcome], waiting: dict[str, list[Found]]
    ) -> Iterator[Job]:
        """The documents to be read. What needs no work goes to `settled`, whose document is at work to `waiting`."""
        for found in sources:
            settled_before = self._settled_before(found)
            if settled_before is not None:
                settled.append(settled_before)
                continue
            stamp = found.file.stamp()
            try:
                content = content_of(found)
            except UnopenedError as error:
                records = failed_records(id_of_unopened(found.key), found.name, None, error.size, error.notice)
                settled.append(Outcome(found, self.store.put(records, self._identify), "read"))
                continue
            job = Job(found.name, hashlib.sha256(content).hexdigest(), content)
            self._known.add(found.file, stamp, job.document_id)
            if job.document_id in waiting:
                waiting[job.document_id].append(found)
            elif job.document_id in self._done:
                settled.append(Outcome(found, self._done[job.document_id], "duplicate"))
            elif (head := self.store.head(job.document_id)) and self._policy.is_settled(head):
                self._done[job.document_id] = head
                settled.append(Outcome(found, head, "unchanged"))
            else:
                waiting[job.document_id] = [found]
                yield job

    def _settled_before(self, found: Found) -> Outcome | None:
        """The outcome of a source that is as it was, and needs no work; None when it has to be opened to tell."""
        document_id = None if self._policy.everything else self._known.get(found.file)
        if document_id is None:
            return None
        if document_id in self._done:
            return Outcome(found, self._done[document_id], "duplicate")
        head = self.store.head(document_id)
        if head is None or not self._policy.is_settled(head):
            return None
        self._done[document_id] = head
        return Outcome(found, head, "unchanged")


def _taken(outcomes: deque[Outcome]) -> Iterator[Outcome]:
    while outcomes:
        yield outcomes.popleft()


def content_of(found: Found) -> bytes:
    """The content of a source. Raises UnopenedError when it cannot be had."""
    try:
        for _ in range(_READINGS):
            before = found.file.stamp()
            if before is not None and not found.file.is_regular():
                raise UnopenedError(Notice("unreadable", f"{found.name} is no regular file; name a document."))
            if before is not None and before.size > MAX_BYTES:
                raise UnopenedError(too_large(found.name, before.size, MAX_BYTES), before.size)
            content = found.file.read()
            if before is not None and len(content) == before.size and found.file.stamp() == before:
                return content
    except OSError as error:
        raise UnopenedError(_unopened(found, error), _size(found.file)) from error
    sentence = f"{found.name} was written to while it was read; run again when that is over."
    raise UnopenedError(Notice("changing", sentence), _size(found.file))


def _unopened(found: Found, error: OSError) -> Notice:
    match error:
        case PermissionError():
            return Notice("no_permission", f"{found.name} may not be read by this user; change its permissions.")
        case FileNotFoundError():
            return Notice("broken_link", f"{found.name} is a link to a file that does not exist; put the file there.")
    return Notice("unreadable", f"{found.name} cannot be read ({error.strerror or error}); check the disk.")


def _size(file: File) -> int | None:
    stamp = file.stamp()
    return None if stamp is None else stamp.size
