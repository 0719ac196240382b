"""Finding the deadlines of a text: every reader in its turn, then what belongs together joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

import regex

from extractors.deadlines import clauses, guards, prose, recurring
from extractors.deadlines.anchor import Anchor
from extractors.deadlines.fixed import deadlines_of, last_day
from extractors.deadlines.folding import BLANK, DOCUMENT, fold
from extractors.deadlines.found import Found, Source
from extractors.deadlines.groups import Group, groups_in
from extractors.deadlines.joins import joined
from extractors.deadlines.labels import with_labels
from extractors.deadlines.words import frequency
from extractors.mentions import DeadlineMention
from extractors.scanning import Tokens
from extractors.spans import blanked
from extractors.values import value_class

_ANY_TIME = regex.compile(
    r"\d|quý|năm|tháng|ngày|tuần|thường|định kỳ|kỳ họp|khi|sau|theo|tết|liên tục|đột xuất|mỗi|mùa|hè|khai giảng"
    r"|thời gian|từ nay"
)
_FILLERS = regex.compile(
    r"""(?<!\p{L})(?:về|thời\s(?:gian|hạn|điểm)|tiến\sđộ|hạn|hoàn\sthành|thực\shiện|triển\skhai|tổ\schức|ban\shành|phê\sduyệt|báo\scáo
    |gửi|nộp|trình|xong|bắt\sđầu|kết\sthúc|cuối\scùng|dự\skiến|và|hoặc|vào|trong|là|nhiệm\svụ|đợt|lần|xuyên\ssuốt|đảm\sbảo|phải|cả|suốt|hàng|các)(?!\p{L})""",
    regex.VERBOSE,
)
_UNREAD_UNIT = regex.compile(r"(?<!\p{L})(?:quý|q|tháng|tuần|kỳ)(?!\p{L})")

_REGULAR_REPORT = regex.compile(
    r"\W{0,3}báo\scáo\s(?:định\skỳ\s)?(?:(?:hàng\s)?(?:năm|quý|tháng)|0?6\stháng|sáu\stháng)\b[^.;:\d]{0,30}:"
)
# Báo cáo kết quả 6 tháng trước ngày 10/6, báo cáo năm | trước ngày 10/12; Định kỳ 6 tháng (| trước ngày 10/6)
_OF_REPORT = regex.compile(
    r"""
    \bbáo\scáo\b (?:\s(?!(?:năm|quý|tháng)\b)\p{L}+){0,6}
    \s(?:năm|quý|0?6\stháng|sáu\stháng)\b (?!\s(?:\d|học|[ivx]+\b)) [^.;\n]{0,120}$
  | \b(?:năm|quý|0?6\stháng|sáu\stháng)\s?\(\s?$
    """,
    regex.VERBOSE,
)
_EVERY_YEAR = regex.compile(r"\b(?:hàng|mỗi)\snăm\s?[(,]?\s?$")
_WATCHES = regex.compile(r"\b(?:cập nhật|theo dõi|giám sát|báo cáo)\s$")  # cập nhật | liên tục
_WATCHED = regex.compile(r"\s(?:cập nhật|theo dõi|giám sát|báo cáo)\b")
_SENTENCE = 240
"""How far before a day the name of the report is looked for, in characters."""


@value_class(frozen=True, slots=True)
class _Text:
    """A text in its own and in folded spelling, what its dates are read against, and whether it is a time cell."""

    raw: str
    tokens: Tokens
    anchor: Anchor
    masked: tuple[tuple[int, int], ...]
    cell: bool

    @property
    def folded(self) -> str:
        """The text in folded spelling."""
        return self.tokens.text


def find_deadlines(
    text: str,
    *,
    plan_years: tuple[int, int] | None = None,
    issued: date | None = None,
    cell: bool | None = None,
    masked: Sequence[tuple[int, int]] = (),
) -> list[DeadlineMention]:
    """The deadlines that `text` states, in reading order; see SCHEMA.md, `deadlines`.

    `cell` is True for a time cell or the value of a time attribute, where a bare period counts; False for the prose of
    a task; None lets the text decide: a cell is a text that holds nothing but times and words like `hoàn thành`.
    `plan_years` and `issued` give the year where the text states none. Dates inside `masked` spans (code points of
    `text`, end exclusive), and dates of documents, are no deadlines. Never raises on any text.
    """
    return list(_found_in(text, Anchor(plan_years, issued), cell, tuple(masked)))


@lru_cache(maxsize=1024)
def _found_in(
    text: str, anchor: Anchor, cell: bool | None, masked: tuple[tuple[int, int], ...]
) -> tuple[DeadlineMention, ...]:
    """The deadlines of a text; plans say the same again and again (`Thường xuyên`, `Quý II`)."""
    folded = fold(text)
    if _ANY_TIME.search(folded) is None:
        return ()
    given = _Text(text, Tokens(folded), anchor, masked, cell is not False)
    if given.cell and (units := recurring.units_only(text, folded)):
        return tuple(units)
    found = _mentions(given)
    if cell is not None or _nothing_else(folded, found):
        return tuple(found)
    return tuple(_mentions(replace(given, cell=False)))


def _nothing_else(folded: str, found: list[DeadlineMention]) -> bool:
    rest = blanked(folded, [(mention.start, mention.end) for mention in found], BLANK)
    return bool(found) and regex.search(r"\p{L}", _FILLERS.sub("", rest)) is None


def _mentions(given: _Text) -> list[DeadlineMention]:
    found = joined(given.raw, given.folded, _found(given), is_longer=given.anchor.is_longer)
    if given.cell:
        kept = _without_coarse_years(given.folded, found)
    else:
        bracket = _time_bracket(given, found)
        kept = [one for one in found if bracket[0] <= one.start < bracket[1] or _counts(given, one)]
    mentions = [mention for one in kept for mention in one.mentions]
    return with_labels(given.raw, sorted(mentions, key=lambda mention: (mention.start, mention.end)))


_CLOSING_BRACKET = regex.compile(r"\((?P<inner>[^()]{4,60})\)[\s.;/]{0,4}$")
_PROGRAMME = regex.compile(r"\b(?:Đề án|Chương trình|Kế hoạch|Dự án|Chiến lược|Nghị quyết|Quy hoạch)\b[^.;]{0,160}$")


def _time_bracket(given: _Text, found: list[Found]) -> tuple[int, int]:
    """The span of a closing bracket that holds nothing but times: `Số hóa bản đồ (2025 - 2026).`; else an empty one.

    The years behind a programme are its own: `Thực hiện Đề án (2021-2025).`
    """
    folded = given.folded
    bracket = _CLOSING_BRACKET.search(folded)
    if bracket is None:
        return 0, 0
    start, end = bracket.span("inner")
    inside = [one for one in found if start <= one.start and one.end <= end]
    rest = blanked(folded[start:end], [(one.start - start, one.end - start) for one in inside])
    if not inside or regex.search(r"\p{L}", _FILLERS.sub("", rest)) is not None:
        return 0, 0
    is_years = any(one.group is not None and one.group.unit == "year" for one in inside)
    if is_years and _PROGRAMME.search(given.raw, max(0, bracket.start() - 200), bracket.start()):
        return 0, 0
    return bracket.span()


def _found(given: _Text) -> list[Found]:
    """What each reader finds in what the readers before it left."""
    raw, anchor = given.raw, given.anchor
    left = _without(given.tokens, [*given.masked, *guards.document_dates(raw)], DOCUMENT)
    left = _without(left, guards.guarded(given.tokens, prose=not given.cell))
    found: list[Found] = [Found((one,), Source.OFFSET) for one in clauses.offsets_in(raw, left, anchor)]
    left = _after(left, found)
    found += [Found((one,), Source.DUE) for one in (*recurring.dues_in(raw, left), *recurring.dailies_in(raw, left))]
    left = _after(left, found)
    if "mùa" in left.text or "hè" in left.text:  # before the cadences: trước mùa mưa hằng năm is one rule
        seasons = clauses.clauses_in(raw, left, prose=not given.cell)
        yearly = [c for c in seasons if c.every_year and not _BEFORE_DAY.match(left.text, c.end)]
        found += [Found((clause.alone(raw),), Source.CLAUSE, clause=clause) for clause in yearly]
        left = _after(left, found)
    found += [Found(tuple(some), Source.CADENCE) for some in recurring.cadences_in(raw, left)]
    left = _after(left, found)
    if not given.cell:
        found += [_report(raw, *report) for report in prose.reports_in(left.text)]
    for clause in clauses.clauses_in(raw, left, prose=not given.cell):
        if given.cell or clause.in_brackets or prose.clause_counts(given.folded, clause):
            found.append(Found((clause.alone(raw),), Source.CLAUSE, clause=clause))
    left = _after(left, found)
    found += _dated(given, left)
    left = _after(left, found)
    found += [Found((one,), Source.UNDATED) for one in clauses.undated_in(raw, left)]
    return sorted(found, key=lambda one: (one.start, one.end))


_BEFORE_DAY = regex.compile(r"[\s,(]{0,3}(?:và\s)?(?:trước|chậm nhất|muộn nhất|ngày)\b")


def _dated(given: _Text, left: Tokens) -> list[Found]:
    """The calendar expressions.

    A day of `năm liền kề` or `năm trước` in a plan of several years comes every year; so does one without a year for a
    regular report (`Báo cáo 6 tháng: trước ngày 05/7`, `báo cáo năm trước ngày 10/12`), unless the plan is for one
    year. In any plan a day right behind `hằng năm` comes every year.
    """
    raw, anchor = given.raw, given.anchor
    found = []
    groups = groups_in(left)
    year_near = _year_near(groups)
    stating = next((group for group in groups if any(atom.year is not None for atom in group.atoms)), None)
    is_regular = anchor.plan_year is None and _REGULAR_REPORT.match(left.text) is not None
    for place, group in enumerate(groups):
        year = _year_beside(group, stating, year_near, anchor) or _year_before(left.text, groups, place, anchor)
        mentions = deadlines_of(raw, group, anchor, year)
        if not given.cell and _was_over(group, mentions, anchor):
            mentions = deadlines_of(raw, group, Anchor())
        is_shifted = group.unit != "year" and any(atom.year_shift for atom in group.atoms)
        repeats = anchor.is_longer and is_shifted
        if group.unit == "day" and not group.states_year:
            before = left.text[max(0, group.start - _SENTENCE) : group.start]
            repeats |= is_regular or (anchor.is_longer and _OF_REPORT.search(before) is not None)
            repeats |= _EVERY_YEAR.search(given.folded, max(0, group.start - 20), group.start) is not None
        of_years = None if group.unit == "year" or group.states_year else _OF_YEARS.match(left.text, group.end)
        if mentions and of_years is not None:
            mentions = [replace(m, end=of_years.end(), quote=raw[m.start : of_years.end()]) for m in mentions]
        if mentions and (repeats or of_years is not None):
            found.append(Found(tuple(recurring.yearly(mentions, group)), Source.DUE, group=group))
        elif mentions:
            found.append(Found(tuple(mentions), Source.GROUP, group=group))
    return found


# trong quý IV các năm; vào quý II các năm tiếp theo
_OF_YEARS = regex.compile(
    r"\s{1,3}(?:của\s{1,3})?(?:các|những)\s{1,3}năm(?:\s{1,3}(?:tiếp\s{1,3}theo|sau))?(?!\s{1,3}\d|\p{L})"
)
_SAME_PART = regex.compile(r"[^;.\n\d]{0,40}")


def _year_before(folded: str, groups: list[Group], place: int, anchor: Anchor) -> int | None:
    """The year that stands right before a time without one, in a plan of several: `riêng năm 2026 | trong tháng 4`."""
    if anchor.plan_year is not None or place == 0 or groups[place].states_year or groups[place].unit == "year":
        return None
    before = groups[place - 1]
    (atom, *more) = before.atoms
    is_one = before.unit == "year" and not more and len(atom.numbers) == 1
    return atom.numbers[0] if is_one and _SAME_PART.fullmatch(folded, before.end, groups[place].start) else None


def _after(left: Tokens, found: list[Found]) -> Tokens:
    return _without(left, [(one.start, one.end) for one in found])


def _without(left: Tokens, spans: list[tuple[int, int]], mark: str = BLANK) -> Tokens:
    return Tokens(blanked(left.text, spans, mark)) if spans else left


def _report(raw: str, start: int, end: int, units: list[str]) -> Found:
    mentions = []
    for unit in units:
        rule, granularity = frequency(" ".join(unit.split()))
        mention = DeadlineMention(
            start=start, end=end, quote=raw[start:end], kind="recurring", rrule=rule, granularity=granularity
        )
        mentions.append(mention)
    return Found(tuple(mentions), Source.REPORT)


def _year_near(groups: list[Group]) -> int | None:
    """The one year that the days, months and quarters of a text state."""
    years = {atom.year for group in groups for atom in group.atoms if atom.year is not None}
    return years.pop() if len(years) == 1 else None


def _was_over(group: Group, mentions: list[DeadlineMention], anchor: Anchor) -> bool:
    """Whether a day by which something is due had passed at issue in the year of the plan: then no year is known."""
    if group.unit != "day" or group.qualifier not in ("before", "by"):
        return False
    return all(m.year_source == "document" and m.end_date and anchor.had_passed(m.end_date) for m in mentions)


def _year_beside(group: Group, stating: Group | None, year: int | None, anchor: Anchor) -> int | None:
    """The year for a group from the one that the text states: the year before, where the group stands before it.

    Times of a sentence run forward: `ứng vốn trước 10/12; quyết toán chậm nhất 28/02/2027`.
    """
    if year is None or anchor.issued is None or stating is None or group.start >= stating.start:
        return year
    day = last_day(group.atoms[-1])
    is_later = day > last_day(stating.atoms[-1])
    return year - 1 if is_later and (year - 1, *day) >= (anchor.issued.year, anchor.issued.month, 0) else year


def _counts(given: _Text, one: Found) -> bool:
    """Whether what was found in prose is a deadline."""
    mention = one.mentions[0]
    if one.source is Source.CLAUSE:
        return one.clause is not None and prose.clause_counts(given.folded, one.clause)
    if one.source is Source.OFFSET:
        return mention.condition is not None or prose.states_limit(given.folded, one.start)
    if one.group is not None and mention.kind == "fixed":
        return prose.states_deadline(given.folded, one.group, mention, given.anchor)
    if one.source is Source.UNDATED and given.folded[one.start : one.end] == "liên tục":
        is_manner = _WATCHED.match(given.folded, one.end) is not None
        return is_manner or _WATCHES.search(given.folded, max(0, one.start - 12), one.start) is not None
    return prose.frequency_counts(given.folded, mention)


def _without_coarse_years(folded: str, found: list[Found]) -> list[Found]:
    """Without years that only tell the year of something finer beside them.

    `Năm 2030 xong trong quý II/2030`; and a quarter, month or week that stands there unread.
    """
    rest = blanked(folded, [(one.start, one.end) for one in found], BLANK)
    return [
        one
        for index, one in enumerate(found)
        if not (
            _is_bare_year(one)
            and (
                _UNREAD_UNIT.search(_part(rest, one))
                or _has_finer(folded, one, found[index + 1 : index + 1 + _NEIGHBOURS])
            )
        )
    ]


_NEIGHBOURS = 5
_PARTED = regex.compile(r"[;,.\n]|\bvà\b")


def _has_finer(folded: str, year: Found, after: list[Found]) -> bool:
    """Whether right after a bare year, in the same sentence, a shorter time within it stands."""
    whole = year.mentions[0]
    following = next((one for one in after if one.start >= year.end), None)
    if following is None or whole.start_date is None or _PARTED.search(folded, year.end, following.start):
        return False
    part = following.mentions[0]
    if part.start_date is None or part.end_date is None or whole.end_date is None or _is_bare_year(following):
        return False
    return whole.start_date <= part.start_date and part.end_date <= whole.end_date


def _is_bare_year(one: Found) -> bool:
    return one.group is not None and one.group.unit in ("year", "school_year") and one.mentions[0].kind == "fixed"


_REACH = 600
"""How far around a year its sentence is looked at, in characters."""


def _part(folded: str, one: Found) -> str:
    start, stop = max(0, one.start - _REACH), min(len(folded), one.end + _REACH)
    first = max(start, *(folded.rfind(mark, start, one.start) + 1 for mark in ";\n"))
    ends = [place for mark in ";\n" if (place := folded.find(mark, one.end, stop)) >= 0]
    return folded[first : min(ends, default=stop)]
