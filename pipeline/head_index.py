"""The heads of all interim files in one file: opening 100 000 files to see that nothing has changed would take long.

A cache of the cache: it may be missing, old or damaged, then the interim files themselves are asked. An entry counts
only while the interim file is the very one it was taken from (inode, size, time of change).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from operator import attrgetter

from pipeline.heads import FORMAT, StoredHead
from pipeline.index_file import Columns, IndexFile
from pipeline.storage import Folder, Stamp

_FIELDS = attrgetter(*StoredHead.__dataclass_fields__)
_HEAD_COLUMNS = len(StoredHead.__dataclass_fields__)
_STAMP_COLUMNS = len(Stamp._fields)
_DATE, _PERIOD, _CODES, _COUNTS = (
    list(StoredHead.__dataclass_fields__).index(name) for name in ("issued_date", "period", "warning_codes", "counts")
)

Entry = tuple[Stamp, StoredHead]


class HeadIndex:
    """The heads that were read or written so far, by document."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._file = IndexFile(folder, "heads", FORMAT, 1 + _STAMP_COLUMNS + _HEAD_COLUMNS)
        self._is_loaded = False
        self._is_shrunk = False
        self._entries: dict[str, Entry] = {}
        self._recent: set[str] = set()
        self._added = False
        self._seen: set[str] = set()

    def get(self, document_id: str, name: str) -> StoredHead | None:
        """The head of the interim file of this name; None when it is not known, or the file is another one.

        A file is looked at once in the life of the index, which is a run.
        """
        self._load()
        entry = self._entries.get(document_id)
        if entry is None:
            return None
        if document_id not in self._seen:
            if entry[0] != self._folder.stamp(name):
                return None
            self._seen.add(document_id)
        return entry[1]

    def add(self, head: StoredHead, name: str) -> None:
        """Remembers the head that was read from, or written to, the interim file of this name."""
        self._load()
        stamp = self._folder.stamp(name)
        if stamp is not None:
            self._entries[head.document_id] = stamp, head
            self._seen.add(head.document_id)
            self._recent.add(head.document_id)
            self._added = True

    def drop(self, document_id: str) -> None:
        """Forgets a document whose interim file is gone."""
        self._load()
        self._seen.discard(document_id)
        self._recent.discard(document_id)
        self._is_shrunk |= self._entries.pop(document_id, None) is not None

    def save(self) -> None:
        """Writes what was added, or all if that is much; a disk that is full or closed costs nothing but time later."""
        if not (self._added or self._is_shrunk):
            return
        recent = not self._is_shrunk and self._file.is_worth_adding(len(self._recent))
        names = sorted(self._recent) if recent else self._entries
        self._file.save(_columns(self._entries[name] for name in names), recent=recent)
        self._added = self._is_shrunk = False
        self._recent = self._recent if recent else set()

    def _load(self) -> None:
        if self._is_loaded:
            return
        self._is_loaded = True
        base, recent = self._file.load()
        self._entries = dict(_entries(base))
        for name, entry in _entries(recent):
            self._entries[name] = entry
            self._recent.add(name)


def _entries(columns: Columns) -> Iterator[tuple[str, Entry]]:
    """The entries of columns; none of a file that is damaged."""
    stamps, fields = columns[1 : 1 + _STAMP_COLUMNS], columns[1 + _STAMP_COLUMNS :]
    fields[_DATE] = [text and _day(text) for text in fields[_DATE]]
    for place in (_PERIOD, _CODES, _COUNTS):
        fields[place] = list(map(tuple, fields[place]))
    heads = (StoredHead(*values) for values in zip(*fields, strict=True))
    for name, stamp, head in zip(columns[0], map(Stamp._make, zip(*stamps, strict=True)), heads, strict=True):
        if head.is_ours:
            yield name, (stamp, head)


def _columns(entries: Iterable[Entry]) -> Columns:
    rows = [(head.document_id, *stamp, *_plain(head)) for stamp, head in entries]
    return [list(column) for column in zip(*rows, strict=True)] or [[]] * (1 + _STAMP_COLUMNS + _HEAD_COLUMNS)


def _plain(head: StoredHead) -> tuple[object, ...]:
    values = list(_FIELDS(head))
    values[_DATE] = head.issued_date and head.issued_date.isoformat()
    return tuple(values)


@cache
def _day(text: str) -> date:
    return date.fromisoformat(text)
