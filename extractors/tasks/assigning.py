"""Which items of prose assign work: no lead-in, formula, pointer, note or description, nothing to be inspected."""

from __future__ import annotations

import regex

from extractors.actions import action_of
from extractors.agencies import is_agency_list
from extractors.metadata.site import is_site_field
from extractors.outline import Item
from extractors.parts import is_capitals, is_closing, opens_with_basis
from extractors.tasks.inheritance import inherited_by
from extractors.tasks.model import PlanContext, TaskDraft
from extractors.verbs import opens_with_action, orders, verb_at

_LONGEST_FIELD = 24
TASK_KINDS = frozenset({"tasks", "implementation", "annex_tasks"})
"""The kinds of sections in which tasks stand."""
# What stands before the verb of an order: `Hằng năm tổ chức …`
_OFTEN = regex.compile(r"^\W{0,3}(?:[Đđ]ịnh kỳ )?(?:Hàng|Hằng|hàng|hằng) (?:năm|quý|tháng|tuần),? ")
_GIVES = regex.compile(rf"(?i:{orders()})\s(?=(?:các\s)?\p{{Lu}})")
_NOTE = regex.compile(r"\W{0,3}(?:Nơi nhận|Ghi chú|Lưu ý(?!.*\bphải\b)|(?:Ban hành )?[Kk]èm theo|Đính kèm)\b")
_NOTES_FOLLOW = regex.compile(r"\W{0,3}(?:Ghi chú|Chú thích)\s?:")
_IS_SOMEBODY = regex.compile(r"\W{0,3}Là (?:người|hộ|đối tượng|cá nhân|công dân)\b")
# … khi có một trong các điều kiện sau: | … được lập theo thứ tự ưu tiên sau đây:
# … được cụ thể hóa bằng các chỉ tiêu sau: | 100% số hộ được …
_GOALS_FOLLOW = regex.compile(
    r"\b(?:chỉ tiêu|mục tiêu)(?: cụ thể)?(?: như)?(?: sau(?: đây)?)?\s?:\s{0,3}$", regex.IGNORECASE
)
_GOAL = regex.compile(r"\W{0,3}(?:(?:Phấn đấu|Có|Ít nhất|Tối thiểu|Trên|Tỷ lệ|Tỉ lệ)\b|\d)", regex.IGNORECASE)
_CONDITIONS_FOLLOW = regex.compile(
    r"\b(?:điều kiện|tiêu chí|tiêu chuẩn|thứ tự ưu tiên|trường hợp|đối tượng)(?: sau(?: đây)?)?\s?:\s{0,3}$",
    regex.IGNORECASE,
)
# A paragraph about money as an item of its own: `2. Kinh phí thực hiện Kế hoạch này: Do ngân sách bảo đảm.`
_FUNDING = regex.compile(r"\W{0,3}(?:Nguồn )?[Kk]inh phí\b[^.:;]{0,80}(?::|\b(?:do|được|từ|theo|sử dụng)\b)")
# Who carries an instrument out, as its last article says (Decree 30/2020, form 1.2): no work of its own.
_CARRIES_OUT = regex.compile(
    r"[^:]{3,900}\b(?:chịu|có)\strách\snhiệm\s(?:tổ\schức\s)?thi\shành\s(?:Quyết\sđịnh|Nghị\squyết|Chỉ\sthị|Quy\sđịnh)(?:\snày)?"
    r"[\s./]{0,6}(?:Quyết\sđịnh\s(?:này\s)?có\shiệu\slực[^:]{0,120})?",
    regex.IGNORECASE,
)
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
_INSPECTS = regex.compile("kiểm tra|thanh tra|giám sát|khảo sát")
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
# What was done: `Trong quý I năm 2030, mặc dù còn khó khăn, các xã đã chủ động …`
_REPORTS = regex.compile(
    r"(?:Trong|Qua|Thời\sgian\s(?:vừa\s)?qua|(?:Năm|Quý|Tháng)\s[\dIVX/]{1,7})\b[^.;]{0,120}?"
    r"\b(?:mặc\sdù|tuy\scòn|được\ssự|với\ssự|song)\b[^.;]{0,500}?\bđã\s(?!được\s(?:phê|giao|ban))"
)
_MEASURES = regex.compile(
    r"\W{0,3}(?:(?:Đến|Trong|Hết|đến hết)\s[^,.;:]{3,30},\s)?(?:[Pp]hấn đấu )?(?:[Cc]ó |[Đđ]ạt )?"
    r"(?:(?:[Íí]t nhất|[Tt]ối thiểu|[Tt]rên|[Tt]ừ)\s)?\d{1,3}(?:[.,]\d{1,2})?\s?%"
)
_SUBJECT = 160
"""How far from its beginning a sentence says that its subject `có trách nhiệm`, in characters."""
_DUTY = regex.compile(r"\bcó trách nhiệm\b", regex.IGNORECASE)
_MUST = regex.compile(r"\b(?:phải|cần(?! thiết)|không được|nghiêm cấm|yêu cầu|đề nghị|giao)\b", regex.IGNORECASE)


