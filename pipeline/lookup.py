"""Finding a document in the tables by what people call it, and its rows."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline.errors import KehoachError, UsageError
from pipeline.query import Tables
from schemas import TABLES, Agency, PlanRecords

if TYPE_CHECKING:
    import pyarrow as pa

_SHORTEST_PREFIX = 4
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as it may be named: by its id, by its path, by its number."""

    document_id: str
    path: str
    number: str | None

    @property
    def file_name(self) -> str:
        """The last part of its path."""
        return PurePosixPath(self.path).name


def find_document(tables: Tables, name: str) -> str:
    """The id of the document that `name` means: its id, path, file name or number, or the beginning of id or file name.

    A file name may lack its ending; a beginning has four letters at least. Raises UsageError when no document, or more
    than one, is meant.
    """
    wanted = unicodedata.normalize("NFC", name)
    rows = tables.arrow("select document_id, source_path as path, number from documents order by path")
    entries = [Entry(**row) for row in rows.to_pylist()]
    for means in _meanings(wanted):
        found = [entry for entry in entries if means(entry)]
        if len(found) == 1:
            return found[0].document_id
        if found:
            listed = "".join(f"\n  {entry.document_id}  {entry.path}" for entry in found[:_SHOWN])
            more = f"\n  … and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            raise UsageError(f"{name} may mean {len(found)} documents; give more of the id:{listed}{more}")
    if len(wanted) < _SHORTEST_PREFIX:
        raise UsageError(f"{name} is too short; give at least {_SHORTEST_PREFIX} letters of the id or the file name.")
    raise UsageError(f"There is no document {name}; {_advice(wanted, entries)}")


def records_of(tables: Tables, document_id: str) -> PlanRecords:
    """All rows of a document, as published. Raises KehoachError when other rules wrote them, with other columns."""
    try:
        return PlanRecords.model_validate({table: rows_of(tables, table, document_id).to_pylist() for table in TABLES})
    except (UsageError, ValidationError) as error:
        raise KehoachError("The tables were written by another version of kehoach; run ingest again.") from error


def rows_of(tables: Tables, table: str, document_id: str) -> pa.Table:
    """The rows of a document in one table; its agencies are those it mentions."""
    own = f"where document_id = '{document_id}'"
    if table == Agency.table:
        return tables.arrow(f"from agencies where agency_id in (select agency_id from agency_mentions {own})")
    return tables.arrow(f"from {table} {own}")


def _meanings(wanted: str) -> Iterator[Callable[[Entry], bool]]:
    """What a name may mean, the most exact first."""
    yield lambda entry: wanted == entry.document_id
    yield lambda entry: wanted == entry.path
    yield lambda entry: wanted == entry.file_name
    yield lambda entry: wanted == PurePosixPath(entry.path).stem
    number = "".join(wanted.split()).casefold()
    yield lambda entry: entry.number is not None and entry.number.casefold() == number
    if len(wanted) >= _SHORTEST_PREFIX:
        yield lambda entry: entry.document_id.startswith(wanted.lower())
        yield lambda entry: entry.file_name.startswith(wanted)


def _advice(wanted: str, entries: list[Entry]) -> str:
    near = difflib.get_close_matches(wanted, [entry.file_name for entry in entries], n=1)
    return f"did you mean {near[0]}?" if near else "`kehoach documents` lists all."
