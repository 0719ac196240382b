"""Which documents, tasks and days a question is about: what `deadlines`, `export` and `compare` have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

import regex

from pipeline.errors import UsageError
from pipeline.lookup import find_document
from pipeline.matching import names_agency, names_province, nearest
from pipeline.query import Tables

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

_DAY = regex.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"  # 2026-12-31
    r"|(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"  # 31/12/2026
)
_SPEAKS_TO_MANY = ("co quan", "don vi", "nganh")
"""Words of collectives that stand for any body of a province: `các cơ quan, đơn vị`, `các sở, ngành`."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; None does not restrict.

    `province` is a name at the time of issue, with `merged` one of the 34 provinces since July 2025. `agency` are words
    of a name, case and marks ignored; with `collectives` also bodies named as one of many (`Các sở, ban, ngành`).
    `document` is an id, the beginning of one, or a file name. `since` and `until` are days, both inclusive.
    """

    province: str | None = None
    merged: bool = False
    document: str | None = None
    agency: str | None = None
    collectives: bool = False
    since: date | None = None
    until: date | None = None

    def has_day(self, day: date) -> bool:
        """Whether a day lies in the period asked for."""
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def has_agency(self, names: Iterable[str]) -> bool:
        """Whether one of the agencies is the one asked for."""
        if self.agency is None:
            return True
        query = self.agency
        return any(names_agency(query, name) or (self.collectives and is_one_of(query, name)) for name in names)


def documents_where(tables: Tables, selection: Selection) -> str:
    """A condition of SQL on `doc`, the documents: read at least in part, of the province or the document asked for.

    Raises UsageError when the province, the document or the agency asked for is not in the tables.
    """
    conditions = ["doc.status <> 'failed'"]
    if selection.document is not None:
        conditions.append(f"doc.document_id = {quoted(find_document(tables, selection.document))}")
    if selection.province is not None:
        column = province_column(merged=selection.merged)
        name = find_province_name(tables, selection.province, merged=selection.merged)
        conditions.append(f"doc.{column} = {quoted(name)}")
    if selection.agency is not None:
        _check_agency(tables, selection.agency)
    return " and ".join(conditions)


def counted_where(tables: Tables, selection: Selection) -> str:
    """`documents_where` without second copies of a document, so that nothing is due twice; one asked for by name stays.

    Raises UsageError as `documents_where` does.
    """
    condition = documents_where(tables, selection)
    return condition if selection.document is not None else f"{condition} and doc.duplicate_of is null"


def province_column(*, merged: bool) -> str:
    """The column of documents with the provinces at the time of issue, or with those since July 2025."""
    return "province_2025" if merged else "province"


def find_province_name(tables: Tables, query: str, *, merged: bool = False) -> str:
    """The name of the province in the tables that a query means. Raises UsageError when there is none."""
    names = province_names(tables, merged=merged)
    for name in names:
        if names_province(query, name):
            return name
    near = nearest(query, names)
    known = f"did you mean {near}?" if near else f"those in the tables are {', '.join(names) or 'none'}."
    raise UsageError(f"There is no document of a province {query}; {known}")


def province_names(tables: Tables, *, merged: bool = False) -> list[str]:
    """The provinces of the documents in the tables, in order."""
    column = province_column(merged=merged)
    return _values(tables, f"select distinct {column} as value from documents where {column} is not null order by 1")


def is_one_of(query: str, collective: str) -> bool:
    """Whether a collective may stand for the agency asked for: `Các sở, ban, ngành` for Sở Nội vụ."""
    first = query.split()[0] if query.split() else ""
    # The canonical name of every collective that is a plural begins so; a comma also stands in names of one body.
    return collective.startswith("Các ") and any(
        names_agency(word, collective) for word in (first, *_SPEAKS_TO_MANY) if word
    )


def day_of(text: str) -> date:
    """A day as people type it: `2026-12-31` or `31/12/2026`. Raises UsageError for anything else."""
    match = _DAY.fullmatch(text.strip())
    try:
        if match is not None:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        pass
    raise UsageError(f"{text} is no day; write 2026-12-31 or 31/12/2026.")


def today_in_vietnam() -> date:
    """The day it is in Vietnam, wherever the program runs."""
    return datetime.now(VIETNAM).date()


def quoted(text: str) -> str:
    """A text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _check_agency(tables: Tables, query: str) -> None:
    names = _values(tables, "select distinct name as value from agencies order by 1")
    if not any(names_agency(query, name) for name in names):
        near = nearest(query, names)
        advice = f"did you mean {near}?" if near else 'see kehoach query "from agencies".'
        raise UsageError(f"No plan names an agency {query}; {advice}")


def _values(tables: Tables, question: str) -> list[str]:
    return list(_strings(tables.arrow(question).column("value").to_pylist()))


def _strings(values: Iterable[object]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str))
