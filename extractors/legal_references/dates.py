"""The date that stands with the number of a cited document."""

from __future__ import annotations

from datetime import date

import regex

from extractors.alternatives import any_of
from extractors.legal_references.pieces import MAYBE_GAP, spaced
from extractors.values import value_class

_YEAR = r"(?:19|20)\d\d"
_WORD_BEFORE = spaced(
    any_of(
        r"được Quốc hội (?:[^.;,\n]{1,40} )?thông qua ",  # được Quốc hội khóa XIV thông qua ngày 20/11/2019
        r"(?:được |đã )?(?:thông qua|ban hành|ký) ",
        r"cùng ",  # 18-NQ/TW và 19-NQ/TW cùng ngày 25/10/2017
    )
)
_DAY = any_of(
    # 05/3/2020   05 - 3 - 2020   05.3.2020
    rf"(?P<day>\d{{1,2}}) S [-/.–] S (?P<month>\d{{1,2}}) S [-/.–] S (?P<year>{_YEAR})",
    # 20 tháng 01 năm 2020   20 tháng 01/2020
    rf"(?P<day>\d{{1,2}}) S (?i:th[áa]ng) S (?P<month>\d{{1,2}}) S ,? S (?:(?i:n[ăa]m) S |[-/.] S )(?P<year>{_YEAR})",
).replace(" S ", MAYBE_GAP)
_DATE = regex.compile(
    rf"""
    [,*]{{0,2}} {MAYBE_GAP} (?P<open>\()? (?P<before>{_WORD_BEFORE})?
    (?:(?i:ng[àa]y){MAYBE_GAP}){{1,2}} :? {MAYBE_GAP} {_DAY}                      # ngày 05/3/2020   ngay 05/3/2020
    (?![\d/]) (?(open)\)?)
    """,
    regex.VERBOSE,
)
# …, ngày 17/6/2030 | Bộ trưởng Bộ Y tế đã ban hành Thông tư …: the day of the next one
_OF_NEXT = regex.compile(spaced(r",? (?!của |về |do |quy )[^.;,:\n]{3,90}? (?:đã )?(?:ký )?ban hành\b"))
# Ngày 09/6/2030, Chính phủ ban hành | Nghị định …
_BEFORE_ISSUED = regex.compile(
    rf"(?:^|[.;:,(\n]\s{{0,3}})(?i:ng[àa]y){MAYBE_GAP}{_DAY},?\s{{1,3}}"
    r"(?!về|của|đến|trở)(?:(?!\b(?:nhận|họp|khi|là|dự|do|theo|tại|để|cho)\b)[^.;:\d\n]){3,90}?\s{1,3}"
    r"(?:đã\s{1,3})?(?:ký\s{1,3})?ban\s{1,3}hành\s{1,3}$"
)
_FARTHEST_BEFORE = 160
_YEAR_ALONE = regex.compile(
    ",?S".replace("S", MAYBE_GAP)
    + any_of(
        r"/",  # 04/KH-UBND/2020
        rf"(?i:n[ăa]m){MAYBE_GAP}",  # năm 2020
        rf"tháng{MAYBE_GAP}\d{{1,2}}{MAYBE_GAP}(?:[/-]|năm){MAYBE_GAP}",  # tháng 3/2020   tháng 3 năm 2020
    )
    + rf"(?P<year>{_YEAR})(?![\d/]|\s?[-–]\s?20\d\d)"
)
_BARE_YEAR = regex.compile(rf"{MAYBE_GAP}(?P<year>{_YEAR})(?![\d/.]|\s?[-–]\s?\d)")
_BLANK_DATE = regex.compile(
    rf",?{MAYBE_GAP}ng[àa]y[\s.…_/\d]{{0,20}}(?:tháng|/)[\s.…_/\d]{{0,20}}(?:năm|/){MAYBE_GAP}(?P<year>{_YEAR})?"
)
_SHARED = regex.compile(
    spaced(r"[^\S\t]{0,3}\((?:đều|cùng) (?:được )?(?:ban hành|ký) (?:trong )?")
    + any_of(
        # (cùng ban hành ngày 5/1/2023)
        rf"ngày{MAYBE_GAP}(?P<day>\d{{1,2}})[/-](?P<month>\d{{1,2}})[/-](?P<year>{_YEAR})",
        # (đều ban hành tháng 01/2023)
        rf"tháng{MAYBE_GAP}\d{{1,2}}{MAYBE_GAP}(?:[/-]|năm){MAYBE_GAP}(?P<year>{_YEAR})",
        rf"năm{MAYBE_GAP}(?P<year>{_YEAR})",
    )
    + r"\)"
)


@value_class(frozen=True, slots=True)
class Issued:
    """When a cited document was issued: the day, or only the year; `end` is the end of the words.

    `is_shared` tells that the words are about all documents of the list before them.
    """

    day: date | None
    year: int | None
    end: int
    is_shared: bool = False


def issued_at(text: str, position: int, *, bare_year: bool = False) -> Issued | None:
    """The date or year that stands at `position`, after a comma or space; a day that does not exist gives its year.

    `bare_year` accepts a year without the word for it, as in the names of laws (`Luật Đất đai 2024`).
    """
    if (match := _DATE.match(text, position)) is not None:
        if match[0].startswith(",") and _OF_NEXT.match(text, match.end()):
            return None
        return Issued(_day(match), int(match["year"]), match.end(), (match["before"] or "").startswith("cùng"))
    if (match := _YEAR_ALONE.match(text, position)) is not None:
        return Issued(None, int(match["year"]), match.end())
    if bare_year and (match := _BARE_YEAR.match(text, position)) is not None:
        return Issued(None, int(match["year"]), match.end())
    if (match := _BLANK_DATE.match(text, position)) is not None:
        return Issued(None, int(match["year"]) if match["year"] else None, match.end())
    return None


def issued_before(text: str, position: int) -> date | None:
    """The day on which a sentence says that the document at `position` was issued: `Ngày 09/6/2030, X ban hành …`."""
    begin = max(0, position - _FARTHEST_BEFORE)
    if "ban" not in text[max(0, position - 12) : position]:
        return None
    match = _BEFORE_ISSUED.search(text, begin, position)
    return _day(match) if match else None


def shared_date(text: str, position: int) -> Issued | None:
    """The bracket at `position` that dates all documents of the list before it: `(đều ban hành tháng 01/2023)`."""
    match = _SHARED.match(text, position)
    return Issued(_day(match), int(match["year"]), match.end(), True) if match else None


def _day(match: regex.Match[str]) -> date | None:
    if match["day"] is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
