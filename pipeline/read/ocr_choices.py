"""Which of the readings that the recogniser holds for likely is taken: the one that makes words with its neighbours.

Tesseract often takes the hook of a tone for an acute (`tố chức`, `Tống kết`) and the capital I for 1 or l (`Quý
1/2030`). Its own second choice is right then. Nothing is taken here that the recogniser did not see itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.read.ocr_language import is_syllable, pair_weight, without_marks
from pipeline.read.tesseract import Other, SeenWord

_QUARTER = regex.compile(r"(?:I{1,3}|IV)(?:[/,;.)-].*)?")
_ONE_QUARTER = regex.compile(r"Quý\s(?P<numeral>I{1,3}|IV)/(?P<year>20\d\d)")
_POOR_QUARTER = regex.compile(r"Quý\s(?:[1lJIL]/|[1UL])(?P<year>20\d\d)")
_NUMERAL = regex.compile(r"(?:I{1,3}|IV|V|VI{1,3}|IX|X{1,2}|XI{1,3}|XI?V)\.?")
_LIKE_NUMERAL = regex.compile(r"[IVXLHl1|TỊ]{1,4}\.?")
_LIKE_G = regex.compile(r"ø[.)/]")
"""The label `g)`, taken for a letter that Vietnamese does not have."""

_GROWN_NUMERAL = {"L": "I.", "l": "I.", "H": "II", "HI": "III", "HL": "III.", "VH": "VII", "VIH": "VIII"}
"""Letters of a numeral that touch each other look like others: II like H, the I and its full stop like L."""

_FRACTION_SLASH = "\u2044"
_USUAL = {"tinh": "tỉnh"}
"""Words that are rare in plans beside one that looks like them; they stay where they are known with the next word."""

_SAME_SHAPE = regex.compile(r"[CKOPSUVWXZÔƠƯÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰIÍÌỈĨỊ]{2,}")  # large and small they look alike
_PRICE_OF_DOUBT = 0.04
_PRICE_OF_NO_SYLLABLE = 0.8
_PRICE_OF_CASE = 0.5
_MOST_READINGS = 4


class _Reading(NamedTuple):
    """A reading of a word and what it costs to take it."""

    text: str
    cost: float


def chosen(words: Sequence[SeenWord]) -> list[str]:
    """The text of each of the words, which follow each other in one part of a page."""
    texts = [word.text.replace(_FRACTION_SLASH, "/") for word in words]
    fixed: set[int] = set()
    for index, word in enumerate(words):
        others = [other.text.replace(_FRACTION_SLASH, "/") for other in word.others]
        before = texts[index - 1] if index else ""
        after = texts[index + 1] if index + 1 < len(texts) else ""
        begins_line = index == 0 or words[index - 1].line != word.line
        if before.casefold() == "quý":
            texts[index] = next((text for text in (texts[index], *others) if _QUARTER.fullmatch(text)), texts[index])
        elif begins_line and _LIKE_G.fullmatch(texts[index]):
            texts[index] = texts[index].replace("ø", "g")
            fixed.add(index)
        elif begins_line and (after[:1].isupper() or not after) and _LIKE_NUMERAL.fullmatch(texts[index]):
            texts[index] = _numeral(texts[index], others)
            fixed.add(index)
    return _likeliest(
        [
            [_Reading(text, 0.0)] if index in fixed else _readings(text, word.others, texts[index + 1 : index + 2])
            for index, (text, word) in enumerate(zip(texts, words, strict=True))
        ]
    )


def voted_quarter(readings: Sequence[str]) -> str | None:
    """The numeral and year (`III/2030`) of a cell that holds a quarter alone, by several readings of it; else None.

    A reading with a proper numeral counts twice; 1, U, L, J are what is often made of `I/`.
    """
    votes: Counter[str] = Counter()
    for reading in readings:
        found = _ONE_QUARTER.fullmatch(reading)
        if found is not None:
            votes[f"{found['numeral']}/{found['year']}"] += 2
        elif (found := _POOR_QUARTER.fullmatch(reading)) is not None:
            votes[f"I/{found['year']}"] += 1
    return votes.most_common(1)[0][0] if votes else None


def quarter_words(words: Sequence[SeenWord], quarter: str) -> Sequence[SeenWord]:
    """The words of a cell that holds a quarter alone, with its numeral and year as voted."""
    if len(words) < 2:
        return words
    return words[0], replace(words[1], text=quarter, x1=words[-1].x1, others=())


def _numeral(text: str, others: Sequence[str]) -> str:
    """A Roman numeral at the beginning of a line; a number in digits stays."""
    stem = text.rstrip(".")
    if stem.isdigit():
        return text
    if stem in _GROWN_NUMERAL:
        grown = _GROWN_NUMERAL[stem]
        likely = next((choice for choice in others if _NUMERAL.fullmatch(choice)), None)
        return likely if likely is not None and len(likely.rstrip(".")) == len(stem) > 1 else _dotted(grown, text)
    return next((choice for choice in (text, *others) if _NUMERAL.fullmatch(choice)), text)


def _dotted(numeral: str, text: str) -> str:
    return numeral if numeral.endswith(".") or not text.endswith(".") else numeral + "."


def _readings(text: str, others: Sequence[Other], after: Sequence[str]) -> list[_Reading]:
    """The readings of a word with the same letters but for their marks and size, the recogniser's own first."""
    bare = without_marks(text)
    alike = [other for other in others if without_marks(other.text) == bare]
    usual = _USUAL.get(text.rstrip(".,;:)"))
    if usual is not None and not any(pair_weight(text, following) for following in after):
        preferred = next((other.text for other in alike if other.text.rstrip(".,;:)") == usual), None)
        if preferred is not None:
            return [_Reading(preferred, 0.0)]
    readings = [_Reading(text, _price(text, 0.0))]
    readings += [_Reading(other.text, _price(other.text, other.doubt)) for other in alike[: _MOST_READINGS - 1]]
    readings += [
        _Reading(reading.text.lower(), reading.cost + _PRICE_OF_CASE)
        for reading in tuple(readings)
        if _SAME_SHAPE.fullmatch(reading.text)
    ]
    return readings


def _price(text: str, doubt: float) -> float:
    return _PRICE_OF_DOUBT * doubt + (0.0 if is_syllable(text) else _PRICE_OF_NO_SYLLABLE)


def _likeliest(words: Sequence[Sequence[_Reading]]) -> list[str]:
    """One reading for each word, so that they cost least and are best known with each other (Viterbi)."""
    if not words:
        return []
    worth = [-reading.cost for reading in words[0]]
    ways: list[list[int]] = []
    for before, readings in pairwise(words):
        way, gained = [], []
        for reading in readings:
            values = [value + pair_weight(left.text, reading.text) for value, left in zip(worth, before, strict=True)]
            best = max(range(len(values)), key=values.__getitem__)
            way.append(best)
            gained.append(values[best] - reading.cost)
        ways.append(way)
        worth = gained
    place = max(range(len(worth)), key=worth.__getitem__)
    texts = [words[-1][place].text]
    for way, readings in zip(reversed(ways), reversed(words[:-1]), strict=True):
        place = way[place]
        texts.append(readings[place].text)
    return texts[::-1]
