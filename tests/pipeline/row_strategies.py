"""Hypothesis strategies for rows of the tables, derived from the columns that the record classes declare."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from hypothesis import strategies as st

from schemas import TABLES, PlanRecords, Record
from schemas.columns import Column, columns_of

_LETTERS = st.characters(codec="utf-8")
_TYPES: dict[str, st.SearchStrategy[Any]] = {
    "string": st.text(_LETTERS, max_size=20) | st.sampled_from(["Ủy ban nhân dân tỉnh", "", "\u0000", "a\nb", "🦆"]),
    "integer": st.integers(1, 12),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "boolean": st.booleans(),
    "date": st.dates(date(1, 1, 1), date(9999, 12, 31)),
    "strings": st.lists(st.text(_LETTERS, max_size=10), max_size=3).map(tuple),
}


def values(column: Column) -> st.SearchStrategy[Any]:
    """What may stand in a column."""
    plain = st.sampled_from(column.values) if column.values else _TYPES[column.type]
    return st.none() | plain if column.nullable else plain


def rows(record: type[Record]) -> st.SearchStrategy[Record]:
    """Any row of a table; its columns need not go together."""
    return st.fixed_dictionaries({column.name: values(column) for column in columns_of(record)}).map(
        lambda row: record.model_validate(row)
    )


def records() -> st.SearchStrategy[PlanRecords]:
    """All rows of a document, whatever they say of each other."""
    tables = {
        name: st.lists(rows(record), max_size=2).map(tuple) for name, record in TABLES.items() if name != "documents"
    }
    ids = st.from_regex(re.compile(r"[0-9a-f]{16}"), fullmatch=True)
    document = st.builds(lambda row, key: row.model_copy(update={"document_id": key}), rows(TABLES["documents"]), ids)
    return st.fixed_dictionaries({"documents": st.tuples(document), **tables}).map(
        lambda tables: PlanRecords.model_validate(tables)
    )
