"""The calendar expressions of Vietnamese plans, one pattern each: days, weeks, months, quarters, half-years, years.

Patterns read folded text (`folding.fold`): lower case, `quý`, `hàng`, `trước` in standard spelling.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import regex

from extractors.deadlines.words import any_of, lunar_step, mod, number
from extractors.scanning import Scanner, Tokens
from extractors.values import value_class
from schemas.findings import Mod

Family = Literal[
    "tet", "blank_day", "day", "day_of_months", "day_words", "day_short", "quarter", "half", "part", "half_month",
    "week", "school_year", "month_year", "month", "phase", "years", "this_year", "bare_years",
]  # fmt: skip
Unit = Literal["day", "week", "month", "quarter", "months", "year", "school_year"]

UNITS: dict[Family, Unit] = {
    "tet": "day", "blank_day": "month", "day": "day", "day_of_months": "day", "day_words": "day", "day_short": "day",
    "quarter": "quarter", "half": "months", "part": "months", "half_month": "week", "week": "week",
    "school_year": "school_year",
    "month_year": "month", "month": "month", "phase": "year", "years": "year", "this_year": "year",
    "bare_years": "year",
}  # fmt: skip

_S0, _S1 = r"\s{0,3}", r"\s{1,3}"
_FOUR_DIGITS = r"(?:19|20)[0-9][0-9]"
_YEAR = rf"(?P<y>{_FOUR_DIGITS})(?![\d/]|-(?!(?:qu[ýy]|tháng|ngày|năm)\b)\p{{L}})"
_SOME_YEAR = (  # năm sau, năm trước liền kề
    rf"nay|sau|tới|trước(?:{_S1}liền{_S1}kề|{_S1}năm{_S1}kế{_S1}hoạch)?(?!{_S1}(?:ngày|\d))|tiếp{_S1}theo|kế{_S1}tiếp|liền{_S1}kề|kế{_S1}hoạch"
)
_RELATIVE = rf"năm{_S1}(?P<relative>{_SOME_YEAR})"
_OF = rf"(?:(?:của|trong){_S1})?"
_TAIL = rf"""(?:
    {_S0}[/,.\-–]{_S0}(?:năm{_S1})?{_YEAR}   # /2023  - 2023  , năm 2023
  | {_S1}{_OF}năm{_S0}{_YEAR}                # của năm 2023
  | {_S1}{_OF}{_RELATIVE}                    # năm sau
  | {_S1}{_YEAR}                             # IV 2023
)"""
_DAY, _MONTH = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)", r"(?:1[0-2]|0?[1-9])(?!\d)"
_QUARTER = r"(?:[il]v|[il]{1,3}|0?[1-4]|một|hai|ba|tư|bốn)(?![\p{L}\d%])"
_MONTH_WORD = rf"mười{_S1}(?:một|hai)|một|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|chạp"
_JOINT = r"(?P<joint>\s{0,3}(?:,\s?và\b|,|&|\+|\bvà\b|\bhoặc\b|-|–|—|\bđến(?:\s{1,3}hết)?\b|\btới\b)\s{0,3})"
_LISTED = (  # what may stand after a further number of a list, so that `tháng 6, 15 lớp` is no list of months
    r"(?:[/,.;:)(&+\-–]|và\b|hoặc\b|đến\b|tới\b|năm\b|của\b|hàng\b|mỗi\b|(?:19|20)\d\d|\ufffc|$)"
)


def _list(number_: str, unit: str, *, least: int = 0, before: str = "(?!)") -> str:
    """A number and at least so many more of them, the unit named again or not: `4, 5`, `6 và tháng 12`.

    `before` is a word that may follow the list.
    """
    again = rf"(?P<again>(?:{unit})?)"
    following = rf"(?=\s{{0,3}}(?:{_LISTED}|{before}))"
    return rf"(?P<n>{number_})(?:{_JOINT}{again}(?P<n>{number_}){following}){{{least},11}}"


_YEARS = _list(rf"{_FOUR_DIGITS}(?![0-9/])", f"năm{_S1}")
_BARE_YEARS = _list(rf"{_FOUR_DIGITS}(?![0-9/]|\.[0-9])", f"năm{_S1}")
_MONTHS, _QUARTERS = _list(_MONTH, rf"(?:tháng{_S1}|t\.?(?=\d))"), _list(_QUARTER, f"qu[ýy]{_S1}")
_MONTHS_WITH_YEAR = rf"\d{{1,2}}(?:{_S0}[-–,]{_S0}(?:t\.?)?\d{{1,2}}){{0,11}}{_S0}/{_S0}\d{{4}}"
_NUMBERED_DAYS = _list(_DAY, f"ngày{_S1}", before=r"tháng\b")
_EVENT = rf"(?:bầu{_S1}cử|(?:khai|bế){_S1}mạc|khai{_S1}(?:giảng|trường)|tựu{_S1}trường)"
_DAYS = rf"(?:(?:các{_S1})?ngày{_S1}(?:{_EVENT}{_S1})?)?{_NUMBERED_DAYS}"  # ngày bầu cử 15/3/2026
_MONTH_NAMED = rf"(?:{_MONTH_WORD})(?={_S1}năm{_S1}\d)"
_WEEK_NUMBER = rf"(?:\d|[iv]{{1,3}}|nhất|một|hai|ba|tư|bốn|đầu|cuối)(?:{_S1}(?:tiên|cùng))?"
# The name of a lunar year: Bính Ngọ.
_LUNAR_YEAR = rf"(?P<stem>{any_of('lunar_stem')}){_S1}(?P<branch>{any_of('lunar_branch')})(?!\p{{L}})"
_ENDS = rf"(?={_S0}(?:$|[,;.:()\n])|{_S1}\ufffc)"

# trước 15 tháng 3 năm 2031, xong trước 31 tháng 8: a day without its word, where a year or the clause's end follows
_BARE_DAY = (
    rf"(?:(?<=(?:trước|đến|nhất|hết|vào|xong|từ|là|sau|hơn|quá){_S1})(?=\d{{1,2}}{_S1}tháng{_S1}\d{{1,2}}{_S1}năm{_S1}\d{{4}})"
    rf"|(?<=(?:trước|nhất|hết|từ|sau|đến|hơn|quá){_S1})"
    rf"(?=\d{{1,2}}{_S1}tháng{_S1}\d{{1,2}}(?:{_S0}(?:[,;.)-]|$)|{_S1}(?:(?:đến|tới|năm{_S1}(?:nay|sau))\b|\ufffc)))"
    rf"|(?<=từ{_S1})(?=\d{{1,2}}{_S0}(?:đến|tới|-){_S0}\d{{1,2}}{_S1}tháng{_S1}\d))"  # từ 01 đến 20 tháng 7
)
_NUMBERED = (
    rf"(?<!\b(?:đợt|lần|kỳ|vòng|bước|giai{_S1}đoạn|số|khóa|lớp|nhóm|điểm){_S1})"  # not: đợt | 2 đến hết tháng 6/2022
)
# 24/7: all day and night, no 24 July, where no word of time stands before it
_ALWAYS = rf"(?<=(?:^|trực|xuyên|tục|động|bộ|vụ){_S0})24/7(?![\d/])"

_PATTERNS: dict[Family, str] = {
    # trước Tết Nguyên đán 2023
    "tet": rf"(?:dịp{_S1})?tết{_S1}nguyên{_S1}đán(?:{_S1}{_LUNAR_YEAR})?(?:{_S1}(?:năm{_S1})?{_YEAR})?",
    # ngày … tháng 2 năm 2023
    "blank_day": rf"ngày\s{{1,6}}[.…_]{{0,8}}\s{{0,4}}tháng{_S1}(?P<n>{_MONTH}){_S1}năm{_S1}{_YEAR}",
    # 05/3/2023, 30.6.2023, 27-28/02/2023, 15/6/23
    "day": rf"""{_DAYS}{_S0}(?P<sep>[/.\-]){_S0}(?P<m>{_MONTH}){_S0}(?P=sep){_S0}
        (?:(?P<y>{_FOUR_DIGITS})|(?<=/{_S0})(?P<y>[23]\d))(?![\d/])""",
    # ngày 15 tháng 6 và tháng 12
    "day_of_months": rf"""ngày{_S1}(?P<d>{_DAY})(?:{_S1}của)?{_S1}(?:các{_S1})?tháng{_S1}
        {_list(_MONTH, f"tháng{_S1}", least=1)}(?:{_TAIL})?""",
    # ngày 30 tháng 4 năm 2023
    "day_words": rf"""(?:ngày{_S1}|{_BARE_DAY}){_NUMBERED_DAYS}
        ,?{_S1}tháng{_S1}(?P<m>{_MONTH}|{_MONTH_NAMED})(?:{_TAIL})?""",
    # 15/11, ngày 15/01 năm sau
    "day_short": rf"""(?!{_ALWAYS}){_DAYS}{_S0}/{_S0}(?P<m>{_MONTH})(?![%/]|\.\d|-\d(?!\d?/\d))
        (?:{_S1}{_OF}(?:{_RELATIVE}|năm{_S1}{_YEAR}))?
        |(?<=trước{_S1})(?:ngày{_S1})?(?P<n>{_DAY})-(?P<m>{_MONTH}){_ENDS}""",  # trước 31-3
    # Quý II, III năm 2023; Q1/2023
    "quarter": rf"(?:qu[ýy]{_S0}|q\.?(?=[iv]|\d{_S0}[/\-]){_S0}){_QUARTERS}(?:{_TAIL})?",
    # 6 tháng cuối năm 2023
    "part": rf"""(?P<n>\d{{1,2}}|hai|ba|bốn|sáu|chín){_S1}tháng{_S1}(?P<side>đầu|cuối)
        (?:{_S1}(?:của{_S1})?năm(?:{_S0}/?{_S0}{_YEAR}|{_S1}(?P<relative>nay|sau))?|(?=,|{_S1}và))""",
    # nửa đầu năm 2023
    "half": rf"nửa{_S1}(?P<side>đầu|cuối){_S1}(?:của{_S1})?năm(?:{_S1}{_YEAR})?",
    # tuần thứ 2 tháng 11/2023; tuần 2/11
    "week": rf"""tuần{_S1}(?:lễ{_S1})?(?:thứ{_S1})?(?P<w>{_WEEK_NUMBER})
        (?:(?P<joint>,{_S0}|{_S1}và{_S1}|{_S0}-{_S0})(?:tuần{_S1})?(?:thứ{_S1})?(?P<w>{_WEEK_NUMBER})(?={_S1}|,))?
        (?:,?{_S1}(?:của{_S1}|trong{_S1})?tháng{_S1}(?P<m>{_MONTH})(?:{_TAIL})?
         |{_S0}/{_S0}(?P<m>{_MONTH})(?:{_S0}/{_S0}{_YEAR})?(?!\d))""",
    # nửa đầu tháng 5/2023
    "half_month": rf"nửa{_S1}(?P<side>đầu|cuối){_S1}(?:của{_S1})?tháng{_S1}(?P<m>{_MONTH})(?:{_TAIL})?",
    # năm học 2023-2024
    "school_year": rf"năm{_S1}học(?:{_S1}{_FOUR_DIGITS}{_S0}[-–]{_S0}{_FOUR_DIGITS})?",
    # 12/2023, 3-6/2023
    "month_year": rf"{_NUMBERED}{_MONTHS}{_S0}[/.\-]{_S0}{_YEAR}",
    # tháng 4, 5/2023; T6/2023, T3-T5/2023; tháng Mười hai năm 2023
    "month": rf"""(?<!\b(?:mỗi|từng){_S1})(?:(?:các{_S1})?tháng{_S1}|t\.?(?={_MONTHS_WITH_YEAR}))
        {_MONTHS}(?:{_TAIL}|(?!/|{_S0}%))
        |tháng{_S1}(?P<n>{_MONTH_WORD})(?={_S1}năm|{_S0}(?:$|[,;.)]))(?:{_TAIL})?""",
    # giai đoạn 2021-2025
    "phase": rf"""giai{_S1}đoạn{_S1}(?:từ{_S1})?(?:năm{_S1})?(?P<n>{_FOUR_DIGITS})
        (?P<joint>{_S0}(?:-|–|—|đến){_S0})(?P<again>(?:năm{_S1})?)(?P<n>{_FOUR_DIGITS})(?!\d)""",
    # năm 2022, 2023; cả năm 2023
    "years": rf"(?:(?:các|trong{_S1}cả|cả|suốt){_S1})?năm{_S0}{_YEARS}",
    # cả năm; trong năm; các quý trong năm 2023; năm sau
    "this_year": rf"""(?:cả|suốt|toàn|quanh){_S1}năm(?!{_S1}(?:\d|học))
        |(?P<bare>năm){_ENDS}
        |(?:(?:các|những|tất\scả\scác){_S1})?(?:tháng|quý){_S1}trong{_S1}năm(?:{_S1}{_YEAR})?
        |(?<!\d\s|(?:các|những)\s){_RELATIVE}""",  # not: 02 năm liền kề, các năm tiếp theo
    # 2023, 2021-2025
    "bare_years": _BARE_YEARS,
}
_ANY = "\n|".join(f"(?P<{family}>{pattern})" for family, pattern in _PATTERNS.items())
# No expression begins inside a word, a number or the number of a document: `BNV-2023`, `9001:2015`, `1.2.2021`; but
# behind a day or month: `01/3-30/6`.
ATOM = regex.compile(
    rf"""(?<![\p{{L}}\d]|\d[./:,]|(?<!/\d{{0,3}})\d-|\d:[ ]|\p{{L}}-)
    (?:(?<!bắt\s)(?P<mod>{any_of("mod")}){_S1}){{0,2}}
    (?:{_ANY})""",
    regex.VERBOSE,
)
_ATOMS = Scanner(ATOM)


# A scanner asks what words open without those before them, so these are asked for here: trong | năm.
_BEFORE_BARE = regex.compile(r"(?:trong|hết|cuối|đầu|giữa|trong cả)\s$")


@value_class(frozen=True, slots=True)
class Atom:
    """One calendar expression: its numbers, and its year if it states one.

    `numbers` are months (`day` is the day in each), quarters, years or, with `month`, days of that month; of a part of
    a year its first and last month. `ranges` tells for each pair of neighbouring numbers whether a dash or `đến` joins
    them, `repeats` whether the unit is named again. `year_shift` is the distance of `năm sau`, `năm trước` from the
    year of the plan. Weeks are those of `month`, -1 is the last.
    """

    start: int
    end: int
    family: Family
    numbers: tuple[int, ...]
    ranges: tuple[bool, ...] = ()
    repeats: tuple[bool, ...] = ()
    month: int | None = None
    day: int | None = None
    year: int | None = None
    year_shift: int = 0
    mod: Mod | None = None

    @property
    def unit(self) -> Unit:
        """The unit of its numbers."""
        return UNITS[self.family]


def atoms_in(folded: Tokens) -> list[Atom]:
    """The calendar expressions in folded text, in order."""
    return [atom for match in _ATOMS.finditer(folded) if (atom := _atom(match)) is not None]


def _atom(match: regex.Match[str]) -> Atom | None:
    family = next(name for name in _PATTERNS if match[name] is not None)
    values = [number(n) for n in match.captures("n")]
    month = number(match["m"]) if match["m"] else None
    if any(value is None for value in values):
        return None
    if match["bare"] and _BEFORE_BARE.search(match.string, 0, match.start("bare")) is None:
        return None
    numbers = tuple(value for value in values if value is not None)
    if family in ("half", "part"):
        count = numbers[0] if numbers else 6
        if not 1 <= count <= 11:
            return None
        numbers = (1, count) if match["side"] == "đầu" else (13 - count, 12)
    if family == "half_month":
        numbers = (1, 15) if match["side"] == "đầu" else (16, 31)
    if family == "week":
        numbers = tuple(_week(word) for word in match.captures("w"))
    joints = match.captures("joint")
    return Atom(
        start=match.start(),
        end=match.end(),
        family=family,
        numbers=numbers,
        ranges=tuple(_is_range(joint) for joint in joints),
        repeats=tuple(bool(again.strip()) for again in match.captures("again")),
        month=month,
        day=number(match["d"]) if match["d"] else None,
        year=_lunar_year(match) if match["y"] is None and match["stem"] else _year(match["y"]),
        year_shift=_shift(match["relative"]),
        mod=_mod(match.captures("mod")),
    )


def filled(atom: Atom) -> list[int]:
    """The numbers of an atom, with those between the ends of a range."""
    found = list(atom.numbers[:1])
    for is_range, following in zip(atom.ranges, atom.numbers[1:], strict=False):
        found += range(found[-1] + 1, following) if is_range else ()
        found.append(following)
    return found


def _week(word: str) -> int:
    """The number of a week in its month, -1 for the last one."""
    if word.startswith("cuối"):
        return -1
    return number(word) or 1  # nhất, đầu tiên


@cache
def _is_range(joint: str) -> bool:
    return regex.search(r"[-–—]|đến|tới", joint) is not None


def _mod(found: list[str]) -> Mod | None:
    mods = [mod(word) for word in found]
    exact = [name for name in mods if name != "approx"]
    return (exact or mods or [None])[0]


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _lunar_year(match: regex.Match[str]) -> int | None:
    """The year of this century's first sixty that a stem and a branch name: 2027 for `Đinh Mùi`; None where none is."""
    stem, branch = lunar_step("lunar_stem", match["stem"]), lunar_step("lunar_branch", match["branch"])
    return next((year for year in range(2000, 2060) if (year - 4) % 10 == stem and (year - 4) % 12 == branch), None)


def _shift(relative: str | None) -> int:
    if relative is None:
        return 0
    if relative.startswith("trước"):
        return -1
    return 0 if relative == "nay" or relative.endswith("hoạch") else 1
