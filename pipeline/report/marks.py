"""What is marked in the text of a document: the spans of all its findings, each with the key of its card."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.report.columns import Hint
from pipeline.report.spans import Mark
from schemas import PlanRecords

Span = tuple[int, int]

UNHEADED = frozenset({"preamble", "recipients", "signature"})
"""Parts of a document without a heading."""

_CELLS = frozenset({"table_row", "cell", "cell_label"})


def hints_of(records: PlanRecords) -> tuple[Hint, ...]:
    """What tasks of tables were read from: their cells, and the row that holds them."""
    tables = {task.task_id for task in records.tasks if task.origin == "table"}
    cells: dict[str, list[Hint]] = {}
    for evidence in records.evidence:
        if evidence.task_id in tables and evidence.rule in _CELLS:
            hint = Hint(evidence.char_start, evidence.char_end, evidence.column)
            cells.setdefault(evidence.task_id, []).append(hint)
    rows = (Hint(min(hint.start for hint in found), max(hint.end for hint in found), "row") for found in cells.values())
    groups = (
        Hint(section.char_start, section.char_end, "group")
        for section in records.sections
        if section.kind not in UNHEADED
    )
    return (*(hint for found in cells.values() for hint in found), *rows, *groups)


def task_keys(records: PlanRecords) -> dict[str, str]:
    """The key of each task by its id: `t1` is the first of the document."""
    return {task.task_id: f"t{number}" for number, task in enumerate(records.tasks, 1)}


def keys_of_spans(prefix: str, spans: Iterator[Span]) -> dict[Span, str]:
    """A key for each span, in the order of the text; rows with the same words have the same key."""
    return {span: f"{prefix}{number}" for number, span in enumerate(sorted(set(spans)), 1)}


def marks_of(records: PlanRecords, keys: Keys) -> tuple[Mark, ...]:
    """All marks of a document."""
    return tuple(_marks(records, keys))


class Keys:
    """The keys of all findings of a document: what links a mark, its card and its row in a table."""

    def __init__(self, records: PlanRecords) -> None:
        self.tasks = task_keys(records)
        self.deadlines = keys_of_spans("d", ((row.char_start, row.char_end) for row in records.deadlines))
        self.references = keys_of_spans("r", ((row.char_start, row.char_end) for row in records.legal_references))
        self.targets = keys_of_spans("g", ((row.char_start, row.char_end) for row in records.targets))
        named = [(row.char_start, row.char_end) for row in records.agency_mentions]
        acting = [(row.char_start, row.char_end) for row in records.task_agencies]
        self.agencies = keys_of_spans("a", iter(named + acting))
        self.sections = {section.section_id: f"s{n}" for n, section in enumerate(records.sections, 1)}


def _marks(records: PlanRecords, keys: Keys) -> Iterator[Mark]:
    for task in records.tasks:
        yield Mark(keys.tasks[task.task_id], "task", task.char_start, task.char_end)
    spans = (
        ("deadline", keys.deadlines),
        ("reference", keys.references),
        ("target", keys.targets),
        ("agency", keys.agencies),
    )
    for kind, found in spans:
        for (start, end), key in found.items():
            yield Mark(key, kind, start, end)
    for section in records.sections:
        if section.kind not in UNHEADED:
            yield Mark(keys.sections[section.section_id], "head", section.char_start, section.char_end)
