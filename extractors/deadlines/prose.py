"""Which times in the prose of a task say when it is to be done, and which name the work, a plan or a statistic.

A time cell states nothing but deadlines; in prose a bare period mostly belongs to a title (`Kế hoạch năm 2023`), so a
period counts there only with a preposition or at the end of its clause, and a word of frequency only by the act.
"""

from __future__ import annotations

import regex

from extractors.deadlines.anchor import Anchor
from extractors.deadlines.clauses import Clause
from extractors.deadlines.groups import Group
from extractors.mentions import DeadlineMention

_S1 = r"\s{1,3}"
_OPENS_CLAUSE = regex.compile(rf"(?:^|[.;:(,\n–-])\s{{0,3}}(?:(?:và|phấn{_S1}đấu|hoàn{_S1}thành|xong){_S1})?$")
_OPENS_SENTENCE = regex.compile(r"(?:^|[.;:\n])[\s\-–+*]{0,4}$")
_ENDS_CLAUSE = regex.compile(r"\s{0,3}(?:$|[,;.)\n:])")
_MUST = regex.compile(r"\s(?:phải|cần)\b")  # cuối tháng 12/2031 | phải giải ngân hết vốn
_AT_NIGHT = regex.compile(r"\b(?:sáng|trưa|chiều|tối|đêm)\s{1,3}$")
_DATE_OF_SOMETHING = regex.compile(
    rf"\s{{0,3}},?\s{{0,3}}(?:của|về|quy{_S1}định|ban{_S1}hành|phê{_S1}duyệt|hướng{_S1}dẫn|sửa{_S1}đổi|v/v)\b"
)
# địa bàn trọng điểm giai đoạn 2026-2030 | và lực lượng …; (tổng kết) giai đoạn 2026-2030 | vào năm 2030
_GOES_ON = regex.compile(rf"\s{{0,3}}(?:và|(?:vào|trong|trước|xong|hết){_S1}(?:ngày|tháng|quý|năm))\b")
_FORWARD = regex.compile(r"(?:trước|hết|chậm nhất|muộn nhất|hạn)")
_NAMED = regex.compile(
    rf"""\b(?:đề{_S1}án|chương{_S1}trình|kế{_S1}hoạch|nghị{_S1}quyết|chỉ{_S1}thị|quyết{_S1}định|chiến{_S1}lược|quy{_S1}hoạch|dự{_S1}án
      |phương{_S1}án|danh{_S1}mục|quy{_S1}định|chính{_S1}sách|kết{_S1}quả{_S1}(?:thực|triển|đạt|nổi|công)|báo{_S1}cáo|tổng{_S1}kết|sơ{_S1}kết|đánh{_S1}giá|đề{_S1}xuất
      |phương{_S1}hướng|mục{_S1}tiêu|chỉ{_S1}tiêu|chỉ{_S1}số|khen{_S1}thưởng|tuyên{_S1}truyền|kinh{_S1}nghiệm|số{_S1}liệu|tình{_S1}hình
      |nhiệm{_S1}vụ|đạt{_S1}được|dự{_S1}toán|phong{_S1}trào|đề{_S1}cương)\b""",
    regex.VERBOSE,
)
_REPORTED = regex.compile(
    rf"""\b(?:báo{_S1}cáo|kết{_S1}quả|kế{_S1}hoạch|số{_S1}liệu|chỉ{_S1}số|nhiệm{_S1}vụ|tình{_S1}hình|dự{_S1}toán
      |chương{_S1}trình)\b[^.;,\n]{{0,60}}$""",
    regex.VERBOSE,
)
_SENTENCE_END = regex.compile(r"[.;\n]")
_REVIEWED = regex.compile(r"kết quả|đạt được|tổng kết|sơ kết|đề xuất|số liệu|tình hình")
_BY_DAY = regex.compile(r"theo\s(?!từng|định)|mỗi\sngày")
_PERCENT = r"\d{1,3}(?:[.,]\d{1,2})?\s{0,3}%"
_RATE = regex.compile(
    rf"\s{{0,3}},?\s{{0,3}}(?:phấn{_S1}đấu{_S1})?(?:giảm|tăng(?!{_S1}(?:cường|thời))|từ{_S1}\d"
    rf"|(?:(?:tối{_S1}thiểu|ít{_S1}nhất|trên|khoảng|bình{_S1}quân|đạt){_S1})?{_PERCENT})"
)
_FOR_OTHERS = regex.compile(
    rf"\bhướng{_S1}dẫn\b(?!{_S1}viên)(?:(?!(?:,|và){_S1}(?:báo{_S1}cáo|tổng{_S1}hợp|gửi|kiểm{_S1}tra|đôn{_S1}đốc"
    rf"|xong|hoàn{_S1}thành))[^.;\n]){{0,200}}(?<!,\s|\bvà\s)$"
)
_RESTRICTIVE = regex.compile(rf"(?:tỷ{_S1}lệ|số{_S1}lượng|mới|phát{_S1}sinh|giải{_S1}quyết|đã)[^.;,\n]{{0,40}}$")


