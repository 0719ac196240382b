"""What is shown of a finding when its words are pointed at: its values, and the rule that gave each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pipeline.report.dates import day_text, interval_phrase, last_day
from pipeline.report.marks import Keys
from pipeline.report.rules import rule_phrase
from pipeline.report.words import Phrase, phrase_or
from schemas import Agency, Deadline, Evidence, LegalReference, PlanRecords, Target, Task, TaskAgency


class _Placed(Protocol):
    @property
    def char_start(self) -> int: ...
    @property
    def char_end(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


@dataclass(frozen=True, slots=True)
class Value:
    """A line of a card: what it is (a key of words), the value, the key of the rule that gave it, a task it is of."""

    label: str
    text: Phrase
    rule: str | None = None
    task: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a finding. `row` is the anchor of its row in a table of the page."""

    kind: str
    row: str
    values: tuple[Value, ...]


class Evidences:
    """The rule behind each value of each task."""

    def __init__(self, rows: Sequence[Evidence]) -> None:
        self._rules: dict[tuple[str, str, int], str] = {
            (row.task_id, row.column, row.position): row.rule for row in rows
        }

    def rule(self, task_id: str, column: str, position: int = 0) -> str | None:
        """The key of the rule in words; None when there is no evidence."""
        rule = self._rules.get((task_id, column, position))
        return f"rule.{rule}" if rule else None


def cards_of(records: PlanRecords, keys: Keys) -> dict[str, Card]:
    """The card of each mark, by its key."""
    evidences = Evidences(records.evidence)
    agencies = {agency.agency_id: agency for agency in records.agencies}
    cards: dict[str, Card] = {}
    for task in records.tasks:
        key = keys.tasks[task.task_id]
        cards[key] = Card("task", f"row-{key}", tuple(_task(task, evidences)))
    for key, deadlines in _by_key(keys.deadlines, records.deadlines).items():
        cards[key] = Card(
            "deadline", f"row-{key}", tuple(v for row in deadlines for v in _deadline(row, keys, evidences))
        )
    for key, references in _by_key(keys.references, records.legal_references).items():
        cards[key] = Card("reference", f"row-{key}", tuple(v for row in references for v in _reference(row)))
    for key, targets in _by_key(keys.targets, records.targets).items():
        cards[key] = Card("target", f"row-{key}", tuple(v for row in targets for v in _target(row)))
    named = _by_key(keys.agencies, records.agency_mentions)
    roles = _by_key(keys.agencies, records.task_agencies)
    for key in keys.agencies.values():
        ids = dict.fromkeys(row.agency_id for row in (*named.get(key, ()), *roles.get(key, ())))
        lines = [line for agency_id in ids for line in _agency(agencies.get(agency_id))]
        lines += [line for role in roles.get(key, ()) for line in _role(role, keys, evidences, agencies)]
        cards[key] = Card("agency", f"row-agency-{next(iter(ids), '')}", tuple(lines))
    return cards


def _by_key(keys: dict[tuple[int, int], str], rows: Sequence[_P]) -> dict[str, list[_P]]:
    found: dict[str, list[_P]] = {}
    for row in rows:
        found.setdefault(keys[row.char_start, row.char_end], []).append(row)
    return found


def _plain(text: str) -> Phrase:
    return Phrase(text, text)


def _task(task: Task, evidences: Evidences) -> Iterator[Value]:
    def rule(column: str, position: int = 0) -> str | None:
        return evidences.rule(task.task_id, column, position)

    if task.label:
        yield Value("label", _plain(task.label))
    yield Value("is_task_because", phrase_or("origin", task.origin), rule("text"))
    for column, names in (("lead", task.lead_agencies), ("coordinating", task.coordinating_agencies)):
        for position, name in enumerate(names):
            yield Value(column, _plain(name), rule(f"{column}_agencies", position))
    if task.deadline_text:
        yield Value("deadline", _plain(task.deadline_text), rule("deadline_text"))
    if task.output:
        yield Value("output", _plain(task.output), rule("output"))
    if task.field:
        yield Value("field", _plain(task.field), rule("field"))
    if task.reform_area:
        yield Value("reform_area", phrase_or("area", task.reform_area), rule("reform_area"))


def _deadline(row: Deadline, keys: Keys, evidences: Evidences) -> Iterator[Value]:
    rule = evidences.rule(row.task_id or "", "deadline_text")
    yield Value("kind", phrase_or("deadline_kind", row.kind), rule, keys.tasks.get(row.task_id or ""))
    if row.qualifier:
        yield Value("qualifier", phrase_or("qualifier", row.qualifier))
    interval = interval_phrase(row.start_date, row.end_date, end_inclusive=row.end_inclusive)
    if interval:
        yield Value("interval", interval)
    if row.due_date:
        yield Value("due", _plain(day_text(last_day(row.due_date, row.end_date, row.end_inclusive))))
    if row.rrule:
        yield Value("repeats", rule_phrase(row.rrule, is_before=row.qualifier == "before"))
    if row.condition:
        yield Value("condition", _plain(row.condition))
    if row.applies_to:
        yield Value("applies_to", _plain(row.applies_to))
    if row.year_source:
        yield Value("year_source", phrase_or("year_source", row.year_source))
    if row.inherited:
        yield Value("inherited", phrase_or("yes", "inherited"))


def _reference(row: LegalReference) -> Iterator[Value]:
    yield Value("document", _plain(reference_name(row)))
    if row.issuer:
        yield Value("issuer", _plain(row.issuer))
    if row.issued_date:
        yield Value("issued", _plain(day_text(row.issued_date)))
    if row.provision:
        yield Value("provision", _plain(row.provision))
    yield Value("relation", phrase_or("relation", row.relation))


def reference_name(row: LegalReference) -> str:
    """What a cited document is called: its type, its number, its name, and the year where it has no number."""
    year = str(row.year) if row.year and row.name and not row.number else None
    return " ".join(part for part in (row.doc_type, row.number, row.name, year) if part) or row.quote


def target_text(row: Target) -> str:
    """A target as people write it: `≥ 80 %`, `30 – 35 %`."""
    return target_words(row.comparator, row.value, row.value_high, row.unit)


def target_words(comparator: str, value: float, value_high: float | None, unit: str) -> str:
    """The same from its parts."""
    sign = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}.get(comparator, "")
    high = f" – {_figure(value_high)}" if value_high is not None else ""
    return f"{sign}{_figure(value)}{high} {unit}"


def _figure(value: float) -> str:
    """A figure as in Vietnam: a comma before decimals, points between thousands."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.4f}".rstrip("0")
    return text.translate(str.maketrans(",.", ".,"))


def _target(row: Target) -> Iterator[Value]:
    yield Value("figure", _plain(target_text(row)))
    if row.subject:
        yield Value("subject", _plain(row.subject))
    if row.year:
        yield Value("by_year", _plain(str(row.year)))


def _agency(agency: Agency | None) -> Iterator[Value]:
    if agency is None:
        return
    yield Value("agency", _plain(agency.name))
    yield Value("agency_kind", phrase_or("agency_kind", agency.kind))


def _role(row: TaskAgency, keys: Keys, evidences: Evidences, agencies: dict[str, Agency]) -> Iterator[Value]:
    rule = evidences.rule(row.task_id, f"{row.role}_agencies", row.position)
    agency = agencies.get(row.agency_id)
    yield Value(row.role, _plain(agency.name if agency else row.quote), rule, keys.tasks.get(row.task_id))
