"""Interim storage: the rows of each document in a file of its own, found by the hash of the content.

It is a cache: tables are made from it, and what is missing or damaged is read again from the source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import KehoachError
from pipeline.head_index import HeadIndex
from pipeline.heads import StoredHead, StoredLinks, head_of, links_of
from pipeline.likeness import likeness_of
from pipeline.storage import Folder
from schemas import Document, PlanRecords

if TYPE_CHECKING:
    import zstandard

Identify = Callable[[Document], str | None]
"""Gives the canonical id under which other documents cite a document, None if it cannot be told."""

_HEAD = TypeAdapter(StoredHead)


@dataclass(frozen=True, slots=True)
class Packed:
    """A document ready to be stored: the content of its interim file, and the head in it, as JSON."""

    document_id: str
    head: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """What an interim file holds beside the head."""

    links: StoredLinks
    records: PlanRecords


class DamagedError(KehoachError):
    """A stored document cannot be read; it has been removed, so that its source is read again."""

    def __init__(self, document_id: str, path: str) -> None:
        super().__init__(f"The interim file {path} is damaged and was removed; run the same command again.")
        self.document_id = document_id


def packed(records: PlanRecords, identify: Identify) -> Packed:
    """The rows of a document as they are stored: three lines of JSON (head, links, rows), compressed."""
    document = records.document
    body = links_of(records).model_dump_json().encode() + b"\n" + records.model_dump_json().encode()
    likeness = likeness_of(records.texts[0].text) if records.texts else ""
    head = _HEAD.dump_json(head_of(records, hashlib.sha256(body).hexdigest(), identify(document), likeness))
    return Packed(document.document_id, head, _compressor().compress(head + b"\n" + body))


class Store:
    """The folder of interim files: `<folder>/<aa>/<document_id>.json.zst`."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._index = HeadIndex(folder)

    def put(self, records: PlanRecords, identify: Identify) -> StoredHead:
        """Stores the rows of a document."""
        return self.write(packed(records, identify))

    def write(self, document: Packed) -> StoredHead:
        """Stores a document in one step: another process sees the old file or the new one."""
        name = name_of(document.document_id)
        self.folder.write(name, document.content)
        head = _HEAD.validate_json(document.head)
        self._index.add(head, name)
        return head

    def head(self, document_id: str) -> StoredHead | None:
        """The head of a stored document; None if it is not stored, or not in a form that can be read."""
        name = name_of(document_id)
        known = self._index.get(document_id, name)
        if known is not None:
            return known
        head = _read_head(self.folder, name)
        if head is None or not head.is_ours or head.document_id != document_id:
            return None
        self._index.add(head, name)
        return head

    def stored(self, head: StoredHead) -> Stored:
        """The links and rows of a stored document. Raises DamagedError when they are not those of the head."""
        import zstandard

        name = name_of(head.document_id)
        try:
            _, _, body = _decompressor().decompress(self.folder.read(name)).partition(b"\n")
            if hashlib.sha256(body).hexdigest() == head.digest:
                links, _, rows = body.partition(b"\n")
                return Stored(StoredLinks.model_validate_json(links), PlanRecords.model_validate_json(rows))
        except (OSError, zstandard.ZstdError, ValidationError):
            pass
        self.remove(head.document_id)
        raise DamagedError(head.document_id, f"{self.folder}/{name}")

    def records(self, head: StoredHead) -> PlanRecords:
        """The rows of a stored document. Raises DamagedError when they are not those of the head."""
        return self.stored(head).records

    def remove(self, document_id: str) -> None:
        """Takes a document out of the store, if it is there."""
        self.folder.remove(name_of(document_id))
        self._index.drop(document_id)

    def save_index(self) -> None:
        """Keeps the heads in one file too, so that the next run finds them quickly."""
        self._index.save()


def name_of(document_id: str) -> str:
    """The name of a document's interim file."""
    return f"{document_id[:2]}/{document_id}.json.zst"


def _read_head(folder: Folder, name: str) -> StoredHead | None:
    import zstandard

    try:
        with _decompressor().stream_reader(folder.read(name)) as stream:
            return _HEAD.validate_json(_first_line(stream))
    except (OSError, zstandard.ZstdError, ValidationError):
        return None


def _first_line(stream: zstandard.ZstdDecompressionReader) -> bytes:
    line = bytearray()
    while chunk := stream.read(1 << 12):
        part, end, _ = chunk.partition(b"\n")
        line += part
        if end:
            break
    return bytes(line)


@cache
def _compressor() -> zstandard.ZstdCompressor:
    import zstandard

    return zstandard.ZstdCompressor(level=3, write_checksum=True)


@cache
def _decompressor() -> zstandard.ZstdDecompressor:
    import zstandard

    return zstandard.ZstdDecompressor()
