"""The front page: how much there is, how complete it is, what is due next, and who has to do with what, when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.calendar import DueItem
from pipeline.due_lines import lines_of
from pipeline.matching import plain
from pipeline.query import Tables
from pipeline.report.corpus import COUNTED, Entry, asked, without_copies
from pipeline.report.document_view import warned
from pipeline.report.heat import Heat, heat_of
from pipeline.report.timeline import Timeline, timeline_of

AREAS = (
    "steering",
    "institutions",
    "procedures",
    "organisation",
    "civil_service",
    "public_finance",
    "e_government",
)
_SHOWN_DUE = 12
_SHOWN_AGENCIES = 20
_SHOWN_WARNED = 12

_REFORM = """
select {column} as province, reform_area as area, count(*) as tasks
from tasks join documents using (document_id)
where reform_area is not null and {column} is not null and duplicate_of is null
group by all
"""

_TOTALS = f"""
select (select count(*) from deadlines where {COUNTED}) as deadlines,
       (select count(*) from legal_references where {COUNTED}) as references_,
       (select count(*) from targets where {COUNTED}) as targets,
       (select count(distinct agency_id) from (
           select agency_id from agency_mentions where {COUNTED}
           union all select agency_id from task_agencies where {COUNTED}
       )) as agencies
"""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: how many tasks have a lead."""

    key: str
    part: int
    whole: int

    @property
    def percent(self) -> int:
        """In whole per cent, rounded down: only all is 100."""
        return 100 * self.part // self.whole if self.whole else 0


@dataclass(frozen=True, slots=True)
class WarningGroup:
    """A sort of warning, and the documents that have it."""

    code: str
    count: int
    documents: tuple[tuple[Entry, str], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the front page shows; each document counts once, `copies` is how many more there are."""

    today: date
    counts: tuple[tuple[str, int], ...]
    copies: int
    shares: tuple[Share, ...]
    provinces: tuple[tuple[str, int, int], ...]
    warnings: tuple[WarningGroup, ...]
    unread: tuple[Entry, ...]
    upcoming: tuple[DueItem, ...]
    timeline: Timeline
    months: Heat
    agencies: tuple[tuple[int, Heat], ...]
    chosen_year: int
    areas: tuple[tuple[str, Heat], ...]


def overview(tables: Tables, entries: Sequence[Entry], due: Sequence[DueItem], today: date) -> Overview:
    """The front page from the tables; `due` are the things that are due on a day, in order."""
    (totals,) = asked(tables, _TOTALS)
    copies = sum(entry.copy_of is not None for entry in entries)
    entries = without_copies(entries)
    tasks = sum(entry.tasks for entry in entries)
    provinces = Counter(entry.province for entry in entries if entry.province)
    years = sorted({item.day.year for item in due if item.day})
    return Overview(
        today=today,
        counts=(
            ("documents", len(entries)),
            ("provinces", len(provinces)),
            ("tasks", tasks),
            ("deadlines", totals["deadlines"]),
            ("agencies", totals["agencies"]),
            ("references", totals["references_"]),
            ("targets", totals["targets"]),
        ),
        copies=copies,
        shares=(
            Share("tasks_with_lead", sum(entry.with_lead for entry in entries), tasks),
            Share("tasks_with_deadline", sum(entry.with_deadline for entry in entries), tasks),
            Share("tasks_with_output", sum(entry.with_output for entry in entries), tasks),
            Share("documents_read", sum(entry.status == "ok" for entry in entries), len(entries)),
        ),
        provinces=tuple(
            (name, count, sum(entry.tasks for entry in entries if entry.province == name))
            for name, count in sorted(provinces.items(), key=lambda pair: (-pair[1], plain(pair[0])))
        ),
        warnings=_warnings(entries),
        unread=tuple(entry for entry in entries if entry.status != "ok"),
        upcoming=_upcoming(due, today),
        timeline=timeline_of([item.day for item in due if item.day], today),
        months=_by_year_and_month(due, years),
        agencies=tuple((year, _by_agency_and_month(due, year)) for year in years),
        chosen_year=_nearest(years, today.year),
        areas=tuple(
            (key, _by_area(tables, column)) for key, column in (("then", "province"), ("now", "province_2025"))
        ),
    )


def _upcoming(due: Iterable[DueItem], today: date) -> tuple[DueItem, ...]:
    """What is due next; what repeats is there once, so that it leaves room for the rest."""
    ahead = [item for item in due if item.day and item.day >= today]
    return tuple(line.item for line in lines_of(ahead, today)[:_SHOWN_DUE])


def _nearest(years: Sequence[int], year: int) -> int:
    return min(years, key=lambda other: (abs(other - year), -other), default=year)


def _warnings(entries: Iterable[Entry]) -> tuple[WarningGroup, ...]:
    found: dict[str, list[tuple[Entry, str]]] = {}
    for entry in entries:
        for warning in map(warned, entry.warnings):
            found.setdefault(warning.code, []).append((entry, warning.sentence))
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(WarningGroup(code, len(rows), tuple(rows[:_SHOWN_WARNED])) for code, rows in ordered)


def _by_year_and_month(due: Iterable[DueItem], years: Sequence[int]) -> Heat:
    counts = Counter((str(item.day.year), str(item.day.month)) for item in due if item.day)
    return heat_of(counts, rows=[str(year) for year in years], columns=_MONTHS)


def _by_agency_and_month(due: Iterable[DueItem], year: int) -> Heat:
    counts: Counter[tuple[str, str]] = Counter()
    for item in due:
        if item.day and item.day.year == year:
            counts.update((lead, str(item.day.month)) for lead in item.leads)
    totals: Counter[str] = Counter()
    for (lead, _), count in counts.items():
        totals[lead] += count
    rows = sorted(totals, key=lambda lead: (-totals[lead], lead))
    return heat_of(counts, rows=rows[:_SHOWN_AGENCIES], columns=_MONTHS, left_out=len(rows) - _SHOWN_AGENCIES)


def _by_area(tables: Tables, column: str) -> Heat:
    rows = asked(tables, _REFORM.format(column=column))
    counts = Counter({(row["province"], row["area"]): row["tasks"] for row in rows})
    return heat_of(counts, rows=sorted({row["province"] for row in rows}), columns=AREAS)


_MONTHS = tuple(str(month) for month in range(1, 13))
