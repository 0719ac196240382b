"""Whether the text layer of a page can be trusted: many PDFs have none, a stamp, broken codes or the junk of an OCR.

The evidence is the share of words that are built as Vietnamese syllables are: onset, vowels with at most one tone,
coda.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

MIN_CHARACTERS = 30
"""A page with a picture and fewer characters than this has no text of its own, at most a stamp."""

MIN_SHARE = 0.6
"""The least share of syllables in a text layer that is read: sound text has .97 to 1, broken codes gave at most .31."""

MIN_SHARE_OVER_PICTURE = 0.9
"""The same where the text lies under a picture of the page, made by an OCR: .83 was junk."""

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
        for part in _JOINT.split(_TRIMMED.sub("", word)) if not _DIGIT.search(word) else ():
            is_syllable = bool(_CASED.fullmatch(part) and _SYLLABLE.fullmatch(part.lower()))
            if is_syllable or not _CODE.fullmatch(part):
                judged += 1
                good += is_syllable
    return (good / judged if judged else 0.0), judged


def is_usable(words: list[str], *, has_picture: bool) -> bool:
    """Whether the words of a page are worth reading; a page without words is usable only if nothing is drawn on it."""
    characters = sum(map(len, words))
    if characters < MIN_CHARACTERS:
        return not has_picture
    share, judged = syllable_share(words[:_SAMPLE])
    if has_picture:
        return judged >= _MIN_WORDS_OVER_PICTURE and share >= MIN_SHARE_OVER_PICTURE
    return judged < _MIN_WORDS or share >= MIN_SHARE
