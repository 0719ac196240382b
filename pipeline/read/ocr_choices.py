"""Which of the readings that the recogniser holds for likely is taken: the one that makes a word with its neighbours.

Tesseract often takes the hook of a tone for an acute (`tố chức`, `Tống kết`) and the capital I for 1 or l (`Quý
1/2030`). Its own second choice is right then. Nothing is taken here that the recogniser did not see itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import regex

from extractors import lexicon
from pipeline.read.tesseract import SeenWord
from pipeline.read.text_layer import syllable_share

_CORE = regex.compile(r"^(\P{L}*)(\p{L}+)(\P{L}*)$")
_QUARTER = regex.compile(r"(?:I{1,3}|IV)(?:[/,;.)-].*)?")
_NUMERAL = regex.compile(r"(?:I{1,3}|IV|V|VI{1,3}|IX|X{1,2}|XI{1,3}|XI?V)\.?")
_LIKE_NUMERAL = regex.compile(r"[IVXLl1|T]{1,4}\.?")
_FRACTION_SLASH = "\u2044"
_PHRASES = (("agencies", "name"), ("abbreviations", "long"), ("laws", "name"), ("provinces", "old_full_name"))
_DICTIONARY = Path("corpus", "data", "Viet74K.txt")


def chosen(words: Sequence[SeenWord]) -> list[str]:
    """The text of each of the words, which follow each other in one part of a page."""
    texts = [word.text.replace(_FRACTION_SLASH, "/") for word in words]
    for index, word in enumerate(words):
        others = [other.replace(_FRACTION_SLASH, "/") for other in word.others]
        before = texts[index - 1] if index else ""
        after = texts[index + 1] if index + 1 < len(texts) else ""
        begins_line = index == 0 or words[index - 1].line != word.line
        if before.casefold() == "quý":
            texts[index] = next((text for text in (texts[index], *others) if _QUARTER.fullmatch(text)), texts[index])
        elif begins_line and after[:1].isupper() and _LIKE_NUMERAL.fullmatch(texts[index]):
            texts[index] = _numeral(texts[index], others)
        elif others:
            texts[index] = _in_context(before, texts[index], after, others)
    return texts


def _numeral(text: str, others: Sequence[str]) -> str:
    """A Roman numeral at the beginning of a line: `IL.` is II., a lone `L` is I with its full stop."""
    if text in ("L", "l"):
        return "I." if text.replace(text, "I") in others else text
    return next((choice for choice in (text, *others) if _NUMERAL.fullmatch(choice)), text)


def _in_context(before: str, text: str, after: str, others: Sequence[str]) -> str:
    """The word, or another of the same letters with other marks that, unlike it, is known with its neighbours."""
    if _support(before, text, after):
        return text
    alike = [other for other in others if _bare(other) == _bare(text)]
    best = max(alike, key=lambda other: _support(before, other, after), default=text)
    if alike and _support(before, best, after):
        return best
    if not _is_syllable(text):
        return next((other for other in alike if _is_syllable(other)), text)
    return text


def _support(before: str, text: str, after: str) -> int:
    """With how many of its neighbours a word is known."""
    left, own, right = (_CORE.match(word) for word in (before, text, after))
    if own is None:
        return 0
    found = 0
    if left is not None and not left[3] and not own[1]:
        found += (left[2].lower(), own[2].lower()) in known_pairs()
    if right is not None and not own[3] and not right[1]:
        found += (own[2].lower(), right[2].lower()) in known_pairs()
    return found


def _is_syllable(word: str) -> bool:
    share, judged = syllable_share((word,))
    return judged == 0 or share == 1.0


def _bare(word: str) -> str:
    """The word without its marks."""
    return "".join(char for char in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(char))


@cache
def known_pairs() -> frozenset[tuple[str, str]]:
    """Syllables that follow each other in words of the dictionary that underthesea brings, and in names of agencies."""
    phrases = [row[column] for name, column in _PHRASES for row in lexicon.rows(name)]
    package = find_spec("underthesea")
    if package is not None and package.origin is not None:
        dictionary = Path(package.origin).parent / _DICTIONARY
        if dictionary.is_file():
            phrases += dictionary.read_text(encoding="utf-8").splitlines()
    syllables = (regex.findall(r"\p{L}+", unicodedata.normalize("NFC", phrase).lower()) for phrase in phrases)
    return frozenset(pair for words in syllables for pair in pairwise(words))
