"""The plan's own period, from its title or the sentence that issues it."""

from __future__ import annotations

import regex

Period = tuple[int | None, int]
"""First and last year; the first is None when only the last is stated (`đến năm 2030`)."""

_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s{0,2}[-–—]\s{0,2}"
_TO = r"\s{1,2}(?:đến|tới)\s{1,2}(?:hết\s)?(?:năm\s)?"
_BETWEEN = r"(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?|\s{1,2}tháng\s{1,2}\d{1,2}\s{1,2}năm\s{1,2})"
_DATE = rf"ngày\s{{1,2}}\d{{1,2}}{_BETWEEN}{_YEAR}"
_PERIOD = regex.compile(
    rf"""
      (?: giai\sđoạn | nhiệm\skỳ | thời\skỳ | các\snăm | năm\shọc | năm ) \s{{1,2}} (?:từ\s)? (?:năm\s)?
        (?P<first>{_YEAR})
        (?: {_DASH} | {_TO} | \s?,\s{{1,2}}(?:năm\s)? | \s{{1,2}}và\s(?:năm\s)? )
        (?P<last>{_YEAR})                     # giai đoạn 2011-2020, năm học 2024-2025, năm 2022 và 2023
    | từ\s{{1,2}}(?:năm\s)? (?P<first>{_YEAR}) {_TO} (?P<last>{_YEAR})      # từ năm 2021 đến năm 2025
    | (?P<first>{_YEAR}) {_DASH} (?P<last>{_YEAR})                           # 2021 - 2025
    | (?:đến|tới)\s{{1,2}}(?:hết\s)?(?:năm\s{{1,2}})? (?P<until>{_YEAR})     # đến năm 2030
    | (?: quý\s[IVX1-4]{{1,3}} | tháng\s\d{{1,2}} | xuân | tết\s(?:\p{{L}}{{1,12}}\s){{1,6}} )
        (?: \s?[/,]?\s{{0,2}} | \s{{1,2}}năm\s{{1,2}} ) (?P<only>{_YEAR})    # quý IV năm 2021, LỄ HỘI XUÂN 2025
    | năm\s{{1,2}}(?:\p{{L}}{{1,12}}\s{{1,2}}){{0,8}}? (?P<only>{_YEAR})      # năm 2021, NĂM AN TOÀN GIAO THÔNG 2024
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_CITED = regex.compile(
    rf"""
      (?:số\s{{0,2}})? \d{{1,5}} (?:/{_YEAR})? [/-] \p{{L}}[\p{{L}}\d]{{0,12}} (?:[-/–]\s?[\p{{L}}\d]{{1,14}}){{0,3}}
        (?: \s?,?\s{{0,2}} {_DATE} )?                                       # SỐ 31/CT-TTG NGÀY 21/12/2023
    | {_DATE}                                                               # NGÀY 26 THÁNG 7 NĂM 2024
    | (?<!pháp\s)(?:luật|hiến\spháp|pháp\slệnh) \s (?:\p{{L}}{{1,12}},?\s){{0,9}}? (?:năm\s)? {_YEAR}
                                                                            # Luật Đường bộ năm 2024
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_QUOTED = regex.compile(r"[“\"][^“”\"]{3,400}[”\"]")
_ISSUES = regex.compile(
    r"""
    (?: [ỦU][ỷyỶY]\sban\snhân\sdân | UBND | Sở | Bộ | Ban | Văn\sphòng | Cục | Công\san | Tỉnh\sủy | Thành\sủy ) [^.;:]{0,80}?
    (?<!(?:việc|về)\s) (?:ban\shành|xây\sdựng|lập) (?:\svà\striển\skhai)? \s{1,2} [Kk]ế\shoạch (?!\s(?:số|này))
    (?P<rest> [^.:;]{0,300} )                                               # UBND tỉnh ban hành Kế hoạch …
    """,
    regex.VERBOSE,
)


def find_period(title: str | None, preamble: str | None, issued_year: int | None) -> Period | None:
    """The first period of the title, else of the sentence in the preamble that issues the plan; None without any.

    Years of cited documents are none; a period inside quotation marks is the plan's only when it has not ended.
    """
    if title:
        masked = _without_citations(title)
        found = _first(_QUOTED.sub(lambda m: " " * len(m[0]), masked)) or _first(masked, not_before=issued_year)
        if found is not None:
            return found
    issuing = _ISSUES.search(preamble) if preamble else None
    return _first(_without_citations(issuing["rest"])) if issuing else None


def _without_citations(text: str) -> str:
    return _CITED.sub(lambda m: " " * len(m[0]), text)


def _first(text: str, *, not_before: int | None = None) -> Period | None:
    for match in _PERIOD.finditer(text):
        if match["only"]:
            year = int(match["only"])
            period: Period = (year, year)
        elif match["until"]:
            period = (None, int(match["until"]))
        else:
            first, last = int(match["first"]), int(match["last"])
            period = (min(first, last), max(first, last))
        if not_before is None or period[1] >= not_before:
            return period
    return None
