"""The issuing body of a cited document: stated beside it, or derived from its symbol."""

from __future__ import annotations

from functools import cache

import regex

from extractors.agencies import bodies_of, canonical_name, find_agencies
from extractors.agencies.kinds import kind_of
from extractors.alternatives import any_of
from extractors.legal_references.model import Home
from extractors.legal_references.pieces import spaced
from extractors.legal_references.symbols import Symbol
from extractors.legal_references.words import IssuerCode, issuer_of, type_pattern
from extractors.provinces import find_province, name_pattern, province_on
from extractors.spaces import single_spaced
from extractors.values import value_class

_HOLDER = any_of(
    "Bộ trưởng", "Thứ trưởng", "Chủ nhiệm", "Tổng Giám đốc", "Giám đốc", "Chủ tịch", "Chánh", "Cục trưởng", "Trưởng",
    "Thủ trưởng", "Tổng (?:Thanh tra|Kiểm toán|Bí thư)", "Thống đốc", "Viện trưởng", "Bí thư",
)  # fmt: skip
_OF = regex.compile(
    spaced(
        r"[*]{0,2}[^\S\t]{0,3},?[^\S\t]{0,3}"
        + any_of(
            r"của",
            r"do(?=[^.;,\n]{3,80}\s(?:ban hành|ký)\b)",  # do Bộ Tài chính ban hành
            # 19-NQ/TW ngày 25/10/2017 Hội nghị lần thứ sáu Ban Chấp hành Trung ương
            r"(?<=[^\S\n\t])(?=(?:Hội nghị|Ban Chấp hành|Bộ Chính trị|Ban Bí thư) )",
        )
        + r"[^\S\t]{0,3}"
        # Hội nghị lần thứ VI, khóa XII của …
        + r"(?:Hội nghị (?:lần thứ )?[\p{L}\d]{1,6}[^\S\t]?,?[^\S\t]?(?:kh(?:óa|oá) [XVI]{1,6},? )?(?:của )?)?"
        + rf"(?:(?:các )?(?:Phó )?{_HOLDER}(?:,? (?:và )?)?){{0,2}}"  # của Phó Chủ tịch, của Bộ trưởng
    ),
    regex.IGNORECASE,
)
_TITLE_BEGINS = regex.compile(
    spaced(
        any_of(
            r"(?<=\p{L} )(?:về việc|giám sát|phê duyệt|ban hành|quy định|hướng dẫn)\b",
            r"(?<=\p{L} )(?:sửa đổi|bổ sung|thông qua|công bố|thay thế|bãi bỏ)\b",
            r"(?<=\p{L} )(?<!công tác )triển khai\b",  # Tổ công tác triển khai Đề án 06 is a body
            r"(?:;|,| và) (?:các )?TYPE\b",  # … và Tờ trình số 12
            r"\t",
        )
    ).replace("TYPE", type_pattern())
)
_PLACE = regex.compile(spaced(rf" (?:(?:tỉnh|thành phố|TP[.]?) )?(?:{name_pattern()})(?!\p{{L}})"))
_LOWER_COMMITTEE = regex.compile(
    any_of("(?:Huyện|Thị|Quận|Đảng) [ủu][ỷy]", "Đảng ủy (?:xã|phường|đặc khu)") + "$", regex.IGNORECASE
)
_NAME = regex.compile(r"(?:[^\S\t]{1,2}\p{Lu}\p{L}{0,7}){1,4}")
_TAIL = regex.compile(
    spaced(
        any_of(
            # Ban Bí thư Trung ương Đảng khóa XI
            r" Trung ương(?: Đảng)?(?: Cộng sản Việt Nam)?(?:,?[^\S\t]?[kK]h(?:óa|oá) [XVI]{1,6}\b)?",
            r"[^\S\t]{0,2}\((?:kh(?:óa|oá)|nhiệm kỳ|nay là)[^()]{1,40}\)",  # (khóa XII)   (nay là tỉnh Phú Thọ)
            r"[^\S\t]{0,2},?[^\S\t]?[kK]h(?:óa|oá) [XVI]{1,6}\b",  # khóa XI
        )
    )
)
_JOINT_BODY = regex.compile(spaced(rf"(?:,| và|;|[^\S\t]?-) (?:{_HOLDER} )?"))
_HAS_ISSUED = regex.compile(spaced(r" (?:(?:đã )?(?:có|ban hành)|tại) (?:các )?$"))
_JOINT_KINDS = frozenset({"ministry", "party"})
_WINDOW = 160
_PEOPLES_BODIES = {"HĐND": "Hội đồng nhân dân", "UBND": "Ủy ban nhân dân"}
_NAMED_WITHOUT_PROVINCE = any_of(
    "Sở", "Văn phòng", "Công an", "Thanh tra", "Ban(?! Thường vụ| Chấp hành)", "Bộ Chỉ huy", "Đoàn", "Cục", "Kho bạc",
    "Bảo hiểm",
)  # fmt: skip
_AREA_KIND = any_of("huyện", "quận", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu")
_AREA = regex.compile(
    any_of(
        rf"(?:Ủy ban nhân dân|Hội đồng nhân dân) (?P<area>(?P<kind>{_AREA_KIND})(?: [\p{{Lu}}\d].*)?)",
        r"(?P<area>(?P<kind>Huyện|Thị|Quận|Đảng|Thành) ủy .+)",
    )
)
_PLACED = regex.compile(rf"{_AREA_KIND} \S")
_BARE_AREA = regex.compile(rf"(?P<body>Ủy ban nhân dân|Hội đồng nhân dân) (?P<kind>{_AREA_KIND})")


@value_class(frozen=True, slots=True)
class Stated:
    """The body that the text names as issuer, canonical; `end` is the end of the words, `place` a province it names."""

    name: str
    end: int
    place: str | None


def home_of(issuer: str | None, province: str | None) -> Home:
    """Where a document comes from: `province`, else the one that its issuer names; the issuer's district or commune."""
    if province is None and issuer is not None:
        found = find_province(issuer)
        province = found.name if found else None
    if province is None:
        return Home()
    kind = "thành phố" if _is_city(province) or f"thành phố {province}" in (issuer or "") else "tỉnh"
    area = area_of(issuer or "")
    if area == f"{kind} {province}" or area is None or not _PLACED.match(area):
        area = None
    return Home(province, f"{kind} {province}", area)


def area_of(issuer: str) -> str | None:
    """The district or commune that a body belongs to, as its name has it: `huyện Bình Lục`, `Huyện ủy Bình Lục`.

    A name without a place gives the kind alone (`huyện`); None for bodies of provinces and of the centre.
    """
    match = _AREA.fullmatch(issuer)
    if match is None:
        return None
    is_of_city = match["kind"].casefold().startswith("thành") and _is_city(match["area"].split(" ", 2)[-1])
    return None if is_of_city else match["area"]


_BLANK = regex.compile(r"[^\S\t]")


def stated_issuer(text: str, position: int, home: Home) -> Stated | None:
    """The issuer named at `position`, after `của`: a body, its office-holder, or several bodies joined."""
    lead = _OF.match(text, position)
    if lead is None or lead.end() == position:
        return None
    window = _BLANK.sub(" ", text[lead.end() : lead.end() + _WINDOW])
    if (title := _TITLE_BEGINS.search(window)) is not None:
        window = window[: title.start()]
    names, end = _bodies(window, home)
    if not names:
        return None
    place = _PLACE.match(window, end)
    if place is None and _LOWER_COMMITTEE.search(names[-1]) and (place := _NAME.match(window, end)) is not None:
        names[-1] += single_spaced(place[0])
    end = place.end() if place else end
    tail = _TAIL.match(window, end)
    named = find_province(window[:end])
    name = "; ".join(_canonical(name, home) for name in names)
    return Stated(name, lead.end() + (tail.end() if tail else end), named.name if named else None)


_AT = regex.compile(r"\s{1,3}tại\s{1,3}")


def issuer_before(text: str, position: int, symbol: Symbol, home: Home) -> str | None:
    """The body that is said to have issued what begins at `position`.

    A people's body, `UBND huyện A có Văn bản số …`, or a department, `Giám đốc Sở B tại Tờ trình số …`.
    """
    begin = max(0, position - _WINDOW)
    verb = _HAS_ISSUED.search(text, begin, position)
    mentions = find_agencies(text[begin : verb.start()], province=home.province) if verb else []
    if verb is None or not mentions or begin + mentions[-1].end != verb.start():
        return None
    name = _canonical(mentions[-1].name, home)
    if _AT.fullmatch(text, verb.start(), position) and kind_of(mentions[-1].name) == "department":
        return name
    own = _PEOPLES_BODIES.get(symbol.issuer_codes[0])
    return name if own is not None and name.startswith(own) else None


def _bodies(window: str, home: Home) -> tuple[list[str], int]:
    """The bodies that a text begins with, and where they end; several only where they can issue together."""
    names: list[str] = []
    end = 0
    for body in bodies_of(window):
        if not (body.start <= end or (names and _JOINT_BODY.fullmatch(window, end, body.start))):
            break
        name = canonical_name(body.surface, province=home.province)
        if names and kind_of(name) not in _JOINT_KINDS:
            break
        names.append(name)
        end = body.end
    return names, end


def _canonical(name: str, home: Home) -> str:
    """A body's name as SCHEMA has it: departments without their province, `UBND huyện` of one's own with its name."""
    bare = _BARE_AREA.fullmatch(name)
    if bare is not None:
        own = [place for place in (home.area, home.seat) if place and place.startswith(f"{bare['kind']} ")]
        return f"{bare['body']} {own[0]}" if own else name
    match = _without_province().match(name)
    if match is None:
        return name
    return match["body"] if match["body"].startswith("Sở") else match["body"] + (match["kind"] or "")


@cache
def _without_province() -> regex.Pattern[str]:
    """`Sở Y tế Quảng Ninh`, `Sở Nội vụ tỉnh`, `Công an tỉnh Gia Lai`, `Văn phòng Ủy ban nhân dân tỉnh Bến Tre`."""
    province = rf" (?:{name_pattern()})"
    kind = r"(?P<kind> tỉnh| thành phố)"
    return regex.compile(rf"^(?P<body>{_NAMED_WITHOUT_PROVINCE}\b.*?)(?:{kind}?{province}|{kind})$")


def derived_issuer(symbol: Symbol, home: Home) -> str | None:
    """The body that a symbol stands for; `UBND`, `HĐND`, `TU` are those of `home`. None when it cannot be told."""
    if symbol.form == "assembly":
        return "Ủy ban Thường vụ Quốc hội" if "UBTVQH" in symbol.codes[-1] else "Quốc hội"
    names = [_name_of(issuer_of(code), home) for code in symbol.issuer_codes]
    return "; ".join(name for name in names if name) if names and all(names) else None


def _name_of(issuer: IssuerCode | None, home: Home) -> str | None:
    if issuer is None:
        return None
    if issuer.code in _PEOPLES_BODIES:
        return _peoples_body(_PEOPLES_BODIES[issuer.code], home)
    if issuer.code == "TU":
        return _committee_of_party(home.province) if home.province else None
    if issuer.name is None or not issuer.is_local:
        return issuer.name
    return canonical_name(issuer.name, province=home.province)


def _peoples_body(name: str, home: Home) -> str | None:
    """`Ủy ban nhân dân tỉnh Hà Nam`, `… thành phố Cần Thơ`; in the papers of a district or commune, its own."""
    place = home.area or home.seat
    return f"{name} {place}" if place else None


def _committee_of_party(province: str) -> str:
    return f"{'Thành' if _is_city(province) else 'Tỉnh'} ủy {province}"


def _is_city(province: str | None) -> bool:
    found = province_on(province, None) if province else None
    return found is not None and found.is_city