# A paragraph that says what is to be done in a case: `Trường hợp hồ sơ chưa đủ, phải nêu rõ lý do.`
_CASE = regex.compile(
    r"(?:Trường hợp|Khi|Đối với|Nếu|Tại\s(?:những|các)\snơi)\b"
    r"(?![^.;]{3,200}?\b(?:nhiều|một số|không ít) [^.;,]{1,60} phải\b)"
    r"[^.;]{3,400}?\b(?:thì|phải|có trách nhiệm|cần(?! thiết))\b"
)


def may_hold_task(context: PlanContext, item: Item, tasks: list[TaskDraft]) -> bool:
    """Whether a task may stand there; outside sections in a directive, from its first numbered item on.

    In other documents an item outside sections must say who acts: `1. Sở Công Thương: Xây dựng …`; a bullet is one only
    where there are no headings.
    """
    sections = context.outline.sections
    if item.section is not None:
        return sections[item.section].kind in TASK_KINDS
    if context.is_directive:
        goes_on = bool(tasks) and (tasks[-1].section is None or _GIVES.match(context.plan.text, item.start) is not None)
        return item.marker is not None or goes_on or _tells_somebody(context, item)
    if item.marker is None or (item.marker.is_bullet and any(section.label for section in sections)):
        return False
    return bool(context.roles_in(item.start, item.end).lead)


def _tells_somebody(context: PlanContext, item: Item) -> bool:
    """Whether a paragraph of a letter without any number says who is to act: `Giao Sở Xây dựng chủ trì …`.

    The committee of the province is who speaks: `Chủ tịch UBND tỉnh ủy quyền …`.
    """
    outline = context.outline
    numbered = any(one.marker is not None and not one.marker.is_bullet for one in outline.items)
    if numbered or any(section.label for section in outline.sections):
        return False
    leads = context.roles_in(item.start, item.end).lead
    return any((one.kind, one.level) != ("peoples_committee", "province") for one in leads)


