"""Places in a text where a date or a word of time is no deadline: dates of documents, budget terms, titles."""

from __future__ import annotations

import re
from functools import cache

import regex
import yaml

from extractors import lexicon
from extractors.alternatives import grouped
from extractors.scanning import Scanner, Tokens, in_small_letters
from extractors.values import value_class

_YEAR = r"(?:19|20)\d\d"
_WORD_OF_SYMBOL = (
    r"(?!T\d{1,2}\s?/|(?:quý|tháng|ngày|năm)\s)(?-i:[A-ZĐÐ])[\p{L}\d]{0,12}(?:\s?[\-–/]\s?[\p{L}\d]{1,12}){0,5}"
)
_SYMBOL = rf"\d{{1,5}}[a-zđ]?(?:\s?/\s?|[\-–])(?:{_YEAR}\s?/\s?)?{_WORD_OF_SYMBOL}"
_IN_WORDS = r"\d{1,2}\s{1,3}tháng\s{1,3}\d{1,2}(?:\s{1,3}năm\s{1,3}\d{2}\s?\d{2})?"
_DATE = rf"(?:\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?\d{{4}}|{_IN_WORDS})"
_BINDS = r"\b(?:trước|sau|trong|vào|hết|đến|từ|nhất)"
_DOCUMENT = regex.compile(
    rf"""
    # 12/2023/NĐ-CP ngày 01/4/2023; 02/TTr-SNV tháng 4 năm 2023
    {_SYMBOL}(?:,?\s{{1,3}}(?:ký\s)?(?:ban\shành\s)?(?:ng[aà]y\s{{1,3}}{_DATE}|tháng\s\d{{1,2}}\snăm\s{_YEAR}))?
    # Luật … ngày 19 tháng 6 năm 2015
  | \b(?:luật|pháp\slệnh)\s(?:(?!{_BINDS}\b)[^.;\n]){{0,120}}?(?<!{_BINDS}\s{{1,3}})\bngày\s{{1,3}}{_DATE}
    # Quyết định ngày 01/4/2023 của …
  | \b(?:luật|pháp\slệnh|nghị\sđịnh|nghị\squyết|quyết\sđịnh|chỉ\sthị|thông\stư|công\svăn|văn\sbản|tờ\strình|thông\sbáo
      |kết\sluận|công\sđiện|kế\shoạch|báo\scáo|hướng\sdẫn|chương\strình|đề\sán|hiến\spháp|hợp\sđồng)
    (?:(?!{_BINDS}\b)[^.;\n]){{0,120}}?
    (?<!{_BINDS}\s{{1,3}})\bngày\s{{1,3}}{_DATE}(?=\s{{0,3}},?\s{{0,3}}(?:của|về|v/v))
    # số 12/2023; số 12 ngày 01/4/2023
  | \bsố\s{{0,3}}:?\s{{0,3}}\d{{1,5}}(?:\s?/\s?{_YEAR}\b(?!\s?[/\-])|,?\s{{1,3}}ngày\s{{1,3}}{_DATE})
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# What the documents above begin with, in small letters; those that have no symbol name a day.
_OPENS_NUMBERED = re.compile(r"\d(?=\d{0,4}[a-zđ]?\s?[/–-])|\bsố")
_OPENS_DATED = re.compile(
    rf"{_OPENS_NUMBERED.pattern}"
    r"|\b(?:luật|pháp|nghị|quyết|chỉ|thông|công|văn|tờ|kết|kế|báo|hướng|chương|đề|hiến|hợp)"
)


@value_class(frozen=True, slots=True)
class Guard:
    """A row of `deadline_guards.yaml`."""

    pattern: str
    example: str


@cache
def guards(scope: str) -> tuple[Guard, ...]:
    """The rows of one part of the table: `always`, `prose` or `repeating`."""
    table: dict[str, list[dict[str, str]]] = yaml.safe_load(lexicon.text("deadline_guards.yaml"))
    return tuple(Guard(row["pattern"], row["example"]) for row in table[scope])


_REPEATS = re.compile("hàng|mỗi|từng")
"""What every match of the rows of `repeating` holds; they are many and slow."""


@cache
def guarding(*scopes: str) -> Scanner:
    """The scanner of all rows of some parts of the table."""
    rows = grouped(guard.pattern.replace(" ", r"\s{1,3}") for scope in scopes for guard in guards(scope))
    return Scanner(regex.compile(rf"(?<![\p{{L}}\d])(?:{rows})(?!\p{{L}})"))


def document_dates(text: str) -> list[tuple[int, int]]:
    """Spans of numbers of documents with the date after them."""
    found: list[tuple[int, int]] = []
    small = in_small_letters(text)
    openings = _OPENS_DATED if "ngày" in small or "ngay" in small else _OPENS_NUMBERED
    position = 0
    for opening in openings.finditer(small):
        if opening.start() >= position and (match := _DOCUMENT.match(text, opening.start())) is not None:
            found.append(match.span())
            position = match.end()
    return found


def guarded(folded: Tokens, *, prose: bool) -> list[tuple[int, int]]:
    """Spans of folded text in which nothing is a deadline."""
    found = guarding("always", "prose").finditer(folded) if prose else guarding("always").finditer(folded)
    if prose and _REPEATS.search(folded.text):
        found += guarding("repeating").finditer(folded)
    return sorted(match.span() for match in found)
