"""The pages of a PDF that have to be read by OCR: drawn one after the other, recognised side by side."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from pipeline.read.images import picture_of
from pipeline.read.ocr import Recognised, recognised
from pipeline.read.rulings import Stroke

THREADS = min(2, os.cpu_count() or 1)
"""Pages recognised at the same time: Tesseract works outside Python's lock."""


@dataclass(frozen=True, slots=True)
class PageToRead:
    """A page (number from 1) by the rotation in which it is read, and its rulings where the file draws them itself."""

    number: int
    rotation: int
    strokes: tuple[Stroke, ...] | None


def recognise_pages(document: Any, pages: Sequence[PageToRead]) -> Iterator[Recognised]:
    """What each page of a `pypdfium2.PdfDocument` shows, in the order given. Raises OcrMissingError.

    PDFium works for one thread only, so pictures are drawn here; no more of them are held than are worked on.
    """
    waiting: deque[Future[Recognised]] = deque()
    with ThreadPoolExecutor(THREADS, thread_name_prefix="ocr") as workers:
        for page in pages:
            if len(waiting) > THREADS:
                yield waiting.popleft().result()
            picture, scale = picture_of(document, page.number - 1, page.rotation)
            waiting.append(workers.submit(recognised, picture, scale, page.number, page.strokes))
        while waiting:
            yield waiting.popleft().result()
