"""Plans side by side: which work both have, who leads it and until when there and here, what only one has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.calendar import LAST_DAY
from pipeline.errors import UsageError
from pipeline.lookup import UnknownDocumentError, find_document
from pipeline.matching import nearest
from pipeline.naming import document_name
from pipeline.query import Tables
from pipeline.selection import find_province_name, province_column, province_names, quoted
from pipeline.similarity import SAME_WORK, SURE, aligned

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Side:
    """What is compared: the plans of a province, or one document."""

    name: str
    is_province: bool
    document_ids: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedTask:
    """A task with what is laid side by side. `due_date` is the last day on which it can be done in time."""

    task_id: str
    document: str
    text: str
    reform_area: str | None
    lead_agencies: tuple[str, ...]
    deadline_text: str | None
    due_date: date | None


@dataclass(frozen=True, slots=True)
class ComparedTarget:
    """A target with what is laid side by side."""

    target_id: str
    document: str
    subject: str
    comparator: str
    value: float
    value_high: float | None
    unit: str
    year: int | None


@dataclass(frozen=True, slots=True)
class SameWork:
    """A task of one side with its counterpart on the other, and how alike they are (0 to 1)."""

    left: ComparedTask
    right: ComparedTask
    likeness: float

    @property
    def is_sure(self) -> bool:
        """Whether they are so alike that it is hardly ever wrong; of the others both texts should be read."""
        return self.likeness >= SURE

    @property
    def percent(self) -> str:
        """The likeness for people: `77 %`."""
        return f"{self.likeness:.0%}".replace("%", " %")

    @property
    def has_same_lead(self) -> bool:
        """Whether the same agencies lead it on both sides."""
        return set(self.left.lead_agencies) == set(self.right.lead_agencies)


@dataclass(frozen=True, slots=True)
class SameTarget:
    """A target of one side with its counterpart on the other: 95 % here, 90 % there."""

    left: ComparedTarget
    right: ComparedTarget
    likeness: float


@dataclass(frozen=True, slots=True)
class SharedDocument:
    """A document that both sides cite, and how often each does."""

    canonical_id: str
    name: str
    issuer: str | None
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides laid side by side."""

    left: Side
    right: Side
    same_work: tuple[SameWork, ...]
    only_left: tuple[ComparedTask, ...]
    only_right: tuple[ComparedTask, ...]
    targets: tuple[SameTarget, ...]
    shared_documents: tuple[SharedDocument, ...]

    def frame(self) -> pd.DataFrame:
        """The work of both sides as a frame, one row for each pair, then what only one side has."""
        import pandas as pd

        rows = [_frame_row(pair.left, pair.right, pair.likeness) for pair in self.same_work]
        rows += [_frame_row(task, None, None) for task in self.only_left]
        rows += [_frame_row(None, task, None) for task in self.only_right]
        frame = pd.DataFrame(rows, columns=[*_columns("left"), *_columns("right"), "likeness"])
        for side in ("left", "right"):
            frame[f"{side}_due_date"] = pd.to_datetime(frame[f"{side}_due_date"])
        return frame


def compare(
    tables: Tables,
    left: str,
    right: str,
    *,
    area: str | None = None,
    year: int | None = None,
    merged: bool = False,
    threshold: float = SAME_WORK,
) -> Comparison:
    """Two provinces or documents side by side.

    `left` and `right` are names of provinces (`vinh-phuc`), else documents (id or file name). `area` takes only tasks
    of one area of reform, `year` only plans for that year; with `merged`, provinces are the 34 since July 2025.
    Raises UsageError when one is not in the tables, or when both are the same.
    """
    sides = find_side(tables, left, year=year, merged=merged), find_side(tables, right, year=year, merged=merged)
    if sides[0].document_ids == sides[1].document_ids:
        raise UsageError(f"{left} and {right} are the same plans.")
    tasks = [_tasks(tables, side, area) for side in sides]
    pairs = aligned([task.text for task in tasks[0]], [task.text for task in tasks[1]], threshold)
    same = [SameWork(tasks[0][pair.left], tasks[1][pair.right], round(pair.likeness, 3)) for pair in pairs]
    taken = {task.task_id for pair in same for task in (pair.left, pair.right)}
    return Comparison(
        left=sides[0],
        right=sides[1],
        same_work=tuple(sorted(same, key=lambda pair: -pair.likeness)),
        only_left=tuple(task for task in tasks[0] if task.task_id not in taken),
        only_right=tuple(task for task in tasks[1] if task.task_id not in taken),
        targets=tuple(_same_targets(_targets(tables, sides[0], area), _targets(tables, sides[1], area), threshold)),
        shared_documents=tuple(_shared(tables, *sides)),
    )


def find_side(tables: Tables, name: str, *, year: int | None = None, merged: bool = False) -> Side:
    """The plans that a name means: those of a province, each once, or one document.

    Raises UsageError when there are none.
    """
    province, condition = _meaning(tables, name, year, merged=merged)
    rows = tables.arrow(f"from documents where {condition} order by issued_date, document_id").to_pylist()
    if not rows:
        raise UsageError(f"There is no plan of {province or name} for {year}.")
    names = tuple(document_name(row["doc_type"], row["number"], row["title"], row["source_path"]) for row in rows)
    return Side(
        name=province or names[0],
        is_province=province is not None,
        document_ids=tuple(row["document_id"] for row in rows),
        documents=names,
    )


