"""The report of a run, for people and for programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.run_log import RunEntry
from pipeline.run_report import Change, RunReport

if TYPE_CHECKING:
    from rich.console import Console

_SHOWN_CHANGES = 20


def report_json(report: RunReport) -> str:
    """The report with all its figures."""
    content = {
        "run": None if report.run is None else report.run.model_dump(mode="json"),
        "now": dataclasses.asdict(report.now),
        "before": None if report.before is None else dataclasses.asdict(report.before),
        "changes": [dataclasses.asdict(change) for change in report.changes],
        "alerts": list(report.alerts),
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def print_report(report: RunReport, console: Console) -> None:
    """The report on one or two screens: the run, the tables, coverage by province and format, changes, alerts."""
    from rich.table import Table

    before = report.before
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    if report.run is not None:
        grid.add_row("Last run", _run(report.run))
    grid.add_row("Documents", _compared(report.now.statuses, before.statuses if before else None))
    grid.add_row("Duplicates", f"{report.now.duplicates}")
    grid.add_row("Rows", _compared(report.now.rows, before.rows if before else None))
    grid.add_row("Warnings", _compared(report.now.warnings, before.warnings if before else None) or "none")
    console.print(grid)
    console.print()
    earlier = {} if before is None else {(c.province, c.format): c for c in (before.total, *before.coverage)}
    table = Table("province", "format", box=None, padding=(0, 2, 0, 0))
    for head in ("documents", "tasks", "with lead", "with deadline"):
        table.add_column(head, justify="right")
    for one in (*report.now.coverage, report.now.total):
        old = earlier.get((one.province, one.format))
        table.add_row(
            one.province or "all",
            one.format or "",
            f"{one.documents}",
            f"{one.tasks}",
            _share(one.lead_share, old.lead_share if old else None),
            _share(one.deadline_share, old.deadline_share if old else None),
        )
    console.print(table)
    _print_changes(report, console)
    if report.alerts:
        console.print("\nWorth a look:", style="bold")
    for alert in report.alerts:
        console.print(f"  {alert}", soft_wrap=True)


def _print_changes(report: RunReport, console: Console) -> None:
    if report.before is None:
        console.print("\nNothing to compare with: these are the first tables.")
        return
    console.print(f"\nDocuments that changed since the tables before: {len(report.changes)}")
    for change in report.changes[:_SHOWN_CHANGES]:
        console.print(f"  {change.path}: {_change(change)}", soft_wrap=True)
    if len(report.changes) > _SHOWN_CHANGES:
        console.print("  … and more; see all with --json")


def _run(run: RunEntry) -> str:
    parts = [f"{run.sources} sources", f"{run.read} read", f"{run.unchanged} unchanged", f"{run.failed} failed"]
    if run.removed:
        parts.append(f"{run.removed} removed")
    tables = "" if run.tables_changed else "; the tables did not change"
    return f"{run.ended:%Y-%m-%d %H:%M} UTC, {run.seconds:.1f} s: {', '.join(parts)}{tables}"


def _change(change: Change) -> str:
    if change.status_before is None:
        return f"new, {change.status_after}, {change.tasks_after} tasks"
    if change.status_after is None:
        return "gone"
    status = change.status_after
    if change.status_before != status:
        status = f"{change.status_before} → {status}"
    return f"{status}, {change.tasks_before} → {change.tasks_after} tasks"


def _compared(now: Mapping[str, int], before: Mapping[str, int] | None) -> str:
    """`ok 8 (+1), partial 1`."""
    names = list(dict.fromkeys([*now, *(before or {})]))
    return ", ".join(f"{name} {now.get(name, 0)}{_delta(name, now, before)}" for name in names)


def _delta(name: str, now: Mapping[str, int], before: Mapping[str, int] | None) -> str:
    delta = 0 if before is None else now.get(name, 0) - before.get(name, 0)
    return f" ({delta:+d})" if delta else ""


def _share(now: float | None, before: float | None) -> str:
    """`93%`, with what it was when that was another one."""
    if now is None:
        return "–"
    return f"{now:.0%}" if before is None or f"{before:.0%}" == f"{now:.0%}" else f"{before:.0%} → {now:.0%}"
