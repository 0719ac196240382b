"""Provinces against areas of reform, kinds of agencies, or months: how many tasks each has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from pipeline.calendar import LAST_DAY
from pipeline.comparison import covers
from pipeline.query import Tables
from pipeline.selection import find_province_name, province_column, quoted
from schemas.agencies import AgencyKind
from schemas.tasks import ReformArea

if TYPE_CHECKING:
    import pandas as pd

By = Literal["area", "agency", "month"]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts of tasks by province (rows) and by area, kind of agency or month (columns); `plans` counts documents.

    By area, each task with one counts once. By agency, it counts for each kind of agency that leads it. By month, for
    each month in which a day falls on which it is due; what repeats is left out.
    """

    by: By
    columns: tuple[str, ...]
    plans: dict[str, int]
    counts: dict[str, tuple[int, ...]]

    def frame(self) -> pd.DataFrame:
        """The matrix as a frame, the provinces as index."""
        import pandas as pd

        frame = pd.DataFrame.from_dict(self.counts, orient="index", columns=list(self.columns))
        frame.index.name = "province"
        return frame


def matrix(
    tables: Tables,
    by: By,
    *,
    provinces: Sequence[str] = (),
    area: str | None = None,
    year: int | None = None,
    merged: bool = False,
) -> Matrix:
    """How many tasks each province has; without `provinces`, all of the tables. Raises UsageError for unknown ones."""
    column = province_column(merged=merged)
    names = [find_province_name(tables, name, merged=merged) for name in provinces]
    conditions = [f"doc.{column} is not null", "doc.status <> 'failed'", "doc.duplicate_of is null"]
    if names:
        conditions.append(f"doc.{column} in ({', '.join(map(quoted, names))})")
    if year is not None:
        conditions.append(covers(year, "doc."))
    where = " and ".join(conditions)
    rows = tables.arrow(f"""
        select doc.{column} as province, count(*)::bigint as plans
        from documents doc where {where} group by all order by 1
    """)
    plans = {row["province"]: row["plans"] for row in rows.to_pylist()}
    counted = _COUNTERS[by](tables, column, where, f"t.reform_area = {quoted(area)}" if area else "true")
    columns = tuple(name for name in _COLUMNS[by] if by != "agency" or any(key[1] == name for key in counted))
    ordered = list(dict.fromkeys(names)) or list(plans)
    return Matrix(
        by=by,
        columns=columns,
        plans={province: plans.get(province, 0) for province in ordered},
        counts={province: tuple(counted[province, name] for name in columns) for province in ordered},
    )


def _by_area(tables: Tables, column: str, where: str, tasks: str) -> Counter[tuple[str, str]]:
    return _counted(
        tables,
        f"""
        select doc.{column} as province, t.reform_area as name, count(*)::bigint as number
        from tasks t join documents doc using (document_id)
        where {where} and {tasks} and t.reform_area is not null group by all
    """,
    )


def _by_agency(tables: Tables, column: str, where: str, tasks: str) -> Counter[tuple[str, str]]:
    return _counted(
        tables,
        f"""
        select doc.{column} as province, a.kind as name, count(distinct t.task_id)::bigint as number
        from task_agencies ta join tasks t using (task_id) join agencies a using (agency_id)
        join documents doc on doc.document_id = t.document_id
        where ta.role = 'lead' and {where} and {tasks} group by all
    """,
    )


def _by_month(tables: Tables, column: str, where: str, tasks: str) -> Counter[tuple[str, str]]:
    return _counted(
        tables,
        f"""
        select doc.{column} as province, strftime({LAST_DAY}, '%m') as name, count(distinct t.task_id)::bigint as number
        from deadlines d join tasks t using (task_id) join documents doc on doc.document_id = t.document_id
        where d.due_date is not null and d.rrule is null and {where} and {tasks} group by all
    """,
    )


def _counted(tables: Tables, question: str) -> Counter[tuple[str, str]]:
    return Counter({(row["province"], row["name"]): row["number"] for row in tables.arrow(question).to_pylist()})


_COUNTERS = {"area": _by_area, "agency": _by_agency, "month": _by_month}
_COLUMNS: dict[By, tuple[str, ...]] = {
    "area": get_args(ReformArea),
    "agency": get_args(AgencyKind),
    "month": tuple(f"{month:02}" for month in range(1, 13)),
}
