"""Times that belong together: a frequency and its due day, `thường xuyên` and its period, a date and its condition."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import regex

from extractors.deadlines.clauses import Clause
from extractors.deadlines.days_of_months import with_day
from extractors.deadlines.found import Found, Source
from extractors.deadlines.groups import Group
from extractors.deadlines.periods import point_edtf
from extractors.deadlines.recurring import yearly
from extractors.mentions import DeadlineMention

_CLOSE = regex.compile(r"[\s,(:\-–]{0,6}")
_CLOSE_OR_WEEK = regex.compile(
    rf"{_CLOSE.pattern}(?:(?:vào\s|lúc\s)?\d{{1,2}}\s?(?:h|giờ)(?:\s?\d{{2}})?\s{{1,3}})?(?:vào\s(?:tuần|ngày|thời\sgian)\s(?:đầu|cuối)(?:\stiên|\scùng)?\s{{1,3}})?"
)
_AND = regex.compile(r"[\s,;]{0,4}(?:và\s{1,3})?")
_COMMA_OR_AND = regex.compile(r"[\s,]{0,4}(?:và\s{1,3})?")
_RUNS_ON = regex.compile(r" {1,3}")  # văn bản hết hiệu lực năm 2025 | trong tháng 01/2026
_BRACKET = 200
"""Characters of a bracket in which times belong together."""
_OPEN_BRACKET = regex.compile(r"\([^()]*$")
_BRACKET_OPENS = regex.compile(r"\s{0,3}\(\s{0,3}")
_SPACE = regex.compile(r"\s{0,3}")
_LABEL = regex.compile(r"\s{0,3}:?\s{0,3}")
_BEFORE_DATE = regex.compile(
    r"[\s,]{0,4}(?:(?:và|nhưng|phải)\s{1,3}){0,2}(?:(?:hoàn\s{1,3}thành|xong|thực\s{1,3}hiện)\s{0,3})?"
)
_REPORT_BEFORE = regex.compile(r"(?<!\p{L})(?:báo|bc)(?:\s{1,3}cáo)?\s{1,3}$")


def joined(raw: str, folded: str, found: list[Found], *, is_longer: bool) -> list[Found]:
    """What was found, in reading order, with neighbours that make one deadline joined.

    `is_longer` tells that the plan is one of several years, where a day beside one of every year comes every year too.
    """
    result: list[Found] = []
    for one in found:
        current = with_day(raw, folded, one)
        if result and current.start < result[-1].end and _rules(current) == _rules(result[-1]):
            result[-1] = _spanned(raw, result[-1], current)  # hàng tháng (trước ngày 16 hàng tháng)
            continue
        if result and _names_report(folded, result[-1], current):
            result.pop()
        pair = _pair(raw, folded, result[-1], current) if result else None
        if pair is None:
            result.append(current)
        else:
            result[-1] = pair
            if len(result) > 1 and _is_repeated_by(folded, result[-2], pair):
                result[-2:] = [_spanned(raw, pair, result[-2])]
    repeated = _every_year(_without_repeated(folded, result), folded, is_longer=is_longer)
    return [one for one in repeated if not _is_report_name(folded, one)]


def _without_repeated(folded: str, found: list[Found]) -> list[Found]:
    """Without a bare `định kỳ` beside what says how often: `định kỳ | (hằng năm)`, `hằng năm và | định kỳ`.

    Also where its sentence says it later: `Định kỳ | báo cáo trước ngày 15/11 hằng năm`.
    """

    def says_less(place: int) -> bool:
        one, before, after = found[place], found[place - 1 : place], found[place + 1 : place + 2]
        return (
            one.source is Source.UNDATED
            and one.mentions[0].kind == "periodic"
            and (
                any(b.source is Source.CADENCE and _COMMA_OR_AND.fullmatch(folded, b.end, one.start) for b in before)
                or any(_says_how_often(folded, one, a) for a in after)
            )
        )

    return [one for place, one in enumerate(found) if not says_less(place)]


def _says_how_often(folded: str, one: Found, following: Found) -> bool:
    if following.source is Source.CADENCE:
        return _CLOSE_OR_WEEK.fullmatch(folded, one.end, following.start) is not None
    return following.source is Source.DUE and _share_sentence(folded, one, following)


_CHANGES = regex.compile(r"\(?khi có (?:sự )?(?:thay đổi|biến động)\b")
_OPENS_SENTENCE = regex.compile(r"(?:^|[.;\n])[\s\-–+*]{0,4}$")


def _is_told_always(folded: str, first: Found, second: Found) -> bool:
    """Whether a sentence opens with `Thường xuyên` and ends with when: `Thường xuyên rà soát … khi có thay đổi`."""
    is_always = first.source is Source.UNDATED and first.mentions[0].kind == "ongoing"
    if not is_always or second.mentions[0].kind != "on_demand" or not _share_sentence(folded, first, second):
        return False
    is_change = _CHANGES.match(folded, second.start) is not None
    return is_change and _OPENS_SENTENCE.search(folded, max(0, first.start - 6), first.start) is not None


def _rules(one: Found) -> list[str | None]:
    return [mention.rrule for mention in one.mentions]


def _pair(raw: str, folded: str, first: Found, second: Found) -> Found | None:
    """One deadline made of two neighbours; None when they are two."""
    gap = folded[first.end : second.start]
    if first.clause is not None and second.source is Source.CADENCE and _SPACE.fullmatch(gap):
        return _named_by(raw, first, second) if first.clause.kind == "reference" else None
    if second.clause is not None and _is_told_always(folded, first, second):
        return _conditioned(first, second.clause)
    if first.mentions[0].kind == "periodic" and first.mentions[0].condition and _SPACE.fullmatch(gap):
        return _spanned(raw, first, second)  # Định kỳ theo kế hoạch thanh tra | hằng năm
    if second.clause is not None and first.source is not Source.CLAUSE:
        return _with_condition(raw, first, second, gap, second.clause)
    if first.clause is not None and first.clause.qualifier == "before" and _BRACKET_OPENS.fullmatch(gap):
        if _is_limit(second):  # trước mùa mưa (trước ngày 01/9/2026)
            return _spanned(raw, _conditioned(second, first.clause), first)
        if (eve := _before_day(second)) is not None:  # trước ngày khai giảng (05/9/2026)
            return _spanned(raw, _conditioned(eve, first.clause), first)
    is_season = first.clause is not None and first.clause.is_season and _BRACKET_OPENS.fullmatch(gap)
    if is_season and first.clause is not None and second.group is not None:  # vào mùa mưa (tháng 6 - tháng 8)
        yearly_too = first.clause.every_year and not second.group.states_year
        told = _every(second, second.group) if yearly_too else second
        return _spanned(raw, _conditioned(told, first.clause), first)
    if first.clause is not None and second.source in (Source.GROUP, Source.DUE):
        is_condition = not first.clause.in_brackets and _BEFORE_DATE.fullmatch(gap) is not None
        return _conditioned(second, first.clause) if is_condition else None
    if Source.OFFSET in (first.source, second.source):
        return _explained(raw, first, second, gap)
    is_start = second.group is not None and second.group.states_year and second.mentions[-1].qualifier == "from"
    if is_start and first.mentions[0].kind == "recurring" and _CLOSE.fullmatch(gap):
        return _from_then_on(raw, first, second)  # trước ngày 30/6 hằng năm kể từ năm 2027
    if first.group is not None and second.group is not None:
        return _neighbours(raw, first, second) if _AND.fullmatch(gap) and not _RUNS_ON.fullmatch(gap) else None
    if not _CLOSE.fullmatch(gap):
        return None
    kinds = first.source, second.source
    if kinds == (Source.UNDATED, Source.CADENCE) and first.mentions[0].kind == "ongoing" and _SPACE.fullmatch(gap):
        # thường xuyên hàng tháng is every month, thường xuyên hàng năm all the time
        return _spanned(raw, first, second) if _is_yearly(second) else _spanned(raw, second, first)
    is_repeating = first.source is Source.CADENCE or first.mentions[0].kind == "periodic"
    is_hourly = (first.mentions[0].rrule or "").startswith("FREQ=HOURLY")  # 06 giờ/lần, trước 07 giờ hàng ngày: two
    if is_repeating and second.source is Source.DUE and len(first.mentions) == 1 and not is_hourly:
        return _spanned(raw, second, first)
    if kinds == (Source.DUE, Source.CADENCE) and len(second.mentions) == 1 and _SPACE.fullmatch(gap):
        return _spanned(raw, first, second)
    if (day := _day_without_year(second)) is not None and _is_of_report(first) and "(" in gap:
        return _spanned(raw, _every(second, day), first)  # định kỳ 6 tháng (trước ngày 15/6)
    if second.group is not None and first.source in (Source.CADENCE, Source.UNDATED):
        return _during(raw, first, second, second.group)
    is_next = first.group is not None and first.source is Source.GROUP and _SPACE.fullmatch(gap) is not None
    if is_next and first.group is not None and _is_yearly(second) and not first.group.states_year:
        return _spanned(raw, _every(first, first.group), second)
    return None


def _explained(raw: str, first: Found, second: Found, gap: str) -> Found | None:
    """A day and how far before an event it lies, one of them in brackets: `… 23/11/2030 (105 ngày trước ngày bầu cử)`.

    The day counts; the distance is its condition.
    """
    day, distance = (first, second) if second.source is Source.OFFSET else (second, first)
    (told,) = distance.mentions
    is_day = day.group is not None and day.group.unit == "day" and len(day.mentions) == 1
    if (
        not is_day
        or told.condition is None
        or not told.condition.startswith("trước")
        or not _BRACKET_OPENS.fullmatch(gap)
    ):
        return None
    (mention,) = day.mentions
    if mention.qualifier == "on" and told.qualifier == "by" and mention.end_date is not None:
        mention = replace(mention, qualifier="by", start_date=None, edtf=f"../{mention.end_date.isoformat()}")
    explained = replace(day, mentions=(replace(mention, condition=told.quote),))
    return _spanned(raw, explained, distance)


def _is_limit(one: Found) -> bool:
    return one.group is not None and one.mentions[0].qualifier in ("before", "by") and len(one.mentions) == 1


def _before_day(one: Found) -> Found | None:
    """One day as the end before which something is done; None for anything else."""
    day = one.mentions[0]
    if (
        one.group is None
        or len(one.mentions) > 1
        or day.qualifier != "on"
        or day.granularity != "day"
        or day.end_date is None
    ):
        return None
    before = replace(
        day, qualifier="before", start_date=None, end_inclusive=False, edtf=f"../{day.end_date.isoformat()}"
    )
    return replace(one, mentions=(before,), group=replace(one.group, qualifier="before"))


def _named_by(raw: str, plan: Found, second: Found) -> Found:
    """A plan referred to with the frequency that belongs to its name: `Theo kế hoạch công tác | hằng năm`."""
    whole = _spanned(raw, plan, second)
    return replace(whole, mentions=tuple(replace(m, condition=m.quote.strip("() ")) for m in whole.mentions))


def _is_repeated_by(folded: str, first: Found, second: Found) -> bool:
    """Whether `định kỳ` stands right before a rule: `định kỳ | trước ngày 01/6 và 15/11 hàng năm`."""
    is_bare = first.source is Source.UNDATED and first.mentions[0].kind == "periodic"
    return (
        is_bare
        and second.mentions[0].kind == "recurring"
        and _SPACE.fullmatch(folded[first.end : second.start]) is not None
    )


def _neighbours(raw: str, first: Found, second: Found) -> Found | None:
    """Neighbours of two units as one interval: `Quý IV/2023, năm 2024`; without an end, `… và các năm tiếp theo`."""
    early, late = first.mentions[-1], second.mentions[0]
    if late.start_date is None or early.start_date is None or early.end_date is None:
        return None
    if len(first.mentions) > 1 or late.start_date - early.end_date != timedelta(days=1):
        return None
    begins = point_edtf(early.start_date, early.granularity or "day", is_end=False)
    whole = replace(late, start_date=early.start_date)
    if late.qualifier == "from":
        whole = replace(whole, granularity=early.granularity, edtf=f"{begins}/..")
    elif (
        ";" not in raw[first.end : second.start]
        and len(second.mentions) == 1
        and early.qualifier == late.qualifier == "within"
        and late.end_date is not None
    ):
        whole = replace(whole, edtf=f"{begins}/{point_edtf(late.end_date, late.granularity or 'day', is_end=True)}")
    else:
        return None
    return _spanned(raw, replace(second, mentions=(whole,)), first)


def _with_condition(raw: str, first: Found, second: Found, gap: str, clause: Clause) -> Found | None:
    is_ongoing = first.mentions[0].kind == "ongoing" and clause.kind == "on_demand"
    fits = _SPACE.fullmatch(gap) or ((clause.kind == "event" or is_ongoing) and regex.fullmatch(r"[\s,]{0,4}", gap))
    if not fits or any(mention.condition for mention in first.mentions):
        return None
    return _spanned(raw, _conditioned(first, clause), second)


def _conditioned(one: Found, clause: Clause) -> Found:
    return replace(one, mentions=tuple(replace(m, condition=m.condition or clause.condition) for m in one.mentions))


def _spanned(raw: str, kept: Found, other: Found) -> Found:
    """`kept` over the span of both, with the bracket that closes it."""
    start, end = min(kept.start, other.start), max(kept.end, other.end)
    if raw[start:end].count("(") > raw[start:end].count(")") and raw[end : end + 1] == ")":
        end += 1
    return replace(kept, mentions=tuple(replace(m, start=start, end=end, quote=raw[start:end]) for m in kept.mentions))


def _during(raw: str, first: Found, second: Found, group: Group) -> Found | None:
    """`hàng năm` or `thường xuyên` with the date or the period after it."""
    dated = second.mentions[0]
    if _is_yearly(first) and not group.states_year and group.unit != "year":
        return _spanned(raw, _every(second, group), first)
    is_span = group.unit == "year" or (group.qualifier == "within" and raw[first.end : second.start].isspace())
    if not is_span or group.unit == "day" or len(second.mentions) != 1 or first.mentions[0].kind == "on_demand":
        return None
    merged = tuple(_in_interval(mention, dated) for mention in first.mentions)
    return _spanned(raw, replace(first, mentions=merged), second)


def _from_then_on(raw: str, first: Found, second: Found) -> Found:
    """What repeats from some day on."""
    dated = second.mentions[-1]
    return _spanned(raw, replace(first, mentions=tuple(_in_interval(m, dated) for m in first.mentions)), second)


def _in_interval(mention: DeadlineMention, dated: DeadlineMention) -> DeadlineMention:
    """A mention without dates in the interval of another; a frequency keeps its own unit."""
    found = replace(
        mention,
        start_date=dated.start_date,
        end_date=dated.end_date,
        end_inclusive=dated.end_inclusive,
        due_date=dated.due_date,
        edtf=dated.edtf,
        year_source=dated.year_source,
    )
    if mention.rrule is not None:
        return found
    return replace(found, granularity=dated.granularity, qualifier=dated.qualifier)


def _is_yearly(one: Found) -> bool:
    return one.source is Source.CADENCE and _rules(one) == ["FREQ=YEARLY"]


def _is_of_report(one: Found) -> bool:
    """Whether it is the one frequency of a report that is due once or twice a year."""
    return one.source is Source.CADENCE and _rules(one) in (["FREQ=YEARLY"], ["FREQ=MONTHLY;INTERVAL=6"])


def _is_half_yearly(one: Found, days: Found) -> bool:
    """Whether two days are those of what comes twice a year: `Định kỳ 6 tháng, năm … trước ngày 15/6 và 15/12`."""
    rules = {mention.rrule for mention in one.mentions}
    is_half = "FREQ=MONTHLY;INTERVAL=6" in rules and rules <= {"FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"}
    return one.source is Source.CADENCE and is_half and days.group is not None and len(days.group.atoms) == 2


def _every(one: Found, group: Group) -> Found:
    return Found(tuple(yearly(list(one.mentions), group)), Source.DUE, group=group)


def _every_year(found: list[Found], folded: str, *, is_longer: bool) -> list[Found]:
    """Days without a year that share a sentence, or a bracket, with `hàng năm` come every year too."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        one, following = result[index], result[index + 1]
        if not _share_sentence(folded, one, following):
            continue
        if _is_yearly_day(following) and (day := _day_without_year(one)) is not None:
            result[index] = _every(one, day)
        elif (day := _day_without_year(following)) is not None and (_is_yearly(one) or _is_half_yearly(one, following)):
            result[index : index + 2] = [_every(following, day)]
    for index, (before, one) in enumerate(pairwise(result), start=1):
        day = _day_without_year(one)
        if day is None or not _is_yearly_day(before):
            continue
        if _AND.fullmatch(folded, before.end, one.start) or (is_longer and _share_sentence(folded, before, one)):
            result[index] = _every(one, day)  # hằng năm trước ngày 15/11 và | trước ngày 20/5
    return result


