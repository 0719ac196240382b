"""What the task extractor needs to know of a document, and what it gives: tasks before they have ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from extractors.agencies import Definitions, agencies_of_cell, roles_of
from extractors.deadlines import find_deadlines
from extractors.mentions import AgencyMention, DeadlineMention
from extractors.outline import Outline
from extractors.plan_text import PlanText
from schemas.agencies import AgencyRole
from schemas.tasks import ReformArea, TaskOrigin


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """The part of an agency in a task; the mention stands in the canonical text."""

    mention: AgencyMention
    role: AgencyRole
    inherited: bool


@dataclass(frozen=True, slots=True)
class DeadlineDraft:
    """A deadline of a task; the mention stands in the canonical text."""

    mention: DeadlineMention
    inherited: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """Who and when, as one piece of text states it."""

    lead: tuple[AgencyMention, ...] = ()
    coordinating: tuple[AgencyMention, ...] = ()
    deadlines: tuple[DeadlineMention, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task with the columns of `tasks`; `section` is the ordinal of its section, `extent` the spans of its words."""

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


@dataclass(frozen=True)
class PlanContext:
    """A plan with what was found in it so far.

    `masked` are the spans of legal references, whose dates are no deadlines; `plan_years` the period of the plan.
    `is_directive` tells that its numbered items assign work without a heading over them. What a heading or lead-in
    says is asked for by each item below it, so it is found once and kept.
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
    _deadlines: dict[tuple[int, int, bool], tuple[DeadlineMention, ...]] = field(default_factory=dict, repr=False)
    _roles: dict[tuple[int, int], Stated] = field(default_factory=dict, repr=False)

    def deadlines_in(self, start: int, end: int, *, cell: bool) -> tuple[DeadlineMention, ...]:
        """The deadlines in a span of the text, placed in the text."""
        key = start, end, cell
        if key not in self._deadlines:
            found = find_deadlines(
                self.plan.text[start:end],
                plan_years=self.plan_years,
                issued=self.issued,
                cell=cell,
                masked=self._masked_in(start, end),
            )
            self._deadlines[key] = tuple(mention.shifted(start) for mention in found)
        return self._deadlines[key]

    def agencies_in_cell(self, start: int, end: int) -> tuple[AgencyMention, ...]:
        """The agencies that a cell or heading lists, placed in the text."""
        found = agencies_of_cell(self.plan.text[start:end], province=self.province, definitions=self.definitions)
        return tuple(mention.shifted(start) for mention in found)

    def roles_in(self, start: int, end: int) -> Stated:
        """Lead and coordinating agencies that an item of prose names, placed in the text."""
        if (start, end) not in self._roles:
            roles = roles_of(
                self.plan.text[start:end],
                province=self.province,
                definitions=self.definitions,
                masked=self._masked_in(start, end),
            )
            self._roles[start, end] = Stated(
                lead=tuple(mention.shifted(start) for mention in roles.lead),
                coordinating=tuple(mention.shifted(start) for mention in roles.coordinating),
            )
        return self._roles[start, end]

    def _masked_in(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        return [(a - start, b - start) for a, b in self.masked if a >= start and b <= end]

    @cached_property
    def heading_agencies(self) -> dict[int, tuple[AgencyMention, ...]]:
        """Per section the agencies that its heading addresses, when it names nothing else."""
        from extractors.agencies import is_agency_list

        found = {}
        for section in self.outline.sections:
            if section.heading and is_agency_list(section.heading):
                offset = self.plan.text.find(section.heading[:20], section.start)
                start = offset if section.start <= offset < section.end else section.start
                found[section.ordinal] = self.agencies_in_cell(start, section.end)
        return found
