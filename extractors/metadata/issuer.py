"""Cơ quan ban hành: the body whose symbol a document bears, and the province it acts in.

The head names the superior body above the body itself (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.2). Where the head is
lost, the enacting clause, the line of authority, the title and the notes of annexes say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

import regex

from extractors import lexicon
from extractors.agencies import canonical_name
from extractors.metadata.furniture import MARK, MOTTO, PARTY, REPUBLIC, RULE, SIGNED, YOUTH_UNION
from extractors.metadata.names import ADMINISTRATIVE, ordinary_name
from extractors.metadata.words import alternatives
from extractors.provinces import find_province, name_pattern
from extractors.spaces import single_spaced


@dataclass(frozen=True, slots=True)
class Issuer:
    """The bodies of a head, canonical: the issuer itself and the one above it, None when none stands there."""

    name: str
    above: str | None = None


_NUMBER = r"[Ss][ốỐôÔ][ ]{0,2}[:.]?[ .…_\d]{0,20}[/–-][ ]{0,2}[\p{L}\d/&–-]{1,40}"
_NOT_A_BODY = regex.compile(
    rf"""
      {REPUBLIC} | {MOTTO} | {PARTY} | {YOUTH_UNION} | {RULE}
    | (?:(?:Nghị\squyết|Luật|Pháp\slệnh)\s)? {_NUMBER}             # Số: 12/KH-UBND
    | [Ss][ốỐôÔ] \s? : [ ]{{0,5}} \S{{0,12}} (?:[ ]{{0,3}}/\S{{1,30}})?  # Số: 1105KH-ĐKT, Số: đ# /CT-UBND
    | THEO\sQUY[ẾE]T\sĐ[ỊI]NH.{{0,60}}                               # ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ …
    | (?:(?:T[Pp]\.?|\p{{Lu}}\p{{Ll}}{{1,8}})[ –-]{{1,3}}){{0,6}} (?:\p{{Lu}}\p{{Ll}}{{1,8}}[ ]{{0,2}})? ,?[ ]{{0,3}}
        [Nn]g[àa][yv][ :.…_\d]{{0,20}}(?:th\p{{L}}ng|/).{{0,40}}       # Huế, ngày 02 tháng 3 năm 2022
    | ^[ \t]{{0,4}} {MARK} [ \t]{{0,4}}$ | DỰ\sTHẢO | H[ỎO][ẢA]?\sTỐC
    | {SIGNED} [^\n]{{0,120}}
    """,
    regex.VERBOSE | regex.MULTILINE,
)
_ENDS_COLUMN = regex.compile(rf"{MOTTO} | {_NUMBER}", regex.VERBOSE)
_HEAD_NOUN = rf"(?:{alternatives('body')})"
_STARTS_BODY = regex.compile(rf"\s{{0,3}}{_HEAD_NOUN}(?!\p{{L}})")
_BROKEN = regex.compile(r"^(\s{0,5}[ỦU][ỶY])\s{0,3}\n\s{0,3}(?=BAN\sNHÂN\sDÂN)", regex.MULTILINE)
_PLACE_LINE = regex.compile(r"\s{0,3}(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s\S")
_BARE_OFFICE = regex.compile(r"(?:VĂN PHÒNG|THANH TRA|BAN TIẾP CÔNG DÂN)$")
_SPECKS = regex.compile(r"^(?:[^\p{Lu}\s]{1,3}\s){1,4}")  # what a scan makes of dirt before a line
_STANDING = regex.compile(r"(?:BAN THƯỜNG TRỰC|BAN THƯỜNG VỤ|BAN CHẤP HÀNH)$")
_PARTY_BOARD = regex.compile(r"(?:BAN (?:TUYÊN GIÁO|TỔ CHỨC|DÂN VẬN|NỘI CHÍNH)(?: VÀ DÂN VẬN)?|[ỦU][ỶY] BAN KIỂM TRA)$")
_PARTY_COMMITTEE = regex.compile(r"(?:(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy|Ban Chấp hành (?P<central>Trung ương))\b")
_COUNCIL = regex.compile(r"(?:[ỦU][ỶY] BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND)(?=\s)")
_JOINT = regex.compile(rf"\s[-–]\s(?={_HEAD_NOUN}\s)")
_AFTER_PLACE = regex.compile(
    rf"((?:UBND|[ỦU][ỶY] BAN NHÂN DÂN)\s(?:TỈNH|THÀNH PHỐ|TP\.?)\s(?:{name_pattern()}))\s(?={_HEAD_NOUN})",
    regex.IGNORECASE,
)
_ENACTING = regex.compile(
    r"""
    (?P<body>
        (?: (?:Ủy|Uỷ|ỦY)\s(?:ban|BAN)\snhân\sdân | UBND ) (?:\s(?:[Tt]ỉnh|[Tt]hành\sphố|huyện|quận|thị\sxã|xã|phường))?
      | (?:Sở|Bộ|Ban)\s\p{Lu}[\p{L},\-\ ]{3,60}? )
    (?P<place> (?:\s\p{Lu}\p{L}{0,8}+(?:\s?[-–](?=\s?\p{Lu}))?){1,5}+ )?+
    \s?,?\s{0,2} (?:\(\p{L}{2,10}\)\s)?
    (?:ban\shành|xây\sdựng|đề\sra|lập|triển\skhai|tổ\schức|quyết\sđịnh|yêu\scầu)\s     # UBND tỉnh … ban hành Kế hoạch
    """,
    regex.VERBOSE,
)
_VERB_ENDS = regex.compile(r"(?:hành|dựng|ra|lập|khai|chức|định|cầu)\s")
_AUTHORITY = regex.compile(
    r"(?:TM|T/M)\s?\.?\s{0,2}(?P<body>(?:[ỦU][ỶY] BAN NHÂN DÂN|UBND)(?: \p{Lu}[\p{Lu}\- ]{2,40})?)"
)


def issuer_of_head(head: str, text: str) -> Issuer | None:
    """The issuer that the lines of a head name; `text` is the whole document, for the spelling of names."""
    bodies = _bodies(_column(head)) or _bodies(head)
    if len(bodies) > 1 and _STANDING.match(bodies[-1]):
        bodies.pop()
    if not bodies:
        return None
    names = [ordinary_name(body, text) for body in bodies]
    own = names[-1]
    above = names[-2] if len(names) > 1 else None
    if _BARE_OFFICE.match(bodies[-1]) and len(bodies) > 1:
        below = regex.sub(r"^(Ủy ban nhân dân tỉnh) .*", r"\1", names[-2])
        own = canonical_name(f"{own} {below}")
    committee = _PARTY_COMMITTEE.match(above) if above and _PARTY_BOARD.match(bodies[-1]) else None
    if committee is not None:
        own = f"{own} {committee['central'] or committee[0]}"
    return Issuer(own, above)


def _column(head: str) -> str:
    """The head as far as the later of motto and number: a stamp of incoming mail that follows them names no issuer."""
    return head[: max((m.end() for m in _ENDS_COLUMN.finditer(head)), default=len(head))]


def _bodies(head: str) -> list[str]:
    """The names in capitals that stand in a head, one per body, from the highest down."""
    bodies: list[str] = []
    for line in _NOT_A_BODY.sub("\n", _BROKEN.sub(r"\1 ", head)).split("\n"):
        line = _SPECKS.sub("", single_spaced(line)).strip(" .,:;-–_*")
        letters = [c for c in line if c.isalpha()]
        if len(letters) < 3 or sum(c.isupper() for c in letters) < 0.8 * len(letters):
            continue
        for part in _AFTER_PLACE.sub(r"\1\n", line).split("\n"):
            if _STARTS_BODY.match(part) and not (bodies and bodies[-1] == "VĂN PHÒNG"):
                bodies.append(_JOINT.split(regex.sub(r"^DUBND", "UBND", part.strip()))[0])
            elif bodies and _PLACE_LINE.match(part) and ADMINISTRATIVE.search(bodies[-1]):
                council = _COUNCIL.match(bodies[-1])
                if council is not None:
                    bodies.append(f"{council[0]} {part.strip()}")
            elif bodies and (_PLACE_LINE.match(part) or not _is_complete(bodies[-1])):
                bodies[-1] = f"{bodies[-1]} {part.strip()}"
    return bodies


def _is_complete(body: str) -> bool:
    return find_province(body) is not None


_ADVERBS = regex.compile(r"(?:\s(?:đã|cũng|sẽ|vừa|có))+$")


def issuer_of_clause(text: str) -> str | None:
    """The body that the preamble says issues the plan: `Ủy ban nhân dân tỉnh X ban hành Kế hoạch …`."""
    found = None
    last = max((match.end() for match in _VERB_ENDS.finditer(text)), default=0)
    for match in _ENACTING.finditer(text, 0, last):
        found = _ADVERBS.sub("", (match["body"].strip() + (match["place"] or "")).strip())
        if match["place"]:
            break
    return found


def issuer_of_authority(text: str) -> str | None:
    """The body that the signature acts for: `TM. ỦY BAN NHÂN DÂN`."""
    match = _AUTHORITY.search(text)
    return match["body"].strip() if match else None


def issuer_of_symbol(symbol: str) -> str | None:
    """The body that a symbol names: its last part, in a công văn (`BNV-CCHC`) its first; None for `UBND`, `TU`."""
    parts = regex.split(r"[-/]", symbol)
    return _by_code().get(parts[-1]) or (_by_code().get(parts[0]) if len(parts) > 1 else None)


def is_misspelled(name: str, coded: str) -> bool:
    """Whether a name of the head is the one that the symbol stands for, but for a few letters (a slip, a bad scan)."""
    return name != coded and SequenceMatcher(None, name.casefold(), coded.casefold()).ratio() > 0.9


@cache
def _by_code() -> dict[str, str]:
    return {row["code"]: row["name"] for row in lexicon.rows("issuer_codes") if "from" not in row["note"]}
