"""By when a goal is to be reached: `đến năm 2025`, `vào năm 2020`, a leading `Đến năm 2030:`."""

from __future__ import annotations

from bisect import bisect_left

import regex

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_LEADING = regex.compile(
    rf"""
    \W{{0,4}} (?:phấn\sđấu\s)? (?: đến | tới | trong | vào )? \s{{0,2}} (?:hết\s|cuối\s)?
    (?: năm\s{{1,2}}{_YEAR} | giai\sđoạn\s{{1,2}}(?:19|20)\d\d\s?[-–]\s?{_YEAR} ) \s{{0,2}} [:,]     # Đến năm 2025:
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_UNTIL = r"(?:(?:đến|tới|trước)\s(?:hết\s|cuối\s)?|hết\s)"
_BY = regex.compile(
    rf"(?:đến|tới|vào|trong|trước)\s(?:hết\s|cuối\s)?(?:năm\s{_YEAR}|{_YEAR}(?=\s?(?:[,;:)]|$)))"
    rf"|giai đoạn\s(?:19|20)\d\d\s?[-–]\s?{_YEAR}"
    # Đến hết ngày 30/9/2025; đến hết quý II/2026
    rf"|{_UNTIL}(?:ngày\s)?\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}"
    rf"|{_UNTIL}(?:quý\s(?:[IVX]{{1,3}}|\d)|tháng\s\d{{1,2}})(?:\s?/\s?|\s(?:năm\s)?){_YEAR}",
    regex.IGNORECASE,
)
# năm 2026 đạt | ít nhất 50%
_RIGHT_BEFORE = regex.compile(
    rf"\bnăm\s{_YEAR}(?:\s(?:phấn đấu|đạt|là|có|còn|giảm còn|tối thiểu|ít nhất|trên)){{0,3}}\s{{0,2}}$",
    regex.IGNORECASE,
)
_LONGEST = 60
"""How far before a value its year may stand with nothing but such words between, in characters."""
_NEAR = regex.compile(rf"\(?năm\s{_YEAR}", regex.IGNORECASE)
_CLOSING = regex.compile(rf"\snăm\s{_YEAR}\W{{0,3}}$", regex.IGNORECASE)
_CITED = regex.compile(
    r"(?<!(?:đến|tới|trước|hết)\s)(?:ngày|tháng)\s\d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?|\stháng\s\d{1,2}\snăm\s|\snăm\s)(?:19|20)\d\d",
    regex.IGNORECASE,
)


def leading_year(text: str) -> int | None:
    """The year that opens a text and holds for all its goals."""
    match = _LEADING.match(text)
    return int(match["year"]) if match else None


def heading_year(heading: str) -> int | None:
    """The year that a heading or lead-in sets for the goals below it: `Chỉ tiêu đến năm 2030`, `Mục tiêu năm 2027`."""
    words = _without_dates(heading)
    years = {
        int(m["year"]) for pattern in (_BY, _NEAR) for m in pattern.finditer(words) if not _compares(words, m.start())
    }
    return years.pop() if len(years) == 1 else None


def closing_year(text: str) -> int | None:
    """The year with which the words of a goal close: `60 tổ chức đã giao dịch năm 2018`."""
    match = _CLOSING.search(text)
    return int(match["year"]) if match and not _COMPARES.search(text, 0, match.start()) else None


class ClauseYears:
    """The years by which a clause sets its goals: `đến năm X` anywhere, a bare `năm X` beside the value or first."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        clause = _without_dates(text[start:end])
        self._by = [
            (start + m.start(), int(m["year"])) for m in _BY.finditer(clause) if not _compares(clause, m.start())
        ]
        self._bare = [
            (start + m.start(), start + m.end(), int(m["year"]))
            for m in _NEAR.finditer(clause)
            if not _compares(clause, m.start())
        ]
        self._start = start

    def at(self, value_start: int, value_end: int) -> int | None:
        """The year for the value at a span; None where the clause states none for it."""
        beside = _RIGHT_BEFORE.search(self._text, max(self._start, value_start - _LONGEST), value_start)
        if beside is not None and not _compares(self._text, beside.start()):
            return int(beside["year"])
        if self._by:
            index = bisect_left(self._by, (value_start, 0))
            before, after = self._by[max(0, index - 1) : index], self._by[index : index + 1]
            if before and after:
                if self._text[value_end : after[0][0]].rstrip().endswith(","):
                    return before[0][1]
                if _PARTS.search(self._text, before[0][0], value_start) and not _PARTS.search(
                    self._text, value_end, after[0][0]
                ):
                    return after[0][1]
            return min(before + after, key=lambda one: abs(one[0] - value_start))[1]
        if not self._bare:
            return None
        if self._bare[0][0] - self._start <= _OPENING:
            return self._bare[0][2]
        index = bisect_left(self._bare, (value_start, 0, 0))
        for begin, end, year in self._bare[max(0, index - 1) : index + 1]:
            if 0 <= begin - value_end <= _AFTER or 0 <= value_start - end <= _BEFORE:
                return year
        return None


def _without_dates(text: str) -> str:
    return _CITED.sub(lambda m: " " * len(m[0]), text)


_PARTS = regex.compile(r",|\bvà\b")  # 40 xã vào năm 2031 | và | 60 xã vào năm 2033
_OPENING, _AFTER, _BEFORE = 4, 10, 12
"""How far from the clause's beginning, behind and before the value a bare year may stand, in characters."""
_COMPARES = regex.compile(
    r"so với(?:(?: số| mức)?(?: thực hiện| bình quân| trung bình| cùng kỳ| cuối| đầu| thời điểm)){0,2}\s{0,3}$"
)


def _compares(clause: str, position: int) -> bool:
    """Whether what stands before a year compares with it: `so với năm 2020`."""
    return _COMPARES.search(clause, max(0, position - 40), position) is not None
