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
from pipeline.matching import names_province, plain
from pipeline.query import Tables
from schemas import TABLES, Agency, PlanRecords

if TYPE_CHECKING:
    import pyarrow as pa

_SHORTEST_PREFIX = 4
_SHOWN = 10
_NEAR = 0.75
"""How alike a name must be to one that is there, to be taken for a slip of it (1: the same)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as it may be named: by its id, its path, its number, its province."""

    document_id: str
    path: str
    number: str | None
    province: str | None

    @property
    def file_name(self) -> str:
        """The last part of its path."""
        return PurePosixPath(self.path).name


class UnknownDocumentError(UsageError):
    """No document is meant; `advice` says what to do instead."""

    def __init__(self, name: str, advice: str) -> None:
        super().__init__(f"There is no document {name}; {advice}")
        self.advice = advice


def find_document(tables: Tables, name: str, *, by_province: bool = True) -> str:
    """The id of the document that `name` means.

    It may be its id, path, file name or number (`12/KH-UBND`, or 12 alone), the beginning of its id or file name, or,
    with `by_province`, its province. A file name may lack its ending, and where nothing is spelled just so, marks and
    hyphens (`an giang`); a beginning has four letters at least.

    Raises UnknownDocumentError when no document is meant, UsageError when more than one is.
    """
    wanted = unicodedata.normalize("NFC", name).strip()
    rows = tables.arrow("select document_id, source_path as path, number, province from documents order by path")
    entries = [Entry(**row) for row in rows.to_pylist()]
    for means in _meanings(wanted, by_province=by_province):
        found = [entry for entry in entries if means(entry)]
        if len(found) == 1:
            return found[0].document_id
        if found:
            listed = "".join(f"\n  {entry.document_id}  {entry.path}" for entry in found[:_SHOWN])
            more = f"\n  … and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            raise UsageError(f"{name} may mean {len(found)} documents; give more of the id:{listed}{more}")
    raise UnknownDocumentError(name, _advice(wanted, entries, by_province=by_province))


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


def _meanings(wanted: str, *, by_province: bool) -> Iterator[Callable[[Entry], bool]]:
    """What a name may mean, the most exact first."""
    yield lambda entry: wanted == entry.document_id
    yield lambda entry: wanted == entry.path
    yield lambda entry: wanted == entry.file_name
    yield lambda entry: wanted == PurePosixPath(entry.path).stem
    number = "".join(wanted.split()).casefold()
    yield lambda entry: entry.number is not None and entry.number.casefold() == number
    yield lambda entry: entry.number is not None and _bare_number(entry.number) == _bare_number(number)
    if len(wanted) >= _SHORTEST_PREFIX:
        yield lambda entry: entry.document_id.startswith(wanted.lower())
        yield lambda entry: entry.file_name.startswith(wanted)
        if typed := plain(wanted):
            yield lambda entry: plain(entry.file_name).startswith(typed)
    if by_province:
        yield lambda entry: entry.province is not None and names_province(wanted, entry.province)


def _bare_number(number: str) -> str:
    """The digits before the stroke, without noughts in front: `05/KH-UBND` gives 5."""
    return number.partition("/")[0].lstrip("0")


def _advice(wanted: str, entries: list[Entry], *, by_province: bool) -> str:
    typed = plain(wanted)
    spelled: dict[str, str] = {}
    for entry in entries:
        file = plain(entry.file_name)
        spelled[file] = entry.file_name
        if len(typed) >= _SHORTEST_PREFIX:
            spelled[file[: len(typed)]] = entry.file_name
        if entry.province and by_province:
            spelled[plain(entry.province)] = entry.province
    near = difflib.get_close_matches(typed, spelled, n=1, cutoff=_NEAR)
    if near:
        return f"did you mean {spelled[near[0]]}?"
    if len(wanted) < _SHORTEST_PREFIX:
        return f"the beginning of an id or a file name has at least {_SHORTEST_PREFIX} letters."
    return "`kehoach documents` lists all."
