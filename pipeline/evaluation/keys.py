"""What must be equal for two rows to be the same: of each table the columns that are judged."""

from __future__ import annotations

from collections.abc import Hashable

from pipeline.evaluation.folding import fold, fold_label, fold_name, fold_number, fold_rule
from pipeline.evaluation.gold import GoldDeadline, GoldForm, GoldReference, GoldSection, GoldTarget
from schemas import Deadline, FormRow, LegalReference, Section, Target

METADATA = (
    "doc_type", "number", "symbol", "issuer", "province", "issued_date", "issued_year", "issued_month", "title",
    "period_start_year", "period_end_year", "signer_name", "signer_title",
)  # fmt: skip
"""The columns of `documents` that are judged."""

TASK_COLUMNS = ("field", "reform_area", "origin", "label")
"""The columns of `tasks` that are judged one by one, for tasks that were found."""


def deadline(row: Deadline | GoldDeadline) -> Hashable:
    """The interval, or the rule."""
    return fold(row.kind), row.start_date, row.end_date, fold_rule(row.rrule)


def deadline_full(row: Deadline | GoldDeadline) -> Hashable:
    """The same with how it binds and how exact it is."""
    return deadline(row), fold(row.qualifier), fold(row.granularity)


def reference(row: LegalReference | GoldReference) -> Hashable:
    """The type with the number; of a document without one, with the name."""
    return fold(row.doc_type), fold_number(row.number) or fold(row.name)


def reference_full(row: LegalReference | GoldReference) -> Hashable:
    """The same with day, year and provision."""
    return reference(row), row.issued_date, row.year, fold(row.provision)


def relation(row: LegalReference | GoldReference) -> Hashable:
    """The same with what this document does with it."""
    return reference(row), fold(row.relation), row.is_self


def target(row: Target | GoldTarget) -> Hashable:
    """The value with how it binds and by when; of the unit only whether it is a share."""
    return row.comparator, row.value, fold(row.unit) == "%", row.year


def section(row: Section | GoldSection) -> Hashable:
    """The heading with its number and what the section is for."""
    return fold_label(row.label), fold_name(row.heading), fold(row.kind)


def form(row: FormRow | GoldForm) -> Hashable:
    """What is asked for."""
    return fold_name(row.indicator)
