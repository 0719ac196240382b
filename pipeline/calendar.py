"""What is due, by when and for whom: the deadlines of all plans as one list by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from extractors.table_words import is_mark
from extractors.verbs import opens_with_action
from pipeline.naming import document_name
from pipeline.query import Tables
from pipeline.recurrence import Recurrence, recurrence_of
from pipeline.selection import Selection, counted_where

State = Literal["past", "today", "upcoming", "undated"]

Thing = tuple[str | bool, ...]
"""What tells one thing to be done from another."""

LAST_DAY = "case when not d.end_inclusive and d.due_date = d.end_date then d.due_date - 1 else d.due_date end"
"""The last day in time of the deadline `d`, in SQL: before a day is the day before; for months `due_date` says it."""

_QUESTION = f"""
select d.deadline_id, d.document_id, d.task_id, d.kind, d.quote, d.condition, d.applies_to, d.qualifier, d.rrule,
       d.start_date, d.end_date, {LAST_DAY} as last_day,
       t.text as task, t.lead_agencies as leads, t.coordinating_agencies as partners, t.output, t.page, t.deadline_text,
       doc.doc_type, doc.province, doc.issuer, doc.number, doc.title, doc.source_path,
       doc.issued_date, doc.issued_year, doc.period_start_year as first_year, doc.period_end_year as last_year
