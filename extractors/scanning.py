"""Searching a text only where a pattern can begin: words that open no match are passed over without trying.

The patterns of the grammar are long alternations, and most words of a plan open none of them. Which patterns a word
and the next one can open is asked of the patterns themselves (`partial` matching: could a match begin with these
letters?) and kept, for all patterns at once. So a text is gone through once, however many patterns there are, and no
list of first words has to follow the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

import regex

T = TypeVar("T")

LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
"""The letters of Vietnamese and its neighbours, for a class of characters in a pattern of `re`."""

# Every run is of letters and digits alone: inside one, no pattern that asks for a boundary can begin.
_TOKEN = re.compile(rf"[0-9{LETTER}]+|\S")
KEPT = 50_000
"""How many openings are kept."""


def in_small_letters(text: str) -> str:
    """A text in small letters, as long as before: a letter stays where its small one would be longer."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Scanner:
    """A pattern that begins with a letter, digit or mark, with no letter or digit before it: `(?<![\\p{L}\\d])`."""

    def __init__(self, pattern: regex.Pattern[str]) -> None:
        if any(pattern.match(space, partial=True) for space in " \n\t"):
            raise ValueError(f"may begin with white space: {pattern.pattern}")
        self.pattern = pattern
        self.bit = 1 << len(_SCANNERS)
        _SCANNERS.append(self)
        _OPENED.clear()

    def finditer(self, tokens: Tokens) -> list[regex.Match[str]]:
        """The matches in a text, in order, as `pattern.finditer` gives them."""
        found: list[regex.Match[str]] = []
        position = 0
        for start in tokens.opening(self):
            if start >= position and (match := self.pattern.match(tokens.text, start)) is not None:
                found.append(match)
                position = match.end()
        return found


def scanners() -> tuple[Scanner, ...]:
    """All scanners there are."""
    return tuple(_SCANNERS)


class Tokens:
    """A text with the places in it where patterns may begin: words, numbers and marks."""

    __slots__ = ("_places", "_scanners", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._scanners = 0
        self._places: list[tuple[int, int]] = []

    def opening(self, scanner: Scanner) -> list[int]:
        """Where matches of a scanner may begin, in order."""
        if self._scanners != len(_SCANNERS):
            self._scanners = len(_SCANNERS)
            self._places = list(openings_of(self.text, _OPENED))
        return [start for start, opened in self._places if opened & scanner.bit]


def openings_of(text: str, opened: Mapping[str, T]) -> Iterator[tuple[int, T]]:
    """The places of a text at which something may begin, with what `opened` has for the words there.

    `opened` is asked for a word, number or mark alone and, unless that is false, for it with the next one.
    """
    start: int | None = None
    for token in _TOKEN.finditer(text):
        if start is not None and (found := opened[text[start : token.end()]]):
            yield start, found
        start = token.start() if opened[token[0]] else None
    if start is not None and (found := opened[text[start:]]):
        yield start, found


class _Opened(dict[str, int]):
    """The bits of the scanners whose matches may begin with some words, for those asked for."""

    def __missing__(self, opening: str) -> int:
        if len(self) >= KEPT:
            self.clear()
        first = _TOKEN.match(opening)
        among = self[first[0]] if first is not None and first[0] != opening else -1
        tried = (s for s in _SCANNERS if among & s.bit)
        self[opening] = bits = sum(s.bit for s in tried if s.pattern.match(opening, partial=True) is not None)
        return bits


_SCANNERS: list[Scanner] = []
_OPENED = _Opened()
