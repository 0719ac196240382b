"""Rows as Arrow tables and Parquet files: nothing is lost, and every column says what it means."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from row_strategies import rows

from schemas import TABLES, Record
from schemas.arrow import arrow_schema, to_table
from schemas.columns import columns_of

every_table = pytest.mark.parametrize("record", TABLES.values(), ids=TABLES)


@every_table
@settings(max_examples=20)
@given(data=st.data())
def test_round_trip_through_parquet(record: type[Record], data: st.DataObject) -> None:
    written = data.draw(st.lists(rows(record), max_size=5))
    file = io.BytesIO()
    pq.write_table(to_table(record, written), file, compression="zstd")
    read = pq.read_table(file)
    assert read.schema.equals(arrow_schema(record), check_metadata=True)
    assert [record.model_validate(row) for row in read.to_pylist()] == written


@every_table
def test_columns_are_those_of_the_record(record: type[Record]) -> None:
    schema = arrow_schema(record)
    assert schema.names == list(record.model_fields)
    assert [field.nullable for field in schema] == [column.nullable for column in columns_of(record)]
    assert all(field.metadata[b"description"] for field in schema)
    assert schema.metadata[b"description"]


@every_table
def test_key_and_references_name_columns(record: type[Record]) -> None:
    assert record.key and set(record.key) <= set(record.model_fields)
    for column, target in record.references.items():
        table, _, key = target.partition(".")
        assert column in record.model_fields
        assert TABLES[table].key == (key,)


def test_value_that_does_not_fit() -> None:
    record = TABLES["texts"]
    with pytest.raises(pa.ArrowException):
        to_table(record, [record.model_construct(document_id="a", text=object())])


def test_annotation_without_column_type() -> None:
    class Strange(Record):
        table = "strange"
        key = ("x",)

        x: dict[str, str]

    with pytest.raises(TypeError, match=r"Strange\.x: no column type"):
        columns_of(Strange)
