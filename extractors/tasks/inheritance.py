"""What an item takes from the headings and lead-ins over it: the agency addressed, the deadline."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.outline import Item, SectionNode
from extractors.tasks.model import PlanContext, Stated

# A lead-in in which the issuer speaks (`UBND tỉnh yêu cầu:`) addresses those whom it asks, not the speaker.
_SPEAKER = regex.compile(
    r"\b(?:yêu cầu|đề nghị|giao|chỉ đạo|ban hành|xây dựng|phân công|phê duyệt)\b(?=[^.]{0,300}:\s{0,3}$)",
    regex.IGNORECASE,
)


def inherited_by(context: PlanContext, section: int | None, lead_ins: Sequence[Item]) -> Stated:
    """Lead agencies and deadlines that hold for what stands in `section` under `lead_ins`, the nearest first."""
    lead = coordinating = deadlines = None
    for stated in _sources(context, section, lead_ins):
        if not lead and stated.lead:
            lead, coordinating = stated.lead, stated.coordinating
        deadlines = deadlines or stated.deadlines
    return Stated(lead or (), coordinating or (), deadlines or ())


def _sources(context: PlanContext, section: int | None, lead_ins: Sequence[Item]) -> list[Stated]:
    sources = []
    for node in context.outline.ancestors(section):
        sources += [_of_lead_in(context, item) for item in reversed(lead_ins) if item.section == node.ordinal]
        sources.append(_of_heading(context, node))
    return sources


def _of_heading(context: PlanContext, node: SectionNode) -> Stated:
    """Who is addressed by a heading, or acts in one that is a sentence: `a) UBND các xã thực hiện trước ngày …:`."""
    deadlines = context.deadlines_in(node.start, node.end, cell=False)
    addressed = context.heading_agencies.get(node.ordinal)
    if addressed:
        return Stated(addressed, (), deadlines)
    roles = context.roles_in(node.start + len(node.label or "") + 1, node.end) if node.heading else Stated()
    return Stated(roles.lead, roles.coordinating if roles.lead else (), deadlines)


def _of_lead_in(context: PlanContext, item: Item) -> Stated:
    text = context.plan.text[item.start : item.end]
    deadlines = context.deadlines_in(item.start, item.end, cell=False)
    roles = context.roles_in(item.start, item.end)
    speaker = _SPEAKER.search(text)
    lead = tuple(m for m in roles.lead if speaker is None or m.start - item.start > speaker.start())
    return Stated(lead, roles.coordinating if lead else (), deadlines)
