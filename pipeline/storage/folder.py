"""What a folder can do, whatever it lies on."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

LOCK = ".lock"
"""Name of the lock beside the states of the tables."""


class Stamp(NamedTuple):
    """Tells whether a file is still the very one it was, without opening it.

    `identity` is the inode, or what an object store calls its entity tag; the times, of content and of entry, are
    nanoseconds, 0 where the identity changes with every change.
    """

    identity: str | int
    size: int
    content_ns: int
    entry_ns: int


class Folder(Protocol):
    """Files by name: paths within the folder, with forward slashes. Printed, it is the path or URI of the folder.

    Every method raises OSError (FileNotFoundError, PermissionError), and KehoachError when a store cannot be reached.
    """

    @property
    def name(self) -> str:
        """The last part of its path."""

    @property
    def kept(self) -> int:
        """How many states of the tables are worth their room: where they share files, one more."""

    def inner(self, name: str) -> Folder:
        """A folder within."""

    def read(self, name: str) -> bytes:
        """The content of a file."""

    def write(self, name: str, content: bytes, *, durable: bool = False) -> None:
        """Writes a file in one step: whoever looks sees the old one or the new one.

        `durable` waits until it would outlive a power failure.
        """

    def remove(self, name: str) -> None:
        """Removes a file, if it is there."""

    def clear(self) -> None:
        """Removes the folder with all that is in it."""

    def exists(self) -> bool:
        """Whether the folder is there."""

    def has(self, name: str) -> bool:
        """Whether something of this name is there, be it a link that leads nowhere."""

    def is_regular(self, name: str) -> bool:
        """Whether a file is one that can be read to its end: no folder, device or socket."""

    def stamp(self, name: str) -> Stamp | None:
        """The stamp of a file, None when it cannot be had.

        Where looking is expensive it may be from when the folder was listed; one written or read since is looked at.
        """

    def files(self, ending: str = "") -> list[str]:
        """The names of all files below whose name ends so, sorted."""

    def folders(self) -> list[str]:
        """The names of the folders in it, sorted."""

    def adopt(self, names: Iterable[str], source: Folder) -> None:
        """Takes over files of another folder of the same storage, as they are: by link or copy, without reading."""

    def settle(self, names: Iterable[str]) -> None:
        """Waits until these files would outlive a power failure."""

    def point(self, name: str, target: str) -> None:
        """Lets a name stand for a folder, given by its path within this one, from one moment to the next."""

    def pointed(self, name: str) -> Folder | None:
        """The folder that a name stands for; None when there is no such name, or nothing in its place.

        Raises UsageError when something else has that name.
        """

    def resolved(self) -> Folder:
        """The folder itself, or the one that its own name stands for now."""

    def locked(self, name: str, seconds: float) -> AbstractContextManager[None]:
        """Keeps others out who ask for the same name; raises TimeoutError after so many seconds of waiting."""

    def fetched(self, names: Iterable[str]) -> list[str]:
        """Paths on this machine where these files can be read while this object lives; copies if they are elsewhere."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read: the folder through which it is reached, and its name in it."""

    folder: Folder
    name: str

    def __str__(self) -> str:
        return f"{self.folder}/{self.name}"

    def read(self) -> bytes:
        """Its content."""
        return self.folder.read(self.name)

    def stamp(self) -> Stamp | None:
        """Its stamp, None when it cannot be had."""
        return self.folder.stamp(self.name)

    def is_regular(self) -> bool:
        """Whether it can be read to its end."""
        return self.folder.is_regular(self.name)
