"""What belongs to the tables: which source has which content, and how that was published."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from pipeline.errors import KehoachError
from pipeline.storage import File, Folder, file_at, is_url

MANIFEST = "corpus.json"
"""Lies in each snapshot beside the folders of the tables, so that both change in the same moment."""


class SourceEntry(NamedTuple):
    """A source: its path as it was given, and the document that its content is."""

    path: str
    document_id: str


class PartitionEntry(NamedTuple):
    """A part of the tables as it was published: fingerprints of all that went into it, and its files.

    `members` is that of its documents alone, `fingerprint` also that of the documents they cite.
    """

    members: str
    fingerprint: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Corpus:
    """The sources by key (their path seen from the folder of the tables) and the partitions published from them."""

    sources: dict[str, SourceEntry] = field(default_factory=dict)
    partitions: dict[str, PartitionEntry] = field(default_factory=dict)
    agencies: int = 0
    """Rows of the table of agencies."""

    def with_sources(self, entries: Mapping[str, SourceEntry], gone: frozenset[str]) -> Corpus:
        """The corpus after a run that read `entries` and missed the keys `gone`."""
        if not gone and all(self.sources.get(key) == entry for key, entry in entries.items()):
            return self
        kept = {key: entry for key, entry in self.sources.items() if key not in gone}
        sources = dict(sorted({**kept, **entries}.items()))
        return replace(self, sources=sources)

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The documents, by id."""
        paths: dict[str, tuple[str, ...]] = {}
        for path, document_id in self.sources.values():
            paths[document_id] = tuple(sorted((*paths[document_id], path))) if document_id in paths else (path,)
        return tuple(map(Member._make, sorted(paths.items())))


class Member(NamedTuple):
    """A document with all paths under which its content lies, sorted: the first one stands in its row."""

    document_id: str
    paths: tuple[str, ...]


def manifest_bytes(corpus: Corpus) -> bytes:
    """The corpus as the content of its file."""
    told = {
        "sources": {key: entry._asdict() for key, entry in corpus.sources.items()},
        "partitions": {name: entry._asdict() for name, entry in corpus.partitions.items()},
        "agencies": corpus.agencies,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def load_corpus(snapshot: Folder | None) -> Corpus:
    """The corpus of a snapshot; an empty one before the first. Raises KehoachError when it cannot be read."""
    if snapshot is None:
        return Corpus()
    try:
        told = json.loads(snapshot.read(MANIFEST))
        return Corpus(
            {key: SourceEntry(**entry) for key, entry in told["sources"].items()},
            {name: _partition(entry) for name, entry in told["partitions"].items()},
            int(told["agencies"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KehoachError(
            f"{snapshot}/{MANIFEST} cannot be read ({type(error).__name__}): these tables are not from this program, "
            "or damaged; move them away and run ingest again."
        ) from error


def _partition(entry: dict[str, Any]) -> PartitionEntry:
    return PartitionEntry(**entry)._replace(files=tuple(entry["files"]))


def keys_below(keys: Iterable[str], folder: str) -> frozenset[str]:
    """Those of the keys that lie below a folder, given by its key too; all are seen from the same place."""
    if folder == ".":
        return frozenset(key for key in keys if key != ".." and not key.startswith("../") and not is_url(key))
    return frozenset(key for key in keys if key == folder or key.startswith(f"{folder}/"))


def source_at(key: str, base: str) -> File:
    """The source of a key, seen from a folder."""
    return file_at(key if is_url(key) else os.path.join(base, key))  # noqa: PTH118 (a hundred thousand times)


def is_gone(key: str, base: str) -> bool:
    """Whether nothing is there; a file behind a folder that cannot be entered is not gone."""
    if is_url(key):
        source = source_at(key, base)
        return not source.folder.has(source.name)
    try:
        os.lstat(os.path.join(base, key))  # noqa: PTH118 (a hundred thousand times)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
