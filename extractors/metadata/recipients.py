"""Nơi nhận: who receives a document (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.9)."""

from __future__ import annotations

import regex

from extractors.metadata.furniture import SIGNATURE_LINE
from extractors.spaces import single_spaced

HEADING = regex.compile(
    r"\s{0,5}[*_]{0,2}(?:Nơi\s{1,2}(?:nhận|gửi)|NƠI\s{1,2}(?:NHẬN|GỬI))\s{0,2}[:.]?[*_]{0,2}\s{0,3}"
)
BULLET = regex.compile(r"\s{0,4}[-–—−+•*·]\s{0,3}(?=\S)")
_INNER_BULLET = regex.compile(r"(?<=[;.,)])\s{1,3}[-–—+•]\s{0,2}(?=\p{L})")
_FILED = regex.compile(r"\s{0,3}L[ưu]+\b")
_INNER_FILED = regex.compile(r";\s{0,3}(?=L[ưu]u\b)")
_OPEN_END = regex.compile(r"(?:[,(]|\b(?:các|và|của|tỉnh))$")


def recipients_of(lines: list[str]) -> tuple[str, ...]:
    """The lines of Nơi nhận, what is broken over two joined; nothing after the line `Lưu`, which is the last."""
    items: list[str] = []
    pieces = _pieces(lines)
    bulleted = any(marked for marked, _ in pieces)
    if not bulleted and len(pieces) == 1 and _INNER_FILED.search(pieces[0][1]):
        pieces = [(True, item.strip()) for item in pieces[0][1].split(";")]
    for marked, piece in pieces:
        filed = bool(items) and _FILED.match(items[-1]) is not None
        goes_on = items and not marked and (bulleted or _OPEN_END.search(items[-1]) or piece[:1].islower())
        if filed and (goes_on or _is_closed(items[-1])):
            break
        if goes_on:
            items[-1] = f"{items[-1]} {piece}"
        else:
            items.append(piece)
    cleaned = (single_spaced(item).strip(" ;,.:/") for item in items)
    return tuple(item for item in cleaned if item)


def _pieces(lines: list[str]) -> list[tuple[bool, str]]:
    """What stands after the heading, cut at its marks: whether a mark stands before it, and the words."""
    pieces: list[tuple[bool, str]] = []
    begun = False
    for line in lines:
        heading = HEADING.match(line)
        begun = begun or heading is not None
        rest = line[heading.end() :] if heading else line
        if not begun or not any(c.isalnum() for c in rest) or SIGNATURE_LINE.match(rest):
            continue
        bullet = BULLET.match(rest)
        first, *others = _INNER_BULLET.split(rest[bullet.end() if bullet else 0 :])
        pieces.append((bullet is not None, first.strip()))
        pieces += [(True, other.strip()) for other in others]
    return pieces


def _is_closed(item: str) -> bool:
    return item.rstrip().endswith((".", ")", ";")) or "," in item
