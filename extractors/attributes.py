"""Lines that only say something of the task before them: `Thời gian hoàn thành: …`, `Cơ quan chủ trì: …`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

import regex

from extractors.verbs import opens_with_action


class Attribute(StrEnum):
    """What an attribute line states."""

    TIME = "time"
    LEAD = "lead"
    COORDINATING = "coordinating"
    OUTPUT = "output"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """One attribute and the span of its value in the line."""

    attribute: Attribute
    start: int
    end: int
    of_what: bool = False
    """Whether the label itself says of what: `Thời gian tổ chức hội thi: …`; then it holds for nothing else."""

    @property
    def is_of_task(self) -> bool:
        """Whether it says when, by whom or with what result a task is done."""
        return self.attribute is not Attribute.OTHER


_AGENCY = r"(?:(?:các\s)?(?:cơ\squan|đơn\svị|ngành|bộ\sphận|tổ\schức|địa\sphương)(?:,\s|\s)){0,3}"
_REPORTED = r"(?:báo\scáo|kết\squả|tình\shình|(?:tổng|sơ)\skết|số\sliệu|định\skỳ)"
_TIME = rf"""
    (?:về\s)?(?:thời\s(?:gian|hạn|điểm)|tiến\sđộ|hạn)
    (?:\s(?:hoàn\s(?:thành|tất|thiện)|thực\shi[ệê]n|kết\sthúc|tổ\schức|triển\skhai|báo\scáo|kiểm\stra|bắt\sđầu|cuối\scùng
      |đào\stạo|tập\shuấn|diễn\sra|cụ\sthể|khai\smạc|làm\sviệc|dự\skiến|ban\shành|trình|xây\sdựng|phê\sduyệt|thông\squa
      |gửi|nộp|công\sbố|áp\sdụng)){{0,3}}
    # Hoàn thành: 30/6; Trình UBND tỉnh: trước ngày 15/11
    | (?:hoàn\sthành|(?:trình|(?:gửi|báo\scáo)(?!\s{_REPORTED}\s\p{{L}}))(?:\s\p{{L}}{{1,12}}){{1,8}})
      (?=\s?:\s{{0,3}}(?:trước|trong|chậm|tháng|quý|năm|ngày|\d))
"""
_LEAD = rf"""
    {_AGENCY}
    (?:chủ\strì(?:,?\s(?:tham\smưu|thực\shi[ệê]n|triển\skhai|soạn\sthảo|xây\sdựng|tổ\schức)){{0,2}}
      |đầu\smối|phụ\strách|chịu\strách\snhiệm|thực\shi[ệê]n|tham\smưu)(?:\schính)?
    | (?:cơ\squan|đơn\svị)\sbáo\scáo
    | phân\scông(?:\sthực\shi[ệê]n)? | trách\snhiệm(?:\schỉ\sđạo)?(?:,?\s(?:tổ\schức\s)?thực\shi[ệê]n)?
"""
_COORDINATING = rf"{_AGENCY}(?:(?:cùng\s)?phối\shợp(?:\sthực\shi[ệê]n|,?\s(?:và\s)?thẩm\sđịnh)?|thẩm\sđịnh)"
_OUTPUT = r"""
    (?:sản\sphẩm|kết\squả)(?:,\skết\squả|\s(?:đầu\sra|dự\skiến|đạt\sđược|hoàn\sthành|thực\shi[ệê]n|cần\sđạt)){0,2}
    | hình\sthức\svăn\sbản
"""
_INSPECTION = r"(?:kiểm\stra|thanh\stra|khảo\ssát|giám\ssát)"
_OTHER = rf"""
    (?: địa\s(?:điểm|bàn)|thành\sphần|đối\stượng|thời\skỳ|niên\sđộ
      | (?:nguồn\s)?kinh\sphí|hình\sthức|phương\s(?:thức|tiện)|số\slượng
      | (?:cơ\squan|đơn\svị)\s(?:tiếp\s)?nhận\sbáo\scáo
      | (?:cơ\squan|cấp|thẩm\squyền)\s(?:trình|ban\shành|phê\sduyệt|thông\squa|quyết\sđịnh)
      | quy\smô|phạm\svi|căn\scứ|ghi\schú|lưu\sý|mục\stiêu|nội\sdung(?!\s(?:thực\shiện|triển\skhai)) )
    (?: \s(?:thực\shiện|dự\skiến|tổ\schức|triển\skhai|tham\s(?:dự|gia)|áp\sdụng|{_INSPECTION})
      | \s(?:tổ|đoàn|ban|hội\sđồng)(?:\s\p{{L}}{{1,8}}){{1,6}}   # Thành phần Tổ kiểm tra
      | \scho\s(?:hoạt\sđộng|công\stác|việc)\s{_INSPECTION} ){{0,2}}     # Đối tượng kiểm tra
