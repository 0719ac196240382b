"""Whom a heading addresses: the bodies it lists, and bodies that no family of names knows, as they are written."""

from __future__ import annotations

from functools import cache

import regex

from extractors import lexicon
from extractors.actions import action_of
from extractors.agencies import Definitions, is_agency_list
from extractors.agencies.find import as_mention
from extractors.agencies.names import canonical_name
from extractors.mentions import AgencyMention
from extractors.outline import Outline, SectionNode
from extractors.plan_text import PlanText
from extractors.verbs import opens_with_action

_LONGEST = 200
_HEAD_NOUNS = (
    *("Ban", "Bộ", "Chi bộ", "Chi nhánh", "Đảng bộ", "Đảng đoàn", "Đảng ủy", "Đoàn", "Đội", "Hạt", "Hội đồng"),
    *(
        "Nhà trường",
        "Phòng",
        "Sở",
        "Thường trực",
        "Tiểu ban",
        "Tổ",
        "Trạm",
        "Trường",
        "Ủy ban",
        "Văn phòng",
        "Xí nghiệp",
    ),
)
# Words after a head noun with which it is no name: `Ban hành`, `Phòng chống`, `Hội nghị`, `Tổ chức`, `Bộ tiêu chí`.
_NO_NAME = (
    r"(?:hành|ngày|chống|ngừa|bệnh|cháy|thủ|dịch|nghị|thảo|thi|chợ|nhập|chức|kết|hợp|ngũ|bộ|phí|trợ|vật|đầu"
    r"|tiêu\schí|phận|máy|chỉ\ssố|thủ\stục|của|là)\b"
)
# Kinds of bodies that a heading tells more closely: `Các cơ quan, đơn vị được giao quản lý tài sản công`.
_CLASSES = (
    r"(?:(?i:các|những)\s(?:cơ\squan|đơn\svị|tổ\schức|địa\sphương|doanh\snghiệp|hợp\stác\sxã|cơ\ssở)"
    r"|(?:Các\s)?(?i:chủ\sđầu\stư|đối\stượng(?!,|\s(?:và|kiểm|thanh|giám|khảo)\b)))"
)
_CLASS = regex.compile(_CLASSES)
_NOTE = regex.compile(r"\s?\([^()]{0,200}\)")
_DUTY_OF = r"\s{0,3}(?:(?i:trách\snhiệm|nhiệm\svụ)\s(?:cụ\sthể\s)?của\s|(?P<asked>(?i:đề\snghị|yêu\scầu|giao)\s))?"
# Bodies named by their part in the work: `Cơ quan chủ trì giải quyết thủ tục`, `Đối với các cơ sở sản xuất …`.
_PART = (
    r"(?:chủ\strì|phối\shợp|thực\shiện|đăng\ský|cung\s(?:cấp|ứng)|quản\slý|tham\sgia|vận\shành|sản\sxuất|kinh\sdoanh"
    r"|khai\sthác|sử\sdụng|tiếp\snhận|có|được)"
)
_BY_PART = regex.compile(
    r"(?:(?i:đối\svới\s)?(?i:(?:các|những)\s)(?i:cơ\squan|đơn\svị|cơ\ssở|lực\slượng|tổ\schức)"
    rf"|(?i:đối\svới\s)?(?i:cơ\squan|đơn\svị|tổ\schức,\scá\snhân)|(?i:đối\svới\s(?:cơ\ssở|lực\slượng|tổ\schức)))"
    rf"\s{_PART}\b(?!\s?:)"
)
# A class told with a verb, which is no work: `Các đơn vị được giao quản lý …`, `Đối tượng thực hiện kiểm kê`.
_CHARGED = regex.compile(
    rf"(?:{_DUTY_OF})(?:{_CLASSES}\b[^.;:]{{0,80}}?\sđược\s(?:giao|phân\scông|cấp\sphép)\s|(?i:(?:các\s)?(?:đối\stượng|chủ\sđầu\stư)\s))"
)
_ACTS_TOO = regex.compile(r"\W{0,3}(?:Là (?:cơ quan |đơn vị )?(?:đầu mối|thường trực)|Theo chức năng|Trường hợp|Khi)\b")
_TOWARDS = regex.compile(r"^[\s,;]{0,5}(?:đối\svới\s)?", regex.IGNORECASE)
_TOLD = regex.compile(
    r"\s(?:(?:có|chịu)\strách\snhiệm|là\s(?:cơ\squan|đơn\svị|bộ\sphận)\s(?:đầu\smối|thường\strực|chủ\strì))\b.*",
    regex.DOTALL,
)
_OFFICES = r"(?:(?:Lãnh đạo|Thủ trưởng|Trưởng|Giám đốc|Chủ tịch|Chủ nhiệm|Người đứng đầu)\s{1,2})?"


