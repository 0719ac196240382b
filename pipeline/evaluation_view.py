"""How right the tables are, as people see it in a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.evaluation.evaluate import GROUNDED, DocumentScore, Evaluation
from pipeline.evaluation.misses import Fate, Miss
from pipeline.evaluation.tally import Figures
from pipeline.lists import shortened

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_MEANINGS = {
    "tasks": "tasks, by their words",
    "lead_agencies": "agencies that lead",
    "coordinating_agencies": "agencies that take part",
    "deadlines": "deadlines of tasks: days or rule",
    "deadlines_full": "… with before/by, day/month/quarter",
    "task_field": "field of work",
    "task_reform_area": "area of reform",
    "task_origin": "table or prose",
    "task_label": "number or marker",
    "task_output": "output",
    "legal_references": "legal documents: type, number",
    "legal_references_full": "… with day, year and provision",
    "reference_relation": "… with what the plan does with them",
    "targets": "targets: at least/at most, value, year",
    "sections": "outline: headings and their purpose",
    "forms": "rows of annexed forms",
    "agencies": "agencies named in the document",
    "metadata": "head and foot of the document",
    GROUNDED: "quotes found in the text",
}
"""Each kind of figure in the order in which it is shown."""

_PER_DOCUMENT = {
    "metadata": "head",
    "tasks": "tasks",
    "lead_agencies": "lead",
    "coordinating_agencies": "with",
    "deadlines": "due",
    "legal_references": "legal",
    "targets": "targ.",
    "sections": "outl.",
    "agencies": "named",
}
"""The kinds shown for each document, with headings that fit."""

_COLOURS: dict[Fate, str] = {"missing": "red", "unwanted": "yellow", "different": "cyan"}
_LONGEST_VALUE = 160
_LONGEST_HEADING = 60


def print_evaluation(evaluation: Evaluation, console: Console, *, misses: bool) -> None:
    """The figures by kind, F1 by document, and with `misses` every difference."""
    if misses:
        for document in evaluation.documents:
            _print_misses(document, console)
    _print_figures(evaluation, console)
    _print_documents(evaluation.documents, console)
    for note in evaluation.notes:
        console.print(f"Note: {note}", soft_wrap=True)
    if not misses and evaluation.misses:
        number = len(evaluation.misses)
        said = "1 difference; --misses lists it." if number == 1 else f"{number} differences; --misses lists them."
        console.print(said, style="dim")


def evaluation_json(evaluation: Evaluation) -> str:
    """The same as JSON, with every difference."""
    return json.dumps(
        {
            "figures": _figures_json(evaluation.figures),
            "documents": {
                document.source: {"document_id": document.document_id, "figures": _figures_json(document.figures)}
                for document in evaluation.documents
            },
            "misses": [asdict(miss) for miss in evaluation.misses],
            "notes": evaluation.notes,
        },
        ensure_ascii=False,
        indent=2,
    )


def _figures_json(figures: dict[str, Figures]) -> dict[str, dict[str, float | None]]:
    return {
        kind: {"precision": one.precision, "recall": one.recall, "f1": one.f1, **asdict(one)}
        for kind, one in figures.items()
    }


def _print_figures(evaluation: Evaluation, console: Console) -> None:
    from rich.table import Table

    grid = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    grid.add_column("what is compared", overflow="ellipsis", no_wrap=True)
    for name in ("prec.", "recall", "F1", "right", "given", "wanted"):
        grid.add_column(name, justify="right", no_wrap=True, min_width=max(5, len(name)))
    for kind, meaning in _MEANINGS.items():
        if one := evaluation.figures.get(kind):
            shares = map(_share, (one.precision, one.recall, one.f1))
            grid.add_row(meaning, *shares, str(one.right), str(one.predicted), str(one.wanted))
    console.print(grid)
    console.print(
        "given: rows of the tables; wanted: rows of the gold; prec.: share of the given that is right; recall: share of"
        " the wanted that is right; F1: both in one.",
        style="dim",
    )


def _print_documents(documents: Sequence[DocumentScore], console: Console) -> None:
    """F1 of each document."""
    from rich.table import Table

    console.print(f"\nF1 by document ({len(documents)})", style="bold")
    grid = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for name in _PER_DOCUMENT.values():
        grid.add_column(name, justify="right", no_wrap=True, min_width=5)
    grid.add_column("document", overflow="ellipsis", no_wrap=True)
    for document in documents:
        shares = (_share(document.figures.get(kind, Figures()).f1, 2) for kind in _PER_DOCUMENT)
        grid.add_row(*shares, PurePosixPath(document.source).name)
    console.print(grid)


def _share(value: float | None, places: int = 3) -> str:
    """A share; what is not all right is never shown as 1."""
    if value is None:
        return "·"
    return f"{value if value == 1 else min(value, 1 - 10**-places):.{places}f}"


def _print_misses(document: DocumentScore, console: Console) -> None:
    if not document.misses:
        return
    console.print(f"{document.source} ({len(document.misses)})", style="bold", soft_wrap=True)
    for miss in document.misses:
        console.print(_line(miss), soft_wrap=True)
    console.print()


def _line(miss: Miss) -> Text:
    from rich.text import Text

    text = Text("  ").append(f"{miss.fate:9} ", style=_COLOURS[miss.fate])
    task = f" of {miss.task}" if miss.task else ""
    text.append(f"{miss.kind}{task}: ", style="bold").append(shortened(miss.value, _LONGEST_VALUE))
    if miss.wanted is not None:
        text.append(f", wanted {shortened(miss.wanted, _LONGEST_VALUE)}")
    if place := ", ".join(_place(miss)):
        text.append(f"\n            {place}", style="dim")
    return text


def _place(miss: Miss) -> Iterator[str]:
    if miss.quote and " ".join(miss.quote.split()) not in " ".join(miss.value.split()):
        yield f"“{shortened(miss.quote, _LONGEST_HEADING)}”"
    if miss.char_start is not None:
        yield f"at {miss.char_start}"
    if miss.page is not None:
        yield f"page {miss.page}"
    if miss.heading:
        yield f"under {shortened(miss.heading, _LONGEST_HEADING)}"
