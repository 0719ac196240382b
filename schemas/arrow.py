"""Arrow schemas and tables, derived from the record classes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from schemas.base import Record
from schemas.columns import ColumnType, columns_of

if TYPE_CHECKING:
    import pyarrow as pa


@cache
def arrow_schema(record: type[Record]) -> pa.Schema:
    """The Arrow schema of a table.

    A field that must not be null is not nullable and carries the column's `description`; the schema's own metadata
    hold `table`, `description` and `key` (JSON list of columns).
    """
    import pyarrow as pa

    types = _arrow_types()
    fields = [
        pa.field(column.name, types[column.type], column.nullable, {"description": column.description})
        for column in columns_of(record)
    ]
    metadata = {
        "table": record.table,
        "description": table_description(record),
        "key": json.dumps(record.key),
    }
    return pa.schema(fields, metadata)


def to_table(record: type[Record], rows: Sequence[Record]) -> pa.Table:
    """The rows as an Arrow table, in the order given; without rows, an empty table with all columns.

    Raises pyarrow.ArrowException when a value does not fit its column.
    """
    import pyarrow as pa

    schema = arrow_schema(record)
    arrays = [pa.array([getattr(row, field.name) for row in rows], field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def table_description(record: type[Record]) -> str:
    """What a row of the table is: the docstring of its class on one line."""
    return " ".join((record.__doc__ or "").split())


@cache
def _arrow_types() -> dict[ColumnType, pa.DataType]:
    import pyarrow as pa

    return {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "strings": pa.list_(pa.field("element", pa.string(), nullable=False)),
    }
