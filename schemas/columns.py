"""The columns of a table as its record class declares them: what Arrow schemas and dictionary are derived from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from schemas.base import Record

ColumnType = Literal["string", "integer", "number", "boolean", "date", "strings"]
"""What a column holds; `strings` is a list of strings."""

_TYPES: dict[object, ColumnType] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    date: "date",
    tuple[str, ...]: "strings",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, its meaning, the values it may take (none: any), the `table.column` it points to."""

    name: str
    type: ColumnType
    nullable: bool
    description: str
    values: tuple[str, ...] = ()
    references: str | None = None


@cache
def columns_of(record: type[Record]) -> tuple[Column, ...]:
    """The columns of a table in their published order.

    Raises TypeError for an annotation that no column type stands for.
    """
    return tuple(
        _column(record, name, info.annotation, info.description or "") for name, info in record.model_fields.items()
    )


def _column(record: type[Record], name: str, annotation: Any, description: str) -> Column:
    plain, nullable = _without_none(annotation)
    values = get_args(plain) if get_origin(plain) is Literal else ()
    kind = "string" if values else _TYPES.get(plain)
    if kind is None:
        raise TypeError(f"{record.__name__}.{name}: no column type for {annotation!r}")
    return Column(name, kind, nullable, description, values, record.references.get(name))


def _without_none(annotation: Any) -> tuple[Any, bool]:
    """The annotation without `| None`, and whether it had one."""
    if get_origin(annotation) not in (Union, UnionType):
        return annotation, False
    rest = [part for part in get_args(annotation) if part is not NoneType]
    return (rest[0] if len(rest) == 1 else annotation), len(rest) < len(get_args(annotation))
