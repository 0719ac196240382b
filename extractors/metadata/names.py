"""From the capitals of a head to the ordinary name of a body: `SỞ TÀI CHÍNH` is `Sở Tài chính`."""

from __future__ import annotations

from functools import cache

import regex

from extractors.agencies import canonical_name
from extractors.alternatives import grouped
from extractors.metadata.words import alternatives, phrases
from extractors.provinces import Province, find_province
from extractors.spaces import single_spaced

ADMINISTRATIVE = regex.compile(
    r"(?<!\p{L})(?P<level>(?:TỈNH|HUYỆN|QUẬN)(?!\s(?:[ỦU][ỶY]|ĐOÀN|ĐỘI))|THÀNH PHỐ|TP\.?|THỊ XÃ|TX\.?|XÃ(?!\sHỘI)"
    r"|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s(?P<name>[^,()]{1,40})$"
)
"""The place at the end of the name of a body, in capitals: `TỈNH LÀO CAI`."""

_COMMITTEE = regex.compile(
    r"(?P<body>(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ)\s(?:[ỦU][ỶY]|ĐOÀN))\s(?P<name>\p{Lu}[\p{Lu}\s\-–]{1,40})"
)  # HUYỆN ỦY CẨM KHÊ
_LEVELS = {"TP": "thành phố", "TP.": "thành phố", "TX": "thị xã", "TX.": "thị xã"}
_NAMED = regex.compile(r"(?:Trường|Bệnh viện|Vườn|Công ty|Trung tâm Y tế)\b")
_FIELD = regex.compile(
    r"^((?:Phòng|Sở|Ban|Chi cục|Tổng cục|Cục|Vụ|Trung tâm|Viện|Hạt|Quỹ)\s)(\p{Ll})"
)  # the field of work has a capital (Nghị định 30/2020/NĐ-CP, Phụ lục II, III.1)
_KEEPS_PLACE = regex.compile(
    r"(?:Ủy ban nhân dân|Hội đồng nhân dân|Tỉnh ủy|Thành ủy|Đảng bộ|Ban Thường vụ|Ban Chấp hành)\b"
)
_KEEPS_NO_LEVEL = regex.compile(r"(?:Sở|Ban Dân tộc|Ban Quản lý)\b")


def ordinary_name(body: str, text: str) -> str:
    """The canonical name of a body in capitals: official, else as the document spells it, places capitalised."""
    committee = _COMMITTEE.fullmatch(body)
    if committee is not None:
        return f"{canonical_name(committee['body'].capitalize())} {_place_name(committee['name'], text)}"
    place = ADMINISTRATIVE.search(body)
    base, tail = body, ""
    if place is not None:
        base = body[: place.start()].strip()
        level = _LEVELS.get(place["level"], place["level"].lower())
        tail = f" {level} {_place_name(place['name'], text)}"
    if not base:
        return canonical_name(tail.strip())
    if not base.isupper():
        return canonical_name(base + tail)
    return canonical_name(_base_name(base, text) + tail)


def _base_name(base: str, text: str) -> str:
    spelled = canonical_name(base)
    if base.startswith("PHÒNG ") and (department := canonical_name(f"SỞ{base[5:]}"))[3:4].isupper():
        return f"Phòng{department[2:]}"
    if spelled.casefold() == base.casefold() and spelled[1:] == spelled[1:].lower():
        spelled = canonical_name(_as_spelled(base, text) or _by_lexicon(base))
    return _by_lexicon(spelled) if regex.search(r"\p{Lu}{2}", spelled) else _with_phrases(spelled)


def _by_lexicon(name: str) -> str:
    """The name in small letters, but for its first, abbreviations, known phrases and the proper name of a school."""
    words = [w if _acronym().fullmatch(w) or not w.isupper() else w.lower() for w in name.split()]
    lowered = " ".join(words)
    lowered = _with_phrases(_FIELD.sub(lambda m: m[1] + m[2].upper(), lowered[:1].upper() + lowered[1:]))
    return _with_proper_name(lowered) if _NAMED.match(lowered) else lowered


def _with_phrases(name: str) -> str:
    spelled = {phrase.casefold(): phrase for phrase in phrases("spelling")}
    return _phrase().sub(lambda m: spelled[m[0].casefold()], name)


def _with_proper_name(name: str) -> str:
    """What follows the last known word of a school's name is its own: `Trường THPT sông hậu` is `… Sông Hậu`."""
    known = max((m.end() for m in _known().finditer(name)), default=len(name))
    return name[:known] + regex.sub(r"(?<!\p{L})\p{Ll}", lambda m: m[0].upper(), name[known:])


@cache
def _phrase() -> regex.Pattern[str]:
    longest_first = sorted(phrases("spelling"), key=len, reverse=True)
    return regex.compile(rf"(?<!\p{{L}})(?:{grouped(map(regex.escape, longest_first))})(?!\p{{L}})", regex.IGNORECASE)


@cache
def _acronym() -> regex.Pattern[str]:
    return regex.compile(r"(?:" + "|".join(regex.escape(p) for p in phrases("spelling") if p.isupper()) + r")")


@cache
def _known() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}})(?:{alternatives('spelling')})(?!\p{{L}})")


def _as_spelled(base: str, text: str) -> str | None:
    """The first place where the text writes a name in capitals in ordinary letters."""
    words = r"\s{1,3}".join(regex.escape(word) for word in base.split())
    for match in regex.finditer(rf"(?<!\p{{L}}){words}(?!\p{{L}})", text, regex.IGNORECASE):
        if not match[0].isupper() and match[0][0].isupper():
            return single_spaced(match[0])
    return None


def _place_name(name: str, text: str) -> str:
    province = find_province(name)
    if province is not None and len(name) <= len(province.name) + 2:
        return province.name
    if not name.isupper():
        return name
    return _as_spelled(name, text) or name.title()


def without_province(name: str, province: Province) -> str:
    """The name without its province's, which only councils, committees and the Party bear (SCHEMA.md, `agencies`)."""
    if _KEEPS_PLACE.match(name):
        return name
    bare = regex.sub(rf"\s(?P<level>tỉnh|thành phố)\s{regex.escape(province.name)}$", r" \g<level>", name)
    if _KEEPS_NO_LEVEL.match(name):
        bare = regex.sub(rf"\s(?:tỉnh|thành phố|{regex.escape(province.name)})$", "", bare)
    return bare
