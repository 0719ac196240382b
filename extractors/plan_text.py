"""The canonical text of a document together with the blocks it was read from: what every extractor works on.

All positions are Unicode code points of `PlanText.text`, ends exclusive. After the readers a table is a table: an
extractor never knows whether it came from a ruled PDF, from Markdown or from lines with tabs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractors.values import value_class

Box = tuple[float, float, float, float]
"""Left, top, right, bottom on a page, in points from its upper left corner."""


@value_class(frozen=True, slots=True)
class Piece:
    """The part of a paragraph or cell that stands on one page."""

    start: int
    end: int
    page: int | None = None
    box: Box | None = None


@value_class(frozen=True, slots=True)
class Paragraph:
    """A paragraph (a list item, a heading, a line of the head) outside tables; `bold` if all of it is."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    bold: bool = False

    @property
    def page(self) -> int | None:
        """The page where it begins."""
        return self.pieces[0].page if self.pieces else None


@value_class(frozen=True, slots=True)
class Cell:
    """A cell of a table; what continues over a page is one cell with several pieces.

    `row` and `column` are its upper left place in the grid, from 0; an empty cell has start == end.
    """

    start: int
    end: int
    pieces: tuple[Piece, ...]
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    bold: bool = False

    @property
    def page(self) -> int | None:
        """The page where it begins."""
        return self.pieces[0].page if self.pieces else None


@value_class(frozen=True, slots=True)
class Table:
    """A table as a full grid: rows of equal length, a merged cell stands at each of its places."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def cells(self) -> Iterator[Cell]:
        """Each cell once, in reading order."""
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                if (cell.row, cell.column) == (r, c):
                    yield cell

    @property
    def page(self) -> int | None:
        """The page where it begins."""
        return next((cell.page for cell in self.cells if cell.page is not None), None)


Block = Paragraph | Table


@dataclass(frozen=True)
class PlanText:
    """One NFC text and the blocks it consists of, in reading order; blocks are separated by a line break."""

    text: str
    blocks: tuple[Block, ...]

    def __getitem__(self, block: Block | Cell | Piece) -> str:
        """The text of a block, a cell or a piece."""
        return self.text[block.start : block.end]

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The blocks that are not tables."""
        return tuple(b for b in self.blocks if isinstance(b, Paragraph))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The blocks that are tables."""
        return tuple(b for b in self.blocks if isinstance(b, Table))
