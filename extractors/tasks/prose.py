"""Tasks from prose: the leaf items under sections that assign work, with the attribute lines that follow them."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, zip_longest
from typing import cast

import regex

from extractors.attributes import (
    attributes_of,
    carried_out_by,
    closing_labels,
    time_clause,
)
from extractors.outline import Item
from extractors.spaces import one_line
from extractors.tasks.action import action_in
from extractors.tasks.assigning import assigns, may_hold_task
from extractors.tasks.attribute_lines import (
    attribute_headings,
    closes_section,
    lines_for_all,
    section_spoken_of,
    share,
    share_below,
    stated_by,
    value_announced,
    with_attributes,
    with_headings,
)
from extractors.tasks.contents import contents_of_work
from extractors.tasks.field import area_of, field_of
from extractors.tasks.inheritance import inherited_by
from extractors.tasks.model import (
    DeadlineDraft,
    PlanContext,
    Reason,
    RoleDraft,
    Stated,
    TaskDraft,
    reasons_of,
    text_of_deadlines,
)
from schemas.tasks import ReformArea

_END_MARK = regex.compile(r"\s{0,2}(?:\.\s?/\s?\.?|/\s?\.)\s{0,3}$")
_LONGEST_END_MARK = 11  # characters, with a line break after it
# `Hoạt động 2` says nothing of the work, what stands below it does: `- Nội dung: In tờ rơi.`
_NUMBER = regex.compile(r"(?:Hoạt động|Nhiệm vụ|Nội dung|Công việc)(?: số)?\s\d{1,2}\W{0,3}")
_WORK = regex.compile(r"\W{0,3}(?:Nội dung|Nhiệm vụ|Công việc)(?: (?:thực hiện|hoạt động|công việc))?\s?:\s{0,3}(?=\S)")
_WITH = regex.compile(
    r"\W{0,4}(?:\w{1,3}[.)]\s{0,3})?(?:chủ trì,? (?:và )?)?phối hợp(?: với)?\s?[:.]?\s{0,3}", regex.IGNORECASE
)
# Ban cán sự đảng: | - Lãnh đạo UBND tỉnh cụ thể hóa …, where the word is what the Party does, no office.
_LEADS = regex.compile(r"\W{0,4}Lãnh đạo\s")
_PARTY = regex.compile(r"^(?:đảng đoàn|ban cán sự đảng|(?:các )?(?:đảng|cấp|tỉnh|thành|huyện) ủy)", regex.IGNORECASE)
_CONTENTS = regex.compile(r"\W{0,3}Nội dung\s?:\s{0,3}(?=\S)")
# `Lập danh sách (chủ trì: Sở Y tế; thời gian: Quý I).`
_CLOSING_BRACKET = regex.compile(r"\((?P<inner>[^()]{6,400})\)[\s.;,/]*$")


def tasks_of_prose(context: PlanContext) -> list[TaskDraft]:
    """The tasks of all items of prose, in reading order; attribute lines are added to the task before them."""
    tasks: list[TaskDraft] = []
    open_item: Item | None = None
    announced: dict[int, Stated] = {}
    closing = lines_for_all(context)
    named = attribute_headings(context)
    contents = contents_of_work(context)
    for item, following in zip_longest(context.outline.items, context.outline.items[1:]):
        if item.section in named or item.start in contents.lines or not may_hold_task(context, item, tasks):
            continue
        text = context.plan.text[item.start : item.end]
        attributes = attributes_of(text) or value_announced(context, item)
        if not attributes and open_item is not None and _may_say_who(open_item, item):
            attributes = carried_out_by(text)
        if attributes:
            work = _WORK.match(text)
            if (
                work
                and open_item is not None
                and open_item.section == item.section
                and _NUMBER.fullmatch(tasks[-1].text)
            ):
                tasks[-1] = _task(context, replace(item, start=item.start + work.end()), announced)
                open_item = item
                continue
            if tasks and open_item is not None and open_item.section == item.section:
                if item.start in closing:
                    share(context, tasks, item, attributes, first=closing[item.start])
                tasks[-1] = with_attributes(context, tasks[-1], item, attributes)
            elif tasks and closes_section(context, tasks[-1], item) and not attributes[0].of_what:
                section = section_spoken_of(context, item)
                share_below(context, tasks, section, stated_by(context, item, attributes, "closing_line"))
            elif item.section is not None and not attributes[0].of_what:
                stated = stated_by(context, item, attributes, "lead_in")
                announced[item.section] = announced.get(item.section, Stated()).with_more(stated)
            continue
        is_whole = item.start in contents.work or _is_stated_below(context, item, following)
        if (item.has_items and not is_whole) or not assigns(context, item, text, is_whole=is_whole):
            open_item = None
            continue
        label = _CONTENTS.match(text)
        work_item = replace(item, start=item.start + label.end()) if label else item
        tasks.append(_task(context, work_item, announced))
        open_item = item
    return with_headings(context, tasks, named)


def _is_stated_below(context: PlanContext, item: Item, following: Item | None) -> bool:
    """Whether who and when follow an item that ends with a colon: `…, cụ thể:` above `a) Cơ quan chủ trì: …`."""
    if item.has_items or following is None or following.section != item.section:
        return False
    return bool(attributes_of(context.plan.text[following.start : following.end]))


def _may_say_who(above: Item, item: Item) -> bool:
    """Whether an item stands below a task of a higher rank in its section, so that it may only say who does it."""
    is_bullet = item.marker is None or item.marker.is_bullet
    return above.section == item.section and is_bullet and (above.marker is None or not above.marker.is_bullet)


_NEAREST = 2
"""For how many sections what lines before their work state holds: their own, and those beside it, `3. Nội dung`."""


def _announced(context: PlanContext, item: Item, announced: dict[int, Stated]) -> Stated:
    """Who and when the lines before the work of a section state, the nearest first."""
    around = islice(context.outline.ancestors(item.section), _NEAREST)
    stated = [announced[section.ordinal] for section in around if section.ordinal in announced]
    with_lead = next((one for one in stated if one.lead), Stated())
    deadlines = next((one.deadlines for one in stated if one.deadlines), ())
    return replace(with_lead, deadlines=deadlines)


def _task(context: PlanContext, item: Item, announced: dict[int, Stated]) -> TaskDraft:
    start, end = item.start, item.end
    while end > start and (context.plan.text[end - 1].isspace()):
        end -= 1
    if mark := _END_MARK.search(context.plan.text, max(start, end - _LONGEST_END_MARK), end):
        end = mark.start()
    text = one_line(context.plan.text[start:end])
    bracket = _CLOSING_BRACKET.search(context.plan.text, start, end)
    labels = bracket.span("inner") if bracket else (end, end)
    attributes = attributes_of(bracket["inner"]) if bracket else ()
    if not attributes and (closing := closing_labels(context.plan.text[start:end])) is not None:
        labels = start + closing, end
        attributes = attributes_of(context.plan.text[slice(*labels)])
    stop = labels[0] if attributes else end
    own = context.acting_in(start, stop, "own_words", _own_deadlines(context, start, stop))
    inherited = inherited_by(context, item.section, item.lead_ins)
    before = _announced(context, item, announced)
    inherited = replace(before if before.lead else inherited, deadlines=inherited.deadlines or before.deadlines)
    if own.lead and _are_partners(context, item):
        partners = tuple(replace(role, role="coordinating") for role in own.lead)
        own = replace(own, lead=(), coordinating=(*partners, *own.coordinating))
    if own.lead and _LEADS.match(text) and any(_PARTY.search(role.mention.name) for role in inherited.lead):
        own = replace(own, lead=())
    action = action_in(context, start, end, text)
    field = field_of(context, item.section)
    area = area_of(context, start, end, field)
    deadlines = own.deadlines or inherited.deadlines
    lead = own.lead or inherited.lead
    if context.roles_in(start, stop).addressed_too:
        names = {role.mention.name for role in inherited.lead}
        lead = (*inherited.lead, *(role for role in own.lead if role.mention.name not in names))
    task = TaskDraft(
        section=item.section,
        label=(item.marker.label or None) if item.marker else None,
        origin="prose",
        text=text,
        action=action.value if action else None,
        field=field.value if field else None,
        reform_area=cast(ReformArea | None, area and area.value),
        roles=(
            *lead,
            *(own.coordinating or (inherited.coordinating if _leads_on(own.lead, inherited.lead) else ())),
        ),
        output=None,
        deadlines=deadlines,
        deadline_text=text_of_deadlines(deadlines),
        page=item.page,
        start=start,
        end=end,
        extent=((item.start, item.end),),
        reasons=reasons_of(Reason("text", text, "leaf_item", start, end), action, field, area),
    )
    if not attributes:
        return task
    inner = replace(item, start=labels[0], end=labels[1])
    return replace(with_attributes(context, task, inner, attributes), extent=task.extent)


def _leads_on(own: tuple[RoleDraft, ...], inherited: tuple[RoleDraft, ...]) -> bool:
    """Whether an item names nobody to act but those whom what stands over it names, so that their partners hold too."""
    return {role.mention.name for role in own} <= {role.mention.name for role in inherited}


def _are_partners(context: PlanContext, item: Item) -> bool:
    """Whether the bodies that items open with are those to work with: below `b) Chủ trì, phối hợp`, `- Sở Y tế …`."""
    nearest = next(iter(context.outline.ancestors(item.section)), None)
    above = item.lead_ins[-1] if item.lead_ins and item.lead_ins[-1].section == item.section else nearest
    return above is not None and _WITH.fullmatch(context.plan.text, above.start, above.end) is not None


def _own_deadlines(context: PlanContext, start: int, end: int) -> tuple[DeadlineDraft, ...]:
    clause = time_clause(context.plan.text[start:end])
    if clause is None:
        return context.deadlines_in(start, end, "own_words")
    before = context.deadlines_in(start, start + clause[0], "own_words")
    return (*before, *context.deadlines_in(start + clause[0], start + clause[1], "attribute_line"))
