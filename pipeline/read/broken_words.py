"""Words that a converter tore apart where the formatting changed inside them: `đ ồ ng b ộ`, `năm 20 23`.

Vietnamese is written in syllables; letters that are no syllable by themselves belong to their neighbours when together
they make one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.read.text_layer import syllable_share

_LONGEST = 4
_LONGEST_PIECE = 8
_ONE_LETTER_WORDS = frozenset("yýởôàạơYÝỞÔÀẠƠ")
_SPLIT_YEAR = regex.compile(r"(?<=\bnăm (?:19|20)) (?=\d\d\b)")
_VOWEL = regex.compile(r"[^bcdđghklmnpqrstvx]", regex.IGNORECASE)
_WORD = regex.compile(r"(\P{L}*)(\p{L}+)([^\p{L}\s]*)")


def without_broken_words(text: str) -> str:
    """The text (one space between words) with the pieces of broken words put together."""
    tokens = _SPLIT_YEAR.sub("", text).split(" ")
    pieces = [*map(_piece, tokens)]
    whole: list[str] = []
    index = 0
    while index < len(tokens):
        size = 1
        if not _are_words(pieces[index : index + _LONGEST]):
            size = next((n for n in range(_LONGEST, 1, -1) if _is_one_word(tokens, pieces, index, n)), 1)
        whole.append("".join(tokens[index : index + size]))
        index += size
    return " ".join(whole)


class _Piece(NamedTuple):
    """What may be a piece of a word: the marks around its letters, and whether they are a word by themselves."""

    before: str
    letters: str
    after: str
    stands_alone: bool


@lru_cache(maxsize=8192)
def _piece(token: str) -> _Piece | None:
    match = _WORD.fullmatch(token) if len(token) <= _LONGEST_PIECE else None
    return _Piece(match[1], match[2], match[3], _stands_alone(match[2])) if match else None


def _are_words(pieces: list[_Piece | None]) -> bool:
    """Whether pieces are words by themselves, not more than one of a single letter; or the first ends its word."""
    first = pieces[0]
    if first is None or first.after:
        return True
    words = [piece for piece in pieces if piece is not None and piece.stands_alone]
    return len(words) == len(pieces) and sum(len(piece.letters) == 1 for piece in words) < 2


def _is_one_word(tokens: list[str], pieces: list[_Piece | None], index: int, size: int) -> bool:
    """Whether `size` tokens from `index` on are the pieces of one word."""
    parts = [piece for piece in pieces[index : index + size] if piece is not None]
    if len(parts) < size or any(part.after for part in parts[:-1]) or any(part.before for part in parts[1:]):
        return False
    letters = [part.letters for part in parts]
    if parts[-1].after.startswith(")") and len(letters[-1]) == 1:
        return False
    if all(part.stands_alone for part in parts) and sum(len(word) == 1 for word in letters) < 2:
        return False
    if not _has_vowel(letters[-1]) and _begins_word(tokens, index + size - 1):
        return False
    return _is_syllable("".join(letters)) or (size == 2 and _is_abbreviation(letters))


def _begins_word(tokens: list[str], index: int) -> bool:
    """Whether the consonants at `index` are the onset of a word that goes on after them: `yêu c ầu`."""
    return any(_is_syllable("".join(tokens[index : index + n]).rstrip(",.;:")) for n in (2, 3))


def _has_vowel(word: str) -> bool:
    return _VOWEL.search(word) is not None


def _stands_alone(word: str) -> bool:
    if len(word) == 1:
        return word in _ONE_LETTER_WORDS
    return word.isupper() or _is_syllable(word)


def _is_abbreviation(letters: list[str]) -> bool:
    """`U BND`: a capital torn off an abbreviation, which is no syllable."""
    return (
        len(letters[0]) == 1
        and len(letters[1]) >= 2
        and all(map(str.isupper, letters))
        and not _is_syllable(letters[1])
    )


@lru_cache(maxsize=8192)
def _is_syllable(word: str) -> bool:
    return syllable_share((word,)) == (1.0, 1)
