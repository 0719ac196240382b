"""Times that come again: a frequency (`hàng quý`), or a due day in it (`trước ngày 22 của tháng cuối quý`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from extractors.deadlines.atoms import filled
from extractors.deadlines.groups import Group
from extractors.deadlines.words import any_of, frequency, number, qualifier, weekday
from extractors.mentions import DeadlineMention
from extractors.scanning import Scanner, Tokens
from schemas.findings import Granularity, Mod

_S0, _S1 = r"\s{0,3}", r"\s{1,3}"
_UNIT = any_of("frequency")
_EVERY = (
    rf"(?:hàng|mỗi|từng|định{_S1}kỳ(?:{_S1}(?:hàng|mỗi|theo))?"
    rf"|theo(?:{_S1}(?:từng|định{_S1}kỳ(?:{_S1}(?:hàng|mỗi))?))?)"
)
_AFTER_UNIT = (  # words with which `năm`, `tháng`, … are no frequency: `mỗi năm học`, `theo quý II`, `mỗi ngày công`
    r"học|nay|sau|trước(?!\s{1,3}(?:ngày|\d|tháng|quý))|tới|này|kế|đầu|cuối|công(?!\s{1,3}(?:bố|khai|nhận|khố))|lương|tuổi|gần|vừa|là|so|có(?!\s{1,3}(?:trách|nhiệm|báo))"
    r"|thường|thi|sản"
    r"|qua(?!\s{1,3}(?:sở|ubnd|ủy|văn\sphòng|phòng|ban|bộ|công\san|cục|chi\scục)\b)"  # not: hàng quý qua Sở Nội vụ
)
_YEARS = rf"\d{{4}}{_S0}-{_S0}\d{{4}}(?!\d)"  # hàng năm | 2027 - 2030
_NOT_A_DATE = rf"(?!\p{{L}}|{_S1}(?:{_AFTER_UNIT})\b|{_S0}/?{_S0}(?!{_YEARS})\d|{_S1}[ivx]{{1,3}}\b)"
_AND = rf"(?:,{_S0}(?:và{_S1}|hoặc{_S1})?|/|;|-|và{_S1}|hoặc{_S1})"
_AGAIN = rf"(?:(?:hàng|mỗi|báo{_S1}cáo){_S1})?"
_MORE = rf"(?:{_S0}{_AND}{_S0}{_AGAIN}(?:0?1{_S1})?(?P<unit>{_UNIT}){_NOT_A_DATE}){{0,5}}"
_ONCE = rf"(?:một|0?1){_S1}(?:lần|kỳ|số|bài|buổi|chuyên{_S1}(?:mục|trang|đề))"
_AT_LEAST = rf"(?:ít{_S1}nhất|tối{_S1}thiểu)"
_TIMES = rf"(?:\d{{1,2}}|một|hai|ba|bốn){_S1}(?:lần|đợt|phiên|kỳ|buổi|cuộc|lượt|số|lớp|bài|mẫu)"
_WEEKDAY = rf"(?:thứ{_S1}(?P<weekday>{any_of('weekday')})|(?P<weekday>chủ{_S1}nhật))"
_WEEKDAYS = (
    rf"(?:từ{_S1}{_WEEKDAY}{_S1}(?P<until>đến){_S1}{_WEEKDAY}"
    rf"|{_WEEKDAY}(?:{_S0}(?:,|và|,{_S0}và){_S0}{_WEEKDAY}){{0,3}})"
)
_ON_WEEKDAYS = rf"(?:vào{_S1})?(?:(?:ngày|(?:buổi{_S1})?(?:sáng|chiều)){_S1})?{_WEEKDAYS}"
_CLOCK = rf"(?:\d{{1,2}}{_S0}(?:giờ|h)(?:{_S0}\d{{2}})?(?:{_S0}phút)?{_S1}(?:ngày{_S1})?)?"

CADENCE = regex.compile(
    rf"""
    (?<![\p{{L}}\d])
    (?:
      # mỗi năm ít nhất 02 lần
      (?:mỗi|hàng){_S1}(?P<per>{_UNIT}){_S0}(?:{_AT_LEAST}{_S1})?{_TIMES}
      # định kỳ hàng quý, 6 tháng và năm
    | (?:(?:theo|báo{_S1}cáo){_S1})?(?:định{_S1}kỳ{_S1})?{_EVERY}{_S0}(?P<open>\()?{_S0}
      (?P<unit>{_UNIT}){_NOT_A_DATE}{_MORE}(?(open)(?:{_S0}\))?)
      # ít nhất 02 lần/năm; 01 lần/năm học
    | (?:(?:{_AT_LEAST}|mỗi|định{_S1}kỳ){_S1})?{_TIMES}{_S0}(?:/|(?<!đợt{_S1})trong|mỗi|một){_S0}
      (?:(?:một|0?1){_S1})?(?:(?P<per>năm){_S1}học\b|(?P<per>{_UNIT}){_NOT_A_DATE})
      # 02 chuyên mục/tháng
    | (?:{_AT_LEAST}{_S1})?\d{{1,3}}{_S1}
      (?:chuyên{_S1}(?:mục|trang)|tin|bài|tin,?{_S1}bài|phóng{_S1}sự|chương{_S1}trình){_S0}/{_S0}(?P<per>ngày|tuần|tháng|quý){_NOT_A_DATE}
      # 6 tháng, hàng năm
    | (?P<unit>0?6{_S1}tháng|sáu{_S1}tháng|quý){_NOT_A_DATE}{_S0}{_AND}{_S0}hàng{_S1}(?P<unit>{_UNIT})
      {_NOT_A_DATE}{_MORE}
      # sau mỗi năm học
    | (?:sau|cuối|(?:vào{_S1})?đầu|trước){_S1}(?:mỗi|hàng|từng){_S1}(?P<per>năm){_S1}học\b
      # 6 tháng/lần; quý 1 lần; ít nhất 01 tháng/lần; 10 ngày một lần
    | (?:(?:mỗi|cứ|định{_S1}kỳ|{_AT_LEAST}){_S1})?
      (?:(?:0?1{_S1})?(?P<unit>{_UNIT})|(?P<many>0?[2-9]|[12]\d|hai|ba|bốn|năm){_S1}(?P<per>giờ|ngày|tuần|tháng|năm))
      (?:{_S0}/{_S0}(?:{_ONCE}|lần)|{_S1}{_ONCE})
    )
    """,
    regex.VERBOSE,
)
# Quý, 6 tháng, năm
UNITS_ONLY = regex.compile(
    rf"{_S0}(?:hàng{_S1})?(?P<unit>{_UNIT})(?:{_S0}{_AND}{_S0}(?:hàng{_S1}|0?1{_S1})?(?P<unit>{_UNIT})){{1,5}}[\s.]{{0,3}}"
)

_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
_DAYS = rf"(?:ngày{_S1})?{_DAY}(?:{_S0}(?:,|và|,{_S0}và){_S0}(?:ngày{_S1})?{_DAY}){{0,5}}"
_WHOSE = rf"(?:{_S1}của)?(?:{_S1}các)?"
_NEXT = rf"(?:liền{_S1}kề|tiếp{_S1}theo|kế{_S1}tiếp|liền{_S1}sau|sau)"
_EACH = rf"(?:(?:mỗi|hàng|từng){_S1})?"
_NTH_OF_QUARTER = rf"(?:thứ{_S1}(?P<nth>nhất|hai|ba|[1-3])|(?P<edge>cuối|đầu)(?:{_S1}(?:cùng|tiên))?)"
_AFTER_SPAN = rf"(?!{_S1}(?:sau{_S1})?tháng{_S1}cuối)"  # … sau tháng cuối của kỳ báo cáo: which months, is not told
_ITS_MONTH = rf"(?:tháng(?:{_S1}{_NEXT}){{1,2}}{_AFTER_SPAN}|tháng{_S1}(?:hàng|mỗi)|(?:hàng|mỗi|từng){_S1}tháng)"
_ITS_SPAN = rf"(?P<span>tháng(?!{_S1}\d)|quý(?!{_S1}[ivx\d])|năm(?!{_S1}\d))"
DUE = regex.compile(
    rf"""
    (?<![\p{{L}}\d])
    (?:
      # báo cáo tháng gửi trước ngày 25
      (?<=báo{_S1}cáo{_S1}tháng[,:]?{_S1}(?:gửi{_S1})?)(?P<word>{any_of("qualifier")}){_S1}ngày{_S1}{_DAY}
      (?!{_S0}[/.\-]{_S0}\d|{_S1}(?:tháng|của|hàng|mỗi))
    | (?:(?P<word>{any_of("qualifier")}){_S1})?
      (?:
        # ngày 22 của tháng cuối quý; ngày 10 của tháng đầu quý sau
        {_DAYS}{_WHOSE}{_S1}tháng{_S1}{_NTH_OF_QUARTER}{_WHOSE}{_S1}{_EACH}quý(?:{_S1}{_NEXT})?
        # ngày làm việc cuối cùng của tháng
      | ngày{_S1}(?P<working>làm{_S1}việc{_S1})?(?P<last>cuối|đầu)(?:{_S1}(?:cùng|tiên))?(?:{_S1}của)?{_S1}{_EACH}
        {_ITS_SPAN}
        # ngày 15 và ngày cuối tháng
      | {_DAYS}{_S0}(?:,|và){_S0}ngày{_S1}(?P<last>cuối)(?:{_S1}cùng)?(?:{_S1}của)?{_S1}{_EACH}
        (?P<span>tháng)(?!{_S1}\d)
        # cuối mỗi quý
      | (?<!tuần\s)(?P<side>cuối|đầu){_S1}(?:mỗi|hàng|từng){_S1}(?P<span>tháng|quý|năm)(?!{_S1}học)
        # thứ hai đầu tiên hàng tháng; sáng thứ bảy tuần đầu của mỗi tháng
      | {_CLOCK}(?:(?:buổi{_S1})?(?:sáng|chiều){_S1})?{_WEEKDAY}{_S1}(?:(?:của{_S1})?tuần{_S1})?
        (?P<nth_week>đầu(?:{_S1}tiên)?|cuối(?:{_S1}cùng)?|thứ{_S1}(?:nhất|hai|ba|tư|[1-4])){_S1}(?:(?:của|trong){_S1})?
        (?:mỗi|hàng|từng){_S1}tháng
        # chiều thứ sáu hàng tuần; 15 giờ ngày thứ năm hàng tuần
      | {_CLOCK}(?:(?:buổi{_S1})?(?:sáng|chiều){_S1})?{_WEEKDAYS}{_S1}
        (?:(?:hàng|mỗi|của|trong){_S1}){{1,2}}tuần
        # hàng tuần, vào thứ sáu; hàng tuần (thứ bảy, chủ nhật)
      | (?:hàng|mỗi){_S1}tuần(?:,?{_S1}{_ON_WEEKDAYS}|{_S0}\({_S0}{_ON_WEEKDAYS}{_S0}\)?)
        # báo cáo tuần vào thứ năm
      | (?<=báo{_S1}cáo{_S1}tuần[,:]?{_S1}(?:gửi{_S1})?(?:(?:vào|trước){_S1})?)
        {_CLOCK}(?:(?:chiều|sáng|ngày){_S1})?{_WEEKDAYS}
        # ngày 25 hàng tháng; ngày 05 của tháng liền kề; ngày 05 của tháng
      | {_DAYS}(?:{_WHOSE}{_S1}{_ITS_MONTH}|{_S1}của{_S1}tháng(?!{_S1}(?:\d|cuối|đầu|này|{_NEXT})))
      )
    )(?![\p{{L}}\d])
    """,
    regex.VERBOSE,
)
_AT = (
    rf"(?P<at>(?:(?P<word>{any_of('qualifier')}){_S1})?(?:(?:lúc|vào){_S1})?"
    rf"(?:[01]?\d|2[0-4]){_S0}(?:giờ|h)(?:{_S0}[0-5]\d)?(?:{_S0}phút)?(?:{_S0}\((?:buổi{_S1})?\p{{L}}{{2,5}}\))?)"
)
# trước 07 giờ và trước 16 giờ hàng ngày
DAILY = regex.compile(
    rf"""
    (?<![\p{{L}}\d])(?<!(?:\bgiờ|\dh|\bphút|\d)\s)(?=(?:{any_of("qualifier")}|lúc|vào)\s)
    {_AT}(?:{_S0}(?:,|;|và|,{_S0}và){_S0}{_AT}){{0,3}}(?P<every>{_S1}(?:hàng|mỗi|từng){_S1}ngày)(?!\p{{L}}|{_S1}(?:công|lễ|nghỉ)\b)
    """,
    regex.VERBOSE,
)
_CADENCES, _DUES, _DAILIES = Scanner(CADENCE), Scanner(DUE), Scanner(DAILY)
_SIDES: dict[str | None, Mod] = {"cuối": "end", "đầu": "start"}
_QUARTER_MONTHS = {"1": "1,4,7,10", "2": "2,5,8,11", "3": "3,6,9,12"}
_NTH_MONTH = {"nhất": "1", "hai": "2", "ba": "3", "đầu": "1", "cuối": "3"}


def cadences_in(text: str, folded: Tokens) -> list[list[DeadlineMention]]:
    """Frequencies without a due day, one list for each phrase, one mention for each frequency in it.

    `02 lần/năm` does not say how far apart the two are: its frequency is the year.
    """
    found = []
    for match in _CADENCES.finditer(folded):
        units = match.captures("unit") or match.captures("per")
        rules = dict.fromkeys(_every(" ".join(unit.split())) for unit in units)
        if (many := number(match["many"]) if match["many"] else None) is not None:
            rules = {(f"{rule};INTERVAL={many}", "years" if unit == "year" else unit): None for rule, unit in rules}
        start, end = match.start(), match.start() + len(match[0].rstrip(" \n("))
        blank = DeadlineMention(start=start, end=end, quote=text[start:end], kind="recurring")
        found.append([replace(blank, rrule=rule, granularity=unit) for rule, unit in rules])
        found += [[one] for one in _after_brackets(text, folded.text, match.end())]
    return found


def _every(unit: str) -> tuple[str, Granularity | None]:
    return ("FREQ=HOURLY", None) if unit == "giờ" else frequency(unit)


# định kỳ 6 tháng (trước ngày 15/6) | , năm (trước ngày 15/12)
_GOES_ON = regex.compile(
    rf"{_S0}\([^()\n]{{3,60}}\){_S0}{_AND}{_S0}{_AGAIN}(?:0?1{_S1})?(?P<unit>{_UNIT}){_NOT_A_DATE}{_MORE}(?={_S0}(?:[(,;.]|$|gửi|hoặc|báo))"
)


def _after_brackets(text: str, folded: str, end: int) -> Iterator[DeadlineMention]:
    """The frequencies that go on with a list after the bracket behind its last."""
    while (more := _GOES_ON.match(folded, end)) is not None:
        end = more.end()
        for start, stop in more.spans("unit"):
            rule, granularity = frequency(" ".join(folded[start:stop].split()))
            yield DeadlineMention(
                start=start, end=stop, quote=text[start:stop], kind="recurring", rrule=rule, granularity=granularity
            )


def units_only(text: str, folded: str) -> list[DeadlineMention]:
    """The frequencies of a time cell that lists units and nothing else: `Quý, 6 tháng, năm`."""
    match = UNITS_ONLY.fullmatch(folded)
    if match is None:
        return []
    spans = match.spans("unit")
    start, end = spans[0][0], spans[-1][1]
    blank = DeadlineMention(start=start, end=end, quote=text[start:end], kind="recurring")
    rules = dict.fromkeys(frequency(" ".join(unit.split())) for unit in match.captures("unit"))
    return [replace(blank, rrule=rule, granularity=unit) for rule, unit in rules]


_EXCEPT = regex.compile(r"\b(?:trừ|ngoài)\b[^.;\n]{0,40}$", regex.IGNORECASE)  # trừ chiều thứ bảy, chủ nhật hằng tuần
_REACH = 48


def dues_in(text: str, folded: Tokens) -> list[DeadlineMention]:
    """Due days that come again in every month, quarter, year or week."""
    found = []
    for match in _DUES.finditer(folded):
        if match["weekday"] and _EXCEPT.search(text, max(0, match.start() - _REACH), match.start()):
            continue
        value, granularity = _rule(match)
        at = match.start()
        word = match["word"]
        is_day = granularity == "day"
        found.append(
            DeadlineMention(
                start=at,
                end=match.end(),
                quote=text[at : match.end()],
                kind="recurring",
                qualifier=qualifier(word) if word else "on" if is_day else "within",
                rrule=value,
                granularity=granularity,
                mod=_SIDES.get(match["side"]),
            )
        )
    return found


def dailies_in(text: str, folded: Tokens) -> list[DeadlineMention]:
    """Clock times that come every day: `trước 07 giờ và trước 16 giờ hàng ngày`, one mention for each."""
    found = []
    for match in _DAILIES.finditer(folded):
        spans = match.spans("at")
        spans[-1] = spans[-1][0], match.end("every")
        word = match["word"]
        for start, end in spans:
            said = next(
                (w for w, at in zip(match.captures("word"), match.starts("word"), strict=True) if at == start), None
            )
            word = said or word
            found.append(
                DeadlineMention(
                    start=start,
                    end=end,
                    quote=text[start:end],
                    kind="recurring",
                    qualifier=qualifier(word) if word else "on",
                    rrule="FREQ=DAILY",
                    granularity="day",
                )
            )
    return found


_WEEK = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def _rule(match: regex.Match[str]) -> tuple[str, Granularity]:
    if match["weekday"]:
        days = list(dict.fromkeys(weekday(" ".join(day.split())) for day in match.captures("weekday")))
        if match["nth_week"]:
            return f"FREQ=MONTHLY;BYDAY={_nth_week(match['nth_week'])}{days[0]}", "day"
        if match["until"]:
            days = _WEEK[_WEEK.index(days[0]) : _WEEK.index(days[-1]) + 1] or days
        return f"FREQ=WEEKLY;BYDAY={','.join(days)}", "day"
    if match["span"]:
        return _edge_rule(match)
    day = ",".join(str(int(d)) for d in match.captures("d"))
    nth = match["edge"] or match["nth"]
    if nth:
        months = _QUARTER_MONTHS[_NTH_MONTH.get(nth, nth)]
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}", "day"
    return f"FREQ=MONTHLY;BYMONTHDAY={day}", "day"


def _nth_week(words: str) -> int:
    """Which of the same weekdays of a month is meant, -1 for the last: `đầu tiên`, `thứ hai`, `cuối cùng`."""
    if words.startswith("cuối"):
        return -1
    return 1 if words.startswith("đầu") else number(words.split()[-1].replace("nhất", "một")) or 1


def _edge_rule(match: regex.Match[str]) -> tuple[str, Granularity]:
    """`ngày cuối cùng của tháng`, `ngày làm việc cuối cùng của quý`, `cuối mỗi quý`, `đầu hàng năm`."""
    span, at_start = match["span"], (match["last"] or match["side"]) == "đầu"
    month = {"tháng": None, "quý": _QUARTER_MONTHS["1" if at_start else "3"], "năm": "1" if at_start else "12"}[span]
    numbered = "".join(f"{int(day)}," for day in match.captures("d"))
    days = f"BYMONTHDAY={numbered}{1 if at_start else -1}"
    if match["working"]:
        days = f"BYDAY=MO,TU,WE,TH,FR;BYSETPOS={1 if at_start else -1}"
        frequency_ = "FREQ=MONTHLY" if month is None else f"FREQ=MONTHLY;BYMONTH={month}"
        return f"{frequency_};{days}", "day"
    of_period: dict[str, Granularity] = {"tháng": "month", "quý": "quarter", "năm": "year"}
    granularity = "day" if match["last"] else of_period[span]
    return (f"FREQ=YEARLY;BYMONTH={month};{days}" if month else f"FREQ=MONTHLY;{days}"), granularity


def yearly(mentions: list[DeadlineMention], group: Group) -> list[DeadlineMention]:
    """The deadlines of a group that comes every year (`trước 15/6 và 15/12 hàng năm`): its due days as rules.

    One rule where the days or the months are the same, else one for each; days that no year has give none.
    """
    blank = replace(
        mentions[0],
        kind="recurring",
        start_date=None,
        end_date=None,
        end_inclusive=None,
        due_date=None,
        edtf=None,
        year_source=None,
    )
    if group.unit in ("week", "year", "school_year") or any(atom.family == "tet" for atom in group.atoms):
        rule, granularity = frequency("năm")
        return [replace(blank, rrule=rule, granularity=granularity)]
    days = _due_days(group)
    by_day: dict[int, list[int]] = {}
    for month, day in days:
        by_day.setdefault(day, []).append(month)
    return [
        replace(blank, rrule=f"FREQ=YEARLY;BYMONTH={','.join(map(str, sorted(set(in_months))))};BYMONTHDAY={day}")
        for day, in_months in by_day.items()
    ]


def _due_days(group: Group) -> list[tuple[int, int]]:
    """Month and day (-1 for its last) on which the expressions of a group end; of a range the last alone.

    Before a month or quarter is before its first day: `trước tháng 9 hằng năm`.
    """
    if group.qualifier == "before" and group.unit in ("month", "quarter") and not group.is_range:
        months = 3 if group.unit == "quarter" else 1
        return [(months * (number_ - 1) + 1, 1) for atom in group.atoms for number_ in atom.numbers]
    days = []
    for atom in group.atoms:
        if atom.family == "day_of_months":
            days += [(month, atom.day or 1) for month in atom.numbers]
        elif atom.unit == "day":
            days += [(atom.month or 1, number_) for number_ in atom.numbers]
        elif atom.unit == "quarter":
            days += [(3 * number_, -1) for number_ in filled(atom)]
        elif atom.unit == "months":
            days.append((atom.numbers[-1], -1))
        else:
            days += [(number_, -1) for number_ in filled(atom)]
    return days[-1:] if group.is_range else days
