"""Pieces that several families of names share: places, kinds of areas, the scope of a people's committee.

Patterns are written with plain spaces; `compiled` lets each be a line break too. `\\x20` is a space that may not.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from extractors import lexicon
from extractors.alternatives import any_of
from extractors.provinces import spellings

END = r"(?![\p{L}\d])"
"""What a name ends at: no letter or digit follows."""


NAME_WORDS = r"\L<name_words>(?!\p{L})"
"""A compound that may stand inside the name of a body: `nông lâm sản`."""
TOPIC_WORDS = r"\L<topic_words>(?!\p{L})"
"""The same, and compounds that are also verbs: what a steering committee is about (`xây dựng nông thôn mới`)."""
PROVINCE = r"\L<provinces>(?!\p{L})"
"""The name of a province."""
CAPITAL = r"(?-i:(?=\p{Lu}))"
"""What follows begins with a capital."""
MANAGING = (
    r"quản lý (?:nhà nước(?: chuyên ngành)?|chuyên ngành|cấp trên|ngành,? (?:và )?lĩnh vực)"
    r"(?: về \p{L}+(?: \p{L}+){0,3}?(?=[,;.:\n]|$| (?:và|để|theo|trong|tại|có|của|ở|từ)(?!\p{L})))?"
    r"(?: (?:ở|tại|từ) (?:trung ương|tw)(?:,| và| đến| tới) địa phương| (?:ở|tại) địa phương)?"
)
"""What tells a class by its charge: `(cơ quan) quản lý nhà nước chuyên ngành về hạ tầng`."""


@cache
def _lists() -> dict[str, list[str]]:
    rows = lexicon.rows("agency_words")
    return {
        "name_words": [row["word"] for row in rows if row["use"] == "name"],
        "topic_words": [row["word"] for row in rows if row["use"] != "place"],
        "dashed_places": [row["word"] for row in rows if row["use"] == "place"],
        "provinces": sorted(spellings()),
    }


def compiled(pattern: str) -> regex.Pattern[str]:
    """The pattern of a family, for the view of a text; case ignored where `(?-i:…)` does not ask for it.

    A piece is compiled once for each place where it stands, so a long one that stands in several is a part of its own
    that they call.
    """
    used: dict[str, Any] = {name: words for name, words in _lists().items() if rf"\L<{name}>" in pattern}
    long = {"areas": areas(), "named_area": named_area(), "place_word": _PLACE_WORD}
    whole = pattern + END
    parts = ""
    for name, piece in (long | {name: rf"\L<{name}>" for name in used}).items():
        if whole.count(piece) + parts.count(piece) > 1:
            call = f"(?&{name})"
            whole, parts = whole.replace(piece, call), f"{parts.replace(piece, call)}(?P<{name}>{piece})"
    define = f"(?(DEFINE){parts})" if parts else ""
    return regex.compile((whole + define).replace(" ", r"[ \n]"), regex.IGNORECASE, **used)


def escaped(words: str) -> str:
    """Words as a pattern."""
    return regex.escape(words, special_only=True, literal_spaces=True)


def flexible(name: str) -> str:
    """A pattern for an official name however its parts are joined: `,`, `-`, `&`, `và`, or nothing."""
    pattern, joined = "", False
    for word in regex.findall(r"[^\s,&-]+|[,&-]", name):
        if word in (",", "-", "&", "và"):
            joined = True
            continue
        if pattern:
            pattern += r"(?: ?[,&-] ?(?:và )?| (?:và )?)" if joined or word[0].isupper() else " "
        pattern += escaped(word)
        joined = False
    return pattern


@cache
def not_before(what: str) -> str:
    """A guard: none of the words follow that the lexicon lists as never standing there.

    `place`, `body`: with a capital, in the name of a place or body: they open the next one or the next line;
    `syllable`: as the second half of a compound; `topic`: in what a board is about; a noun (`cơ quan`): right after it
    in a list.
    """
    return rf"(?!{stop_words(what)})"


def has_stops(what: str) -> bool:
    """Whether the lexicon lists words that never stand there."""
    return any(row["after"] == what for row in lexicon.rows("agency_stops"))


@cache
def stop_words(what: str) -> str:
    """Those words."""
    words = [row["word"] for row in lexicon.rows("agency_stops") if row["after"] == what]
    return any_of(*(escaped(word).replace(" ", SPACE) for word in words)) + r"(?!\p{L})"


_STAGE = "(?:học|mầm non|mẫu giáo|tiểu học|trung học(?: cơ sở| phổ thông)?|thcs|thpt|phổ thông)"
SCHOOL = rf"(?:nhà )?trường(?: {_STAGE}(?:(?:,| và|, và) {_STAGE}){{0,4}})?"
"""Schools by stage: `trường mầm non, tiểu học, trung học cơ sở`."""
SPACE = r"\x20"
"""A space that may not be a line break."""
UBND = r"(?:ubnd|ủy ban nh(?:ân|ấn) dân)"
HDND = r"(?:hđnd|hội đồng nhân(?: dân)?)"
AND = any_of(
    ", ?(?:và )?",  # huyện, thị xã, thành phố
    " và ",  # huyện và thành phố
    " ?/ ?",  # tỉnh/thành phố
)

DISTRICT = any_of("huyện", "thị xã", r"tx\.?", "thành phố", r"tp\.?", "quận")
COMMUNE = any_of("xã", "phường", "thị trấn", "đặc khu")
AREA = any_of("tỉnh", DISTRICT, COMMUNE)
HAMLET = any_of("thôn(?: ấp)?", "bản", "xóm", "buôn", "làng", "ấp", "khu phố", "khối phố", "tổ dân phố")
_LEVEL = any_of("tỉnh", "huyện", "xã", "thành phố", "phường", "cơ sở")

# Năm Căn, Ngã Năm; not: Năm nay
_NAMED_FIVE = r"(?-i:(?=Năm\x20\p{Lu})|(?<=\p{Lu}\p{Ll}{1,6}\x20)(?=Năm(?!\x20(?:\d|học))))"
_PLACE_WORD = rf"(?:{not_before('place')}|{_NAMED_FIVE})(?-i:\p{{Lu}}[\p{{L}}']*)"
SEAT = rf"{_PLACE_WORD}(?:\x20{_PLACE_WORD}){{1,3}}"
"""A place right behind the name of a body, in two words at least: one capital may open what follows."""
PLACE = rf"(?:\L<dashed_places>|{_PLACE_WORD}(?:(?:\x20|-){_PLACE_WORD}){{0,3}}|\d{{1,2}}(?!\d))"
"""The name of a district or commune: capitals, or the number of an urban ward."""


LIST_TAIL = any_of(
    " trực thuộc(?: (?:tỉnh|trung ương|tw|thành phố))?",  # thành phố trực thuộc trung ương
    " thuộc (?:tỉnh|thành phố)(?:, thành phố trực thuộc (?:trung ương|tw))?",  # thị xã, thành phố thuộc tỉnh
    r" trên địa bàn(?: (?:toàn )?(?:tỉnh|thành phố))?(?!\p{L})",  # các xã, phường trên địa bàn tỉnh
    " trong tỉnh",
    " (?:có )?liên quan",
    r" được (?:kiểm tra|thanh tra|giám sát|chọn)(?!\p{L})",
    # các xã, phường ven biển; các xã vùng đồng bằng, miền núi
    r" (?:vùng đồng bằng|ven (?:biển|sông)|miền núi|vùng (?:cao|sâu|xa|trũng|trung du)|biên giới|hải đảo)(?!\p{L})"
    r"(?:(?:,| và|, và) (?:vùng )?(?:ven biển|miền núi|trung du|biên giới|hải đảo)(?!\p{L})){0,2}",
)


@cache
def areas() -> str:
    """Kinds of areas without their names: `các huyện, thị xã, thành phố`, `cấp xã`, `các cấp`."""
    end = r"(?![\p{L}\d])"
    several = rf"{any_of('tỉnh', DISTRICT, COMMUNE)}(?!\x20(?:đoàn|ủy|hội|đội){end})"  # huyện, Huyện đoàn
    return any_of(
        rf"(?:các )?huyện, (?:thành, thị|thị, thành(?: phố)?){end}",  # UBND các huyện, thành, thị
        # các quận, huyện, thị xã; quận - huyện
        rf"(?:các )?{several}{end}(?:(?:{AND}| ?[-–] ?)(?:các )?{several}{end}){{1,7}}(?:{LIST_TAIL})?",
        rf"các {several}{end}(?!:?\x20(?-i:\p{{Lu}}))(?:{LIST_TAIL})?",  # các xã
        # các cấp; hai cấp tỉnh, xã
        rf"(?:ở )?(?:các |hai |ba |0?2 |0?3 )cấp{end}(?: {_LEVEL}{end}(?:{AND}(?:cấp )?{_LEVEL}{end}){{0,2}})?",
        rf"cấp (?:sở|bộ){end}(?:, ngành{end})?",  # cấp sở, ngành
        rf"cấp {_LEVEL}{end}(?:{AND}(?:cấp )?{_LEVEL}{end}){{0,3}}(?:{LIST_TAIL})?",  # cấp huyện, cấp xã
    )


@cache
def named_area() -> str:
    """One area with or without its name: `tỉnh Hà Nam`, `xã Bản Qua`, `Thành phố`."""
    return any_of(
        rf"tỉnh(?: {PROVINCE})?",
        rf"(?:thành phố|tp\.?) {PROVINCE}",
        rf"(?:{DISTRICT}|{COMMUNE})\x20{PLACE}",
        rf"(?:{DISTRICT}|{COMMUNE}|tỉnh)",
    )


@cache
def scope() -> str:
    """Over what a people's committee or council stands."""
    return any_of(areas(), named_area(), CAPITAL + PROVINCE)


