"""Layout to canonical text: the only place where text is changed, with all offsets kept.

The text is NFC; a paragraph is one line, a row of a table is one line with tabs between its cells. What was broken by a line
or page end is joined; numbers of pages are dropped. Spelling is never corrected.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from extractors.markers import Style, marker_of
from extractors.parts import is_capitals
from extractors.plan_text import Block, Cell, Paragraph, Piece, PlanText, Table
from pipeline.layout import CellBlock, Fragment, Layout, ParagraphBlock, TableBlock

_INVISIBLE = regex.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_OPEN_END = regex.compile(
    r"(?:[,(–]|\b(?:ngày|tháng|năm|số|khoản|điểm|Điều|của|và|các|hoặc|theo|với|cho|tại|về|do|là|bằng|để|trong|ngày \d{1,2}|tỉnh|thành phố))$"
)
_PAGE_NUMBER = regex.compile(r"\s*(?:[-–]\s?)?(?:Trang\s)?\d{1,4}(?:\s?/\s?\d{1,4})?(?:\s?[-–])?\s*")


def canonical(layout: Layout) -> PlanText:
    """The canonical text of a layout, with the blocks placed in it."""
    writer = _Writer()
    for block in _joined(_without_page_numbers(layout.blocks)):
        if isinstance(block, TableBlock):
            writer.add_table(block)
        else:
            writer.add_paragraph(block)
    return writer.plan()


def clean(text: str) -> str:
    """NFC, invisible characters dropped, Đ for the Icelandic Ð, white space inside a line folded."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).replace("\u00d0", "\u0110").replace("\u00f0", "\u0111")
    lines = (regex.sub(r"\s+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class _Writer:
    _parts: list[str]
    _length: int
    _blocks: list[Block]

    def __init__(self) -> None:
        self._parts, self._length, self._blocks = [], 0, []

    def plan(self) -> PlanText:
        return PlanText("".join(self._parts), tuple(self._blocks))

    def add_paragraph(self, block: ParagraphBlock) -> None:
        start = self._begin()
        pieces = self._fragments(block.fragments, fold=True)
        if self._length == start:
            return
        self._blocks.append(Paragraph(start, self._length, pieces, block.bold))

    def add_table(self, block: TableBlock) -> None:
        start = self._begin()
        placed: dict[tuple[int, int], Cell] = {}
        row = 0
        for source in sorted(block.cells, key=lambda cell: (cell.row, cell.column)):
            if placed:
                self._write("\n" * (1 if source.row > row else 0) or "\t")
            row = max(row, source.row)
            cell = self._cell(source)
            for r in range(source.row, source.row + source.row_span):
                for c in range(source.column, source.column + source.column_span):
                    placed.setdefault((r, c), cell)
        height = 1 + max(r for r, _ in placed)
        width = 1 + max(c for _, c in placed)
        rows = tuple(tuple(placed.get((r, c)) or self._empty(r, c) for c in range(width)) for r in range(height))
        self._blocks.append(Table(start, self._length, rows))

    def _cell(self, source: CellBlock) -> Cell:
        start = self._length
        pieces = self._fragments(source.fragments, fold=False)
        return Cell(
            start, self._length, pieces, source.row, source.column, source.row_span, source.column_span, source.bold
        )

    def _empty(self, row: int, column: int) -> Cell:
        return Cell(self._length, self._length, (), row, column)

    def _fragments(self, fragments: Iterable[Fragment], *, fold: bool) -> tuple[Piece, ...]:
        pieces = []
        begun = False
        for fragment in fragments:
            text = clean(fragment.text)
            if fold:
                text = text.replace("\n", " ")
            if not text:
                continue
            if begun:
                self._write(" ")
            start = self._length
            self._write(text)
            pieces.append(Piece(start, self._length, fragment.page, fragment.box))
            begun = True
        return tuple(pieces)

    def _begin(self) -> int:
        if self._blocks and self._parts and not self._parts[-1].endswith("\n"):
            self._write("\n")
        return self._length

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _without_page_numbers(blocks: tuple[ParagraphBlock | TableBlock, ...]) -> list[ParagraphBlock | TableBlock]:
    """The blocks without lone numbers that count up by one (at least two of them): numbers of pages."""
    numbers = []
    for index, block in enumerate(blocks):
        if isinstance(block, ParagraphBlock) and _PAGE_NUMBER.fullmatch(_text(block)):
            digits = regex.search(r"\d+", _text(block))
            numbers.append((index, int(digits[0]) if digits else 0))
    counted = {
        index
        for (index, number), (other, following) in zip(numbers, numbers[1:], strict=False)
        if following == number + 1
        for index in (index, other)
    }
    return [block for index, block in enumerate(blocks) if index not in counted]


def _joined(blocks: list[ParagraphBlock | TableBlock]) -> list[ParagraphBlock | TableBlock]:
    joined: list[ParagraphBlock | TableBlock] = []
    for block in blocks:
        previous = joined[-1] if joined else None
        if isinstance(block, ParagraphBlock) and isinstance(previous, ParagraphBlock) and _goes_on(previous, block):
            joined[-1] = ParagraphBlock((*previous.fragments, *block.fragments), previous.bold and block.bold)
        else:
            joined.append(block)
    return joined


def _goes_on(previous: ParagraphBlock, block: ParagraphBlock) -> bool:
    """Whether a paragraph is the rest of the one before it, broken by a line or page end."""
    before, after = clean(_text(previous)), clean(_text(block))
    if not before or not after or marker_of(after) is not None or before.endswith((".", ";", ":", "!", "?", "…", "/")):
        return False
    if is_capitals(before) or is_capitals(after):
        return False
    if after[0].islower() or _OPEN_END.search(before):
        return len(before) > 25
    marker = marker_of(before)
    # A list item that ends without punctuation and is a full line long goes on, whatever the next line begins with.
    return marker is not None and marker.style >= Style.LETTER and len(before) > 60 and before[-1].isalnum()


def _text(block: ParagraphBlock) -> str:
    return " ".join(fragment.text for fragment in block.fragments)
