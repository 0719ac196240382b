"""What the task extractor needs to know of a document, and what it gives: tasks before they have ids."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from datetime import date
from functools import cached_property

from extractors.agencies import (
    Definitions,
    Roles,
    acting,
    agencies_of_cell,
    find_agencies,
    is_agency_list,
    partners_in,
    roles_of,
)
from extractors.deadlines import find_deadlines
from extractors.mentions import AgencyMention, DeadlineMention
from extractors.outline import Item, Outline
from extractors.plan_text import Cell, PlanText
from extractors.tasks.addressees import addresses, bodies_as_written
from extractors.tasks.years import year_named
from extractors.values import value_class
from schemas.agencies import AgencyRole
from schemas.evidence import EvidenceColumn, Rule
from schemas.tasks import ReformArea, TaskOrigin

_INHERITING: frozenset[Rule] = frozenset({"heading", "lead_in", "closing_line", "group_row"})


@value_class(frozen=True, slots=True)
class RoleDraft:
    """The part of an agency in a task, and the rule that gave it; the mention stands in the canonical text."""

    mention: AgencyMention
    role: AgencyRole
    rule: Rule

    @property
    def inherited(self) -> bool:
        """Whether a heading or lead-in states it, not the item itself."""
        return self.rule in _INHERITING


@value_class(frozen=True, slots=True)
class Head:
    """The words over a column or a part of the plan, and where they stand."""

    words: str
    span: tuple[int, int]


@value_class(frozen=True, slots=True)
class DeadlineDraft:
    """A deadline of a task, and the rule that gave it; the mention stands in the canonical text."""

    mention: DeadlineMention
    rule: Rule
    year_above: tuple[int, int] | None = None
    """Where the heading, or the table with the head of a column, stands that gave the year."""

    @property
    def inherited(self) -> bool:
        """Whether a heading or lead-in states it, not the item itself."""
        return self.rule in _INHERITING


@value_class(frozen=True, slots=True)
class Reason:
    """Why a column has a value: the rule, and the span of the words it was read from."""

    column: EvidenceColumn
    value: str
    rule: Rule
    start: int
    end: int


@value_class(frozen=True, slots=True)
class Stated:
    """Who and when, as drafts of the roles and deadlines that one piece of text gives."""

    lead: tuple[RoleDraft, ...] = ()
    coordinating: tuple[RoleDraft, ...] = ()
    deadlines: tuple[DeadlineDraft, ...] = ()

    def with_more(self, other: Stated) -> Stated:
        """What both state."""
        return Stated(
            (*self.lead, *other.lead),
            (*self.coordinating, *other.coordinating),
            (*self.deadlines, *other.deadlines),
        )


def role_drafts(mentions: Iterable[AgencyMention], role: AgencyRole, rule: Rule) -> tuple[RoleDraft, ...]:
    """The mentions in one role, found by one rule."""
    return tuple(RoleDraft(mention, role, rule) for mention in mentions)


def text_of_deadlines(deadlines: Iterable[DeadlineDraft]) -> str | None:
    """The deadlines as written, each phrase once; None without any."""
    return "; ".join(dict.fromkeys(draft.mention.quote for draft in deadlines)) or None


def reasons_of(*reasons: Reason | None) -> tuple[Reason, ...]:
    """Those that there are."""
    return tuple(reason for reason in reasons if reason is not None)


@value_class(frozen=True, slots=True)
class TaskDraft:
    """A task with the columns of `tasks`; `section` is the ordinal of its section, `extent` the spans of its words.

    `reasons` tell why it is a task and where output, field and area come from; roles and deadlines say it themselves.
    """

    section: int | None
    label: str | None
    origin: TaskOrigin
    text: str
    field: str | None
    reform_area: ReformArea | None
    action: str | None
    roles: tuple[RoleDraft, ...]
    output: str | None
    deadlines: tuple[DeadlineDraft, ...]
    deadline_text: str | None
    page: int | None
    start: int
    end: int
    extent: tuple[tuple[int, int], ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class PlanContext:
    """A plan with what was found in it so far.

    `masked` are the spans of legal references, whose dates are no deadlines; `plan_years` the period of the plan.
    `is_directive` tells that its numbered items assign work without a heading over them. What a heading or lead-in
    says is asked for by each item below it, so it is found once and kept; `inherited` and `fields` are such findings.
    """

    plan: PlanText
    outline: Outline
    masked: tuple[tuple[int, int], ...] = ()
    province: str | None = None
    definitions: Definitions | None = None
    plan_years: tuple[int, int] | None = None
    issued: date | None = None
    is_reform: bool = False
    is_directive: bool = False
    _deadlines: dict[tuple[int, int, bool], tuple[DeadlineMention, ...]] = dataclass_field(default_factory=dict)
    _roles: dict[tuple[int, int], Roles] = dataclass_field(default_factory=dict)
    inherited: dict[tuple[int | None, tuple[int, ...]], Stated] = dataclass_field(default_factory=dict)
    fields: dict[int | None, Reason | None] = dataclass_field(default_factory=dict)

    def deadlines_in(self, start: int, end: int, rule: Rule, head: Head | None = None) -> tuple[DeadlineDraft, ...]:
        """The deadlines in a span of the text, placed in the text; `rule` tells what the span is to the task.

        `head` is what stands over the column of a cell, which may tell the year, as may the headings over the span.
        """
        cell = rule in ("cell", "attribute_line")
        key = start, end, cell
        above = head if head is not None and year_named(head.words) is not None else self._heading_with_year(start)
        if key not in self._deadlines:
            year = year_named(above.words) if above is not None else None
            found = find_deadlines(
                self.plan.text[start:end],
                plan_years=self.plan_years if year is None else (year, year),
                issued=self.issued,
                cell=cell,
                masked=self._masked_in(start, end),
            )
            self._deadlines[key] = tuple(mention.shifted(start) for mention in found)
        place = None if above is None else above.span
        return tuple(
            DeadlineDraft(mention, rule, place if mention.year_source == "document" else None)
            for mention in self._deadlines[key]
        )

    def _heading_with_year(self, position: int) -> Head | None:
        """The nearest heading over a place that names one year, in a plan of several; None where that is not its."""
        years = self.plan_years
        if years is not None and years[0] == years[1]:
            return None
        section = self.outline.section_at(position)
        for above in () if section is None else self.outline.ancestors(section.ordinal):
            year = year_named(above.heading or "")
            if year is not None:
                is_own = years is None or years[0] <= year <= years[1]
                return Head(above.heading or "", (above.start, above.end)) if is_own else None
        return None

    def deadline_of_columns(self, heads: Sequence[str], mark: Cell) -> tuple[DeadlineDraft, ...]:
        """The period that columns stand for which follow each other, as their heads state it, placed at the mark below.

        It runs from the first to the last; empty where the heads name no year and the plan has none.
        """
        words = " - ".join(dict.fromkeys((heads[0], heads[-1])))
        found = find_deadlines(words, plan_years=self.plan_years, issued=self.issued, cell=True)
        quote = self.plan[mark]
        return tuple(
            DeadlineDraft(replace(d, qualifier="within", start=mark.start, end=mark.end, quote=quote), "column_mark")
            for d in found
        )

    def agencies_in_cell(self, start: int, end: int) -> tuple[AgencyMention, ...]:
        """The agencies that a cell or heading lists, placed in the text."""
        found = agencies_of_cell(self.plan.text[start:end], province=self.province, definitions=self.definitions)
        return tuple(mention.shifted(start) for mention in found)

    def listed_in(self, start: int, end: int, rule: Rule) -> Stated:
        """Who leads, and with whom, as a cell or the value of a label lists it."""
        between = partners_in(self.plan.text[start:end])
        if between is None:
            lead = acting(self.plan.text, self.agencies_in_cell(start, end), end)
            return Stated(role_drafts(lead, "lead", rule))
        return Stated(
            role_drafts(self.agencies_in_cell(start, start + between[0]), "lead", rule),
            role_drafts(self.agencies_in_cell(start + between[1], end), "coordinating", rule),
        )

    def roles_in(self, start: int, end: int) -> Roles:
        """Lead and coordinating agencies that an item of prose names, placed in the text."""
        if (start, end) not in self._roles:
            roles = roles_of(
                self.plan.text[start:end],
                self._agencies_in(start, end),
                masked=self._masked_in(start, end),
                definitions=self.definitions,
            )
            self._roles[start, end] = Roles(
                lead=tuple(mention.shifted(start) for mention in roles.lead),
                coordinating=tuple(mention.shifted(start) for mention in roles.coordinating),
                addressed_too=roles.addressed_too,
            )
        return self._roles[start, end]

    def stated_in(self, start: int, end: int, rule: Rule) -> Stated:
        """Who and when, as an item of prose or a lead-in states it; partners only beside somebody who leads."""
        return self.acting_in(start, end, rule, self.deadlines_in(start, end, rule))

    def acting_in(self, start: int, end: int, rule: Rule, deadlines: tuple[DeadlineDraft, ...] = ()) -> Stated:
        """Who, as an item of prose or a lead-in states it, with deadlines that are known."""
        roles = self.roles_in(start, end)
        own = rule == "own_words"
        return Stated(
            lead=role_drafts(roles.lead, "lead", "subject" if own else rule),
            coordinating=role_drafts(roles.coordinating, "coordinating", "partner_words" if own else rule),
            deadlines=deadlines,
        )

    @cached_property
    def agencies(self) -> tuple[AgencyMention, ...]:
        """Every mention of a body in the plan, in reading order."""
        return tuple(find_agencies(self.plan.text, province=self.province, definitions=self.definitions))

    def _agencies_in(self, start: int, end: int) -> list[AgencyMention]:
        """The agencies named in a span, placed in it; looked for in the span alone where a name goes over its ends."""
        first = bisect_right(self.agencies, start, key=lambda mention: mention.end)
        last = bisect_left(self.agencies, end, key=lambda mention: mention.start)
        inside = self.agencies[first:last]
        if inside and (inside[0].start < start or inside[-1].end > end):
            return find_agencies(self.plan.text[start:end], province=self.province, definitions=self.definitions)
        return [mention.shifted(-start) for mention in inside]

    def _masked_in(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        masked = self._masks
        inside = masked[bisect_left(masked, (start, start)) : bisect_left(masked, (end, end))]
        return [(a - start, b - start) for a, b in inside if b <= end]

    @cached_property
    def _masks(self) -> list[tuple[int, int]]:
        return sorted(self.masked)

    def items_of(self, section: int) -> Sequence[Item]:
        """The items that stand directly under a section, in reading order."""
        return self._items_of.get(section, ())

    @cached_property
    def _items_of(self) -> dict[int | None, list[Item]]:
        found: dict[int | None, list[Item]] = {}
        for item in self.outline.items:
            found.setdefault(item.section, []).append(item)
        return found

    @cached_property
    def group_sections(self) -> frozenset[int]:
        """The sections that are group rows of task tables."""
        return frozenset(ordinal for placed in self.outline.tables for ordinal in placed.groups)

    @cached_property
    def heading_agencies(self) -> dict[int, tuple[AgencyMention, ...]]:
        """Per section the agencies that its heading addresses, when it names nothing else."""
        found = {}
        for section in self.outline.sections:
            if not section.heading:
                continue
            offset = self.plan.text.find(section.heading[:20], section.start)
            start = offset if section.start <= offset < section.end else section.start
            if is_agency_list(section.heading):
                found[section.ordinal] = self.agencies_in_cell(start, section.end)
            elif addresses(section.heading, self.outline, section, self.plan):
                words = self.plan.text[start : section.end]
                found[section.ordinal] = bodies_as_written(
                    words, start, province=self.province, definitions=self.definitions
                )
        return found