_GOES_ON_ALL_YEAR = regex.compile(r"(?:xuyên|liên tục)\s{1,3}$")  # thường xuyên | trong năm
_SCHOOL_TIME = regex.compile(r"\b(?:trong|trước|từ|hết|đến|cuối|đầu)\b")  # trong năm học, not: kết thúc năm học
_FINISHED = regex.compile(rf"\b(?:hoàn{_S1}thành|xong|kết{_S1}thúc)\b[^.;\n]{{0,100}}$")


def states_deadline(folded: str, group: Group, mention: DeadlineMention, anchor: Anchor) -> bool:
    """Whether a calendar expression in prose is a deadline of the task."""
    before, after = folded[max(0, group.start - 300) : group.start], folded[group.end : group.end + 60]
    if _is_past(mention, group, anchor) or after.lstrip().startswith("đến nay"):
        return False
    if group.unit == "school_year":
        is_given = (
            folded[group.end - 1].isdigit() or group.mod is not None or _OPENS_SENTENCE.search(before) is not None
        )
        if not is_given or not _SCHOOL_TIME.search(folded[group.start : group.atoms[0].end]):
            return False
    family = group.atoms[-1].family
    if family in ("blank_day", "bare_years") and group.qualifier not in ("from", "before"):
        return False
    if family == "phase" or (group.unit == "year" and group.is_range and group.qualifier != "from"):
        return _times_the_work(before, after, group)
    if group.unit == "day":
        return _day_counts(folded, group, before, after)
    if group.unit == "year":
        return _year_counts(folded, group, before, after)
    if group.qualifier is not None:
        return True
    if group.unit not in ("week", "month", "quarter"):
        return False
    is_told = (
        group.mod is not None or before.rstrip().endswith(":") or _REPORTED.search(before) is None
    )  # báo cáo Chủ tịch | giữa tháng 5
    return is_told and (_ENDS_CLAUSE.match(after) or _MUST.match(after)) is not None


def _is_past(mention: DeadlineMention, group: Group, anchor: Anchor) -> bool:
    """Whether the period was over when the plan was made, or, from one year to another, had begun before."""
    start, end = mention.start_date, mention.end_date
    first_year = anchor.issued.year if anchor.issued else anchor.plan_year
    if first_year is not None and group.unit == "year":
        if group.qualifier == "from" and start is not None and start.year < first_year:
            return True
        return end is not None and end.year < first_year
    if end is None:
        return False
    if anchor.issued is not None:
        if group.qualifier is None and group.unit == "day":
            return end < anchor.issued
        return anchor.had_passed(end)
    return anchor.plan_year is not None and end.year < anchor.plan_year - 1


def _day_counts(folded: str, group: Group, before: str, after: str) -> bool:
    if group.qualifier is not None or group.is_range or _AT_NIGHT.search(before):
        return True
    is_named = group.mod is not None or folded.startswith(("ngày", "các ngày"), group.atoms[0].start)
    return is_named and _DATE_OF_SOMETHING.match(after) is None and group.atoms[-1].family != "tet"


_HEADS_WORK = regex.compile(
    rf"\s?(?::(?=\s\p{{L}})|,{_S1}(?:phấn{_S1}đấu{_S1})?(?:hoàn{_S1}thành|tổ{_S1}chức|triển{_S1}khai|xây{_S1}dựng)\b)"
)
"""`Năm 2030: rà soát …`, `Năm 2030, hoàn thành …`: when the work is done."""
_TELLS_OF_DONE = regex.compile(r"[^.;]{0,300}?\bđã\b")


def _year_counts(folded: str, group: Group, before: str, after: str) -> bool:
    words = folded[group.start : group.atoms[0].end]
    if group.qualifier is None:
        return (
            _OPENS_SENTENCE.search(before) is not None
            and _HEADS_WORK.match(after) is not None
            and _TELLS_OF_DONE.match(after) is None
        )
    if group.qualifier in ("within", "on"):
        if not group.states_year and group.mod is None:
            return _OPENS_SENTENCE.search(before) is not None or _GOES_ON_ALL_YEAR.search(before) is not None
        return _RESTRICTIVE.search(before) is None
    if group.qualifier == "by" and not _FORWARD.match(words.removeprefix("đến").strip()) and group.mod is None:
        return _OPENS_CLAUSE.search(before) is not None
    return True


