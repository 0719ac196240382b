"""The issuing body of a cited document: stated beside it, or derived from its symbol."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.agencies import canonical_name, find_agencies
from extractors.legal_references.symbols import Symbol
from extractors.legal_references.words import IssuerCode, issuer_codes
from extractors.provinces import find_province, name_pattern, province_on

_OF = regex.compile(
    r"""
    [*]{0,2} [^\S\t]{0,3} ,? [^\S\t]{0,3}
    (?: (?i:của) | do (?=[^.;,\n]{3,80}\s(?:ban\shành|ký)\b) | (?<=[^\S\n\t]) (?=(?:Hội\snghị|Ban\sChấp\shành|Bộ\sChính\strị|Ban\sBí\sthư)\s) )
    [^\S\t]{0,3}
    (?: Hội\s[Nn]ghị \s (?:lần\sthứ\s)? [\p{L}\d]{1,6} \s? ,? \s? (?:khóa\s[XVI]{1,6},?\s)? (?:của\s)? )?   # Hội nghị lần thứ VI, Ban Chấp hành …
    (?: (?:các\s)? (?:Phó\s)? (?:Bộ\strưởng|Thứ\strưởng|Chủ\snhiệm|Tổng\sgiám\sđốc|Giám\sđốc|Chủ\stịch|Chánh|Cục\strưởng|Trưởng|Thủ\strưởng
        |Tổng\s(?:Thanh\stra|Kiểm\stoán|Bí\sthư)|Thống\sđốc|Viện\strưởng|Bí\sthư)(?:,?\s(?:và\s)?)? ){0,2}
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_PLACE = regex.compile(
    rf"[^\S\t]{{1,3}}(?:tỉnh|thành phố|TP\.?)[^\S\t]{{1,2}}(?:{name_pattern()})(?!\p{{L}})|[^\S\t]{{1,3}}(?:{name_pattern()})(?!\p{{L}})"
)
_LOWER_COMMITTEE = regex.compile(r"(?:Huyện|Thị|Quận|Đảng) [ủu][ỷy]$|Đảng ủy (?:xã|phường|đặc khu)$", regex.IGNORECASE)
_NAME = regex.compile(r"(?:[^\S\t]{1,2}\p{Lu}\p{L}{0,7}){1,4}")
_TAIL = regex.compile(
    r"""
    [^\S\t]{0,2} (?: \((?:khóa|nhiệm\skỳ|nay\slà)[^()]{1,40}\) | ,?\s? (?:khóa|Khóa) \s [XVI]{1,6}\b )              # (khóa XII)   (nay là tỉnh Phú Thọ)
    """,
    regex.VERBOSE,
)
_JOINT_BODY = regex.compile(r"(?:,|\svà|;|\s?-)\s{1,2}(?:(?:Bộ trưởng|Giám đốc|Tổng Giám đốc|Chủ nhiệm)\s)?$")
_LEVELS = {"HĐND": "Hội đồng nhân dân", "UBND": "Ủy ban nhân dân"}


@dataclass(frozen=True, slots=True)
class Stated:
    """The body that the text names as issuer, canonical; `end` is the end of the words, `place` a province it names."""

    name: str
    end: int
    place: str | None


def stated_issuer(text: str, position: int, province: str | None) -> Stated | None:
    """The issuer named at `position`, after `của`: a body, its office-holder, or several bodies joined."""
    lead = _OF.match(text, position)
    if lead is None or lead.end() == position:
        return None
    window = text[lead.end() : lead.end() + 160].split("\t")[0]
    names: list[str] = []
    end = 0
    for mention in find_agencies(window, province=province):
        if mention.start > end and not (names and _JOINT_BODY.fullmatch(window[end : mention.start])):
            break
        if names and mention.kind not in ("ministry", "party"):
            break
        names.append(mention.name)
        end = mention.end
    if not names:
        return None
    place = _PLACE.match(window, end)
    if place is None and _LOWER_COMMITTEE.search(names[-1]) and (place := _NAME.match(window, end)) is not None:
        names[-1] += place[0]
    end = place.end() if place else end
    tail = _TAIL.match(window, end)
    named = find_province(window[:end])
    return Stated("; ".join(names), lead.end() + (tail.end() if tail else end), named.name if named else None)


def derived_issuer(symbol: Symbol, province: str | None) -> str | None:
    """The body that a symbol stands for; `UBND`, `HĐND`, `TU` are those of `province`. None when it cannot be told."""
    if symbol.form == "assembly":
        return "Ủy ban Thường vụ Quốc hội" if "UBTVQH" in symbol.codes[-1] else "Quốc hội"
    names = [_name_of(issuer_codes().get(code), province) for code in symbol.issuer_codes]
    return "; ".join(name for name in names if name) if names and all(names) else None


def _name_of(issuer: IssuerCode | None, province: str | None) -> str | None:
    if issuer is None:
        return None
    if issuer.code in _LEVELS:
        return local_body(_LEVELS[issuer.code], province) if province else None
    if issuer.code == "TU":
        return _committee_of_party(province) if province else None
    return canonical_name(issuer.name, province=province) if issuer.name else None


def local_body(name: str, province: str) -> str:
    """A body of a province with its full name: `Ủy ban nhân dân tỉnh Hà Nam`, `… thành phố Cần Thơ`."""
    found = province_on(province, None)
    kind = "thành phố" if found is not None and found.is_city else "tỉnh"
    return f"{name} {kind} {province}"


def _committee_of_party(province: str) -> str:
    found = province_on(province, None)
    return f"{'Thành' if found is not None and found.is_city else 'Tỉnh'} ủy {province}"
