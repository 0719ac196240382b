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
from extractors.metadata.words import alternatives
from extractors.provinces import Province, find_province, name_pattern


@dataclass(frozen=True, slots=True)
class Issuer:
    """The bodies of a head, canonical: the issuer itself and the one above it, None when none stands there."""

    name: str
    above: str | None = None


_NOT_A_BODY = regex.compile(
    r"""
      C[ỘO]NG\s{1,2}H\p{L}{2}\s{1,2}X[ÃA]\s.{8,24}?NAM                # CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    | [ĐD][ộo]c\s{1,2}l[ậa]p.{3,30}?[Pp]h[úu]c                       # Độc lập - Tự do - Hạnh phúc
    | ĐẢNG\s{1,2}CỘNG\s{1,2}SẢN\s{1,2}VIỆT\s{1,2}NAM
    | [-–—_=*•|+]{2,60} | [*|]
    | (?:(?:Nghị\squyết|Luật|Pháp\slệnh)\s)?
        [Ss][ốỐ][ ]{0,2}[:.]?[ .…_\d]{0,20}[/–-][\p{L}\d/&–-]{1,40}  # Số: 12/KH-UBND
    | THEO\sQUY[ẾE]T\sĐ[ỊI]NH.{0,60}                               # ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ …
    | (?:(?:TP\.?|T[Pp]\.?|\p{Lu}\p{Ll}{1,8})[ –-]{1,3}){0,6}(?:\p{Lu}\p{Ll}{1,8}[ ]{0,2})?,?[ ]{0,3}
        [Nn]g[àa]y[ .…_\d]{0,20}(?:tháng|/).{0,40}                 # Huế, ngày 02 tháng 3 năm 2022
    | (?:DỰ\sTHẢO|HỎA\sTỐC|HOẢ\sTỐC|KHẨN|MẬT|TỐI\sMẬT|THƯỢNG\sKHẨN)
    """,
    regex.VERBOSE,
)
_HEAD_NOUN = rf"(?:{alternatives('body')})"
_STARTS_BODY = regex.compile(rf"\s{{0,3}}{_HEAD_NOUN}(?!\p{{L}})")
_PLACE_LINE = regex.compile(r"\s{0,3}(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s\S")
_BARE_OFFICE = regex.compile(r"(?:VĂN PHÒNG|THANH TRA|BAN TIẾP CÔNG DÂN)$")
_AFTER_PLACE = regex.compile(
    rf"((?:UBND|[ỦU][ỶY] BAN NHÂN DÂN)\s(?:TỈNH|THÀNH PHỐ|TP\.?)\s(?:{name_pattern()}))\s(?={_HEAD_NOUN})",
    regex.IGNORECASE,
)
_ADMINISTRATIVE = regex.compile(
    r"(?<!\p{L})(TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s(?P<name>[^,()]{1,40})$"
)
_ENACTING = regex.compile(
    r"""
    (?P<body>
        (?: (?:Ủy|Uỷ|ỦY)\s(?:ban|BAN)\snhân\sdân | UBND ) (?:\s(?:tỉnh|thành\sphố|huyện|quận|thị\sxã|xã|phường))?
      | (?:Sở|Bộ|Ban)\s\p{Lu}[\p{L},\-\ ]{3,60}? )
    (?P<place> (?:\s\p{Lu}\p{L}{0,8}(?:\s?[-–](?=\s?\p{Lu}))?){1,5} )?
    \s?,?\s{0,2} (?:\(\p{L}{2,10}\)\s)?
    (?:ban\shành|xây\sdựng|đề\sra|lập|triển\skhai|tổ\schức|quyết\sđịnh)\s     # UBND tỉnh … ban hành Kế hoạch
    """,
    regex.VERBOSE,
)
_AUTHORITY = regex.compile(
    r"(?:TM|T/M)\s?\.?\s{0,2}(?P<body>(?:[ỦU][ỶY] BAN NHÂN DÂN|UBND)(?: \p{Lu}[\p{Lu}\- ]{2,40})?)"
)