from deadlines d
join documents doc using (document_id)
left join tasks t using (task_id)
where {{condition}}
order by d.document_id, d.ordinal
"""


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that is due. `day` is the last day on which it can be done in time, None when no day is known.

    `trước ngày 05/3/2020` is due on 4 March at the latest. Of a deadline that repeats, each day is an item. `quote` are
    the words of the plan, those over the columns where only marks stand in them; `task` what is to be done, `part` the
    part of it that this deadline is for. `is_before`: the day that the words name is too late itself, `trước ngày 20`.
    `holds`: from when to when the plan asks for it, as far as known.
    """

    day: date | None
    state: State
    kind: str
    quote: str
    condition: str | None
    task: str | None
    part: str | None
    leads: tuple[str, ...]
    partners: tuple[str, ...]
    output: str | None
    province: str | None
    issuer: str | None
    document: str
    page: int | None
    source_path: str
    document_id: str
    task_id: str | None
    deadline_id: str
    issued: date | None
    rrule: str | None
    is_before: bool
    recurrence: Recurrence | None
    holds: tuple[date | None, date | None]

    @property
    def what(self) -> str:
        """What is due: the part of the task, else the task, else the words that say when.

        A part that does not say what is done has the task behind it: `đợt 2: Tiêm phòng …`.
        """
        part = (self.part or "").lstrip("-–+*• ")
        if part and self.task and not opens_with_action(part):
            return f"{part}: {self.task}"
        return part or self.task or self.quote

    @property
    def thing(self) -> Thing:
        """The same for all days of what repeats, and for all rules that the same words give it (`hằng quý, năm`)."""
        if self.rrule is None:
            return (self.deadline_id,)
        return (self.task_id or self.deadline_id, self.what, self.quote, self.is_before, self.day is None)

    def days_from(self, today: date) -> int | None:
        """How many days are left, negative when it is over; None without a day."""
        return None if self.day is None else (self.day - today).days


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due in a period, by day, and how much else there is.

    `past` counts what was due before the period and before today, `skipped` what is due from today on but before the
    period; deadlines that repeat are not counted, as their next day is what matters. `undated` counts those without a
    day, `repeating` those of them that repeat in the period (`hằng tháng`), `collective` what is due in the period for
    bodies named as one of many. Of what repeats, each day is an item, but all its days count as one.
    """

    today: date
    items: tuple[DueItem, ...]
    past: int
    skipped: int
    undated: int
    repeating: int
    collective: int


def due_list(
    tables: Tables, selection: Selection, *, today: date, undated: bool = False, repeating: bool = False
) -> DueList:
    """What is due in the period of the selection; with `undated` also what has no day, at the end.

    With `repeating` only what repeats: day by day where the plan names the days, else at the end when the plan's time
    and the period meet.

    `today` divides past from upcoming. Rules that repeat are spelled out within the period, at most to the end of
    the plan's own. Raises UsageError when the province, document or agency asked for is not in the tables.
    """
    everything = _everything(tables, selection)
    own = [item for item in everything if selection.has_agency((*item.leads, *item.partners))]
    dated = sorted(_in_period(own, selection), key=_order)
    before = [item.day for item in own if item.day is not None and _is_earlier(item.day, selection)]
    timeless = [item for item in own if item.day is None and item.recurrence is None]
    recurring = [item for item in timeless if _may_repeat(item, selection)]
    if repeating:
        items = (*(item for item in dated if item.rrule is not None), *recurring)
    else:
        items = (*dated, *timeless) if undated else tuple(dated)
    return DueList(
        today=today,
        items=tuple(replace(item, state=_state(item.day, today)) for item in items),
        past=sum(day < today for day in before),
        skipped=sum(day >= today for day in before),
        undated=_things(timeless),
        repeating=_things(recurring),
        collective=_collective(everything, selection, _things(dated)),
    )


def due_items(tables: Tables, selection: Selection) -> list[DueItem]:
    """What has a day in the period of the selection, by document; `state` is left open."""
    return list(_in_period(_everything(tables, selection), selection))


def _everything(tables: Tables, selection: Selection) -> list[DueItem]:
    """All deadlines of the province or document asked for, whoever they are for."""
    condition = counted_where(tables, selection)
    return [_item(row) for row in tables.arrow(_QUESTION.format(condition=condition)).to_pylist()]


def _in_period(items: list[DueItem], selection: Selection) -> Iterator[DueItem]:
    for item in items:
        if item.recurrence is not None:
            for day in item.recurrence.days(selection.since, selection.until):
                yield replace(item, day=day)
        elif item.day is not None and selection.has_day(item.day):
            yield item


def _may_repeat(item: DueItem, selection: Selection) -> bool:
    """Whether something that repeats, on no day that is named, does so in the period."""
    if item.rrule is None:
        return False
    first, last = item.holds
    begins_in_time = first is None or selection.until is None or first <= selection.until
    return begins_in_time and (last is None or selection.since is None or last >= selection.since)


def _collective(everything: list[DueItem], selection: Selection, own: int) -> int:
    if selection.agency is None or selection.collectives:
        return 0
    wider = replace(selection, collectives=True)
    named = [item for item in everything if wider.has_agency((*item.leads, *item.partners))]
    return _things(_in_period(named, wider)) - own


def _things(items: Iterable[DueItem]) -> int:
    """How many things are to be done, however often."""
    return len({item.thing for item in items})


def _is_earlier(day: date, selection: Selection) -> bool:
    return selection.since is not None and day < selection.since


def _order(item: DueItem) -> tuple[date, str, str, str]:
    return item.day or date.max, item.province or "", item.document, item.deadline_id


def _state(day: date | None, today: date) -> State:
    if day is None:
        return "undated"
    if day == today:
        return "today"
    return "past" if day < today else "upcoming"


def _item(row: dict[str, Any]) -> DueItem:
    return DueItem(
        day=row["last_day"],
        state="undated",
        kind=row["kind"],
        quote=row["deadline_text"] if is_mark(row["quote"]) else row["quote"],
        condition=row["condition"],
        task=row["task"],
        part=row["applies_to"],
        leads=tuple(row["leads"] or ()),
        partners=tuple(row["partners"] or ()),
        output=row["output"],
        province=row["province"],
        issuer=row["issuer"],
        document=document_name(row["doc_type"], row["number"], row["title"], row["source_path"]),
        page=row["page"],
        source_path=row["source_path"],
        document_id=row["document_id"],
        task_id=row["task_id"],
        deadline_id=row["deadline_id"],
        issued=row["issued_date"],
        rrule=row["rrule"],
        is_before=row["qualifier"] == "before",
        recurrence=_recurrence(row),
        holds=(_begin(row), _end(row)),
    )


def _recurrence(row: dict[str, Any]) -> Recurrence | None:
    """The days of a rule, from the plan's beginning to its end; None when the rule or the beginning names no day."""
    first = _begin(row)
    if row["rrule"] is None or first is None:
        return None
    return recurrence_of(row["rrule"], is_before=row["qualifier"] == "before", first=first, last=_end(row))


def _end(row: dict[str, Any]) -> date | None:
    """The day until which a rule holds: its own, else the end of the plan's last year."""
    end: date | None = row["end_date"]
    return end or (date(row["last_year"], 12, 31) if row["last_year"] else None)


def _begin(row: dict[str, Any]) -> date | None:
    """The day from which a rule holds: its own, else the day of issue; a plan for a later year begins with it."""
    if row["start_date"] is not None:
        begin: date = row["start_date"]
        return begin
    issued: date | None = row["issued_date"]
    year = row["first_year"] or row["issued_year"]
    if issued is not None and (year is None or issued.year >= year):
        return issued
    return date(year, 1, 1) if year else None
