"""The data dictionary: every table and column with its meaning, for people (Markdown) and for programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.arrow import table_description
from schemas.base import Record
from schemas.columns import Column, columns_of
from schemas.records import TABLES

_TYPE_WORDS = {
    "string": "text",
    "integer": "integer",
    "number": "number",
    "boolean": "true/false",
    "date": "date",
    "strings": "list of texts",
}


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table in the dictionary."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def dictionary(tables: Iterable[str] = TABLES) -> tuple[TableEntry, ...]:
    """The tables named, by default all in the order in which people read them."""
    return tuple(_entry(TABLES[name]) for name in tables)


def _entry(record: type[Record]) -> TableEntry:
    return TableEntry(record.table, table_description(record), record.key, columns_of(record))


def type_word(column: Column) -> str:
    """The column's type as people say it: `date`, `text, never null`."""
    return _TYPE_WORDS[column.type] + ("" if column.nullable else ", never null")


def meaning(column: Column) -> str:
    """The column's description with the values it may take and the column it points to."""
    parts = [column.description]
    if column.values:
        parts.append("One of " + ", ".join(f"`{value}`" for value in column.values) + ".")
    if column.references:
        parts.append(f"Points to `{column.references}`.")
    return " ".join(parts)


def as_markdown(tables: Iterable[str] = TABLES) -> str:
    """The dictionary of the tables named as a Markdown document, one table of columns per table."""
    return "\n".join(_markdown_lines(tables))


def _markdown_lines(tables: Iterable[str]) -> Iterator[str]:
    yield "# Data dictionary"
    for entry in dictionary(tables):
        yield f"\n## `{entry.name}`\n"
        yield entry.description
        yield "\nKey: " + ", ".join(f"`{column}`" for column in entry.key) + "\n"
        yield "| column | type | meaning |\n| --- | --- | --- |"
        for column in entry.columns:
            yield f"| `{column.name}` | {type_word(column)} | {_cell(meaning(column))} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def as_json(tables: Iterable[str] = TABLES) -> str:
    """The dictionary as JSON: for each table a Table Schema (Frictionless Data) with its description.

    The types are those of Table Schema; lists of strings are `list` with `itemType` string (Data Package 2.0).
    """
    schemas = {entry.name: {"description": entry.description, **_table_schema(entry)} for entry in dictionary(tables)}
    return json.dumps({"tables": schemas}, ensure_ascii=False, indent=2)


def _table_schema(entry: TableEntry) -> dict[str, object]:
    foreign = [(column.name, *column.references.split(".")) for column in entry.columns if column.references]
    return {
        "fields": [_field(column) for column in entry.columns],
        "primaryKey": list(entry.key),
        "foreignKeys": [
            {
                "fields": [name],
                # Table Schema: a reference to the table itself has an empty resource name.
                "reference": {"resource": "" if table == entry.name else table, "fields": [column]},
            }
            for name, table, column in foreign
        ],
    }


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {"required": not column.nullable}
    if column.values:
        constraints["enum"] = list(column.values)
    kind = {"type": "list", "itemType": "string"} if column.type == "strings" else {"type": column.type}
    return {"name": column.name, **kind, "description": column.description, "constraints": constraints}
