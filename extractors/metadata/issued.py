"""Địa danh và thời gian ban hành: place and date of issue (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import regex

from extractors.spaces import single_spaced


@dataclass(frozen=True, slots=True)
class Issued:
    """A date as far as it is stated; `day` is None when a part is left blank or the day does not exist."""

    text: str
    day: date | None
    year: int | None
    month: int | None
    place: str | None
    start: int
    end: int


_BLANK = r"[\s.…_]{0,16}"
_YEAR = r"(?:1\s?9|2\s?0)\s?\d\s?\d"  # 2020   20 23 (broken by the conversion)
DATE = rf"""
    (?P<date> [Nn]g[àa][yv] {_BLANK} :?\s? (?P<day>\d\s?\d?)? {_BLANK}
        (?: [Tt]h[áảâà]ng {_BLANK} (?P<month>\d\s?\d?)? {_BLANK}
            [Nn][ăãâá]m {_BLANK} (?P<year>{_YEAR})?                  # ngày 05 tháng 3 năm 2020
          | [/.-] \s{{0,2}} (?P<month>\d{{1,2}}) \s{{0,2}} [/.-] \s{{0,2}} (?P<year>(?:19|20)\d\d) # ngày 05/3/2020
        ) )
"""
"""A date of issue, for use in other verbose patterns; groups date, day, month, year."""

PLACE = r"(?P<place> \p{Lu}[\p{L}.]{0,12} (?: \s{1,2}[-–]?\s?\p{Lu}[\p{L}.]{0,12} | \s?[-–]\s?\p{Lu}\p{L}{0,9} ){0,6} )"
"""The place before a date of issue, for use in other verbose patterns; group place."""
_DATED = regex.compile(rf"(?: (?<![/\p{{Lu}}-]) {PLACE} \s{{0,3}} [,.;]? \s{{0,5}} )? {DATE}", regex.VERBOSE)


_GARBLED = regex.compile(
    rf"""
    {PLACE} \s{{0,3}} , \s{{0,5}} (?P<date> [Nn][ge]{{1,2}}[àa][yv] (?P<day>(?!))? [^\n]{{1,10}}?
        [Tt]h\p{{L}}ng \s{{0,3}} (?P<month>\d{{1,2}}(?=\s))? [^\n]{{0,6}}? [Nn]\p{{L}}m \s{{0,3}} (?P<year>{_YEAR}) )
    """,
    regex.VERBOSE,
)  # Hà Tĩnh, ngày /D tháng 10 năm 2017, a day written by hand that a scan misread
_ADOPTED = regex.compile(
    rf"""
    (?: Nghị\squyết | Luật | Pháp\slệnh ) \s (?: này \s )? (?: đã\s )? được \s [^.;\n]{{3,200}} \s
    thông\squa \s [^.;\n]{{0,80}}? {DATE}
    """,
    regex.VERBOSE,
)  # Nghị quyết này được Hội đồng nhân dân … thông qua ngày 09 tháng 7 năm 2024


def find_adopted(text: str) -> Issued | None:
    """The day on which a law or a resolution says of itself that it was passed, which is that of its issue."""
    match = _ADOPTED.search(text)
    return issued_of(match) if match else None


_OF_ANOTHER = regex.compile(r"/[\p{Lu}\d]{2,12}(?:-[\p{Lu}\d]{1,12}){0,3}\s{1,3}$")
"""The symbol of the document whose date follows: `Nghị định số 5/2030/NĐ-CP ngày …`."""


def find_issued(text: str, start: int, end: int) -> Issued | None:
    """The date of the head in `text[start:end]`: the last one after a place, else the last that ends a line."""
    found = [
        m for m in _DATED.finditer(text, start, end) if m["year"] or m["month"] or regex.search("th[áảâà]ng", m[0])
    ]
    placed = [m for m in found if m["place"]]
    if not placed and (garbled := _GARBLED.search(text, start, end)) is not None:
        return _without_day(issued_of(garbled))
    alone = [m for m in found if not _in_sentence(text, m) and not _OF_ANOTHER.search(text, start, m.start())]
    return issued_of((placed or alone)[-1]) if placed or alone else None


def _without_day(issued: Issued) -> Issued:
    """A date of which the day cannot be read, without the signs that stand for it: `tháng 10 năm 2017`."""
    readable = regex.search(r"[Tt]h\p{L}ng \d.*" if issued.month else rf"[Nn]\p{{L}}m {_YEAR}", issued.text)
    return replace(issued, text=readable[0]) if readable else issued


_BASIS = regex.compile(r"\W{0,5}(?:Căn cứ|Thực hiện|Theo|Xét|Trên cơ sở|Tiếp theo)\s")
_LONGEST_BEFORE = 200
"""How much of a line of a head stands before its date at most, in characters."""


def _in_sentence(text: str, dated: regex.Match[str]) -> bool:
    """Whether a date stands in a sentence: `Ngày 19/01/2014, | tại trụ sở …`, or far into its line."""
    rest = text[dated.end() : dated.end() + 40].split("\n")[0]
    line = text.rfind("\n", 0, dated.start()) + 1
    return (
        any(c.islower() for c in rest) or dated.start() - line > _LONGEST_BEFORE or _BASIS.match(text, line) is not None
    )


def issued_of(match: regex.Match[str]) -> Issued:
    """The date that a match of DATE stands for."""
    year, month, day = (_number(match[name]) for name in ("year", "month", "day"))
    return Issued(
        text=single_spaced(match["date"]).strip(" .…_"),
        day=_day(year, month, day),
        year=year,
        month=month if month and 1 <= month <= 12 else None,
        place=match["place"] if "place" in match.re.groupindex else None,
        start=match.start("date"),
        end=match.end("date"),
    )


def _number(text: str | None) -> int | None:
    return int("".join(text.split())) if text else None


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
