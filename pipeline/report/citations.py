"""Which plans rest on which documents: the list, shared documents first, and a drawing of what plans share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.query import Tables
from pipeline.report.corpus import COUNTED, Entry, asked, original_among

_LISTED = 600
_PLANS_EACH = 30
_DRAWN_CITED = 18
_DRAWN_PLANS = 24
_ROW = 30

_CITED = f"""
with cites as (
    select * from legal_references where not is_self and {COUNTED}
), spelled as (
    select canonical_id, doc_type, number, name, issuer, year, count(*) as often from cites group by all
), named as (
    select canonical_id, first(doc_type order by often desc, doc_type) as doc_type,
           first(number order by often desc, number) filter (number is not null) as number,
           first(name order by often desc, name) filter (name is not null) as name,
           first(issuer order by often desc, issuer) filter (issuer is not null) as issuer,
           first(year order by often desc, year) filter (year is not null) as year
    from spelled group by canonical_id
), counted as (
    select canonical_id, count(*) as mentions, count(distinct document_id) as plans,
           min(cited_document_id) as document_id,
           list(distinct provision order by provision) filter (provision is not null) as provisions
    from cites group by canonical_id
)
from named join counted using (canonical_id) order by plans desc, mentions desc, canonical_id
"""
"""Where plans spell a document in several ways, the one they use most often; of those used as often, the first."""

_USES = f"""
select canonical_id, document_id, list(distinct relation order by relation) as relations
from legal_references where not is_self and {COUNTED} group by all
"""


@dataclass(frozen=True, slots=True)
class Use:
    """A plan that cites a document, and how (`legal_basis`, `cites`)."""

    entry: Entry
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited document with the plans that cite it; `more` of them are not listed."""

    key: str
    name: str
    issuer: str
    mentions: int
    plans: int
    provisions: tuple[str, ...]
    uses: tuple[Use, ...]
    more: int
    page: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """A document in the drawing: its key, what is written, where it leads, how high it stands, what it is tied to."""

    key: str
    words: str
    href: str
    y: int
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A line from a plan to a document that it cites."""

    plan: str
    cited: str
    y_plan: int
    y_cited: int
    relation: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Plans on the left, what several of them cite on the right."""

    plans: tuple[Point, ...]
    cited: tuple[Point, ...]
    ties: tuple[Tie, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Citations:
    """All cited documents as far as they are listed; `left_out` more are cited by one plan each."""

    cited: tuple[Cited, ...]
    shared: int
    total: int
    left_out: int
    drawing: Drawing


def citations_of(tables: Tables, entries: Sequence[Entry]) -> Citations:
    """The documents that plans cite, those that most plans cite first."""
    by_id = {entry.document_id: entry for entry in entries}
    uses: dict[str, list[Use]] = {}
    for row in asked(tables, _USES):
        if row["document_id"] in by_id:
            use = Use(by_id[row["document_id"]], tuple(row["relations"]))
            uses.setdefault(row["canonical_id"], []).append(use)
    rows = asked(tables, _CITED)
    cited = [_cited(row, uses.get(row["canonical_id"], []), by_id, f"c{n}") for n, row in enumerate(rows[:_LISTED], 1)]
    shared = [document for document in cited if document.plans > 1]
    return Citations(
        cited=tuple(cited),
        shared=sum(row["plans"] > 1 for row in rows),
        total=len(rows),
        left_out=max(0, len(rows) - _LISTED),
        drawing=_drawing(shared[:_DRAWN_CITED]),
    )


def names_of_cited(tables: Tables) -> dict[str, tuple[str, str]]:
    """Name and issuer of every cited document, by its canonical id."""
    return {row["canonical_id"]: (_name(row), row["issuer"] or "") for row in asked(tables, _CITED)}


def _cited(row: dict[str, Any], uses: list[Use], by_id: dict[str, Entry], key: str) -> Cited:
    ordered = sorted(uses, key=_order)
    own = original_among(by_id, row["document_id"])
    return Cited(
        key=key,
        name=_name(row),
        issuer=row["issuer"] or "",
        mentions=row["mentions"],
        plans=row["plans"],
        provisions=tuple(row["provisions"] or ()),
        uses=tuple(ordered[:_PLANS_EACH]),
        more=max(0, len(ordered) - _PLANS_EACH),
        page=own.page if own else None,
    )


def _order(use: Use) -> tuple[str, int, str, str]:
    return use.entry.province, use.entry.year or 0, use.entry.name, use.entry.document_id


def _name(row: dict[str, Any]) -> str:
    parts = ("doc_type", "number", "name") if row["number"] else ("doc_type", "name", "year")
    return " ".join(str(row[part]) for part in parts if row[part]) or str(row["canonical_id"])


def _drawing(shared: Sequence[Cited]) -> Drawing:
    counts: dict[str, int] = {}
    entries: dict[str, Entry] = {}
    for document in shared:
        for use in document.uses:
            counts[use.entry.document_id] = counts.get(use.entry.document_id, 0) + 1
            entries[use.entry.document_id] = use.entry
    drawn = sorted(counts, key=lambda name: (-counts[name], entries[name].province))[:_DRAWN_PLANS]
    # Plans of one province stand together.
    plans = sorted((entries[name] for name in drawn), key=lambda entry: (entry.province, entry.year or 0))
    height = _ROW * max(len(plans), len(shared), 1)
    places = {entry.document_id: _place(n, len(plans), height) for n, entry in enumerate(plans)}
    keys = {entry.document_id: f"p{n}" for n, entry in enumerate(plans, 1)}
    ties = [
        Tie(
            keys[use.entry.document_id],
            document.key,
            places[use.entry.document_id],
            _place(n, len(shared), height),
            relation,
        )
        for n, document in enumerate(shared)
        for use in document.uses
        if use.entry.document_id in keys
        for relation in ["legal_basis" if "legal_basis" in use.relations else use.relations[0]]
    ]
    return Drawing(
        plans=tuple(
            Point(
                keys[entry.document_id],
                f"{entry.province} {entry.year or ''} · {entry.name}",
                entry.page,
                places[entry.document_id],
                tuple(tie.cited for tie in ties if tie.plan == keys[entry.document_id]),
            )
            for entry in plans
        ),
        cited=tuple(
            Point(
                document.key,
                document.name,
                f"#{document.key}",
                _place(n, len(shared), height),
                tuple(tie.plan for tie in ties if tie.cited == document.key),
            )
            for n, document in enumerate(shared)
        ),
        ties=tuple(ties),
        height=height,
    )


def _place(number: int, of: int, height: int) -> int:
    """The height of a point when all of its side stand at even distances."""
    return round(height * (2 * number + 1) / (2 * of))
