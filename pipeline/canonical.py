"""Layout to canonical text: the only place where text is changed, with all offsets kept.

The text is NFC; a paragraph is one line, a row of a table begins a line, with tabs between its cells. What was broken
by a line or page end is joined; numbers of pages are dropped. Spelling is never corrected.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import regex

from extractors.plan_text import Block, Cell, Paragraph, Piece, PlanText, Table
from pipeline.joining import joined, without_page_numbers
from pipeline.layout import INVISIBLE, CellBlock, Fragment, Layout, ParagraphBlock, TableBlock

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LOOKALIKES = str.maketrans(
    {
        **{"\u00d0": "\u0110", "\u00f0": "\u0111", "\u0189": "\u0110"},
        **{"\u2010": "-", "\u2011": "-", "\u2028": "\n", "\u2029": "\n"},  # hyphens, also those that do not break
    }
)
_LOOKS_ALIKE = re.compile("[\u00d0\u00f0\u0189\u2010\u2011\u2028\u2029]")
_GLUED_END = regex.compile(r"[\p{L}\p{N}][-/]$")
_GLUED_BEGIN = regex.compile(r"[\p{L}\p{N}]")


def canonical(layout: Layout) -> PlanText:
    """The canonical text of a layout, with the blocks placed in it."""
    writer = _Writer()
    for block in joined(without_page_numbers(layout.blocks)):
        if isinstance(block, TableBlock):
            writer.add_table(block)
        else:
            writer.add_paragraph(block)
    return writer.plan()


def clean(text: str) -> str:
    """NFC, invisible characters dropped, Đ and - for what looks like them, white space inside a line folded."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
        if _LOOKS_ALIKE.search(text):
            text = text.translate(_LOOKALIKES)
    if "\n" not in text and "\r" not in text:
        return " ".join(_CONTROL.sub("", text).split())
    lines = (" ".join(_CONTROL.sub("", line).split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


class _Writer:
    """Writes blocks one after the other and remembers where each stands."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []

    def plan(self) -> PlanText:
        return PlanText("".join(self._parts), tuple(self._blocks))

    def add_paragraph(self, block: ParagraphBlock) -> None:
        words = [(fragment, text) for fragment in block.fragments if (text := clean(fragment.text))]
        if not words:
            return
        start = self._begin()
        pieces = self._fragments((fragment, text.replace("\n", " ")) for fragment, text in words)
        self._blocks.append(Paragraph(start, self._length, pieces, block.bold))

    def add_table(self, block: TableBlock) -> None:
        """Empty rows are kept, their cells are empty; a table without any words is left out."""
        if not any(clean(fragment.text) for cell in block.cells for fragment in cell.fragments):
            return
        start = self._begin()
        placed: dict[tuple[int, int], Cell] = {}
        row = -1
        for source in sorted(block.cells, key=lambda cell: (cell.row, cell.column)):
            if row >= 0:
                self._write("\n" if source.row > row else "\t")
            row = max(row, source.row)
            cell = self._cell(source)
            for r in range(source.row, source.row + source.row_span):
                for c in range(source.column, source.column + source.column_span):
                    placed.setdefault((r, c), cell)
        height = 1 + max(r for r, _ in placed)
        width = 1 + max(c for _, c in placed)
        end = self._length
        rows = tuple(tuple(placed.get((r, c)) or Cell(end, end, (), r, c) for c in range(width)) for r in range(height))
        self._blocks.append(Table(start, end, rows))

    def _cell(self, source: CellBlock) -> Cell:
        start = self._length
        words = ((fragment, clean(fragment.text)) for fragment in source.fragments)
        pieces = self._fragments((fragment, text) for fragment, text in words if text)
        return Cell(
            start, self._length, pieces, source.row, source.column, source.row_span, source.column_span, source.bold
        )

    def _fragments(self, fragments: Iterable[tuple[Fragment, str]]) -> tuple[Piece, ...]:
        """Write words that go on with each other; no space where a line end broke a word or number at its dash."""
        pieces: list[Piece] = []
        before = ""
        for fragment, text in fragments:
            if before and not (_GLUED_END.search(before) and _GLUED_BEGIN.match(text)):
                self._write(" ")
            start = self._length
            self._write(text)
            pieces.append(Piece(start, self._length, fragment.page, fragment.box))
            before = text
        return tuple(pieces)

    def _begin(self) -> int:
        if self._blocks:
            self._write("\n")
        return self._length

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
