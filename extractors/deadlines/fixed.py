"""Days and periods in the calendar: the deadlines that a group of expressions states, their years filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from extractors.deadlines.anchor import Anchor
from extractors.deadlines.atoms import Atom, filled
from extractors.deadlines.groups import Group
from extractors.deadlines.periods import (
    Period,
    day,
    due_in,
    exists,
    half_month,
    months,
    period_edtf,
    point_edtf,
    quarter,
    week,
    years,
)
from extractors.deadlines.words import tet_days
from extractors.mentions import DeadlineMention
from extractors.values import value_class
from schemas.findings import Granularity, Qualifier, YearSource

_GRANULARITY: dict[str, Granularity] = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter", "months": "half_year", "year": "year",
    "school_year": "school_year",
}  # fmt: skip


@value_class(frozen=True, slots=True)
class Dated:
    """A period and where its year was taken from."""

    period: Period
    source: YearSource


def deadlines_of(text: str, group: Group, anchor: Anchor, year_near: int | None = None) -> list[DeadlineMention]:
    """The deadlines of a group: one of a range, else one of each maximal contiguous run.

    `year_near` is the one year that other dates of the same cell state. Where nothing tells the year, and for a day
    that the calendar does not have (`31/11`), dates are null; other impossible times are none.
    """
    blank = DeadlineMention(
        start=group.start,
        end=group.end,
        quote=text[group.start : group.end],
        kind="fixed",
        qualifier=_qualifier(group),
        granularity=_GRANULARITY[group.unit],
        mod=group.mod,
    )
    if any(atom.family == "tet" for atom in group.atoms) and group.qualifier not in ("before", "after"):
        return []
    if group.unit == "school_year":
        return [blank]
    dated = _dated(group, anchor, year_near)
    if dated is None and not _has_impossible_day(group):
        return []
    if dated is None and len(group.atoms) > 1 and not group.is_range:
        alone = (replace(group, atoms=(atom,), joints=()) for atom in group.atoms)
        return [mention for one in alone for mention in deadlines_of(text, one, anchor, year_near)]
    if not dated:
        return [blank]
    if group.is_range:
        return [_range(blank, group, dated, anchor)]
    return [_bounded(blank, run, group) for run in _runs(dated, merge=_are_one(group))]


def _has_impossible_day(group: Group) -> bool:
    """Whether a group names a day that no year has."""
    days = (atom for atom in group.atoms if atom.family in ("day", "day_words", "day_short") and atom.month is not None)
    return any(not exists(atom.month or 0, number, atom.year) for atom in days for number in atom.numbers)


def _are_one(group: Group) -> bool:
    """Whether neighbouring periods of a list are one: not `cuối năm 2024 và cuối năm 2025`."""
    has_parts = len(group.atoms) > 1 and all(atom.mod in ("start", "mid", "end") for atom in group.atoms)
    return _qualifier(group) in ("on", "within", "from") and not has_parts


def _qualifier(group: Group) -> Qualifier:
    if group.is_range and group.qualifier in (None, "from", "within", "on"):
        return "from_to"
    return group.qualifier or ("on" if group.unit == "day" else "within")


def _range(blank: DeadlineMention, group: Group, dated: list[Dated], anchor: Anchor) -> DeadlineMention:
    last = dated[-1]
    first = dated[0].period.start if not group.from_today else anchor.issued
    granularity = last.period.granularity
    if granularity == "year" and first is not None and first.year != last.period.end.year and not group.from_today:
        granularity = "years"
    if first is None:
        return _bounded(replace(blank, qualifier="by"), last, group)
    if group.from_today:
        edtf = f"{first.isoformat()}/{point_edtf(last.period.end, granularity, is_end=True)}"
    else:
        begins = point_edtf(first, dated[0].period.granularity, is_end=False)
        edtf = f"{begins}/{point_edtf(last.period.end, granularity, is_end=True)}"
    whole = Period(first, last.period.end, granularity)
    found = _bounded(replace(blank, qualifier="from_to"), replace(last, period=whole), group)
    return replace(found, edtf=edtf) if found.end_date is not None else found


def _bounded(blank: DeadlineMention, dated: Dated, group: Group) -> DeadlineMention:
    """The mention with the bounds of a period, as its qualifier reads them."""
    period, qualifier = dated.period, blank.qualifier
    start: date | None = period.start
    end: date | None = period.end
    due: date | None = due_in(period, group.mod)
    edtf = period_edtf(period)
    if group.onwards or qualifier in ("from", "after"):
        qualifier = "after" if qualifier == "after" else "from"
        start = period.end if qualifier == "after" else period.start
        end = due = None
        edtf = f"{point_edtf(start, 'day' if qualifier == 'after' else period.granularity, is_end=False)}/.."
    elif qualifier == "before":
        start = None
        is_day = period.granularity == "day"
        end = period.start
        due = end if is_day else end - timedelta(days=1)
        edtf = f"../{due.isoformat()}"
    elif qualifier == "by":
        start = None
        edtf = f"../{point_edtf(period.end, period.granularity, is_end=True)}"
    return replace(
        blank,
        qualifier=qualifier,
        start_date=start,
        end_date=end,
        end_inclusive=None if end is None else qualifier != "before",
        due_date=due,
        granularity=period.granularity,
        edtf=edtf,
        year_source=dated.source,
    )


def _runs(dated: list[Dated], *, merge: bool) -> list[Dated]:
    """Neighbouring periods joined where one begins right after the other ends."""
    runs: list[Dated] = []
    for one in dated:
        if merge and runs and runs[-1].period.joins(one.period):
            granularity = "years" if one.period.granularity == "year" else one.period.granularity
            runs[-1] = Dated(Period(runs[-1].period.start, one.period.end, granularity), one.source)
        else:
            runs.append(one)
    return runs


def _dated(group: Group, anchor: Anchor, year_near: int | None) -> list[Dated] | None:
    """The periods of a group; empty when no year is known, None when the calendar has no such day or period."""
    found: list[Dated] = []
    for atom, sibling in zip(group.atoms, _sibling_years(group.atoms), strict=True):
        year = _year_of(atom, sibling, anchor, year_near)
        if year is None:
            return []
        periods = _periods(atom, year[0])
        if periods is None:
            return None
        first_source: YearSource = "sibling" if any(atom.ranges) else year[1]
        found += [Dated(period, first_source) for period in periods[:-1]]
        found.append(Dated(periods[-1], year[1]))
    return _in_order(found) if group.is_range else found


def _in_order(dated: list[Dated]) -> list[Dated] | None:
    """A range whose start lies after its end began the year before, unless both years are stated."""
    first, last = dated[0], dated[-1]
    if first.period.start <= last.period.end:
        return dated
    if first.source == "stated":
        return None
    earlier = first.period.a_year_earlier()
    return None if earlier is None else [replace(first, period=earlier), *dated[1:]]


def _periods(atom: Atom, year: int) -> list[Period] | None:
    if atom.unit == "months":
        first, last = atom.numbers
        spans = [months(year, first, last, "half_year" if last - first == 5 else "month")]
    elif atom.unit == "year":
        spans = _year_periods(atom, year)
    elif atom.family == "tet":
        spans = [day(*tet_days()[year])] if year in tet_days() else [None]
    elif atom.family == "day_of_months":
        spans = [day(year, number, atom.day or 0) for number in atom.numbers]
    elif atom.unit == "day" and any(atom.ranges) and atom.numbers[0] > atom.numbers[-1]:
        spans = _over_months(atom, year)
    elif atom.unit == "day":
        spans = [day(year, atom.month or 0, number) for number in filled(atom)]
    elif atom.family == "half_month":
        spans = [half_month(year, atom.month or 0, first=atom.numbers[0] == 1)]
    elif atom.unit == "week":
        spans = [week(year, atom.month or 0, number) for number in filled(atom)]
    elif atom.unit == "quarter":
        spans = [quarter(year, number) for number in filled(atom)]
    else:
        spans = [months(year, number, number) for number in filled(atom)]
    known = [span for span in spans if span is not None]
    return known if known and len(known) == len(spans) else None


def _over_months(atom: Atom, year: int) -> list[Period | None]:
    """The ends of `từ ngày 28 đến ngày 05/4`, which begins in the month before."""
    month = atom.month or 0
    first = day(year, month - 1, atom.numbers[0]) if month > 1 else day(year - 1, 12, atom.numbers[0])
    return [first, day(year, month, atom.numbers[-1])]


def _year_periods(atom: Atom, year: int) -> list[Period | None]:
    if not atom.numbers:
        return [years(year, year)]
    if any(atom.ranges):
        return [years(atom.numbers[0], atom.numbers[-1]) if atom.numbers[0] <= atom.numbers[-1] else None]
    return [years(number, number) for number in atom.numbers]


def _sibling_years(atoms: tuple[Atom, ...]) -> list[int | None]:
    """Per atom the year that the nearest one behind it states, else the nearest one before it."""
    stated = [_stated_year(atom) for atom in atoms]
    nearest: list[int | None] = []
    before: int | None = None
    for year in stated:
        nearest.append(before)
        before = year if year is not None else before
    behind: int | None = None
    for index in range(len(stated) - 1, -1, -1):
        nearest[index] = behind if behind is not None else nearest[index]
        behind = stated[index] if stated[index] is not None else behind
    return nearest


def _year_of(atom: Atom, sibling: int | None, anchor: Anchor, year_near: int | None) -> tuple[int, YearSource] | None:
    """The year of an atom: stated, of its neighbours in the group, of the cell, of the document."""
    stated = _stated_year(atom)
    if stated is not None:
        return stated, "stated"
    if not atom.year_shift:
        if sibling is not None:
            return sibling, "sibling"
        if year_near is not None and atom.family != "this_year":
            return year_near, "sibling"
    month, number = last_day(atom)
    return anchor.year_for(month, number, atom.year_shift)


def _stated_year(atom: Atom) -> int | None:
    return atom.numbers[-1] if atom.unit == "year" and atom.numbers else atom.year


def last_day(atom: Atom) -> tuple[int, int]:
    """Month and day on which the expression ends in any year."""
    if atom.family == "tet":
        return 2, 1
    if atom.family == "day_of_months":
        return atom.numbers[-1], atom.day or 1
    if atom.unit == "day":
        return atom.month or 12, atom.numbers[-1]
    if atom.unit == "week":
        return atom.month or 12, 28
    if atom.unit == "quarter":
        return 3 * atom.numbers[-1], 31
    if atom.unit in ("month", "months"):
        return atom.numbers[-1], 31
    return 12, 31