"""
_OF_WHAT = r"(?!\s(?:qua|tới|vừa|trước|sau|này)\b)(?:\s\p{L}{1,10}){1,8}"
# What a time is of: Thời gian mở lớp tập huấn, not: Thời gian bảo hành công trình
_OF_WORK = (
    r"\s(?:mở|tổ\schức|tập\shuấn|đào\stạo|bồi\sdưỡng|triển\skhai|thực\shiện|tiến\shành|kiểm\stra|thanh\stra|khảo\ssát"
    r"|hoàn\sthành|phát\sđộng|diễn\sra|nộp|gửi|trình|báo\scáo|nghiệm\sthu|xây\sdựng|lập|rà\ssoát|tổng\skết|sơ\skết|khai\smạc"
    r"|bế\smạc|phát\shành|ban\shành|đăng\ský|tiếp\snhận|thi|họp|ra\squân)\b(?:\s\p{L}{1,10}){1,8}"
)
_LABEL = regex.compile(
    rf"""
    (?:(?<=^\W{{0,6}})|(?<=[.;,(]\s{{0,3}})|(?<=\n[\s\-–+•*]{{0,4}}))
    (?: (?P<time>{_TIME}) | (?P<coordinating>{_COORDINATING}) | (?P<lead>{_LEAD})
    | (?P<output>{_OUTPUT}) | (?P<other>{_OTHER})
    | (?<=^\W{{0,6}})(?:(?P<time>Thời\sgian)(?P<of>{_OF_WORK})
        |(?P<other>Địa\sđiểm|Đối\stượng|Thành\sphần|Thời\sgian)(?P<of>{_OF_WHAT}))
    # …; hoàn thành trong tháng 5: without its colon
    | (?<=[;.]\s{{1,3}})(?P<time>(?:hoàn\sthành|xong)(?=\s(?:trước|trong|chậm|tháng|quý|năm|ngày)\b)) (?!\s?:) )
    (?:\s{{0,2}}:\s{{0,3}}|(?<=hoàn\sthành|xong)\s)
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# A sentence without a colon that only says when the item before it is to be finished.
_TIME_SENTENCE = regex.compile(
    r"\W{0,6}(?:Thời (?:gian|hạn)|Tiến độ|Hạn)\s(?:hoàn (?:thành|tất)|thực hiện|tổ chức|triển khai)\b[^.;:]{0,200}?"
    r"\b(?:trước|trong|đến|hết|từ|chậm nhất|xong)\b[^.;]{0,80}\d",
    regex.IGNORECASE,
)


_CONTENTS = regex.compile(r"nội dung", regex.IGNORECASE)  # Nội dung: rà soát các quy định, which is the work
_VERB = 60
"""How many characters of what a label says are looked at for a verb."""


# Where a label may stand: first, behind a mark, or on a line of its own.
_PLACE = re.compile(r"^\W{0,6}|[.;,(]\s{0,3}|\n[\s\-–+•*]{0,4}")


def _labels(text: str) -> list[regex.Match[str]]:
    """The labels in a text, as `_LABEL.finditer` gives them; tried only where one may stand."""
    labels: list[regex.Match[str]] = []
    if ":" not in text:
        return labels
    end = 0
    for place in _PLACE.finditer(text):
        if place.end() >= end and (label := _LABEL.match(text, place.end())) is not None:
            labels.append(label)
            end = label.end()
    return labels


def attributes_of(text: str) -> tuple[AttributeValue, ...]:
    """The attributes that a line states when it states nothing else, empty for any other line."""
    labels = _labels(text)
    if not labels or regex.search(r"\w", text[: labels[0].start()]):
        sentence = _TIME_SENTENCE.match(text)
        return (AttributeValue(Attribute.TIME, sentence.start(), len(text)),) if sentence else ()
    if _CONTENTS.match(labels[0][0]) and opens_with_action(text[labels[0].end() : labels[0].end() + _VERB]):
        return ()
    ends = [label.start() for label in labels[1:]] + [len(text)]
    values = []
    for label, end in zip(labels, ends, strict=True):
        start = _value_start(text, label)
        stop = start + len(text[start:end].rstrip(" ;,.(\n"))
        attribute = Attribute(next(kind for kind in Attribute if label[kind] is not None))
        values.append(AttributeValue(attribute, start, max(start, stop), label["of"] is not None))
    return tuple(values)


_LIMIT = regex.compile(r"(?:thời\s)?hạn\b", regex.IGNORECASE)
_DAY = regex.compile(r"(?:ngày\s{1,3})?\d{1,2}\s?/", regex.IGNORECASE)


def _value_start(text: str, label: regex.Match[str]) -> int:
    """Where the value of a label begins: behind it, but `Thời hạn: 20/5/2023` together makes it the last day."""
    is_limit = label["time"] is not None and _LIMIT.match(label["time"]) is not None
    return label.start("time") if is_limit and _DAY.match(text, label.end()) else label.end()


# Sở Tư pháp chủ trì, phối hợp với các sở thực hiện | trước ngày 30/9: no work of its own
_CARRIED_OUT = regex.compile(
    r"""
    \W{0,6} (?P<who> [^.;:]{3,300}?\schủ\strì (?: ,?\s(?:phối\shợp|cùng)\s(?:với\s)? [^.;:]{3,300}? )? )
    \s(?:(?:tổ\schức|triển\skhai)\s)?thực\shiện
    (?: ,?\s(?P<time> (?:hoàn\sthành\s|xong\s)?(?:trước|trong|từ|chậm\snhất)\s[^.;:]{3,100} ) )? \W{0,4}
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def carried_out_by(text: str) -> tuple[AttributeValue, ...]:
    """What a sentence states that only says who does what stands above it, and when; empty for any other."""
    found = _CARRIED_OUT.fullmatch(text) if "chủ trì" in text else None
    if found is None:
        return ()
    values = [AttributeValue(Attribute.LEAD, *found.span("who"))]
    if found["time"]:
        values.append(AttributeValue(Attribute.TIME, *found.span("time")))
    return tuple(values)


def closing_labels(text: str) -> int | None:
    """Where labels close a paragraph that says what to do: `… tổng kết. Cơ quan chủ trì: Sở A. …`; else None."""
    if ":" not in text:
        return None
    first = next((label for label in _labels(text) if label["lead"] or label["coordinating"]), None)
    if first is None or _SENTENCE_BEFORE.search(text, 0, first.start()) is None:
        return None
    return first.start() if attributes_of(text[first.start() :]) else None


_SENTENCE_BEFORE = regex.compile(r"\p{L}[^.;]{12,}[.;)]\s{1,3}$")
_HEADING = regex.compile(
    rf"""
    (?: (?P<time>{_TIME}) | (?P<coordinating>{_AGENCY}phối\shợp(?:\sthực\shiện)?)
    | (?P<lead>{_AGENCY}chủ\strì(?:,?\s(?:tham\smưu|thực\shiện|triển\skhai))?|(?:cơ\squan|đơn\svị)\sthực\shiện) )
    \W{{0,3}}
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


_ROLES = regex.compile(
    rf"{_AGENCY}chủ\strì(?:,|\svà|\s-)?\s(?:{_AGENCY})?(?:phối\shợp(?:\sthực\shiện)?|thực\shiện)\W{{0,3}}",
    regex.VERBOSE | regex.IGNORECASE,
)


def names_roles(heading: str) -> bool:
    """Whether a heading announces both who leads and with whom: `2. Cơ quan chủ trì, phối hợp`."""
    return _ROLES.fullmatch(heading.strip()) is not None


def attribute_of_heading(heading: str) -> Attribute | None:
    """The attribute that a heading names and nothing else; its values stand below it: `2. Cơ quan chủ trì`."""
    match = _HEADING.fullmatch(heading.strip())
    return Attribute(str(match.lastgroup)) if match is not None else None


def is_attribute_line(text: str) -> bool:
    """Whether a line is no task but says when, by whom or with what result the one before it is done."""
    values = attributes_of(text)
    return bool(values) and any(value.is_of_task for value in values)


def time_clause(text: str) -> tuple[int, int] | None:
    """The value of a closing `Thời gian thực hiện: …` inside a longer paragraph, None when there is none."""
    if ":" not in text:
        return None
    last = None
    for match in _labels(text):
        if match.lastgroup == "time":
            last = match
    return (_value_start(text, last), len(text.rstrip(" ."))) if last else None
