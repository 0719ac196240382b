"""Words instead of a date: an event, a plan or a demand on which the time hangs, or a number of days after an event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import regex

from extractors.deadlines.anchor import Anchor
from extractors.deadlines.atoms import atoms_in
from extractors.deadlines.periods import day as day_period
from extractors.deadlines.words import any_of, qualifier, undated_kind
from extractors.mentions import DeadlineMention
from extractors.scanning import Scanner, Tokens
from extractors.spans import Spans
from extractors.values import value_class
from extractors.verbs import opens_with_action
from schemas.findings import DeadlineKind, Granularity, Qualifier, YearSource

_S0, _S1 = r"\s{0,3}", r"\s{1,3}"
_TIME_WORDS = rf"""(?:
    hoàn{_S1}thành|xong|trước|chậm{_S1}nhất|muộn{_S1}nhất|không{_S1}quá|trong{_S1}(?:tháng|quý|năm|vòng)|quý|tháng
  | năm{_S1}\d|dự{_S1}kiến|ngày|từ{_S1}|thường{_S1}xuyên|định{_S1}kỳ|hàng{_S1}|khi{_S1}|theo{_S1}|đột{_S1}xuất
  | sau{_S1}khi
)"""
_TIME_AHEAD = rf"{_S0}(?:[,;]|và){_S0}(?:nhưng{_S1})?(?:phải{_S1})?{_TIME_WORDS}"
_NOT_TO = rf"{_S0},{_S1}không{_S1}để"
_AT_ONCE = rf"{_S1}ngay{_S1}(?:sau{_S1})?khi\b"
_NO_END = rf"(?!{_TIME_AHEAD}|{_NOT_TO}|{_AT_ONCE})[^;\n()\ufffc.]"
_WORDS = rf"(?:{_NO_END}|\.(?=\S)){{1,300}}"
_WHEN = rf"{_S1}(?:(?:(?:cho{_S1})?(?:đến|tới){_S1}|sau{_S1})?khi|trước{_S1}kỳ{_S1}họp)\b"
_UP_TO_WHEN = rf"(?:(?!{_WHEN}){_NO_END}|\.(?=\S)){{1,300}}"
_MEETING = rf"(?:khi|kỳ{_S1}họp|hội{_S1}nghị|đại{_S1}hội)"
_SEASON = (
    rf"mùa{_S1}(?:mưa|bão|lũ|khô|hè)(?:{_S1}hanh)?(?:,?{_S1}(?:bão|lũ|lụt))*"
    rf"(?:{_S1}(?:(?:năm{_S1})?\d{{4}}(?:{_S0}-{_S0}\d{{4}})?|hàng{_S1}năm))?"
)
_VACATION = rf"(?:dịp|kỳ|thời{_S1}gian){_S1}(?:nghỉ{_S1})?hè(?:{_S1}(?:năm{_S1}\d{{4}}|hàng{_S1}năm))?"
_PEAK = rf"(?:các{_S1})?tháng{_S1}cao{_S1}điểm{_S1}(?:(?:của|trong){_S1})?{_SEASON}"
_NEW_YEAR = rf"tết{_S1}dương{_S1}lịch(?:{_S1}(?:năm{_S1})?\d{{4}})?"
_OPENING = (
    rf"(?:(?:ngày{_S1}|lễ{_S1}){{0,2}}khai{_S1}giảng|ngày{_S1}(?:khai{_S1}(?:trường|mạc)|tựu{_S1}trường|lên{_S1}đường|(?:giao|nhận){_S1}quân))"
    rf"(?:{_S1}năm{_S1}học(?:{_S1}mới)?)?"
)
_OCCASION = (
    rf"(?:các{_S1}|những{_S1})?(?:tết|lễ|kỳ|cuộc|mùa|bầu{_S1}cử|đại{_S1}hội|hội{_S1}(?:nghị|chợ|thi)|ngày|thời{_S1}(?:gian|điểm)"
    rf"|sự{_S1}kiện|dịp|khi|đợt|cao{_S1}điểm|thiên{_S1}tai|bão|lũ|mưa|chiến{_S1}dịch|khai{_S1}mạc|năm{_S1}học|tuyển{_S1}sinh|nghỉ)"
)
# tại kỳ họp thường lệ giữa năm 2026
_SESSION = (
    rf"(?:(?:tại|vào|trong){_S1})?kỳ{_S1}họp(?:{_S1}(?:thường{_S1}lệ|chuyên{_S1}đề))?"
    rf"(?:{_S1}(?:hđnd|hội{_S1}đồng{_S1}nhân{_S1}dân)(?:{_S1}(?:tỉnh|thành{_S1}phố|huyện|xã))?)?{_S1}"
    rf"(?:giữa|cuối|đầu){_S1}năm(?:{_S1}\d{{4}}|{_S1}nay)?"
)
_OF_PERIOD = rf"{_S1}(?:kết{_S1}thúc|hết){_S1}(?:tháng{_S1}\d|quý|năm{_S1}(?!học))"
_SOME_TIME = r"(?:(?:qua|tới|vừa|gần|dài|ngắn|sớm|nhất|này|đó|đến|sắp|trước|không|chờ)\b|\d)"
CLAUSE = regex.compile(
    rf"""
    (?<![\p{{L}}\d])
    (?P<bracket>\({_S0})?
    (?P<clause>
        # ngay sau khi Kế hoạch được ban hành; sau Đại hội
        (?P<after>(?:ngay{_S1})?sau{_S1}{_MEETING}|ngay{_S1}sau)\b(?:{_WORDS})?
      | (?P<after>sau{_S1}{_SEASON})(?!\p{{L}})
        # cho đến khi có chỉ đạo; từ nay đến kết thúc cuộc bầu cử
      | (?P<until>(?:(?:kể{_S1})?từ{_S1}nay{_S1})?(?:cho{_S1})?(?:đến|tới){_S1}khi
          |(?:kể{_S1})?từ{_S1}nay{_S1}(?:cho{_S1})?(?:đến|tới){_S1}(?:hết{_S1}đợt|kết{_S1}thúc))\b{_WORDS}
        # ngay khi có văn bản; ngay từ khi mới phát sinh
      | (?P<on>(?<!(?:đến|tới|trước)\s)(?:ngay{_S1}(?:từ{_S1})?)?khi)\b{_WORDS}
        # trước, trong và sau cuộc bầu cử
      | (?P<around>(?:trong{_S1}thời{_S1}gian{_S1})?trước,?{_S1}trong,?{_S1}và{_S1}sau){_S1}(?={_OCCASION}\b)
        (?:(?!{_S1}(?:như|theo|để|nhằm|tại|vào)\b)[^.;:,\n()\ufffc]){{2,100}}
        # trước kỳ họp thứ 5
      | (?P<before>trước{_S1}(?!khi{_OF_PERIOD}){_MEETING})\b(?:{_WORDS})?
      | (?P<session>{_SESSION})(?![\p{{L}}\d])
      | (?P<before>(?:hàng{_S1}năm{_S1})?trước{_S1}(?:{_SEASON}|{_NEW_YEAR}|{_OPENING}(?!{_S1}\d)))(?!\p{{L}})
        # trước mỗi đợt tiêm phòng
      | (?P<before>trước{_S1}(?:mỗi|từng){_S1}
        (?:đợt|kỳ|vụ|mùa|cuộc|lần|trận|cơn|phiên|chuyến|buổi|năm{_S1}học|học{_S1}kỳ)
        (?:{_S1}(?!(?:để|nhằm|và|do|tại|trong|phải|theo|cho|ít|tối|chậm)\b)\p{{L}}{{1,8}}){{0,6}})(?!\p{{L}})
        # trong mùa khô; vào dịp hè hằng năm; dịp nghỉ hè; trong suốt các tháng cao điểm của mùa khô
      | (?P<season>(?:(?:trong|vào)(?:{_S1}suốt)?|suốt){_S1}(?:{_SEASON}|{_VACATION}|{_PEAK})
        |(?:(?<=^\s{{0,3}}){_SEASON}|{_VACATION}|{_PEAK}))(?!\p{{L}})
        # trong thời gian Đoàn làm việc tại tỉnh
      | (?P<during>(?<!đang\s)trong{_S1}(?:suốt{_S1})?thời{_S1}gian
        (?!{_S1}{_SOME_TIME}|{_S1}(?:cao{_S1}điểm{_S1})?(?:từ|ngày)\b))
        \b(?:(?!{_S1}theo{_S1}(?:đúng{_S1})?(?:quy{_S1}định|hướng{_S1}dẫn|chỉ{_S1}đạo))(?:{_NO_END}|\.(?=\S))){{1,300}}
        # theo Kế hoạch của tỉnh
      | (?P<theo>theo)(?!{_S1}(?:dõi|định{_S1}kỳ|(?:mức{_S1})?dự{_S1}toán))\b{_UP_TO_WHEN}
        # nếu có
      | (?P<other>nếu|tùy|căn{_S1}cứ|trong{_S1}trường{_S1}hợp)\b(?:(?!,\s){_NO_END}|\.(?=\S)){{1,300}}
        # trong quá trình rà soát
      | trong{_S1}quá{_S1}trình\b(?:(?!,{_S1}(?:yêu{_S1}cầu|đề{_S1}nghị|giao|nếu|các)\b)[^;\n()\ufffc.]){{1,300}}
    )
    (?(bracket){_S0}\))
    """,
    regex.VERBOSE,
)
_DEMAND = regex.compile(
    rf"""
    (?:theo|khi)\b[^.;]{{0,40}}?\b
    (?:yêu{_S1}cầu|đề{_S1}nghị|cần(?:{_S1}thiết)?\b|phát{_S1}sinh|vụ{_S1}việc|đột{_S1}xuất)   # khi có yêu cầu
  | (?:khi{_S1}có|theo){_S1}chỉ{_S1}đạo                                                      # theo chỉ đạo của tỉnh
  | khi{_S1}(?:có|nhận(?:{_S1}được)?|được){_S1}(?:lệnh|tin{_S1}báo)\b                         # khi có lệnh huy động
    # khi được Trưởng ban phân công
  | khi{_S1}được{_S1}(?:[^.;]{{0,60}}{_S1})?(?:phân{_S1}công|huy{_S1}động|điều{_S1}động|triệu{_S1}tập)$
    # khi có sự thay đổi thành viên
  | khi{_S1}có{_S1}(?:(?:sự|thông{_S1}tin|đơn(?:{_S1}thư)?|ý{_S1}kiến){_S1})?
    (?:thay{_S1}đổi|biến{_S1}động|phản{_S1}ánh|kiến{_S1}nghị|tố{_S1}giác)\b
    """,
    regex.VERBOSE,
)
_UNDATED = regex.compile(rf"(?<![\p{{L}}\d])(?:{any_of('undated')}(?!\p{{L}})|bất{_S1}thường(?={_S1}(?:khi\b|\ufffc)))")
_MOMENT = rf"(?:ngày|khi|thời{_S1}điểm|lúc)"
_COUNTED_FROM = (
    rf"(?:(?:kể{_S1}từ|tính{_S1}từ|từ|sau|trước(?!{_S1}(?:ngày{_S1})?\d))(?:{_S1}{_MOMENT})?|tính{_S1}đến{_S1}ngày"
    rf"|khi{_S1}(?:xảy|phát|có|nhận))"
)
_LIMIT = (
    rf"{any_of('qualifier')}|trong(?={_S1}\d{{1,2}}{_S1}(?:giờ|ngày){_S1}làm{_S1}việc)|trong{_S1}thời{_S1}(?:hạn|gian)"
    rf"|tối{_S1}đa|chậm{_S1}nhất{_S1}(?:sau|trước)|sau{_S1}tối{_S1}đa"
)
# trong thời hạn 05 (năm) ngày làm việc kể từ ngày nhận được văn bản
OFFSET = regex.compile(
    rf"""
    (?<![\p{{L}}\d])(?<!\btháng\s|\d/)
    (?:(?P<word>{_LIMIT}){_S1}(?:là{_S1}|không{_S1}quá{_S1})?)?
    (?P<count>\d{{1,3}}){_S0}(?:\((?:\p{{L}}|\s){{1,20}}\){_S0})?
    (?P<unit>ngày|tuần|tháng|năm|giờ)(?P<working>{_S1}làm{_S1}việc)?
    (?:(?P<condition>{_S0},?{_S0}{_COUNTED_FROM}{_S1}{_WORDS})|(?={_S0}(?:$|[;,.\n])))
    """,
    regex.VERBOSE,
)
# Sau khi dữ liệu được nghiệm thu, chậm nhất 03 ngày …
_EVENT_FIRST = regex.compile(
    rf"""
    (?<![\p{{L}}\d])
    (?P<condition>(?:(?:ngay{_S1})?sau{_S1}(?:khi|mỗi|từng)|kể{_S1}từ{_S1}{_MOMENT}){_S1}[^.;\n,]{{3,140}}(?:,[^.;\n,]{{3,60}})?(?=,)
      |sau{_S1}khi{_S1}kết{_S1}thúc{_S1}[^.;\n,]{3, 60}?(?={_S1}(?:không{_S1}quá|tối{_S1}đa|chậm{_S1}nhất)\b)
      |kết{_S1}thúc{_S1}(?:mỗi{_S1})?(?:đợt|cuộc|buổi|kỳ|vụ|chiến{_S1}dịch|hội{_S1}nghị|năm{_S1}học)\b[^.;\n,]{{0,60}}?),?{_S1}
    (?P<word>{_LIMIT}){_S1}(?:là{_S1})?(?P<count>\d{{1,3}}){_S0}(?:\((?:\p{{L}}|\s){{1,20}}\){_S0})?
    (?P<unit>ngày|tuần|tháng|giờ)(?P<working>{_S1}làm{_S1}việc)?(?!\p{{L}})
    """,
    regex.VERBOSE,
)
# trước khi khởi công tối thiểu 60 ngày
_BEFORE_EVENT = regex.compile(
    rf"""
    (?<![\p{{L}}\d])
    (?P<condition>trước{_S1}(?:khi|ngày|mỗi|từng|thời{_S1}điểm){_S1}(?!\d)\p{{L}}[^.;:,\n()\d]{{2,80}}?){_S1}
    (?:(?:ít{_S1}nhất|tối{_S1}thiểu|chậm{_S1}nhất){_S1}(?:là{_S1})?)?
    (?P<count>\d{{1,3}}){_S0}(?:\((?:\p{{L}}|\s){{1,20}}\){_S0})?
    (?P<unit>ngày|tuần|tháng|giờ)(?P<working>{_S1}làm{_S1}việc)?(?={_S0}(?:$|[;,.\n)]|để\b|và\b))
    """,
    regex.VERBOSE,
)
# trước 05 ngày tổ chức Hội nghị; trước 03 ngày so với ngày họp
_DAYS_AHEAD = regex.compile(
    rf"""
    (?<![\p{{L}}\d])trước{_S1}(?:(?:ít{_S1}nhất|tối{_S1}thiểu){_S1})?
    (?P<count>\d{{1,3}}){_S0}(?:\((?:\p{{L}}|\s){{1,20}}\){_S0})?
    (?P<unit>ngày|tuần|tháng|giờ)(?P<working>{_S1}làm{_S1}việc)?{_S1}
    (?P<condition>(?:so{_S1}với|tính{_S1}đến|khi|tổ{_S1}chức|họp|khai{_S1}mạc|diễn{_S1}ra|phiên|kỳ|cuộc|hội{_S1}nghị|kiểm{_S1}tra)\b
      [^.;:,\n()]{{0,80}})
    """,
    regex.VERBOSE,
)
_UNITS = {"ngày": "P{}D", "tuần": "P{}W", "tháng": "P{}M", "năm": "P{}Y", "giờ": "PT{}H"}
_GRANULARITY: dict[str, Granularity] = {"ngày": "day", "tuần": "week", "tháng": "month", "năm": "year"}
_THIS = (
    rf"(?:ban{_S1}hành|kế{_S1}hoạch|quyết{_S1}định|chương{_S1}trình|chỉ{_S1}thị|nghị{_S1}quyết|đề{_S1}án"
    rf"|công{_S1}(?:văn|điện)|văn{_S1}bản|này)"
)
_ISSUE = regex.compile(rf"(?:ký|ban{_S1}hành)(?:{_S1}{_THIS}){{0,3}}{_S0}$")


_VERB = 60
"""How far behind a comma the verb of what is done is looked for, in characters."""
_EVERY_YEAR = regex.compile(rf"^hàng{_S1}năm\b|\bhàng{_S1}năm$")
_DUTY = regex.compile(r"\s{1,3}(?:phải|thì)\s")  # khi nhận được lệnh huy động | phải điều động lực lượng
# (theo quy định tại khoản 2 Điều 5): on what a day rests, no condition of it
_PROVISION = regex.compile(r"theo\s(?:đúng\s)?(?:quy\sđịnh\s(?:tại|của)|hướng\sdẫn\stại|khoản|điểm|điều|mục|phần)\b")
_LASTS = regex.compile(r"(?<=(?:tục|xuyên)\s{1,3})$")  # Liên tục | đến khi kết thúc bầu cử
_OPENS = regex.compile(r"(?:^|[.;:\n])[\s\-–+*]{0,4}$")
_CLAUSES, _UNDATED_WORDS, _OFFSETS = Scanner(CLAUSE), Scanner(_UNDATED), Scanner(OFFSET)
_EVENTS_FIRST, _BEFORE_EVENTS, _DAYS_AHEAD_OF = Scanner(_EVENT_FIRST), Scanner(_BEFORE_EVENT), Scanner(_DAYS_AHEAD)


@value_class(frozen=True, slots=True)
class Clause:
    """A clause on which a time hangs; the span takes its brackets in, `condition` does not."""

    start: int
    end: int
    condition: str
    kind: DeadlineKind
    qualifier: Qualifier | None
    in_brackets: bool
    is_around: bool = False
    """Whether it is the time around an occasion: `trước, trong và sau cuộc bầu cử`."""
    is_season: bool = False
    """Whether it is a season of the year or the long vacation: `trong mùa khô`, `dịp hè`."""
    is_session: bool = False
    """Whether it is a session of a council: `tại kỳ họp cuối năm 2026`."""
    every_year: bool = False
    """Whether the event comes every year and is told to: `trước mùa mưa hằng năm`."""

    def alone(self, text: str) -> DeadlineMention:
        """The deadline that the clause is where no date stands beside it."""
        alone = DeadlineMention(
            start=self.start,
            end=self.end,
            quote=text[self.start : self.end],
            kind=self.kind,
            qualifier=self.qualifier,
            condition=self.condition,
        )
        if self.every_year:
            return replace(alone, kind="recurring", granularity="year", rrule="FREQ=YEARLY")
        return alone


def clauses_in(text: str, tokens: Tokens, *, prose: bool) -> list[Clause]:
    """The clauses of folded text that begin with `sau khi`, `khi`, `theo`, …, in order.

    In prose a clause that opens its sentence or tells before what ends at the comma.
    """
    folded, found = tokens.text, []
    for match in _CLAUSES.finditer(tokens):
        start, end = match.span("clause")
        ends_then = match["until"] and (match["until"].startswith("cho") or "kết thúc" in match["clause"])
        if match["until"] and not ends_then and _LASTS.search(folded, 0, start) is None:
            continue
        comma = folded.find(", ", start, end)
        opens = _OPENS.search(folded, max(0, match.start() - 6), match.start()) is not None
        if prose and comma > 0 and (opens or match["before"]) and match["around"] is None:
            end = comma
        if comma > 0 and match["on"] and opens_with_action(folded[comma + 2 : comma + _VERB]):
            end = comma
        if prose and (match["on"] or match["after"]) and (duty := _DUTY.search(folded, start, end)) is not None:
            end = duty.start()
        end = start + len(folded[start:end].rstrip(" ,"))
        bracket = match["bracket"] is not None
        words = folded[start:end]
        if (bracket and _PROVISION.match(words)) or words == "nếu có":
            continue
        named: Qualifier | None = "after" if match["after"] else "on" if match["on"] or match["session"] else None
        if match["before"]:
            named = "before"
        elif match["until"]:
            named = "by"
        elif match["during"] or match["season"]:
            named = "within"
        kind = _kind(words, is_theo=match["theo"] is not None)
        found.append(
            Clause(
                start=match.start() if bracket else start,
                end=match.end() if bracket else end,
                condition=text[start:end],
                kind=kind,
                qualifier=named if kind == "event" else None,
                in_brackets=bracket,
                is_around=match["around"] is not None,
                is_season=match["season"] is not None,
                is_session=match["session"] is not None,
                every_year=(named == "before" or match["season"] is not None) and _EVERY_YEAR.search(words) is not None,
            )
        )
    return found


def _kind(words: str, *, is_theo: bool) -> DeadlineKind:
    if _DEMAND.match(words):
        return "on_demand"
    return "reference" if is_theo else "event"


def undated_in(text: str, folded: Tokens) -> list[DeadlineMention]:
    """`Thường xuyên`, `định kỳ`, `đột xuất`."""
    return [
        DeadlineMention(
            start=match.start(),
            end=match.end(),
            quote=text[match.start() : match.end()],
            kind="on_demand" if match[0].startswith("bất") else undated_kind(match[0]),
        )
        for match in _UNDATED_WORDS.finditer(folded)
    ]


def offsets_in(text: str, folded: Tokens, anchor: Anchor) -> list[DeadlineMention]:
    """Times counted from an event: `trong 05 ngày làm việc kể từ ngày …`.

    Dated where the event is a stated day or the issue of the plan and calendar days or weeks are counted; the day of
    the event itself does not count (Bộ luật Dân sự 2015, Điều 147).
    """
    found = []
    for match in _EVENTS_FIRST.finditer(folded):
        is_joined = folded.text[match.end("condition")].isspace()
        if is_joined or _OPENS.search(folded.text, max(0, match.start() - 6), match.start()):
            condition = text[match.start("condition") : match.end("condition")]
            found.append(_offset(text, match, match.span(), condition, _offset_qualifier(match["word"])))
    for match in (*_BEFORE_EVENTS.finditer(folded), *_DAYS_AHEAD_OF.finditer(folded)):
        condition = text[match.start("condition") : match.end("condition")]
        found.append(_offset(text, match, match.span(), condition, "before"))
    taken = Spans((mention.start, mention.end) for mention in found)
    whole = folded.text.strip(" .;")
    for match in _OFFSETS.finditer(folded):
        is_alone = whole == match[0].strip()  # a cell that says how long: 02 ngày
        if match["word"] is None and match["condition"] is None and not is_alone:
            continue
        start, end, condition = match.start(), match.end(), match["condition"]
        if taken.overlap(start, end):
            continue
        if condition is not None:
            condition = _first_part(condition)
            end = match.start("condition") + len(condition)
        event = None if condition is None else text[match.start("condition") : end].strip(" ,\n")
        mention = _offset(text, match, (start, end), event, _offset_qualifier(match["word"]))
        if condition is not None and match["unit"] in ("ngày", "tuần") and match["working"] is None:
            days = int(match["count"]) * (7 if match["unit"] == "tuần" else 1)
            mention = _dated(mention, days, condition, anchor)
        found.append(mention)
    return found


def _offset(
    text: str, match: regex.Match[str], span: tuple[int, int], event: str | None, named: Qualifier | None
) -> DeadlineMention:
    """A time counted from an event, as its match and span tell it."""
    start, end = span
    unit = match["unit"]
    return DeadlineMention(
        start=start,
        end=end,
        quote=text[start:end],
        kind="event",
        qualifier=named,
        granularity=_GRANULARITY.get(unit),
        offset=_UNITS[unit].format(int(match["count"])),
        offset_business_days=match["working"] is not None,
        condition=event,
    )


def _first_part(condition: str) -> str:
    """A condition up to the comma after which the sentence goes on."""
    words = condition.lstrip(" ,\n")
    return condition[: len(condition) - len(words)] + words.split(", ")[0].rstrip()


def _offset_qualifier(word: str | None) -> Qualifier | None:
    if word is None:
        return "within"
    plain = " ".join(word.split())
    if plain.startswith("trong"):
        return "within"
    if plain == "chậm nhất trước":  # 20 ngày tính đến ngày có hiệu lực
        return "before"
    if plain.startswith(("tối đa", "chậm nhất", "sau tối đa")):
        return "by"
    return qualifier(plain)


def _dated(mention: DeadlineMention, days: int, condition: str, anchor: Anchor) -> DeadlineMention:
    event = _event(condition, anchor) if mention.qualifier in ("within", "by") else None
    if event is None:
        return mention
    day, source = event
    first, last = day + timedelta(days=1), day + timedelta(days=days)
    return replace(
        mention,
        start_date=first,
        end_date=last,
        end_inclusive=True,
        due_date=last,
        edtf=f"{first.isoformat()}/{last.isoformat()}",
        year_source=source,
    )


def _event(condition: str, anchor: Anchor) -> tuple[date, YearSource] | None:
    """The day from which an offset counts: one that is stated, or the day on which the plan was issued."""
    for atom in atoms_in(Tokens(condition)):
        if atom.family in ("day", "day_words") and atom.year is not None:
            stated = day_period(atom.year, atom.month or 0, atom.numbers[0])
            return None if stated is None else (stated.end, "stated")
    return (anchor.issued, "document") if anchor.issued is not None and _ISSUE.search(condition) else None
