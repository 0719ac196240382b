"""The findings of a document as rows of tables, each with the key of its words in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.report.cards import Evidences, reference_name, target_text
from pipeline.report.dates import day_text, interval_phrase, last_day
from pipeline.report.marks import Keys
from pipeline.report.rules import rule_phrase
from pipeline.report.words import Phrase
from schemas import Deadline, PlanRecords, TaskAgency


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to their place in the text; `rule` is the key of the rule that gave them."""

    words: str
    anchor: str | None
    rule: str | None = None
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as a row."""

    key: str
    label: str
    text: str
    leads: tuple[Link, ...]
    partners: tuple[Link, ...]
    output: str
    deadlines: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A deadline as a row; `day` is the last day in time, empty where no day is known."""

    key: str
    first: bool
    day: str
    interval: Phrase | None
    quote: str
    kind: str
    repeats: Phrase | None
    task: str | None


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A mention of a legal document as a row; `document_id` leads to its page when it is in the corpus."""

    key: str
    first: bool
    name: str
    issuer: str
    issued: str
    provision: str
    relation: str
    document_id: str | None


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as a row."""

    key: str
    first: bool
    figure: str
    subject: str
    year: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency that the document names, with its places in the text."""

    agency_id: str
    name: str
    kind: str
    leads: int
    coordinates: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormLine:
    """A row of a form."""

    title: str
    label: str
    indicator: str
    agencies: str


def task_rows(records: PlanRecords, keys: Keys) -> Iterator[TaskRow]:
    """The tasks of a document, in reading order."""
    evidences = Evidences(records.evidence)
    names = {agency.agency_id: agency.name for agency in records.agencies}
    roles: dict[tuple[str, str], list[TaskAgency]] = {}
    for role in records.task_agencies:
        roles.setdefault((role.task_id, role.role), []).append(role)
    deadlines: dict[str, list[Deadline]] = {}
    for deadline in records.deadlines:
        deadlines.setdefault(deadline.task_id or "", []).append(deadline)

    def links(task_id: str, role: str) -> tuple[Link, ...]:
        return tuple(
            Link(
                names.get(row.agency_id, row.quote),
                keys.agencies[row.char_start, row.char_end],
                evidences.rule(task_id, f"{role}_agencies", row.position),
                row.inherited,
            )
            for row in sorted(roles.get((task_id, role), ()), key=lambda row: row.position)
        )

    for task in records.tasks:
        rule = evidences.rule(task.task_id, "deadline_text")
        times = {
            keys.deadlines[row.char_start, row.char_end]: Link(
                row.quote, keys.deadlines[row.char_start, row.char_end], rule, row.inherited
            )
            for row in deadlines.get(task.task_id, ())
        }
        if not times and task.deadline_text:
            times[""] = Link(task.deadline_text, None, rule)
        yield TaskRow(
            key=keys.tasks[task.task_id],
            label=task.label or "",
            text=task.text,
            leads=links(task.task_id, "lead"),
            partners=links(task.task_id, "coordinating"),
            output=task.output or "",
            deadlines=tuple(times.values()),
        )


def deadline_rows(records: PlanRecords, keys: Keys) -> Iterator[DeadlineRow]:
    """Its deadlines, in reading order."""
    seen: set[str] = set()
    for row in sorted(records.deadlines, key=lambda row: row.char_start):
        key = keys.deadlines[row.char_start, row.char_end]
        yield DeadlineRow(
            key=key,
            first=key not in seen,
            day=day_text(row.due_date and last_day(row.due_date, row.end_date, row.end_inclusive)),
            interval=interval_phrase(row.start_date, row.end_date, end_inclusive=row.end_inclusive),
            quote=row.quote,
            kind=row.kind,
            repeats=rule_phrase(row.rrule, is_before=row.qualifier == "before") if row.rrule else None,
            task=keys.tasks.get(row.task_id or ""),
        )
        seen.add(key)


def reference_rows(records: PlanRecords, keys: Keys) -> Iterator[ReferenceRow]:
    """Its mentions of legal documents, in reading order."""
    seen: set[str] = set()
    for row in records.legal_references:
        key = keys.references[row.char_start, row.char_end]
        cited = None if row.is_self else row.cited_document_id
        yield ReferenceRow(
            key=key,
            first=key not in seen,
            name=reference_name(row),
            issuer=row.issuer or "",
            issued=day_text(row.issued_date),
            provision=row.provision or "",
            relation=row.relation,
            document_id=cited,
        )
        seen.add(key)


def target_rows(records: PlanRecords, keys: Keys) -> Iterator[TargetRow]:
    """Its targets, in reading order."""
    seen: set[str] = set()
    for row in records.targets:
        key = keys.targets[row.char_start, row.char_end]
        yield TargetRow(key, key not in seen, target_text(row), row.subject or "", str(row.year or ""))
        seen.add(key)


def agency_rows(records: PlanRecords, keys: Keys) -> Iterator[AgencyRow]:
    """The agencies it names, those that lead most first."""
    places: dict[str, dict[str, None]] = {}
    named = [(row.agency_id, row.char_start, row.char_end) for row in records.agency_mentions]
    acting = [(row.agency_id, row.char_start, row.char_end) for row in records.task_agencies]
    for agency_id, start, end in named + acting:
        places.setdefault(agency_id, {})[keys.agencies[start, end]] = None
    counts: dict[tuple[str, str], int] = {}
    for role in records.task_agencies:
        counts[role.agency_id, role.role] = counts.get((role.agency_id, role.role), 0) + 1
    rows = [
        AgencyRow(
            agency_id=agency.agency_id,
            name=agency.name,
            kind=agency.kind,
            leads=counts.get((agency.agency_id, "lead"), 0),
            coordinates=counts.get((agency.agency_id, "coordinating"), 0),
            places=tuple(sorted(places[agency.agency_id], key=lambda key: int(key[1:]))),
        )
        for agency in records.agencies
        if agency.agency_id in places
    ]
    yield from sorted(rows, key=lambda row: (-row.leads, -row.coordinates, row.name))


def form_lines(records: PlanRecords) -> Iterator[FormLine]:
    """The rows of its forms."""
    for row in records.forms:
        yield FormLine(row.form_title or "", row.label or "", row.indicator, "; ".join(row.responsible_agencies))
