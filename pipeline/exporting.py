"""Writing what was asked for to the files that were asked for, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.datapackage import write_package
from pipeline.export import replaced
from pipeline.query import Tables
from pipeline.selection import Selection, documents_where
from pipeline.sheet_files import write_sheet_csv, write_sheet_jsonl
from pipeline.spreadsheet import TaskLine, follow_up
from pipeline.workbook import write_workbook
from schemas import TABLES, Agency
from schemas.columns import columns_of

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Targets:
    """The files to write; None is not written."""

    xlsx: Path | None = None
    csv: Path | None = None
    jsonl: Path | None = None
    package: Path | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Those that are to be written."""
        return tuple(path for path in (self.xlsx, self.csv, self.jsonl, self.package) if path is not None)


def write_targets(
    tables: Tables, targets: Targets, selection: Selection, *, all_tables: bool = False, guarded: bool = True
) -> Iterator[str]:
    """Writes the files one after the other, and says of each what it holds.

    With `all_tables` the workbook has a sheet for each table, with the rows of the documents asked for.
    """
    if targets.xlsx or targets.csv or targets.jsonl:
        lines = follow_up(tables, selection)
        yield from _write_sheets(tables, targets, selection, lines, all_tables=all_tables, guarded=guarded)
    if targets.package:
        files = write_package(tables, targets.package)
        yield f"{files} files of tables, with datapackage.json, written to {targets.package}"


def _write_sheets(
    tables: Tables, targets: Targets, selection: Selection, lines: list[TaskLine], *, all_tables: bool, guarded: bool
) -> Iterator[str]:
    if targets.xlsx:
        others = dict(_tables_of(tables, selection)) if all_tables else {}
        with replaced(targets.xlsx) as draft:
            write_workbook(draft, lines, others)
        more = f" and {len(others)} tables" if others else ""
        yield f"{_count(lines)}{more} written to {targets.xlsx}"
    if targets.csv:
        with replaced(targets.csv) as draft, draft.open("w", encoding="utf-8", newline="") as stream:
            write_sheet_csv(lines, stream, guarded=guarded)
        yield f"{_count(lines)} written to {targets.csv}"
    if targets.jsonl:
        with replaced(targets.jsonl) as draft, draft.open("w", encoding="utf-8", newline="") as stream:
            write_sheet_jsonl(lines, stream)
        yield f"{_count(lines)} written to {targets.jsonl}"


def _tables_of(tables: Tables, selection: Selection) -> Iterator[tuple[str, tuple[pa.Table, dict[str, str]]]]:
    """Each table with the rows of the documents asked for, and the meanings of its columns."""
    documents = f"(select document_id from documents doc where {documents_where(tables, selection)})"
    for name, record in TABLES.items():
        meanings = {column.name: column.description for column in columns_of(record)}
        if name == Agency.table:
            mentioned = f"(select agency_id from agency_mentions where document_id in {documents})"
            yield name, (tables.arrow(f"from {name} where agency_id in {mentioned}"), meanings)
        else:
            yield name, (tables.arrow(f"from {name} where document_id in {documents}"), meanings)


def _count(lines: list[TaskLine]) -> str:
    return "1 task" if len(lines) == 1 else f"{len(lines)} tasks"
