"""The field of work of a task and, in plans of administrative reform, its area."""

from __future__ import annotations

from functools import lru_cache

import regex

from extractors.agencies import find_agencies, is_agency_list, names_agencies_only
from extractors.kinds import is_generic
from extractors.tasks.area import area_of_heading, area_of_text
from extractors.tasks.model import PlanContext, Reason
from schemas.evidence import Rule
from schemas.structure import SectionKind


def field_of(context: PlanContext, section: int | None) -> Reason | None:
    """The nearest heading that names a field of work; a generic heading or one that addresses agencies names none."""
    for node in context.outline.ancestors(section):
        heading = node.heading
        if heading and not is_generic(heading) and not _addresses(heading, node.kind):
            rule: Rule = "group_row" if node.ordinal in context.group_sections else "heading"
            return Reason("field", regex.sub(r"\s+", " ", heading), rule, node.start, node.end)
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


@lru_cache(maxsize=1024)
def _addresses(heading: str, kind: SectionKind) -> bool:
    """Whether a heading tells who is meant: bodies alone, or, where work is distributed, bodies first."""
    if is_agency_list(heading) or names_agencies_only(heading):
        return True
    first = next(iter(find_agencies(heading)), None) if kind == "implementation" else None
    return first is not None and not heading[: first.start].strip()
