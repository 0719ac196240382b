"""A document as a person wants to see it in a terminal: head, outline, tasks; or one of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.cells import cell_text
from pipeline.naming import document_name
from schemas import Document, PlanRecords, Section, Task

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_WIDE = 110
"""From this width on, agencies and deadline have columns of their own; below it they stand under the task."""

_COLUMNS = ("task", "lead", "coordinating", "deadline")
_RATIOS = (6, 3, 3, 2)
"""How the columns share the width of a wide screen."""

_LONGEST_HEADING = 100
_UNHEADED = frozenset({"preamble", "recipients", "signature"})
"""Parts of a document without a heading; the outline passes over them."""


def print_document(records: PlanRecords, console: Console) -> None:
    """Head, outline and tasks of a document."""
    _print_head(records, console)
    sections = [section for section in records.sections if section.kind not in _UNHEADED]
    if sections:
        console.print("\nOutline", style="bold")
        for section in sections:
            console.print(_outline_line(section), no_wrap=True, overflow="ellipsis")
    if records.tasks:
        console.print(f"\nTasks ({len(records.tasks)})", style="bold")
        _print_tasks(records, console)


def _print_head(records: PlanRecords, console: Console) -> None:
    from rich.table import Table

    document = records.document
    name = document_name(document.doc_type, document.number, document.title, document.source_path)
    console.print(name, style="bold")
    if document.title and document.title not in name:
        console.print(document.title)
    console.print()
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    for name, value in _head_lines(document, records):
        if value:
            grid.add_row(name, value)
    console.print(grid)


def _head_lines(document: Document, records: PlanRecords) -> Iterator[tuple[str, str]]:
    yield "Issuer", document.issuer or ""
    yield "Province", _province(document)
    yield "Issued", cell_text(document.issued_date) or document.issued_date_text or ""
    yield "Period", _period(document)
    yield "Signer", _signer(document)
    yield "Recipients", cell_text(document.recipients)
    yield "Source", document.source_path
    yield "Id", document.document_id
    yield "Copy of", document.duplicate_of or ""
    yield "Status", document.status
    yield "Rows", ", ".join(_row_counts(records))
    for warning in document.warnings:
        yield "Warning", warning


def _province(document: Document) -> str:
    if document.province and document.province_2025 and document.province != document.province_2025:
        return f"{document.province} (since July 2025: {document.province_2025})"
    return document.province or ""


def _period(document: Document) -> str:
    years = (document.period_start_year, document.period_end_year)
    return "–".join(str(year) for year in dict.fromkeys(years) if year is not None)


def _signer(document: Document) -> str:
    parts = (document.signing_authority, document.signer_title, document.signer_name)
    return ", ".join(part for part in parts if part)


def _row_counts(records: PlanRecords) -> Iterator[str]:
    for table, rows in records.rows():
        if rows and table not in ("documents", "texts"):
            yield f"{len(rows)} {table}"


def _outline_line(section: Section) -> Text:
    from rich.text import Text

    line = Text("  " * section.level)
    line.append(_heading(section))
    if section.kind != "other":
        line.append(f"  {section.kind}", style="dim")
    return line


def _heading(section: Section) -> str:
    """The heading of a section with its number; of one without both, its first line."""
    words = " ".join(part for part in (_dotted(section.label), section.heading) if part) or section.quote
    return words if len(words) <= _LONGEST_HEADING else f"{words[: _LONGEST_HEADING - 1]}…"


def _dotted(label: str | None) -> str:
    """A number as it is written before its heading: `II.`, `1.1.`; other labels as they are."""
    return f"{label}." if label and label[-1].isalnum() and " " not in label else label or ""


def _print_tasks(records: PlanRecords, console: Console) -> None:
    """The tasks below the headings they stand under, parted by blank lines."""
    wide = console.width >= _WIDE
    labels = max(len(task.label or "") for task in records.tasks)
    headings = {section.section_id: _heading(section) for section in records.sections}
    if wide:
        console.print(_row(labels, "", _COLUMNS), style="dim")
    section_id = None
    for task in records.tasks:
        console.print()
        if task.section_id not in (None, section_id):
            section_id = task.section_id
            console.print(headings[task.section_id], style="bold")
        console.print(_row(labels, task.label or "", _wide_cells(task) if wide else [_stacked(task)]))


def _row(labels: int, label: str, cells: Sequence[str | Text]) -> Table:
    """A line of the list, as wide as the screen: a label in a column of `labels` characters, then one cell or four."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=1)
    grid.add_column(width=labels, no_wrap=True, justify="right")
    for _, ratio in zip(cells, _RATIOS, strict=False):
        grid.add_column(ratio=ratio)
    grid.add_row("", label, *cells)
    return grid


def _wide_cells(task: Task) -> Sequence[str]:
    return [
        f"{task.text}{_doubt(task)}",
        *map(_agencies, (task.lead_agencies, task.coordinating_agencies)),
        task.deadline_text or "",
    ]


def _doubt(task: Task) -> str:
    """A note behind a task that is less sure than most: ` [69 % sure]`."""
    from pipeline.confidence import DOUBTFUL

    return f" [{task.confidence:.0%} sure]" if task.confidence is not None and task.confidence < DOUBTFUL else ""


def _agencies(names: Sequence[str]) -> str:
    return "; ".join(names)


def _stacked(task: Task) -> Text:
    """The task with agencies and deadline on lines of their own."""
    from rich.text import Text

    text = Text(task.text).append(_doubt(task), style="yellow")
    beside = (
        ("lead", _agencies(task.lead_agencies)),
        ("with", _agencies(task.coordinating_agencies)),
        ("due", task.deadline_text or ""),
    )
    for name, value in beside:
        if value:
            text.append(f"\n{name}: ", style="dim")
            text.append(value, style="cyan" if name == "due" else "green" if name == "lead" else "")
    return text
