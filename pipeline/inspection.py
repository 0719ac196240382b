"""What the reader saw in a file: its blocks in reading order and, for a PDF, its pages with all of it drawn on them.

This is how a misread table is understood: rulings that were found (red), cells (green), paragraphs (blue) with their
numbers in reading order, and what was left out as no text of the page (grey).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from pipeline.errors import UsageError
from pipeline.layout import Fragment, Layout, ParagraphBlock, TableBlock

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

    from extractors.plan_text import Box
    from pipeline.read.page_blocks import Page
    from pipeline.read.pdf import ReadPages
    from pipeline.read.rulings import Stroke

ReadFrom = Literal["text layer", "OCR", "translated codes", "nothing"]

DPI = 110
_SCALE = DPI / 72
_BLUE, _GREEN, _RED, _GREY, _ORANGE = (30, 90, 220), (0, 140, 60), (220, 30, 30), (150, 150, 150), (230, 120, 0)
_SHOWN = 70


@dataclass(frozen=True, slots=True)
class PageReport:
    """The judgement of a page: what its text layer is worth, with the evidence, and what was read instead.

    `layer` is a value of `pipeline.read.text_layer.TextLayer`; `syllables` is the share of words built as Vietnamese
    syllables in that layer; `merit` is how surely OCR read the page (0 to 1), None where it was not used.
    """

    number: int
    layer: str
    syllables: float
    words: int
    has_picture: bool
    read_from: ReadFrom
    merit: float | None
    tables: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class BlockReport:
    """A block in reading order: its number from 1, its pages, `paragraph` or `table 5x4`, and its first words."""

    number: int
    pages: tuple[int, ...]
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was seen of a file; `pages` is empty for formats without pages, `drawings` holds a PNG for each page."""

    source_format: str
    blocks: tuple[BlockReport, ...]
    warnings: tuple[str, ...]
    pages: tuple[PageReport, ...] = ()
    drawings: tuple[bytes, ...] = ()


def inspect_file(name: str, content: bytes, *, page: int | None = None, draw: bool = True) -> Inspection:
    """What the reader sees in a file, or on one page of a PDF (from 1), with the pages drawn if `draw` is set.

    Raises UnreadableError when nothing can be read, UsageError for a page that is not there.
    """
    from pipeline.read import read
    from pipeline.read.formats import sniff

    if sniff(content) == "pdf":
        return _inspect_pdf(content, page, draw=draw)
    if page is not None:
        raise UsageError(f"{name} has no pages: only a PDF has them before it is printed. Leave --page out.")
    layout = read(content)
    return Inspection(layout.source_format, _block_reports(layout), tuple(map(str, layout.warnings)))


def _inspect_pdf(content: bytes, wanted: int | None, *, draw: bool) -> Inspection:
    from pipeline.read.pdf import MAX_PAGES, layout_of, read_pages
    from pipeline.read.pdf_file import open_pdf

    document = open_pdf(content)
    try:
        count = len(document)
        if wanted is not None and not 1 <= wanted <= count:
            raise UsageError(f"There is no page {wanted}; the PDF has {count}.")
        numbers = range(1, min(count, MAX_PAGES) + 1) if wanted is None else (wanted,)
        read = read_pages(document, numbers, content)
        layout = layout_of(read, count)
        drawings = tuple(_drawing(document, read, number, layout) for number in numbers) if draw else ()
    finally:
        document.close()
    reports = tuple(_page_report(read, number, layout) for number in sorted({p.page.number for p in read.judged}))
    return Inspection(layout.source_format, _block_reports(layout), tuple(map(str, layout.warnings)), reports, drawings)


def _page_report(read: ReadPages, number: int, layout: Layout) -> PageReport:
    from pipeline.read.text_layer import syllable_share

    judged = next(page for page in read.judged if page.page.number == number)
    result = read.recognised.get(number)
    page = read.pages.get(number)
    source: ReadFrom = "OCR"
    if page is None:
        source = "nothing"
    elif page is judged.page:
        source = "text layer"
    elif page is judged.translation:
        source = "translated codes"
    words = judged.page.words()
    on_page = [block for block in layout.blocks if any(fragment.page == number for fragment in _fragments(block))]
    tables = sum(isinstance(block, TableBlock) for block in on_page)
    return PageReport(
        number,
        str(judged.layer),
        round(syllable_share(words)[0], 3),
        len(words),
        judged.has_picture,
        source,
        round(result.merit, 3) if result is not None else None,
        tables,
        len(on_page) - tables,
    )


