"""Documents cited by name: laws, codes, ordinances, the constitution, and resolutions of congresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from extractors import lexicon
from extractors.alternatives import any_of
from extractors.legal_references.law_names import is_number_of, title_end
from extractors.legal_references.pieces import GAP, spaced
from extractors.spaces import single_spaced
from extractors.values import value_class

_TYPE = any_of("Bộ [Ll]uật", "BỘ LUẬT", "Luật", "LUẬT", "Pháp lệnh", "PHÁP LỆNH")
_OPENING = regex.compile(
    spaced(
        r"(?<!\p{L})"
        + any_of(
            r"(?P<constitution>(?:Hiến pháp|HIẾN PHÁP|hiến pháp)(?!\p{L})"
            r"(?: nước Cộng hòa [Xx]ã hội [Cc]hủ nghĩa Việt Nam)?)",
            rf"(?P<type>{_TYPE}) ",
            r"(?P<small>(?<!\b(?:kỷ|kỉ|pháp|quy|âm) )luật) ",
            r"(?P<resolution>Nghị quyết|NGHỊ QUYẾT) (?:(?i:của) )?",
        )
    )
)
"""Where the name of a document may begin."""

_NO_TITLE_WORD = any_of(
    "ngày", "năm", "số", "của", "về", "được", "đã", "có", "theo", "trên", "trong", "cho", "khi", "này", "nêu", "hiện",
    "do", "tại", "để", "từ", "đến", "các", "những", "thì", "là", "bằng", "với", "đối", "nhằm", "sẽ", "phải", "cũng",
    "quy", "nhưng", "còn", "sau", "trước", "hoặc", "như", "cùng", "sửa", "bị", "không", "vào", "ra", "nên", "vẫn",
    "và(?= (?:các|Luật|Nghị|Bộ|văn|quy|pháp|Quyết|Thông|hướng|những|Pháp) )",
)  # fmt: skip
"""Words that the title of a law outside the lexicon does not go over."""
_NEXT_WORD = any_of(
    # Luật Đầu tư, kinh doanh ngày …: a pair of small words after the comma, then the end
    r",[^\S\t](?=\p{Ll}{2,7}\s\p{Ll}{2,7}(?:[,;.]|\s(?:ngày|năm|số)))",
    " [-–] ",
    " ",
)
_UNKNOWN_TITLE = regex.compile(
    spaced(rf"\p{{Lu}}\p{{Ll}}{{1,7}}(?:{_NEXT_WORD}(?!{_NO_TITLE_WORD}\b)\p{{L}}{{1,8}}(?!\p{{L}})){{1,8}}")
)
"""A capital, and words as long as syllables are."""

_AMENDING = regex.compile(
    spaced(
        r"(?i:sửa đổi(?:,? (?:và )?bổ sung)?|bổ sung)"
        + any_of(
            r"(?: một số| các)? điều(?:, khoản)?",  # một số điều
            # Điều 3, Điều 5 và Điều 9
            r" (?:khoản \d{1,2} )?Điều \d{1,3}[a-z]?(?:(?:,| và) (?:Điều )?\d{1,3}[a-z]?){0,8}",
        )
        + r"?(?: (?:của|tại))? (?:các )?"
    )
)
_ONE_LAW = regex.compile(spaced(rf"{_TYPE} "))
_AND_LAW = regex.compile(spaced(rf"(?:, | và |; |, và ){_TYPE} "))
# … của Luật Đất đai | số 31/2024/QH15 |, Luật Nhà ở số 27/2023/QH15: an amended law's own number, or the amending one's
_NUMBER = regex.compile(spaced(r" số (\d{1,3}/\d{4}/QH\d{1,2})"))
_SEVERAL_LAWS = regex.compile(
    # 11 luật liên quan đến quy hoạch   luật có liên quan đến đầu tư xây dựng
    spaced(r"(?:\d{1,2} )?(?i:luật)(?!\p{L})(?: có)? liên quan[^;.,\n\t]{0,80}?(?=[;.,\n\t(]| (?:ngày|năm|số)\b|$)")
)
_MOST_LAWS = 15
_LONG_TITLE = 4
"""From this many words on, a title is one also behind a small `luật`."""
_PARTY = any_of(
    " Cộng sản Việt Nam",  # Đảng Cộng sản Việt Nam
    r" bộ (?:tỉnh|thành phố|huyện|xã|phường)(?: \p{Lu}\p{L}+){0,3}",  # Đảng bộ tỉnh
)
_ORDINAL = any_of(r"[XVI]{1,6}", r"\d{1,2}", r"thứ \p{L}{2,5}")
_CONGRESS = regex.compile(
    spaced(
        any_of(
            # Đại hội đại biểu toàn quốc lần thứ XIII của Đảng   Đại hội XIX Đảng bộ tỉnh
            # Đại hội Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2020 - 2025
            r"(?i:đại hội)(?: (?i:đại biểu)(?: (?i:toàn quốc))?)?"
            + rf"(?: (?i:đảng){_PARTY})? (?:(?i:lần thứ) )?{_ORDINAL}(?!\p{{L}})"
            + rf"(?:,? (?:của )?(?i:đảng){_PARTY}?)?"
            + r"(?:,? (?i:nhiệm kỳ) \d{4}[^\S\t]?[-–][^\S\t]?\d{4})?",
            # Hội nghị Trung ương sáu, khóa XII   Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII
            r"(?i:hội nghị)(?: (?i:lần thứ) [\p{L}\d]{1,5}[^\S\t]?,?(?: (?i:ban chấp hành))?)?"
            + r" (?i:trung ương)(?: (?i:đảng))?"
            + r"(?: (?i:lần thứ))?[^\S\t]?(?:[XVI]{1,6}|\d{1,2}|\p{Ll}{2,4})?"
            + r",?[^\S\t]?\(?[kK]h(?:óa|oá|ÓA) [XVI]{1,6}\)?",
        )
        + r"(?!\p{L})"
    )
)
_REVISED = regex.compile(
    spaced(r" \((?:sửa đổi|hợp nhất)\)(?= (?:năm|ngày|số|\d{4}))"),  # Luật Thanh tra (sửa đổi) năm 2022
    regex.IGNORECASE,
)


@value_class(frozen=True, slots=True)
class NamedLaw:
    """A place where a document is cited by its name: `name` without its type, None for the constitution."""

    start: int
    end: int
    doc_type: str
    name: str | None


def find_laws(text: str) -> Iterator[NamedLaw]:
    """Every law or congress resolution named in the text; the laws in an amending law's name give none of their own."""
    position = 0
    while (opening := _OPENING.search(text, position)) is not None:
        end = _name_end(text, opening)
        position = end or opening.end()
        if end is not None and not _is_foreign_law(text, opening.start(), end):
            yield _law(text, opening, end)


