"""Canonical names of agencies: abbreviations written out, official forms, the province's name where it belongs."""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from extractors import lexicon
from extractors.agencies.model import Definitions
from extractors.provinces import fold, name_pattern

_TONES = tuple(
    (regex.compile(rf"{new}(?!\p{{L}})"), old)
    for new, old in (
        ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("Oà", "Òa"),
        ("uỷ", "ủy"), ("uý", "úy"), ("Uỷ", "Ủy"), ("UỶ", "ỦY"), ("oè", "òe"), ("oé", "óe"),
    )
)  # fmt: skip
_CONTEXTUAL = ((regex.compile(r"\bTT(?=\s(?:HĐND|Hội đồng|Tỉnh|Thành))"), "Thường trực"), (regex.compile(r"^TT(?=\s)"), "Trung tâm"))
_LOCAL = regex.compile(
    r"^(?P<head>(?:Chủ tịch\s)?Ủy ban nhân dân tỉnh|(?:Chủ tịch\s)?Hội đồng nhân dân tỉnh|Tỉnh ủy|(?:Ban Thường vụ|Ban Chấp hành) Tỉnh ủy"
    r"|(?:Ban Chấp hành |Ban Thường vụ )?Đảng bộ tỉnh)$"
)
_CITY = regex.compile(r"^(?P<head>(?:Chủ tịch\s)?(?:Ủy ban|Hội đồng) nhân dân thành phố|Thành ủy|(?:Ban Thường vụ|Ban Chấp hành) Thành ủy)$")
_PLURAL = regex.compile(
    r"^(?:sở|ban|ngành|bộ|cơ quan|đơn vị|huyện|xã|phường)(?:,| và )|^(?:cơ quan|đơn vị) (?:liên quan|trực thuộc|thuộc|trên địa bàn)", regex.IGNORECASE
)


@cache
def _abbreviations() -> tuple[tuple[regex.Pattern[str], str], ...]:
    rows = sorted(lexicon.rows("abbreviations"), key=lambda row: len(row["short"]), reverse=True)
    return tuple((_word(row["short"]), row["long"]) for row in rows)


@lru_cache(maxsize=512)
def _word(short: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\d&]){regex.escape(short)}(?![\p{{L}}\d&])")


@cache
def _official() -> dict[str, str]:
    """Official names by their folded key, aliases included."""
    names: dict[str, str] = {}
    for row in lexicon.rows("agencies"):
        for spelled in (*filter(None, row["aliases"].split("|")), row["name"]):
            names[_key(spelled)] = row["name"]
    return names


def _key(name: str) -> str:
    return regex.sub(r"\s+", " ", regex.sub(r"[,\-–&]| và ", " ", fold(name))).strip()


def canonical_name(surface: str, *, province: str | None = None, definitions: Definitions | None = None) -> str:
    """The canonical name of a body as SCHEMA.md has it; what is unknown stays as written.

    `province` completes `UBND tỉnh`, `HĐND tỉnh`, `Tỉnh ủy`; without it they stay without a province.
    """
    return _canonical(
        surface,
        province,
        tuple(definitions.abbreviations.items()) if definitions else (),
        tuple(definitions.full_names.items()) if definitions else (),
    )


@lru_cache(maxsize=8192)
def _canonical(
    surface: str, province: str | None, abbreviations: tuple[tuple[str, str], ...], full: tuple[tuple[str, str], ...]
) -> str:
    name = regex.sub(r"\s+", " ", surface).strip(" ,;.:()-–+*")
    for pattern, long in _CONTEXTUAL:
        name = pattern.sub(long, name)
    name = regex.sub(r"\bVP\.\s?", "VP ", name)
    for short, long in abbreviations:
        name = _word(short).sub(long, name)
    for pattern, long in _abbreviations():
        name = pattern.sub(long, name)
    for tone, old in _TONES:
        name = tone.sub(old, name)
    name = _cased(_regular(name))
    name = _official().get(_key(name), name)
    name = _placed(name, province)
    name = dict(full).get(name, name)
    return name[:1].upper() + name[1:]