def _meaning(tables: Tables, name: str, year: int | None, *, merged: bool) -> tuple[str | None, str]:
    """The province that a name means, None for a document, and the condition of SQL that gives the plans."""
    try:
        province = find_province_name(tables, name, merged=merged)
    except UsageError:
        try:
            return None, f"document_id = {quoted(find_document(tables, name, by_province=False))}"
        except UnknownDocumentError as unknown:
            near = nearest(name, province_names(tables, merged=merged))
            advice = f"did you mean {near}?" if near else unknown.advice
            raise UsageError(f"There is no province and no document {name}; {advice}") from None
    of_year = f" and {covers(year)}" if year is not None else ""
    counted = "status <> 'failed' and duplicate_of is null"
    return province, f"{province_column(merged=merged)} = {quoted(province)} and {counted}{of_year}"


def covers(year: int, table: str = "") -> str:
    """A condition of SQL on documents: plans for a year; the year of issue counts where no period is stated."""
    first, last, issued = (f"{table}{name}" for name in ("period_start_year", "period_end_year", "issued_year"))
    return f"{int(year)} between coalesce({first}, {last}, {issued}) and coalesce({last}, {first}, {issued})"


def _among(side: Side) -> str:
    return f"document_id in ({', '.join(map(quoted, side.document_ids))})"


def _tasks(tables: Tables, side: Side, area: str | None) -> list[ComparedTask]:
    wanted = f"and t.reform_area = {quoted(area)}" if area else ""
    rows = tables.arrow(f"""
        select t.*,
               (select max({LAST_DAY}) from deadlines d where d.task_id = t.task_id and d.rrule is null) as last_day
        from tasks t where t.{_among(side)} {wanted} order by t.document_id, t.ordinal
    """).to_pylist()
    names = dict(zip(side.document_ids, side.documents, strict=True))
    return [
        ComparedTask(
            task_id=row["task_id"],
            document=names[row["document_id"]],
            text=row["text"],
            reform_area=row["reform_area"],
            lead_agencies=tuple(row["lead_agencies"]),
            deadline_text=row["deadline_text"],
            due_date=row["last_day"],
        )
        for row in rows
    ]


def _targets(tables: Tables, side: Side, area: str | None) -> list[ComparedTarget]:
    wanted = f"and t.reform_area = {quoted(area)}" if area else ""
    rows = tables.arrow(f"""
        select g.* from targets g left join tasks t using (task_id)
        where g.{_among(side)} and g.subject is not null {wanted} order by g.document_id, g.char_start
    """).to_pylist()
    names = dict(zip(side.document_ids, side.documents, strict=True))
    fields = ("target_id", "subject", "comparator", "value", "value_high", "unit", "year")
    return [ComparedTarget(document=names[row["document_id"]], **{name: row[name] for name in fields}) for row in rows]


def _same_targets(
    left: Sequence[ComparedTarget], right: Sequence[ComparedTarget], threshold: float
) -> list[SameTarget]:
    """Targets that measure the same in the same unit."""
    found = []
    for unit in sorted({target.unit for target in left} & {target.unit for target in right}):
        lefts, rights = ([target for target in side if target.unit == unit] for side in (left, right))
        pairs = aligned([target.subject for target in lefts], [target.subject for target in rights], threshold)
        found += [SameTarget(lefts[pair.left], rights[pair.right], round(pair.likeness, 3)) for pair in pairs]
    return sorted(found, key=lambda pair: -pair.likeness)


def _shared(tables: Tables, left: Side, right: Side) -> list[SharedDocument]:
    """The national documents that both sides cite: laws, standards, and what no province issued."""
    rows = tables.arrow(f"""
        select r.canonical_id, mode(r.doc_type order by r.doc_type) as doc_type,
               mode(coalesce(r.number, r.name) order by coalesce(r.number, r.name)) as name,
               mode(r.issuer order by r.issuer) as issuer, count(*) filter (r.{_among(left)}) as "left",
               count(*) filter (r.{_among(right)}) as "right"
        from legal_references r
        where not r.is_self and (r.{_among(left)} or r.{_among(right)}) and {NATIONAL}
        group by r.canonical_id
        having "left" > 0 and "right" > 0
        order by least("left", "right") desc, "left" + "right" desc, r.canonical_id
    """).to_pylist()
    return [
        SharedDocument(
            canonical_id=row["canonical_id"],
            name=" ".join(part for part in (row["doc_type"], row["name"]) if part),
            issuer=row["issuer"],
            left=row["left"],
            right=row["right"],
        )
        for row in rows
    ]


NATIONAL = """(r.kind <> 'numbered' or not regexp_matches(coalesce(r.issuer, ''),
    '(?i)tỉnh|thành phố|huyện|thị xã|phường|^(ủy ban|hội đồng) nhân dân'))"""
"""A condition of SQL on references `r`: what no province, district or commune issued."""


def _columns(side: str) -> list[str]:
    return [f"{side}_{name}" for name in _SHOWN]


_SHOWN = ("text", "lead_agencies", "deadline_text", "due_date", "reform_area", "document", "task_id")


def _frame_row(left: ComparedTask | None, right: ComparedTask | None, likeness: float | None) -> list[Any]:
    values = [None if task is None else getattr(task, name) for task in (left, right) for name in _SHOWN]
    return [*(list(value) if isinstance(value, tuple) else value for value in values), likeness]
