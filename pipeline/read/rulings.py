"""Rulings to cells: strokes of any kind (lines, thin rectangles, dots, dashes) become edges, edges become tables.

The repairs come before the cell finder of pdfplumber: dots are fused, grids that a page break left open are closed,
and so are missing sides. Coordinates are points from the upper left corner of the page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from extractors.plan_text import Box

MAX_EDGES, MAX_CROSSINGS = 800, 10_000
"""The most edges, and the most level times upright ones, of a page whose tables are looked for.

The time grows with the square of the crossings; a large table has 60 level and 25 upright edges.
"""

_DOT = 6.0
_DOT_GAP = 3.5
_ROUNDING = 0.2
_SNAP = 2.0
_REACH = 4  # half points on each side of a line that belong to it
_JOIN = 3.0
_SHORTEST = 8.0
_MIN_CELL = 4.0


class Stroke(NamedTuple):
    """The box of something thin that is drawn."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


class Edge(NamedTuple):
    """A straight ruling: at `at` (a height if horizontal, else a place from the left), from `start` to `end`."""

    horizontal: bool
    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class GridSlot:
    """A cell of rulings with its place in the grid."""

    box: Box
    row: int
    column: int
    row_span: int
    column_span: int

    def places(self) -> list[tuple[int, int]]:
        """The rows and columns that it covers."""
        rows, columns = range(self.row, self.row + self.row_span), range(self.column, self.column + self.column_span)
        return [(row, column) for row in rows for column in columns]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table found by its rulings, with the borders of its columns and rows."""

    slots: tuple[GridSlot, ...]
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    @property
    def box(self) -> Box:
        """Its outline."""
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]


def ruled_tables(strokes: Iterable[Stroke]) -> list[RuledTable]:
    """The tables with at least two columns that the strokes of a page draw, from top to bottom."""
    edges = table_edges(strokes)
    return [] if are_crowded(edges) else tables_of(edges)


def table_edges(strokes: Iterable[Stroke]) -> list[Edge]:
    """The edges of the grids that the strokes of a page draw, what is missing added."""
    edges = edges_of(strokes)
    return edges if are_crowded(edges) else close_grids(edges)


def are_crowded(edges: Sequence[Edge]) -> bool:
    """Whether there are more edges than tables have."""
    level = sum(edge.horizontal for edge in edges)
    return len(edges) > MAX_EDGES or level * (len(edges) - level) > MAX_CROSSINGS


def tables_of(edges: Sequence[Edge]) -> list[RuledTable]:
    """The tables with at least two columns that edges make, from top to bottom."""
    if len(edges) < 4:
        return []
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

    rows = [_as_pdfplumber(edge) for edge in edges]
    cells = intersections_to_cells(edges_to_intersections(rows, _JOIN, _JOIN))
    cells = [cell for cell in cells if cell[2] - cell[0] >= _MIN_CELL and cell[3] - cell[1] >= _MIN_CELL]
    tables = [_table(group) for group in cells_to_tables(cells)]
    return sorted((table for table in tables if len(table.columns) > 2), key=lambda table: table.rows[0])


def edges_of(strokes: Iterable[Stroke]) -> list[Edge]:
    """Edges from strokes: pieces on one line fused, near parallels made one, what is too short left out."""
    pieces: dict[bool, list[Edge]] = {True: [], False: []}
    for stroke in strokes:
        width, height = stroke.x1 - stroke.x0, stroke.bottom - stroke.top
        if width > min(_SNAP, height - _ROUNDING):
            pieces[True].append(Edge(True, (stroke.top + stroke.bottom) / 2, stroke.x0, stroke.x1))
        if height > min(_SNAP, width - _ROUNDING):
            pieces[False].append(Edge(False, (stroke.x0 + stroke.x1) / 2, stroke.top, stroke.bottom))
    return [edge for found in pieces.values() for edge in _fused(found) if edge.length >= _SHORTEST]


def _fused(pieces: list[Edge]) -> list[Edge]:
    """Pieces on one line joined over small gaps; a gap may be larger between long pieces than between dots."""
    edges = []
    for line in _lines(pieces):
        weights = [max(piece.end - piece.start, 0.1) for piece in line]
        at = sum(piece.at * weight for piece, weight in zip(line, weights, strict=True)) / sum(weights)
        line.sort(key=_start)
        start, end = line[0].start, line[0].end
        for piece in line[1:]:
            if piece.start - end <= (_DOT_GAP if piece.end - piece.start < _DOT else _JOIN):
                end = max(end, piece.end)
            else:
                edges.append(Edge(piece.horizontal, at, start, end))
                start, end = piece.start, piece.end
        edges.append(Edge(line[0].horizontal, at, start, end))
    return edges


_start = attrgetter("start")


def _lines(pieces: list[Edge]) -> list[list[Edge]]:
    """Pieces grouped by the line they lie on, the most drawn places first, so that rows of dots form no chain."""
    drawn: dict[int, float] = defaultdict(float)
    for piece in pieces:
        drawn[round(piece.at * 2)] += piece.length
    line_of: dict[int, int] = {}
    for place in sorted(drawn, key=lambda key: -drawn[key]):
        if place not in line_of:
            for near in range(place - _REACH, place + _REACH + 1):
                line_of.setdefault(near, place)
    lines: dict[int, list[Edge]] = defaultdict(list)
    for piece in pieces:
        lines[line_of[round(piece.at * 2)]].append(piece)
    return list(lines.values())


def close_grids(edges: list[Edge]) -> list[Edge]:
    """The edges with what is missing added: lines where verticals end together, sides where horizontals do."""
    horizontals = [edge for edge in edges if edge.horizontal]
    verticals = [edge for edge in edges if not edge.horizontal]
    added = [*_closing(verticals, horizontals, horizontal=True, needed=2)]
    horizontals = [*horizontals, *added]
    sides = [*_closing(horizontals, verticals, horizontal=False, needed=3)]
    return [*horizontals, *verticals, *sides]


def _closing(open_edges: Sequence[Edge], across: Sequence[Edge], *, horizontal: bool, needed: int) -> list[Edge]:
    """Edges across where at least `needed` parallels begin or end at one place and nothing is drawn."""
    ends: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for edge in open_edges:
        for end in (edge.start, edge.end):
            ends[round(end / _JOIN)].append((end, edge.at))
    found: list[Edge] = []
    for key in sorted(ends):
        group = ends[key] + ends.get(key + 1, [])
        places = sorted({round(at, 1) for _, at in group})
        if len(places) < needed:
            continue
        at = sum(end for end, _ in group) / len(group)
        if any(abs(edge.at - at) <= 2 * _JOIN and edge.start <= places[0] + _JOIN for edge in (*across, *found)):
            continue
        found.append(Edge(horizontal, at, places[0], places[-1]))
    return found


def _as_pdfplumber(edge: Edge) -> dict[str, Any]:
    if edge.horizontal:
        return {"orientation": "h", "x0": edge.start, "x1": edge.end, "top": edge.at, "bottom": edge.at}
    return {"orientation": "v", "x0": edge.at, "x1": edge.at, "top": edge.start, "bottom": edge.end}


def _table(cells: Sequence[Box]) -> RuledTable:
    columns = _borders(x for cell in cells for x in (cell[0], cell[2]))
    rows = _borders(y for cell in cells for y in (cell[1], cell[3]))
    slots = []
    for box in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        left, right = _index(columns, box[0]), _index(columns, box[2])
        top, bottom = _index(rows, box[1]), _index(rows, box[3])
        slots.append(GridSlot(box, top, left, max(1, bottom - top), max(1, right - left)))
    return RuledTable(tuple(slots), columns, rows)


def _borders(values: Iterable[float]) -> tuple[float, ...]:
    borders: list[float] = []
    for value in sorted(values):
        if not borders or value - borders[-1] > _SNAP:
            borders.append(value)
    return tuple(borders)


def _index(borders: tuple[float, ...], value: float) -> int:
    return max(0, bisect_right(borders, value + 0.01) - 1)
