"""Pages of lines and tables to the blocks of a document, in reading order, with what a page end broke made whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.layout import ParagraphBlock, TableBlock
from pipeline.read.aligned_pages import parted_pages
from pipeline.read.columns import Column, reading_order
from pipeline.read.footnotes import without_notes
from pipeline.read.furniture import without_furniture
from pipeline.read.glyphs import Canvas
from pipeline.read.grids import Block
from pipeline.read.lines import Line, joined_line, lines_of, rows_of
from pipeline.read.page_tables import PageTable, page_tables
from pipeline.read.paragraphs import Frame, block_of, column_paragraphs, frame_of, paragraphs
from pipeline.read.rulings import are_crowded, table_edges, tables_of
from pipeline.read.stitching import goes_on, joined

_NOTE_NUMBER = regex.compile(r"^(\d{1,3})(?!\d|[./)]\d)\s?")

Item = Line | Column | PageTable


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page: tables from top to bottom, rows of lines outside them, footnotes.

    `is_crowded` tells that tables were not looked for, because more lines are drawn than a table has.
    """

    number: int
    width: float
    height: float
    tables: tuple[PageTable, ...]
    rows: list[list[Line]]
    notes: list[Line]
    is_crowded: bool = False

    def words(self) -> list[str]:
        """All words on the page."""
        in_cells = (fragment.text for table in self.tables for cell in table.cells for fragment in cell.fragments)
        lines = (line.text for row in (*self.rows, self.notes) for line in row)
        return [word for text in (*lines, *in_cells) for word in text.split()]


def page_of(canvas: Canvas) -> Page:
    """The lines and tables of what is drawn on a page."""
    edges = table_edges(canvas.strokes)
    is_crowded = are_crowded(edges)
    ruled = [] if is_crowded else tables_of(edges)
    tables, outside = page_tables(ruled, canvas.glyphs, canvas.number, canvas.is_bold)
    body, notes = without_notes(rows_of(outside))
    rows, note_rows = ([lines_of(row, canvas.number, canvas.is_bold) for row in part] for part in (body, notes))
    return Page(
        canvas.number,
        canvas.width,
        canvas.height,
        tuple(tables),
        rows,
        [joined_line(row) for row in note_rows],
        is_crowded,
    )


def blocks_of(pages: Sequence[Page]) -> list[Block]:
    """The blocks of a document from its pages; the footnotes come last."""
    parted = parted_pages(without_furniture([(page.height, page.rows) for page in pages]))
    flows = [_flow(own.rows, (*page.tables, *own.tables)) for page, own in zip(pages, parted, strict=True)]
    frames = _frames(pages, flows)
    blocks: list[Block] = []
    body: list[Line] = []
    table: PageTable | None = None
    for item in (item for flow in flows for item in flow):
        if isinstance(item, Line):
            if table is not None:
                blocks.append(TableBlock(table.cells))
                table = None
            body.append(item)
            continue
        blocks += paragraphs(body, frames)
        body = []
        if isinstance(item, PageTable) and table is not None and goes_on(table, item):
            table = joined(table, item)
            continue
        if table is not None:
            blocks.append(TableBlock(table.cells))
        table = item if isinstance(item, PageTable) else None
        if isinstance(item, Column):
            blocks += column_paragraphs(item.lines)
    blocks += paragraphs(body, frames)
    if table is not None:
        blocks.append(TableBlock(table.cells))
    return blocks + _note_blocks(pages)


def _note_blocks(pages: Sequence[Page]) -> list[Block]:
    """The footnotes of all pages, each a paragraph that begins with its number."""
    lines = [line for page in pages for line in page.notes]
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _NOTE_NUMBER.match(line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_numbered_note(block_of(group)) for group in groups]


def _numbered_note(block: ParagraphBlock) -> ParagraphBlock:
    first, *rest = block.fragments
    return ParagraphBlock((replace(first, text=_NOTE_NUMBER.sub(r"[\1] ", first.text)), *rest))


def _flow(rows: list[list[Line]], tables_found: Sequence[PageTable]) -> list[Item]:
    """Lines, columns and tables of a page in reading order."""
    flow: list[Item] = []
    tables = sorted(tables_found, key=lambda table: table.top)
    start = 0
    for index, row in enumerate(rows):
        if tables and row[0].top > tables[0].top:
            flow += reading_order(rows[start:index])
            start = index
            while tables and row[0].top > tables[0].top:
                flow.append(tables.pop(0))
    return [*flow, *reading_order(rows[start:]), *tables]


def _frames(pages: Sequence[Page], flows: Sequence[Sequence[Item]]) -> dict[int, Frame]:
    """The frame of each page; a page with few lines takes the one of all pages of its width."""
    lines = {
        page.number: [item for item in flow if isinstance(item, Line)] for page, flow in zip(pages, flows, strict=True)
    }
    of_width: dict[int, list[Line]] = {}
    for page in pages:
        of_width.setdefault(round(page.width), []).extend(lines[page.number])
    frames = {}
    for page in pages:
        own, number = lines[page.number], page.number
        frames[number] = frame_of(own if len(own) >= 12 else of_width[round(page.width)], page.width)
    return frames
