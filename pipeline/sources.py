"""One source at a time: from a file to its stored rows, read only when that is needed."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.discovery import Found
from pipeline.failures import crash_notice, failed_records, id_of_content, id_of_unopened
from pipeline.layout import Notice
from pipeline.store import Identify, Store, StoredHead
from pipeline.version import PIPELINE_VERSION
from schemas import PlanRecords

MAX_BYTES = 512 * 1024 * 1024
"""Larger files are no documents of an office; they are reported, not read."""

MAX_TEXT_BYTES = 16 * 1024 * 1024
"""The same for plain text, which holds no pictures: five thousand pages."""

Process = Callable[[str, bytes], PlanRecords]
"""Gives all rows of a document from its name and content."""

Fate = Literal["read", "unchanged", "duplicate"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source; `reason` says why nothing of it could be read, None if something could."""

    found: Found
    head: StoredHead
    fate: Fate
    reason: str | None = None


class UnopenedError(Exception):
    """The content of a file cannot be had; `notice` says why, `size` in bytes as far as known."""

    def __init__(self, notice: Notice, size: int | None = None) -> None:
        super().__init__(str(notice))
        self.notice = notice
        self.size = size


class SourceReader:
    """Reads sources into a store, the same content once.

    What is stored by the same rules is not read again, unless `force` is given or nothing of it could be read.
    """

    def __init__(self, store: Store, process: Process, identify: Identify, *, force: bool) -> None:
        self.store = store
        self._process = process
        self._identify = identify
        self._force = force
        self._done: dict[str, Outcome] = {}

    def outcome_of(self, found: Found) -> Outcome:
        """Reads a source if need be; its rows are in the store then."""
        try:
            content = content_of(found)
        except UnopenedError as error:
            records = failed_records(id_of_unopened(found.key), found.name, None, error.size, error.notice)
            return self._stored(found, records)
        sha256 = hashlib.sha256(content).hexdigest()
        document_id = id_of_content(sha256)
        done = self._done.get(document_id)
        if done is not None:
            return Outcome(found, done.head, "duplicate", done.reason)
        head = None if self._force else self.store.head(document_id)
        if head is not None and _is_settled(head):
            outcome = Outcome(found, head, "unchanged")
        else:
            outcome = self._stored(found, self._records(found.name, content, sha256))
        self._done[document_id] = outcome
        return outcome

    def forget(self, document_id: str) -> None:
        """Reads a document again when it comes up the next time."""
        self._done.pop(document_id, None)

    def _records(self, name: str, content: bytes, sha256: str) -> PlanRecords:
        """The rows of a document; of one that the program itself fails on, the row that says so."""
        try:
            if len(content) > MAX_TEXT_BYTES and _is_plain_text(content):
                notice = _too_large(name, len(content), MAX_TEXT_BYTES)
                return failed_records(id_of_content(sha256), name, sha256, len(content), notice)
            return self._process(name, content)
        except Exception as error:
            return failed_records(id_of_content(sha256), name, sha256, len(content), crash_notice(name, error))

    def _stored(self, found: Found, records: PlanRecords) -> Outcome:
        document = records.document
        reason = document.warnings[0] if document.status == "failed" else None
        return Outcome(found, self.store.put(records, self._identify), "read", reason)


def content_of(found: Found) -> bytes:
    """The content of a source. Raises UnopenedError when it cannot be had."""
    try:
        status = found.file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnopenedError(Notice("unreadable", f"{found.name} is no regular file; name a document."))
        if status.st_size > MAX_BYTES:
            raise UnopenedError(_too_large(found.name, status.st_size, MAX_BYTES), status.st_size)
        return found.file.read_bytes()
    except OSError as error:
        raise UnopenedError(_unopened(found, error), _size(found.file)) from error


def _is_settled(head: StoredHead) -> bool:
    return head.pipeline_version == PIPELINE_VERSION and head.status != "failed"


def _is_plain_text(content: bytes) -> bool:
    from pipeline.read import UnreadableError
    from pipeline.read.formats import sniff

    try:
        return sniff(content) in ("text", "markdown")
    except UnreadableError:
        return False


def _too_large(name: str, size: int, limit: int) -> Notice:
    sentence = f"{name} has {size >> 20} MB, the limit is {limit >> 20} MB; split it, or check that it is a plan."
    return Notice("too_large", sentence)


def _unopened(found: Found, error: OSError) -> Notice:
    match error:
        case PermissionError():
            return Notice("no_permission", f"{found.name} may not be read by this user; change its permissions.")
        case FileNotFoundError():
            return Notice("broken_link", f"{found.name} is a link to a file that does not exist; put the file there.")
    return Notice("unreadable", f"{found.name} cannot be read ({error.strerror or error}); check the disk.")


def _size(file: Path) -> int | None:
    try:
        return file.stat().st_size
    except OSError:
        return None
