"""Where the year of a deadline comes from that states none: another time of its task, the plan's period, its date."""

from __future__ import annotations

import regex

from extractors.mentions import DeadlineMention
from extractors.metadata import Metadata
from extractors.plan_text import PlanText
from extractors.tasks import Reason, TaskDraft
from schemas.evidence import Rule

Span = tuple[int, int]


def year_reasons(plan: PlanText, metadata: Metadata, task: TaskDraft) -> dict[int, Reason]:
    """Per index of a deadline of the task that states no year, the words that gave it; where they can be pointed at."""
    reasons = {}
    known: dict[tuple[object, ...], tuple[Rule, Span | None]] = {}
    for index, draft in enumerate(task.deadlines):
        mention = draft.mention
        bound = mention.end_date or mention.start_date
        if bound is None or mention.year_source in (None, "stated"):
            continue
        key = mention.year_source, draft.year_above, bound.year, mention.start_date and mention.start_date.year
        if key not in known:
            known[key] = (
                ("heading_year", _year_in(plan.text, bound.year, [draft.year_above]))
                if draft.year_above is not None
                else ("sibling_year", _year_in(plan.text, bound.year, _nearest(task.extent, mention)))
                if mention.year_source == "sibling"
                else _of_document(plan, metadata, mention)
            )
        rule, span = known[key]
        if span is not None:
            reasons[index] = Reason("deadline_year", str(bound.year), rule, *span)
    return reasons


def _of_document(plan: PlanText, metadata: Metadata, mention: DeadlineMention) -> tuple[Rule, Span | None]:
    """The plan's title or first paragraph, where its period gives the year; else its date of issue."""
    years = metadata.plan_years
    bounds = tuple(day.year if day else None for day in (mention.start_date, mention.end_date))
    if years is not None and (years[0] == years[1] or bounds == years or metadata.issued_date is None):
        places = [span for span in (metadata.title_span, metadata.preamble) if span is not None]
        return "plan_year", _year_in(plan.text, years[0], places)
    if metadata.issued_date_text is None:
        return "issue_year", None
    words = r"\s+".join(map(regex.escape, metadata.issued_date_text.split()))
    date = regex.search(words, plan.text)
    return "issue_year", date.span() if date else None


def _nearest(extent: tuple[Span, ...], mention: DeadlineMention) -> list[Span]:
    """The spans of a task, the one that holds the deadline first."""
    return sorted(extent, key=lambda span: not span[0] <= mention.start < span[1])


def _year_in(text: str, year: int, places: list[Span]) -> Span | None:
    """The first place where a year is written in one of the spans, the spans in order of preference."""
    pattern = regex.compile(rf"(?<!\d){year}(?!\d)")
    for start, end in places:
        if match := pattern.search(text, start, end):
            return match.span()
    return None
