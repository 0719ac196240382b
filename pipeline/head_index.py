"""The heads of all interim files in one file: opening 100 000 files to see that nothing has changed would take long.

A cache of the cache: it may be missing, old or damaged, then the interim files themselves are asked. An entry counts
only while the interim file is the very one it was taken from (inode, size, time of change).
"""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from pipeline.heads import StoredHead
from pipeline.storage import Folder, Stamp

_FILE = "heads.json.zst"
_ENTRIES = TypeAdapter(dict[str, tuple[Stamp, StoredHead]])


class HeadIndex:
    """The heads that were read or written so far, by document."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._is_loaded = False
        self._is_changed = False
        self._entries: dict[str, tuple[Stamp, StoredHead]] = {}
        self._seen: set[str] = set()

    def get(self, document_id: str, name: str) -> StoredHead | None:
        """The head of the interim file of this name; None when it is not known, or the file is another one.

        A file is looked at once in the life of the index, which is a run.
        """
        self._load()
        entry = self._entries.get(document_id)
        if entry is None:
            return None
        if document_id not in self._seen and entry[0] != self._folder.stamp(name):
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
            self._is_changed = True

    def drop(self, document_id: str) -> None:
        """Forgets a document whose interim file is gone."""
        self._load()
        self._seen.discard(document_id)
        self._is_changed |= self._entries.pop(document_id, None) is not None

    def save(self) -> None:
        """Writes the index, if anything was added; a disk that is full or closed costs nothing but time later."""
        import zstandard

        if not self._is_changed:
            return
        content = zstandard.ZstdCompressor(level=1, write_checksum=True).compress(_ENTRIES.dump_json(self._entries))
        try:
            self._folder.write(_FILE, content)
        except OSError:
            return
        self._is_changed = False

    def _load(self) -> None:
        import zstandard

        if self._is_loaded:
            return
        self._is_loaded = True
        try:
            entries = _ENTRIES.validate_json(zstandard.ZstdDecompressor().decompress(self._folder.read(_FILE)))
        except (OSError, zstandard.ZstdError, ValidationError):
            return
        self._entries = {name: entry for name, entry in entries.items() if entry[1].is_ours}
