"""Folders of this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.files import write_atomically
from pipeline.storage.folder import Folder, Stamp


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder of this machine, which need not exist."""

    path: Path

    kept = 3

    def __str__(self) -> str:
        return self.path.as_posix()

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.name

    def inner(self, name: str) -> LocalFolder:
        """A folder within."""
        return LocalFolder(self.path / name)

    def read(self, name: str) -> bytes:
        """The content of a file."""
        return (self.path / name).read_bytes()

    def write(self, name: str, content: bytes, *, durable: bool = False) -> None:
        """Writes a file in one step."""
        write_atomically(self.path / name, content, durable=durable)

    def remove(self, name: str) -> None:
        """Removes a file, if it is there."""
        (self.path / name).unlink(missing_ok=True)

    def clear(self) -> None:
        """Removes the folder with all that is in it."""
        shutil.rmtree(self.path)

    def exists(self) -> bool:
        """Whether the folder is there."""
        return self.path.is_dir()

    def has(self, name: str) -> bool:
        """Whether something of this name is there."""
        return os.path.lexists(self.path / name)

    def is_regular(self, name: str) -> bool:
        """Whether a file is no folder, device or socket."""
        return (self.path / name).is_file()

    def stamp(self, name: str) -> Stamp | None:
        """The stamp of a file as it is now."""
        try:
            status = os.stat(f"{self.path}/{name}")  # noqa: PTH116 (a hundred thousand times)
        except OSError:
            return None
        return Stamp(status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)

    def files(self, ending: str = "") -> list[str]:
        """The names of all files below whose name ends so."""
        start = len(self.path.as_posix()) + 1
        return sorted(
            f"{folder}/{name}"[start:]
            for folder, _, names in os.walk(self.path.as_posix())
            for name in names
            if name.endswith(ending)
        )

    def folders(self) -> list[str]:
        """The names of the folders in it."""
        return sorted(path.name for path in self.path.iterdir() if path.is_dir()) if self.path.is_dir() else []

    def adopt(self, names: Iterable[str], source: Folder) -> None:
        """Gives the same files a second name; copies where the file system knows no hard links."""
        assert isinstance(source, LocalFolder)
        for name in names:
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(source.path / name, target)
            except OSError:
                shutil.copy2(source.path / name, target)

    def settle(self, names: Iterable[str]) -> None:
        """Waits until the disk has these files."""
        for name in names:
            with (self.path / name).open("rb") as file:
                os.fsync(file.fileno())

    def point(self, name: str, target: str) -> None:
        """Makes a symbolic link to a folder, or changes where it leads."""
        link = self.path / name
        fresh = self.path / f"{target.partition('/')[0]}/link"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(target)
        fresh.replace(link)

    def pointed(self, name: str) -> LocalFolder | None:
        """Where a symbolic link leads."""
        link = self.path / name
        if link.is_symlink():
            target = LocalFolder(Path(os.path.realpath(link)))
            return target if target.exists() else None
        if link.exists():
            raise UsageError(
                f"{link} is a folder or file that kehoach did not make; move it away or choose another --out."
            )
        return None

    def resolved(self) -> LocalFolder:
        """The folder behind all links."""
        return LocalFolder(Path(os.path.realpath(self.path)))

    @contextmanager
    def locked(self, name: str, seconds: float) -> Iterator[None]:
        """Holds a lock of the operating system, which ends with the process."""
        from filelock import FileLock, Timeout

        self.path.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.path / name, timeout=seconds):
                yield
        except Timeout as error:
            raise TimeoutError(f"{self.path / name} is held by another process") from error

    def fetched(self, names: Iterable[str]) -> list[str]:
        """The paths of these files."""
        return [f"{self.path.as_posix()}/{name}" for name in names]
