"""From what people write to a folder: paths of this machine, and URIs of object stores."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path, PurePosixPath

from pipeline.errors import UsageError
from pipeline.storage.folder import File, Folder
from pipeline.storage.local import LocalFolder

Place = str | Path
"""A path, or a URI like `s3://bucket/plans`."""

_LOCAL = ("file://", "local://")


def is_url(place: Place) -> bool:
    """Whether a place is one of an object store; `file://` is this machine.

    Raises UsageError for a URI that went through `Path`, which makes one slash of two.
    """
    text = os.fspath(place)
    head, colon, _ = text.partition(":/")
    if isinstance(place, Path) and colon and len(head) > 1 and head.isalnum() and not Path(f"{head}:").exists():
        raise UsageError(f"Give {text} as a string with two slashes ({head}://…), not as a Path.")
    return "://" in text and not text.startswith(_LOCAL)


def folder_at(place: Place) -> Folder:
    """The folder at a path or URI, which need not exist.

    Raises UsageError when the package for this kind of store is not installed.
    """
    if not is_url(place):
        return LocalFolder(local_path(place))
    from pipeline.storage.objects import object_folder

    return object_folder(os.fspath(place))


def file_at(place: Place) -> File:
    """The file at a path or URI."""
    parent, name = parent_of(place)
    return File(parent, name)


def parent_of(place: Place) -> tuple[Folder, str]:
    """The folder in which a file or folder lies, and its name in it."""
    if not is_url(place):
        path = local_path(place)
        return LocalFolder(path.parent), path.name
    scheme, _, path_text = os.fspath(place).rstrip("/").partition("://")
    parent, _, name = path_text.rpartition("/")
    if not name or (not parent and scheme != "memory"):
        raise UsageError(f"{place} names a bucket alone; name a folder in it, like {scheme}://{path_text}/plans.")
    return folder_at(f"{scheme}://{parent}"), name


def local_path(place: Place) -> Path:
    """The path of a place of this machine."""
    if isinstance(place, Path):
        return place
    for scheme in _LOCAL:
        place = place.removeprefix(scheme)
    return Path(place)


def shown(place: Place) -> str:
    """A place as it stands in the tables and in messages: forward slashes, letters composed (NFC)."""
    text = os.fspath(place) if is_url(place) else as_text(local_path(place))
    return unicodedata.normalize("NFC", text)


def as_text(path: Path | PurePosixPath) -> str:
    """The path with forward slashes; bytes of its name that are no UTF-8 are written out as escapes."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")
