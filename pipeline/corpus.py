"""What belongs to the tables: which source has which content, and how that was published."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from pipeline.errors import KehoachError
from pipeline.storage import File, Folder, file_at, is_url

MANIFEST = "corpus.json"
"""Lies in each snapshot beside the folders of the tables, so that both change in the same moment."""


class SourceEntry(BaseModel):
    """A source: its path as it was given, and the document that its content is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    document_id: str


class PartitionEntry(BaseModel):
    """A part of the tables as it was published: fingerprints of all that went into it, and its files.

    `members` is that of its documents alone, `fingerprint` also that of the documents they cite.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    members: str
    fingerprint: str
    files: tuple[str, ...]


class Corpus(BaseModel):
    """The sources by key (their path seen from the folder of the tables) and the partitions published from them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: dict[str, SourceEntry] = {}
    partitions: dict[str, PartitionEntry] = {}
    agencies: int = 0
    """Rows of the table of agencies."""

    def with_sources(self, entries: Mapping[str, SourceEntry], gone: frozenset[str]) -> Corpus:
        """The corpus after a run that read `entries` and missed the keys `gone`."""
        if not gone and all(self.sources.get(key) == entry for key, entry in entries.items()):
            return self
        kept = {key: entry for key, entry in self.sources.items() if key not in gone}
        sources = dict(sorted({**kept, **entries}.items()))
        return Corpus.model_construct(sources=sources, partitions=self.partitions, agencies=self.agencies)

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The documents, by id."""
        paths: defaultdict[str, list[str]] = defaultdict(list)
        for entry in self.sources.values():
            paths[entry.document_id].append(entry.path)
        return tuple(Member(document_id, tuple(sorted(paths[document_id]))) for document_id in sorted(paths))


@dataclass(frozen=True, slots=True)
class Member:
    """A document with all paths under which its content lies, sorted: the first one stands in its row."""

    document_id: str
    paths: tuple[str, ...]


def load_corpus(snapshot: Folder | None) -> Corpus:
    """The corpus of a snapshot; an empty one before the first. Raises KehoachError when it cannot be read."""
    if snapshot is None:
        return Corpus()
    try:
        return Corpus.model_validate_json(snapshot.read(MANIFEST))
    except (OSError, ValueError) as error:
        raise KehoachError(
            f"{snapshot}/{MANIFEST} cannot be read ({type(error).__name__}): these tables are not from this program, "
            "or damaged; move them away and run ingest again."
        ) from error


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
