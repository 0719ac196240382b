"""Pages as a scanner gives them: pictures of text drawn with a font of the system, at 200 dots to the inch."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.read.tesseract import what_is_missing

DPI = 200
_FONTS = (
    "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
    "/usr/share/fonts/TTF/DejaVuSerif.ttf",
    "/Library/Fonts/Times New Roman.ttf",
    "C:/Windows/Fonts/times.ttf",
)
FONT = next((font for font in _FONTS if Path(font).is_file()), None)

needs_ocr = pytest.mark.skipif(bool(what_is_missing()), reason=f"to read scans, {what_is_missing()}")
needs_font = pytest.mark.skipif(FONT is None, reason="no serif font with Vietnamese letters (apt: fonts-croscore)")


class Sheet:
    """A page of A4 that is drawn on; places are points from its upper left corner."""

    def __init__(self, paper: int = 240) -> None:
        self.image = Image.new("L", (round(595 * DPI / 72), round(842 * DPI / 72)), paper)
        self._draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, text: str, *, size: float = 13) -> Sheet:
        """A line of text whose top is at `y`."""
        font = ImageFont.truetype(FONT or "", size * DPI / 72)
        self._draw.text((x * DPI / 72, y * DPI / 72), text, fill=40, font=font)
        return self

    def lines(self, x: float, y: float, lines: Sequence[str], *, pitch: float = 18) -> Sheet:
        """Lines below each other."""
        for index, line in enumerate(lines):
            self.text(x, y + index * pitch, line)
        return self

    def grid(self, columns: Sequence[float], rows: Sequence[float]) -> Sheet:
        """A ruled table."""
        for y in rows:
            self._rule(columns[0], y, columns[-1], y)
        for x in columns:
            self._rule(x, rows[0], x, rows[-1])
        return self

    def turned(self, degrees: float) -> Sheet:
        """The page laid on the scanner at an angle (anticlockwise)."""
        expand = degrees % 90 == 0
        self.image = self.image.rotate(degrees, Image.Resampling.BICUBIC, expand=expand, fillcolor=240)
        return self

    def soiled(self) -> Sheet:
        """The page with the noise of a scanner; always the same."""
        noise = np.random.default_rng(7).normal(0, 8, (self.image.height, self.image.width))
        self.image = Image.fromarray(np.clip(np.asarray(self.image) + noise, 0, 255).astype(np.uint8))
        return self

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._draw.line([value * DPI / 72 for value in (x0, y0, x1, y1)], fill=60, width=2)


def scan(*sheets: Sheet) -> bytes:
    """A PDF with a picture for each page."""
    file = io.BytesIO()
    first, *others = (sheet.image for sheet in sheets)
    first.save(file, "PDF", resolution=DPI, save_all=True, append_images=others, quality=75)
    return file.getvalue()
