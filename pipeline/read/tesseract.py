"""Tesseract, the recogniser of characters, and where its Vietnamese data lies."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from pipeline.read.images import DPI, Picture

Doubts = Sequence[tuple[str, float]]
"""The letters that may stand at one place, each with its cost: the lower, the likelier."""

LANGUAGE = "vie"
_FOLDERS = (
    "/usr/share/tesseract-ocr",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)
MOST_DOUBT = 25.0
"""How much less likely (in the recogniser's own measure) a letter may be and still count as its second choice."""

_MARGIN = 12  # pixels of white around a picture: Tesseract misreads what touches its edge


class OcrMissingError(Exception):
    """Tesseract or its Vietnamese data is not installed."""


class Other(NamedTuple):
    """Another reading of a word, and by how much it is less likely than the one taken (MOST_DOUBT at most)."""

    text: str
    doubt: float


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word that was recognised: its place in pixels, its line, and how sure the recogniser is (0 to 100).

    `top` and `bottom` are those of the line where the word stands, so that all words of a line have the same height;
    `base` is the height at which its letters stand, `ink_top` and `ink_bottom` are where its own ink ends. `others` are
    the words that the recogniser found nearly as likely, the likeliest first.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    line: int
    confidence: float
    base: float = 0.0
    ink_top: float = 0.0
    ink_bottom: float = 0.0
    others: tuple[Other, ...] = ()


@cache
def data_folder() -> Path | None:
    """The folder that holds the Vietnamese data; None where there is none."""
    named = os.environ.get("TESSDATA_PREFIX")
    roots = [Path(named)] if named else []
    roots += [Path(sys.prefix) / "share" / "tessdata", *map(Path, _FOLDERS)]
    for root in roots:
        for folder in (root, root / "tessdata", *sorted(root.glob("*/tessdata"), reverse=True)):
            if (folder / f"{LANGUAGE}.traineddata").is_file():
                return folder
    return None


def what_is_missing() -> str:
    """What a user has to install before pages can be recognised here; "" when nothing is missing."""
    if find_spec("tesserocr") is None:
        return "install the Python package tesserocr"
    if data_folder() is None:
        return (
            "install Tesseract's Vietnamese data (Debian, Ubuntu: apt-get install tesseract-ocr-vie; elsewhere put "
            f"{LANGUAGE}.traineddata into a folder and set TESSDATA_PREFIX to it)"
        )
    return ""


_engines = threading.local()


def _engine() -> Any:
    """The recogniser of this thread: it takes a tenth of a second to start, and serves one page at a time."""
    engine = getattr(_engines, "engine", None)
    if engine is None:
        folder = data_folder()
        if folder is None:
            raise OcrMissingError
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its own threads make it slower
        try:
            import tesserocr
        except ImportError as error:
            raise OcrMissingError from error
        engine = tesserocr.PyTessBaseAPI(
            path=str(folder), lang=LANGUAGE, psm=tesserocr.PSM.SINGLE_BLOCK, oem=tesserocr.OEM.LSTM_ONLY
        )
        engine.SetVariable("tessedit_do_invert", "0")
        engine.SetVariable("lstm_choice_mode", "2")  # the second choices of each letter are kept
        engine.SetVariable("lstm_rating_coefficient", "1")  # and their costs are not cut off
        _engines.engine = engine
    return engine


def words_in(picture: Picture, zoom: float = 1.0, *, single_line: bool = False) -> list[SeenWord]:
    """The words in a picture of one block or line of text, line by line, looked at enlarged by `zoom`.

    Raises OcrMissingError.
    """
    import cv2

    engine = _engine()
    import tesserocr
    from PIL import Image

    if zoom != 1.0:
        picture = np.asarray(cv2.resize(picture, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC), np.uint8)
    padded = cv2.copyMakeBorder(picture, *(_MARGIN,) * 4, cv2.BORDER_CONSTANT, value=(255,))
    engine.SetPageSegMode(tesserocr.PSM.SINGLE_LINE if single_line else tesserocr.PSM.SINGLE_BLOCK)
    engine.SetImage(Image.fromarray(padded))
    engine.SetSourceResolution(round(DPI * zoom))
    try:
        engine.Recognize()
        words = list(_words(engine, tesserocr.RIL))
    finally:
        engine.Clear()
    return [_moved(word, zoom) for word in words]


def _moved(word: SeenWord, zoom: float) -> SeenWord:
    sides = (word.x0, word.x1, word.top, word.bottom, word.base, word.ink_top, word.ink_bottom)
    x0, x1, top, bottom, base, ink_top, ink_bottom = ((side - _MARGIN) / zoom for side in sides)
    return replace(word, x0=x0, x1=x1, top=top, bottom=bottom, base=base, ink_top=ink_top, ink_bottom=ink_bottom)


def _words(engine: Any, levels: Any) -> Iterator[SeenWord]:
    results = engine.GetIterator()
    if results is None or results.Empty(levels.SYMBOL):  # to ask an empty iterator for its words is a crash
        return
    import tesserocr

    line = -1
    base: tuple[tuple[int, int], tuple[int, int]] | None = None
    height = depth = 0.0
    words: list[tuple[SeenWord, list[Doubts]]] = []
    for symbol in tesserocr.iterate_level(results, levels.SYMBOL):
        if symbol.Empty(levels.SYMBOL):
            continue
        if symbol.IsAtBeginningOf(levels.WORD):
            if line < 0 or symbol.IsAtBeginningOf(levels.TEXTLINE):
                line += 1
                base = symbol.Baseline(levels.TEXTLINE)
                look = symbol.RowAttributes()
                height, depth = look["row_height"], -look["descenders"]
            text = (symbol.GetUTF8Text(levels.WORD) or "").strip()
            x0, ink_top, x1, bottom = map(float, symbol.BoundingBox(levels.WORD) or (0, 0, 0, 0))
            top, at, ink_bottom = ink_top, bottom, bottom
            if base is not None and height > 0:
                at = _height_at(base, (x0 + x1) / 2)
                top, bottom = at + depth - height, at + depth
            confidence = float(symbol.Confidence(levels.WORD))
            words.append((SeenWord(text, x0, top, x1, bottom, line, confidence, at, ink_top, ink_bottom), []))
        words[-1][1].append(_choices(symbol))
    for word, letters in words:
        if word.text and word.x1 > word.x0:
            yield replace(word, others=other_words(word.text, letters))


def _choices(symbol: Any) -> Doubts:
    """What may stand in the place of a letter. (`GetBestLSTMSymbolChoices` crashes on words without letters.)"""
    choices = symbol.GetChoiceIterator()
    return [(choice.GetUTF8Text() or "", 100 - choice.Confidence()) for choice in choices] if choices else []


def other_words(text: str, letters: Sequence[Doubts]) -> tuple[Other, ...]:
    """The words with one letter of `text` replaced by a likely other one, the likeliest first.

    `letters` holds for each letter the choices with their costs. Where the letters taken one by one make another word,
    that stands first.
    """
    if len(letters) != len(text):
        return ()
    found: list[Other] = []
    if all(letters):
        single = "".join(min(choices, key=itemgetter(1))[0] for choices in letters)
        found += [Other(single, 0.0)] if single != text else []
    for place, choices in enumerate(letters):
        least = min((cost for _, cost in choices), default=0.0)
        for letter, cost in choices:
            if letter != text[place] and letter.strip() and cost - least <= MOST_DOUBT:
                found.append(Other(text[:place] + letter + text[place + 1 :], max(0.0, cost - least)))
    return tuple(sorted(found, key=attrgetter("doubt")))


def _height_at(base: tuple[tuple[int, int], tuple[int, int]], x: float) -> float:
    (x0, y0), (x1, y1) = base
    return y0 if x1 == x0 else y0 + (y1 - y0) * (x - x0) / (x1 - x0)
