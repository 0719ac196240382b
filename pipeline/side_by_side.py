"""What `kehoach compare` shows for the names it is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from pipeline.comparison import Comparison, compare, find_side
from pipeline.errors import UsageError
from pipeline.matrices import By, Matrix, matrix
from pipeline.query import Tables


def side_by_side(
    tables: Tables, names: Sequence[str], *, area: str | None = None, year: int | None = None, merged: bool = False
) -> tuple[Comparison | None, list[Matrix]]:
    """Two names: the comparison, and matrices when both are provinces. More, or none: the matrices of these provinces.

    Raises UsageError for one name, and for documents among more than two.
    """
    if len(names) == 1:
        raise UsageError(f"Name a second province or document to compare {names[0]} with.")
    comparison = None
    if len(names) == 2:
        comparison = compare(tables, names[0], names[1], area=area, year=year, merged=merged)
        if not (comparison.left.is_province and comparison.right.is_province):
            return comparison, []
    elif documents := [name for name in names if not find_side(tables, name, year=year, merged=merged).is_province]:
        raise UsageError(f"{documents[0]} is a document; only provinces are compared by more than two.")
    kinds: tuple[By, ...] = get_args(By)
    return comparison, [
        matrix(tables, by, provinces=names, area=area, year=year, merged=merged)
        for by in kinds
        if by != "area" or area is None
    ]
