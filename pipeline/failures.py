"""Rows of documents of which nothing could be read: why, in a code and a sentence."""

from __future__ import annotations

import hashlib
import traceback
from pathlib import Path

from pipeline.layout import Notice
from pipeline.version import PIPELINE_VERSION
from schemas import Document, PlanRecords

_ROOT = Path(__file__).resolve().parent.parent
_MESSAGE_LENGTH = 200


def id_of_content(sha256: str) -> str:
    """The id of a document: the first 16 hexadecimal digits of its content's SHA-256."""
    return sha256[:16]


def id_of_unopened(key: str) -> str:
    """The id of a document whose content cannot be had, made from its path seen from the folder of the tables.

    The same from run to run, and on another machine to which documents and tables are moved together.
    """
    return id_of_content(hashlib.sha256(f"unopened:{key}".encode()).hexdigest())


def failed_records(document_id: str, path: str, sha256: str | None, size: int | None, notice: Notice) -> PlanRecords:
    """The one row of a document of which nothing could be read."""
    document = Document(
        document_id=document_id,
        source_path=path,
        source_format="unknown",
        source_sha256=sha256,
        source_bytes=size,
        status="failed",
        warnings=(str(notice),),
        char_count=0,
        pipeline_version=PIPELINE_VERSION,
    )
    return PlanRecords(documents=(document,))


def crash_notice(path: str, error: Exception) -> Notice:
    """What to tell of an error in the program itself: its type, its message, and where it arose."""
    message = " ".join(str(error).split())[:_MESSAGE_LENGTH]
    what = f"{type(error).__name__}: {message}" if message else type(error).__name__
    return Notice("internal_error", f"The program failed on {path} ({what}{_place(error)}); please report it.")


def _place(error: Exception) -> str:
    """File and line of the innermost frame that is ours, or else of the innermost one."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _inner(frame.filename) is not None]
    if not frames:
        return ""
    frame = ours[-1] if ours else frames[-1]
    return f", {_inner(frame.filename) or Path(frame.filename).name}:{frame.lineno}"


def _inner(filename: str) -> str | None:
    """The path of a module within the program; None for those of libraries."""
    path = Path(filename)
    if "site-packages" in path.parts or not path.is_relative_to(_ROOT):
        return None
    return path.relative_to(_ROOT).as_posix()
