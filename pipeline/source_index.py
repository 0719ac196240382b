"""Which content each source had when it was read last, so that 10 000 large files need not be read to see no change.

As git does it: a file counts as unchanged while its inode, size, and times of content and of entry are the same. The
time of the entry (ctime) cannot be set by programs. A file that was changed within the last seconds is not remembered,
because it might be changed once more within the same tick of the clock; nor is one from the future.
"""

from __future__ import annotations

import time

from pipeline.index_file import IndexFile
from pipeline.storage import File, Folder, Stamp

_FORM = 1
_SETTLED_NS = 3_000_000_000

Entry = tuple[Stamp, str]


class SourceIndex:
    """Document ids by the path of the source. A cache: it may be missing, old or damaged."""

    def __init__(self, folder: Folder) -> None:
        self._file = IndexFile(folder, "sources", _FORM, 2 + len(Stamp._fields))
        self._is_loaded = False
        self._is_changed = False
        self._entries: dict[str, Entry] = {}
        self._recent: set[str] = set()
        self._seen: set[str] = set()

    def get(self, source: File) -> str | None:
        """The id of the document that a source is, if that can be told without reading it.

        A file is looked at once in the life of the index, which is a run.
        """
        self._load()
        name = str(source)
        entry = self._entries.get(name)
        if entry is None or (name not in self._seen and entry[0] != source.stamp()):
            return None
        self._seen.add(name)
        return entry[1]

    def add(self, source: File, stamp: Stamp | None, document_id: str) -> None:
        """Remembers what a source was found to be when it had a stamp."""
        self._load()
        if stamp is not None and time.time_ns() - max(stamp.content_ns, stamp.entry_ns) > _SETTLED_NS:
            self._entries[str(source)] = stamp, document_id
            self._recent.add(str(source))
            self._is_changed = True

    def save(self) -> None:
        """Writes what was added, or all if that is much; a disk that is full or closed costs nothing but time later."""
        if not self._is_changed:
            return
        recent = self._file.is_worth_adding(len(self._recent))
        names = sorted(self._recent) if recent else list(self._entries)
        entries = [self._entries[name] for name in names]
        stamps = [list(column) for column in zip(*(stamp for stamp, _ in entries), strict=True)]
        self._file.save([names, [document_id for _, document_id in entries], *stamps], recent=recent)
        self._is_changed = False
        self._recent = self._recent if recent else set()

    def _load(self) -> None:
        if self._is_loaded:
            return
        self._is_loaded = True
        for part, is_recent in zip(self._file.load(), (False, True), strict=True):
            names, ids, *stamps = part
            self._entries.update(
                zip(names, zip(map(Stamp._make, zip(*stamps, strict=True)), ids, strict=True), strict=True)
            )
            if is_recent:
                self._recent.update(names)
