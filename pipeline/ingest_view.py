"""What a run of ingest did, for people and for programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.summary import Copy, Failure, IngestSummary, TableTotals

if TYPE_CHECKING:
    from rich.console import Console

_COUNTED = ("tasks", "deadlines", "legal_references", "targets", "agencies")
_SHOWN_FAILURES = 20
_SHOWN_COPIES = 5


def summary_json(summary: IngestSummary) -> str:
    """The summary with all its fields."""
    return json.dumps(dataclasses.asdict(summary), ensure_ascii=False, indent=2)


def print_summary(summary: IngestSummary, console: Console) -> None:
    """The summary in a dozen lines: what was done, what the tables hold, what could not be read."""
    from rich.table import Table

    totals = summary.totals
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    grid.add_row("Sources", _sources(summary))
    grid.add_row("Documents", f"{totals.rows['documents']}: {_counts(totals.by_status)}{_copies(totals)}")
    grid.add_row("Provinces", _counts(totals.by_province) or "none")
    for table in _COUNTED:
        grid.add_row(table.replace("_", " ").capitalize(), f"{totals.rows[table]}")
    grid.add_row("Warnings", _counts(totals.warnings, unit=True) or "none")
    if summary.skipped:
        grid.add_row("Skipped", _counts(_reasons(summary)))
    grid.add_row("Tables", _tables(summary))
    grid.add_row("Time", f"{summary.seconds:.1f} s")
    console.print(grid)
    for note in summary.notes:
        console.print(f"Note: {note}", soft_wrap=True)
    _print_copies(totals.copies, console)
    failed = _by_document(summary.failures)
    if failed:
        files = f", in {len(summary.failures)} files" if len(summary.failures) > len(failed) else ""
        console.print(f"\nNot read ({len(failed)}{files}):", style="bold")
    for same in failed[:_SHOWN_FAILURES]:
        paths = "\n  ".join(failure.path for failure in same)
        console.print(f"  {paths}\n    {same[0].reason}", soft_wrap=True)
    if len(failed) > _SHOWN_FAILURES:
        console.print("  … and more; see all with: kehoach documents --status failed")


def _print_copies(copies: Sequence[Copy], console: Console) -> None:
    if copies:
        leave_out = "in queries, where duplicate_of is null leaves them out"
        console.print(f"\nCopies ({len(copies)}; {leave_out}):", style="bold", soft_wrap=True)
    for copy in copies[:_SHOWN_COPIES]:
        console.print(f"  {copy.path}\n    is a copy of {copy.of}", soft_wrap=True)
    if len(copies) > _SHOWN_COPIES:
        console.print("  … and more; kehoach documents marks them all")


def nothing_there(given: Sequence[object], summary: IngestSummary) -> str:
    """Why a run has read nothing: what it was given holds no documents."""
    number = len(summary.skipped)
    skipped = f" ({number} {'file was' if number == 1 else 'files were'} skipped)" if number else ""
    stay = "; the tables stay as they were" if summary.totals.rows["documents"] else ""
    return f"There are no documents in {', '.join(map(str, given))}{skipped}; nothing was read{stay}."


def _by_document(failures: Sequence[Failure]) -> list[list[Failure]]:
    """The failures, those of the same content together."""
    found: dict[str, list[Failure]] = {}
    for failure in failures:
        found.setdefault(failure.document_id, []).append(failure)
    return list(found.values())


def _sources(summary: IngestSummary) -> str:
    parts = [f"{summary.read} read", f"{summary.unchanged} unchanged"]
    if summary.duplicates:
        parts.append(f"{summary.duplicates} with the content of another")
    if summary.removed:
        parts.append(f"{len(summary.removed)} removed, as their files are gone")
    return f"{summary.sources}: {', '.join(parts)}"


def _copies(totals: TableTotals) -> str:
    number = len(totals.copies)
    if not number:
        return ""
    return "; 1 is a copy of another" if number == 1 else f"; {number} are copies of others"


def _tables(summary: IngestSummary) -> str:
    if summary.tables_changed:
        return f"{summary.tables} ({summary.files_written} files written)"
    return f"{summary.tables} (nothing has changed, nothing was written)"


def _counts(counts: Mapping[str, int], *, unit: bool = False) -> str:
    """`ok 8, partial 1`; with `unit` the numbers are those of documents."""
    if unit:
        return ", ".join(
            f"{name} in {count} {'document' if count == 1 else 'documents'}" for name, count in counts.items()
        )
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _reasons(summary: IngestSummary) -> dict[str, int]:
    counts: dict[str, int] = {}
    for _, reason in summary.skipped:
        counts[reason] = counts.get(reason, 0) + 1
    return counts