def _fragments(block: ParagraphBlock | TableBlock) -> list[Fragment]:
    if isinstance(block, TableBlock):
        return [fragment for cell in block.cells for fragment in cell.fragments]
    return list(block.fragments)


def _block_reports(layout: Layout) -> tuple[BlockReport, ...]:
    reports = []
    for number, block in enumerate(layout.blocks, start=1):
        if isinstance(block, TableBlock):
            height = max(cell.row + cell.row_span for cell in block.cells)
            width = max(cell.column + cell.column_span for cell in block.cells)
            kind = f"table {height}x{width}"
        else:
            kind = "paragraph"
        fragments = _fragments(block)
        pages = tuple(sorted({fragment.page for fragment in fragments if fragment.page is not None}))
        text = " ".join(" ".join(fragment.text.split()) for fragment in fragments)
        reports.append(BlockReport(number, pages, kind, text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"))
    return tuple(reports)


def _drawing(document: Any, read: ReadPages, number: int, layout: Layout) -> bytes:
    """A page as PNG, as upright as it was read, with all that was seen on it."""
    from PIL import ImageDraw

    image = _picture(document, read, number)
    pen = ImageDraw.Draw(image)
    for stroke in _strokes(document, read, number):
        pen.rectangle(_pixels((stroke.x0, stroke.top, stroke.x1, stroke.bottom)), outline=_RED)
    boxes: list[Box] = []
    for order, block in enumerate(layout.blocks, start=1):
        found = list(_boxes(block, number))
        for box in found:
            pen.rectangle(_pixels(box), outline=_GREEN if isinstance(block, TableBlock) else _BLUE, width=2)
        if found:
            boxes.append(found[0])
            _write_number(pen, found[0], str(order))
    for before, after in pairwise(boxes):
        pen.line([*_corner(before), *_corner(after)], fill=_ORANGE, width=1)
    page = read.pages.get(number)
    if page is not None:
        for box in _left_out(page, [box for block in layout.blocks for box in _boxes(block, number)]):
            pen.rectangle(_pixels(box), outline=_GREY, width=2)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=False)
    return file.getvalue()


def _picture(document: Any, read: ReadPages, number: int) -> Image:
    """The page in the position in which it was read."""
    from PIL import Image

    from pipeline.read.deskew import straightened
    from pipeline.read.images import picture_of, turned

    judged = next((page for page in read.judged if page.page.number == number), None)
    rotation = judged.rotation if judged is not None else None
    picture, scale = picture_of(document, number - 1, rotation)
    result = read.recognised.get(number)
    if result is not None and result.quarters is not None:
        picture = straightened(turned(picture, result.quarters))
    height, width = picture.shape
    size = round(width * _SCALE / scale), round(height * _SCALE / scale)
    return Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS).convert("RGB")


def _strokes(document: Any, read: ReadPages, number: int) -> Sequence[Stroke]:
    from pipeline.read.glyphs import read_canvas

    result = read.recognised.get(number)
    if result is not None:
        return result.canvas.strokes
    return read_canvas(document, number - 1).strokes if number not in read.damaged else ()


def _boxes(block: ParagraphBlock | TableBlock, number: int) -> Iterator[Box]:
    parts = [block] if isinstance(block, ParagraphBlock) else block.cells
    for part in parts:
        for fragment in part.fragments:
            if fragment.page == number and fragment.box is not None:
                yield fragment.box


def _left_out(page: Page, boxes: Sequence[Box]) -> Iterator[Box]:
    """The lines of a page that stand in none of its blocks: page numbers, running heads, signature stamps."""
    for line in (line for row in page.rows for line in row):
        x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
        if not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes):
            yield line.box


def _pixels(box: Box) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (side * _SCALE for side in box)
    return x0, y0, max(x0 + 1, x1), max(y0 + 1, y1)


def _corner(box: Box) -> tuple[float, float]:
    return box[0] * _SCALE, box[1] * _SCALE


def _write_number(pen: ImageDraw, box: Box, number: str) -> None:
    x, y = _corner(box)
    width = 7 * len(number) + 4
    pen.rectangle((x - width, y - 2, x, y + 12), fill=_ORANGE)
    pen.text((x - width + 2, y - 2), number, fill=(255, 255, 255))
