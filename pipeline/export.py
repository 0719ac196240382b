"""Answers of a query in the forms that people and programs want: a table on the terminal, CSV, JSON, Parquet."""

from __future__ import annotations

import csv
import json
import math
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pipeline.cells import cell_text, fitted_widths
from pipeline.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

_WIDEST_CELL = 200
_NARROWEST_COLUMN = 10
_BETWEEN_COLUMNS = 2
_BATCH = 4096
_MOST_ROWS = 40
_MOST_RECORDS = 5


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


_BY_SUFFIX = {".csv": Format.csv, ".json": Format.json, ".parquet": Format.parquet, ".txt": Format.table}


def format_of(form: Format | None, output: Path | None) -> Format:
    """The form asked for, else the one that the name of the file says, else a table.

    Raises UsageError for a file whose name says none.
    """
    if form is not None:
        return form
    if output is None or not output.suffix:
        return Format.table
    named = _BY_SUFFIX.get(output.suffix.lower())
    if named is None:
        known = ", ".join(_BY_SUFFIX)
        raise UsageError(f"{output.name} does not say how to write it ({known}); name it so, or give --format.")
    return named


def write_answer(answer: pa.Table, form: Format, output: Path | None, *, rows: int | None, bom: bool) -> None:
    """Writes an answer to a file, or to the standard output.

    `rows` limits the form `table` on a screen; 0 is no limit, None as many as are easily read. A file has them all.

    Raises UsageError for Parquet on a terminal.
    """
    if form is Format.parquet:
        _write_parquet(answer, output)
        return
    with _opened(output) as stream:
        if form is Format.csv:
            write_csv(answer, stream, bom=bom)
        elif form is Format.json:
            write_json(answer, stream)
        else:
            _write_table(answer, stream, 0 if output is not None and rows is None else rows)


def write_csv(answer: pa.Table, stream: TextIO, *, bom: bool = False) -> None:
    """The answer as CSV, lists with semicolons. `bom` begins with the mark by which Excel knows UTF-8."""
    if bom:
        stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.column_names)
    writer.writerows([cell_text(value) for value in row] for row in _rows(answer))


def write_json(answer: pa.Table, stream: TextIO) -> None:
    """The answer as a JSON array with one object per line; dates are strings."""
    stream.write("[")
    for number, row in enumerate(_rows(answer)):
        values = {name: _json_value(value) for name, value in zip(answer.column_names, row, strict=True)}
        stream.write(",\n" if number else "\n")
        stream.write(json.dumps(values, ensure_ascii=False, default=cell_text))
    stream.write("\n]\n" if answer.num_rows else "]\n")


def print_answer(answer: pa.Table, console: Console, rows: int | None) -> None:
    """The answer as a table, one line a row; where the columns do not fit, one below the other.

    0 rows are all of them; None: a screenful or two.
    """
    shown = answer.slice(0, _MOST_ROWS if rows is None else rows) if rows != 0 else answer
    lines = [[_line(value) for value in row] for row in _rows(shown)]
    widths = _widths(answer.column_names, lines, console.width)
    if widths is None:
        lines = lines[:_MOST_RECORDS] if rows is None else lines
        _print_records(answer.column_names, lines, console)
    else:
        _print_grid(answer, lines, widths, console)
    console.print(_count(answer, len(lines), beside=widths is not None), style="dim")


def without_empty_columns(answer: pa.Table) -> pa.Table:
    """The answer without columns in which nothing stands, unless that is all of them."""
    filled = [
        name
        for name, column in zip(answer.column_names, answer.columns, strict=True)
        if column.null_count < len(column)
    ]
    return answer.select(filled) if filled else answer


def _write_table(answer: pa.Table, stream: TextIO, rows: int | None) -> None:
    from pipeline.console import console

    print_answer(answer, console(stream), rows)


def _write_parquet(answer: pa.Table, output: Path | None) -> None:
    import pyarrow.parquet as pq

    if output is None and is_screen():
        raise UsageError("Parquet is not for the screen; name a file with --output.")
    if output is None:
        pq.write_table(answer, sys.stdout.buffer, compression="zstd")
        return
    with replaced(output) as draft:
        pq.write_table(answer, draft, compression="zstd")


def is_screen() -> bool:
    """Whether the standard output is a terminal."""
    return sys.stdout.isatty()


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    with replaced(output) as draft, draft.open("w", encoding="utf-8", newline="") as stream:
        yield stream


@contextmanager
def replaced(output: Path) -> Iterator[Path]:
    """A file to write instead of the output; what was there stays until the new content is whole.

    Raises UsageError when the output is a folder, or its folder is not there.
    """
    if output.is_dir():
        raise UsageError(f"{output} is a folder; name a file.")
    if not output.parent.is_dir():
        raise UsageError(f"The folder {output.parent} does not exist.")
    if output.exists() and not output.is_file():  # /dev/stdout, a named pipe
        yield output
        return
    draft = output.with_name(f".{output.name}.{os.getpid()}.tmp")
    try:
        yield draft
        draft.replace(output)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _rows(answer: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in answer.to_batches(max_chunksize=_BATCH):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _json_value(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _line(value: object) -> str:
    text = " ".join(cell_text(value).split())
    return text if len(text) <= _WIDEST_CELL else f"{text[: _WIDEST_CELL - 1]}…"


def _widths(names: list[str], lines: list[list[str]], width: int) -> list[int] | None:
    from rich.cells import cell_len

    natural = [max(map(cell_len, column)) for column in zip(names, *lines, strict=True)]
    return fitted_widths(natural, width - _BETWEEN_COLUMNS * (len(names) - 1), _NARROWEST_COLUMN)


def _print_grid(answer: pa.Table, lines: list[list[str]], widths: list[int], console: Console) -> None:
    from rich.table import Table

    grid = Table(box=None, padding=(0, _BETWEEN_COLUMNS, 0, 0), pad_edge=False, header_style="bold")
    for field, width in zip(answer.schema, widths, strict=True):
        side = "right" if _is_number(field.type) else "left"
        grid.add_column(field.name, width=width, no_wrap=True, overflow="ellipsis", justify=side)  # type: ignore[arg-type]
    for line in lines:
        grid.add_row(*line)
    console.print(grid)


def _print_records(names: list[str], lines: list[list[str]], console: Console) -> None:
    from rich.table import Table

    for number, line in enumerate(lines, 1):
        console.print(f"── row {number} ──", style="dim")
        grid = Table.grid(padding=(0, _BETWEEN_COLUMNS))
        grid.add_column(style="bold", no_wrap=True)
        grid.add_column()
        for name, text in zip(names, line, strict=True):
            grid.add_row(name, text)
        console.print(grid)


def _count(answer: pa.Table, shown: int, *, beside: bool) -> str:
    total = answer.num_rows
    rows = "1 row" if total == 1 else f"{total} rows"
    if shown == total:
        return rows
    narrow = "" if beside else f" one below the other, as {answer.num_columns} columns do not fit (select fewer)"
    return f"{shown} of {rows}{narrow}; --rows 0 shows all, --output FILE.csv saves them"


def _is_number(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))
