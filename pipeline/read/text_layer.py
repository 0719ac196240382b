"""Whether the text layer of a page can be trusted: many PDFs have none, a stamp, broken codes or the junk of an OCR.

The evidence is the share of words that are built as Vietnamese syllables are: onset, vowels with at most one tone,
coda.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

import regex

MIN_CHARACTERS = 30
"""A page with a picture and fewer characters than this has no text of its own, at most a stamp."""

MIN_SHARE = 0.6
"""The least share of syllables in a text layer that is read: sound text has .97 to 1, broken codes gave at most .31."""

MIN_SHARE_OVER_PICTURE = 0.9
"""The same where the text lies under a picture of the page, made by an OCR: .83 was junk."""

MIN_SHAPES = 300
"""A page without words and so many shapes on it has its letters drawn as shapes."""

_MIN_WORDS = 12
_MIN_WORDS_OVER_PICTURE = 40  # the stamp of a digital signature has up to some 30 words
_SAMPLE = 400
_ONSET = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_PLAIN, _TONED = "aăâeêioôơuưy", "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
_SYLLABLE = regex.compile(
    rf"(?:{_ONSET})?[{_PLAIN}]{{0,2}}(?:[{_PLAIN}]|[{_TONED}][{_PLAIN}]{{0,2}})(?:ch|c|k|m|nh|ng|n|p|t)?"
)
_TRIMMED = regex.compile(r"^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$")
_JOINT = regex.compile(r"[-–/]")
_DIGIT = regex.compile(r"\p{N}")
_CODE = regex.compile(r"\p{L}?|[A-ZĐ]{2,8}|TTg|TTr|CTr")  # a), UBND, CT-TTg
_CASED = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+")


def syllable_share(words: Iterable[str]) -> tuple[float, int]:
    """The share of Vietnamese syllables among the words, and how many words were judged; numbers and codes are not."""
    good = judged = 0
    for word in words:
        right, all_parts = _judged_parts(word)
        good += right
        judged += all_parts
    return (good / judged if judged else 0.0), judged


@lru_cache(maxsize=1 << 15)
def _judged_parts(word: str) -> tuple[int, int]:
    """How many parts of a word are syllables, and how many are judged."""
    good = judged = 0
    for part in _JOINT.split(_TRIMMED.sub("", word)) if not _DIGIT.search(word) else ():
        is_syllable = bool(_CASED.fullmatch(part) and _SYLLABLE.fullmatch(part.lower()))
        if is_syllable or not _CODE.fullmatch(part):
            judged += 1
            good += is_syllable
    return good, judged


class TextLayer(StrEnum):
    """What the text layer of a page is worth."""

    SOUND = "sound"
    BLANK = "blank"  # nothing is on the page
    NONE = "none"  # a picture of a page, or letters drawn as shapes
    STAMP = "stamp"  # a picture of a page with the words of a digital signature at most
    JUNK = "junk"  # a picture of a page with the wrong words of a poor OCR
    OLD_FONT = "old font"  # typed in a font older than Unicode, and converted
    WRONG_CODES = "wrong codes"  # letters whose codes the file translates wrongly

    @property
    def is_worthless(self) -> bool:
        """Whether the page has to be read by OCR."""
        return self not in (TextLayer.SOUND, TextLayer.BLANK, TextLayer.OLD_FONT)


def judge(words: Sequence[str], *, has_picture: bool, path_count: int = 0) -> TextLayer:
    """What the words of a text layer are worth; a picture of the page under them makes the judgement stricter."""
    if sum(map(len, words)) < MIN_CHARACTERS:
        if has_picture or path_count >= MIN_SHAPES:
            return TextLayer.STAMP if words else TextLayer.NONE
        return TextLayer.SOUND if words else TextLayer.BLANK
    share, judged = syllable_share(words[:_SAMPLE])
    if not has_picture:
        return TextLayer.SOUND if judged < _MIN_WORDS or share >= MIN_SHARE else TextLayer.WRONG_CODES
    if judged < _MIN_WORDS_OVER_PICTURE:
        return TextLayer.STAMP
    return TextLayer.SOUND if share >= MIN_SHARE_OVER_PICTURE else TextLayer.JUNK
