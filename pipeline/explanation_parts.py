"""What a deadline consists of, part by part, each with the reason for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.cells import cell_text
from pipeline.recurrence import names_a_day
from pipeline.text_places import Words
from schemas import Deadline, Document, Evidence
from schemas.evidence import RULES
from schemas.findings import DeadlineKind, Mod, Qualifier


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a value: its name as a column of `deadlines`, the part, why it is so, the words that gave it."""

    name: str
    value: str
    because: str
    words: Words | None = None


_KINDS: dict[DeadlineKind, str] = {
    "fixed": "a day or period of the calendar is stated",
    "recurring": "it repeats, and the words say how often",
    "periodic": "it repeats, but the words do not say how often",
    "ongoing": "it goes on all the time: thường xuyên",
    "on_demand": "it is due when somebody asks: khi có yêu cầu, đột xuất",
    "event": "only an event, or a time after one, is stated",
    "reference": "another paper knows the time: theo …",
}
_QUALIFIERS: dict[Qualifier, str] = {
    "before": "trước: the end is as written and does not count any more",
    "by": "chậm nhất, đến hết, không quá, xong: the end still counts",
    "on": "the day or event itself",
    "within": "trong, or a bare period",
    "after": "sau: it begins after that",
    "from": "từ, kể từ: it begins then",
    "from_to": "từ … đến …: both ends are stated",
}
_MODS: dict[Mod, str] = {
    "start": "đầu of the period (Bộ luật Dân sự 2015, Điều 146)",
    "mid": "giữa of the period (Bộ luật Dân sự 2015, Điều 146)",
    "end": "cuối of the period (Bộ luật Dân sự 2015, Điều 146)",
    "approx": "khoảng, dự kiến: about that time",
}


def deadline_parts(
    deadline: Deadline, document: Document, year: Evidence | None, year_words: Words | None
) -> tuple[Part, ...]:
    """The parts of a deadline; `year` is the evidence for a year that it does not state itself."""
    parts = [Part("kind", deadline.kind, _KINDS[deadline.kind])]
    if deadline.qualifier:
        parts.append(Part("qualifier", deadline.qualifier, _QUALIFIERS[deadline.qualifier]))
    parts += _interval(deadline, document)
    if deadline.mod:
        parts.append(Part("mod", deadline.mod, _MODS[deadline.mod]))
    if deadline.due_date:
        parts.append(Part("due_date", cell_text(deadline.due_date), _why_due(deadline)))
    if deadline.rrule:
        parts.append(Part("rrule", deadline.rrule, _why_repeats(deadline)))
    if deadline.offset:
        days = ", in working days" if deadline.offset_business_days else ""
        parts.append(Part("offset", deadline.offset, f"the time after the event, as an ISO 8601 duration{days}"))
    if deadline.condition:
        parts.append(Part("condition", deadline.condition, "the event it hangs on"))
    if deadline.applies_to:
        parts.append(Part("applies_to", deadline.applies_to, "the part of the task that this time is for"))
    if deadline.year_source:
        parts.append(_year(deadline, year, year_words))
    if deadline.inherited:
        parts.append(Part("inherited", "true", "a heading or lead-in states it for all items below"))
    return tuple(parts)


def _interval(deadline: Deadline, document: Document) -> Iterator[Part]:
    if deadline.start_date:
        yield Part("start_date", cell_text(deadline.start_date), "the first day of the interval as written")
    if deadline.end_date:
        counts = "it counts" if deadline.end_inclusive else "exclusive: trước"
        yield Part("end_date", cell_text(deadline.end_date), f"the last day as written; {counts}")
    if deadline.kind == "fixed" and deadline.start_date is None and deadline.end_date is None:
        years = (document.period_start_year, document.period_end_year)
        if None not in years and years[0] != years[1]:
            because = f"no year is stated, and the plan has several ({years[0]}–{years[1]}): it may be meant in each"
        else:
            because = "the words do not tell the year, and neither does the document"
        yield Part("start_date, end_date", "", because)


def _why_repeats(deadline: Deadline) -> str:
    """What a rule says, and what it leaves to `qualifier`: `trước ngày 20 hằng tháng` has the rule of the twentieth."""
    because = "how often it repeats, as a rule of RFC 5545"
    if deadline.qualifier == "before" and names_a_day(deadline.rrule or ""):
        return f"{because}; the last day in time is the day before the one it names"
    return because


def _why_due(deadline: Deadline) -> str:
    if deadline.mod in ("start", "mid", "end"):
        return "the day that đầu, giữa or cuối of the period means (Bộ luật Dân sự 2015, Điều 146)"
    if deadline.due_date != deadline.end_date:
        return "the last day in time: the day before the period begins"
    if deadline.end_inclusive is False:
        return "the day as written, to sort by; the last day in time is the day before it"
    return "the last day of the interval"


def _year(deadline: Deadline, year: Evidence | None, words: Words | None) -> Part:
    if deadline.year_source == "stated":
        return Part("year_source", "stated", "the year stands in the words themselves")
    if year is not None:
        return Part("year_source", str(deadline.year_source), RULES[year.rule], words)
    beside = "another time beside it states the year"
    of_document = "no year is stated; it is that of the plan or of its date of issue"
    return Part("year_source", str(deadline.year_source), beside if deadline.year_source == "sibling" else of_document)
