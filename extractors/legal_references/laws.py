"""Documents cited by name: laws, codes, ordinances, the constitution, and resolutions of congresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.legal_references.words import law_titles

_S = r"[^\S\t]{1,3}"
_STOP = (
    r"(?:ngày|năm|số|của|về|được|đã|có|theo|trên|trong|cho|khi|này|nêu|hiện|do|tại|để|từ|đến|các|những|thì|là|bằng|với|đối|nhằm|sẽ|phải|cũng|quy|nhưng|còn|sau|trước"
    r"|và(?=\s(?:các|Luật|Nghị|Bộ|văn|quy|pháp|Quyết|Thông|hướng|những))|hoặc)"
)
_UNKNOWN = rf"(?-i:\p{{Lu}}\p{{Ll}}{{1,7}})(?:(?:,\s(?=\p{{Ll}}{{2,7}}\s\p{{Ll}}{{2,7}}(?:[,;.]|\s(?:ngày|năm|số)))|\s[-–]\s|\s)(?!{_STOP}\b)(?-i:\p{{L}}{{1,8}})){{1,8}}"
_AMENDING = r"(?i:sửa\sđổi(?:,?\s(?:và\s)?bổ\ssung)?)(?:\s(?:một\ssố|các|một\ssố\sđiều,\skhoản)\sđiều)?(?:\s(?:của|tại))?(?:\scác)?"


@dataclass(frozen=True, slots=True)
class NamedLaw:
    """A place where a document is cited by its name: `name` without its type, None for the constitution."""

    start: int
    end: int
    doc_type: str
    name: str | None


def _pattern() -> regex.Pattern[str]:
    title = rf"(?:(?i:{law_titles()})(?![\p{{L}}])|{_UNKNOWN})"
    law = rf"(?:Bộ\sluật|Luật|LUẬT|BỘ\sLUẬT)\s{title}"
    return regex.compile(
        rf"""
        (?<![\p{{L}}]) (?<!Ủy\sban\s)
        (?:
            (?P<constitution> Hiến\spháp (?!\p{{L}}) (?:\snước\sCộng\s[Hh]òa\s[Xx]ã\shội\s[Cc]hủ\snghĩa\sViệt\sNam)? )
          | (?P<type> Bộ\sluật | Bộ\sLuật | Luật | LUẬT | BỘ\sLUẬT | Pháp\slệnh ) \s
            (?: (?P<amending> {_AMENDING}\s{law}(?:(?:,\s|\svà\s|;\s){law}){{0,6}} | (?i:sửa\sđổi,?\sbổ\ssung)\s[\p{{L}}\d\s]{{3,60}}?\sluật(?!\p{{L}})[^;.,\n\t]{{0,80}}? )
              | (?P<title> {title} ) )
          | (?P<resolution> (?:Nghị\squyết|NGHỊ\sQUYẾT) ) \s (?:(?i:của)\s)?
            (?P<congress>
                (?i:đại\shội) \s (?:(?i:đại\sbiểu\s)(?:(?i:toàn\squốc)\s)?)? (?:(?i:lần\sthứ)\s)? (?:[XVI]{{1,6}}|\d{{1,2}}|thứ\s\p{{L}}{{2,5}}) (?!\p{{L}})
                (?: ,?\s(?:(?i:của)\s)? (?:Đảng(?:\sCộng\ssản\sViệt\sNam|\sbộ(?:\s(?:tỉnh|thành\sphố|huyện|xã|phường))(?:\s\p{{Lu}}\p{{L}}+){{0,3}})?) )?
                (?: ,?\s(?i:nhiệm\skỳ)\s\d{{4}}\s?[-–]\s?\d{{4}} )?
              | (?i:hội\snghị) \s (?:(?i:lần\sthứ)\s[\p{{L}}\d]{{1,5}}\s?,?\s(?i:ban\schấp\shành)\s)? (?i:trung\sương) (?:\s(?i:đảng))? (?:\s(?i:lần\sthứ))? \s? (?:[XVI]{{1,6}}|\d{{1,2}}|\p{{Ll}}{{2,4}})?
                ,?\s? \(? (?i:khóa) \s [XVI]{{1,6}} \)?
            )
        )
        (?!\p{{L}})
        """,
        regex.VERBOSE,
    )


_COMPILED: list[regex.Pattern[str]] = []


def find_laws(text: str) -> Iterator[NamedLaw]:
    """Every law or congress resolution named in the text; the laws in an amending law's name give none of their own."""
    if not _COMPILED:
        _COMPILED.append(_pattern())
    for match in _COMPILED[0].finditer(text):
        yield _law(match)


def _law(match: regex.Match[str]) -> NamedLaw:
    if match["constitution"]:
        return NamedLaw(match.start(), match.end(), "Hiến pháp", None)
    name = match["congress"] or match["amending"] or match["title"]
    doc_type = "Nghị quyết" if match["resolution"] else match["type"].capitalize()
    name = regex.sub(r"\s+", " ", name).strip(" ,–-")
    end = match.start() + len(match[0].rstrip(" ,–-"))
    return NamedLaw(match.start(), end, doc_type, name)
