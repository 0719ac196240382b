"""How good the tables are and what the last change did to them, so that a bad rule or a strange province is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import KehoachError
from pipeline.places import TABLES_FOLDER
from pipeline.query import Tables, open_tables
from pipeline.run_log import RunEntry, runs
from pipeline.snapshots import Snapshots
from pipeline.storage import Place

_DROP = 0.05
"""A share that falls by more is worth looking at."""

_COVERAGE = """
select coalesce(d.province, 'unknown') as province, d.source_format as format,
       count(distinct d.document_id) as documents, count(t.task_id) as tasks,
       count(t.task_id) filter (len(t.lead_agencies) > 0) as with_lead,
       count(t.task_id) filter (t.deadline_text is not null) as with_deadline
from documents d left join tasks t on t.document_id = d.document_id
group by all order by province, format
"""
_WARNINGS = """
select name, count(distinct document_id) as n
from (select document_id, split_part(unnest(warnings), ':', 1) as name from documents)
group by all order by name
"""
_DUPLICATES = "from documents where duplicate_of is not null"
_DOCUMENTS = """
select d.document_id, d.source_path, d.status, count(t.task_id) as tasks
from documents d left join tasks t on t.document_id = d.document_id
group by all
"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the tasks of a province in a format (None: all), how many name a lead agency, and a deadline."""

    province: str | None
    format: str | None
    documents: int
    tasks: int
    with_lead: int
    with_deadline: int

    @property
    def lead_share(self) -> float | None:
        """The share with a lead agency, None without tasks."""
        return self.with_lead / self.tasks if self.tasks else None

    @property
    def deadline_share(self) -> float | None:
        """The share with a deadline, None without tasks."""
        return self.with_deadline / self.tasks if self.tasks else None


@dataclass(frozen=True, slots=True)
class State:
    """What one state of the tables holds."""

    rows: dict[str, int]
    statuses: dict[str, int]
    warnings: dict[str, int]
    duplicates: int
    coverage: tuple[Coverage, ...]

    @property
    def total(self) -> Coverage:
        """The coverage of all."""
        sums = [sum(getattr(one, name) for one in self.coverage) for name in ("documents", "tasks")]
        shares = [sum(getattr(one, name) for one in self.coverage) for name in ("with_lead", "with_deadline")]
        return Coverage(None, None, sums[0], sums[1], shares[0], shares[1])


@dataclass(frozen=True, slots=True)
class Change:
    """A document that came, went, or was read otherwise: status (None: was not there) and tasks before and after."""

    document_id: str
    path: str
    status_before: str | None
    status_after: str | None
    tasks_before: int
    tasks_after: int


@dataclass(frozen=True, slots=True)
class RunReport:
    """The last run, the tables now, the tables before they changed last, and what is worth looking at."""

    run: RunEntry | None
    now: State
    before: State | None
    changes: tuple[Change, ...]
    alerts: tuple[str, ...]


def run_report(out: Place = TABLES_FOLDER) -> RunReport:
    """The report of the tables in a folder. Raises NoTablesError without tables."""
    snapshots = Snapshots(out)
    tables = open_tables(out)
    now = state_of(tables)
    previous = snapshots.previous()
    logged = runs(snapshots)
    if previous is None:
        return RunReport(logged[-1] if logged else None, now, None, (), tuple(_alerts(now, None, ())))
    try:
        old = open_tables(previous)
        before, changes = state_of(old), tuple(_changes(tables, old))
    except KehoachError:  # Replaced this very moment, or written by an older program.
        before, changes = None, ()
    alerts = tuple(_alerts(now, before, changes))
    return RunReport(logged[-1] if logged else None, now, before, changes, alerts)


def state_of(tables: Tables) -> State:
    """Counts of one state of the tables."""
    return State(
        rows={name: _count(tables, f"from {name}") for name in tables.names},
        statuses=_counts(tables, "select status as name, count(*) as n from documents group by all order by name"),
        warnings=_counts(tables, _WARNINGS),
        duplicates=_count(tables, _DUPLICATES),
        coverage=tuple(Coverage(**row) for row in tables.arrow(_COVERAGE).to_pylist()),
    )


def _changes(now: Tables, before: Tables) -> Iterator[Change]:
    """The documents that differ between two states."""
    new = {row["document_id"]: row for row in now.arrow(_DOCUMENTS).to_pylist()}
    old = {row["document_id"]: row for row in before.arrow(_DOCUMENTS).to_pylist()}
    for document_id in sorted({**new, **old}, key=lambda one: ((new.get(one) or old[one])["source_path"], one)):
        after, earlier = new.get(document_id), old.get(document_id)
        change = Change(
            document_id=document_id,
            path=(after or earlier or {})["source_path"],
            status_before=earlier and earlier["status"],
            status_after=after and after["status"],
            tasks_before=earlier["tasks"] if earlier else 0,
            tasks_after=after["tasks"] if after else 0,
        )
        if (change.status_before, change.tasks_before) != (change.status_after, change.tasks_after):
            yield change


def _alerts(now: State, before: State | None, changes: tuple[Change, ...]) -> Iterator[str]:
    """What a person should look at."""
    for one in now.coverage:
        if one.documents and not one.tasks and one.province != "unknown":
            yield f"{one.province}, {one.format}: {one.documents} documents without a single task"
    if before is None:
        return
    worse = [c for c in changes if c.status_before == "ok" and c.status_after in ("partial", "failed")]
    if worse:
        yield f"{len(worse)} documents were read well before and are not now: {_some([c.path for c in worse])}"
    lost = [c for c in changes if c.status_after and c.tasks_before and c.tasks_after < 0.8 * c.tasks_before]
    if lost:
        yield f"{len(lost)} documents lost more than a fifth of their tasks: {_some([c.path for c in lost])}"
    known = {one.province for one in before.coverage}
    fresh = sorted({str(one.province) for one in now.coverage} - {str(name) for name in known})
    if fresh:
        yield f"new provinces: {', '.join(fresh)}"
    for code in sorted(set(now.warnings) - set(before.warnings)):
        yield f"a warning that was not there before: {code} in {now.warnings[code]} documents"
    yield from _drops(now, before)


def _drops(now: State, before: State) -> Iterator[str]:
    earlier = {(one.province, one.format): one for one in (before.total, *before.coverage)}
    for one in (now.total, *now.coverage):
        old = earlier.get((one.province, one.format))
        if old is None:
            continue
        where = f"{one.province}, {one.format}" if one.province else "all documents"
        for what, share, was in (
            ("a lead agency", one.lead_share, old.lead_share),
            ("a deadline", one.deadline_share, old.deadline_share),
        ):
            if share is not None and was is not None and was - share > _DROP:
                yield f"{where}: tasks with {what} fell from {was:.0%} to {share:.0%}"


def _some(paths: list[str]) -> str:
    return ", ".join(paths[:3]) + (", …" if len(paths) > 3 else "")


def _count(tables: Tables, source: str) -> int:
    return int(tables.arrow(f"select count(*) as n {source}")["n"][0].as_py())


def _counts(tables: Tables, question: str) -> dict[str, int]:
    return {row["name"]: row["n"] for row in tables.arrow(question).to_pylist()}
