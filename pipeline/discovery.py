"""Which files of the paths given are documents to read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from pipeline.errors import UsageError
from pipeline.storage import File, Place, file_at, folder_at, is_url, shown
from pipeline.storage.local import LocalFolder
from pipeline.storage.places import as_text, local_path

_COMPANIONS = frozenset(
    {".cfg", ".csv", ".db", ".ini", ".ipynb", ".json", ".jsonl", ".license", ".lnk", ".log", ".parquet", ".py", ".sh"}
    | {".sqlite", ".toml", ".tsv", ".url", ".yaml", ".yml"}
)
"""Endings of data, settings and notes that lie beside documents."""

_UNFINISHED = frozenset({".crdownload", ".download", ".part", ".partial", ".tmp"})
_NOTES = frozenset({"changelog", "license", "licence", "readme"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, its path as it was given, and its key, the path seen from where the tables are."""

    file: File
    name: str
    key: str


@dataclass(slots=True)
class Discovery:
    """What the paths given hold: files to read by key, what was left out and why, and which folders were searched."""

    files: dict[str, Found] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    folders: dict[str, str] = field(default_factory=dict)


def discover(paths: Iterable[Place], base: str, apart: Iterable[str] = ()) -> Discovery:
    """The documents among the paths: files as they are, folders with everything below them.

    A file named itself is always read. In folders, hidden files, lock files of Office (`~$…`), unfinished downloads,
    README and licence files, and data, settings and scripts (`.json`, `.csv`, `.py`, …) are skipped and listed;
    every other file is read, whatever its ending: the format is found from the content. Links are followed.

    `base` is the folder from which keys are seen, so that tables and documents may be moved together; the key of an
    object is its URI. Folders in `apart`, where the program itself writes, are not entered.
    Raises UsageError for a path that does not exist.
    """
    discovery = Discovery()
    closed = frozenset(folder if is_url(folder) else os.path.realpath(folder) for folder in apart)
    for place in paths:
        if is_url(place):
            _discover_objects(os.fspath(place).rstrip("/"), discovery, closed)
            continue
        path = local_path(place)
        if path.is_dir():
            root = Path(os.path.realpath(path))
            key = _key(root, base)
            discovery.folders[key] = shown(path)
            for inner in _walk(root, path, discovery, closed):
                file = File(LocalFolder(root), inner.as_posix())
                _add(discovery, Found(file, shown(path / inner), _below(key, inner)))
        elif os.path.lexists(path):
            folder = LocalFolder(Path(os.path.realpath(path.parent)))
            _add(discovery, Found(File(folder, path.name), shown(path), _key(folder.path / path.name, base)))
        else:
            raise UsageError(f"{shown(path)} does not exist; name a file or a folder of documents.")
    return discovery


def skipped_because(name: str) -> str | None:
    """Why a file of this name in a folder is no document; None when it is to be read."""
    path = PurePath(name.casefold())
    if name.startswith("."):
        return "hidden"
    if name.startswith("~$"):
        return "lock file of an office program"
    if path.suffix in _UNFINISHED:
        return "unfinished download"
    if path.name.split(".")[0] in _NOTES or path.name == "thumbs.db":
        return "note about the folder"
    return "not a document" if path.suffix in _COMPANIONS else None


def _discover_objects(url: str, discovery: Discovery, closed: frozenset[str]) -> None:
    """Adds an object, or all below a prefix of an object store."""
    folder = folder_at(url)
    names = folder.files()
    if "" in names or (not names and (single := file_at(url)).folder.has(single.name)):
        _add(discovery, Found(file_at(url), shown(url), url))
        return
    if not names:
        raise UsageError(f"{url} does not exist, or nothing lies below it; name an object or a folder of documents.")
    discovery.folders[url] = url
    for name in names:
        key = f"{url}/{name}"
        *folders, last = name.split("/")
        if any(part.startswith(".") for part in folders) or any(key.startswith(f"{one}/") for one in closed):
            continue
        reason = skipped_because(last)
        if key in closed:
            reason = "hidden"
        if reason is None:
            _add(discovery, Found(File(folder, name), shown(key), key))
        elif reason != "hidden":
            discovery.skipped.append((shown(key), reason))


def _add(discovery: Discovery, found: Found) -> None:
    """Adds a file; of several spellings of the same path the first in the order of the alphabet counts."""
    known = discovery.files.get(found.key)
    if known is None or found.name < known.name:
        discovery.files[found.key] = found


def _walk(root: Path, given: Path, discovery: Discovery, closed: frozenset[str]) -> Iterator[Path]:
    """The documents below a folder, seen from it; a linked folder is entered once, a closed one never."""
    visited = set(closed)

    def unopened(error: OSError) -> None:
        inner = os.path.relpath(error.filename, root)
        discovery.skipped.append((shown(given / inner), f"cannot be opened: {error.strerror}"))

    for folder, folders, files in os.walk(root, onerror=unopened, followlinks=True):
        real = os.path.realpath(folder)
        folders[:] = [] if real in visited else sorted(name for name in folders if not name.startswith("."))
        if real in visited:
            continue
        visited.add(real)
        inner = Path(os.path.relpath(folder, root))
        for name in sorted(files):
            reason = skipped_because(name)
            if reason is None and not _may_be_read(Path(folder, name)):
                reason = "not a regular file"
            if reason is None:
                yield inner / name
            elif reason != "hidden":
                discovery.skipped.append((shown(given / inner / name), reason))


def _may_be_read(file: Path) -> bool:
    """Whether it is a file, or a link that leads nowhere and is to be reported; no device or socket."""
    return file.is_file() or not file.exists()


def _key(file: Path, base: str) -> str:
    return as_text(Path(os.path.relpath(file, base)))


def _below(key: str, inner: Path) -> str:
    """The key of a path within a folder, given by its key."""
    return as_text(inner) if key == "." else f"{key}/{as_text(inner)}"
