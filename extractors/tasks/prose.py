"""Tasks from prose: the leaf items under sections that assign work, with the attribute lines that follow them."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import regex

from extractors.actions import action_of
from extractors.attributes import (
    Attribute,
    AttributeValue,
    attribute_of_heading,
    attributes_of,
    names_roles,
    time_clause,
)
from extractors.outline import Item
from extractors.parts import is_closing
from extractors.spaces import one_line
from extractors.tasks.action import action_in
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
    role_drafts,
    text_of_deadlines,
)
from extractors.verbs import opens_with_action
from schemas.evidence import Rule
from schemas.tasks import ReformArea

_TASK_KINDS = frozenset({"tasks", "implementation", "annex_tasks"})
_END_MARK = regex.compile(r"\s{0,2}(?:\.\s?/\s?\.?|/\s?\.)\s{0,3}$")
_NOTE = regex.compile(r"\W{0,3}(?:Nơi nhận|Ghi chú|Lưu ý(?!.*\bphải\b)|(?:Ban hành )?[Kk]èm theo|Đính kèm)\b")
# A paragraph about money as an item of its own: `2. Kinh phí thực hiện Kế hoạch này: Do ngân sách bảo đảm.`
_FUNDING = regex.compile(r"\W{0,3}(?:Nguồn )?[Kk]inh phí\b[^.:;]{0,80}(?::|\b(?:do|được|từ|theo|sử dụng)\b)")
# A paragraph that only points to an annex: `(Có Phụ lục kèm theo)`, `… được thực hiện theo Phụ lục đính kèm.`
_POINTER = regex.compile(
    r"""
    \W{0,3}(?:Có|Chi\stiết|Theo|Xem|Nội\sdung|Nhiệm\svụ|Các\snhiệm\svụ|Một\ssố|Những|Danh\smục|Kế\shoạch|Biểu|Bảng|Cụ\sthể)\b[^;]{0,250}?
    (?:[Pp]hụ\slục|[Bb]iểu|[Dd]anh\smục|[Bb]ảng)[^.;]{0,100}\W{0,4}
    """,
    regex.VERBOSE,
)
_POINTS = regex.compile(r"kèm|[Pp]hụ lục", regex.IGNORECASE)
# What an inspection, survey or report is to look at.
_OBJECT = regex.compile(r"(?:Việc|Công tác|Tình hình|Kết quả|Số lượng|Những|Thực trạng|Mức độ|Nội dung)\b")
_INSPECTED = regex.compile(r"(?:Các )?nội dung (?:kiểm tra|thanh tra|giám sát|khảo sát)\b", regex.IGNORECASE)
_LOOKS_AT = regex.compile(r"kiểm tra|thanh tra|giám sát|khảo sát|đánh giá|báo cáo|đề cương|thẩm định", regex.IGNORECASE)

# A sentence that tells how something is, not what to do: `Thang điểm là 100`, `Cải cách thể chế: 12 tiêu chí`.
_DESCRIBES = regex.compile(
    r"""
    [^,;:]{3,160}?\s(?:là|gồm|bao\sgồm|tương\sứng|bằng|đạt|chiếm)\s
  | [^;:]{3,300}?\sđược\s(?:xác\sđịnh|thể\shiện|xếp\shạng|thẩm\sđịnh|xây\sdựng|tính|đánh\sgiá|phân|quy\sđịnh|chia)\b
  | [^,;:]{3,120}:\s\d{1,3}\s\p{Ll}
    """,
    regex.VERBOSE,
)
_SUBJECT = 160
"""How far from its beginning a sentence says that its subject `có trách nhiệm`, in characters."""
# `Lập danh sách (chủ trì: Sở Y tế; thời gian: Quý I).`
_CLOSING_BRACKET = regex.compile(r"\((?P<inner>[^()]{6,400})\)[\s.;,/]*$")
_DUTY = regex.compile(r"\bcó trách nhiệm\b", regex.IGNORECASE)
_MUST = regex.compile(r"\b(?:phải|cần(?! thiết)|không được|nghiêm cấm|yêu cầu|đề nghị|giao)\b", regex.IGNORECASE)


def tasks_of_prose(context: PlanContext) -> list[TaskDraft]:
    """The tasks of all items of prose, in reading order; attribute lines are added to the task before them."""
    tasks: list[TaskDraft] = []
    open_item: Item | None = None
    lead_in_times: dict[int, Stated] = {}
    closing = _lines_for_all(context)
    named = _attribute_headings(context)
    for item in context.outline.items:
        if item.section in named or not _may_hold_task(context, item, tasks):
            continue
        text = context.plan.text[item.start : item.end]
        attributes = attributes_of(text)
        if attributes:
            if tasks and open_item is not None and _belongs(open_item, item):
                if item.start in closing:
                    _share(context, tasks, item, attributes)
                tasks[-1] = _with_attributes(context, tasks[-1], item, attributes)
            elif tasks and _closes_section(context, tasks[-1], item):
                _share_below(context, tasks, item.section, _stated_by(context, item, attributes, "closing_line"))
            elif item.section is not None:
                lead_in_times[item.section] = _stated_by(context, item, attributes, "lead_in")
            continue
        if item.has_items or not _assigns(context, item, text):
            open_item = None
            continue
        tasks.append(_task(context, item, lead_in_times))
        open_item = item
    return _with_headings(context, tasks, named)


def _may_hold_task(context: PlanContext, item: Item, tasks: list[TaskDraft]) -> bool:
    """Whether a task may stand there; outside sections only in a directive, from its first numbered item on."""
    if item.section is None:
        return context.is_directive and (item.marker is not None or bool(tasks and tasks[-1].section is None))
    return context.outline.sections[item.section].kind in _TASK_KINDS


def _assigns(context: PlanContext, item: Item, text: str) -> bool:
    """Whether a leaf item assigns work: no lead-in, no closing formula, no pointer, no object of an inspection."""
    stripped = text.strip()
    if (
        not any(c.isalpha() for c in stripped)
        or stripped.endswith(":")
        or is_closing(stripped)
        or _NOTE.match(stripped)
        or (_FUNDING.match(stripped) and not context.roles_in(item.start, item.end).lead)
    ):
        return False
    if (
        len(stripped) < 320
        and _POINTER.fullmatch(stripped)
        and _POINTS.search(stripped)
        and not opens_with_action(stripped)
    ):
        return False
    if (_OBJECT.match(stripped) and _under_inspection(context, item)) or _is_inspected(context, item):
        return False
    if _describes(context, item, stripped):
        return False
    if item.marker is not None and item.section is not None:
        return True
    return (
        item.section in context.heading_agencies
        or opens_with_action(stripped)
        or bool(context.roles_in(item.start, item.end).lead)
        or (
            item.marker is not None
            and (action_of(stripped) is not None or _DUTY.search(stripped[:_SUBJECT]) is not None)
        )
    )


def _is_inspected(context: PlanContext, item: Item) -> bool:
    """Whether an item stands under `Nội dung kiểm tra`: it is what an inspection is to look at."""
    nearest = next(iter(context.outline.ancestors(item.section)), None)
    return nearest is not None and _INSPECTED.match(nearest.heading or "") is not None


def _describes(context: PlanContext, item: Item, text: str) -> bool:
    """Whether an item only says how something is: no verb of work opens it, and nobody is told to act."""
    return (
        _DESCRIBES.match(text) is not None
        and _MUST.search(text) is None
        and action_of(text) is None
        and not context.roles_in(item.start, item.end).lead
        and not inherited_by(context, item.section, item.lead_ins).lead
    )


def _under_inspection(context: PlanContext, item: Item) -> bool:
    headings = [section.heading or "" for section in context.outline.ancestors(item.section)][:1]
    lead_ins = [context.plan.text[lead.start : lead.end] for lead in item.lead_ins[-1:]]
    return any(_LOOKS_AT.search(words) for words in (*headings, *lead_ins))


def _belongs(task: Item, attribute: Item) -> bool:
    """Whether an attribute line stands below or beside the task before it."""
    return attribute.section == task.section


def _lines_for_all(context: PlanContext) -> frozenset[int]:
    """Where the attribute lines start that close a list of bullets as one more bullet: they hold for the whole list."""
    bullets: dict[int | None, list[Item]] = {}
    for item in context.outline.items:
        bullets.setdefault(item.section, []).append(item)
    closing: set[int] = set()
    for siblings in bullets.values():
        states = [bool(attributes_of(context.plan.text[item.start : item.end])) for item in siblings]
        first = states.index(True) if True in states else len(states)
        same = len({item.marker.style for item in siblings if item.marker}) == 1 and all(
            item.marker is not None and item.marker.is_bullet and not item.lead_ins and not item.has_items
            for item in siblings
        )
        if same and first >= 2 and all(states[first:]):
            closing.update(item.start for item in siblings[first:])
    return frozenset(closing)


def _attribute_headings(context: PlanContext) -> dict[int, Attribute]:
    """The sections whose heading names an attribute and whose items are its values: `2. Cơ quan chủ trì`."""
    named: dict[int, Attribute] = {}
    for section in context.outline.sections:
        attribute = attribute_of_heading(section.heading or "")
        if attribute is None or section.kind not in _TASK_KINDS:
            continue
        items = _values_below(context, section.ordinal)
        if attribute is Attribute.TIME or all(context.agencies_in_cell(item.start, item.end) for item in items):
            named[section.ordinal] = attribute
    return named


def _values_below(context: PlanContext, ordinal: int) -> list[Item]:
    """The items of a section, notes in brackets aside."""
    items = (item for item in context.outline.items if item.section == ordinal)
    return [item for item in items if not context.plan.text.startswith("(", item.start)]


def _with_headings(context: PlanContext, tasks: list[TaskDraft], named: dict[int, Attribute]) -> list[TaskDraft]:
    """The tasks with what the headings that name attributes say of the section around them."""
    for ordinal, attribute in named.items():
        stated = Stated()
        for item in _values_below(context, ordinal):
            value = AttributeValue(attribute, 0, item.end - item.start)
            one = _stated_by(context, item, (value,), "heading")
            stated = Stated(
                (*stated.lead, *one.lead),
                (*stated.coordinating, *one.coordinating),
                (*stated.deadlines, *one.deadlines),
            )
        _share_below(context, tasks, _around(context, ordinal, named), stated)
    return tasks


def _around(context: PlanContext, ordinal: int, named: dict[int, Attribute]) -> int | None:
    """The section whose tasks a heading speaks of: the one around it, past `2. Cơ quan chủ trì, phối hợp`."""
    above = iter(context.outline.ancestors(context.outline.sections[ordinal].parent))
    for section in above:
        if section.ordinal not in named and not names_roles(section.heading or ""):
            return section.ordinal
    return None


def _closes_section(context: PlanContext, task: TaskDraft, item: Item) -> bool:
    """Whether a numbered attribute line stands beside the section that holds the tasks: `3. Thời gian thực hiện: …`."""
    if item.marker is None or item.marker.is_bullet or task.section is None or item.section is None:
        return False
    return item.section != task.section and any(
        section.ordinal == item.section for section in context.outline.ancestors(task.section)
    )


def _share_below(context: PlanContext, tasks: list[TaskDraft], section: int | None, stated: Stated) -> None:
    """Gives the tasks below a section what is stated for all of them, where they do not state it themselves."""
    if section is None:
        return
    for index, task in enumerate(tasks):
        if task.origin == "prose" and any(s.ordinal == section for s in context.outline.ancestors(task.section)):
            tasks[index] = _with_shared(task, stated)


def _share(context: PlanContext, tasks: list[TaskDraft], item: Item, attributes: tuple[AttributeValue, ...]) -> None:
    """Gives the earlier tasks of the list what its closing line states, where they do not state it themselves."""
    stated = _stated_by(context, item, attributes, "closing_line")
    for index, task in enumerate(tasks[:-1]):
        if task.section == item.section and task.origin == "prose":
            tasks[index] = _with_shared(task, stated)


def _with_shared(task: TaskDraft, stated: Stated) -> TaskDraft:
    """A task with what is stated for several, unless it states that itself."""
    lead = () if any(not r.inherited and r.role == "lead" for r in task.roles) else stated.lead
    coordinating = () if any(r.role == "coordinating" for r in task.roles) else stated.coordinating
    kept = tuple(r for r in task.roles if r.role != "lead" or not lead)
    deadlines = task.deadlines if any(not d.inherited for d in task.deadlines) else stated.deadlines
    deadlines = deadlines or task.deadlines
    return replace(
        task,
        roles=tuple(sorted((*kept, *lead, *coordinating), key=lambda r: r.role != "lead")),
        deadlines=deadlines,
        deadline_text=text_of_deadlines(deadlines),
    )


def _task(context: PlanContext, item: Item, lead_in_times: dict[int, Stated]) -> TaskDraft:
    start, end = item.start, item.end
    while end > start and (context.plan.text[end - 1].isspace()):
        end -= 1
    if mark := _END_MARK.search(context.plan.text, start, end):
        end = mark.start()
    text = one_line(context.plan.text[start:end])
    bracket = _CLOSING_BRACKET.search(context.plan.text, start, end)
    attributes = attributes_of(bracket["inner"]) if bracket else ()
    stop = bracket.start() if bracket and attributes else end
    own = context.acting_in(start, stop, "own_words", _own_deadlines(context, start, stop))
    inherited = inherited_by(context, item.section, item.lead_ins)
    if item.section is not None and not inherited.deadlines and item.section in lead_in_times:
        inherited = replace(inherited, deadlines=lead_in_times[item.section].deadlines)
    action = action_in(context, start, end, text)
    field = field_of(context, item.section)
    area = area_of(context, start, end, field)
    deadlines = own.deadlines or inherited.deadlines
    lead = own.lead or inherited.lead
    if context.roles_in(start, stop).addressed_too:
        lead = (*inherited.lead, *own.lead)
    task = TaskDraft(
        section=item.section,
        label=item.marker.label if item.marker else None,
        origin="prose",
        text=text,
        action=action.value if action else None,
        field=field.value if field else None,
        reform_area=cast(ReformArea | None, area and area.value),
        roles=(
            *lead,
            *(own.coordinating or (() if own.lead else inherited.coordinating)),
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
    if bracket is None or not attributes:
        return task
    inner = replace(item, start=bracket.start("inner"), end=bracket.end("inner"))
    return replace(_with_attributes(context, task, inner, attributes), extent=task.extent)


def _own_deadlines(context: PlanContext, start: int, end: int) -> tuple[DeadlineDraft, ...]:
    clause = time_clause(context.plan.text[start:end])
    if clause is None:
        return context.deadlines_in(start, end, "own_words")
    before = context.deadlines_in(start, start + clause[0], "own_words")
    return (*before, *context.deadlines_in(start + clause[0], start + clause[1], "attribute_line"))


def _stated_by(context: PlanContext, item: Item, attributes: tuple[AttributeValue, ...], rule: Rule) -> Stated:
    lead: list[RoleDraft] = []
    coordinating: list[RoleDraft] = []
    deadlines: list[DeadlineDraft] = []
    for value in attributes:
        start, end = item.start + value.start, item.start + value.end
        if value.attribute is Attribute.TIME:
            found = context.deadlines_in(start, end, "attribute_line") or context.deadlines_in(start, end, "own_words")
            deadlines += (replace(draft, rule=rule) for draft in found)
        elif value.attribute is Attribute.LEAD:
            lead += role_drafts(context.agencies_in_cell(start, end), "lead", rule)
        elif value.attribute is Attribute.COORDINATING:
            coordinating += role_drafts(context.agencies_in_cell(start, end), "coordinating", rule)
    return Stated(tuple(lead), tuple(coordinating), tuple(deadlines))


def _with_attributes(
    context: PlanContext, task: TaskDraft, item: Item, attributes: tuple[AttributeValue, ...]
) -> TaskDraft:
    """The task with what an attribute line says of it; what the line states goes before what was inherited."""
    stated = _stated_by(context, item, attributes, "attribute_line")
    roles = [r for r in task.roles if not (r.inherited and r.role == "lead" and stated.lead)]
    roles = [r for r in roles if not (r.inherited and r.role == "coordinating" and stated.coordinating)]
    roles += (*stated.lead, *stated.coordinating)
    deadlines = (*(d for d in task.deadlines if not (d.inherited and stated.deadlines)), *stated.deadlines)
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


def _output(context: PlanContext, item: Item, value: AttributeValue) -> Reason:
    start, end = item.start + value.start, item.start + value.end
    words = one_line(context.plan.text[start:end])
    return Reason("output", words, "attribute_line", start, end)
