"""By when a goal is to be reached: `đến năm 2025`, `vào năm 2020`, a leading `Đến năm 2030:`."""

from __future__ import annotations

import regex

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_LEADING = regex.compile(
    rf"""
    \W{{0,4}} (?:phấn\sđấu\s)? (?: đến | tới | trong | vào )? \s{{0,2}} (?:hết\s|cuối\s)?
    (?: năm\s{{1,2}}{_YEAR} | giai\sđoạn\s{{1,2}}(?:19|20)\d\d\s?[-–]\s?{_YEAR} ) \s{{0,2}} [:,]     # Đến năm 2025:
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_BY = regex.compile(
    rf"(?:đến|tới|vào|trong|trước)\s(?:hết\s|cuối\s)?năm\s{_YEAR}|giai đoạn\s(?:19|20)\d\d\s?[-–]\s?{_YEAR}",
    regex.IGNORECASE,
)
_NEAR = regex.compile(rf"\(?năm\s{_YEAR}", regex.IGNORECASE)
_CLOSING = regex.compile(rf"\snăm\s{_YEAR}\W{{0,3}}$", regex.IGNORECASE)
_CITED = regex.compile(
    r"(?:ngày|tháng)\s\d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?|\stháng\s\d{1,2}\snăm\s|\snăm\s)(?:19|20)\d\d",
    regex.IGNORECASE,
)


def leading_year(text: str) -> int | None:
    """The year that opens a text and holds for all its goals."""
    match = _LEADING.match(text)
    return int(match["year"]) if match else None


def closing_year(text: str) -> int | None:
    """The year with which the words of a goal close: `60 tổ chức đã giao dịch năm 2018`."""
    match = _CLOSING.search(text)
    return int(match["year"]) if match and not regex.search(r"so với(?: cùng kỳ)?$", text[: match.start()]) else None


def year_in(text: str, start: int, end: int, value_start: int, value_end: int) -> int | None:
    """The year by which a clause sets its goal: `đến năm X` anywhere, a bare `năm X` beside the value or first."""
    clause = _CITED.sub(lambda m: " " * len(m[0]), text[start:end])
    by = [m for m in _BY.finditer(clause) if not regex.search(r"so với\s*$", clause[: m.start()])]
    if by:
        nearest = min(by, key=lambda m: abs(start + m.start() - value_start))
        return int(nearest["year"])
    for match in _NEAR.finditer(clause):
        beside = 0 <= start + match.start() - value_end <= 10 or 0 <= value_start - start - match.end() <= 12
        if (beside or match.start() <= 4) and not regex.search(r"so với(?: cùng kỳ)?\s*$", clause[: match.start()]):
            return int(match["year"])
    return None
