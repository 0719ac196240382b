"""Whether the text layer of a page can be trusted: many PDFs carry none, only a stamp, or the junk of an old OCR."""

from __future__ import annotations

from pipeline.read.glyphs import Canvas

_MIN_CHARACTERS = 30


def is_usable(canvas: Canvas) -> bool:
    """Whether the words of a page are worth reading."""
    return len(canvas.glyphs) >= _MIN_CHARACTERS or not canvas.has_picture
