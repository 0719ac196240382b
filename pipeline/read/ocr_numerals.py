"""Roman numerals counted in the picture: Tesseract often sees two strokes where three stand (`Quý II/2030` for III)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import regex

from pipeline.read.images import Picture
from pipeline.read.tesseract import SeenWord

_NUMERAL = regex.compile(r"(?P<before>X{0,3}V?)(?P<ones>I{1,3})(?P<after>(?:[/\u2044.,;:)-].*)?)")
_AFTER_QUARTER = regex.compile(r"(?P<before>)(?P<ones>[1lJIULH|]{1,3})(?P<after>[/\u2044].*)")
"""What two or three I are taken for after `Quý`, before the slash of the year."""

_MOST_ONES = 3
_DARK = 128
_FULL = 0.8
"""The least share of the height of a capital that a column of its stroke fills with ink."""

_NEXT = 0.75
"""The greatest distance of two strokes of a numeral, as a share of their height: .5 is usual, .6 in bold type."""


def with_counted_strokes(words: Sequence[SeenWord], picture: Picture) -> list[SeenWord]:
    """The words, with as many I in each Roman numeral as strokes stand in the picture, where those are more."""
    befores = ("", *(word.text for word in words))
    return [_counted(word, before, picture) for before, word in zip(befores, words, strict=False)]


def _counted(word: SeenWord, before: str, picture: Picture) -> SeenWord:
    numeral = (_AFTER_QUARTER if before.casefold() == "quý" else _NUMERAL).fullmatch(word.text)
    numeral = numeral or _NUMERAL.fullmatch(word.text)
    if numeral is None:
        return word
    strokes = _strokes(picture[round(word.ink_top) : round(word.base) + 1, round(word.x0) : round(word.x1) + 1])
    if not max(1, numeral["ones"].count("I")) < strokes <= _MOST_ONES:
        return word
    return replace(word, text=numeral["before"] + "I" * strokes + numeral["after"], others=())


def _strokes(part: Picture) -> int:
    """How many upright strokes follow each other closely in the picture of a word, from the first one on."""
    height = part.shape[0]
    if part.size == 0:
        return 0
    is_full = np.append((part < _DARK).mean(axis=0) >= _FULL, False)
    edges = np.flatnonzero(np.diff(is_full.astype(np.int8), prepend=0))
    middles = [(start + end) / 2 for start, end in zip(edges[::2], edges[1::2], strict=True)]
    count = 1 if middles else 0
    while 0 < count < len(middles) and middles[count] - middles[count - 1] <= _NEXT * height:
        count += 1
    return count
