"""The bodies of a province, district or commune: people's committees and councils, their offices, the Party."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from extractors.agencies.departments import objects
from extractors.agencies.families import Family, Part, by_level
from extractors.agencies.pieces import (
    AND,
    AREA,
    CAPITAL,
    COMMUNE,
    DISTRICT,
    HDND,
    PLACE,
    PROVINCE,
    UBND,
    areas,
    compiled,
    scope,
)
from extractors.alternatives import any_of

_DEPUTIES = r"(?:đoàn (?:đbqh|đại biểu quốc hội))"
_STANDING = any_of("thường trực ", r"ttr?(?:\.\x20?|\x20)", "thường vụ ")
_COUNCIL_HEADS = frozenset({"hđnd", "hội", "thường", "tt", "ttr", "tthđnd", "ban", "các", "đoàn"})
_COUNCIL_BOARDS = any_of(
    "ban pháp chế",
    "ban kinh tế(?: ?-? ?(?:và )?ngân sách)?",
    "ban đô thị",
    "ban dân tộc",
    "ban văn hóa ?-? ?(?:và )?xã hội",
    "các ban(?: của)?",
)


@cache
def families() -> tuple[Family, ...]:
    """The families of this module."""
    return (
        Family("committee", frozenset({"ubnd", "ủy"}), _committee(), _committees),
        Family("council", _COUNCIL_HEADS, _council(), _councils),
        Family("office", frozenset({"văn", "vp", "vpub", "vpubnd", "lđvp", "cpvp", "cvp", "pcvp"}), _office()),
        Family("party", _PARTY_HEADS, _party(), _parties),
        Family("inspectorate", frozenset({"thanh"}), compiled(f"thanh tra sở {objects('Sở')}")),
    )


def _committee() -> regex.Pattern[str]:
    """`UBND tỉnh`, `UBND cấp huyện`; with places of its own: `UBND các xã: Bản Qua, Trịnh Tường và phường Sa Pa`."""
    kind = rf"(?:{DISTRICT}|{COMMUNE}|tỉnh)"
    place = any_of(PLACE, PROVINCE)
    more = rf"(?:(?:, ?|;\x20?| và )(?:(?:{kind}):? )?{place}(?!\x20?-\x20?\p{{L}}))"
    and_kind = rf"{AND}(?:các )?{kind}(?!\x20(?-i:\p{{Lu}}))"
    kinds = rf"(?P<kinds>các {kind}(?:{and_kind}){{0,4}}|{kind}(?:{and_kind}){{1,4}})"
    no_more_kinds = rf"(?!\p{{L}}|,?\x20{kind}(?!\x20(?-i:\p{{Lu}})))"
    return compiled(
        any_of(
            # UBND các xã, phường, đặc khu Lý Sơn
            rf"{UBND} {kinds}(?P<which> ven (?:biển|sông))?(?:, (?:và )?| và )"
            rf"(?P<places>{kind}\x20{place}{more}{{0,30}}){no_more_kinds}",
            rf"{UBND} (?:các |\d{{1,3}} )?(?P<kind>{kind}):? (?P<places>{place}{more}{{1,30}})",
            rf"{UBND} các địa phương",
            # UBND 03 huyện có dự án đi qua
            rf"{UBND} \d{{1,3}} {kind}(?:{AND}{kind}){{0,3}}(?!\x20(?-i:\p{{Lu}}))",
            rf"{UBND}(?: {scope()})?",
        )
    )


_PLACES = regex.compile(
    rf"(?:(?P<kind>{DISTRICT}|{COMMUNE}|tỉnh):?[ \n])?"
    r"(?P<place>(?-i:\p{Lu}[\p{L}']*(?:[ -]\p{Lu}[\p{L}']*)*|\d+))",
    regex.IGNORECASE,
)


_IN_THE_NAME_OF = regex.compile(r"\bT\.?/?M\.?[ \n]?$", regex.IGNORECASE)


def _committees(match: regex.Match[str], end: int) -> Iterator[Part]:
    """Every place of a list has its own committee; the kind of area holds until another is named.

    Where kinds of areas and the only ones of other kinds make up a province, they are one addressee:
    `UBND các xã, phường, đặc khu Lý Sơn`. The committee in whose name a plan is signed (`TM. ỦY BAN NHÂN DÂN`) is the
    province's.
    """
    if match["places"] is None:
        is_signature = _IN_THE_NAME_OF.search(match.string[max(0, match.start() - 6) : match.start()])
        is_bare = " " not in match[0].replace("\n", " ").casefold().removeprefix("ủy ban nhân dân").removeprefix("ubnd")
        if is_signature and is_bare:
            yield Part(match.start(), match.end(), f"{match[0]} tỉnh")
        else:
            yield from by_level(match, end)
        return
    kind: str = match["kind"] or ""
    start: int | None = match.start()
    places = list(_PLACES.finditer(match.string, match.start("places"), match.end("places")))
    if match["kinds"] is not None and match["which"] is None and all(place["kind"] for place in places):
        yield Part(match.start(), end, match.string[match.start() : end])
        return
    if match["kinds"] is not None:
        stop = match.end("which" if match["which"] else "kinds")
        yield Part(match.start(), stop, match.string[match.start() : stop])
        start = None
    for item in places:
        kind = item["kind"] or kind
        yield Part(start if start is not None else item.start(), item.end(), f"UBND {kind} {item['place']}")
        start = None


def _council() -> regex.Pattern[str]:
    """`HĐND tỉnh`, `Thường trực HĐND tỉnh`; before a committee it shares the scope: `HĐND, UBND các cấp`."""
    return compiled(
        any_of(
            rf"(?:{_STANDING}|{_COUNCIL_BOARDS} )?{HDND}(?={AND}{UBND} (?P<shared>{scope()}))",
            rf"(?:{_STANDING}|{_COUNCIL_BOARDS} )?{HDND}(?: {scope()})?",
            r"tthđnd(?: (?:tỉnh|thành phố))?",
            rf"{_DEPUTIES}(?: (?:tỉnh|thành phố)(?: {PROVINCE})?)?",
        )
    )


def _councils(match: regex.Match[str], end: int) -> Iterator[Part]:
    if match["shared"]:
        yield Part(match.start(), end, f"{match[0]} {match['shared']}")
    else:
        yield from by_level(match, end)


def _office() -> regex.Pattern[str]:
    """`Văn phòng UBND tỉnh`, `VP.UBND tỉnh`, `Văn phòng Đoàn ĐBQH và HĐND tỉnh`, `LĐVP UBND tỉnh`, `VPUB`."""
    joint = any_of("(?:,| và) ", " ?[-/&] ?")  # Văn phòng HĐND-UBND
    deputies = rf"{_DEPUTIES}{joint}"
    council = rf"{HDND}(?:{joint}{UBND})?"
    written = r"(?:văn phòng|vp\.?) ?"
    return compiled(
        any_of(
            rf"{written}(?:{deputies})?(?:{council}|{UBND})(?: {scope()})?",
            rf"{written}{_DEPUTIES}(?: (?:tỉnh|thành phố))?",
            rf"{written}(?:{_party_body()}|đảng ủy)",
            rf"{written}(?:sở|bộ)(?!:?\x20(?-i:\p{{Lu}}))",
            # Văn phòng Điều phối nông thôn mới tỉnh
            rf"{written}điều phối(?: (?!{UBND}|sở|tỉnh)\p{{L}}+){{1,9}}? (?:tỉnh|thành phố)",
            rf"(?:lđvp|cpvp|cvp|pcvp) {UBND} {scope()}",
            r"(?:vpub|vpubnd)(?: (?:tỉnh|thành phố))?",
        )
    )


_PARTY_HEADS = frozenset(
    [
        "ban",
        "btv",
        "ubkt",
        "tỉnh",
        "thành",
        "huyện",
        "thị",
        "quận",
        "đảng",
        "thường",
        "tt",
        "ttr",
        "tttu",
        "vptu",
        "btvtu",
        "btgtu",
        "ubkttu",
        "ủy",
        "các",
        "cơ",
    ]
)
_ORGAN = any_of(
    "ban thường vụ",
    "btv",
    "ban chấp hành",
    "bch(?= đảng)",
    "thường trực",
    "tt",
    "ban tổ chức",
    "ban tuyên giáo(?: và dân vận)?",
    "ban dân vận",
    "ban nội chính",
    "ban kinh tế",
    "(?:cơ quan )?ủy ban kiểm tra",
    "(?:cơ quan )?ubkt",
)
_SHORT = any_of("tttu", r"tt\.\x20?tu", "vptu", "btvtu", "btgtu", "ubkttu")


@cache
def _with_party_group() -> str:
    """The bodies that have a party group (đảng đoàn, ban cán sự đảng)."""
    of_level = "(?: (?:tỉnh|thành phố|tối cao|việt nam))?"
    return any_of(
        *("quốc hội", "chính phủ", f"(?:sở|bộ) {any_of(objects('Sở'), objects('Bộ'))}"),
        rf"(?:{UBND}|{HDND})(?: {scope()})?",
        *(f"(?:tòa án|viện kiểm sát) nhân dân{of_level}", f"liên đoàn lao động{of_level}"),
        f"(?:ủy ban )?(?:mttq|mặt trận tổ quốc)(?: việt nam)?{of_level}",
        f"hội (?:nông dân|liên hiệp phụ nữ|cựu chiến binh){of_level}",
    )


@cache
def _party_body() -> str:
    return any_of(
        "tỉnh ?/ ?thành ủy",
        rf"(?:tỉnh|thành) ủy(?: {CAPITAL}{PROVINCE})?",
        rf"(?:huyện|thị|quận) ủy(?! ban(?! hành))(?:\x20{PLACE})?",
        # các huyện ủy, thị ủy, đảng ủy trực thuộc Tỉnh ủy
        rf"(?:các )?(?:huyện|thị|quận|thành) ủy(?:{AND}(?:huyện|thị|quận|thành|đảng) ủy){{1,4}}"
        r"(?: trực thuộc(?: tỉnh ủy)?)?",
        rf"(?:đảng đoàn|ban cán sự đảng) {_with_party_group()}",
        rf"đảng ủy (?:{UBND}|{HDND}) (?:{areas()}|tỉnh|thành phố)(?: {PROVINCE})?",
        "đảng ủy (?:mttq|mặt trận tổ quốc)(?: việt nam)?(?:,| và) (?:các )?đoàn thể(?: (?:tỉnh|thành phố|trung ương))?",
        rf"đảng ủy cơ quan văn phòng (?:quốc hội|chính phủ|{UBND}(?: tỉnh| thành phố)?)",
        r"đảng ủy các cơ quan đảng(?: (?:trung ương|(?:cấp )?(?:tỉnh|thành phố)))?",
        rf"đảng ủy {CAPITAL}(?:chính phủ|quốc hội|văn phòng (?:tỉnh|thành) ủy|sở {objects('Sở')}|bộ {objects('Bộ')})",
        r"đảng ủy (?:khối )?(?:các )?(?:cơ quan|doanh nghiệp)(?: và doanh nghiệp)?(?: (?:tỉnh|thành phố))?",
        r"đảng ủy (?:công an|quân sự|bộ đội biên phòng|quân khu)(?: (?:tỉnh|thành phố|trung ương))?",
        # Đảng bộ các phường, xã: Bản Qua, Trịnh Tường
        rf"(?:các )?đảng (?:ủy|bộ) (?:các )?{COMMUNE}(?:{AND}(?:các )?{COMMUNE}){{1,3}}"
        rf"(?:: {PLACE}(?:(?:, | và ){PLACE}){{1,30}})?",
        rf"(?:các )?đảng (?:ủy|bộ) (?:các )?{COMMUNE}(?:\x20{PLACE})?",
        "các đảng ủy(?:, đảng bộ)? trực thuộc(?: (?:tỉnh|thành) ủy)?",
        rf"đảng bộ (?:tỉnh|thành phố|huyện)(?: {CAPITAL}{PROVINCE})?",
        "các (?:chi, )?đảng bộ trực thuộc(?: (?:tỉnh|thành|huyện) ủy)?",
    )


def _party() -> regex.Pattern[str]:
    """`Tỉnh ủy`, `Đảng ủy UBND tỉnh`; organs that share it: `Ban Tổ chức, Ban Nội chính Tỉnh ủy`.

    `Thường trực Tỉnh ủy, HĐND tỉnh` are two standing bodies; `các ban Đảng` a collective.
    """
    body = _party_body()
    return compiled(
        any_of(
            rf"{_ORGAN}(?=(?:, | và ){_ORGAN}(?:(?:, | và ){_ORGAN}){{0,3}} (?P<shared>{body}))",
            rf"(?P<standing>thường trực|tt):? (?P<first>(?:tỉnh|thành) ủy)(?:,| và|;) (?P<second>{HDND} {AREA})",
            rf"(?:{_ORGAN} (?:của )?|ttr?\.\x20?)?(?:{body})",
            rf"{_ORGAN} đảng ủy",
            r"các ban đảng(?:, (?:các )?(?:ban cán sự đảng|đảng đoàn)){1,2}(?: trực thuộc (?:tỉnh|thành) ủy)?",
            r"các ban(?: xây dựng| của)? đảng(?: (?:của )?(?:tỉnh ủy|thành ủy|tỉnh))?",
            # các ban cán sự đảng, đảng đoàn
            r"các (?:ban cán sự đảng|đảng đoàn)(?:(?:,| và) (?:ban cán sự đảng|đảng đoàn))?"
            r"(?: trực thuộc (?:tỉnh|thành) ủy)?",
            r"các (?:ban|cơ quan)(?:, (?:ban|cơ quan))? (?:tham mưu(?:, giúp việc)? )?(?:của )?(?:tỉnh|thành) ủy",
            _SHORT,
        )
    )


def _parties(match: regex.Match[str], _: int) -> Iterator[Part]:
    if match["second"] is not None:
        yield Part(match.start(), match.end("first"), f"Thường trực {match['first']}")
        yield Part(match.start("second"), match.end("second"), f"Thường trực {match['second']}")
        return
    shared = f" {match['shared']}" if match["shared"] else ""
    yield Part(match.start(), match.end(), match[0] + shared)