def _times_the_work(before: str, after: str, group: Group) -> bool:
    """Whether a period of years says when the work is done: no named plan, no review of the period before it."""
    clause = _SENTENCE_END.split(before)[-1]
    named = _NAMED.search(clause) is not None
    if group.qualifier is not None:
        return not named or not _REVIEWED.search(clause)
    return not named and not clause.rstrip().endswith(",") and not _GOES_ON.match(after)


def frequency_counts(folded: str, mention: DeadlineMention) -> bool:
    """Whether a word of frequency in prose tells how often the assigned act or product is due."""
    before, words = folded[max(0, mention.start - 200) : mention.start], folded[mention.start : mention.end]
    if _RATE.match(folded, mention.end) or _BY_DAY.match(words):
        return False
    return _FOR_OTHERS.search(before) is None


# (khi Bộ Y tế có hướng dẫn), not: (khi chưa được cấp vốn)
_WHEN = regex.compile(r"\(\s{0,3}(?:ngay\s{1,3})?(?:sau\s{1,3})?khi\b(?!\s{1,3}(?:không|chưa)\b)")
_ON_DEMAND = regex.compile(
    rf"\(?\s{{0,3}}khi{_S1}(?:(?:có|được|nhận|cần|phát{_S1}sinh)\b|[^.;]{{1,60}}\byêu{_S1}cầu\)?$)"
)


def states_limit(folded: str, start: int) -> bool:
    """Whether `trong thời hạn 05 ngày`, `trong 02 ngày làm việc` at `start` limits work, not how long a thing holds."""
    is_limit = _LIMITS.match(folded, start) is not None
    return is_limit and _HOLDS.search(folded, max(0, start - 80), start) is None


def clause_counts(folded: str, clause: Clause) -> bool:
    """Whether a clause in prose is a deadline by itself: a demand, an event after `ngay` (at once), an approval."""
    words = folded[clause.start : clause.end]
    if clause.is_around or (clause.in_brackets and clause.kind == "event" and _WHEN.match(words)):
        return True
    if clause.kind == "on_demand":
        is_other = _OR.search(folded, max(0, clause.start - 80), clause.start) is not None
        return is_other or _ON_DEMAND.match(words) is not None
    if clause.is_session or _ON_CALL.search(folded, max(0, clause.start - 14), clause.start):
        return True
    if clause.is_season:
        return _stands_apart(folded, clause)
    if clause.qualifier == "on" and _CARRIED_OUT.search(folded, max(0, clause.start - 30), clause.start):
        return True
    if clause.qualifier in ("within", "by"):  # trong thời gian Đoàn làm việc tại tỉnh; cho đến khi có chỉ đạo
        return True
    if _EACH_TIME.match(words) or (words.startswith("trước mùa") and _stands_apart(folded, clause)):
        return True
    if clause.qualifier == "before":  # hoàn thành trước khi bước vào năm học mới; kiểm tra xe trước khi khởi hành
        is_last = _ENDS_CLAUSE.match(folded, clause.end) is not None and not _BEFORE_STEP.match(words)
        return is_last or _FINISHED.search(folded[max(0, clause.start - 120) : clause.start]) is not None
    if _DONE_FIRST.match(words) and _opens(folded, clause):
        return folded.startswith(",", clause.end) and _NOBODY_ACTS.match(folded, clause.end) is None
    if _ENDS_SENTENCE.match(folded, clause.end) and (
        _APPROVED.fullmatch(words)
        or _OVER.fullmatch(words)
        or (_ENDED.fullmatch(words) and _REPORTS.search(folded, max(0, clause.start - 160), clause.start))
    ):
        return True
    if clause.kind != "event" or _FAILS.search(words):
        return False
    is_soon = clause.qualifier == "on" and _SOON.match(folded, clause.end) is not None
    return is_soon or words.startswith("ngay") or _AT_ONCE.match(folded, clause.end) is not None


def _stands_apart(folded: str, clause: Clause) -> bool:
    return _ENDS_CLAUSE.match(folded, clause.end) is not None or _opens(folded, clause)