@cache
def tail() -> regex.Pattern[str]:
    """What may follow the name of a local body: its area, level or region."""
    local = any_of(DISTRICT, COMMUNE)
    alternatives = any_of(
        # các huyện Bảo Thắng, Văn Bàn
        rf" (?:của )?các {local}:? {PLACE}(?:(?:, | và )(?:{local} )?{PLACE}){{0,20}}",
        rf" (?:của |trực thuộc |thuộc )?(?:{areas()}|{named_area()})",  # Công an tỉnh; Trung tâm Y tế các huyện
        r" (?:trung ương|tw)",
        r" các (?:đơn vị, )?địa phương",
        r" cùng cấp",
        r" (?-i:Sở|Bộ)(?! (?-i:\p{Lu}))",  # Thanh tra Sở
        r" khu vực(?: (?-i:[IVX]{1,5}|\d{1,2}|\p{Lu}\p{L}*(?:\x20\p{Lu}\p{L}*){0,2}))?",  # Kho bạc Nhà nước khu vực IX
        r" vùng (?-i:\p{Lu}\p{Ll}*(?:\x20\p{Lu}\p{Ll}*){0,2})",  # Bệnh viện Đa khoa vùng Tây Nguyên
        rf"(?: -)? {CAPITAL}{PROVINCE}",  # Đài Phát thanh và Truyền hình Vĩnh Long
    )
    return compiled(alternatives)