def _law(text: str, opening: regex.Match[str], end: int) -> NamedLaw:
    if opening["constitution"]:
        return NamedLaw(opening.start(), end, "Hiến pháp", None)
    name = _plain(text[opening.end() : end])
    written = opening["type"] or opening["small"]
    doc_type = "Nghị quyết" if opening["resolution"] else _plain(written).capitalize()
    revised = _REVISED.match(text, end)
    return NamedLaw(opening.start(), revised.end() if revised else end, doc_type, name)


def _plain(words: str) -> str:
    return single_spaced(words)


def _name_end(text: str, opening: regex.Match[str]) -> int | None:
    """Where the name of the document ends; None when what follows is no name."""
    if opening["constitution"]:
        return opening.end()
    if opening["resolution"]:
        congress = _CONGRESS.match(text, opening.end())
        return congress.end() if congress else None
    if opening["small"]:  # Thi hành luật Tố tụng hành chính
        return _long_title_end(text, opening.end())
    return _amending_end(text, opening.end()) or _title_end(text, opening.end())


def _long_title_end(text: str, position: int) -> int | None:
    """Where a title of the lexicon ends that is too long to be taken for other words."""
    end = title_end(text, position)
    return end if end is not None and len(text[position:end].split()) >= _LONG_TITLE else None


def _title_end(text: str, position: int) -> int | None:
    """Where the title of a law ends: one of the lexicon, else a capital and what follows it."""
    known = title_end(text, position)
    if known is not None:
        return known
    if text[position - 1] == "\n":  # … nội dung Luật, and the next line begins
        return None
    unknown = _UNKNOWN_TITLE.match(text, position)
    return unknown.end() if unknown else None


def _amending_end(text: str, position: int) -> int | None:
    """Where the name of an amending law ends: `sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C`."""
    head = _AMENDING.match(text, position)
    if head is None:
        return None
    end = None
    law = _ONE_LAW.match(text, head.end())
    for _ in range(_MOST_LAWS):
        next_end = _title_end(text, law.end()) if law else None
        if law is None or next_end is None:
            break
        number = _NUMBER.match(text, next_end)
        is_its_own = number is not None and is_number_of(number[1], text[law.end() : next_end])
        end = number.end() if number is not None and is_its_own else next_end
        law = None if is_its_own and text[end : end + 1] == ";" else _AND_LAW.match(text, end)
    if end is None and (several := _SEVERAL_LAWS.match(text, head.end())) is not None:
        end = several.end()
    return end


@cache
def _foreign() -> regex.Pattern[str]:
    """What follows a law of another country or organisation: `của Nhật Bản`, `nước Lào`."""
    names = sorted((row["word"] for row in lexicon.rows("foreign_words")), key=len, reverse=True)
    words = any_of(*(GAP.join(map(regex.escape, name.split())) for name in names))
    return regex.compile(spaced(rf"(?: (?:của|nước|tại|ở)){{0,2}} {words}(?!\p{{L}}| (?:lệnh|luật)\b)"))


def is_foreign(text: str, position: int) -> bool:
    """Whether the words at `position` say that the document before them is one of another country or organisation."""
    return _foreign().match(text, position) is not None


def _is_foreign_law(text: str, start: int, end: int) -> bool:
    return is_foreign(text, end) or _foreign().search(text, start, end) is not None
