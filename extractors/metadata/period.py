"""The plan's own period, from its title or the sentence that issues it."""

from __future__ import annotations

import regex

from extractors.metadata.title import enacted_plan

Period = tuple[int | None, int]
"""First and last year; the first is None when only the last is stated (`đến năm 2030`)."""

_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s{0,2}[-–—]\s{0,2}"
_TO = r"\s{1,2}(?:đến|tới)\s{1,2}(?:hết\s)?(?:năm\s)?"
_BETWEEN = r"(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?|\s{1,2}tháng\s{1,2}\d{1,2}\s{1,2}năm\s{1,2})"
_DATE = rf"ngày\s{{1,2}}\d{{1,2}}{_BETWEEN}{_YEAR}"
_COMMA = r"\s?,\s{1,2}(?:năm\s)?"
_MONTH = r"tháng\s\d{1,2}(?:\s?/\s?|\snăm\s)"
_PERIOD = regex.compile(
    rf"""
      (?: giai\sđoạn | nhiệm\skỳ | thời\skỳ | các\snăm | năm\shọc | năm ) \s{{1,2}} (?:từ\s)? (?:năm\s)?
        (?P<first>{_YEAR})
        (?: {_DASH} | {_TO} | (?:{_COMMA}{_YEAR}){{0,4}} (?: {_COMMA} | \s{{1,2}}và\s(?:năm\s)? ) )
        (?P<last>{_YEAR})                     # giai đoạn 2011-2020, năm học 2024-2025, năm 2022, 2023 và 2024
    | từ\sngày\s\d{{1,2}}{_BETWEEN}(?P<first>{_YEAR})
        {_TO}ngày\s\d{{1,2}}{_BETWEEN}(?P<last>{_YEAR})                      # từ ngày 15/12/2023 đến ngày 14/02/2024
    | {_MONTH}(?P<first>{_YEAR}) {_TO}{_MONTH}(?P<last>{_YEAR})              # tháng 10/2021 đến tháng 4/2022
    | từ\s{{1,2}}(?:năm\s)? (?P<first>{_YEAR}) {_TO} (?P<last>{_YEAR})      # từ năm 2021 đến năm 2025
    | (?P<first>{_YEAR}) {_DASH} (?P<last>{_YEAR})                           # 2021 - 2025
    | (?:đến|tới)\s{{1,2}}(?:hết\s)?(?:năm\s{{1,2}})? (?P<until>{_YEAR})     # đến năm 2030
    | (?: quý\s[IVX1-4]{{1,3}} | tháng\s\d{{1,2}} | xuân | tết\s(?:\p{{L}}{{1,12}}\s){{1,6}} )
        (?: \s?[/,]?\s{{0,2}} | \s{{1,2}}năm\s{{1,2}} ) (?P<only>{_YEAR})(?!{_DASH}{_YEAR})
                                                                              # quý IV năm 2021, LỄ HỘI XUÂN 2025
    | năm\s{{1,2}}(?:\p{{L}}{{1,12}}\s{{1,2}}){{0,8}}? (?P<only>{_YEAR})      # năm 2021, NĂM AN TOÀN GIAO THÔNG 2024
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_CITED = regex.compile(
    rf"""
      (?P<spans>từ\sngày\s\d{{1,2}}{_BETWEEN}{_YEAR}{_TO}ngày\s\d{{1,2}}{_BETWEEN}{_YEAR})  # no date of a document
    |
      (?P<number> (?:số\s{{0,2}})? \d{{1,5}} (?:/{_YEAR})?
        [/-] \p{{L}}[\p{{L}}\d]{{0,12}} (?:[-/–]\s?[\p{{L}}\d]{{1,14}}){{0,3}} )
        (?: \s?,?\s{{0,2}} {_DATE} )?                                       # SỐ 31/CT-TTG NGÀY 21/12/2023
    | {_DATE}                                                               # NGÀY 26 THÁNG 7 NĂM 2024
    | (?<!pháp\s)(?:luật|hiến\spháp|pháp\slệnh) \s (?:\p{{L}}{{1,12}},?\s){{0,9}}? (?:năm\s)? {_YEAR}
                                                                            # Luật Đường bộ năm 2024
    | (?<!sau\s(?:cuộc\s)?)bầu\scử\b [^“”\"()]{{0,200}}? nhiệm\skỳ\s{_YEAR}{_DASH}{_YEAR}
                                                                            # bầu cử … nhiệm kỳ 2026 - 2031
    | từ\snăm\s{_YEAR}\s(?:trở\s)?(?:về\strước|đến\snay|lại\sđây)         # từ năm 2015 về trước
    | (?:kỷ|kỉ)\sniệm[^()]{{0,120}}\([^()]{{0,40}}{_YEAR}\s?\)            # kỷ niệm 90 năm (1930 - 2020)
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_QUOTED = regex.compile(r"[“\"][^“”\"]{3,400}[”\"]")


def find_period(title: str | None, preamble: str | None, issued_year: int | None) -> Period | None:
    """The first period of the title, else of the sentence in the preamble that issues the plan; None without any.

    Years of cited documents are none; a period inside quotation marks, or in the name of a document that the title
    cites, is the plan's only when it has not ended.
    """
    if title:
        masked = _without_citations(title)
        names = next((m.end() for m in _CITED.finditer(title) if m["number"]), len(title))
        found = _first(_QUOTED.sub(_blank, masked), names=names, issued=issued_year) or _first(
            masked, names=0, issued=issued_year
        )
        if found is not None:
            return found
    enacted = enacted_plan(preamble) if preamble else None
    return _first(_without_citations(enacted)) if enacted else None


def _without_citations(text: str) -> str:
    return _CITED.sub(lambda m: m[0] if m["spans"] else _blank(m), text)


def _blank(match: regex.Match[str]) -> str:
    return " " * len(match[0])


def _first(text: str, *, names: int | None = None, issued: int | None = None) -> Period | None:
    """The first period; from the position `names` on, where names of other documents stand, one that has not ended."""
    for match in _PERIOD.finditer(text):
        if match["only"]:
            year = int(match["only"])
            period: Period = (year, year)
        elif match["until"]:
            period = (None, int(match["until"]))
        else:
            first, last = int(match["first"]), int(match["last"])
            period = (min(first, last), max(first, last))
        if names is None or match.start() < names or issued is None or period[1] >= issued:
            return period
    return None
