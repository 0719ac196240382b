"""Finds quantified goals in a paragraph or cell: `tối thiểu 82% hồ sơ …, 62% …`, `X đạt từ 20% trở lên`, quotas.

Run it where goals stand: objectives, tasks, the cells of their outputs, annexed forms. In a report of results every
share would look like a goal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.markers import marker_of
from extractors.mentions import TargetMention
from extractors.targets.horizon import closing_year, leading_year, year_in
from extractors.targets.numbers import value_of
from extractors.targets.words import (
    assignment_pattern,
    comparator_of,
    intention_pattern,
    is_measured,
    reached_pattern,
    value_pattern,
)
from schemas.findings import Comparator

_CLAUSE_END = regex.compile(
    r"[;\n]|[.](?=\s|$)|(?<=[.,;:)])\s[-–+]\s|\.\s?/\s?\.|(?<=[\s,])(?:trong đó|và phấn đấu)(?=[\s:])"
)
_SECOND_CLAUSE = regex.compile(
    r"""
    \s?,\s
    (?= (?: đảm\sbảo | bảo\sđảm | góp\sphần | nhằm | để | qua\sđó | từ\sđó | trong\sđó | phấn\sđấu | giảm | tăng | không
          | hoàn\sthành | đồng\sthời | tạo | từng\sbước ) \s )
    """,
    regex.VERBOSE,
)
_NO_GOAL_AFTER = regex.compile(
    r"\s{0,2}(?:vốn|cổ phần|(?:tổng )?số điểm|lãi suất|/tháng|công suất|mức lương)", regex.IGNORECASE
)
_NO_GOAL_BEFORE = regex.compile(
    r"""
      \bđã\s(?:đạt|có|thực\shiện|hoàn\sthành|giảm|tăng|ban\shành|đưa|giải\squyết)\b    # results: đã đạt 95%
    | \bhiện\s(?:nay|có|đạt|mới)\b | \btính\sđến\b | \bso\svới\scùng\skỳ\b | \bước\s(?:đạt|tính)\b
    | \bkết\squả\s(?:đạt|cho\sthấy)\b
    | \b(?:xếp\sloại|tương\sứng)\b                                                  # scales: xếp loại tốt từ 80%
    | \b(?:lãi\ssuất|thuế\ssuất|hệ\ssố)\b | \bmức\s(?:hỗ\strợ|thu|chi)\b | \bhỗ\strợ(?:\stối\sđa)?\s{0,2}$
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_LIST_LINK = regex.compile(r"\s{0,2}(?:,|và|,\s?và)\s{1,2}")
_OPENING = regex.compile(r"\s{0,2}(?:trong đó|cụ thể)\s{0,2}[:,]?\s{1,2}", regex.IGNORECASE)
_MEASURE = regex.compile(r",\s{1,2}(?=(?:mức độ|tỷ lệ|tỉ lệ|chỉ số|số lượng|tổng số|số)\s)")
_EXCEPTION = regex.compile(
    r"\s{0,2}\((?:không|trừ|ngoại trừ|có mẫu|kèm|theo|xem)[^()]{0,300}\)\s{0,2}$", regex.IGNORECASE
)
_ASIDE = regex.compile(
    r"\s{0,2}(?:$|(?:so với|trên cả|cả|về|với|mỗi|hằng năm|hàng năm|hướng tới|trong|trên \d|vào|đến)(?!\p{L}))"
)
_TAIL = regex.compile(r"(?:\s{0,2},?\s?(?:vào|đến|trong)(?: hết| cuối)? năm (?:19|20)\d\d)?")


@dataclass(frozen=True, slots=True)
class _Value:
    """A value in a clause: its match, and the comparator it has or inherits."""

    match: regex.Match[str]
    comparator: Comparator
    reached: regex.Match[str] | None


_DIGIT = regex.compile(r"\d")
_BRACKETS = regex.compile(r"\([^()]{0,300}\)")


def find_targets(text: str, *, year: int | None = None) -> list[TargetMention]:
    """The goals in `text` (one paragraph or cell), in reading order; positions are those of `text`.

    `year` is that of the deadline of the task they stand in: it holds for a goal that states none itself.
    """
    if _DIGIT.search(text) is None:
        return []
    found: list[TargetMention] = []
    horizon = leading_year(text)
    for start, end in _clauses(text):
        values = list(_values(text, start, end))
        for index, value in enumerate(values):
            limit = values[index + 1].match.start() if index + 1 < len(values) else end
            begin = values[index - 1].match.end() if index else start
            found.append(_target(text, value, (start, begin, limit, end), horizon, year))
    return found


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """The spans between the marks that end a clause, those in brackets left alone."""
    depth_open = [(m.start(), m.end()) for m in _BRACKETS.finditer(text)]
    start = 0
    for match in _CLAUSE_END.finditer(text):
        if any(a < match.start() < b for a, b in depth_open):
            continue
        if match.start() > start:
            yield start, match.start()
        start = (
            match.end() if match[0].strip() in {";", ".", "", "-", "–", "+"} or not match[0].strip() else match.start()
        )
    if start < len(text):
        yield start, len(text)


def _values(text: str, start: int, end: int) -> Iterator[_Value]:
    """The values of a clause that are goals; a quantifier before a list governs all of it."""
    inherited: Comparator | None = None
    last_end: int | None = None
    if _DIGIT.search(text, start, end) is None:
        return
    for match in value_pattern().finditer(text, start, end):
        if _in_brackets(text, match.start(), start) or not _is_goal(text, match, start):
            continue
        own = comparator_of(match["before"] or "") or comparator_of(match["after"] or "")
        listed = last_end is not None and _follows_in_list(text, last_end, match.start())
        if own is None and match["from"] and match["from"].casefold() == "từ" and not match["high"]:
            own = ">="
        comparator: Comparator = own or (inherited if listed and inherited else "=")
        inherited = comparator_of(match["before"] or "") or (inherited if listed else None)
        last_end = match.end()
        yield _Value(match, comparator, reached_pattern().search(text, start, match.start()))


