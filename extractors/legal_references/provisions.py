"""Điều, khoản, điểm: the provision of a cited document, named before it, or in brackets after it."""

from __future__ import annotations

import re

import regex

from extractors.alternatives import any_of
from extractors.legal_references.pieces import spaced
from extractors.spaces import single_spaced

_SPACE = r"[^\S\t]{0,3}"
_LOW = any_of("điểm", "khoản", "tiết")
_HIGH = any_of(r"tiểu\s?mục", "mục", "chương", "phần", "điều", r"phụ\s?lục", r"mẫu(?:\ssố)?")
_LEVEL = rf"(?i:{_LOW}|{_HIGH})"
_ID = (
    any_of(
        r"\d{1,3}(?:\.\d{1,2}){0,2}[a-zđ]?(?: TS)?",  # 12   12a   2.1   mẫu 09 TS
        r"[IVX]{1,5}(?:\.\d{1,2})?",  # III   III.2
        r"[a-zđêôơưăâ]",  # điểm đ
        r"[A-H]",  # phần A
    )
    + r"(?![\p{L}\d])"
)
_JOINT = any_of(
    rf"{_SPACE}[,;]{_SPACE}",  # khoản 1, 2
    " (?:và|hoặc|đến) ",  # Điều 5 và Điều 9   từ Điều 10 đến Điều 15
    rf"{_SPACE}[,;] (?:và|hoặc) ",
)
_POINTING = " (?:(?:theo )?quy định )?(?:của|tại) "
"""`khoản 2 của Điều 5`; `mẫu 03 quy định tại Phụ lục V`."""
_PIN = rf"(?:các )?{_LEVEL} {_ID}(?:{_JOINT}{_ID}){{0,8}}"
_DASH = rf"(?<=(?i:khoản|điểm)\s\S{{1,4}}){_SPACE}[-–]{_SPACE}(?=(?i:điều)\s)"
"""`khoản 3 - Điều 61`."""
_PINS = rf"(?:từ )?{_PIN}(?:{any_of(_JOINT, _POINTING, _DASH, ' ')}{_PIN}){{0,6}}"
_BEFORE = regex.compile(
    spaced(
        rf"(?<!\p{{L}})(?P<pins>{_PINS})"
        + rf"{_SPACE}(?:,|của|tại|trong)?{_SPACE}(?:các )?"
        # Phụ lục II ban hành kèm theo Thông tư …   khoản 3 Điều 6 Quy chế ban hành kèm theo Quyết định …
        + r"(?:[^.;,()\n\t]{0,80}?(?:ban hành )?kèm theo )?$"
    )
)
_AFTER = regex.compile(spaced(rf"{_SPACE}\((?:tại )?(?P<pins>{_PINS})\)"))
_LEVEL_BEGINS = re.compile("điểm|khoản|tiết|mục|chương|phần|điều|phụ|mẫu", re.IGNORECASE)
_WINDOW = 200


def provision_before(text: str, position: int) -> tuple[str, int] | None:
    """The provision named right before `position`, and where it begins: `điểm a khoản 2 Điều 5`."""
    begin = max(0, position - _WINDOW)
    match = _BEFORE.search(text, begin, position) if _LEVEL_BEGINS.search(text, begin, position) else None
    return (_normal(match["pins"]), match.start("pins")) if match else None


def provision_after(text: str, position: int) -> tuple[str, int] | None:
    """The provision in brackets right after `position`, and where it ends: `Luật Đất đai (khoản 3 Điều 62)`."""
    match = _AFTER.match(text, position)
    return (_normal(match["pins"]), match.end()) if match else None


def _normal(pins: str) -> str:
    """One form for one provision: `khoản 3, Điều 14` and `khoản 3 của điều 14` are `khoản 3 Điều 14`.

    Levels as Nghị định 30/2020/NĐ-CP, Phụ lục II writes them in practice: điểm, khoản small, the rest capital.
    """
    words = single_spaced(pins)
    words = regex.sub(spaced(_POINTING), " ", words)
    words = regex.sub(r"\s+([,;])", r"\1", words)
    words = regex.sub(r"\s?[-–]\s?(?=(?i:điều)\s)", " ", words)
    words = regex.sub(rf"(?i)\b{_LOW}\b", lambda m: m[0].lower(), words)
    words = regex.sub(rf"(?i)\b{_HIGH}\b", lambda m: m[0].capitalize(), words)
    return regex.sub(r"(?P<low>(?P<level>điểm|tiết|khoản) \S{1,6}), (?=(?P<next>khoản|Điều|điểm) )", _joined, words)


def _joined(match: regex.Match[str]) -> str:
    """A comma before the next higher level joins nothing, it is only style."""
    ranks = {"tiết": 0, "điểm": 1, "khoản": 2, "Điều": 3}
    return f"{match['low']} " if ranks[match["level"]] < ranks[match["next"]] else match[0]
