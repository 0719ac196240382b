"""Searching a text only where a pattern can begin: a word that opens no match is passed over without trying.

The patterns of the grammar are long alternations, and most words of a plan open none of them. Which words do, alone and
with the next one, is asked of the pattern itself (`partial` matching: could a match begin with these letters?) and
kept, so that no list of first words has to follow the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
"""The letters of Vietnamese and its neighbours, for a class of characters in a pattern of `re`."""

# Every run is of letters and digits alone: inside one, no pattern that asks for a boundary can begin.
_TOKEN = re.compile(rf"[0-9{LETTER}]+|\S")
KEPT = 50_000
"""How many openings are kept."""


class Tokens:
    """A text with its words, numbers and marks: where each begins, it, and it with the next one."""

    __slots__ = ("_tokens", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        spans = [match.span() for match in _TOKEN.finditer(text)]
        ends = [end for _, end in spans]
        self._tokens = [
            (start, text[start:end], text[start:following])
            for (start, end), following in zip(spans, [*ends[1:], len(text)], strict=True)
        ]

    def __iter__(self) -> Iterator[tuple[int, str, str]]:
        return iter(self._tokens)


class Scanner:
    """A pattern that begins with a letter, digit or mark, with no letter or digit before it: `(?<![\\p{L}\\d])`."""

    def __init__(self, pattern: regex.Pattern[str]) -> None:
        if any(pattern.match(space, partial=True) for space in " \n\t"):
            raise ValueError(f"may begin with white space: {pattern.pattern}")
        self._match = pattern.match
        self._opens = Openings(pattern)

    def finditer(self, tokens: Tokens) -> Iterator[regex.Match[str]]:
        """The matches in a text, in order, as `pattern.finditer` gives them."""
        opens, match_at, text = self._opens, self._match, tokens.text
        position = 0
        for start, word, pair in tokens:
            if opens[word] and opens[pair] and start >= position and (match := match_at(text, start)) is not None:
                yield match
                position = match.end()


class Openings(dict[str, bool]):
    """Whether a match of a pattern may begin with some characters, whatever follows; kept for those asked for."""

    def __init__(self, pattern: regex.Pattern[str]) -> None:
        self._match = pattern.match

    def __missing__(self, opening: str) -> bool:
        if len(self) >= KEPT:
            self.clear()
        self[opening] = self._match(opening, partial=True) is not None
        return self[opening]