def _opens(folded: str, clause: Clause) -> bool:
    return _OPENS_SENTENCE.search(folded[max(0, clause.start - 6) : clause.start]) is not None


_FAILS = regex.compile(rf"\bmà{_S1}(?:không|chưa)\b")  # chịu trách nhiệm khi phát hiện mà không xử lý, kịp thời …
_ON_CALL = regex.compile(rf"(?:đột{_S1}xuất|bất{_S1}thường){_S1}$")  # họp bất thường | khi xảy ra sự cố
# Sau khi được duyệt, đề án phải được công khai; Sau khi có vốn, các địa phương đã cắt giảm: rules and reports
_NOBODY_ACTS = regex.compile(rf"[^.;]{{0,300}}?\bđã\b|,(?:{_S1}\p{{L}}{{1,7}}){{1,4}}{_S1}phải{_S1}được\b")
# Sau khi dập tắt đám cháy, điều tra nguyên nhân; not: Sau khi xét đề nghị của Sở Nội vụ, …
_DONE_FIRST = regex.compile(rf"sau{_S1}khi{_S1}(?!xét|xem{_S1}xét|nghiên{_S1}cứu|trao{_S1}đổi)")


# trước khi trình UBND tỉnh: the order of two steps, no time
_BEFORE_STEP = regex.compile(
    rf"trước{_S1}khi{_S1}(?:trình|gửi|nộp|tiến{_S1}hành|tham{_S1}mưu|tổng{_S1}hợp|đưa|ban{_S1}hành|sinh|kết{_S1}hôn|quyết{_S1}định|phê{_S1}duyệt)\b"
)
# Thực hiện | khi có chỉ tiêu
_CARRIED_OUT = regex.compile(rf"(?:^|[.;:\n])\s{{0,3}}(?:thực{_S1}hiện|triển{_S1}khai|tổ{_S1}chức){_S1}$")
_EACH_TIME = regex.compile(rf"trước{_S1}(?:mỗi|từng)\b")  # trước mỗi đợt tiêm phòng
# trước ngày 25/01 hoặc theo yêu cầu của tỉnh
_OR = regex.compile(r"(?:\d|\b(?:hàng|định|đột|tháng|quý|năm|tuần|ngày)\b)[^.;]{0,40}\bhoặc\s{1,3}$")
_LIMITS = regex.compile(
    rf"trong{_S1}(?:thời{_S1}hạn|vòng|\d{{1,2}}{_S1}(?:giờ|ngày){_S1}làm{_S1}việc)\b"
    rf"|(?<=\bthì{_S1})(?:không{_S1}quá|chậm{_S1}nhất|trong)\b"  # trường hợp phức tạp thì không quá 30 ngày
)
# … có giá trị trong thời hạn 05 năm: how long something holds
_HOLDS = regex.compile(
    r"\b(?:giá\strị|hiệu\slực|bảo\shành|lưu\s(?:trữ|giữ)|thuê|sử\sdụng|đình\schỉ|cấm|miễn|giảm)\s[^.;,\n]{0,60}$"
)
# Khi phát hiện ca bệnh, báo cáo ngay cho trạm y tế; khi phát hiện vi phạm, kịp thời xử lý
_AT_ONCE = regex.compile(rf",{_S1}(?:\p{{L}}{{1,7}}{_S1}){{1,7}}ngay\b")
_SOON = regex.compile(rf",{_S1}(?:phải{_S1})?(?:kịp{_S1}thời|khẩn{_S1}trương|lập{_S1}tức)\b")
# … sau khi được Thủ tướng Chính phủ phê duyệt; … khi Bộ Tư pháp ban hành hướng dẫn; … khi có nhà đầu tư đề xuất.
_APPROVED = regex.compile(
    rf"""
    sau{_S1}khi{_S1}[^.;,\n]{{0,100}}\b(?:phê{_S1}duyệt|thông{_S1}qua|chấp{_S1}thuận)(?:{_S1}[^.;,\n]{{1,40}})?
  | (?:sau{_S1})?khi{_S1}(?!được|để|xảy|(?:thực{_S1}hiện|triển{_S1}khai|áp{_S1}dụng|giải{_S1}quyết|tham{_S1}gia)\b)
    (?:(?!{_S1}do{_S1})[^.;\n]){{3,100}}(?<!không){_S1}
    (?:ban{_S1}hành|có{_S1}(?:hướng{_S1}dẫn|văn{_S1}bản|chỉ{_S1}đạo|hiệu{_S1}lực|kết{_S1}quả|dự{_S1}toán|chủ{_S1}trương))
    (?:{_S1}[^.;\n]{{1,80}})?
  | (?:sau{_S1})?khi{_S1}có{_S1}
    (?:hướng{_S1}dẫn|văn{_S1}bản|quy{_S1}định|kết{_S1}luận|quyết{_S1}định|chủ{_S1}trương)\b[^.;\n]{{0,80}}
  | sau{_S1}khi{_S1}(?:nước{_S1}rút|lũ{_S1}rút|bão{_S1}tan|hết{_S1}(?:mưa|bão|lũ|dịch))
  | khi{_S1}có{_S1}[^.;,\n]{{3,60}}{_S1}(?:đề{_S1}xuất|đề{_S1}nghị)\b[^.;,\n]{{0,80}}
  | sau{_S1}khi{_S1}(?:được{_S1})?(?:nghiệm{_S1}thu|bàn{_S1}giao|quyết{_S1}toán)
    """,
    regex.VERBOSE,
)
# Báo cáo Sở Y tế khi kết thúc đợt kiểm tra.
_ENDED = regex.compile(
    rf"(?:sau{_S1})?khi{_S1}(?:(?:kết{_S1}thúc|hoàn{_S1}thành)|tổng{_S1}kết)(?:{_S1}(?!về\b)\p{{L}}{{1,7}}){{0,6}}"
)
# … sau khi kết thúc thời gian thí điểm; … sau khi Hội thi kết thúc
_OCCASION = (
    rf"(?:đợt|năm{_S1}(?:ngân{_S1}sách|tài{_S1}chính)|cuộc{_S1}thi|hội{_S1}(?:thi|nghị|chợ)|kỳ{_S1}thi|thời{_S1}gian|thí{_S1}điểm|chương{_S1}trình|lớp|khóa"
    rf"|chiến{_S1}dịch|năm{_S1}học|vụ{_S1}việc)"
)
_OVER = regex.compile(
    rf"""
    sau{_S1}khi{_S1}(?:kết{_S1}thúc{_S1}(?:các{_S1}|mỗi{_S1}|từng{_S1})?{_OCCASION}\b[^.;,\n]{{0,60}}
    |{_OCCASION}(?:{_S1}\p{{L}}{{1,8}}){{0,6}}{_S1}(?:kết{_S1}thúc|bế{_S1}mạc))""",
    regex.VERBOSE,
)
_REPORTS = regex.compile(rf"\b(?:báo{_S1}cáo|gửi|nộp)\b[^.;\n]{{0,140}}$")
_ENDS_SENTENCE = regex.compile(r"\s{0,3}\)?\s{0,3}(?:[.;]|$)")
_PARTS = regex.compile(r"[.;:(\n]")
_NO_OBJECT = "trong|cuối|đầu|mỗi|hàng|một|các|nhiều|những|báo|trước|sau|này|định|năm|quý|tháng"
_PERIOD = rf"(?P<unit>năm|quý|0?6{_S1}tháng|tháng)"
_REPORT_EVERY = regex.compile(  # báo cáo năm; báo cáo công tác văn thư năm; báo cáo quý, 6 tháng, năm
    rf"""(?<=[\p{{L}},;:]\s{{1,3}})báo{_S1}cáo(?:{_S1}(?!{_NO_OBJECT})\p{{L}}{{1,15}}){{0,5}}{_S1}
    (?:{_PERIOD}(?:(?:,|,?{_S1}và){_S1}{_PERIOD}){{1,3}}(?=\s{{0,3}}(?:$|[;,.]|về\b|cho\b|gửi\b|theo\b))
      |{_PERIOD}(?=\s{{0,3}}(?:$|[;,.]|về\b|và\b|cho\b|gửi\b)))""",
    regex.VERBOSE,
)


def reports_in(folded: str) -> list[tuple[int, int, list[str]]]:
    """Reports named after their periods that somebody is told to make (`tham mưu báo cáo năm`): spans and the units.

    Such a report is due every such period, unless its part of the sentence says when.
    """
    told = (match for match in _REPORT_EVERY.finditer(folded) if _is_told(folded, match))
    return [(match.start(), match.end(), match.captures("unit")) for match in told]


def _is_told(folded: str, report: regex.Match[str]) -> bool:
    before = _PARTS.split(folded[max(0, report.start() - 300) : report.start()])[-1].strip()
    after = _PARTS.split(folded[report.end() : report.end() + 200])[0]
    return bool(before) and not before.startswith("báo cáo") and not regex.search(r"\b(?:trước|chậm nhất)\b", after)
