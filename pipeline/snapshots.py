"""Snapshots: each state of the tables is a folder of its own, and one name tells which one counts.

`data/parquet` is a symbolic link into `data/parquet.versions/`; on an object store it is an object that holds the path.
Changing it changes all tables in the same moment; who asks several questions resolves it first and keeps seeing one
state.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import KehoachError
from pipeline.storage import Folder, Place, parent_of, shown
from pipeline.storage.folder import LOCK

_LOCK_SECONDS = 600


class Snapshots:
    """The snapshots behind one name."""

    def __init__(self, tables: Place) -> None:
        self.tables = shown(tables)
        self.parent, self._name = parent_of(tables)
        self.folder = self.parent.inner(f"{self._name}.versions")

    def current(self) -> Folder | None:
        """The snapshot that counts; None before the first.

        Raises UsageError when something else lies in its place.
        """
        return self.parent.pointed(self._name)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps other processes from publishing to the same place. Raises KehoachError after ten minutes of waiting."""
        try:
            with self.folder.locked(LOCK, _LOCK_SECONDS):
                yield
        except TimeoutError as error:
            raise KehoachError(
                f"Another kehoach has been writing {self.tables} for ten minutes; try again later ({error})."
            ) from error

    def begin(self) -> Folder:
        """An empty folder for the next snapshot; what a run that died left behind is removed. Call it when locked."""
        current = self.current()
        for name in self.folder.folders():
            if current is None or not name.isdecimal() or int(name) > int(current.name):
                self.folder.inner(name).clear()
        return self.folder.inner(f"{int(current.name) + 1 if current else 1:06d}")

    def commit(self, draft: Folder) -> Folder:
        """Makes a finished folder the snapshot that counts, and removes those too old to be kept."""
        self.parent.point(self._name, f"{self.folder.name}/{draft.name}")
        for name in self._numbered()[: -self.folder.kept]:
            self.folder.inner(name).clear()
        return draft

    def previous(self) -> Folder | None:
        """The snapshot before the one that counts; None when there is none. It may go at any moment."""
        current = self.current()
        older = [name for name in self._numbered() if current and int(name) < int(current.name)]
        return self.folder.inner(older[-1]) if older else None

    def forget_older(self) -> None:
        """Removes all snapshots but the one that counts. Call it when locked."""
        current = self.current()
        for name in self._numbered():
            if current and name != current.name:
                self.folder.inner(name).clear()

    def _numbered(self) -> list[str]:
        return sorted((name for name in self.folder.folders() if name.isdecimal()), key=int)
