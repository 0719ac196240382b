"""The list of what is due as people see it in a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.calendar import DueItem, DueList
from pipeline.lists import bulleted, shortened
from pipeline.report.rules import rule_phrase
from pipeline.selection import Selection

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_WIDE = 110
"""From this width on, agency, task, time and source have columns of their own."""

_LONGEST_TASK = 220
_COLOURS = {"past": "dim", "today": "bold yellow", "upcoming": "green", "undated": "dim"}
_NOT_KNOWN = "The tables say what plans ask for, not what was done."


def print_due(due: DueList, selection: Selection, console: Console) -> None:
    """What is due day by day, each with who must do it and the words of the plan; then what else there is."""
    for day, items in groupby(due.items, key=lambda item: item.day):
        _print_day(day, list(items), due, console)
    for sentence in _sentences(due, selection):
        console.print(sentence, style="dim")


def due_json(due: DueList, selection: Selection) -> str:
    """The list as JSON: the period, the counts, and an object for each item."""
    return json.dumps(
        {
            "today": due.today.isoformat(),
            "from": _iso(selection.since),
            "to": _iso(selection.until),
            "past_before": due.past,
            "from_today_before": due.skipped,
            "undated": due.undated,
            "repeating_without_day": due.repeating,
            "collective": due.collective,
            "items": [_item_json(item, due.today) for item in due.items],
        },
        ensure_ascii=False,
        indent=2,
    )


def distance(item: DueItem, today: date) -> str:
    """How far a day is, in words: `12 days ago`, `today`, `in 1 day`."""
    left = item.days_from(today)
    if left is None:
        return "no day"
    if left == 0:
        return "today"
    days = "1 day" if abs(left) == 1 else f"{abs(left)} days"
    return f"in {days}" if left > 0 else f"{days} ago"


def _print_day(day: date | None, items: Sequence[DueItem], due: DueList, console: Console) -> None:
    from rich.text import Text

    nothing = "repeats, without a named day" if all(item.rrule for item in items) else "without a day"
    head = Text(nothing if day is None else f"{day:%a %Y-%m-%d}", style="bold")
    if day is not None:
        head.append(f"  {distance(items[0], due.today)}", style=_COLOURS[items[0].state])
    console.print(head)
    if console.width >= _WIDE:
        _print_grid(items, console)
    else:
        for item in items:
            console.print(_stacked(item))
    console.print()


def _print_grid(items: Sequence[DueItem], console: Console) -> None:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for ratio in (5, 10, 4, 4):
        grid.add_column(ratio=ratio)
    for item in items:
        grid.add_row(_who(item, "\n"), _what(item), _when(item), _source(item))
    console.print(grid)


def _stacked(item: DueItem) -> Table:
    from rich.text import Text

    last = Text().append_text(_when(item)).append(" · ", style="dim").append_text(_source(item))
    return bulleted(Text("\n").join((Text(_what(item)), _who(item), last)))


def _who(item: DueItem, between: str = " ") -> Text:
    from rich.text import Text

    text = Text("; ".join(item.leads) or "nobody named", style="bold" if item.leads else "dim")
    if item.partners:
        text.append(f"{between}with {'; '.join(item.partners)}", style="not bold dim")
    return text


def _what(item: DueItem) -> str:
    return shortened(item.what, _LONGEST_TASK)


def _when(item: DueItem) -> Text:
    from rich.text import Text

    text = Text(f"“{item.quote}”", style=_COLOURS[item.state])
    if item.rrule is not None:
        text.append(f" ({rule_phrase(item.rrule, is_before=item.is_before).en})", style="dim")
    return text


def _source(item: DueItem) -> Text:
    from rich.text import Text

    page = f", page {item.page}" if item.page else ""
    return Text(", ".join(part for part in (item.province, item.document) if part) + page, style="dim")


def _sentences(due: DueList, selection: Selection) -> Iterator[str]:
    dated = sum(item.day is not None for item in due.items)
    shown = len(due.items) - dated
    without = f", and {shown} without a named day" if shown else ""
    yield f"{_counted(dated, 'deadline')} {_period(selection)}{without}. {_NOT_KNOWN}"
    option = "--from" if selection.since == due.today else "an earlier --from"
    if due.past:
        yield f"On days before, already past: {due.past}; {option} shows them."
    if due.skipped:
        yield f"From today to the day before {selection.since}: {due.skipped}; {option} shows them."
    if due.collective:
        yield f"For bodies named as one of many (Các sở, ban, ngành): {due.collective}; --collectives shows them."
    if due.repeating and not shown:
        yield f"Repeating in this time without a named day (hằng tháng): {due.repeating}; --repeating shows them."
    if due.undated and due.undated != shown:
        yield f"In all without a day (ongoing, after an event, …): {due.undated}; --undated shows them."


def _period(selection: Selection) -> str:
    parts = ((" from ", selection.since), (" to ", selection.until))
    return "".join(f"{word}{day}" for word, day in parts if day is not None).strip() or "in all"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _item_json(item: DueItem, today: date) -> dict[str, object]:
    return {
        "day": _iso(item.day),
        "state": item.state,
        "days_left": item.days_from(today),
        "lead_agencies": list(item.leads),
        "coordinating_agencies": list(item.partners),
        "task": item.task,
        "applies_to": item.part,
        "output": item.output,
        "quote": item.quote,
        "kind": item.kind,
        "condition": item.condition,
        "rrule": item.rrule,
        "province": item.province,
        "issuer": item.issuer,
        "document": item.document,
        "page": item.page,
        "source_path": item.source_path,
        "document_id": item.document_id,
        "task_id": item.task_id,
        "deadline_id": item.deadline_id,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
