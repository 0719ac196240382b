"""What does not count when words are compared: case, spacing, kinds of dashes, the place of tone marks."""

from __future__ import annotations

import unicodedata
import zlib
from collections import Counter

import regex

from extractors.tones import older_tones

SAME_TASK = 0.8
"""Share of common words from which two texts are the same task."""

SAME_OUTPUT = 0.9
"""Share of common words from which two texts name the same output."""

_DASH = regex.compile(r"[\u2010-\u2015\u2212]")
_SPACE = regex.compile(r"\s+")
_WORD = regex.compile(r"\w+")
_NOT_A_WORD = regex.compile(r"[^\w\s]")
_PLURAL = regex.compile(r"^các\s+")
_CONCERNED = regex.compile(r"\bcó liên quan\b")  # `cơ quan có liên quan` and `cơ quan liên quan`
_AFTER_Q = {"quỳ": "qùy", "quý": "qúy", "quỷ": "qủy", "quỹ": "qũy", "quỵ": "qụy"}
# `Qúy I` is a misspelling as frequent as the right one; `quýt` is another word.
_QUY = regex.compile(rf"(?:{'|'.join(_AFTER_Q)})(?!\p{{L}})")

Bag = Counter[int]
"""The words of a text without their order, as checksums."""


def fold(value: object) -> str:
    """A value as text in lower case, NFC, one space between words, one kind of dash, tone marks in one place.

    Nothing is the empty text.
    """
    if value is None:
        return ""
    text = older_tones(unicodedata.normalize("NFC", str(value)).casefold())
    text = _QUY.sub(lambda match: _AFTER_Q[match[0]], text)
    return _SPACE.sub(" ", _DASH.sub("-", text)).strip()


def fold_name(value: object) -> str:
    """A name without punctuation, without the plural's `Các` and without `có` before `liên quan`."""
    text = _CONCERNED.sub("liên quan", _NOT_A_WORD.sub(" ", fold(value)))
    return _PLURAL.sub("", _SPACE.sub(" ", text).strip())


def fold_label(value: object) -> str:
    """A label without the full stops at its end: `1.` is `1`."""
    return fold(value).rstrip(".")


def fold_number(value: object) -> str:
    """The number of a document without spaces."""
    return _SPACE.sub("", fold(value))


def fold_rule(value: object) -> str:
    """A rule of RFC 5545 with its parts in one order."""
    return ";".join(sorted(fold(value).upper().removeprefix("RRULE:").split(";")))


def bag(text: str | None) -> Bag:
    """The words of a text."""
    return Counter(zlib.crc32(word.encode()) for word in _WORD.findall(fold(text)))


def common_share(one: Bag, other: Bag) -> float:
    """The share of words that two texts have in common, 0 to 1 (Dice); 0 when both are empty."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
