"""Canonical names of agencies: abbreviations written out, official forms, the province's name where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

import regex

from extractors import lexicon
from extractors.agencies.model import Definitions
from extractors.agencies.official import official_start
from extractors.agencies.wording import Rewriting, cased, reworded
from extractors.provinces import fold, name_pattern, province_on
from extractors.tones import older_tones

_OF_SEVERAL = "(?i:HĐND|Hội đồng nhân dân|UBND|Ủy ban nhân dân|Đoàn (?:ĐBQH|đại biểu Quốc hội))"
# Abbreviations that mean this only here.
_CONTEXTUAL = Rewriting(
    (
        ("tt", r"\bTT\.\s?(?=TU\b)", "TT"),
        ("tt", r"\bTTr?(?:\.\s?|\s)(?=HĐND|Hội đồng nhân|Tỉnh|TỈNH|Thành|tỉnh ủy)", "Thường trực "),
        ("bch", r"\bBCH(?=\s(?:Đảng|Trung ương|TW|Công đoàn|Hội|Đoàn))", "Ban Chấp hành"),
        ("tt", r"(?<=(?:phường|xã), ?)TT\b", "thị trấn"),
        ("tt", r"^TT(?=\s)", "Trung tâm"),
        ("tx", r"\bTX\b\.?", "thị xã"),
        ("tp", r"(?<!(?:Sở|Bộ) )\bTP\b\.?\s?", "thành phố "),
        ("vp", r"\bVP\.\s?", "VP "),
        # the office of several: Văn phòng HĐND-UBND
        ("p", rf"(?<=^(?i:văn phòng|vp).{{0,60}}(?:{_OF_SEVERAL}))\s?[-/&]\s?(?={_OF_SEVERAL})", " và "),
    )
)
_ISSUERS = regex.compile(
    r"^(?P<head>Ủy ban nhân dân|Hội đồng nhân dân|Đoàn đại biểu Quốc hội"
    r"|(?:(?:Ban Thường vụ|Ban Chấp hành) )?(?:Tỉnh ủy|Thành ủy|Đảng bộ))(?: (?P<area>tỉnh|thành phố))?$"
)
_OFFICES = regex.compile(r"^(?:Văn phòng Ủy ban|Thường trực Hội đồng|Văn phòng Hội đồng) nhân dân$")
_MAY_STATE_PROVINCE = regex.compile(
    r"^(?:Bưu điện|Viễn thông|VNPT|Viettel|MobiFone|(?:Tổng )?[Cc]ông ty|Ngân hàng|Báo |Trường|Đại học)"
)
_BLANK = regex.compile(r"\s+")
_CAPITALIZED = regex.compile(r"\p{Lu}\p{L}*")
_OF_AREA = regex.compile(r"^ của (?=tỉnh|thành phố|huyện|xã|Bộ)")
_DASH_AREA = regex.compile(r"^ ?- (?=tỉnh|thành phố)")
_CITY = regex.compile(r"\bThành phố\b(?=$| )(?<!^Thành phố)")
_DEPARTMENT_OF_AREA = regex.compile(r"^(Sở .*) (?:tỉnh|thành phố)$")
OWNED_UNIT = regex.compile(
    r"""
    (?P<unit>
        (?:phòng(?!\schuyên\smôn) | đội | trung\stâm | chi\scục | trạm | (?:bệnh\s)?viện | ban\squản\slý)
        \s[^,;:()\n]+? )
    (?: (?P<link> \s(?:(?:trực\s)?thuộc|của)\s ) (?P<owner> (?-i:\p{Lu}).+ )
      | (?P<link> \x20[-–]\x20 ) (?P<owner> (?-i:Sở|Công\san)\s.+ )
      | (?<=^(?:phòng|đội)\b.*) (?P<link> \x20(?:[-–]\x20)? )
        (?P<owner> (?-i:Sở|Công\san|Bộ|Cục|Chi\scục|Văn\sphòng)\s.+ ) )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
