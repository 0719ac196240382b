"""What belongs to the tables: which source has which content, and how that was published."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.errors import KehoachError

MANIFEST = "corpus.json"
"""Lies in each snapshot beside the folders of the tables, so that both change in the same moment."""


class SourceEntry(BaseModel):
    """A source: its path as it was given, and the document that its content is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    document_id: str


class PartitionEntry(BaseModel):
    """A part of the tables as it was published: a fingerprint of all that went into it, and its files."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fingerprint: str
    files: tuple[str, ...]


class Corpus(BaseModel):
    """The sources by key (their path seen from the folder of the tables) and the partitions published from them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: dict[str, SourceEntry] = {}
    partitions: dict[str, PartitionEntry] = {}

    def with_sources(self, entries: Mapping[str, SourceEntry], gone: frozenset[str]) -> Corpus:
        """The corpus after a run that read `entries` and missed the keys `gone`."""
        kept = {key: entry for key, entry in self.sources.items() if key not in gone}
        return Corpus(sources=dict(sorted({**kept, **entries}.items())), partitions=self.partitions)

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


def load_corpus(snapshot: Path | None) -> Corpus:
    """The corpus of a snapshot; an empty one before the first. Raises KehoachError when its manifest is not readable."""
    if snapshot is None:
        return Corpus()
    path = snapshot / MANIFEST
    try:
        return Corpus.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise KehoachError(
            f"{path} cannot be read ({type(error).__name__}): these tables are not from this program, or damaged; "
            "move them away and run ingest again."
        ) from error


def gone_keys(corpus: Corpus, folder: str, base: Path, found: Container[str]) -> frozenset[str]:
    """Keys of sources below a folder (its key) that were not found there again and whose files no longer exist."""
    return frozenset(key for key in known_below(corpus, folder, base) if key not in found and _is_gone(base, key))


def known_below(corpus: Corpus, folder: str, base: Path) -> frozenset[str]:
    """Keys of the corpus's sources that lie below a folder, given by its key."""
    top = os.path.normpath(base / folder)
    return frozenset(key for key in corpus.sources if Path(os.path.normpath(base / key)).is_relative_to(top))


def _is_gone(base: Path, key: str) -> bool:
    """Whether nothing is there; a file behind a folder that cannot be entered is not gone."""
    try:
        os.lstat(base / key)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
