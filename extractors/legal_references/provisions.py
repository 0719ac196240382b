"""Điều, khoản, điểm: the provision of a cited document, named before it, or in brackets after it."""

from __future__ import annotations

import regex

_S = r"[^\S\t]{1,3}"
_ID = r"(?:\d{1,3}(?:\.\d{1,2}){0,2}[a-zđ]?|[IVX]{1,5}(?:\.\d{1,2})?|[a-zđêôơưăâ])(?![\p{L}\d])"
_LEVEL = r"(?i:tiểu\s?mục|mục|chương|phần|điều|khoản|điểm|phụ\s?lục|mẫu(?:\ssố)?|tiết)"
_JOINT = r"(?:[^\S\t]{0,2},[^\S\t]{0,2}|[^\S\t]{1,2}(?:và|hoặc|đến)[^\S\t]{1,2}|[^\S\t]{0,2};[^\S\t]{0,2})"
_PIN = rf"(?:các{_S})?{_LEVEL}{_S}{_ID}(?:{_JOINT}{_ID}){{0,8}}"
PINS = rf"(?:từ{_S})?{_PIN}(?:(?:{_JOINT}|{_S}(?:của{_S})?){_PIN}){{0,6}}"
_BEFORE = regex.compile(
    rf"""
    (?<!\p{{L}}) (?P<pins>{PINS})
    [^\S\t]{{0,3}} (?:,|của|tại|trong)? [^\S\t]{{0,3}} (?:các[^\S\t]{{1,2}})?
    (?: [^.;,()\n\t]{{0,80}} (?:ban{_S}hành[^\S\t]{{1,2}})? kèm{_S}theo [^\S\t]{{1,3}} )?              # Phụ lục II ban hành kèm theo Thông tư …
    $
    """,
    regex.VERBOSE,
)
_AFTER = regex.compile(rf"[^\S\t]{{0,2}}\((?:tại{_S})?(?P<pins>{PINS})\)")
_WINDOW = 200


def provision_before(text: str, position: int) -> tuple[str, int] | None:
    """The provision named right before `position`, and where it begins: `điểm a khoản 2 Điều 5`."""
    begin = max(0, position - _WINDOW)
    match = _BEFORE.search(text, begin, position)
    return (_normal(match["pins"]), match.start("pins")) if match else None


def provision_after(text: str, position: int) -> tuple[str, int] | None:
    """The provision in brackets right after `position`, and where the bracket ends: `Luật Đất đai (khoản 3 Điều 62)`."""
    match = _AFTER.match(text, position)
    return (_normal(match["pins"]), match.end()) if match else None


def _normal(pins: str) -> str:
    """Levels as Nghị định 30/2020/NĐ-CP, Phụ lục II writes them in practice: điểm, khoản small, the rest capital."""
    words = regex.sub(r"\s+", " ", pins)
    words = regex.sub(r"(?i)\b(điểm|khoản|tiết)\b", lambda m: m[0].lower(), words)
    words = regex.sub(r"(?i)\b(tiểu mục|mục|chương|phần|điều|phụ lục|mẫu)\b", lambda m: m[0].capitalize(), words)
    return _only_lists(words)


def _only_lists(pins: str) -> str:
    """`khoản 3, Điều 14` names one provision: a comma before the next higher level is dropped."""
    return regex.sub(r"(?P<low>(?:điểm|khoản) \S{1,6}), (?=(?:khoản|Điều) )", _joined, pins)


def _joined(match: regex.Match[str]) -> str:
    following = match.string[match.end() :]
    goes_up = match["low"].startswith("điểm") or following.startswith("Điều")
    return f"{match['low']} " if goes_up else match[0]
