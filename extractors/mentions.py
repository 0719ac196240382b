"""What the finders give: values of SCHEMA's columns, under the same names, with a span in the text they were given.

`start` and `end` are code points of that text, end exclusive; `quote` is `text[start:end]`. A mention says nothing of
the document it stands in: ids, sections and tasks are added when the plan is assembled.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any, Self

from extractors.values import value_class
from schemas.agencies import AgencyKind, AgencyLevel
from schemas.findings import (
    Comparator,
    DeadlineKind,
    Granularity,
    Mod,
    Qualifier,
    ReferenceKind,
    Relation,
    YearSource,
)


@value_class(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of text."""

    start: int
    end: int
    quote: str

    def shifted(self, by: int) -> Self:
        """The same mention in a longer text that has `by` more characters before it."""
        names, values = _COLUMNS[type(self)]  # faster than `dataclasses.replace` finds them
        return type(self)(start=self.start + by, end=self.end + by, **dict(zip(names, values(self), strict=True)))


@value_class(frozen=True, slots=True, kw_only=True)
class DeadlineMention(Mention):
    """A time by, at or from which something is to be done; see the table `deadlines`."""

    kind: DeadlineKind
    qualifier: Qualifier | None = None
    start_date: date | None = None
    end_date: date | None = None
    end_inclusive: bool | None = None
    due_date: date | None = None
    granularity: Granularity | None = None
    mod: Mod | None = None
    edtf: str | None = None
    rrule: str | None = None
    offset: str | None = None
    offset_business_days: bool | None = None
    condition: str | None = None
    applies_to: str | None = None
    year_source: YearSource | None = None


@value_class(frozen=True, slots=True, kw_only=True)
class ReferenceMention(Mention):
    """A mention of an identified document; see the table `legal_references`."""

    kind: ReferenceKind
    doc_type: str | None = None
    number: str | None = None
    name: str | None = None
    year: int | None = None
    issued_date: date | None = None
    issuer: str | None = None
    provision: str | None = None
    relation: Relation = "cites"
    is_self: bool = False
    canonical_id: str = ""


@value_class(frozen=True, slots=True, kw_only=True)
class AgencyMention(Mention):
    """A place where an agency is named; `name` is canonical, see the table `agencies`."""

    name: str
    kind: AgencyKind
    level: AgencyLevel | None = None
    is_collective: bool = False


@value_class(frozen=True, slots=True, kw_only=True)
class TargetMention(Mention):
    """A quantified goal; see the table `targets`."""

    comparator: Comparator
    value: float
    value_high: float | None = None
    unit: str
    subject: str | None = None
    year: int | None = None


def _beside_place(kind: type[Mention]) -> tuple[tuple[str, ...], attrgetter[Any]]:
    """The names of what a mention says beside its place, and how to get it."""
    names = tuple(field.name for field in fields(kind) if field.name not in ("start", "end"))
    return names, attrgetter(*names)


_COLUMNS: dict[type[Mention], tuple[tuple[str, ...], attrgetter[Any]]] = {
    kind: _beside_place(kind) for kind in (DeadlineMention, ReferenceMention, AgencyMention, TargetMention)
}
