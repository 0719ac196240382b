"""The contract of one document's rows, checked: what SCHEMA promises and the record classes cannot express alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter
from typing import Any

from schemas.base import Record
from schemas.records import TABLES, PlanRecords
from schemas.structure import Section

_INTERVALS = (("start_date", "end_date"), ("period_start_year", "period_end_year"), ("char_start", "char_end"))
"""Pairs of columns of which the first never exceeds the second, in whatever table they stand."""

_BEYOND = ("cited_document_id", "duplicate_of")
"""Columns that may name a document whose rows are not these."""

_BY_ORDINAL = ("sections", "tasks")
"""Tables whose rows stand in the text in the order of their ordinals."""


def check_records(records: PlanRecords) -> list[str]:
    """What is wrong with the rows of one document, one sentence each; an empty list when the contract holds.

    Checked: one document that owns all rows; a text in NFC that its columns describe; every quote stands where it
    says; keys are unique and references hold; intervals do not end before they begin; ordinals count the rows, and
    neither places nor pages go back; sections lie within their parents. What stands in
    the columns `_BEYOND` may name any document.
    """
    if len(records.documents) != 1:
        return [f"documents: {len(records.documents)} rows for one document"]
    return [
        *_text_problems(records),
        *_quote_problems(records),
        *_key_problems(records),
        *_reference_problems(records),
        *_interval_problems(records),
        *_order_problems(records),
        *_nesting_problems(records.sections),
    ]


def _text_problems(records: PlanRecords) -> Iterator[str]:
    document = records.document
    for table, rows in records.rows():
        if any(getattr(row, "document_id", document.document_id) != document.document_id for row in rows):
            yield f"{table}: a row of another document"
    if document.status == "failed":
        if any(rows for table, rows in records.rows() if table not in ("documents", "texts")):
            yield "documents: a failed document has rows in other tables"
        return
    if len(records.texts) != 1:
        yield f"texts: {len(records.texts)} rows for a document that was read"
        return
    text = records.texts[0].text
    if len(text) != document.char_count:
        yield f"documents: char_count is {document.char_count}, the text has {len(text)} characters"
    if not unicodedata.is_normalized("NFC", text):
        yield "texts: the text is not in Unicode NFC"


def _quote_problems(records: PlanRecords) -> Iterator[str]:
    text = records.texts[0].text if records.texts else ""
    for table, row in _rows_with(records, "quote"):
        if text[row.char_start : row.char_end] != row.quote:
            yield f"{_named(table, row)}: the quote does not stand at {row.char_start}–{row.char_end}"


def _key_problems(records: PlanRecords) -> Iterator[str]:
    for table, rows in records.rows():
        if len(set(map(attrgetter(*TABLES[table].key), rows))) == len(rows):
            continue
        seen = set()
        for row in rows:
            key = _key(row)
            if key in seen:
                yield f"{_named(table, row)}: the key stands twice"
            seen.add(key)


def _reference_problems(records: PlanRecords) -> Iterator[str]:
    known = {name: {getattr(row, record.key[0]) for row in getattr(records, name)} for name, record in TABLES.items()}
    for table, record in TABLES.items():
        for column, target in record.references.items():
            if column in _BEYOND:
                continue
            values = known[target.partition(".")[0]]
            rows = getattr(records, table)
            if values | {None} >= set(map(attrgetter(column), rows)):
                continue
            for row in rows:
                value = getattr(row, column)
                if value is not None and value not in values:
                    yield f"{_named(table, row)}: {column} {value} is not in {target}"


def _interval_problems(records: PlanRecords) -> Iterator[str]:
    for start, end in _INTERVALS:
        for table, row in _rows_with(records, start):
            first, last = getattr(row, start), getattr(row, end)
            if first is not None and last is not None and first > last:
                yield f"{_named(table, row)}: {start} {first} is after {end} {last}"


def _order_problems(records: PlanRecords) -> Iterator[str]:
    for table, record in TABLES.items():
        rows: tuple[Any, ...] = getattr(records, table)
        if "ordinal" in record.model_fields and [row.ordinal for row in rows] != list(range(len(rows))):
            yield f"{table}: the ordinals do not count the rows from 0"
    for table in _BY_ORDINAL:
        rows = getattr(records, table)
        for before, row in pairwise(rows):
            if row.char_start < before.char_start:
                yield f"{_named(table, row)}: stands before the row it follows"
            if before.page is not None and row.page is not None and row.page < before.page:
                yield f"{_named(table, row)}: its page {row.page} is before the page of the row it follows"


def _nesting_problems(sections: tuple[Section, ...]) -> Iterator[str]:
    by_id = {section.section_id: section for section in sections}
    for section in sections:
        if section.span_end < section.char_end:
            yield f"{_named('sections', section)}: its span ends within its heading"
        parent = by_id.get(section.parent_id or "")
        if parent is None:
            continue
        if section.level <= parent.level:
            yield f"{_named('sections', section)}: its level {section.level} is not below its parent's {parent.level}"
        if not parent.char_start <= section.char_start <= section.span_end <= parent.span_end:
            yield f"{_named('sections', section)}: it reaches out of its parent"


def _rows_with(records: PlanRecords, column: str) -> Iterator[tuple[str, Any]]:
    """The rows of all tables that have a column, with the name of their table."""
    for table, rows in records.rows():
        if column in TABLES[table].model_fields:
            for row in rows:
                yield table, row


def _key(row: Record) -> tuple[object, ...]:
    return tuple(getattr(row, column) for column in row.key)


def _named(table: str, row: Record) -> str:
    return f"{table} {'/'.join(str(part) for part in _key(row))}"
