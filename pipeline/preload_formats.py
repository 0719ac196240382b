"""The same as `pipeline.preload`, with the libraries of all formats; not worth its second for a few documents."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

import pipeline.preload  # noqa: F401

_LIBRARIES = ("numpy", "zstandard", "lxml.etree", "pypdfium2", "pdfplumber", "selectolax.lexbor", "cv2", "tesserocr")
"""Loaded when a document asks for them; one that is missing is not asked for here."""

for _name in _LIBRARIES:
    with suppress(ImportError):
        import_module(_name)
