"""Tasks from the rows of task tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from extractors.agencies import is_agency_list
from extractors.attributes import Attribute, attributes_of
from extractors.deadlines.periods import point_edtf
from extractors.markers import marker_of
from extractors.outline import PlacedTable
from extractors.plan_text import Cell
from extractors.spaces import one_line
from extractors.table_words import Role, is_mark, period_of_head
from extractors.tables import TaskRow
from extractors.tasks.action import action_in
from extractors.tasks.field import area_of, field_of
from extractors.tasks.inheritance import inherited_by
from extractors.tasks.model import (
    DeadlineDraft,
    Head,
    PlanContext,
    Reason,
    RoleDraft,
    Stated,
    TaskDraft,
    reasons_of,
    role_drafts,
    text_of_deadlines,
)
from schemas.tasks import ReformArea


def tasks_of_table(context: PlanContext, placed: PlacedTable) -> list[TaskDraft]:
    """The tasks of one table, in reading order."""
    return [_task(context, placed, row) for row in placed.table.rows]


def _task(context: PlanContext, placed: PlacedTable, row: TaskRow) -> TaskDraft:
    section = placed.section if row.group is None else placed.groups[row.group]
    label, start = _label_and_start(context, row)
    end = row.task.end
    text = _folded(context.plan.text[start:end])
    action = action_in(context, start, end, text)
    stated = _stated(context, placed, row, start, acts=action is not None)
    inherited = inherited_by(context, section, placed.lead_ins)
    names_unit = action is None and is_agency_list(
        text
    )  # Đơn vị được kiểm tra: below a group of units, which lead nothing
    field = field_of(context, section)
    area = area_of(context, start, end, field)
    deadlines = stated.deadlines or (() if _cells(row, Role.TIME) or _cells(row, Role.PERIOD) else inherited.deadlines)
    outputs = _outputs(context, row)
    return TaskDraft(
        section=section,
        label=label,
        origin="table",
        text=text,
        action=action.value if action else None,
        field=field.value if field else None,
        reform_area=cast(ReformArea | None, area and area.value),
        roles=(*(stated.lead or (() if names_unit else inherited.lead)), *stated.coordinating),
        output="; ".join(reason.value for reason in outputs) or None,
        deadlines=deadlines,
        deadline_text=_time_text(context, placed, row, deadlines),
        page=row.task.page,
        start=start,
        end=end,
        extent=tuple(sorted({(c.start, c.end) for c in (row.task, *_all_cells(row)) if c.end > c.start})),
        reasons=reasons_of(Reason("text", text, "table_row", start, end), action, *outputs, field, area),
    )


def _stated(context: PlanContext, placed: PlacedTable, row: TaskRow, start: int, *, acts: bool) -> Stated:
    """What the cells state; a body whose cell names no action (`Đơn vị được kiểm tra`) leads nothing by it."""
    lead: list[RoleDraft] = []
    coordinating: list[RoleDraft] = []
    for role, cells in row.cells.items():
        for cell in cells:
            found = _agencies(context, cell, role)
            lead += found.lead
            coordinating += found.coordinating
    kinds = set(placed.table.roles)
    has_lead, has_time = bool({Role.LEAD, Role.BOTH} & kinds), bool({Role.TIME, Role.PERIOD} & kinds)
    if acts and not has_lead:
        own = context.acting_in(start, row.task.end, "own_words")
        lead, coordinating = [*own.lead], coordinating or [*own.coordinating]
    if not has_time:
        return Stated(tuple(lead), tuple(coordinating), context.deadlines_in(start, row.task.end, "own_words"))
    starts, times = _times(context, placed, row, Role.START), _times(context, placed, row, Role.TIME)
    times += [
        d for run in _marked(context, placed, row) for d in context.deadline_of_columns(_heads(placed, run), run[0])
    ]
    dated = [d for d in times if not _is_length(d)]
    return Stated(tuple(lead), tuple(coordinating), (*map(_begun, starts), *(dated or times)))


def _times(context: PlanContext, placed: PlacedTable, row: TaskRow, role: Role) -> list[DeadlineDraft]:
    found: list[DeadlineDraft] = []
    for cell in _cells(row, role):
        words = placed.table.heads[cell.column] if cell.column < len(placed.table.heads) else ""
        head = Head(words, (placed.table.table.start, row.task.start))
        found += context.deadlines_in(cell.start, cell.end, "cell", head)
    return found


def _marked(context: PlanContext, placed: PlacedTable, row: TaskRow) -> list[list[Cell]]:
    """The marks of a row under columns that stand for periods, those side by side together."""
    runs: list[list[Cell]] = []
    for cell in _cells(row, Role.PERIOD):
        if not is_mark(context.plan[cell]):
            continue
        if runs and runs[-1][-1].column + runs[-1][-1].column_span == cell.column:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs


def _heads(placed: PlacedTable, marks: Sequence[Cell]) -> tuple[str, ...]:
    first, last = marks[0], marks[-1]
    return tuple(map(period_of_head, placed.table.heads[first.column : last.column + last.column_span]))


def _is_length(deadline: DeadlineDraft) -> bool:
    """Whether it only says how long: the column `Thời hạn thanh tra`, `45 ngày`, beside that of the time."""
    return deadline.mention.offset is not None and deadline.mention.condition is None


def _begun(deadline: DeadlineDraft) -> DeadlineDraft:
    """What a column of beginnings states: the work runs from then on, and is not due."""
    mention = deadline.mention
    if mention.kind != "fixed" or mention.start_date is None or mention.granularity is None:
        return deadline
    begun = replace(
        mention,
        qualifier="from",
        end_date=None,
        end_inclusive=None,
        due_date=None,
        edtf=f"{point_edtf(mention.start_date, mention.granularity, is_end=False)}/..",
    )
    return replace(deadline, mention=begun)


def _agencies(context: PlanContext, cell: Cell, role: Role) -> Stated:
    """The agencies of a cell by its column; one that says `Chủ trì: A; phối hợp: B` is read by its labels."""
    if role not in (Role.LEAD, Role.COORDINATING, Role.BOTH):
        return Stated()
    text = context.plan[cell]
    values = [v for v in attributes_of(text) if v.attribute in (Attribute.LEAD, Attribute.COORDINATING)]
    if not values:
        if role is Role.COORDINATING:
            found = context.agencies_in_cell(cell.start, cell.end)
            return Stated(coordinating=role_drafts(found, "coordinating", "cell"))
        return context.listed_in(cell.start, cell.end, "cell")
    lead: list[RoleDraft] = []
    partners: list[RoleDraft] = []
    for value in values:
        start, end = cell.start + value.start, cell.start + value.end
        if value.attribute is Attribute.LEAD and role is not Role.COORDINATING:
            listed = context.listed_in(start, end, "cell_label")  # Chủ trì: Sở A phối hợp: Sở B
            lead += listed.lead
            partners += listed.coordinating
        elif value.attribute is Attribute.COORDINATING:
            partners += role_drafts(context.agencies_in_cell(start, end), "coordinating", "cell_label")
    if role is Role.COORDINATING and not partners:
        leading = [m for v in values for m in context.agencies_in_cell(cell.start + v.start, cell.start + v.end)]
        partners = list(role_drafts(leading, "coordinating", "cell_label"))
    return Stated(tuple(lead), tuple(partners))


def _label_and_start(context: PlanContext, row: TaskRow) -> tuple[str | None, int]:
    """The row's label, and where the task's words begin: a mark inside the cell is the label if there is no other."""
    text = context.plan[row.task]
    marker = marker_of(text)
    if marker is None or (marker.is_bullet and "\n" in text):
        return row.label, row.task.start
    return row.label or marker.label, row.task.start + marker.end


def _outputs(context: PlanContext, row: TaskRow) -> tuple[Reason, ...]:
    return tuple(
        Reason("output", words, "cell", cell.start, cell.end)
        for cell in _cells(row, Role.OUTPUT)
        if (words := _folded(context.plan[cell]))
    )


def _time_text(
    context: PlanContext, placed: PlacedTable, row: TaskRow, deadlines: Iterable[DeadlineDraft]
) -> str | None:
    texts = [_folded(context.plan[cell]) for cell in _cells(row, Role.TIME)]
    texts += [", ".join(_heads(placed, run)) for run in _marked(context, placed, row)]
    return "; ".join(text for text in texts if text) or text_of_deadlines(deadlines)


def _cells(row: TaskRow, role: Role) -> tuple[Cell, ...]:
    return row.cells.get(role, ())


def _all_cells(row: TaskRow) -> list[Cell]:
    return [cell for cells in row.cells.values() for cell in cells]


def _folded(text: str) -> str:
    return one_line(text)
