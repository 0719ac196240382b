"""PDF to layout: each page is judged, and read from its text layer or, where that is missing or wrong, by OCR."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.layout import Layout, Notice
from pipeline.read import UnreadableError
from pipeline.read.glyph_codes import agrees, from_old_fonts, translated
from pipeline.read.glyphs import Canvas, read_canvas
from pipeline.read.ocr import GOOD_MERIT, Recognised
from pipeline.read.page_blocks import Page, blocks_of, page_of
from pipeline.read.patience import announce_ocr
from pipeline.read.pdf_file import canvases, open_pdf
from pipeline.read.scans import PageToRead, recognise_pages
from pipeline.read.tesseract import what_is_missing
from pipeline.read.text_layer import TextLayer, judge

MAX_PAGES = 2_000
MAX_OCR_PAGES = 300
"""Recognising a page takes about a second: this many are done within some minutes."""

_REASONS = {
    TextLayer.NONE: "a picture without text",
    TextLayer.STAMP: "a picture with a signature's stamp at most",
    TextLayer.JUNK: "a picture with wrong text behind it",
    TextLayer.WRONG_CODES: "text whose codes are broken",
}


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page as its text layer gives it, and what that layer is worth; `to_read` is set for a page that needs OCR.

    Where the codes of its letters are wrong, `translation` is the page with them translated, if that is possible.
    """

    page: Page
    layer: TextLayer
    has_picture: bool
    rotation: int
    to_read: PageToRead | None = None
    translation: Page | None = None


@dataclass(frozen=True, slots=True)
class ReadPages:
    """Pages of a PDF: judged, what OCR gave of those that needed it, and how each is read in the end, by number."""

    judged: tuple[JudgedPage, ...]
    damaged: tuple[int, ...]
    recognised: Mapping[int, Recognised]
    pages: Mapping[int, Page]

    @property
    def unread(self) -> list[int]:
        """The numbers of the pages that have to be read by OCR and were not."""
        return [page.page.number for page in self.judged if page.page.number not in self.pages]

    @property
    def poor(self) -> list[int]:
        """The numbers of the pages of which OCR made hardly a word."""
        return [
            number
            for number, result in sorted(self.recognised.items())
            if result.canvas.glyphs and result.merit < GOOD_MERIT
        ]


def read_pdf(content: bytes) -> Layout:
    """The layout of a PDF.

    Pages without a usable text layer are read by OCR (notice `ocr`); without Tesseract they are left out (notice
    `ocr_missing`) and the layout is not complete; nor is it with pages that OCR could hardly read (`ocr_poor`).
    Raises UnreadableError as `open_pdf` does, and `empty`.
    """
    document = open_pdf(content)
    try:
        count = len(document)
        read = read_pages(document, range(1, min(count, MAX_PAGES) + 1), content)
    finally:
        document.close()
    layout = layout_of(read, count)
    if not layout.blocks and layout.complete:
        raise UnreadableError("empty", "No words are on the pages of the PDF; put the document itself into the folder.")
    return layout


def layout_of(read: ReadPages, count: int) -> Layout:
    """The layout that pages of a PDF with `count` pages make."""
    blocks = blocks_of([read.pages[number] for number in sorted(read.pages)])
    incomplete = read.damaged or read.unread or read.poor or any(page.is_crowded for page in read.pages.values())
    return Layout(
        "pdf_scanned" if _is_scan(read.judged) else "pdf",
        tuple(blocks),
        count,
        ocr_used=bool(read.recognised),
        complete=not incomplete and count <= MAX_PAGES,
        warnings=(*_file_notices(read, count), *_ocr_notices(read)),
    )


def read_pages(document: Any, numbers: Iterable[int], content: bytes) -> ReadPages:
    """The pages with these numbers (from 1, in rising order) of a `pypdfium2.PdfDocument` with this content.

    The judgement draws the fields of a page into it; for OCR the pages are opened anew, without these stamps.
    """
    judged: list[JudgedPage] = []
    damaged = []
    for number, canvas in canvases(document, numbers):
        if canvas is None:
            damaged.append(number)
        else:
            judged.append(_judged(document, canvas))
    waiting = [page.to_read for page in judged if page.to_read is not None]
    wanted = waiting[:MAX_OCR_PAGES] if not what_is_missing() else []
    if wanted:
        announce_ocr(len(wanted))
    results = _recognised(content, wanted) if wanted else {}
    pages = {page.page.number: seen for page in judged if (seen := _as_read(page, results)) is not None}
    return ReadPages(tuple(judged), tuple(damaged), results, pages)