def issuer_of_head(head: str, text: str) -> Issuer | None:
    """The issuer that the lines of a head name; `text` is the whole document, for the spelling of names."""
    bodies = _bodies(head)
    if not bodies:
        return None
    names = [ordinary_name(body, text) for body in bodies]
    own = names[-1]
    above = names[-2] if len(names) > 1 else None
    if _BARE_OFFICE.match(bodies[-1]) and len(bodies) > 1:
        below = regex.sub(r"^(Ủy ban nhân dân tỉnh) .*", r"\1", names[-2])
        own = canonical_name(f"{own} {below}")
    return Issuer(own, above)


def _bodies(head: str) -> list[str]:
    """The names in capitals that stand in a head, one per body, from the highest down."""
    bodies: list[str] = []
    for line in _NOT_A_BODY.sub("\n", head).split("\n"):
        line = regex.sub(r"\s+", " ", line).strip(" .,:;-–_*")
        letters = [c for c in line if c.isalpha()]
        if len(letters) < 3 or sum(c.isupper() for c in letters) < 0.8 * len(letters):
            continue
        for part in _AFTER_PLACE.sub(r"\1\n", line).split("\n"):
            if _STARTS_BODY.match(part) and not (bodies and bodies[-1] == "VĂN PHÒNG"):
                bodies.append(regex.sub(r"^DUBND", "UBND", part.strip()))
            elif bodies and (_PLACE_LINE.match(part) or not _is_complete(bodies[-1])):
                bodies[-1] = f"{bodies[-1]} {part.strip()}"
    return bodies


def _is_complete(body: str) -> bool:
    return find_province(body) is not None


def ordinary_name(body: str, text: str) -> str:
    """The canonical name of a body in capitals: official, else as the document spells it, places capitalised."""
    place = _ADMINISTRATIVE.search(body)
    base, tail = body, ""
    if place is not None:
        base = body[: place.start()].strip()
        tail = f" {place[1].lower()} {_place_name(place['name'], text)}"
    if not base:
        return canonical_name(tail.strip())
    if not base.isupper():
        return canonical_name(base + tail)
    spelled = canonical_name(base)
    if spelled.casefold() == base.casefold() and spelled[1:] == spelled[1:].lower():
        spelled = canonical_name(_as_spelled(base, text) or spelled)
    return canonical_name(spelled + tail)


def _as_spelled(base: str, text: str) -> str | None:
    """The first place where the text writes a name in capitals in ordinary letters."""
    words = r"\s{1,3}".join(regex.escape(word) for word in base.split())
    for match in regex.finditer(rf"(?<!\p{{L}}){words}(?!\p{{L}})", text, regex.IGNORECASE):
        if not match[0].isupper() and match[0][0].isupper():
            return regex.sub(r"\s+", " ", match[0])
    return None


def _place_name(name: str, text: str) -> str:
    province = find_province(name)
    if province is not None and len(name) <= len(province.name) + 2:
        return province.name
    if not name.isupper():
        return name
    return _as_spelled(name, text) or name.title()


def issuer_of_clause(text: str) -> str | None:
    """The body that the preamble says issues the plan: `Ủy ban nhân dân tỉnh X ban hành Kế hoạch …`."""
    found = None
    for match in _ENACTING.finditer(text):
        found = (match["body"].strip() + (match["place"] or "")).strip()
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


def is_central(issuer: str, above: str | None) -> bool:
    """Whether a body is one of the central ones, so that the place of its date line says nothing of a province."""
    return any(name is not None and _central().match(name) is not None for name in (issuer, above))


@cache
def _central() -> regex.Pattern[str]:
    words = "|".join(regex.escape(row["word"]) for row in lexicon.rows("central_bodies"))
    return regex.compile(
        rf"(?!Bộ Chỉ huy)(?:{words})(?!.*\b(?:tỉnh|thành phố|huyện|quận)\b)|.*\b(?:[Qq]uốc gia|[Tt]rung ương|của Chính phủ)$"
    )


def province_named(*texts: str | None) -> Province | None:
    """The province that the first of the texts names, None when none does."""
    return next((p for t in texts if t and (p := find_province(t)) is not None), None)
