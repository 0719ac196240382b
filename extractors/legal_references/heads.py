"""What stands before a number: the word for its type, or signs that it is no citation at all."""

from __future__ import annotations

from functools import cache

import regex

from extractors.alternatives import any_of
from extractors.legal_references.model import OwnIdentity
from extractors.legal_references.pieces import MARKS, spaced
from extractors.legal_references.symbols import Symbol
from extractors.legal_references.words import type_pattern
from extractors.values import value_class

_NUMBER_WORD = any_of(
    r"(?i:số|sổ|sô|so|cố)[^\S\t]{0,2}[:;]?",  # số   số:   sổ (scan)
    ":",  # Quyết định: 12/QĐ-UBND
)
_SOME = rf"[\s*_]{{0,3}}{MARKS}"
_BLANK = r"[\s*_]{0,20}"
"""Before a number, or in place of one that is left blank."""
_ELIDED = r"(?P<elided>\d{1,4}[a-z]?(?:[^\S\t]{0,2},[^\S\t]{0,2}\d{1,4}[a-z]?){0,5}(?:[^\S\t]{0,2},| và)[^\S\t]{0,2})?"
_LIST_WORD = regex.compile(
    spaced(r"(?<!\p{L})(?P<word>[Ss]ố|SỐ|sổ|sô)[^\S\t]{0,2}(?P<colon>:)?[\s*]{0,3}$"),
)
_OWN_HEAD = regex.compile(
    # Số: 12/KH-UBND   Số, ký hiệu: …   Số hiệu | …   Ký hiệu: …
    r"(?<!\p{L})(?:S[ốỐ]\s{0,2}(?:[,/]?\s?(?:ký\s)?hiệu)?\s{0,2}[:.|\t]?|ký\shiệu\s{0,2}:?)[\s*.…_]{0,20}$",
    regex.IGNORECASE,
)
_FORM = regex.compile(r"(?i:mẫu|biểu)(?:\s(?:số|biểu|báo\scáo))?\s{0,2}:?\s{0,2}$")
_DRAFT = regex.compile(spaced(r"(?:dự (?:thảo|án)|(?:đề nghị|hồ sơ) xây dựng|xây dựng) (?:các )?$"), regex.IGNORECASE)
_ATTACHED = regex.compile(spaced(r"kèm (?:theo )?[^\n(]{0,60}$"), regex.IGNORECASE)
_WINDOW = 100


@value_class(frozen=True, slots=True)
class Head:
    """The words before a number that belong to its citation; `doc_type` is as written, None without a word for it.

    `elided` are numbers before it that share its rest (`Thông tư số 01, 02/2018/TT-VPCP`), with their spans.
    """

    start: int
    doc_type: str | None
    elided: tuple[tuple[int, int, str], ...] = ()


@cache
def _lead() -> regex.Pattern[str]:
    return regex.compile(
        spaced(rf"(?<!\p{{L}})(?P<type>{type_pattern()}){_SOME}:?{_SOME}{_NUMBER_WORD}?{_BLANK}{_ELIDED}$")
    )


def head_of(text: str, symbol: Symbol, own: OwnIdentity) -> Head | None:
    """What a citation of the document with this number begins with; None when it is none."""
    begin = max(0, symbol.start - _WINDOW)
    lead = _lead().search(text, begin, symbol.start)
    if lead is None:
        word = _LIST_WORD.search(text, begin, symbol.start)
        start = word.start("word") if word else symbol.start
        return Head(start, None) if _may_stand_alone(text[begin : symbol.start], symbol, word) else None
    attached = _ATTACHED.search(text, begin, lead.start()) is not None
    if symbol.digits is None and not attached:
        return None
    if is_own_head(text, lead.start("type"), symbol, own):
        return None
    return Head(lead.start("type"), lead["type"], tuple(_elided(lead)))


def _elided(lead: regex.Match[str]) -> list[tuple[int, int, str]]:
    if lead["elided"] is None:
        return []
    offset = lead.start("elided")
    return [(offset + m.start(), offset + m.end(), m[0]) for m in regex.finditer(r"\d+[a-z]?", lead["elided"])]


def _may_stand_alone(before: str, symbol: Symbol, word: regex.Match[str] | None) -> bool:
    """Whether a number without a word for its type is a citation: not the head's `Số: …`, not the number of a form."""
    if symbol.digits is None or _FORM.search(before):
        return False
    if word is None:
        return symbol.form not in ("letter", "other") and not _OWN_HEAD.search(before)
    is_heading = word["word"][0] == "S" or word["colon"] is not None
    words_before = before[: len(before) - len(word[0])]
    if is_heading and not words_before.rstrip().endswith(",") and not _ATTACHED.search(words_before):
        return False
    return symbol.form != "other"


_MARGIN = 60
"""How far beside a number marks of a table or of Markdown may stand on its line, in characters."""


def is_own_head(text: str, start: int, symbol: Symbol, own: OwnIdentity) -> bool:
    """`Nghị quyết số: 105/2025/UBTVQH15` on a line of its own, as some bodies head their documents."""
    if ":" not in text[start : symbol.start] or own.number not in (None, symbol.number):
        return False
    before = text[max(0, start - _MARGIN) : start].rpartition("\n")[2]
    after = text[symbol.end : symbol.end + _MARGIN].partition("\n")[0]
    return not before.strip(" *#|") and not after.strip(" *#|")


def is_draft(text: str, start: int) -> bool:
    """Whether what begins at `start` is still to be written: `dự án Luật …`, `xây dựng Luật …`."""
    return _DRAFT.search(text, max(0, start - 30), start) is not None
