"""Why a task has the values it has: for each value the rule, its source, and the words it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from extractors.tasks.area import is_reform_plan
from pipeline.confidence import SIGNS, signs_of
from pipeline.errors import UsageError
from pipeline.explanation_parts import Part, deadline_parts
from pipeline.lists import shortened
from pipeline.naming import document_name
from pipeline.text_places import TextPlaces, Words
from schemas import Deadline, Evidence, LegalReference, PlanRecords, Task
from schemas.evidence import RULE_SOURCES, RULES, EvidenceColumn

if TYPE_CHECKING:
    from pipeline.query import Tables

_SHORTEST_ID = 4
_LISTED = 20
_LISTED_TEXT = 70


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value is what it is, or why there is none.

    `rule` is the key of the rule in the table `evidence`, None for a value that is missing; `source` says where the
    rule is laid down; `words` are those of the document that the value was read from.
    """

    value: str | None
    because: str
    rule: str | None = None
    source: str | None = None
    words: Words | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedColumn:
    """A column of `tasks` with the reason of each of its values; one reason without a value where it is null."""

    column: EvidenceColumn
    reasons: tuple[Reason, ...]

    @property
    def is_null(self) -> bool:
        """Whether the document states no such value."""
        return all(reason.value is None for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class NearReference:
    """A legal reference in the task itself, or in a heading over it."""

    name: str
    relation: str
    where: str
    words: Words


@dataclass(frozen=True, slots=True)
class Explanation:
    """A task with the reason of everything that the tables say of it; `signs` are those behind its confidence.

    `number` counts the tasks of the document from 1, as the pages do.
    """

    document_id: str
    document: str
    source_path: str
    task_id: str
    number: int
    label: str | None
    text: str
    words: Words
    confidence: float | None
    signs: tuple[str, ...]
    columns: tuple[ExplainedColumn, ...]
    references: tuple[NearReference, ...]

    def __getitem__(self, column: EvidenceColumn) -> ExplainedColumn:
        """The reasons of one column; raises KeyError when it has none."""
        for explained in self.columns:
            if explained.column == column:
                return explained
        raise KeyError(column)


def explain(tables: Tables, document: str, task: str) -> Explanation:
    """Why a task has its values. `document` is its id, file name or number, `task` its label, number or id.

    Raises UsageError when no document or task, or more than one, is meant; the message then lists them.
    """
    from pipeline.lookup import find_document, records_of

    records = records_of(tables, find_document(tables, document))
    return explanation_of(records, find_task(records, task))


def find_task(records: PlanRecords, wanted: str) -> Task:
    """The task of a document that is meant: `#12` by its number, else by id, label, number, or beginning of its id.

    A label may lack its brackets or dot: `a` is a), if no task is labelled just so.

    Raises UsageError when there is none, or more than one.
    """
    name = wanted.strip()
    for found in _meanings(records, name):
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{wanted} may mean {len(found)} tasks; choose one by its #number:\n{listed(found)}")
    if not records.tasks:
        raise UsageError(f"{records.document.source_path} has no tasks.")
    raise UsageError(f"There is no task {wanted}; these are the tasks:\n{listed(records.tasks)}")


def _meanings(records: PlanRecords, name: str) -> Iterator[list[Task]]:
    """The tasks that a name may mean, the most exact meaning first."""
    number = name.removeprefix("#")
    if name.startswith("#"):
        yield [task for task in records.tasks if str(number_of(task)) == number]
        return
    yield [task for task in records.tasks if task.task_id == name]
    yield [task for task in records.tasks if task.label == name]
    yield [task for task in records.tasks if task.label and _bare(task.label) == _bare(name)]
    yield [task for task in records.tasks if str(number_of(task)) == name]
    if len(name) >= _SHORTEST_ID:
        yield [
            task
            for task in records.tasks
            if task.task_id.startswith(name) or task.task_id.endswith(f"-{name.removeprefix('-')}")
        ]


def number_of(task: Task) -> int:
    """The number by which people call a task: the first of its document is 1."""
    return task.ordinal + 1


def _bare(label: str) -> str:
    """A label without what stands around it, for comparison: `a)`, `(a)`, `A.` give `a`; a dash stays."""
    return label.strip("().").casefold() or label


def listed(tasks: Sequence[Task], limit: int | None = _LISTED) -> str:
    """Tasks to choose from, a line each; None lists all."""
    shown = tasks[:limit]
    lines = [f"  #{number_of(task):<4} {task.label or '':6} {shortened(task.text, _LISTED_TEXT)}" for task in shown]
    more = (
        [f"  … and {len(tasks) - len(shown)} more; `kehoach explain DOCUMENT` without a task lists all"]
        if len(tasks) > len(shown)
        else []
    )
    return "\n".join([*lines, *more])


def explanation_of(records: PlanRecords, task: Task) -> Explanation:
    """Why a task of a document has its values."""
    return _Explainer(records, task).explanation()


class _Explainer:
    def __init__(self, records: PlanRecords, task: Task) -> None:
        self.records = records
        self.task = task
        self.places = TextPlaces(records)
        self.evidence: dict[EvidenceColumn, list[Evidence]] = {}
        for row in records.evidence:
            if row.task_id == task.task_id:
                self.evidence.setdefault(row.column, []).append(row)
        self.deadlines = sorted((d for d in records.deadlines if d.task_id == task.task_id), key=lambda d: d.ordinal)

    def explanation(self) -> Explanation:
        task, document = self.task, self.records.document
        return Explanation(
            document_id=document.document_id,
            document=document_name(document.doc_type, document.number, document.title, document.source_path),
            source_path=document.source_path,
            task_id=task.task_id,
            number=number_of(task),
            label=task.label,
            text=task.text,
            words=self._words(task),
            confidence=task.confidence,
            signs=tuple(SIGNS[sign] for sign in signs_of(task, chain(*self.evidence.values()))),
            columns=tuple(ExplainedColumn(column, tuple(self._reasons(column))) for column in _COLUMNS),
            references=tuple(self._references()),
        )

    def _reasons(self, column: EvidenceColumn) -> Iterator[Reason]:
        rows = self.evidence.get(column, [])
        if column == "deadline_text" and len(rows) == len(self.deadlines):
            for row, deadline in zip(rows, self.deadlines, strict=True):
                yield self._reason(row, self._deadline_parts(deadline, row.position))
        else:
            yield from map(self._reason, rows)
        if not rows:
            yield self._missing(column)

    def _reason(self, row: Evidence, parts: tuple[Part, ...] = ()) -> Reason:
        return Reason(
            value=row.value,
            because=RULES[row.rule],
            rule=row.rule,
            source=RULE_SOURCES[row.rule],
            words=self._words(row),
            parts=parts,
        )

    def _deadline_parts(self, deadline: Deadline, position: int) -> tuple[Part, ...]:
        year = next((row for row in self.evidence.get("deadline_year", ()) if row.position == position), None)
        return deadline_parts(deadline, self.records.document, year, self._words(year) if year else None)

    def _missing(self, column: EvidenceColumn) -> Reason:
        task = self.task
        if column == "lead_agencies":
            return Reason(None, f"{_MISSING[column]}{self._named_otherwise()}{self._headings()}")
        if column == "deadline_text":
            if task.deadline_text:
                return Reason(task.deadline_text, _UNREAD_TIME)
            return Reason(None, f"{_MISSING[column]}{self._headings()}")
        if column == "field":
            return Reason(None, f"{_MISSING[column]}{self._headings()}")
        if column == "reform_area" and not is_reform_plan(self.records.document.title):
            return Reason(None, "Only plans of administrative reform have areas, and the title of this one names none.")
        return Reason(None, _MISSING[column])

    def _named_otherwise(self) -> str:
        """Bodies named in the task that have no part in it."""
        names = {agency.agency_id: agency.name for agency in self.records.agencies}
        acting = {row.agency_id for row in self.records.task_agencies if row.task_id == self.task.task_id}
        found = dict.fromkeys(
            names.get(row.agency_id, row.quote)
            for row in self.records.agency_mentions
            if self.task.char_start <= row.char_start < self.task.char_end and row.agency_id not in acting
        )
        return f" Its words name {', '.join(found)}, but tell none of them to act." if found else ""

    def _headings(self) -> str:
        path = self.places.path_of_section(self.task.section_id)
        looked_at = "; ".join(f"“{shortened(heading, _LISTED_TEXT)}”" for heading in path)
        return f" Headings over it: {looked_at}." if path else " No heading stands over it."

    def _references(self) -> Iterator[NearReference]:
        """Legal references in the words of the task, in its cells, and in the headings over it."""
        from pipeline.report.cards import reference_name

        spans = [("in the task", self.task.char_start, self.task.char_end)]
        spans += [("in a cell or line of the task", row.char_start, row.char_end) for row in self._beside()]
        spans += [("in a heading over it", s.char_start, s.char_end) for s in self.places.over(self.task.section_id)]
        for row in self.records.legal_references:
            where = next((name for name, start, end in spans if start <= row.char_start and row.char_end <= end), None)
            if where is not None:
                yield NearReference(reference_name(row), row.relation, where, self._words(row))

    def _beside(self) -> Iterator[Evidence]:
        for rows in self.evidence.values():
            yield from (row for row in rows if row.rule in _OWN_PLACES)

    def _words(self, row: Evidence | Task | Deadline | LegalReference) -> Words:
        return self.places.words(row.char_start, row.char_end)


_COLUMNS: tuple[EvidenceColumn, ...] = (
    "text",
    "action",
    "lead_agencies",
    "coordinating_agencies",
    "deadline_text",
    "output",
    "field",
    "reform_area",
)
_OWN_PLACES = frozenset({"cell", "cell_label", "attribute_line"})
_UNREAD_TIME = (
    "These are the words of the time cell; no time could be read from them, because they state none or because a unit"
    " of time in them was left unread. Null rather than a guess."
)
_MISSING: dict[EvidenceColumn, str] = {
    "text": "The tables were written without evidence; run ingest again.",
    "action": "The task opens with no verb of work: it may name a product or a meeting.",
    "lead_agencies": "Nobody is named as lead: no cell of a lead column, no subject told to act, no heading or lead-in"
    " that addresses a body.",
    "coordinating_agencies": "Nobody is named as partner: no cell of a column phối hợp, no body after phối hợp với or"
    " cùng.",
    "deadline_text": "No time is stated: neither in a time cell or a line Thời gian …, nor in its words (years of names"
    " and dates of cited documents are none), nor in a heading or lead-in over it.",
    "output": "No column and no line Sản phẩm or Kết quả states one.",
    "field": "No heading over it names a field of work; generic headings and those that only address bodies name none.",
    "reform_area": "Neither its heading nor its words name one area; several or none fit.",
}
