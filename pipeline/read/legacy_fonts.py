"""Text typed for the Vietnamese fonts of before Unicode: TCVN3 (.VnTime) and VNI (VNI-Times).

Such text is stored as Latin letters and signs that only its font shows as Vietnamese: `Céng hßa`, `Coäng hoøa`. The
tables are those of the standards (TCVN 5712:1993, VN3; VNI). Capitals typed with a font of capitals (.VnTimeH) are
stored as small letters and stay small.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import islice
from typing import Literal, get_args

import regex

from extractors import lexicon
from pipeline.layout import Notice
from pipeline.read.text_layer import syllable_share

LegacyFont = Literal["tcvn3", "vni"]

_NAMES: dict[LegacyFont, str] = {"tcvn3": "TCVN3 (.VnTime)", "vni": "VNI"}
_LEAST_GAIN = 0.15
_LEAST_SHARE = 0.8
_LEAST_WORDS = 5
_SAMPLE_WORDS = 2000
_VIETNAMESE = re.compile(r"[ăơưđĂƠƯĐ\u1ea0-\u1ef9]")
_BELOW_LATIN_1_LETTERS = bytes(range(0xA1))
_HYPHEN_IN_WORD = regex.compile(r"(?<=\p{Ll})-(?=\P{Lu})|^-(?=\p{Ll})")
_MINUS_IN_WORD = regex.compile(r"(?<=\p{L})\u2212(?=\p{L})")


def share_of_syllables(text: str) -> float:
    """The share of words of a text's beginning that are built as Vietnamese syllables, from 0 to 1."""
    return syllable_share(text[: 12 * _SAMPLE_WORDS].split()[:_SAMPLE_WORDS])[0]


def legacy_font_of(text: str) -> LegacyFont | None:
    """The old font that a text was typed for, None when it is proper Unicode or no Vietnamese."""
    sample = text[: 12 * _SAMPLE_WORDS]
    latin = len(sample.encode("latin-1", "ignore").translate(None, _BELOW_LATIN_1_LETTERS))
    enough = latin // 4 + 1
    if latin < 3 or len(list(islice(_VIETNAMESE.finditer(sample), enough))) == enough:
        return None
    before, words = syllable_share(sample.split())
    if words < _LEAST_WORDS:
        return None
    after = {font: share_of_syllables(in_unicode(sample, font)) for font in get_args(LegacyFont)}
    best: LegacyFont = max(after, key=lambda font: after[font])
    return best if after[best] >= max(_LEAST_SHARE, before + _LEAST_GAIN) else None


def font_named(name: str) -> LegacyFont | None:
    """The old font that a name stands for: `.VnTime`, `ABCDEF+VnTimeH`, `VNI-Times`; None for others."""
    plain = name.rpartition("+")[2].lstrip(".").casefold()
    if plain.startswith("vni"):
        return "vni"
    return "tcvn3" if plain.startswith("vn") else None


def in_unicode_by_name(text: str, name: str) -> str:
    """The text, typed in a font of that name, in Unicode letters; as it is where the font is no old one.

    PDF programs give the code of ư, a soft hyphen, as a hyphen. `.VnTimeH` shows its small letters as capitals.
    """
    font = font_named(name)
    if font is None:
        return text
    text = _HYPHEN_IN_WORD.sub("\u00ad", text).replace("\u03bc", "\u00b5") if font == "tcvn3" else text
    letters = in_unicode(text, font)
    return letters.upper() if font == "tcvn3" and name.rstrip().endswith("H") else letters


def in_unicode(text: str, font: LegacyFont) -> str:
    """The text, typed for an old font, in Unicode letters (NFC)."""
    letters, pattern = _letters(font)
    text = _MINUS_IN_WORD.sub("\u00ad", text)  # some programs turn the code of ư, a soft hyphen, into a minus
    return unicodedata.normalize("NFC", pattern.sub(lambda m: letters[m[0]], text))


def legacy_notice(font: LegacyFont) -> Notice:
    """The notice that a text was converted."""
    sentence = f"The text is typed for the old font {_NAMES[font]}; it was converted to Unicode. Check its capitals."
    return Notice("legacy_encoding", sentence)


@cache
def _letters(font: LegacyFont) -> tuple[dict[str, str], regex.Pattern[str]]:
    letters = {row["typed"]: row["letter"] for row in lexicon.rows(font)}
    longest_first = sorted(letters, key=len, reverse=True)
    return letters, regex.compile("|".join(map(regex.escape, longest_first)))