"""A unit and the body to which it belongs: `Phòng Nội chính thuộc Văn phòng …`, `Phòng Tham mưu Công an tỉnh`."""
_MEMBERS = regex.compile(r"^(Các thành viên|Thường trực|Tổ công tác giúp việc|Văn phòng(?: Thường trực)?) ")


def canonical_name(surface: str, *, province: str | None = None, definitions: Definitions | None = None) -> str:
    """The canonical name of a body as SCHEMA.md has it; what is unknown stays as written.

    `province` completes `UBND tỉnh`, `HĐND tỉnh`, `Tỉnh ủy`; without it they stay without a province.
    """
    owned = OWNED_UNIT.fullmatch(surface)
    if owned is not None:
        unit, owner = (
            canonical_name(owned[part], province=province, definitions=definitions) for part in ("unit", "owner")
        )
        return f"{unit}{_BLANK.sub(' ', owned['link'])}{owner}"
    if definitions is None:
        return _placed(_worded(surface, (), _newspaper_of(surface, province)), province)
    abbreviations = definitions.abbreviations
    used = tuple(abbreviations.items()) if any(short in surface for short in abbreviations) else ()
    name = _placed(_worded(surface, used, _newspaper_of(surface, province)), province)
    return _completed(name, definitions.full_names)


@lru_cache(maxsize=16_384)
def _worded(surface: str, abbreviations: tuple[tuple[str, str], ...], newspaper: str | None) -> str:
    """The name without a province: the same in every document that defines none of its abbreviations."""
    name = _BLANK.sub(" ", older_tones(surface).translate(_DASHES)).strip(' ,;.:()-+*"')
    in_capitals = name.isupper() and " " in name and not name.isascii()
    name = newspaper or _official(name)
    name = cased(reworded(_spelled_out(name, abbreviations)), in_capitals=in_capitals)
    name = _official(name)
    return name[:1].upper() + name[1:]


def _official(name: str) -> str:
    """A name whose beginning is an official name, spelled as that."""
    official = official_start(name)
    if official is None:
        return name
    rest = official.rest
    if official.is_form:
        rest = _OF_AREA.sub(" ", rest)
    return official.name + _DASH_AREA.sub(" ", rest)


_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))


def _spelled_out(name: str, abbreviations: tuple[tuple[str, str], ...]) -> str:
    """Abbreviations written out: those of this place, the document's own, the lexicon's."""
    name = _after_head(name)
    name = _expanded(_CONTEXTUAL.of(name), abbreviations)
    if any(c.isupper() for c in name[1:]):
        name = _expanded(name, _abbreviations())
    return name.strip()


def _expanded(name: str, abbreviations: tuple[tuple[str, str], ...]) -> str:
    for short, long in abbreviations:
        if short in name:
            name = _word(short).sub(long, name)
    return name


@cache
def _abbreviations() -> tuple[tuple[str, str], ...]:
    rows = sorted(lexicon.rows("abbreviations"), key=lambda row: len(row["short"]), reverse=True)
    return tuple((row["short"], row["long"]) for row in rows)


@lru_cache(maxsize=512)
def _word(short: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\d&]){regex.escape(short)}(?![\p{{L}}\d&])")


@cache
def _department_short() -> tuple[regex.Pattern[str], Mapping[str, str]]:
    table = {row["short"]: row["long"] for row in lexicon.rows("department_abbreviations")}
    return regex.compile(rf"^(Sở|Bộ) ({'|'.join(map(regex.escape, table))})$", regex.IGNORECASE), table


def _newspaper_of(surface: str, province: str | None) -> str | None:
    """`Báo VP` in Vĩnh Phúc is the province's newspaper: initials after `Báo` are those of its name."""
    if province is None or not surface.startswith("Báo"):
        return None
    initials = "".join(word[0] for word in _CAPITALIZED.findall(province))
    return f"Báo {province}" if _BLANK.sub(" ", surface).strip() == f"Báo {initials}" else None


