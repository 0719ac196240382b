"""Pages as pictures: drawn by PDFium in grey at the resolution that the recogniser of characters wants."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""A page in grey, 0 is black, 255 white; rows from top to bottom."""

DPI = 300
MAX_PIXELS = 36_000_000
"""The largest picture of a page (A2 at 300 dpi); a larger page is drawn at a lower resolution."""

_RED_ABOVE = 50
_RED_IS_LIGHT = 90


def picture_of(document: Any, number: int, rotation: int | None = None) -> tuple[Picture, float]:
    """Page `number` (from 0) of a `pypdfium2.PdfDocument` and its pixels per point. Red stamps are left out.

    The page is turned clockwise by `rotation` degrees, else as the file says (`/Rotate`); it may stand upside down.
    """
    page = document[number]
    width, height = page.get_size()
    scale = min(DPI / 72, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    extra = 0 if rotation is None else (rotation - page.get_rotation()) % 360
    bitmap = page.render(rotation=extra, scale=scale, rev_byteorder=True, may_draw_forms=False)
    try:
        return in_grey(bitmap.to_numpy()), scale
    finally:
        bitmap.close()
        page.close()


def in_grey(colours: NDArray[np.uint8]) -> Picture:
    """The picture in grey, with what is red (a seal over a signature) as white as the paper around it."""
    import cv2

    if colours.ndim == 2 or colours.shape[2] == 1:
        return np.ascontiguousarray(colours.reshape(colours.shape[:2]))
    channels = np.ascontiguousarray(colours[:, :, :3])
    grey: Picture = np.asarray(cv2.cvtColor(channels, cv2.COLOR_RGB2GRAY), np.uint8)
    red, others = channels[:, :, 0], np.maximum(channels[:, :, 1], channels[:, :, 2])
    stamped = (red > _RED_IS_LIGHT) & (cv2.subtract(red, others) > _RED_ABOVE)
    if stamped.any():
        grey[stamped] = np.maximum(grey[stamped], red[stamped])
    return grey


def turned(picture: Picture, quarters: int) -> Picture:
    """The picture turned clockwise by quarters of a turn."""
    return np.ascontiguousarray(np.rot90(picture, -quarters)) if quarters % 4 else picture


def contrasted(picture: Picture) -> Picture:
    """The picture with its ink black and its paper white, whatever the scanner made of them."""
    sample = picture[::8, ::8]
    paper = float(np.median(sample))
    ink = float(np.percentile(sample, 1)) if (sample < paper - 60).mean() > 0.002 else 0.0
    low, high = ink + 0.1 * (paper - ink), paper - 0.08 * (paper - ink)
    if high - low < 40:
        return picture
    table = np.clip((np.arange(256) - low) * 255 / (high - low), 0, 255).astype(np.uint8)
    return np.ascontiguousarray(table[picture])


def denoised(picture: Picture) -> Picture:
    """The picture without the single dots that a scanner strews."""
    import cv2

    return np.asarray(cv2.medianBlur(picture, 3), np.uint8)


def softened(picture: Picture) -> Picture:
    """The picture a little blurred: what has gaps is whole again."""
    import cv2

    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 1.0), np.uint8)
