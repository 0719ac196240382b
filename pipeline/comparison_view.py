"""A comparison as people see it in a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from pipeline.cells import cell_text
from pipeline.comparison import ComparedTarget, ComparedTask, Comparison, SameWork, Side
from pipeline.lists import bulleted, shortened
from pipeline.matrices import By, Matrix

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

T = TypeVar("T")

_LONGEST_TEXT = 240
_WIDEST_PROVINCE = 17
_BESIDE_COUNTS = _WIDEST_PROVINCE + 16
"""Room for the province, the number of plans, and the rest."""
_TITLES: dict[By, str] = {
    "area": "Tasks by area of administrative reform",
    "agency": "Tasks by kind of agency that leads",
    "month": "Tasks by month in which they are due (what repeats is left out)",
}
_SHORT = {
    "procedures": "proced.",
    "institutions": "instit.",
    "organisation": "organis.",
    "civil_service": "civil s.",
    "public_finance": "finance",
    "e_government": "e-gov.",
    "government": "govt",
    "peoples_council": "HĐND",
    "peoples_committee": "UBND",
    "steering_committee": "steer.",
    "department": "dept.",
    "working_group": "group",
    "public_service_unit": "unit",
    "enterprise": "firm",
    "agency": "other",
}
"""Headings that fit; the others are short enough."""


def print_comparison(comparison: Comparison, console: Console, *, rows: int) -> None:
    """Both sides, the work they share, targets, shared documents, and what only one has; `rows` of each, 0 for all."""
    left, right = comparison.left, comparison.right
    for mark, side in (("A", left), ("B", right)):
        console.print(f"{mark}  {side.name}", style="bold", end="")
        console.print(f"  {_documents(side)}", style="dim")
    sure = [pair for pair in comparison.same_work if pair.is_sure]
    _pairs(console, f"Work that both have ({len(sure)}); % is the likeness of the words", sure, rows)
    if unsure := [pair for pair in comparison.same_work if not pair.is_sure]:
        _pairs(console, f"Perhaps the same work ({len(unsure)}); of three pairs one is wrong: read both", unsure, rows)
    if comparison.targets:
        _heading(console, f"Targets ({len(comparison.targets)})")
        for target in _first(comparison.targets, rows):
            console.print(_side_by_side(_target(target.left), _target(target.right), console.width))
        _more(console, comparison.targets, rows)
    if comparison.shared_documents:
        _heading(console, f"National documents that both cite ({len(comparison.shared_documents)})")
        for shared in _first(comparison.shared_documents, rows):
            issuer = f", {shared.issuer}" if shared.issuer else ""
            console.print(f"{shared.name}{issuer}  A {shared.left}, B {shared.right}")
        _more(console, comparison.shared_documents, rows)
    for mark, side, tasks in (("A", left, comparison.only_left), ("B", right, comparison.only_right)):
        _heading(console, f"Only {mark}, {side.name} ({len(tasks)})")
        for task in _first(tasks, rows):
            console.print(_single(task))
        _more(console, tasks, rows)


def print_matrix(matrix: Matrix, console: Console) -> None:
    """Provinces as rows; a dot is none. Columns that do not fit, the smallest first, are one column `rest`."""
    from rich.table import Table

    _heading(console, _TITLES[matrix.by])
    shown = _columns_that_fit(matrix, console.width - _BESIDE_COUNTS)
    has_rest = len(shown) < len(matrix.columns)
    grid = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    grid.add_column("province", no_wrap=True, max_width=_WIDEST_PROVINCE)
    for name in ("plans", *(_short(matrix.columns[index]) for index in shown), *(["rest"] if has_rest else [])):
        grid.add_column(name, justify="right", no_wrap=True)
    for province, counts in matrix.counts.items():
        rest = [sum(counts) - sum(counts[index] for index in shown)] if has_rest else []
        cells = (str(count) if count else "·" for count in (*(counts[index] for index in shown), *rest))
        grid.add_row(province, str(matrix.plans[province]), *cells)
    console.print(grid)


def _columns_that_fit(matrix: Matrix, room: int) -> list[int]:
    """The places of the columns that fit into a room, the largest ones, in order."""
    totals = [sum(counts[index] for counts in matrix.counts.values()) for index in range(len(matrix.columns))]
    widths = [max(len(_short(name)), len(str(total))) + 1 for name, total in zip(matrix.columns, totals, strict=True)]
    shown = sorted(range(len(totals)), key=lambda index: -totals[index])
    while sum(widths[index] for index in shown) > room:
        shown.pop()
    return sorted(shown)


def _short(name: str) -> str:
    return _SHORT.get(name, name)


def comparison_json(comparison: Comparison | None, matrices: Sequence[Matrix]) -> str:
    """Everything as JSON; dates as strings."""
    answer = {
        "comparison": None if comparison is None else asdict(comparison),
        "matrices": {matrix.by: _matrix_json(matrix) for matrix in matrices},
    }
    return json.dumps(answer, ensure_ascii=False, indent=2, default=_as_text)


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")


def _matrix_json(matrix: Matrix) -> dict[str, object]:
    return {
        province: {"plans": matrix.plans[province], **dict(zip(matrix.columns, counts, strict=True))}
        for province, counts in matrix.counts.items()
    }


def _documents(side: Side) -> str:
    if len(side.documents) > 3:
        return f"{len(side.documents)} documents"
    return "; ".join(side.documents) if side.is_province else ""


def _heading(console: Console, text: str) -> None:
    console.print(f"\n{text}", style="bold")


def _first(rows: Sequence[T], number: int) -> Sequence[T]:
    return rows[:number] if number else rows


def _more(console: Console, rows: Sequence[object], number: int) -> None:
    if number and len(rows) > number:
        console.print(f"… and {len(rows) - number} more; --rows 0 shows all", style="dim")


def _pairs(console: Console, heading: str, pairs: Sequence[SameWork], rows: int) -> None:
    _heading(console, heading)
    for pair in _first(pairs, rows):
        console.print(_same_work(pair, console.width))
    _more(console, pairs, rows)


def _same_work(pair: SameWork, width: int) -> Table:
    left, right = _task(pair.left), _task(pair.right)
    if not pair.has_same_lead and pair.left.lead_agencies and pair.right.lead_agencies:
        right.append("\nanother lead", style="yellow")
    return _side_by_side(left, right, width, pair.percent)


def _side_by_side(left: Text, right: Text, width: int, head: str = "") -> Table:
    from rich.table import Table

    grid = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, width=min(width, 160))
    grid.add_column(width=4, no_wrap=True, style="dim")
    grid.add_column(ratio=1)
    grid.add_column(ratio=1)
    grid.add_row(head, left, right)
    grid.add_row("", "", "")
    return grid


def _task(task: ComparedTask) -> Text:
    from rich.text import Text

    text = Text(_cut(task.text))
    for line, style in _facts(task):
        text.append(f"\n{line}", style=style)
    return text


def _facts(task: ComparedTask) -> Iterator[tuple[str, str]]:
    if task.lead_agencies:
        yield f"lead: {'; '.join(task.lead_agencies)}", "green"
    if task.deadline_text:
        day = f" (last day {task.due_date})" if task.due_date else ""
        yield f"due: {task.deadline_text}{day}", "cyan"


def _single(task: ComparedTask) -> Table:
    from rich.text import Text

    text = Text(_cut(task.text))
    facts = [Text(line, style=style) for line, style in _facts(task)]
    if facts:
        text.append("\n")
        text.append(Text("; ").join(facts))
    return bulleted(text)


def _target(target: ComparedTarget) -> Text:
    from rich.text import Text

    high = f" to {cell_text(target.value_high)}" if target.value_high is not None else ""
    year = f" ({target.year})" if target.year else ""
    text = Text(f"{target.comparator} {cell_text(target.value)}{high} {target.unit}{year}", style="bold")
    text.append(f"\n{_cut(target.subject)}", style="not bold")
    return text


def _cut(text: str) -> str:
    return shortened(text, _LONGEST_TEXT)
