"""The list of what is due as people see it in a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.calendar import DueItem, DueList
from pipeline.due_lines import DueLine, lines_of
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
_SHOWN_DAYS = 3
_COLOURS = {"past": "dim", "today": "bold yellow", "upcoming": "green", "undated": "dim"}
_NOT_KNOWN = "The tables say what plans ask for, not what was done."


def print_due(due: DueList, selection: Selection, console: Console) -> None:
    """What is due day by day, each with who must do it and the words of the plan; then what else there is.

    What repeats stands once, on its next day, with its rhythm and its other days.
    """
    lines = lines_of(due.items, due.today)
    for day, same in groupby(lines, key=lambda line: line.item.day):
        _print_day(day, list(same), due, console)
    for sentence in _sentences(due, lines, selection):
        console.print(sentence, style="dim")


def due_json(due: DueList, selection: Selection) -> str:
    """The list as JSON: the period, the counts, and an object for each item; of what repeats, for each day."""
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


def _print_day(day: date | None, lines: Sequence[DueLine], due: DueList, console: Console) -> None:
    from rich.text import Text

    nothing = "repeats, without a named day" if all(line.rules for line in lines) else "without a day"
    head = Text(nothing if day is None else f"{day:%a %Y-%m-%d}", style="bold")
    if day is not None:
        head.append(f"  {distance(lines[0].item, due.today)}", style=_COLOURS[lines[0].item.state])
    console.print(head)
    if console.width >= _WIDE:
        _print_grid(lines, console)
    else:
        for line in lines:
            console.print(_stacked(line))
    console.print()


def _print_grid(lines: Sequence[DueLine], console: Console) -> None:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 1, 0), collapse_padding=False, expand=True)
    for ratio in (5, 10, 4, 4):
        grid.add_column(ratio=ratio)
    for line in lines:
        grid.add_row(_who(line.item, "\n"), _what(line.item), _when(line), _source(line.item))
    console.print(grid)


def _stacked(line: DueLine) -> Table:
    from rich.text import Text

    last = Text().append_text(_when(line)).append(" · ", style="dim").append_text(_source(line.item))
    return bulleted(Text("\n").join((Text(_what(line.item)), _who(line.item), last)))


def _who(item: DueItem, between: str = " ") -> Text:
    from rich.text import Text

    text = Text("; ".join(item.leads) or "nobody named", style="bold" if item.leads else "dim")
    if item.partners:
        text.append(f"{between}with {'; '.join(item.partners)}", style="not bold dim")
    return text


def _what(item: DueItem) -> str:
    return shortened(item.what, _LONGEST_TASK)


def _when(line: DueLine) -> Text:
    from rich.text import Text

    text = Text(f"“{line.item.quote}”", style=_COLOURS[line.item.state])
    if line.rules:
        text.append(f" ({'; '.join(_rhythm(line))})", style="dim")
    return text


def _rhythm(line: DueLine) -> Iterator[str]:
    """How often, and on which other days of the list: `day 15, every month`, `then 2027-05-15`."""
    for rule in line.rules:
        yield rule_phrase(rule, is_before=line.item.is_before).en
    if line.later:
        yield f"then {_days(line.later, line.later[-1], 'until')}"
    if line.earlier:
        yield f"past {_days(line.earlier, line.earlier[0], 'since')}"


def _days(days: Sequence[date], farthest: date, word: str) -> str:
    if len(days) <= _SHOWN_DAYS:
        return ", ".join(map(str, days))
    return f"{len(days)} times {word} {farthest}"


def _source(item: DueItem) -> Text:
    from rich.text import Text

    page = f", page {item.page}" if item.page else ""
    return Text(", ".join(part for part in (item.province, item.document) if part) + page, style="dim")


def _sentences(due: DueList, lines: Sequence[DueLine], selection: Selection) -> Iterator[str]:
    dated = sum(line.item.day is not None for line in lines)
    shown = len(lines) - dated
    without = f", and {shown} without a named day" if shown else ""
    once = "; what repeats stands once, on its next day" if any(len(line.days) > 1 for line in lines) else ""
    yield f"{_counted(dated, 'deadline')} {_period(selection)}{without}{once}. {_NOT_KNOWN}"
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
