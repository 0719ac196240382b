"""The date that stands with the number of a cited document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex

_S = r"(?:[^\S\t]|<br>){0,3}"
_DATE = regex.compile(
    rf"""
    [,*]{{0,2}} {_S} (?P<open>\()? (?:(?:được|đã)\s)? (?:(?:Quốc\shội\s)?thông\squa\s)? (?:cùng\s)?
    (?i:ng[àa]y) {_S} :? {_S}
    (?: (?P<day>\d{{1,2}}) {_S} [-/.–] {_S} (?P<month>\d{{1,2}}) {_S} [-/.–] {_S} (?P<year>(?:19|20)\d\d)        # 05/3/2020
      | (?P<day>\d{{1,2}}) {_S} (?i:th[áa]ng) {_S} (?P<month>\d{{1,2}}) {_S} ,? {_S}
        (?: (?i:n[ăa]m) {_S} | [-/.] {_S} ) (?P<year>(?:19|20)\d\d) )                             # 20 tháng 01 năm 2020
    (?![\d/]) (?(open)\)?)
    """,
    regex.VERBOSE,
)
_BLANK_DATE = regex.compile(
    rf"""
    [,]? {_S} ng[àa]y [\s.…_/\d]{{0,20}} (?:tháng|/) [\s.…_/\d]{{0,20}} (?:năm|/) {_S} (?P<year>(?:19|20)\d\d)?   # ngày   tháng   năm 2026
    """,
    regex.VERBOSE,
)
_YEAR = regex.compile(
    rf"[,]? {_S} (?:/|(?i:n[ăa]m){_S}|tháng{_S}\d{{1,2}}{_S}[/-]{_S}) (?P<year>(?:19|20)\d\d) (?![\d/]|\s?-\s?20\d\d)",
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Issued:
    """When a cited document was issued: the day, or only the year; `end` is the end of the words."""

    day: date | None
    year: int | None
    end: int


def issued_at(text: str, position: int) -> Issued | None:
    """The date or year that stands at `position`, after a comma or space; a day that does not exist gives its year."""
    match = _DATE.match(text, position)
    if match is not None:
        return Issued(_day(match), int(match["year"]), match.end())
    match = _YEAR.match(text, position)
    if match is not None:
        return Issued(None, int(match["year"]), match.end())
    match = _BLANK_DATE.match(text, position)
    if match is not None:
        return Issued(None, int(match["year"]) if match["year"] else None, match.end())
    return None


def _day(match: regex.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