@cache
def _body() -> regex.Pattern[str]:
    """A body at the beginning of a heading: `Tổ đảng ở …`, `Lãnh đạo Ban Dân nguyện`, `Xí nghiệp Vận tải`."""
    heads = sorted({row["head"] for row in lexicon.rows("agency_heads")} | set(_HEAD_NOUNS), key=len, reverse=True)
    return regex.compile(
        rf"{_DUTY_OF}{_OFFICES}(?P<body>(?:Các\s(?i:{'|'.join(heads)})|{'|'.join(heads)}|{_CLASSES}),?\s(?!{_NO_NAME})\p{{L}})"
    )


@cache
def _parts() -> regex.Pattern[str]:
    heads = sorted((row["head"] for row in lexicon.rows("agency_heads")), key=len, reverse=True)
    named = "|".join((*map(regex.escape, heads), "Công an", "Đội", "Hạt", "Sở", "Ban", "UBND"))
    return regex.compile(rf";\s{{0,3}}|\s?/\s?(?=(?:{named})\s)|(?:,|\s[-–])\s{{1,2}}(?=(?:các|{named})\s)")


def addresses(heading: str, outline: Outline, section: SectionNode, plan: PlanText) -> bool:
    """Whether a heading over tasks names a body of no known family, whom the items below tell to act."""
    heading = _NOTE.sub("", heading)
    if (
        section.kind not in ("implementation", "tasks")
        or len(heading) > _LONGEST
        or ":" in heading
        or is_agency_list(heading)
    ):
        return False
    body = _body().match(heading)
    by_part = _BY_PART.match(heading)
    if body is None and by_part is None:
        return False
    # Of a class that is asked to act, or charged with something, a verb tells which it is.
    is_told = (
        by_part or (body and body["asked"] and _CLASS.match(heading, body.start("body"))) or _CHARGED.match(heading)
    )
    if not is_told and body is not None and action_of(heading[body.start("body") :]) is not None:
        return False
    items = [item for item in outline.items if item.section == section.ordinal]
    texts = [plan.text[item.start : item.end] for item in items]
    acting = sum(opens_with_action(text) or _ACTS_TOO.match(text) is not None for text in texts)
    return bool(items) and 2 * acting >= len(items)


def bodies_as_written(
    text: str, offset: int, *, province: str | None, definitions: Definitions | None
) -> tuple[AgencyMention, ...]:
    """The bodies that a heading names, as written; `offset` is where it stands in the document."""
    text = _NOTE.sub(lambda note: " " * len(note[0]), text)
    found = []
    start = 0
    for end in (*(m.start() for m in _parts().finditer(text)), len(text)):
        part = text[start:end]
        body = _body().match(part)
        begin = start + (body.start("body") if body else len(part) - len(_TOWARDS.sub("", part, count=1)))
        words = _TOLD.sub("", text[begin:end]).rstrip(" .,;:")
        if words:
            name = canonical_name(words, province=province, definitions=definitions)
            found.append(as_mention(text, begin, begin + len(words), name).shifted(offset))
        start = end + 1
    return tuple(found)
