"""The documents in the tables, one line each: what was read, and what could not be."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.cells import cell_text
from pipeline.query import Tables

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from schemas.documents import Status

_WIDE = 120
_SHORT_ID = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A document in the list."""

    document_id: str
    status: Status
    province: str | None
    number: str | None
    issued_date: date | None
    source_path: str
    warnings: list[str]
    tasks: int

    @property
    def codes(self) -> str:
        """The codes of its warnings, each once."""
        return " ".join(dict.fromkeys(warning.partition(":")[0] for warning in self.warnings))


def rows_of(tables: Tables, status: str | None = None) -> pa.Table:
    """The rows of `documents` by path, with the number of tasks of each; with `status` those alone."""
    only = "" if status is None else f"where status = '{status}'"
    return tables.arrow(f"""
        select d.*, (select count(*) from tasks t where t.document_id = d.document_id) as tasks
        from documents d {only} order by source_path
    """)


def lines_of(tables: Tables, status: str | None = None) -> list[Line]:
    """The documents by path; with `status` those alone."""
    rows = rows_of(tables, status).select([field.name for field in fields(Line)])
    return [Line(**row) for row in rows.to_pylist()]


def print_lines(lines: list[Line], console: Console) -> None:
    """The documents as a table, then why some were not read, or not in whole."""
    console.print(_grid(lines, wide=console.width >= _WIDE))
    for line in lines:
        if line.status != "ok":
            console.print(f"\n{line.source_path} ({line.status})", style="bold", soft_wrap=True)
            for warning in line.warnings:
                console.print(f"  {warning}", soft_wrap=True)
    console.print(f"\n{len(lines)} {'document' if len(lines) == 1 else 'documents'}", style="dim")


def _grid(lines: list[Line], *, wide: bool) -> Table:
    """A row for each document; where the screen is narrow, without number and date, and warnings below the name."""
    from rich.table import Table

    names = ("id", "status", "province", *(("number", "issued") if wide else ()), "tasks")
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for name in names:
        grid.add_column(name, no_wrap=True, justify="right" if name == "tasks" else "left")
    grid.add_column("file", overflow="fold")
    if wide:
        grid.add_column("warnings")
    for line in lines:
        named = (line.number or "", cell_text(line.issued_date)) if wide else ()
        file = (line.source_path, line.codes) if wide else (_with_codes(line),)
        grid.add_row(line.document_id[:_SHORT_ID], line.status, line.province or "", *named, str(line.tasks), *file)
    return grid


def _with_codes(line: Line) -> Text:
    from rich.text import Text

    text = Text(PurePosixPath(line.source_path).name)
    return text.append(f"\n{line.codes}", style="yellow") if line.codes else text
