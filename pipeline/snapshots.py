"""Snapshots: each state of the tables is a folder of its own, and one symbolic link tells which one counts.

`data/parquet` is a link into `data/parquet.versions/`. Changing the link changes all tables in the same moment; who
asks several questions resolves the link first and keeps seeing one state.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import KehoachError, UsageError

KEPT = 3
"""How many snapshots stay, the current one included."""

_LOCK_SECONDS = 600


class Snapshots:
    """The snapshots behind one link."""

    def __init__(self, link: Path) -> None:
        self.link = link
        self.folder = link.parent / f"{link.name}.versions"

    def current(self) -> Path | None:
        """The snapshot that counts; None before the first.

        Raises UsageError when something that is no such link lies in its place.
        """
        if self.link.is_symlink():
            target = Path(os.path.realpath(self.link))
            return target if target.is_dir() else None
        if self.link.exists():
            raise UsageError(
                f"{self.link} is a folder or file that kehoach did not make; move it away or choose another --out."
            )
        return None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps other processes from publishing to the same place. Raises KehoachError after ten minutes of waiting."""
        from filelock import FileLock, Timeout

        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / ".lock", timeout=_LOCK_SECONDS):
                yield
        except Timeout as error:
            raise KehoachError(
                f"Another kehoach has been writing {self.link} for ten minutes; try again later."
            ) from error

    def begin(self) -> Path:
        """An empty folder for the next snapshot; what a run that died left behind is removed. Call it when locked."""
        current = self.current()
        for path in self.folder.iterdir():
            if path.is_dir() and (not path.name.isdecimal() or (current and int(path.name) > int(current.name))):
                shutil.rmtree(path)
        draft = self.folder / "draft"
        draft.mkdir()
        return draft

    def commit(self, draft: Path) -> Path:
        """Makes a finished folder the snapshot that counts, and removes those older than the last three."""
        numbers = sorted(int(path.name) for path in self.folder.iterdir() if path.name.isdecimal())
        snapshot = self.folder / f"{(numbers[-1] if numbers else 0) + 1:06d}"
        draft.rename(snapshot)
        fresh = self.folder / "link"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(os.path.relpath(snapshot, self.link.parent))
        fresh.replace(self.link)
        for number in numbers[: max(0, len(numbers) + 1 - KEPT)]:
            shutil.rmtree(self.folder / f"{number:06d}")
        return snapshot

    def previous(self) -> Path | None:
        """The snapshot before the one that counts; None when there is none. It may go at any moment."""
        current = self.current()
        if current is None:
            return None
        older = (path for path in self.folder.iterdir() if path.name.isdecimal() and int(path.name) < int(current.name))
        return max(older, key=lambda path: int(path.name), default=None)

    def forget_older(self) -> None:
        """Removes all snapshots but the one that counts. Call it when locked."""
        current = self.current()
        for path in self.folder.iterdir():
            if current and path.name.isdecimal() and path.name != current.name:
                shutil.rmtree(path)


def hard_link(source: Path, target: Path) -> None:
    """The same file under a second name; a copy where the file system knows no hard links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