def _regular(name: str) -> str:
    """Spelling variants of fixed phrases: one comma in `sở, ban, ngành`, `có` dropped before `liên quan`."""
    name = regex.sub(r"\bcó liên quan\b", "liên quan", name)
    name = regex.sub(r"(?i)\b(sở),?\s(ban),?\s(ngành)", r"\1, \2, \3", name)
    name = regex.sub(r"(?i)\bcơ quan,?\s(đơn vị)(?=\b)", r"cơ quan, \1", name)
    name = regex.sub(r"(?i)\bcơ quan,\s(Trung ương)", r"cơ quan \1", name)
    name = regex.sub(r"(?i)^(các cơ quan Trung ương) trên địa bàn", r"\1 đóng trên địa bàn", name)
    name = regex.sub(r"\s?[-–]\s?(?=[Gg]iao tiếp)", " - ", name)
    name = regex.sub(r"(?i)^cổng thông tin( - giao tiếp)?( điện tử)?( của)?", _portal, name)
    name = regex.sub(r"\s*,\s*", ", ", name)
    name = regex.sub(rf"(\btrên địa bàn tỉnh|\bthuộc Ủy ban nhân dân tỉnh)\s(?:{name_pattern()})$", r"\1", name)
    return "các " + name if _PLURAL.match(name) else name


def _portal(match: regex.Match[str]) -> str:
    return f"Cổng Thông tin{' - Giao tiếp' if match[1] else ''}{' điện tử' if match[2] else ''}"


_LOWER_HEADS = regex.compile(r"^(?:CÁC|Các|các)\s")
_FIXED_CASE = tuple(
    (regex.compile(rf"\b{phrase}\b", regex.IGNORECASE), phrase)
    for phrase in (
        "Ủy ban nhân dân", "Hội đồng nhân dân", "Văn phòng", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Đảng ủy", "Đảng bộ", "Ban Chỉ đạo",
        "Ban Chỉ huy", "Ban Thường vụ", "Ban Chấp hành", "Thường trực", "Trung ương", "Hội đồng", "Công an", "Đài Phát thanh và Truyền hình",
        "Mặt trận Tổ quốc", "Liên đoàn Lao động", "Kho bạc Nhà nước", "Bảo hiểm xã hội", "Chủ tịch", "Ban Quản lý",
    )
)  # fmt: skip


def _cased(name: str) -> str:
    """A name in capitals put in ordinary case; the heads of a name as the decree writes them; a collective in small letters."""
    if name.isupper() and len(name) > 5:
        name = name.lower()
        name = regex.sub(rf"(?<!\p{{L}})(?:{name_pattern()})(?!\p{{L}})", lambda m: m[0].title(), name, flags=regex.IGNORECASE)
    if _LOWER_HEADS.match(name):
        name = regex.sub(r"\b(Các|Sở|Ban|Ngành|Bộ|Cơ quan|Đơn vị|Huyện|Thành phố|Thị xã|Xã|Phường)(?=[,\s]|$)", lambda m: m[0].lower(), name)
        name = regex.sub(r"(?i)\bthành viên\b", "thành viên", name)
    for pattern, phrase in _FIXED_CASE:
        name = pattern.sub(phrase, name)
    return regex.sub(r"Ủy ban nhân dân (Các|Cấp|Tỉnh|Huyện|Xã)\b", lambda m: m[0][:-len(m[1])] + m[1].lower(), name)


def _placed(name: str, province: str | None) -> str:
    """The province's name added to the bodies that issue documents."""
    if province is None:
        return name
    if (match := _LOCAL.match(name)) is not None:
        head = match["head"]
        return f"{head} {province}"
    if (match := _CITY.match(name)) is not None and _is_city(province):
        return f"{match['head']} {province}"
    return name


@cache
def _is_city(province: str) -> bool:
    from extractors.provinces import province_on

    found = province_on(province, None)
    return found is not None and found.is_city
