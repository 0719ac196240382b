"""Tasks from the rows of task tables."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from extractors.actions import action_of
from extractors.attributes import Attribute, attributes_of
from extractors.markers import marker_of
from extractors.mentions import AgencyMention, DeadlineMention
from extractors.outline import PlacedTable
from extractors.plan_text import Cell
from extractors.tables import Role, TaskRow
from extractors.tasks.field import area_of, field_of
from extractors.tasks.inheritance import inherited_by
from extractors.tasks.model import DeadlineDraft, PlanContext, RoleDraft, Stated, TaskDraft
from schemas.agencies import AgencyRole


def tasks_of_table(context: PlanContext, placed: PlacedTable) -> list[TaskDraft]:
    """The tasks of one table, in reading order."""
    return [_task(context, placed, row) for row in placed.table.rows]


def _task(context: PlanContext, placed: PlacedTable, row: TaskRow) -> TaskDraft:
    section = placed.section if row.group is None else placed.groups[row.group]
    label, start = _label_and_start(context, row)
    end = row.task.end
    text = _folded(context.plan.text[start:end])
    stated = _stated(context, placed, row, start)
    inherited = inherited_by(context, section, placed.lead_ins)
    field = field_of(context, section)
    deadlines = stated.deadlines or (() if _cells(row, Role.TIME) else inherited.deadlines)
    return TaskDraft(
        section=section,
        label=label,
        origin="table",
        text=text,
        field=field,
        reform_area=area_of(context, text, field),
        action=action_of(text),
        roles=(
            *_roles(stated.lead, inherited.lead, "lead"),
            *_roles(stated.coordinating, (), "coordinating"),
        ),
        output=_output(context, row),
        deadlines=tuple(DeadlineDraft(m, inherited=not stated.deadlines) for m in deadlines),
        deadline_text=_time_text(context, row, deadlines),
        page=row.task.page,
        start=start,
        end=end,
        extent=tuple(sorted({(c.start, c.end) for c in (row.task, *_all_cells(row)) if c.end > c.start})),
    )


def _stated(context: PlanContext, placed: PlacedTable, row: TaskRow, start: int) -> Stated:
    lead: list[AgencyMention] = []
    coordinating: list[AgencyMention] = []
    for role, cells in row.cells.items():
        for cell in cells:
            found = _agencies(context, cell) if role in (Role.LEAD, Role.COORDINATING, Role.BOTH) else Stated()
            if role is Role.LEAD:
                lead += found.lead
                coordinating += found.coordinating
            elif role is Role.COORDINATING:
                coordinating += found.coordinating or found.lead
            elif role is Role.BOTH:
                lead += found.lead
                coordinating += found.coordinating
    if not {Role.LEAD, Role.BOTH} & set(placed.table.roles):
        own = context.roles_in(start, row.task.end)
        lead, coordinating = [*own.lead], coordinating or [*own.coordinating]
    times = [m for cell in _cells(row, Role.TIME) for m in context.deadlines_in(cell.start, cell.end, cell=True)]
    if Role.TIME not in placed.table.roles:
        times = list(context.deadlines_in(start, row.task.end, cell=False))
    return Stated(tuple(lead), tuple(coordinating), tuple(times))


def _agencies(context: PlanContext, cell: Cell) -> Stated:
    """The agencies of a cell; one that says `Chủ trì: A; phối hợp: B` is read by its labels."""
    text = context.plan[cell]
    values = [v for v in attributes_of(text) if v.attribute in (Attribute.LEAD, Attribute.COORDINATING)]
    if not values:
        return Stated(lead=context.agencies_in_cell(cell.start, cell.end))
    parts: dict[Attribute, list[AgencyMention]] = {Attribute.LEAD: [], Attribute.COORDINATING: []}
    for value in values:
        parts[value.attribute] += context.agencies_in_cell(cell.start + value.start, cell.start + value.end)
    return Stated(tuple(parts[Attribute.LEAD]), tuple(parts[Attribute.COORDINATING]))


def _roles(
    stated: Iterable[AgencyMention], inherited: Iterable[AgencyMention], role: AgencyRole
) -> tuple[RoleDraft, ...]:
    own = tuple(RoleDraft(mention, role, inherited=False) for mention in stated)
    return own or tuple(RoleDraft(mention, role, inherited=True) for mention in inherited)


def _label_and_start(context: PlanContext, row: TaskRow) -> tuple[str | None, int]:
    """The row's label, and where the task's words begin: a mark inside the cell is the label if there is no other."""
    text = context.plan[row.task]
    marker = marker_of(text)
    if marker is None or (marker.is_bullet and "\n" in text):
        return row.label, row.task.start
    return row.label or marker.label, row.task.start + marker.end


def _output(context: PlanContext, row: TaskRow) -> str | None:
    texts = [_folded(context.plan[cell]) for cell in _cells(row, Role.OUTPUT)]
    return "; ".join(text for text in texts if text) or None


def _time_text(context: PlanContext, row: TaskRow, deadlines: Iterable[DeadlineMention]) -> str | None:
    texts = [_folded(context.plan[cell]) for cell in _cells(row, Role.TIME)]
    written = "; ".join(text for text in texts if text)
    return written or "; ".join(dict.fromkeys(m.quote for m in deadlines)) or None


def _cells(row: TaskRow, role: Role) -> tuple[Cell, ...]:
    return row.cells.get(role, ())


def _all_cells(row: TaskRow) -> list[Cell]:
    return [cell for cells in row.cells.values() for cell in cells]


def _folded(text: str) -> str:
    return regex.sub(r"\s+", " ", text).strip()
