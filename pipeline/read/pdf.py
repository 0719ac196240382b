"""PDF files with a text layer to layout.

PDFium gives characters and strokes; rulings become cells, the other characters lines, columns and paragraphs. Pages
without a usable text layer are named in a notice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import regex

from pipeline.layout import Layout, Notice, ParagraphBlock, TableBlock
from pipeline.read import UnreadableError
from pipeline.read.columns import Column, reading_order
from pipeline.read.footnotes import without_notes
from pipeline.read.furniture import without_furniture
from pipeline.read.glyphs import Canvas, read_canvas
from pipeline.read.grids import Block
from pipeline.read.lines import Line, joined_line, lines_of, rows_of
from pipeline.read.page_tables import PageTable, page_tables
from pipeline.read.paragraphs import Frame, block_of, column_paragraphs, frame_of, paragraphs
from pipeline.read.rulings import ruled_tables
from pipeline.read.stitching import goes_on, joined
from pipeline.read.text_layer import is_usable

MAX_PAGES = 3_000
_PASSWORD, _UNSUPPORTED_SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_NOTE_NUMBER = regex.compile(r"^(\d{1,3})(?!\d|[./)]\d)\s?")

Item = Line | Column | PageTable


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    width: float
    height: float
    has_picture: bool
    tables: tuple[PageTable, ...]
    rows: list[list[Line]]
    notes: list[Line]

    def words(self) -> list[str]:
        """All words on the page."""
        in_cells = (fragment.text for table in self.tables for cell in table.cells for fragment in cell.fragments)
        lines = (line.text for row in (*self.rows, self.notes) for line in row)
        return [word for text in (*lines, *in_cells) for word in text.split()]


def read_pdf(content: bytes) -> Layout:
    """The layout of a PDF.

    Pages without a usable text layer are left out, with notice `no_text_layer`. Raises UnreadableError: `encrypted`,
    `damaged`, `no_pages`, and `scanned` when no page has usable text.
    """
    document = _open(content)
    try:
        count = len(document)
        pages, damaged = _pages(document, min(count, MAX_PAGES))
    finally:
        document.close()
    if not count:
        raise UnreadableError("no_pages", "The PDF has no pages; fetch it again.")
    usable = [page for page in pages if is_usable(page.words(), has_picture=page.has_picture)]
    if not any(page.words() for page in usable):
        sentence = "The PDF holds pictures of pages without usable text; make it searchable (OCR) and read it again."
        raise UnreadableError("scanned", sentence)
    notices = _notices(sorted({page.number for page in pages} - {page.number for page in usable}), damaged, count)
    return Layout("pdf", tuple(_blocks(usable)), count, complete=not notices, warnings=notices)


def _open(content: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _UNSUPPORTED_SECURITY) or "password" in str(error).lower():
            raise UnreadableError("encrypted", "The PDF has a password; save it without one.") from error
        sentence = f"The PDF is damaged or cut off ({error}); fetch it again."
        raise UnreadableError("damaged", sentence) from error


def _pages(document: Any, count: int) -> tuple[list[_Page], list[int]]:
    """The pages that can be opened, and the numbers of the damaged ones."""
    import pypdfium2

    pages, damaged = [], []
    for number in range(count):
        try:
            pages.append(_page(read_canvas(document, number)))
        except pypdfium2.PdfiumError:
            damaged.append(number + 1)
    return pages, damaged


def _page(canvas: Canvas) -> _Page:
    tables, outside = page_tables(ruled_tables(canvas.strokes), canvas.glyphs, canvas.number, canvas.is_bold)
    body, notes = without_notes(rows_of(outside))
    rows, note_rows = ([lines_of(row, canvas.number, canvas.is_bold) for row in part] for part in (body, notes))
    return _Page(
        canvas.number,
        canvas.width,
        canvas.height,
        canvas.has_picture,
        tuple(tables),
        rows,
        [joined_line(row) for row in note_rows],
    )


def _notices(unread: Sequence[int], damaged: Sequence[int], count: int) -> tuple[Notice, ...]:
    notices = []
    if unread:
        sentence = f"No usable text on page {_listed(unread)}; make the PDF searchable (OCR) and read it again."
        notices.append(Notice("no_text_layer", sentence))
    if damaged:
        notices.append(Notice("damaged_page", f"Page {_listed(damaged)} could not be opened; fetch the file again."))
    if count > MAX_PAGES:
        notices.append(Notice("truncated", f"Only the first {MAX_PAGES} of {count} pages were read; split the file."))
    return tuple(notices)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:30])) + (" …" if len(numbers) > 30 else "")


def _blocks(pages: Sequence[_Page]) -> list[Block]:
    stripped = without_furniture([(page.height, page.rows) for page in pages])
    flows = [_flow(page, rows) for page, rows in zip(pages, stripped, strict=True)]
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


def _note_blocks(pages: Sequence[_Page]) -> list[Block]:
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


def _flow(page: _Page, rows: list[list[Line]]) -> list[Item]:
    """Lines, columns and tables of a page in reading order."""
    flow: list[Item] = []
    tables = list(page.tables)
    start = 0
    for index, row in enumerate(rows):
        if tables and row[0].top > tables[0].top:
            flow += reading_order(rows[start:index])
            start = index
            while tables and row[0].top > tables[0].top:
                flow.append(tables.pop(0))
    return [*flow, *reading_order(rows[start:]), *tables]


def _frames(pages: Sequence[_Page], flows: Sequence[Sequence[Item]]) -> dict[int, Frame]:
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
