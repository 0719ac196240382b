"""What a section is for, from its heading: purpose, objectives, tasks, implementation, funding.

The words are those of the genre; the outline of a plan has the parts mục đích - yêu cầu, mục tiêu, nhiệm vụ - giải pháp,
kinh phí, tổ chức thực hiện (reference: the plans of all provinces share them).
"""

from __future__ import annotations

import regex

from schemas.structure import SectionKind

_CUES: tuple[tuple[SectionKind, str], ...] = (
    ("purpose", r"mục đích|yêu cầu|quan điểm|nguyên tắc|phương châm|ý nghĩa"),
    ("funding", r"kinh phí|nguồn lực (?:thực hiện|tài chính)|nguồn vốn|dự toán|ngân sách"),
    (
        "implementation",
        r"tổ chức (?:thực hiện|triển khai)|phân công (?:nhiệm vụ|trách nhiệm|thực hiện|tổ chức|cụ thể|công việc)"
        r"|trách nhiệm (?:thực hiện|của|các)|chế độ (?:thông tin|báo cáo)|thông tin,? báo cáo",
    ),
    (
        "tasks",
        r"nhiệm vụ|nội dung|giải pháp|biện pháp|hoạt động|công việc|kế hoạch (?:triển khai|thực hiện|cụ thể)|lộ trình|tiến độ"
        r"|công tác trọng tâm",
    ),
    ("objectives", r"mục tiêu|chỉ tiêu|tầm nhìn|định hướng"),
    (
        "other",
        r"đặc điểm|tình hình|thực trạng|kết quả|đánh giá|căn cứ|cơ sở|sự cần thiết|phạm vi|đối tượng|thời gian|địa điểm"
        r"|thành phần|tồn tại|hạn chế|bài học|kiến nghị|đề xuất|dự báo|nhận định|khái quát",
    ),
)
_PATTERNS = tuple((kind, regex.compile(rf"\b(?:{words})\b", regex.IGNORECASE)) for kind, words in _CUES)
_OPENING = {
    kind: regex.compile(rf"\s*(?:về\s)?(?:{words})\b", regex.IGNORECASE)
    for kind, words in (
        ("objectives", r"(?:các\s)?(?:mục tiêu|chỉ tiêu)"),
        ("funding", r"(?:dự kiến\s)?(?:nguồn\s)?kinh phí|nguồn vốn"),
        ("purpose", r"mục đích|yêu cầu|quan điểm|nguyên tắc"),
        ("implementation", r"tổ chức thực hiện|phân công (?:nhiệm vụ|trách nhiệm|thực hiện)"),
        ("tasks", r"(?:các\s)?nhiệm vụ|giải pháp|nội dung (?:thực hiện|công việc)"),
    )
}
_FOLLOWS: dict[SectionKind, tuple[SectionKind, ...]] = {
    "purpose": ("objectives", "purpose", "tasks"),
    "objectives": ("objectives", "purpose", "tasks"),
    "tasks": ("objectives", "purpose", "funding", "implementation"),
    "implementation": ("funding", "objectives"),
    "other": ("objectives", "purpose", "funding", "implementation", "tasks"),
}


def kind_of_heading(heading: str) -> SectionKind | None:
    """What a heading of the first level announces, None when it names none of the usual parts.

    The part named first decides (`Nội dung nhiệm vụ, trách nhiệm thực hiện …` is tasks), except that an objective
    goes with what follows it: `Mục tiêu, yêu cầu` is purpose, `Mục tiêu, nhiệm vụ` tasks.
    """
    found = sorted((m.start(), kind) for kind, pattern in _PATTERNS if (m := pattern.search(heading)))
    kinds = [kind for _, kind in found]
    if not kinds:
        return None
    if kinds[0] == "objectives":
        return next((kind for kind in kinds[1:] if kind in ("purpose", "tasks")), "objectives")
    if kinds[0] == "other" and len(kinds) > 1:
        return next((kind for kind in kinds[1:] if kind in ("tasks", "implementation")), "other")
    return kinds[0]


def kind_below(heading: str, parent: SectionKind) -> SectionKind:
    """The kind of a section inside another: the parent's, unless its own heading opens with the name of a part."""
    for kind in _FOLLOWS.get(parent, ()):
        if _OPENING[kind].match(heading):
            return kind
    return parent


_GENERIC = regex.compile(
    r"\b(?:một số|những|các|nội dung|nhiệm vụ|giải pháp|biện pháp|công việc|hoạt động|trọng tâm|trọng điểm|chủ yếu|chính|cụ thể|chung|trách nhiệm"
    r"|tổ chức|triển khai|thực hiện|thời gian|tiến độ|lộ trình|hoàn thành|kế hoạch|phân công|mục tiêu|chỉ tiêu|yêu cầu|mục đích|quan điểm|phụ lục"
    r"|danh mục|tổng kết|công tác|kết quả|và|của|cơ quan|đơn vị|địa phương|các cấp|các ngành|trong|năm|giai đoạn|cải cách hành chính|cchc"
    r"|tiếp theo|về|đối với|theo|chi tiết|bảng|tổng hợp|kinh phí thực hiện)\b|[\d\W_]+",
    regex.IGNORECASE,
)


def is_generic(heading: str) -> bool:
    """Whether a heading names no field of work: `NỘI DUNG`, `NHIỆM VỤ CỤ THỂ CỦA CÁC CƠ QUAN, ĐƠN VỊ`, `TỔ CHỨC THỰC HIỆN`."""
    return not _GENERIC.sub(" ", heading).strip()
