"""Why a task has its values, as people read it in a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from pipeline.confidence import DOUBTFUL
from pipeline.explanation import ExplainedColumn, Explanation, NearReference, Reason, number_of
from pipeline.lists import shortened
from pipeline.text_places import Words
from schemas import Task

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_NAMES = {
    "text": "task",
    "action": "action",
    "lead_agencies": "lead",
    "coordinating_agencies": "with",
    "deadline_text": "deadline",
    "output": "output",
    "field": "field",
    "reform_area": "area",
}
_LONGEST_QUOTE = 240
_LONGEST_HEADING = 60


def print_explanation(explanation: Explanation, console: Console) -> None:
    """The task, then each of its values with the rule and the words that gave it."""
    from rich.table import Table
    from rich.text import Text

    label = f" · {explanation.label}" if explanation.label else ""
    console.print(f"{explanation.document} · task #{explanation.number}{label}", style="bold", soft_wrap=True)
    console.print(Text(_place(explanation.words), style="dim"))
    console.print()
    grid = Table.grid(padding=(0, 2, 1, 0))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    for column in explanation.columns:
        grid.add_row(_NAMES[column.column], _joined(_reasons(column, explanation.words)))
    if explanation.references:
        grid.add_row("cites", _joined(map(_reference, explanation.references)))
    if explanation.confidence is not None:
        grid.add_row("sure", _confidence(explanation.confidence, explanation.signs))
    console.print(grid)


def explanation_json(explanation: Explanation) -> str:
    """The same as JSON."""
    return json.dumps(asdict(explanation), ensure_ascii=False, indent=2)


def tasks_json(tasks: Sequence[Task]) -> str:
    """The tasks to choose from, as JSON."""
    chosen = [{"task_id": t.task_id, "number": number_of(t), "label": t.label, "text": t.text} for t in tasks]
    return json.dumps(chosen, ensure_ascii=False, indent=2)


def _joined(texts: Iterator[Text]) -> Text:
    from rich.text import Text

    return Text("\n").join(texts)


def _reasons(column: ExplainedColumn, task: Words) -> Iterator[Text]:
    for reason in column.reasons:
        yield _reason(reason, task, is_task=column.column == "text")


def _reason(reason: Reason, task: Words, *, is_task: bool) -> Text:
    from rich.text import Text

    if reason.value is None:
        return Text("none", style="yellow").append(f"\n{reason.because}", style="default")
    text = Text(reason.value, style="bold" if is_task else "green")
    text.append("\nbecause: ", style="not bold dim").append(reason.because, style="not bold default")
    if reason.source:
        text.append(f"  [{reason.source}]", style="not bold dim")
    if reason.words is not None:
        _append_words(text, reason.words, task)
    for part in reason.parts:
        text.append(f"\n  {part.name}: ", style="not bold dim").append(part.value or "none", style="cyan")
        text.append(f"  {part.because}", style="not bold dim")
        if part.words is not None:
            _append_words(text, part.words, task, indent="    ")
    return text


def _append_words(text: Text, words: Words, task: Words, *, indent: str = "") -> None:
    """The words and their place; what they share with the place of the task is not said again."""
    text.append(f"\n{indent}words: ", style="not bold dim")
    text.append(f"“{shortened(words.quote, _LONGEST_QUOTE)}”", style="not bold italic default")
    text.append(f"  {_place(words, task)}", style="not bold dim")


def _confidence(confidence: float, signs: tuple[str, ...]) -> Text:
    from rich.text import Text

    text = Text(f"{confidence:.0%}", style="green" if confidence >= DOUBTFUL else "yellow")
    text.append(" of annotated tasks with as many signs of difficulty were right", style="default")
    for sign in signs:
        text.append(f"\n- {sign}", style="dim")
    return text


def _place(words: Words, task: Words | None = None) -> str:
    """`page 3, under II. NHIỆM VỤ › 2. Cải cách thể chế, at 1024`."""
    parts = []
    if words.pages and (task is None or words.pages != task.pages):
        parts.append(f"page{'s' if len(words.pages) > 1 else ''} {'–'.join(map(str, words.pages))}")
    if words.path and (task is None or words.path != task.path):
        parts.append("under " + " › ".join(shortened(heading, _LONGEST_HEADING) for heading in words.path))
    return ", ".join([*parts, f"at {words.char_start}"])


def _reference(reference: NearReference) -> Text:
    from rich.text import Text

    text = Text(reference.name, style="green")
    return text.append(f"  {reference.relation}, {reference.where}, at {reference.words.char_start}", style="dim")
