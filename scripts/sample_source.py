"""The source of a rendered sample: a YAML list of blocks, one key each, that says what a block is.

    head       left lines, number, date: the two columns at the top (Nghị định 30/2020/NĐ-CP, Phụ lục I)
    title      lines in the middle, bold
    center, centeritalic, p     one paragraph
    h1, h2, letter, item, article     I.  1.  a)  -  Điều 1., numbered by the renderer
    table      widths in points, repeat (head rows), rows of cells
    foot       recipients on the left, signature on the right
    landscape  true or false: a new page of that orientation
    page_break

A cell is a string, null (covered by a merged cell), or a mapping: t (text) or b (bold text) or n (the next number),
rows, cols (how many it spans).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Cell:
    """A cell where it begins; `text` is None for an automatic number."""

    row: int
    column: int
    text: str | None
    bold: bool = False
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Grid:
    """A table: widths of its columns in points, how many head rows repeat on each page, and its cells."""

    widths: tuple[float, ...]
    repeat: int
    height: int
    cells: tuple[Cell, ...]

    def numbered(self) -> Iterator[tuple[Cell, str]]:
        """The cells with their words; automatic numbers count up."""
        number = 0
        for cell in self.cells:
            number += cell.text is None
            yield cell, str(number) if cell.text is None else cell.text


@dataclass(frozen=True)
class Block:
    """One block of the source: its kind and what the source says of it."""

    kind: str
    text: str = ""
    lines: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    number: str = ""
    date: str = ""
    name: str = ""
    flag: bool = False
    grid: Grid | None = None


@dataclass(frozen=True)
class Sample:
    """A whole document and the name of the file it is written to."""

    output: str
    blocks: tuple[Block, ...] = field(default=())


def load(path: Path) -> Sample:
    """Reads a source; raises ValueError for a block it does not know."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Sample(raw["output"], tuple(_block(entry) for entry in raw["blocks"]))


def _block(entry: dict[str, Any]) -> Block:
    ((kind, value),) = entry.items()
    if kind == "head":
        return Block(kind, lines=tuple(value["left"]), number=value["number"], date=value["date"])
    if kind == "foot":
        return Block(kind, lines=tuple(value["left"]), right=tuple(value["right"]), name=value["name"])
    if kind == "title":
        return Block(kind, lines=tuple(value))
    if kind in ("landscape", "page_break"):
        return Block(kind, flag=value)
    if kind == "table":
        return Block(kind, grid=_grid(value))
    if kind in ("p", "center", "centeritalic", "h1", "h2", "letter", "item", "article"):
        return Block(kind, text=value)
    raise ValueError(f"{kind}: no such block")


def _grid(value: dict[str, Any]) -> Grid:
    cells: list[Cell] = []
    covered: set[tuple[int, int]] = set()
    for r, row in enumerate(value["rows"]):
        column = 0
        for entry in row:
            if entry is None:
                column += 1
                continue
            while (r, column) in covered:
                column += 1
            cell = _cell(r, column, entry)
            cells.append(cell)
            covered |= {
                (r + i, column + j) for i in range(cell.row_span) for j in range(cell.column_span) if (i, j) != (0, 0)
            }
            column += cell.column_span
    return Grid(tuple(value["widths"]), value["repeat"], len(value["rows"]), tuple(cells))


def _cell(row: int, column: int, entry: str | dict[str, Any]) -> Cell:
    if isinstance(entry, str):
        return Cell(row, column, entry)
    spans = entry.get("rows", 1), entry.get("cols", 1)
    if "n" in entry:
        return Cell(row, column, None, False, *spans)
    return Cell(row, column, entry.get("b", entry.get("t", "")), "b" in entry, *spans)
