"""Words that a converter tore apart where the formatting changed inside them: `đ ồ ng b ộ`, `năm 20 23`.

Vietnamese is written in syllables; letters that are no syllable by themselves belong to their neighbours when together
they make one.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from pipeline.read.text_layer import syllable_share

_LONGEST = 4
_ONE_LETTER_WORDS = frozenset("yýởôàạơYÝỞÔÀẠƠ")
_SPLIT_YEAR = regex.compile(r"(?<=\bnăm (?:19|20)) (?=\d\d\b)")
_VOWEL = regex.compile(r"[^bcdđghklmnpqrstvx]", regex.IGNORECASE)
_WORD = regex.compile(r"(\P{L}*)(\p{L}+)([^\p{L}\s]*)")


def without_broken_words(text: str) -> str:
    """The text (one space between words) with the pieces of broken words put together."""
    tokens = _SPLIT_YEAR.sub("", text).split(" ")
    whole: list[str] = []
    index = 0
    while index < len(tokens):
        size = next((n for n in range(_LONGEST, 1, -1) if _is_one_word(tokens, index, n)), 1)
        whole.append("".join(tokens[index : index + size]))
        index += size
    return " ".join(whole)


def _is_one_word(tokens: list[str], index: int, size: int) -> bool:
    """Whether `size` tokens from `index` on are the pieces of one word."""
    parts = [_WORD.fullmatch(token) for token in tokens[index : index + size] if len(token) <= 8]
    matches = [part for part in parts if part is not None]
    if len(matches) < size or any(part[3] for part in matches[:-1]) or any(part[1] for part in matches[1:]):
        return False
    letters = [part[2] for part in matches]
    if matches[-1][3].startswith(")") and len(letters[-1]) == 1:
        return False
    if all(map(_stands_alone, letters)) and sum(len(word) == 1 for word in letters) < 2:
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
