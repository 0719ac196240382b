"""What attribute lines and headings say of the tasks beside them: `Cơ quan chủ trì: …`, `3. Thời gian thực hiện: …`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.agencies import is_role_list
from extractors.attributes import Attribute, AttributeValue, attribute_of_heading, attributes_of, names_roles
from extractors.outline import Item
from extractors.spaces import one_line
from extractors.tasks.assigning import TASK_KINDS
from extractors.tasks.model import (
    DeadlineDraft,
    PlanContext,
    Reason,
    RoleDraft,
    Stated,
    TaskDraft,
    role_drafts,
    text_of_deadlines,
)
from extractors.verbs import opens_with_action
from schemas.evidence import Rule

_LABEL = regex.compile(r"[^:]{1,60}:\s{0,3}")  # Đợt 1: …
_LEAST_LISTED = 2
"""So many items make a list."""


def lines_for_all(context: PlanContext) -> dict[int, int]:
    """Where the attribute lines start that close a list of bullets, and where the list does: they hold for all of it.

    They are bullets of the list themselves, or paragraphs without a mark below it: `Trách nhiệm thực hiện: Sở Y tế.`
    """
    by_section: dict[int | None, list[Item]] = {}
    for item in context.outline.items:
        by_section.setdefault(item.section, []).append(item)
    closing: dict[int, int] = {}
    for items in by_section.values():
        lists = _lists(context, items)
        listed = [item for one in lists for item in one.items]
        lines = [line for one in lists for line in one.lines]
        if all(_is_one_item(one.items) for one in lists):
            closing.update((line.start, one.items[0].start) for one in lists for line in one.lines if one.items[1:])
            continue
        is_unmarked = all(line.marker is None for line in lines)
        is_single = any(one.lines and len(one.items) < _LEAST_LISTED for one in lists)
        if (is_single and not is_unmarked) or not all(map(_is_bullet, listed)):
            continue
        is_one_list = sum(bool(one.lines) for one in lists) == 1 and bool(lists[-1].lines)
        is_flat = not any(item.lead_ins or item.has_items for item in items)
        same_marks = len({item.marker.style for item in items if item.marker}) == 1 and all(map(_is_bullet, lines))
        styles = {item.marker.style for item in listed if item.marker}
        apart = all(line.marker is None or line.marker.style not in styles for line in lines)
        if apart or (is_one_list and is_flat and same_marks):
            closing.update((line.start, one.items[0].start) for one in lists for line in one.lines)
    return closing


def _is_one_item(items: Sequence[Item]) -> bool:
    """Whether items are one with what it introduces: `- Phối hợp hướng dẫn. Trong đó:`, `+ …`, `+ …`."""
    return all(items[0] in item.lead_ins for item in items[1:])


@dataclass(slots=True)
class _List:
    """Items that stand one after the other, and the attribute lines that follow them."""

    items: list[Item]
    lines: list[Item]


def _lists(context: PlanContext, items: Sequence[Item]) -> list[_List]:
    """The items of a section, a new list after each run of attribute lines; lines before all items are left out."""
    lists: list[_List] = []
    for item in items:
        is_line = bool(attributes_of(context.plan.text[item.start : item.end]))
        if is_line and lists:
            lists[-1].lines.append(item)
        elif not is_line and (not lists or lists[-1].lines):
            lists.append(_List([item], []))
        elif not is_line:
            lists[-1].items.append(item)
    return lists


def _is_bullet(item: Item) -> bool:
    return item.marker is not None and item.marker.is_bullet


def attribute_headings(context: PlanContext) -> dict[int, Attribute]:
    """The sections whose heading names an attribute and whose items are its values: `2. Cơ quan chủ trì`."""
    named: dict[int, Attribute] = {}
    for section in context.outline.sections:
        attribute = attribute_of_heading(section.heading or "")
        if attribute is None or section.kind not in TASK_KINDS:
            continue
        items = _values_below(context, section.ordinal)
        if attribute is Attribute.TIME or all(context.agencies_in_cell(item.start, item.end) for item in items):
            named[section.ordinal] = attribute
    return named


def _values_below(context: PlanContext, ordinal: int) -> list[Item]:
    """The items of a section, notes in brackets aside."""
    return [item for item in context.items_of(ordinal) if not context.plan.text.startswith("(", item.start)]


def with_headings(context: PlanContext, tasks: list[TaskDraft], named: dict[int, Attribute]) -> list[TaskDraft]:
    """The tasks with what the headings that name attributes say of the section around them."""
    for ordinal, attribute in named.items():
        stated = Stated()
        for item in _values_below(context, ordinal):
            value = AttributeValue(attribute, 0, item.end - item.start)
            stated = stated.with_more(stated_by(context, item, (value,), "heading"))
        share_below(context, tasks, _around(context, ordinal, named), stated)
    return tasks


def _around(context: PlanContext, ordinal: int, named: dict[int, Attribute]) -> int | None:
    """The section whose tasks a heading speaks of: the one around it, past `2. Cơ quan chủ trì, phối hợp`."""
    above = iter(context.outline.ancestors(context.outline.sections[ordinal].parent))
    for section in above:
        if section.ordinal not in named and not names_roles(section.heading or ""):
            return section.ordinal
    return None


def closes_section(context: PlanContext, task: TaskDraft, item: Item) -> bool:
    """Whether a numbered attribute line stands beside the section that holds the tasks: `3. Thời gian thực hiện: …`.

    So do the bullets below one that only announces them: `b) Cơ quan thực hiện:`, `- Chủ trì: …`, `- Phối hợp: …`.
    """
    numbered = item if item.marker is not None and not item.marker.is_bullet else _announced_by(context, item)
    spoken_of = section_spoken_of(context, item)
    if numbered is None or task.section is None or spoken_of is None:
        return False
    return spoken_of != task.section and any(
        section.ordinal == spoken_of for section in context.outline.ancestors(task.section)
    )


def section_spoken_of(context: PlanContext, item: Item) -> int | None:
    """The section whose tasks an attribute line beside it speaks of: its own, or that around `2. Chủ trì, phối hợp`."""
    if item.section is None:
        return None
    own = context.outline.sections[item.section]
    return own.parent if names_roles(own.heading or "") else own.ordinal


def _announced_by(context: PlanContext, item: Item) -> Item | None:
    """The numbered attribute without a value that a line stands below."""
    above = item.lead_ins[-1] if item.lead_ins else None
    if above is None or above.section != item.section or above.marker is None or above.marker.is_bullet:
        return None
    return above if attributes_of(context.plan.text[above.start : above.end]) else None


def value_announced(context: PlanContext, item: Item) -> tuple[AttributeValue, ...]:
    """What an item states of the attribute that the line above it only names: `- Cơ quan chủ trì:`, `+ Sở Y tế.`

    Empty where it says more than who or when.
    """
    above = item.lead_ins[-1] if item.lead_ins else None
    if above is None or above.section != item.section:
        return ()
    named = attributes_of(context.plan.text[above.start : above.end])
    if len(named) != 1 or named[0].start < named[0].end:
        return ()
    attribute, text = named[0].attribute, context.plan.text[item.start : item.end]
    if attribute is Attribute.TIME:
        states = not context.roles_in(item.start, item.end).lead and not opens_with_action(_LABEL.sub("", text))
        states = states and bool(context.deadlines_in(item.start, item.end, "attribute_line"))
    else:
        states = attribute in (Attribute.LEAD, Attribute.COORDINATING) and is_role_list(text.strip())
    return (AttributeValue(attribute, 0, item.end - item.start),) if states else ()


def share_below(context: PlanContext, tasks: list[TaskDraft], section: int | None, stated: Stated) -> None:
    """Gives the tasks below a section what is stated for all of them, where they do not state it themselves.

    The tasks must be in reading order.
    """
    if section is None:
        return
    around = context.outline.sections[section]
    first = bisect_left(tasks, around.start, key=lambda task: task.start)
    last = bisect_left(tasks, around.span_end, key=lambda task: task.start)
    for index in range(first, last):
        tasks[index] = _with_shared(tasks[index], stated)


def share(
    context: PlanContext, tasks: list[TaskDraft], item: Item, attributes: tuple[AttributeValue, ...], *, first: int
) -> None:
    """Gives the earlier tasks of a list what its closing line states, where they do not state it themselves.

    `first` is where the list starts; the tasks must be in reading order.
    """
    stated = stated_by(context, item, attributes, "closing_line")
    for index in range(bisect_left(tasks, first, key=lambda task: task.start), len(tasks) - 1):
        if tasks[index].section == item.section and tasks[index].origin == "prose":
            tasks[index] = _with_shared(tasks[index], stated)


def _with_shared(task: TaskDraft, stated: Stated) -> TaskDraft:
    """A task with what is stated for several, unless it states that itself."""
    lead = () if any(not r.inherited and r.role == "lead" for r in task.roles) else stated.lead
    known = {r.mention.name for r in task.roles}
    coordinating = tuple(r for r in stated.coordinating if r.mention.name not in known)
    kept = tuple(r for r in task.roles if r.role != "lead" or not lead)
    deadlines = task.deadlines if any(not d.inherited for d in task.deadlines) else stated.deadlines
    deadlines = deadlines or task.deadlines
    return replace(
        task,
        roles=tuple(sorted((*kept, *lead, *coordinating), key=lambda r: r.role != "lead")),
        deadlines=deadlines,
        deadline_text=text_of_deadlines(deadlines),
    )


def stated_by(context: PlanContext, item: Item, attributes: tuple[AttributeValue, ...], rule: Rule) -> Stated:
    """Who and when the attributes in an item state, found by one rule."""
    lead: list[RoleDraft] = []
    coordinating: list[RoleDraft] = []
    deadlines: list[DeadlineDraft] = []
    for value in attributes:
        start, end = item.start + value.start, item.start + value.end
        if value.attribute is Attribute.TIME:
            found = context.deadlines_in(start, end, "attribute_line") or context.deadlines_in(start, end, "own_words")
            deadlines += (replace(draft, rule=rule) for draft in found)
        elif value.attribute is Attribute.LEAD:
            listed = context.listed_in(start, end, rule)
            lead += listed.lead
            coordinating += listed.coordinating
        elif value.attribute is Attribute.COORDINATING:
            coordinating += role_drafts(context.agencies_in_cell(start, end), "coordinating", rule)
    return Stated(tuple(lead), tuple(coordinating), tuple(deadlines))


def with_attributes(
    context: PlanContext, task: TaskDraft, item: Item, attributes: tuple[AttributeValue, ...]
) -> TaskDraft:
    """The task with what an attribute line says of it.

    That goes before what was inherited; who leads also before the subject, a time before the same time in other words.
    """
    stated = stated_by(context, item, attributes, "attribute_line")
    earlier_lines = {r.mention.start for r in task.roles if r.rule == "attribute_line"}
    roles = [r for r in task.roles if r.role != "lead" or not stated.lead or r.mention.start in earlier_lines]
    roles = [r for r in roles if not (r.inherited and r.role == "coordinating" and stated.coordinating)]
    roles += (*stated.lead, *stated.coordinating)
    meant = {_meaning(d) for d in stated.deadlines}
    kept = (d for d in task.deadlines if not (d.inherited and stated.deadlines) and _meaning(d) not in meant)
    deadlines = (*kept, *stated.deadlines)
    outputs = tuple(_output(context, item, v) for v in attributes if v.attribute is Attribute.OUTPUT)
    return replace(
        task,
        roles=tuple(sorted(roles, key=lambda r: r.role != "lead")),
        deadlines=deadlines,
        deadline_text=text_of_deadlines(deadlines),
        output="; ".join(filter(None, (task.output, *(reason.value for reason in outputs)))) or None,
        extent=(*task.extent, (item.start, item.end)),
        reasons=(*task.reasons, *outputs),
    )


def _meaning(deadline: DeadlineDraft) -> tuple[object, ...]:
    """What a deadline says, whatever its words: `Thường xuyên` in the task and on its label is one."""
    m = deadline.mention
    return m.kind, m.qualifier, m.start_date, m.end_date, m.rrule, m.condition


def _output(context: PlanContext, item: Item, value: AttributeValue) -> Reason:
    start, end = item.start + value.start, item.start + value.end
    words = one_line(context.plan.text[start:end])
    return Reason("output", words, "attribute_line", start, end)
