"""What is known of the language when a scan is read: which syllables follow each other, and how one is written."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import regex

from extractors import lexicon
from pipeline.read.text_layer import syllable_share

_LEXICONS = (("agencies", "name"), ("abbreviations", "long"), ("laws", "name"), ("provinces", "old_full_name"))
_DICTIONARY = Path("corpus", "data", "Viet74K.txt")
_OF_PLANS = """
địa bàn tỉnh, địa bàn huyện, nông thôn mới tỉnh, cải cách thể chế, thể chế, chương trình tổng thể, gửi nhận văn bản,
bố trí từ, có liên quan, luật tổ chức, để tổng hợp, hành chính công tỉnh, cổng thông tin điện tử, cổng dịch vụ công,
hằng năm, cấp tỉnh, báo cáo tổng kết, hợp tổ chức, các tổ chức, kinh phí thực hiện, mục tiêu cụ thể, tỉnh đến, tiến độ,
đổi mới, số hóa, kiểm tra, kiến nghị, chấp hành, cấp huyện, cấp xã, thẩm quyền, đầu tư, phổ biến, giải quyết, trên cơ sở
"""
"""Words that follow each other in plans and that a dictionary does not have, or has less often than their likes."""

KNOWN, OWN = 1.0, 1.5
_CORE = regex.compile(r"^(\P{L}*)(\p{L}+)(\P{L}*)$")
_STOPPED = regex.compile(r"(?:ch|c|p|t)$")
_NO_STOP_TONE = regex.compile(r"^[^\u0301\u0323]*$")


def pair_weight(left: str, right: str) -> float:
    """How well two neighbouring words are known together: 0, KNOWN by the dictionary, OWN by the words of plans."""
    first, second = _CORE.match(left), _CORE.match(right)
    if first is None or second is None or first[3] or second[1]:
        return 0.0
    pair = (first[2].lower(), second[2].lower())
    if pair in _own_pairs():
        return OWN
    return KNOWN if pair in _dictionary_pairs() else 0.0


def is_syllable(word: str) -> bool:
    """Whether a word is written as a syllable is; before c, ch, p and t only the tones sắc and nặng occur."""
    share, judged = syllable_share((word,))
    if not judged:
        return True
    core = _CORE.match(word)
    if share < 1.0 or core is None:
        return False
    return not _STOPPED.search(core[2].lower()) or not _NO_STOP_TONE.search(unicodedata.normalize("NFD", core[2]))


def without_marks(word: str) -> str:
    """The word in small letters without any marks; đ stays."""
    return "".join(char for char in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(char))


@cache
def _own_pairs() -> frozenset[tuple[str, str]]:
    phrases = [row[column] for name, column in _LEXICONS for row in lexicon.rows(name)]
    return _pairs([*phrases, *_OF_PLANS.split(",")])


@cache
def _dictionary_pairs() -> frozenset[tuple[str, str]]:
    """Syllables that follow each other in a word of the dictionary that underthesea brings; none without it."""
    package = find_spec("underthesea")
    if package is None or package.origin is None:
        return frozenset()
    dictionary = Path(package.origin).parent / _DICTIONARY
    return _pairs(dictionary.read_text(encoding="utf-8").splitlines()) if dictionary.is_file() else frozenset()


def _pairs(phrases: list[str]) -> frozenset[tuple[str, str]]:
    syllables = (regex.findall(r"\p{L}+", unicodedata.normalize("NFC", phrase).lower()) for phrase in phrases)
    return frozenset(pair for words in syllables for pair in pairwise(words))
