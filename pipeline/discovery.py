"""Which files of the paths given are documents to read."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from pipeline.errors import UsageError

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

    file: Path
    name: str
    key: str


@dataclass(slots=True)
class Discovery:
    """What the paths given hold: files to read by key, what was left out and why, and which folders were searched."""

    files: dict[str, Found] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    folders: dict[str, str] = field(default_factory=dict)


def discover(paths: Iterable[str | Path], base: Path, apart: Iterable[Path] = ()) -> Discovery:
    """The documents among the paths: files as they are, folders with everything below them.

    A file named itself is always read. In folders, hidden files, lock files of Office (`~$…`), unfinished downloads,
    README and licence files, and data, settings and scripts (`.json`, `.csv`, `.py`, …) are skipped and listed;
    every other file is read, whatever its ending: the format is found from the content. Links are followed.

    `base` is the folder from which keys are seen, so that tables and documents may be moved together. Folders in
    `apart`, where the program itself writes, are not entered.
    Raises UsageError for a path that does not exist.
    """
    discovery = Discovery()
    closed = frozenset(os.path.realpath(folder) for folder in apart)
    for path in map(Path, paths):
        if path.is_dir():
            root = Path(os.path.realpath(path))
            key = _key(root, base)
            discovery.folders[key] = _shown(path)
            for inner in _walk(root, path, discovery, closed):
                _add(discovery, Found(root / inner, _shown(path / inner), _below(key, inner)))
        elif os.path.lexists(path):
            file = Path(os.path.realpath(path.parent)) / path.name
            _add(discovery, Found(file, _shown(path), _key(file, base)))
        else:
            raise UsageError(f"{_shown(path)} does not exist; name a file or a folder of documents.")
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
        discovery.skipped.append((_shown(given / inner), f"cannot be opened: {error.strerror}"))

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
                discovery.skipped.append((_shown(given / inner / name), reason))


def _may_be_read(file: Path) -> bool:
    """Whether it is a file, or a link that leads nowhere and is to be reported; no device or socket."""
    return file.is_file() or not file.exists()


def _key(file: Path, base: Path) -> str:
    return _text(Path(os.path.relpath(file, os.path.realpath(base))))


def _below(key: str, inner: Path) -> str:
    """The key of a path within a folder, given by its key."""
    return _text(inner) if key == "." else f"{key}/{_text(inner)}"


def _shown(path: Path) -> str:
    return unicodedata.normalize("NFC", _text(path))


def _text(path: Path) -> str:
    """The path with forward slashes; bytes of its name that are no UTF-8 are written out as escapes."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")
