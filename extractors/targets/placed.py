"""Which of the goals of a plan stand where: in its objectives, its tables of targets, its tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.mentions import TargetMention
from extractors.outline import Item
from extractors.spans import Spans
from extractors.targets.find import find_targets
from extractors.targets.horizon import heading_year
from extractors.targets.tables import goals_of_table
from extractors.tasks import PlanContext, TaskDraft

_OF_GOALS = frozenset({"objectives", "purpose", "tasks"})
_LONGEST_HEADING = 200
"""In characters; a year in longer words is that of something in them."""


@dataclass(frozen=True, slots=True)
class PlacedTarget:
    """A target with the index of the task that states it, None outside tasks."""

    mention: TargetMention
    task: int | None


def targets_of(context: PlanContext, tasks: tuple[TaskDraft, ...]) -> list[PlacedTarget]:
    """Targets of the tasks with their output cells, of the objectives, and of tables; in reading order.

    What was reached in a year before the plan is no target.
    """
    found: list[PlacedTarget] = []
    taken: set[tuple[int, int]] = set()
    for index, task in enumerate(tasks):
        for start, end in task.extent:
            if (start, end) in taken:
                continue
            taken.add((start, end))
            stated = _output_in(task, start, end)
            start, end = stated or (start, end)
            for mention in find_targets(
                context.plan.text[start:end], year=_year_of(task), is_output=stated is not None
            ):
                found.append(PlacedTarget(mention.shifted(start), index))
    found += [PlacedTarget(mention, None) for mention in _outside_tasks(context, Spans(taken))]
    first = _first_year(context)
    ahead = (t for t in found if first is None or t.mention.year is None or t.mention.year >= first)
    return sorted(ahead, key=lambda t: (t.mention.start, t.mention.end))


def _output_in(task: TaskDraft, start: int, end: int) -> tuple[int, int] | None:
    """What is no more than an output of a task: a cell beside it, or the value of a line `Kết quả: …`; else None."""
    if start <= task.start < end:
        return None
    if task.origin == "table":
        return start, end
    outputs = (r for r in task.reasons if r.column == "output" and start <= r.start and r.end <= end)
    return next(((reason.start, reason.end) for reason in outputs), None)


def _year_of(task: TaskDraft) -> int | None:
    """The one year in which a task's own deadlines end; None when it states none or several."""
    years = {d.mention.end_date.year for d in task.deadlines if d.mention.end_date is not None and not d.inherited}
    return years.pop() if len(years) == 1 else None


def _outside_tasks(context: PlanContext, of_tasks: Spans) -> Iterator[TargetMention]:
    """The goals of the headings, paragraphs and tables outside tasks in which a goal may stand."""
    outline, text = context.outline, context.plan.text
    spans = [
        (node.start, node.end, _horizon(context, node.parent, ()), node.kind == "objectives")
        for node in outline.sections
        if node.kind in _OF_GOALS and node.label
    ]
    for item in outline.items:
        kind = outline.sections[item.section].kind if item.section is not None else None
        if kind in _OF_GOALS:
            horizon = _horizon(context, item.section, item.lead_ins)
            spans.append((item.start, item.end, horizon, kind == "objectives"))
    for table in context.plan.tables:
        of_table = goals_of_table(context.plan, table, _first_year(context))
        yield from of_table
        read = Spans((goal.start, goal.end) for goal in of_table)
        cells = (cell for cell in table.cells if cell.end > cell.start)
        spans += [(cell.start, cell.end, None, False) for cell in cells if not read.overlap(cell.start, cell.end)]
    for start, end, year, among_goals in spans:
        if not of_tasks.overlap(start, end):
            mentions = find_targets(text[start:end], year=year, among_goals=among_goals)
            yield from (mention.shifted(start) for mention in mentions)


def _horizon(context: PlanContext, section: int | None, lead_ins: tuple[Item, ...]) -> int | None:
    """The year that the nearest lead-in or heading above sets for the goals below it."""
    text, sections = context.plan.text, context.outline.sections
    above = [
        (item.start, item.end)
        for item in reversed(lead_ins)
        if item.section is not None and sections[item.section].kind in _OF_GOALS
    ]
    above += [(node.start, node.end) for node in context.outline.ancestors(section) if node.kind in _OF_GOALS]
    years = (heading_year(text[start:end]) for start, end in above if end - start <= _LONGEST_HEADING)
    return next((year for year in years if year is not None), None)


def _first_year(context: PlanContext) -> int | None:
    if context.plan_years is not None:
        return context.plan_years[0]
    return context.issued.year if context.issued is not None else None