def _after_head(name: str) -> str:
    pattern, table = _department_short()
    match = pattern.match(name)
    return f"{match[1]} {table[match[2]]}" if match is not None and match[2] in table else name


@lru_cache(maxsize=16_384)
def _placed(name: str, province: str | None) -> str:
    """The province's name added to the bodies that issue documents, and taken from the others."""
    if province is None:
        return name
    city = _is_city(province)
    name = _CITY.sub("thành phố", name)
    if _OFFICES.match(name):
        return f"{name} {'thành phố' if city else 'tỉnh'}"
    match = _ISSUERS.match(name)
    if match is not None:
        return _issuer(match, province, city)
    if (
        name.startswith("Ủy ban nhân dân các ")
        or _own(province).search(name) is None
        or _ISSUERS.match(_own(province).sub(r"\1", name))
    ):
        return _unplaced(name)
    return name if _MAY_STATE_PROVINCE.match(name) else _unplaced(_own(province).sub(r"\1", name))


def _unplaced(name: str) -> str:
    """A department is of the province: `Sở Nội vụ tỉnh` is `Sở Nội vụ`."""
    return _DEPARTMENT_OF_AREA.sub(r"\1", name)


def _issuer(match: regex.Match[str], province: str, city: bool) -> str:
    head, area, both = match["head"], match["area"], _names_by_area(province)
    if head.endswith(("Tỉnh ủy", "Thành ủy")):
        of_city = head.endswith("Thành ủy")
        if both:
            return f"{head} {both['thành phố' if of_city else 'tỉnh']}"
        return f"{head} {province}" if city == of_city else match[0]
    if area is None:
        return head
    if area in both:
        return f"{head} {area} {both[area]}"
    if area == "thành phố" and not city:
        return match[0]
    if head.startswith("Đoàn đại biểu"):
        return match[0]
    return f"{head} {'thành phố' if city else 'tỉnh'} {province}"


@lru_cache(maxsize=128)
def _names_by_area(province: str) -> Mapping[str, str]:
    """The names of a province that became a city under another name: `tỉnh Thừa Thiên Huế`, `thành phố Huế`."""
    found = province_on(province, None)
    if found is None or " / " not in found.full_name:
        return {}
    parts = (_FULL_NAME.fullmatch(part) for part in found.full_name.split(" / "))
    return {part["kind"].casefold(): part["name"] for part in parts if part is not None}


_FULL_NAME = regex.compile(r"(?P<kind>Tỉnh|Thành phố) (?P<name>.+)")


@lru_cache(maxsize=128)
def _own(province: str) -> regex.Pattern[str]:
    """The province's name behind the word `tỉnh` or `thành phố`."""
    return regex.compile(rf"\b(tỉnh|thành phố) {regex.escape(province)}(?!\p{{L}})", regex.IGNORECASE)


@lru_cache(maxsize=128)
def _is_city(province: str) -> bool:
    found = province_on(province, None)
    return found is not None and found.is_city


def _completed(name: str, full_names: Mapping[str, str]) -> str:
    """The fullest form that the document gives to a council or group, also inside the name of its members."""
    if not full_names:
        return name
    if name in full_names:
        return full_names[name]
    body = body_of_members(name)
    if body is not None and body in full_names and not body.startswith("Hội đồng nhân dân"):
        return name.removesuffix(body).removesuffix(body[:1].lower() + body[1:]) + full_names[body]
    return name


def body_of_members(name: str) -> str | None:
    """The body in the name of its members: `Hội đồng thi` for `Các thành viên Hội đồng thi`; None for another name."""
    members = _MEMBERS.match(name)
    if members is None:
        return None
    body = name[members.end() :]
    return body[:1].upper() + body[1:]


__all__ = ["canonical_name", "fold", "name_pattern"]
