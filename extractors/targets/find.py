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
from extractors.spaces import single_spaced
from extractors.spans import Spans
from extractors.targets.goals import COSTS, WORDS_BEFORE, Opening, is_goal, reached_before
from extractors.targets.horizon import ClauseYears, closing_year, leading_year
from extractors.targets.numbers import value_of
from extractors.targets.words import (
    assignment_pattern,
    comparator_of,
    intention_pattern,
    is_measured,
    measure_pattern,
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
_LIST_LINK = regex.compile(r"\s{0,2}(?:,|và|,\s?và|với(?=\s{1,2}tổng))\s{1,2}")
_LINK_AT_END = regex.compile(r"(?:\s?,|\s(?:và|hoặc))?\s*$")
_OPENING = regex.compile(r"\s{0,2}(?:trong đó|cụ thể)\s{0,2}[:,]?\s{1,2}", regex.IGNORECASE)
_PART = regex.compile(r"\s{0,2}trong đó\s?:?\s{1,2}(?:có\s{1,2})?", regex.IGNORECASE)  # trong đó | 40 sản phẩm
_MEASURE = regex.compile(r",\s{1,2}(?=(?:mức độ|tỷ lệ|tỉ lệ|chỉ số|số lượng|tổng số|số)\s)")
_EXCEPTION = regex.compile(
    r"\s{0,2}\((?:không|trừ|ngoại trừ|có mẫu|kèm|theo|xem)[^()]{0,300}\)\s{0,2}$", regex.IGNORECASE
)
_ASIDE = regex.compile(
    r"\s{0,2}(?:$|(?:so với|trên cả|cả|về|với|mỗi|hằng năm|hàng năm|hướng tới|trong|trên \d|vào|đến)(?!\p{L}))"
)
_CHANGE = regex.compile(r"(?:giảm|tăng)\s{0,2}", regex.IGNORECASE)
_ALL_OF = regex.compile(r"\s{0,2}(?:trên )?cả\s")  # giảm 5% | cả 3 tiêu chí
_TAIL = regex.compile(r"(?:\s{0,2},?\s?(?:vào|đến|trong)(?: hết| cuối)? năm (?:19|20)\d\d)?")


@dataclass(frozen=True, slots=True)
class _Value:
    """A value in a clause: its match, the comparator it has or inherits, and whether what it measures is before it."""

    match: regex.Match[str]
    comparator: Comparator
    reached: regex.Match[str] | None
    named: bool


_BRACKETS = regex.compile(r"\([^()]{0,300}\)")


def find_targets(
    text: str, *, year: int | None = None, is_output: bool = False, among_goals: bool = False
) -> list[TargetMention]:
    """The goals in `text` (one paragraph or cell), in reading order; positions are those of `text`.

    `year` is that of the deadline of the task they stand in: it holds for a goal that states none itself. A cell beside
    a task (`is_output`) may begin with a quota: `04 hội nghị`. Where nothing but goals stands (`among_goals`), a value
    behind what it measures is one without more words: `Kim ngạch xuất khẩu 2,8 tỷ USD`.
    """
    if measure_pattern().search(text) is None:
        return []
    found: list[TargetMention] = []
    horizon = leading_year(text)
    for start, end in _clauses(text):
        values = list(_values(text, start, end, is_output=is_output, among_goals=among_goals, is_part=bool(found)))
        if not values:
            continue
        years = ClauseYears(text, start, end)
        for index, value in enumerate(values):
            limit = _limit(text, value, values[index + 1]) if index + 1 < len(values) else end
            begin = values[index - 1].match.end() if index else start
            stated = years.at(value.match.start(), value.match.end()) or horizon
            before = found[-1].subject if index else None
            found.append(_target(text, value, (begin, limit), before, stated=stated, year=year))
    return found


def _limit(text: str, value: _Value, following: _Value) -> int:
    """Where the words of a value end that another follows: before the name or the verb that stands before that one."""
    until = following.match.start()
    if not following.named and assignment_pattern().search(text, value.match.end(), until) is None:
        return until
    links = list(_LIST_LINK.finditer(text, value.match.end(), until))
    return links[-1].start() if links else until


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """The spans between the marks that end a clause, those in brackets left alone."""
    brackets = Spans((m.start() + 1, m.end()) for m in _BRACKETS.finditer(text))
    start = 0
    for match in _CLAUSE_END.finditer(text):
        if brackets.overlap(match.start(), match.start() + 1):
            continue
        if match.start() > start:
            yield start, match.start()
        start = (
            match.end() if match[0].strip() in {";", ".", "", "-", "–", "+"} or not match[0].strip() else match.start()
        )
    if start < len(text):
        yield start, len(text)


def _values(text: str, start: int, end: int, *, is_output: bool, among_goals: bool, is_part: bool) -> Iterator[_Value]:
    """The values of a clause that are goals; a quantifier before a list governs all of it."""
    inherited: Comparator | None = None
    last_end: int | None = None
    if measure_pattern().search(text, start, end) is None:
        return
    opening: Opening | None = None
    depth, counted = 0, start
    for match in value_pattern().finditer(text, start, end):
        depth += text.count("(", counted, match.start()) - text.count(")", counted, match.start())
        counted = match.start()
        opening = opening or Opening(text, start, end)
        listed = last_end is not None and _follows_in_list(text, last_end, match.start())
        told = (
            listed
            or (is_output and opening.word == match.start())
            or (is_part and _PART.fullmatch(text, start, match.start()) is not None)
            or (among_goals and _stands_alone(text, match, opening))
        )
        named = _is_named_value(text, match, last_end, opening, among_goals=among_goals)
        if depth > 0 or not is_goal(text, match, opening, listed=told or named):
            continue
        own = comparator_of(match["before"] or "") or comparator_of(match["after"] or "")
        if own is None and match["from"] and match["from"].casefold() == "từ" and not match["high"]:
            own = ">="
        comparator: Comparator = own or (inherited if listed and inherited and not match["from"] else "=")
        if own is None and match["percent"] == "%" and match["value"] == "100":  # trên 90% X và 100% Y
            comparator = "="
        inherited = comparator_of(match["before"] or "") or (inherited if listed else None)
        is_named = named and not listed and not _is_ordered(text, last_end or start, match)
        last_end = match.end()
        yield _Value(match, comparator, reached_before(text, start, match.start()), is_named)


def _stands_alone(text: str, match: regex.Match[str], opening: Opening) -> bool:
    """Whether a count among goals needs no word before it: `Năm 2023: | 400 hộ`, `184 xã đạt chuẩn`."""
    if _YEAR_LABEL.search(text, max(opening.start, match.start() - WORDS_BEFORE), match.start()):
        return True
    return opening.word == match.start() and _IS_SO.match(text, match.end()) is not None


_YEAR_LABEL = regex.compile(r"\bnăm\s\d{4}\s?:\s{0,2}$", regex.IGNORECASE)
_IS_SO = regex.compile(r"[^;.]{0,60}?\s(?:đạt|được|có|tham gia|hoàn thành)\s", regex.IGNORECASE)


def _is_ordered(text: str, begin: int, match: regex.Match[str]) -> bool:
    """Whether a value is the object of an order: `mỗi xã xây dựng | 02 mô hình`, `trồng | 500 ha`.

    A measure behind one word that ends like an order measures that: `nuôi trồng | 20 nghìn tấn`.
    """
    begin = max(begin, match.start() - WORDS_BEFORE)
    order = assignment_pattern().search(text, begin, match.start())
    if order is None or not is_measured(match["unit"]):
        return order is not None
    return len(text[begin : order.start()].split(",")[-1].split()) != 1


def _is_named_value(
    text: str, match: regex.Match[str], last_end: int | None, opening: Opening, *, among_goals: bool
) -> bool:
    """Whether a value stands behind what it measures: among goals, or as a further one: `…, sản lượng | 500 tấn`."""
    if not match["unit"] or not (among_goals or (last_end is not None and is_measured(match["unit"]))):
        return False
    begin = max(opening.start if last_end is None else last_end, match.start() - WORDS_BEFORE)
    begin = _last_member(text, begin, match.start())
    name = text[_goal_start(text, begin, match.start()) : match.start()]
    if COSTS.search(name) or _NO_NAME.search(name) or not _NAME.match(name):
        return False
    return last_end is None or (_FURTHER.fullmatch(text, last_end, match.start()) is not None)


_NAME = regex.compile(r"\p{L}+\s{1,2}\p{L}")
_NO_NAME = regex.compile(
    r"\bhỗ trợ\b|(?:\b(?:có|còn|địa bàn|cả|trong|của|với|cho|tại|ở|các|mức|vào|những)|[(])\s{0,2}$", regex.IGNORECASE
)
_FURTHER = regex.compile(r"(?:\s\p{L}+){0,6}(?:\s?[,;]|\svới(?=\s{1,2}tổng))\s{1,2}(?:\p{L}+\s{1,2}){1,7}")


def _follows_in_list(text: str, last_end: int, start: int) -> bool:
    """Whether a value opens the next member of a list: only a comma or `và` stands right before it."""
    return _LINK_BEFORE.search(text, max(last_end, start - WORDS_BEFORE), start) is not None


_LINK_BEFORE = regex.compile(r"(?:,|\bvà|,\s?và)\s{0,2}$")


# 95% hồ sơ được giải quyết đúng hạn | trở lên; not: 60% có trình độ đại học trở lên
_BEHIND = regex.compile(
    r"(?<!\btrình độ [^,;]{0,60})\s(?P<word>trở lên|trở xuống)(?=$|\s(?:đạt|được|có|tham gia|sử dụng)\s)",
    regex.IGNORECASE,
)


def _target(
    text: str, value: _Value, span: tuple[int, int], subject_before: str | None, *, stated: int | None, year: int | None
) -> TargetMention:
    """The goal in `span`; its year is the one `stated` in its clause, else the one that ends its words, else `year`."""
    match, (begin, limit) = value.match, span
    quote, subject = _reached_span(text, value, begin) if _stands_before(text, value, begin) else (None, None)
    if quote is None and _is_measure_of(text, value, begin):
        start = _goal_start(text, _last_member(text, begin, match.start()), match.start())
        quote, subject = (start, match.end()), text[start : match.start()].strip(" ,:") or None
    if quote is None:
        quote, subject = _counted_span(text, match, begin, limit)
    if subject is None or _CHANGE.fullmatch(subject):
        subject = subject_before or subject
    if subject is not None and _WHEN.fullmatch(subject):
        subject = _WHEN_BEHIND.sub("", subject_before or "").strip(" ,:") or None
    comparator = value.comparator
    if comparator == "=" and subject is not None and (behind := _BEHIND.search(subject)) is not None:
        comparator = comparator_of(behind["word"]) or "="
        subject = subject[: behind.start()] if behind.end() == len(subject) else subject
    low = value_of(match["value"])
    high = value_of(match["high"]) if match["high"] else None
    if high is not None and high <= low:
        high = None
    unit = ("%" if match["percent"] != "‰" else "‰") if match["percent"] else single_spaced(match["unit"])
    start, end = quote
    return TargetMention(
        start=start,
        end=end,
        quote=text[start:end],
        comparator=comparator,
        value=low,
        value_high=high,
        unit=unit,
        subject=subject,
        year=stated or closing_year(text[start:end]) or year,
    )


# đến hết quý III | đạt 55%; năm 2025 | đạt 60%: when, not what
_TIME = (
    r"(?:(?:đến|tới|vào|trong|hết|cuối|đầu)\s){0,3}"
    r"(?:năm\s\d{4}|(?:quý\s[IVX\d]{1,3}|(?:6|9)\stháng|tháng\s\d{1,2})(?:(?:\s?/\s?|\snăm\s)\d{4})?)"
)
_WHEN = regex.compile(_TIME, regex.IGNORECASE)
_WHEN_BEHIND = regex.compile(rf"(?:^|[\s,:]){_TIME}$", regex.IGNORECASE)


def _stands_before(text: str, value: _Value, begin: int) -> bool:
    """Whether what is measured stands before the value: `X đạt 90%`."""
    if value.reached is None:
        return False
    subject = intention_pattern().sub("", text[begin : value.reached.start()], count=1).strip(" ,.:-–+")
    return len(subject.split()) >= 2


def _is_measure_of(text: str, value: _Value, begin: int) -> bool:
    """Whether a value is the measure of what stands before it: `Tốc độ tải xuống | tối thiểu 40 Mbit/s`."""
    match = value.match
    if value.named and value.reached is None:
        return True
    if value.reached is not None or match["percent"] or not match["before"] or not is_measured(match["unit"]):
        return False
    before = intention_pattern().sub("", text[begin : match.start()], count=1).strip(" ,.:-–+")
    return len(before.split()) >= 2 and assignment_pattern().search(text, begin, match.start()) is None


def _reached_span(text: str, value: _Value, begin: int) -> tuple[tuple[int, int], str | None]:
    assert value.reached is not None
    start = _goal_start(text, begin, value.reached.start())
    for measure in _MEASURE.finditer(text, start, value.reached.start()):
        start = measure.end()
    tail = _TAIL.match(text, value.match.end())
    end = tail.end() if tail else value.match.end()
    subject = _STARTING.sub("", text[start : value.reached.start()]).strip(" ,:")
    return (start, end), subject or None


_STARTING = regex.compile(r"\s+từ\s+[\d.,]+\s?[%\p{L}\s]{0,20}$", regex.IGNORECASE)  # nâng tỷ lệ X | từ 72%


def _counted_span(text: str, match: regex.Match[str], begin: int, limit: int) -> tuple[tuple[int, int], str | None]:
    """The span of `tối thiểu 30% X`, with the verb before it; what is measured stands after the value."""
    start = _goal_start(text, _last_member(text, begin, match.start()), match.start())
    end = limit
    second = _SECOND_CLAUSE.search(text, match.end(), limit)
    if second is not None:
        end = second.start()
    while (link := _LINK_AT_END.search(text[match.end() : end])) is not None and link[0]:
        end = match.end() + link.start()
    if (exception := _EXCEPTION.search(text, match.end(), end)) is not None:
        end = exception.start()
    trimmed = text[start:end].rstrip(" ,.:")
    before = text[start : match.start()]
    is_aside = match["percent"] and _ASIDE.match(text, match.end(), start + len(trimmed))
    if is_aside and not (_CHANGE.fullmatch(before) and _ALL_OF.match(text, match.end(), limit)):
        return (start, start + len(trimmed)), before.strip(" ,:") or None
    subject = (
        text[match.end() : start + len(trimmed)]
        if match["percent"]
        else text[match.start("unit") : start + len(trimmed)]
    )
    return (start, start + len(trimmed)), subject.strip(" ,:") or None


def _last_member(text: str, begin: int, until: int) -> int:
    """Where the member of a list that holds the value begins: after the last comma or `và` behind the value before."""
    follows = begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] in "%‰")
    links = list(_LIST_LINK.finditer(text, begin, until)) if follows else []
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