def _recognised(content: bytes, wanted: Sequence[PageToRead]) -> dict[int, Recognised]:
    pictures = open_pdf(content)
    try:
        return {result.canvas.number: result for result in recognise_pages(pictures, wanted)}
    finally:
        pictures.close()


def _as_read(judged: JudgedPage, results: Mapping[int, Recognised]) -> Page | None:
    """The page from its text layer or by OCR; None when it has to be read by OCR and was not.

    A translation of wrong codes gives every letter as it is, so it is taken where what OCR has seen agrees with it.
    """
    if judged.to_read is None:
        return judged.page
    result = results.get(judged.page.number)
    if result is None:
        return judged.translation
    seen = page_of(result.canvas)
    if judged.translation is not None and agrees(judged.translation.words(), seen.words()):
        return judged.translation
    return seen


def _judged(document: Any, canvas: Canvas) -> JudgedPage:
    page = page_of(canvas)
    layer = judge(page.words(), has_picture=canvas.has_picture, path_count=canvas.path_count)
    if not layer.is_worthless:
        return JudgedPage(page, layer, canvas.has_picture, canvas.rotation)
    drawn = layer == TextLayer.WRONG_CODES
    if drawn and (converted := from_old_fonts(canvas)) is not None:
        return JudgedPage(page_of(converted), TextLayer.OLD_FONT, canvas.has_picture, canvas.rotation)
    to_read = PageToRead(canvas.number, canvas.rotation, canvas.strokes if drawn else None)
    letters = translated(read_canvas(document, canvas.number - 1, apart=True)) if drawn else None
    translation = None if letters is None else page_of(letters)
    return JudgedPage(page, layer, canvas.has_picture, canvas.rotation, to_read, translation)


def _is_scan(judged: Sequence[JudgedPage]) -> bool:
    """Whether at least half of the pages that hold anything are pictures."""
    filled = [page for page in judged if page.layer != TextLayer.BLANK]
    return 0 < len(filled) <= 2 * sum(page.has_picture and page.layer.is_worthless for page in filled)


def _file_notices(read: ReadPages, count: int) -> list[Notice]:
    notices = []
    crowded = [number for number, page in sorted(read.pages.items()) if page.is_crowded]
    if crowded:
        sentence = f"Page {_listed(crowded)} is full of lines; its text is read, but without tables."
        notices.append(Notice("too_many_lines", sentence))
    old = [page.page.number for page in read.judged if page.layer == TextLayer.OLD_FONT]
    if old:
        sentence = f"Page {_listed(old)} is typed in a font older than Unicode, and was converted; check its capitals."
        notices.append(Notice("legacy_encoding", sentence))
    if read.damaged:
        sentence = f"Page {_listed(read.damaged)} could not be opened; fetch the file again."
        notices.append(Notice("damaged_page", sentence))
    if count > MAX_PAGES:
        notices.append(Notice("truncated", f"Only the first {MAX_PAGES} of {count} pages were read; split the file."))
    return notices


def _ocr_notices(read: ReadPages) -> list[Notice]:
    """What was read by OCR and why, what was not, what could hardly be read, and what was left out of it."""
    judged, results, unread = read.judged, read.recognised, read.unread
    notices = []
    for layer, reason in _REASONS.items():
        numbers = [page.page.number for page in judged if page.layer == layer and page.page.number in results]
        if numbers:
            sentence = f"Page {_listed(numbers)} ({reason}) was read by OCR; check names and numbers."
            notices.append(Notice("ocr", sentence))
    translations = [page.page.number for page in judged if page.translation and page.page.number not in results]
    if translations:
        sentence = f"The letters of page {_listed(translations)} have wrong codes, which were translated; check them."
        notices.append(Notice("wrong_codes", sentence))
    if unread:
        missing = what_is_missing()
        sentence = (
            f"Page {_listed(unread)} has no usable text and has to be read by OCR: {missing}."
            if missing
            else f"Only {MAX_OCR_PAGES} pages are read by OCR, not page {_listed(unread)}; split the file."
        )
        notices.append(Notice("ocr_missing" if missing else "truncated", sentence))
    if read.poor:
        notices.append(
            Notice("ocr_poor", f"Page {_listed(read.poor)} could hardly be read by OCR; look at the source.")
        )
    left_out = [number for number, result in sorted(results.items()) if result.lines_left_out]
    if left_out:
        sentence = (
            f"On page {_listed(left_out)} OCR met signs that are no text (seals, handwriting); they are left out."
        )
        notices.append(Notice("ocr_left_out", sentence))
    return notices


def _listed(numbers: Sequence[int]) -> str:
    """`3`, `1, 4`, `1-24`: runs of three and more are written as ranges."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(parts[:30]) + (" …" if len(parts) > 30 else "")
