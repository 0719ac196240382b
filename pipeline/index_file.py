"""An index of many entries in files: what was added lately lies in a second, small one, so that one more costs little.

A cache: it may be missing, old or damaged, and the last of two that write at once wins.
"""

from __future__ import annotations

import json
from typing import Any

from pipeline.storage import Folder

_LATELY = 0.1
"""Share of the entries that may have been added before all are written anew."""

Columns = list[list[Any]]
"""Entries by column: read in a third of the time that a list of objects takes. The first column is the key."""


class IndexFile:
    """The files `<name>.json.zst` and `<name>.recent.json.zst` of a folder; `form` goes up when columns change."""

    def __init__(self, folder: Folder, name: str, form: int, columns: int) -> None:
        self._folder = folder
        self._names = f"{name}.json.zst", f"{name}.recent.json.zst"
        self._form = form
        self._columns = columns
        self._size = 0

    def load(self) -> tuple[Columns, Columns]:
        """The entries, and those added lately, which count more."""
        base, recent = (self._read(name) for name in self._names)
        self._size = len(base[0])
        return base, recent

    def is_worth_adding(self, added: int) -> bool:
        """Whether so many entries are to be added, and not all of them written anew."""
        return added <= self._size * _LATELY

    def save(self, columns: Columns, *, recent: bool) -> None:
        """Writes all entries, or those added lately; a disk that is full or closed costs nothing but time later."""
        import zstandard

        content = zstandard.ZstdCompressor(level=1, write_checksum=True).compress(
            json.dumps([self._form, *columns], ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
        )
        try:
            if recent:
                self._folder.write(self._names[1], content)
            else:
                self._folder.write(self._names[0], content)
                self._folder.remove(self._names[1])
                self._size = len(columns[0])
        except OSError:
            return

    def _read(self, name: str) -> Columns:
        import zstandard

        empty: Columns = [[] for _ in range(self._columns)]
        try:
            text = zstandard.ZstdDecompressor().decompress(self._folder.read(name)).decode(errors="surrogatepass")
            form, *columns = json.loads(text)
        except (OSError, zstandard.ZstdError, ValueError, TypeError):
            return empty
        return columns if form == self._form and len(columns) == self._columns else empty
