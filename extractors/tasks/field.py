"""The field of work of a task and, in plans of administrative reform, its area."""

from __future__ import annotations

from functools import lru_cache

import regex

from extractors.agencies import find_agencies, names_agencies_only
from extractors.kinds import is_generic
from extractors.spaces import single_spaced
from extractors.spans import blanked
from extractors.tasks.area import area_of_heading, area_of_text
from extractors.tasks.model import PlanContext, Reason
from extractors.verbs import orders
from schemas.evidence import Rule
from schemas.structure import SectionKind


def field_of(context: PlanContext, section: int | None) -> Reason | None:
    """The nearest heading that names a field of work; a generic heading or one that addresses agencies names none."""
    if section not in context.fields:
        context.fields[section] = _nearest_field(context, section)
    return context.fields[section]


# Về cơ sở vật chất: | Giao Sở Tài chính chủ trì
_ORDER = regex.compile(rf"(?<=^[^:]{{5,200}}):\s{{1,2}}{orders()}\s.*", regex.DOTALL | regex.IGNORECASE)


def _nearest_field(context: PlanContext, section: int | None) -> Reason | None:
    for node in context.outline.ancestors(section):
        heading = _ORDER.sub("", node.heading) if node.heading else None
        is_title = node.level == 1 and node.kind == "annex_tasks" and node.ordinal not in context.group_sections
        names_field = heading and not is_title and not _names_no_field(heading, node.kind)
        if heading and names_field and node.ordinal not in context.heading_agencies:
            rule: Rule = "group_row" if node.ordinal in context.group_sections else "heading"
            return Reason("field", single_spaced(heading), rule, node.start, node.end)
    return None


def area_of(context: PlanContext, start: int, end: int, field: Reason | None) -> Reason | None:
    """The area of administrative reform of a task: that of its heading, else the one its words name; None elsewhere."""
    if not context.is_reform:
        return None
    if field is not None and (announced := area_of_heading(field.value)) is not None:
        return Reason("reform_area", announced.area, "heading", field.start, field.end)
    found = area_of_text(context.plan.text[start:end])
    if found is None:
        return None
    return Reason("reform_area", found.area, found.rule, start + found.start, start + found.end)


# `Phân công nhiệm vụ của Tổ công tác …`
_DISTRIBUTES = regex.compile(
    r"(?:phân công|nhiệm vụ|trách nhiệm|cụ thể|thực hiện|\s){1,8}(?:của|cho|đối với)\s", regex.IGNORECASE
)
_TOGETHER = regex.compile(r"(?:chủ trì,? )?phối hợp (?:với|cùng)\b", regex.IGNORECASE)
_LEAD_IN = regex.compile(r"\b(?:như sau|sau đây|sau|cụ thể)\s?:?$", regex.IGNORECASE)


@lru_cache(maxsize=1024)
def _names_no_field(heading: str, kind: SectionKind) -> bool:
    """Whether a heading is generic or tells who is meant: bodies alone, or, where work is distributed, bodies first."""
    if is_generic(heading) or names_agencies_only(heading) or _LEAD_IN.search(heading) or _TOGETHER.match(heading):
        return True
    mentions = find_agencies(heading)
    rest = blanked(heading, ((m.start, m.end) for m in mentions))
    if is_generic(rest):
        return True
    before = heading[: mentions[0].start] if mentions else heading
    return bool(mentions) and (_DISTRIBUTES.fullmatch(before) is not None or (kind == "implementation" and not before))
