"""The field of work of a task and, in plans of administrative reform, its area."""

from __future__ import annotations

from functools import lru_cache

import regex

from extractors.agencies import find_agencies, is_agency_list, names_agencies_only
from extractors.kinds import is_generic
from extractors.tasks.area import area_of_heading, area_of_text
from extractors.tasks.model import PlanContext
from schemas.structure import SectionKind
from schemas.tasks import ReformArea


def field_of(context: PlanContext, section: int | None) -> str | None:
    """The nearest heading that names a field of work; a generic heading or one that addresses agencies names none."""
    for node in context.outline.ancestors(section):
        heading = node.heading
        if heading and not is_generic(heading) and not _addresses(heading, node.kind):
            return regex.sub(r"\s+", " ", heading)
    return None


def area_of(context: PlanContext, text: str, field: str | None) -> ReformArea | None:
    """The area of administrative reform: that of the heading, else the one the text names; null in other plans."""
    if not context.is_reform:
        return None
    return (field and area_of_heading(field)) or area_of_text(text)


@lru_cache(maxsize=1024)
def _addresses(heading: str, kind: SectionKind) -> bool:
    """Whether a heading tells who is meant: bodies alone, or, where work is distributed, bodies first."""
    if is_agency_list(heading) or names_agencies_only(heading):
        return True
    first = next(iter(find_agencies(heading)), None) if kind == "implementation" else None
    return first is not None and not heading[: first.start].strip()