def _follows_in_list(text: str, last_end: int, start: int) -> bool:
    """Whether a value opens the next member of a list: only a comma or `và` stands right before it."""
    between = text[last_end:start]
    return regex.search(r"(?:,|\bvà|,\s?và)\s{0,2}$", between) is not None


def _in_brackets(text: str, position: int, start: int) -> bool:
    before = text[start:position]
    return before.count("(") > before.count(")")


def _is_goal(text: str, match: regex.Match[str], start: int) -> bool:
    before = text[start : match.start()]
    if _NO_GOAL_AFTER.match(text, match.end()) or _NO_GOAL_BEFORE.search(before):
        return False
    if match["percent"]:
        words = text[start : match.start()] + text[match.end() : match.end() + 20]
        return bool(match["before"] or match["after"] or any(c.isalpha() for c in words))
    bound = bool(match["before"] or match["after"])
    unit = match["unit"]
    if is_measured(unit):
        return bool(
            reached_pattern().search(before) or (bound and before.strip()) or assignment_pattern().search(before)
        )
    return bound or assignment_pattern().search(before) is not None or _reached_count(before)


def _reached_count(before: str) -> bool:
    reached = reached_pattern().search(before)
    return reached is not None and reached["word"].split()[0].casefold() in {
        "đạt",
        "tăng",
        "giảm",
        "lên",
        "còn",
        "xuống",
    }


def _target(
    text: str,
    value: _Value,
    bounds: tuple[int, int, int, int],
    horizon: int | None,
    year: int | None,
) -> TargetMention:
    clause_start, begin, limit, clause_end = bounds
    match = value.match
    quote, subject = _reached_span(text, value, begin) if _stands_before(text, value, begin) else (None, None)
    if quote is None:
        quote, subject = _counted_span(text, match, begin, limit)
    stated = year_in(text, clause_start, clause_end, match.start(), match.end())
    low = value_of(match["value"])
    high = value_of(match["high"]) if match["high"] else None
    if high is not None and high <= low:
        high = None
    unit = ("%" if match["percent"] != "‰" else "‰") if match["percent"] else regex.sub(r"\s+", " ", match["unit"])
    start, end = quote
    return TargetMention(
        start=start,
        end=end,
        quote=text[start:end],
        comparator=value.comparator,
        value=low,
        value_high=high,
        unit=unit,
        subject=subject,
        year=stated or horizon or closing_year(text[start:end]) or year,
    )


def _stands_before(text: str, value: _Value, begin: int) -> bool:
    """Whether what is measured stands before the value: `X đạt 90%`."""
    if value.reached is None:
        return False
    subject = intention_pattern().sub("", text[begin : value.reached.start()], count=1).strip(" ,.:-–+")
    return len(subject.split()) >= 2


def _reached_span(text: str, value: _Value, begin: int) -> tuple[tuple[int, int], str | None]:
    assert value.reached is not None
    start = _goal_start(text, begin, value.reached.start())
    for measure in _MEASURE.finditer(text, start, value.reached.start()):
        start = measure.end()
    tail = _TAIL.match(text, value.match.end())
    end = tail.end() if tail else value.match.end()
    subject = text[start : value.reached.start()].strip(" ,:")
    return (start, end), subject or None


def _counted_span(text: str, match: regex.Match[str], begin: int, limit: int) -> tuple[tuple[int, int], str | None]:
    """The span of `tối thiểu 30% X`, with the verb before it; what is measured stands after the value."""
    start = _goal_start(text, _last_member(text, begin, match.start()), match.start())
    end = limit
    second = _SECOND_CLAUSE.search(text, match.end(), limit)
    if second is not None:
        end = second.start()
    while (link := regex.search(r"(?:\s?,|\s(?:và|hoặc))?\s*$", text[match.end() : end])) is not None and link[0]:
        end = match.end() + link.start()
    if (exception := _EXCEPTION.search(text, match.end(), end)) is not None:
        end = exception.start()
    trimmed = text[start:end].rstrip(" ,.:")
    if match["percent"] and _ASIDE.match(text, match.end(), start + len(trimmed)):
        before = text[start : match.start()]
        return (start, start + len(trimmed)), before.strip(" ,:") or None
    subject = (
        text[match.end() : start + len(trimmed)]
        if match["percent"]
        else text[match.start("unit") : start + len(trimmed)]
    )
    return (start, start + len(trimmed)), subject.strip(" ,:") or None


def _last_member(text: str, begin: int, until: int) -> int:
    """Where the member of a list that holds the value begins: after the last comma or `và` behind the value before."""
    links = list(_LIST_LINK.finditer(text, begin, until)) if begin and text[begin - 1] in "%‰" else []
    return links[-1].start() if links else begin


def _goal_start(text: str, begin: int, until: int) -> int:
    """Where the words of a goal begin: after a list's link, a mark, a leading horizon, `Phấn đấu`."""
    marker = marker_of(text) if begin == 0 else None
    start = min(marker.end, until) if marker else begin
    if (opening := _OPENING.match(text, start, until)) is not None:
        start = opening.end()
    if (link := _LIST_LINK.match(text, start, until)) is not None:
        start = link.end()
    if (intention := intention_pattern().match(text, start, until + 1)) is not None and intention.end() <= until:
        start = intention.end()
    while start < until and not text[start].isalnum() and text[start] not in '≥≤<>“"(':
        start += 1
    return start
