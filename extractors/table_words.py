"""What the words of a table say: what a head announces, what a cell opens like."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

import regex
import yaml

from extractors import lexicon
from extractors.alternatives import grouped
from extractors.spaces import one_line


class Role(StrEnum):
    """What a column holds."""

    LABEL = "label"
    TASK = "task"
    LEAD = "lead"
    COORDINATING = "coordinating"
    BOTH = "lead_and_coordinating"
    OUTPUT = "output"
    START = "start"
    TIME = "time"
    PERIOD = "period"
    TARGET = "target"
    OTHER = "other"


@cache
def _heads() -> tuple[tuple[Role, regex.Pattern[str]], ...]:
    table: list[dict[str, Any]] = yaml.safe_load(lexicon.text("table_heads.yaml"))
    return tuple((Role(row["role"]), regex.compile(grouped(row["words"]), regex.IGNORECASE)) for row in table)


_TIME_CELL = regex.compile(
    r"""
    ^\W{0,3}
    (?: (?:xong\s|hoàn\sthành\s)?(?:trước|trong|đến|hết|chậm\snhất|từ|sau|cuối|đầu|giữa|khoảng|vào|dự\skiến)\b
      .{0,60}(?:\d|năm|quý|tháng)
    | (?:quý|tháng|năm|ngày|tuần|q)\.?\s?(?:[IVX]{1,4}|\d)
    | cả\snăm | (?:các\s)?(?:quý|tháng)\strong\snăm | thường\sxuyên | (?:theo\s)?định\sk[ỳì]
    | h[àằ]ng\s(?:năm|quý|tháng|tuần)
    | (?:ngay\s)?(?:từ\s)?(?:nửa|học\sk[ỳì]|k[ỳì]\shọp|dịp|mùa|mỗi\s(?:tháng|quý|tuần|năm))\s
    | (?:sáng|chiều)?\s?thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])\b | \d{1,2}\s(?:lần|đợt|kỳ)\s?/\s?(?:năm|quý|tháng|tuần)
    | đột\sxuất | khi\s(?:có|phát\ssinh) | (?:ngay\s)?sau\skhi\b | ngay\skhi\b
    | (?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?\W{0,3}$
    | theo\s(?:\p{L}+\s){0,3}(?:kế\shoạch|tiến\sđộ|quy\sđịnh|yêu\scầu|lộ\strình|thời\s(?:gian|hạn|điểm)|lịch)
    | \d{1,2}[/.-]\d{1,4} | 6\stháng | giai\sđoạn\s(?:(?:từ\s)?(?:năm\s)?\d{4}|\d\W{0,3}$)
    )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_AGENCY_CELL = regex.compile(
    r"""
    ^\W{0,3}(?:các\s)?
    (?: sở|ban(?!\shành)|ngành|ubnd|ủy\sban|uỷ\sban|văn\sphòng|phòng|công\san|bộ(?!\s(?:tiêu|chỉ|câu|luật|phận))
    | cục|chi\scục|tổng\scục|vụ|đài|báo(?!\scáo)|trung\stâm|hội(?!\s(?:nghị|thảo|thi))|đoàn|cơ\squan|đơn\svị
    | thanh\stra|kho\sbạc|bảo\shiểm|tòa\sán|viện|trường|bưu\sđiện|mặt\strận|liên\sđoàn|tổ(?!\schức)|địa\sphương
    | huyện|thành\sphố|hđnd
    | chi\snhánh|công\sty|xã|phường|đặc\skhu )\b
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_YEAR_HEAD = regex.compile(r"\s*(?:năm|th(?:ực hiện)?|kh|kế hoạch|ước)?\s*(?:19|20)\d\d", regex.IGNORECASE)


_PERIOD_HEAD = regex.compile(
    r"""
    (?: (?:quý|q\.?)\s?(?:[1-4]|IV|I{1,3}) | (?:tháng|t\.?)\s?(?:1[0-2]|0?[1-9]) | (?:năm\s)?(?:19|20)\d\d )
    (?:\s?[/-]\s?(?:19|20)\d\d | \s(?:năm\s)?(?:19|20)\d\d)?
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_SHORT_MONTH = regex.compile(r"^[tT]\.?\s?(?=\d)")
_SHORT_QUARTER = regex.compile(r"^[qQ]\.?\s?(?=[\dIV])")
_MARK = regex.compile(r"\(?[xX×✓✔✗☑☒●•■*+vV]\)?")


def is_period_head(text: str) -> bool:
    """Whether the head of a column is a quarter, a month or a year and nothing else: `Quý I`, `T3`, `Năm 2026`."""
    return _PERIOD_HEAD.fullmatch(one_line(text)) is not None


def period_of_head(text: str) -> str:
    """A head of a period with its unit written out: `Tháng 3` for `T3`."""
    return _SHORT_QUARTER.sub("Quý ", _SHORT_MONTH.sub("Tháng ", one_line(text)))


def is_mark(text: str) -> bool:
    """Whether a cell holds a mark, which says that the work falls into the period over the column: `x`."""
    return _MARK.fullmatch(text.strip()) is not None


def is_time_cell(text: str) -> bool:
    """Whether a cell opens like one of a column of times: `Quý II`, `Thường xuyên`, `Trước 15/6`."""
    return len(text) < 160 and _TIME_CELL.match(text) is not None


def is_agency_cell(text: str) -> bool:
    """Whether a cell opens with the word for a body: `Sở`, `Các phòng`, `UBND`."""
    return _AGENCY_CELL.match(text) is not None


@lru_cache(maxsize=4096)
def role_of_head(text: str) -> Role | None:
    """The role that the words of a column's head announce, None when they say nothing known."""
    folded = one_line(text)
    if not folded or len(folded) > 120:
        return None
    if _YEAR_HEAD.match(folded):
        return Role.OTHER
    return next((role for role, words in _heads() if words.search(folded)), None)


def with_one_lead(heads: Sequence[str], roles: Sequence[Role]) -> tuple[Role, ...]:
    """The roles of columns: beside one for who leads (`chủ trì`), others for who is responsible lead nothing."""
    if not any(role is Role.LEAD and _LEADS.search(head) for head, role in zip(heads, roles, strict=True)):
        return tuple(roles)
    return tuple(
        Role.OTHER if role is Role.LEAD and not _LEADS.search(head) and _ANSWERS.search(head) else role
        for head, role in zip(heads, roles, strict=True)
    )


_LEADS = regex.compile(r"chủ trì", regex.IGNORECASE)
_ANSWERS = regex.compile(r"trách nhiệm|phụ trách|tham mưu|đầu mối", regex.IGNORECASE)
