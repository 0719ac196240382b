"""Who has how much to do: bodies of one name together, wherever they are."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.query import Tables
from pipeline.report.corpus import COUNTED, asked

_LISTED = 1000

_QUESTION = f"""
with roles as (
    select agency_id, count(*) filter (role = 'lead') as leads, count(*) filter (role = 'coordinating') as coordinates,
           list(distinct document_id) as plans
    from task_agencies where {COUNTED} group by agency_id
), named as (
    select agency_id, count(*) as mentions from agency_mentions where {COUNTED} group by agency_id
)
select a.name, first(a.kind order by mentions desc nulls last, a.kind) as kind,
       first(a.level order by mentions desc nulls last, a.level) as level,
       coalesce(sum(mentions), 0)::bigint as mentions,
       coalesce(sum(leads), 0)::bigint as leads, coalesce(sum(coordinates), 0)::bigint as coordinates,
       coalesce(len(list_distinct(flatten(list(plans)))), 0) as plans,
       count(distinct a.province_code) as provinces, bool_or(a.is_collective) as is_collective
from agencies a left join roles using (agency_id) left join named using (agency_id)
where leads is not null or mentions is not null
group by a.name order by leads desc, coordinates desc, mentions desc, a.name
"""


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """The bodies of one name, and in how many tasks of how many plans they act."""

    name: str
    kind: str
    level: str
    mentions: int
    leads: int
    coordinates: int
    plans: int
    provinces: int
    is_collective: bool


@dataclass(frozen=True, slots=True)
class AgencyList:
    """The names, those that lead most first; `left_out` are only in the search. `highest` is the largest number."""

    lines: tuple[AgencyLine, ...]
    highest: int
    left_out: int


def agencies_of(tables: Tables) -> AgencyList:
    """All names of agencies with what they do."""
    rows = asked(tables, _QUESTION)
    lines = tuple(AgencyLine(**{**row, "level": row["level"] or ""}) for row in rows[:_LISTED])
    highest = max((line.leads + line.coordinates for line in lines), default=0)
    return AgencyList(lines, highest, max(0, len(rows) - _LISTED))
