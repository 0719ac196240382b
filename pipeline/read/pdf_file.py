"""PDF files opened with PDFium, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.read import UnreadableError
from pipeline.read.glyphs import Canvas, read_canvas
from pipeline.read.pdf_guard import check_streams

_PASSWORD, _UNSUPPORTED_SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


def open_pdf(content: bytes) -> Any:
    """The `pypdfium2.PdfDocument` of a file.

    Raises UnreadableError: `too_large`, `encrypted`, `damaged`, `no_pages`.
    """
    import pypdfium2

    check_streams(content)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _UNSUPPORTED_SECURITY) or "password" in str(error).lower():
            raise UnreadableError("encrypted", "The PDF has a password; save it without one.") from error
        sentence = f"The PDF is damaged or cut off ({error}); fetch it again."
        raise UnreadableError("damaged", sentence) from error
    if not len(document):
        document.close()
        raise UnreadableError("no_pages", "The PDF has no pages; fetch it again.")
    return document


def canvases(document: Any, numbers: Iterable[int]) -> Iterator[tuple[int, Canvas | None]]:
    """The pages with these numbers (from 1), each with its number; None for a page that cannot be opened."""
    import pypdfium2

    for number in numbers:
        try:
            canvas = read_canvas(document, number - 1)
        except pypdfium2.PdfiumError:
            canvas = None
        yield number, canvas
