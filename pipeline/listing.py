"""The documents in the tables, one line each: what was read, and what could not be."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.cells import cell_text
from pipeline.naming import document_name
from pipeline.query import Tables

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from schemas.documents import Status

_WIDE = 120
_SHORT_ID = 8
_DOUBTFUL = frozenset({"not_a_plan", "no_doc_type", "no_tasks", "annex_missing", "ocr_poor", "not_vietnamese"})
"""Codes of warnings that a document was read, but may be no plan, or not the whole of it, or not rightly."""


@dataclass(frozen=True, slots=True)
class Line:
    """A document in the list."""

    document_id: str
    status: Status
    province: str | None
    doc_type: str | None
    number: str | None
    title: str | None
    issued_date: date | None
    source_path: str
    warnings: list[str]
    duplicate_of: str | None
    duplicate_of_path: str | None
    tasks: int

    @property
    def name(self) -> str:
        """What people call it."""
        return document_name(self.doc_type, self.number, self.title, self.source_path)

    @property
    def codes(self) -> str:
        """The codes of its warnings, each once."""
        return " ".join(dict.fromkeys(map(_code, self.warnings)))


def rows_of(tables: Tables, status: str | None = None, *, copies: bool = True) -> pa.Table:
    """The rows of `documents` by path, with the number of tasks of each, and the path of what it is a copy of.

    With `status` those alone; without `copies` each document once, in its better reading.
    """
    only = [] if status is None else [f"d.status = '{status}'"]
    if not copies:
        only.append("d.duplicate_of is null")
    return tables.arrow(f"""
        select d.*, original.source_path as duplicate_of_path,
               (select count(*) from tasks t where t.document_id = d.document_id) as tasks
        from documents d left join documents original on original.document_id = d.duplicate_of
        where {" and ".join(only) or "true"} order by d.source_path
    """)


def lines_of(tables: Tables, status: str | None = None, *, copies: bool = True) -> list[Line]:
    """The documents by path; with `status` those alone, without `copies` each once."""
    rows = rows_of(tables, status, copies=copies).select([field.name for field in fields(Line)])
    return [Line(**row) for row in rows.to_pylist()]


def print_lines(lines: list[Line], console: Console) -> None:
    """The documents as a table; then why some were not read, or not in whole, and which may be no plans."""
    if not lines:
        console.print("No documents.")
        return
    console.print(_grid(lines, wide=console.width >= _WIDE))
    for line in lines:
        told = [warning for warning in line.warnings if line.status != "ok" or _code(warning) in _DOUBTFUL]
        if told:
            console.print(f"\n{line.source_path} ({line.status})", style="bold", soft_wrap=True)
        for warning in told:
            console.print(f"  {warning}", soft_wrap=True)
    more = "; kehoach show FILE says what the warnings mean" if any(line.warnings for line in lines) else ""
    console.print(f"\n{len(lines)} {'document' if len(lines) == 1 else 'documents'}{more}", style="dim")
    if copies := sum(line.duplicate_of is not None for line in lines):
        console.print(_about_copies(copies), style="dim")


def _about_copies(number: int) -> str:
    which = "1 is a copy of another" if number == 1 else f"{number} are copies of others"
    return f"{which}; --no-copies leaves copies out, in queries: where duplicate_of is null"


def _code(warning: str) -> str:
    return warning.partition(":")[0]


def _grid(lines: list[Line], *, wide: bool) -> Table:
    """A row for each document; where the screen is narrow, without the day, and all names below each other."""
    from rich.table import Table

    names = ("id", "status", "province", *(("issued",) if wide else ()), "tasks")
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for name in names:
        grid.add_column(name, no_wrap=True, justify="right" if name == "tasks" else "left")
    grid.add_column("document and file", overflow="fold")
    if wide:
        grid.add_column("warnings")
    for line in lines:
        issued = (cell_text(line.issued_date),) if wide else ()
        named = (_named(line, line.source_path), line.codes) if wide else (_with_codes(line),)
        grid.add_row(line.document_id[:_SHORT_ID], line.status, line.province or "", *issued, str(line.tasks), *named)
    return grid


def _named(line: Line, file: str) -> Text:
    """What a document is called, its file, and what it is a copy of."""
    from rich.text import Text

    has_name = line.name != PurePosixPath(file).name
    text = Text(line.name).append(f"\n{file}", style="dim") if has_name else Text(file)
    if line.duplicate_of is not None:
        original = PurePosixPath(line.duplicate_of_path or "").name
        text.append(f"\ncopy of {line.duplicate_of[:_SHORT_ID]} {original}", style="cyan")
    return text


def _with_codes(line: Line) -> Text:
    text = _named(line, PurePosixPath(line.source_path).name)
    return text.append(f"\n{line.codes}", style="yellow") if line.codes else text