def _is_yearly_day(one: Found) -> bool:
    return one.source is Source.DUE and one.group is not None and one.group.unit == "day"


def _share_sentence(folded: str, one: Found, following: Found) -> bool:
    in_brackets = _OPEN_BRACKET.search(folded, max(0, one.start - _BRACKET), one.start) is not None
    ends = "().\n" if in_brackets else ";.\n"
    return not any(mark in ends for mark in folded[one.end : following.start])


def _day_without_year(one: Found) -> Group | None:
    """The days of a phrase that names no year; None for any other phrase."""
    group = one.group
    is_day = one.source is Source.GROUP and group is not None and group.unit == "day" and not group.states_year
    return group if is_day else None


def _names_report(folded: str, first: Found, second: Found) -> bool:
    """Whether the first is no time but what the second is the time of: `quý I trước ngày 15/3`."""
    if first.group is None or first.group.qualifier is not None or first.group.unit == "day":
        return False
    is_day = second.group is not None and second.group.unit == "day" and second.group.qualifier is not None
    return is_day and _LABEL.fullmatch(folded[first.end : second.start]) is not None


def _is_report_name(folded: str, one: Found) -> bool:
    """Whether a bare period names the report before it: `báo cáo quý I`."""
    if one.source is not Source.GROUP or one.group is None:
        return False
    if one.group.qualifier is not None or one.group.unit == "day":
        return False
    return _REPORT_BEFORE.search(folded, max(0, one.start - 12), one.start) is not None
