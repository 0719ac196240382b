"""The one year that the head of a column or a heading gives to the times below it: `Thời gian (Năm 2026)`."""

from __future__ import annotations

import regex

_FOUR_DIGITS = regex.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/.])")
_OF_YEAR = regex.compile(
    r"(?<!(?:đến|tới|trước|hết|hướng|nhìn|từ|sau|quả|hình|tháng\s\d{1,2})\s)(?<!\p{L})năm\s(?P<year>(?:19|20)\d\d)(?!\s?[-–])",
    regex.IGNORECASE,
)


def year_named(words: str) -> int | None:
    """The year that words name alone and as theirs, None for several or for one that bounds a time (`đến năm 2030`)."""
    named = _OF_YEAR.search(words)
    is_alone = named is not None and set(_FOUR_DIGITS.findall(words)) == {named["year"]}
    return int(named["year"]) if is_alone and named is not None else None
