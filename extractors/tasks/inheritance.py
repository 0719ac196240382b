"""What an item takes from the headings and lead-ins over it: the agency addressed, the deadline."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

import regex

from extractors.agencies import is_agency_list
from extractors.outline import Item, SectionNode
from extractors.tasks.model import DeadlineDraft, PlanContext, RoleDraft, Stated, role_drafts

# A lead-in in which the issuer speaks (`UBND tỉnh yêu cầu:`) addresses those whom it asks, not the speaker.
_GIVES = r"giao(?=\s(?:cho|các|nhiệm vụ|trách nhiệm)\b|\s(?-i:\p{Lu})|:)"
_SPEAKER = regex.compile(
    rf"\b(?:yêu cầu|đề nghị|{_GIVES}"
    r"|chỉ đạo(?!\s(?:thực hiện|triển khai|tổ chức|tập trung)\b)|ban hành(?!\skèm)|xây dựng"
    r"|(?<!được )phân công|phê duyệt|xác định|đề ra)\b"
    r"(?=[^.]{0,300}:\s{0,3}$)",
    regex.IGNORECASE,
)


_ORDER = regex.compile(
    rf"\b(?:yêu cầu|chỉ thị|đề nghị|{_GIVES})\s(?:cho\s)?(?=[^.]{{3,400}}:\s{{0,3}}$)", regex.IGNORECASE
)


def inherited_by(context: PlanContext, section: int | None, lead_ins: Sequence[Item]) -> Stated:
    """Agencies and deadlines that hold for what stands in `section` under `lead_ins`, the nearest first.

    Partners may be named nearer than the lead: `1. Sở Y tế`, below it `Chủ trì, phối hợp với các ngành:`.
    """
    key = section, tuple(item.start for item in lead_ins)
    if key not in context.inherited:
        context.inherited[key] = _inherited(context, section, lead_ins)
    return context.inherited[key]


# `Trách nhiệm của các chủ hàng`: whoever they are, what stands below is not for those whom headings over it name.
_OWN_DUTY = regex.compile(r"\s{0,3}(?:Trách nhiệm|Nhiệm vụ)(?: cụ thể)? của\s", regex.IGNORECASE)


def _inherited(context: PlanContext, section: int | None, lead_ins: Sequence[Item]) -> Stated:
    """The leads stop at a heading that gives a duty to somebody unknown, deadlines do not."""
    lead: tuple[RoleDraft, ...] = ()
    coordinating: tuple[RoleDraft, ...] = ()
    deadlines: tuple[DeadlineDraft, ...] = ()
    for stated in _sources(context, section, lead_ins):
        if not lead:
            lead, coordinating = stated.lead, coordinating or stated.coordinating
        deadlines = deadlines or stated.deadlines
    return Stated(lead, coordinating if lead else (), deadlines)


def _sources(context: PlanContext, section: int | None, lead_ins: Sequence[Item]) -> list[Stated]:
    sources: list[Stated] = []
    is_own = False
    for node in context.outline.ancestors(section):
        found = [_of_lead_in(context, item) for item in reversed(lead_ins) if item.section == node.ordinal]
        found.append(_of_heading(context, node))
        sources += [Stated(deadlines=stated.deadlines) for stated in found] if is_own else found
        is_own = is_own or (
            node.ordinal not in context.heading_agencies and _OWN_DUTY.match(node.heading or "") is not None
        )
    orders = [item for item in reversed(lead_ins) if item.section is None and not is_own]
    return sources + [_of_order(context, item) for item in orders]


# `3. Nhiệm vụ thường xuyên`: what stands below is done all the time; in a sentence such words only praise the work.
_REGULAR = regex.compile(
    r"(?:Các\s)?(?:nhiệm vụ|công việc|hoạt động|công tác)[\p{L}\s,]{0,60}?\s(?P<often>thường xuyên)", regex.IGNORECASE
)


def _of_heading(context: PlanContext, node: SectionNode) -> Stated:
    """Who is addressed by a heading, or acts in one that is a sentence: `a) UBND các xã thực hiện trước ngày …:`."""
    often = _REGULAR.fullmatch((node.heading or "").rstrip(" .:"))
    words = context.plan.text[node.start : node.end].lower()
    start = node.start + (words.rfind(often["often"].lower()) if often else 0)
    deadlines = context.deadlines_in(start, node.end, "heading")
    addressed = context.heading_agencies.get(node.ordinal)
    if addressed:
        return Stated(role_drafts(addressed, "lead", "heading"), (), deadlines)
    if not node.heading:
        return Stated(deadlines=deadlines)
    start = node.start + (len(node.label) + 1 if node.label else 0)
    return _beyond_purpose(context, start, context.acting_in(start, node.end, "heading", deadlines))


def _of_order(context: PlanContext, item: Item) -> Stated:
    """Whom the preamble orders to act: `Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành thực hiện:`."""
    order = _ORDER.search(context.plan.text, item.start, item.end)
    return context.stated_in(order.end(), item.end, "lead_in") if order else Stated()


# Below a list of bodies, what they are to do: `có trách nhiệm:`, `Các cơ quan nêu trên thực hiện các nhiệm vụ sau:`.
_DUTY_OF_LISTED = regex.compile(
    r"\s{0,3}(?:(?:các\s)?(?:cơ quan|đơn vị|sở|ngành|địa phương)[\p{L},\s]{0,60}?\s(?:trên|này)\s)?"
    r"(?:có|chịu)?\s?(?:trách nhiệm|nhiệm vụ|(?:tập trung\s|tổ chức\s)?thực hiện)\b[^:.;]{0,120}:\s{0,3}",
    regex.IGNORECASE,
)


_POINTS_UP = regex.compile(
    r"\s{0,3}(?:các\s)?(?:cơ quan|đơn vị|sở|ngành)[\p{L},\s]{0,40}?\s(?:nêu|kể|có tên)\strên\b", regex.IGNORECASE
)


def _of_lead_in(context: PlanContext, item: Item) -> Stated:
    """Who and when a lead-in states; one that only says `có trách nhiệm:` speaks of the bodies listed above it."""
    stated = context.stated_in(item.start, item.end, "lead_in")
    if item.marker is None and item.section is not None and _speaks_of_listed(context, item, stated):
        return replace(stated, lead=_listed_above(context, item.section, item) or stated.lead)
    speaker = _SPEAKER.search(context.plan.text[item.start : item.end])
    lead = tuple(d for d in stated.lead if speaker is None or d.mention.start - item.start > speaker.start())
    return _beyond_purpose(context, item.start, replace(stated, lead=lead))


_PURPOSE = regex.compile(r"\W{0,9}(?:Để|Nhằm)\b", regex.IGNORECASE)


def _beyond_purpose(context: PlanContext, start: int, stated: Stated) -> Stated:
    """What a lead-in states without the times of what it is for: `Để đạt mục tiêu trong năm 2026, các sở, ngành:`."""
    if not stated.lead or _PURPOSE.match(context.plan.text, start) is None:
        return stated
    told = min(role.mention.start for role in stated.lead)
    return replace(stated, deadlines=tuple(one for one in stated.deadlines if one.mention.start > told))


def _speaks_of_listed(context: PlanContext, item: Item, stated: Stated) -> bool:
    text = context.plan.text[item.start : item.end]
    return _POINTS_UP.match(text) is not None or (not stated.lead and _DUTY_OF_LISTED.fullmatch(text) is not None)


def _listed_above(context: PlanContext, section: int, below: Item) -> tuple[RoleDraft, ...]:
    """The bodies that the bullets right above an item list."""
    items = context.items_of(section)
    above = bisect_left(items, below.start, key=lambda item: item.start)
    listing = list(takewhile(lambda item: _lists_bodies(context, item), reversed(items[:above])))
    bodies = [body for item in reversed(listing) for body in context.agencies_in_cell(item.start, item.end)]
    return role_drafts(bodies, "lead", "lead_in")


def _lists_bodies(context: PlanContext, item: Item) -> bool:
    is_bullet = item.marker is not None and item.marker.is_bullet
    return is_bullet and is_agency_list(context.plan.text[item.start : item.end].rstrip(" ;.\n"))
