"""Prefixes of object stores, by way of fsspec: what a folder can do, with objects that are whole or not there.

An object store knows no links, so unchanged files are copied within the store, and an object under the name of the
tables holds the path of the state that counts: writing it changes all tables in the same moment.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pipeline.errors import KehoachError, UsageError
from pipeline.storage.folder import LOCK, Folder, Stamp
from pipeline.storage.object_lock import check_held, hold

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_TAGS = ("ETag", "etag", "generation", "md5Hash", "content_md5")
_TIMES = ("LastModified", "last_modified", "mtime", "updated", "created")
_POINTER_BYTES = 1000
_FEW = 20
"""Stamps that are asked for one by one before the folder is listed."""


def object_folder(url: str) -> ObjectFolder:
    """The folder at a URI. Raises UsageError for a kind of store that is unknown, or whose package is missing."""
    from fsspec.core import url_to_fs

    scheme = url.partition("://")[0]
    try:
        filesystem, path = url_to_fs(url.rstrip("/"), use_listings_cache=False)
    except ImportError as error:
        raise UsageError(f"{url} needs a package that is not installed: {_package(scheme)}.") from error
    except ValueError as error:
        raise UsageError(f"{url} cannot be used ({error}); give a path, or a URI like s3://bucket/plans.") from error
    return ObjectFolder(filesystem, scheme, path)


def _package(scheme: str) -> str:
    names = {"s3": "s3", "s3a": "s3", "gs": "gs", "gcs": "gs"}
    if scheme in names:
        return f"pip install 'kehoach[{names[scheme]}]'"
    return f"install the fsspec package for {scheme}://"


class ObjectFolder:
    """A prefix of an object store.

    What lies below is listed once when many stamps are asked for: a request for a thousand objects, not for each.
    """

    kept = 2

    def __init__(self, filesystem: AbstractFileSystem, scheme: str, path: str) -> None:
        self._filesystem = filesystem
        self._scheme = scheme
        self._path = path.rstrip("/")
        self._listing: dict[str, dict[str, Any]] | None = None
        self._fresh: set[str] = set()
        self._asked = 0
        self._copies: TemporaryDirectory[str] | None = None

    def __str__(self) -> str:
        return f"{self._scheme}://{self._path}"

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self._path.rpartition("/")[2]

    def inner(self, name: str) -> ObjectFolder:
        """A folder within."""
        return ObjectFolder(self._filesystem, self._scheme, self._of(name))

    def read(self, name: str) -> bytes:
        """The content of an object."""
        with self._told(name):
            content = bytes(self._filesystem.cat_file(self._of(name)))
        self._is_new(name)
        return content

    def write(self, name: str, content: bytes, *, durable: bool = False) -> None:
        """Writes an object; it is there when all of it is, and then stays."""
        with self._told(name):
            try:
                self._filesystem.pipe_file(self._of(name), content)
            except FileNotFoundError as error:
                raise KehoachError(f"{self} cannot be written to: {_reason(error)}; make the bucket first.") from error
        self._is_new(name)

    def create(self, name: str, content: bytes) -> bool:
        """Writes an object unless there is one; whether it did. Stores that know no conditions may be too late."""
        with self._told(name):
            try:
                self._filesystem.pipe_file(self._of(name), content, mode="create")
            except FileExistsError:
                return False
            except FileNotFoundError as error:
                raise KehoachError(f"{self} cannot be written to: {_reason(error)}; make the bucket first.") from error
            except (NotImplementedError, TypeError, ValueError):
                if self.get(name) is not None:
                    return False
                self._filesystem.pipe_file(self._of(name), content)
        return True

    def get(self, name: str) -> bytes | None:
        """The content of an object; None when it is not there."""
        try:
            return self.read(name)
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Removes an object, if it is there."""
        with self._told(name):
            if self._filesystem.isfile(self._of(name)):
                self._filesystem.rm_file(self._of(name))
        self._is_new(name)

    def clear(self) -> None:
        """Removes everything below."""
        with self._told(""):
            if self._filesystem.exists(self._path):
                self._filesystem.rm(self._path, recursive=True)

    def exists(self) -> bool:
        """Whether anything lies below."""
        with self._told(""):
            return bool(self._filesystem.isdir(self._path))

    def has(self, name: str) -> bool:
        """Whether there is an object of this name."""
        with self._told(name):
            return bool(self._filesystem.isfile(self._of(name)))

    def is_regular(self, name: str) -> bool:
        """Every object is."""
        return True

    def stamp(self, name: str) -> Stamp | None:
        """The stamp of an object, from the listing if there is one."""
        self._asked += 1
        if self._listing is None and self._asked > _FEW:
            self.files()
        if self._listing is not None and name in self._listing:
            return _stamp(self._listing[name])
        if self._listing is not None and name not in self._fresh:
            return None
        try:
            with self._told(name):
                return _stamp(self._filesystem.info(self._of(name)))
        except (FileNotFoundError, PermissionError):
            return None

    def files(self, ending: str = "") -> list[str]:
        """The names of all objects below whose name ends so."""
        with self._told(""):
            try:
                found = self._filesystem.find(self._path, detail=True)
            except FileNotFoundError:  # No such bucket.
                found = {}
        self._listing = {self._short(path): info for path, info in found.items()}
        self._fresh.clear()
        return sorted(name for name in self._listing if name.endswith(ending))

    def folders(self) -> list[str]:
        """The names of the folders in it."""
        with self._told(""):
            try:
                entries = self._filesystem.ls(self._path, detail=True)
            except FileNotFoundError:
                return []
        return sorted(self._short(entry["name"]) for entry in entries if entry["type"] == "directory")

    def adopt(self, names: Iterable[str], source: Folder) -> None:
        """Copies objects within the store, many at a time."""
        assert isinstance(source, ObjectFolder)
        wanted = list(names)
        if wanted:
            with self._told(""):
                self._filesystem.copy([source._of(name) for name in wanted], [self._of(name) for name in wanted])

    def settle(self, names: Iterable[str]) -> None:
        """Nothing: what was written is kept."""

    def point(self, name: str, target: str) -> None:
        """Writes the path of a folder into an object; whoever lost the lock of that folder does not."""
        check_held(self.inner(target.partition("/")[0]), LOCK)
        self.write(name, target.encode())

    def pointed(self, name: str) -> ObjectFolder | None:
        """The folder whose path stands in an object."""
        content = self.get(name)
        if content is None:
            return None
        target = _target(content, name)
        if target is None:
            raise UsageError(f"{self}/{name} is an object that kehoach did not make; choose another place.")
        folder = self.inner(target)
        return folder if folder.exists() else None

    def resolved(self) -> ObjectFolder:
        """The folder itself, or the one whose path stands in the object of its name."""
        parent, _, name = self._path.rpartition("/")
        folder = ObjectFolder(self._filesystem, self._scheme, parent)
        target = _target(folder.get(name), name) if name else None
        return folder.inner(target) if target else self

    @contextmanager
    def locked(self, name: str, seconds: float) -> Iterator[None]:
        """Holds a lock object, with the name of its owner and a time that moves on while he lives."""
        with hold(self, name, seconds):
            yield

    def fetched(self, names: Iterable[str]) -> list[str]:
        """Copies of these objects in a temporary folder, made many at a time."""
        wanted = list(names)
        if self._copies is None:
            self._copies = TemporaryDirectory(prefix="kehoach-")
        paths = [Path(self._copies.name, name) for name in wanted]
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
        with self._told(""):
            self._filesystem.get([self._of(name) for name in wanted], [str(path) for path in paths])
        return [path.as_posix() for path in paths]

    def _is_new(self, name: str) -> None:
        """An object was touched: what the listing says of it does not count any more."""
        self._fresh.add(name)
        if self._listing is not None:
            self._listing.pop(name, None)

    def _of(self, name: str) -> str:
        return f"{self._path}/{name}" if name else self._path

    def _short(self, path: str) -> str:
        return path.rstrip("/").removeprefix(self._path).lstrip("/")

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        """Says in a sentence why the store does not do what is asked."""
        try:
            yield
        except (FileNotFoundError, KehoachError):
            raise
        except PermissionError as error:
            told = f"not permitted with these credentials ({_reason(error)})"
            raise PermissionError(errno.EACCES, told, f"{self}/{name}".rstrip("/")) from error
        except Exception as error:  # Every store has errors of its own, most without a common class.
            raise KehoachError(
                f"{self} cannot be reached ({type(error).__name__}: {_reason(error)}); "
                "check its name, the credentials and the network."
            ) from error


def _target(content: bytes | None, name: str) -> str | None:
    """The path that stands in the object of a name; None when it is something else."""
    target = (content or b"")[:_POINTER_BYTES].decode("utf-8", errors="replace").strip()
    return target if target.startswith(f"{name}.versions/") else None


def _stamp(info: dict[str, Any]) -> Stamp:
    size = int(info.get("size") or 0)
    for tag in _TAGS:
        if value := info.get(tag):
            return Stamp(str(value), size, 0, 0)
    changed = next((_nanoseconds(info[key]) for key in _TIMES if info.get(key)), 0)
    return Stamp("", size, changed, changed)


def _nanoseconds(moment: object) -> int:
    if isinstance(moment, datetime):
        return int(moment.timestamp() * 1e9)
    if isinstance(moment, str):
        return int(datetime.fromisoformat(moment).timestamp() * 1e9)
    return int(float(str(moment)) * 1e9)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
