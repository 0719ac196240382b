"""Arrow tables as pandas frames, with the types that people expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def frame_of(table: pa.Table) -> pd.DataFrame:
    """The table as a frame: dates as datetime64, lists as lists; whole numbers stay whole where some are missing.

    Plain conversion would give `2021.0` for a year as soon as another is missing, and arrays for lists.
    """
    import pandas as pd

    frame = pd.DataFrame({index: _series(table.column(index)) for index in range(table.num_columns)})
    frame.columns = pd.Index(table.column_names)
    return frame


def without_decimals(table: pa.Table) -> pa.Table:
    """The table with plain numbers for decimals: DuckDB gives sums as decimals, which few programs expect."""
    import pyarrow as pa

    for index, field in enumerate(table.schema):
        if pa.types.is_decimal(field.type):
            table = table.set_column(index, field.name, _plain(table.column(index)))
    return table


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    import pyarrow as pa

    if column.type.scale == 0:
        try:
            return column.cast(pa.int64())
        except pa.ArrowInvalid:
            pass
    return column.cast(pa.float64())


def _series(column: pa.ChunkedArray) -> pd.Series:
    import pandas as pd
    import pyarrow as pa

    if pa.types.is_nested(column.type):
        return pd.Series(column.to_pylist(), dtype=object)
    whole: dict[pa.DataType, pd.api.extensions.ExtensionDtype] = {}
    if column.null_count and pa.types.is_integer(column.type):
        whole[column.type] = pd.Int64Dtype()
    if column.null_count and pa.types.is_boolean(column.type):
        whole[column.type] = pd.BooleanDtype()
    series: pd.Series = column.to_pandas(date_as_object=False, types_mapper=whole.get)
    return series
