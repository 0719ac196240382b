"""Interim storage: the rows of each document in a file of its own, found by the hash of the content.

It is a cache: tables are made from it, and what is missing or damaged is read again from the source.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import KehoachError
from schemas import TABLES, Agency, Document, PlanRecords
from schemas.documents import Status

if TYPE_CHECKING:
    import zstandard

_FORMAT = 1
Identify = Callable[[Document], str | None]
"""Gives the canonical id under which other documents cite a document, None if it cannot be told."""


class StoredHead(BaseModel):
    """What publishing needs to know of a document without reading all its rows; the first line of its file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    document_id: str
    pipeline_version: str
    digest: str
    """SHA-256 of the rest of the file, the rows."""
    status: Status
    province: str | None
    year: int | None
    warning_codes: tuple[str, ...]
    row_counts: dict[str, int]
    canonical_id: str | None
    cites: tuple[str, ...]
    """Canonical ids of the documents it cites, sorted."""
    agencies: tuple[Agency, ...]


class DamagedError(KehoachError):
    """A stored document cannot be read; it has been removed, so that its source is read again."""

    def __init__(self, document_id: str, path: Path) -> None:
        super().__init__(f"The interim file {path} is damaged and was removed; run the same command again.")
        self.document_id = document_id


class Store:
    """The folder of interim files: `<folder>/<aa>/<document_id>.json.zst`, two lines of JSON each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, document_id: str) -> Path:
        """Where a document is stored."""
        return self.folder / document_id[:2] / f"{document_id}.json.zst"

    def put(self, records: PlanRecords, identify: Identify) -> StoredHead:
        """Stores the rows of a document in one step: another process sees the old file or the new one."""
        rows = records.model_dump_json().encode()
        head = _head_of(records, hashlib.sha256(rows).hexdigest(), identify)
        content = _compressor().compress(head.model_dump_json().encode() + b"\n" + rows)
        write_atomically(self.path(head.document_id), content)
        return head

    def head(self, document_id: str) -> StoredHead | None:
        """The head of a stored document; None if it is not stored, or not in a form that can be read."""
        import zstandard

        try:
            with (
                self.path(document_id).open("rb") as file,
                _decompressor().stream_reader(file) as stream,
            ):
                head = StoredHead.model_validate_json(_first_line(stream))
        except (OSError, zstandard.ZstdError, ValidationError):
            return None
        is_ours = (head.format, head.document_id) == (_FORMAT, document_id) and set(head.row_counts) == set(TABLES)
        return head if is_ours else None

    def records(self, head: StoredHead) -> PlanRecords:
        """The rows of a stored document. Raises DamagedError when they are not those of the head."""
        import zstandard

        path = self.path(head.document_id)
        try:
            _, _, rows = _decompressor().decompress(path.read_bytes()).partition(b"\n")
            if hashlib.sha256(rows).hexdigest() == head.digest:
                return PlanRecords.model_validate_json(rows)
        except (OSError, zstandard.ZstdError, ValidationError):
            pass
        path.unlink(missing_ok=True)
        raise DamagedError(head.document_id, path)


def write_atomically(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Writes a file so that it is at no moment half there, not even when the process dies.

    `durable` waits until the disk has it, for what must outlive a power failure.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Opened by its own name, not by tempfile: colleagues may read what the umask lets them.
    draft = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _head_of(records: PlanRecords, digest: str, identify: Identify) -> StoredHead:
    document = records.document
    return StoredHead(
        format=_FORMAT,
        document_id=document.document_id,
        pipeline_version=document.pipeline_version,
        digest=digest,
        status=document.status,
        province=document.province,
        year=document.issued_year,
        warning_codes=tuple(warning.partition(":")[0] for warning in document.warnings),
        row_counts={table: len(rows) for table, rows in records.rows()},
        canonical_id=identify(document),
        cites=tuple(sorted({row.canonical_id for row in records.legal_references})),
        agencies=records.agencies,
    )


def _first_line(stream: zstandard.ZstdDecompressionReader) -> bytes:
    line = bytearray()
    while chunk := stream.read(1 << 14):
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
