"""Which content each source had when it was read last, so that 10 000 large files need not be read to see no change.

As git does it: a file counts as unchanged while its inode, size, and times of content and of entry are the same. The
time of the entry (ctime) cannot be set by programs. A file that was changed within the last seconds is not remembered,
because it might be changed once more within the same tick of the clock; nor is one from the future.
"""

from __future__ import annotations

import time

from pydantic import TypeAdapter, ValidationError

from pipeline.storage import File, Folder, Stamp

_ENTRIES = TypeAdapter(dict[str, tuple[Stamp, str]])
_FILE = "sources.json.zst"
_SETTLED_NS = 3_000_000_000


class SourceIndex:
    """Document ids by the path of the source. A cache: it may be missing, old or damaged."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._is_loaded = False
        self._is_changed = False
        self._entries: dict[str, tuple[Stamp, str]] = {}

    def get(self, source: File) -> str | None:
        """The id of the document that a source is, if that can be told without reading it."""
        self._load()
        entry = self._entries.get(str(source))
        if entry is None:
            return None
        return entry[1] if entry[0] == source.stamp() else None

    def add(self, source: File, stamp: Stamp | None, document_id: str) -> None:
        """Remembers what a source was found to be when it had a stamp."""
        self._load()
        if stamp is not None and time.time_ns() - max(stamp.content_ns, stamp.entry_ns) > _SETTLED_NS:
            self._entries[str(source)] = stamp, document_id
            self._is_changed = True

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
            content = zstandard.ZstdDecompressor().decompress(self._folder.read(_FILE))
            self._entries = _ENTRIES.validate_json(content)
        except (OSError, zstandard.ZstdError, ValidationError):
            return