def assigns(context: PlanContext, item: Item, text: str, *, is_whole: bool) -> bool:
    """Whether a leaf item assigns work: no lead-in, no closing formula, no pointer, no object of an inspection.

    One that ends with a colon is a lead-in, unless it `is_whole`: what stands below it is no work of its own.
    """
    stripped = text.strip()
    if (
        not any(c.isalpha() for c in stripped)
        or (stripped.endswith(":") and not is_whole)
        or (item.marker is None and is_capitals(stripped))
        or (is_closing(stripped, is_item=item.marker is not None) and not _is_order(context, item, stripped))
        or _NOTE.match(stripped)
        or (":" in stripped[:_LONGEST_FIELD] and is_site_field(stripped))
        or _CARRIES_OUT.fullmatch(stripped)
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
    if is_agency_list(stripped.rstrip(" ;.")):
        return False
    if item.lead_ins and _NOTES_FOLLOW.match(context.plan.text, item.lead_ins[-1].start):
        return False
    if _is_condition(context, item, stripped):
        return False
    is_object = _OBJECT.match(stripped) is not None and _under_inspection(context, item)
    if is_object or (_is_inspected(context, item) and not _does_more(stripped)):
        return False
    if (
        _is_goal(context, item, stripped)
        or _describes(context, item, stripped)
        or (_REPORTS.match(stripped) and _MUST.search(stripped) is None)
    ):
        return False
    if item.marker is not None and item.section is not None:
        return True
    return (
        item.section in context.heading_agencies
        or opens_with_action(_OFTEN.sub("", stripped))
        or bool(context.roles_in(item.start, item.end).lead)
        or (item.marker is None and _CASE.match(stripped) is not None)
        or (
            item.marker is not None
            and (action_of(stripped) is not None or _DUTY.search(stripped[:_SUBJECT]) is not None)
        )
    )


def _is_order(context: PlanContext, item: Item, text: str) -> bool:
    """Whether what opens like a closing formula tells somebody to act on the plan: the heading's bodies, or its own."""
    is_numbered = item.marker is not None and not item.marker.is_bullet
    own = (is_numbered or item.section is not None) and bool(context.roles_in(item.start, item.end).lead)
    return opens_with_basis(text) and (own or item.section in context.heading_agencies)


def _is_condition(context: PlanContext, item: Item, text: str) -> bool:
    """Whether an item tells who or what is meant, in a list of conditions, cases, ranks or goals."""
    if _IS_SOMEBODY.match(text):
        return True
    section = None if item.section is None else context.outline.sections[item.section]
    above = item.lead_ins[-1] if item.lead_ins and item.lead_ins[-1].section == item.section else section
    if above is not None and _GOALS_FOLLOW.search(context.plan.text, above.start, above.end) and _GOAL.match(text):
        return True
    if above is None or _CONDITIONS_FOLLOW.search(context.plan.text, above.start, above.end) is None:
        return False
    is_order = opens_with_action(context.plan.text[above.start : above.end])  # Tặng quà các đối tượng sau:
    return not is_order and action_of(text) is None and not context.deadlines_in(item.start, item.end, "own_words")


def _is_inspected(context: PlanContext, item: Item) -> bool:
    """Whether an item stands under `Nội dung kiểm tra`: it is what an inspection is to look at."""
    nearest = next(iter(context.outline.ancestors(item.section)), None)
    return nearest is not None and _INSPECTED.match(nearest.heading or "") is not None


def _does_more(text: str) -> bool:
    """Whether an item opens with a verb of work that is not the inspection itself: `Theo dõi, kiểm tra tiến độ.`"""
    verb = verb_at(text.lstrip())
    return verb is not None and verb.role == "action" and _INSPECTS.fullmatch(verb.name) is None


def _describes(context: PlanContext, item: Item, text: str) -> bool:
    """Whether an item only says how something is: no verb of work opens it, and nobody is told to act."""
    return (
        _DESCRIBES.match(text) is not None
        and _MUST.search(text) is None
        and action_of(text) is None
        and not context.roles_in(item.start, item.end).lead
        and not inherited_by(context, item.section, item.lead_ins).lead
    )


def _is_goal(context: PlanContext, item: Item, text: str) -> bool:
    """Whether an item says how much is to be reached and nobody is told to: `Đến năm 2030, 100% hộ nghèo có nước.`"""
    times = context.deadlines_in(item.start, item.end, "own_words")
    return (
        _MEASURES.match(text) is not None
        and ";" not in text
        and all(time.mention.granularity in ("year", "years") for time in times)
        and not context.roles_in(item.start, item.end).lead
        and not inherited_by(context, item.section, item.lead_ins).lead
    )


def _under_inspection(context: PlanContext, item: Item) -> bool:
    headings = [section.heading or "" for section in context.outline.ancestors(item.section)][:1]
    lead_ins = [context.plan.text[lead.start : lead.end] for lead in item.lead_ins[-1:]]
    return any(_LOOKS_AT.search(words) for words in (*headings, *lead_ins))
