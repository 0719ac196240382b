"""One wording for what sources write in several: case, commas of set phrases, ellipses, slips."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from extractors import lexicon
from extractors.agencies.pieces import HAMLET
from extractors.provinces import name_pattern


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    """Phrases whose words keep their case, whatever the case around them; each also in small letters."""
    return tuple((row["phrase"].casefold(), row["phrase"]) for row in lexicon.rows("agency_phrases"))


@cache
def _phrase(phrase: str) -> regex.Pattern[str]:
    return regex.compile(rf"\b(?<!cán sự ){phrase}\b", regex.IGNORECASE)  # Ban cán sự | đảng Bộ Y tế


# `Cơ quan Thuế` is one body by its field of work; `cơ quan Trung ương`, `cơ quan Đảng` are several.
_OF_A_FIELD = r"(?! (?-i:(?!Trung ương|TW|Đảng|Nhà nước)\p{Lu}\p{Ll}))"
_COLLECTIVE = regex.compile(
    rf"(?:các|từng|mỗi|những|toàn thể|cơ quan{_OF_A_FIELD}|đơn vị|phòng,|chi cục thuộc|tổ chức|doanh nghiệp"
    r"|(?:sở|bộ|ban|ngành)(?:,| và |/|$)) ?",
    regex.IGNORECASE,
)


class Rewriting:
    """Patterns with what stands in the place of their matches, applied one after the other.

    Before each its cue: what any match holds, in small letters. Most names hold few of the cues.
    """

    def __init__(self, rules: Sequence[tuple[str, str, str]], flags: int = 0) -> None:
        self._rules = tuple((cue, regex.compile(pattern, flags), to) for cue, pattern, to in rules)

    def of(self, name: str) -> str:
        """The name rewritten."""
        small = name.casefold()
        for cue, pattern, to in self._rules:
            if cue in small:
                name = pattern.sub(to, name)
                small = name.casefold()
        return name


_SHARED_RULES = (
    ("bộ trưởng", r"^bộ trưởng$", "các bộ"),
    ("sở", r"^sở$", "các sở"),
    ("công ty cp", r"\bcông ty cp\b", "Công ty cổ phần"),
    # từng cơ quan, toàn thể các cơ quan: the same collective as các cơ quan
    (" ", r"^(?:từng|mỗi|những|toàn thể các) ", "các "),
    ("liên quan", r"\bcó liên quan\b", "liên quan"),
    # sở, ban ngành; sở/ban/ngành
    ("ban", r"\b(sở|bộ),? ?[/-]? ?(ban),? ?[/-]? ?(ngành)\b", r"\1, \2, \3"),
    ("ngành", r"\b(sở|bộ|ban) ?[/-] ?(ngành)\b", r"\1, \2"),
    ("huyện", r"\b(quận) ?- ?(huyện)\b", r"\1, \2"),
    ("ban ngành", r"\b(ban) (ngành)\b", r"\1, \2"),
    ("ngành", r"^((?:các )?(?:sở|bộ)) (ngành)\b", r"\1, \2"),
    ("trưởng phòng", r"^(?:phó )?trưởng (?=phòng \w)", ""),  # an office stands for its body
    ("trưởng", rf"^(?:các )?(?:tổ )?trưởng (?=(?:các )?{HAMLET}\b)", ""),
    ("ngành đoàn", r"\b(ngành) (đoàn thể)\b", r"\1, \2"),
    ("cơ quan đơn", r"\b(cơ quan) (đơn vị)\b", r"\1, \2"),
    # a stray comma: các cơ quan, Trung ương đóng …; bộ, ngành, Trung ương
    ("trung ương", r"\b(cơ quan|ngành), (trung ương)", r"\1 \2"),
    ("bộ, ngành trung", r"\b(bộ, ngành) trung$", r"\1 trung ương"),
    # slips of the source: cơ chuyên môn, CQ chuyên môn
    ("chuyên môn", r"\b(?:cq|cơ) (chuyên môn)", r"cơ quan \1"),
    ("hội đồng nhân", r"\bhội đồng nhân (?!dân)", "hội đồng nhân dân "),
    ("nhấn dân", r"\bủy ban nhấn dân", "ủy ban nhân dân"),
    ("trả kế", r"\btrả kế quả", "trả kết quả"),
    ("thành ủy", r"\btỉnh ?/ ?thành ủy", "tỉnh ủy, thành ủy"),
    ("ct", r"\bct ?- ?xh\b", "chính trị - xã hội"),
    ("chính trị", r"\bchính trị ?- ?xã hội", "chính trị - xã hội"),
    ("thường trực", r"^cơ quan thường trực (?:của )?", "thường trực "),
    ("thành viên", r"^(?:các )?thành viên (?:của )?", "các thành viên "),
    ("giao tiếp", r" ?- ?(?=giao tiếp)", " - "),
    ("-", r"(?-i:(?<=\p{Ll})(?: -|- )(?=\p{Lu}))", " - "),  # Kế hoạch -Tài chính
    (",", r"\s+,\s*|,(?!\x20[^\s,])\s*", ", "),
)  # fmt: skip
_SHARED = Rewriting(_SHARED_RULES, regex.IGNORECASE)
_OWNED_BY = regex.compile(r"(?<=thuộc )(?:Bộ|Sở) \p{Lu}.*$")
_OWNER = regex.compile(r"(?<=thuộc )(?:bộ|sở)(?=$|,)")
# A plural without `các`.
_PLURAL = regex.compile(
    r"^(?:sở|ban|ngành|bộ|cơ quan|đơn vị|huyện|xã|phường)(?:,| và )|^(?:cơ quan chuyên môn|sở) quản lý "
    rf"|^cơ quan{_OF_A_FIELD} "
    rf"|^{HAMLET}(?=$|,| và )"
    r"|^(?:đơn vị|tổ chức khoa học|chi cục thuộc|phòng chuyên môn)(?: |$)"
    r"|^(?:doanh nghiệp|cơ sở|tổ chức(?:,| và) cá nhân|tổ chức (?:chính trị|xã hội|liên quan)|nhà (?:mạng|thầu|đầu tư))"
    r"(?=$| (?-i:[\p{Ll}-]))",
    regex.IGNORECASE,
)
_PROVINCE = regex.compile(rf"(?<!\p{{L}})(?:{name_pattern()})(?!\p{{L}})", regex.IGNORECASE)
_WORD = regex.compile(r"\b(?!\p{Lu}{2,6}\b)\p{L}++")  # but abbreviations: các DNVT
_KINDS_OF_AREA = r"Các|Cấp(?=\s(?i:tỉnh|huyện|xã|cơ sở))|Tỉnh|Huyện|Xã|Phường|Quận|Thị xã|Thị trấn|Thành phố|Đặc khu"
_SMALL_AREAS = regex.compile(rf"(?<=\p{{L}},? )(?:{_KINDS_OF_AREA})(?= |,|$)(?!\sủy)|(?<=nhân dân )(?:Các|Cấp)")


_KEEPS_CAPITALS = regex.compile(r"các (?:thành viên|địa phương (?-i:\p{Lu}))", regex.IGNORECASE)


# ỦY BAN NHÂN DÂN XÃ | LƯƠNG MINH
_PLACE_AT_END = regex.compile(
    r"(?<= (?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã) )"
    r"(?!(?:thuộc|trực|có|liên|trong|và|trên|của|được|ven|miền|vùng|biên|hải)\b)\p{Ll}+(?: \p{Ll}+){0,3}$"
)


def reworded(name: str) -> str:
    """A name with the wording that all sources share; what is no set phrase stays as written."""
    name = _SHARED.of(name)
    return f"các {name}" if _PLURAL.match(name) else name


def cased(name: str, *, in_capitals: bool = False) -> str:
    """A name in ordinary case: from capitals, and a collective in small letters but for the names inside it."""
    if in_capitals or (_COLLECTIVE.match(name) and not _KEEPS_CAPITALS.match(name)):
        owner = None if in_capitals else _OWNED_BY.search(name)
        small = name.lower() if in_capitals else _WORD.sub(lambda m: m[0].lower(), name)
        lowered = _PROVINCE.sub(lambda m: m[0].title().replace("Thành Phố ", "thành phố "), small)
        if in_capitals:
            lowered = _PLACE_AT_END.sub(lambda m: m[0].title(), lowered)
        name = lowered if owner is None else lowered[: owner.start()] + owner[0]
    in_small = name.casefold()
    for small, phrase in _phrases():
        if small in in_small:
            name = _phrase(phrase).sub(phrase, name)
    name = _OWNER.sub(lambda m: m[0].title(), name)
    return _SMALL_AREAS.sub(lambda m: m[0].lower(), name)