_NEXT_KIND = any_of(
    *(
        f"(?:các )?{kind}"
        for kind in ("vườn quốc gia", "khu bảo tồn", "doanh nghiệp", "đơn vị", "cơ quan", "địa phương")
    ),
    *("(?:các )?hợp tác xã", "các tổ chức"),
).replace(" ", SPACE)
"""Kinds of bodies that go on a list, not a name: `Hiệp hội Dừa và | các doanh nghiệp`."""


@cache
def open_name(*, of_topics: bool = False) -> regex.Pattern[str]:
    """The name that follows an open class: a capital or a compound of the lexicon, then compounds, capitals, numbers.

    `Phát triển quỹ đất`, `Đăng kiểm Việt Nam`, `CNTT Tây Bắc`, `số 1`; or a number alone (`4`). With `of_topics` only
    names that begin with a topic of the lexicon and no number: `Nội vụ`.
    """
    next_body, function = not_before("body"), not_before("syllable")
    lone = rf"{next_body}(?-i:\p{{Lu}}[\p{{Ll}}\d]*|\p{{Lu}}[\p{{Lu}}&]{{1,9}})(?!\p{{L}})"
    # Khu | di tích: the second word belongs to the next
    compound = rf"{next_body}(?-i:\p{{Lu}}\p{{Ll}}+\x20(?!{NAME_WORDS}){function}\p{{Ll}}+)(?!\p{{L}})"
    number = r"(?:số\x20\d{1,3}|\d{2,4}(?=\x20(?-i:\p{Lu}\p{Ll})))(?![\d/])"
    # A comma only in a list that closes with `và`: Đầu tư, Xây dựng và Kinh doanh dịch vụ
    joint = any_of(
        r"\x20(?:các\x20)?",
        rf"\x20(?:và\x20(?!{_NEXT_KIND})(?:các\x20)?|-\x20)(?={CAPITAL}|{TOPIC_WORDS})",
        rf"(?:\x20-|-\x20)(?={CAPITAL})",  # Kế hoạch -Tài chính
        rf", ?(?={CAPITAL}[^,.;:\n]{{1,40}}(?:, [^,.;:\n]{{1,40}})?\x20và\x20(?-i:\p{{Lu}}))",
        r"\x20?&\x20?",
        "-",
    )
    province = CAPITAL + PROVINCE  # Hàng hải Hải Phòng, where Phòng begins no other body
    known = any_of(NAME_WORDS, province, CAPITAL + TOPIC_WORDS, rf"(?<=và\x20){TOPIC_WORDS}")
    after_and = rf"(?<=(?:và|các|-)\x20){compound}"
    name = rf"(?:{TOPIC_WORDS}|{province}|{compound}|{lone})(?:{joint}(?:{known}|{after_and}|{lone}|{number})){{0,9}}"
    if of_topics:
        return compiled(rf"(?=\x20{CAPITAL}{TOPIC_WORDS})(?!\x20\S*\d)\x20{name}")
    return compiled(rf"\x20(?:(?:các )?{name}|\d{{1,3}}(?!/))")
