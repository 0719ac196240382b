"""Clauses of circumstance that stand before who acts: `Trên cơ sở …, Sở Nội vụ`, `Ngoài nhiệm vụ chung, các sở`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import regex

_WINDOW = 400
"""How far from its beginning the predicate of a sentence is looked for, in characters."""
_MOST = 12
"""How many places in a circumstance are tried."""
_CIRCUMSTANCE = regex.compile(
    r"""
    \W{0,5}
    (?: căn\scứ | trên\scơ\ssở | theo | để | nhằm | định\skỳ | hàng | hằng | mỗi | trước | sau | trong | ngay | khi
      | đến | từ | tại | ngoài | thông\squa | qua | là | với | bên\scạnh | cùng\svới | trường\shợp | vào
      | chậm\snhất | muộn\snhất )
    \s
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_AUXILIARY = regex.compile(
    r"""
    (?<=được\s(?:giao|phân\scông)|quyền\shạn|nhiệm\svụ|địa\sbàn|đơn\svị)\s
    | \s(?=(?:có\strách\snhiệm|có\snhiệm\svụ|tiếp\stục|chủ\sđộng|tích\scực|cần|phải)\s) | \sđể\s
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_PAUSE = regex.compile(rf"[,:;]\s{{1,2}} | {_AUXILIARY.pattern}", regex.VERBOSE | regex.IGNORECASE)
# A time needs no comma behind it: `Định kỳ 6 tháng, năm các cơ quan báo cáo …`.
_AFTER_TIME = regex.compile(
    r"[,:;]\s{1,2}|(?<=\s(?:năm|quý|tháng|tuần|ngày|\d{4}))\s(?=các\s|\p{Lu})", regex.IGNORECASE
)


def opens_with_circumstance(text: str, position: int = 0) -> bool:
    """Whether the clause at a position is one of basis, occasion, time, place or purpose."""
    return _CIRCUMSTANCE.match(text, position) is not None


def predicate_pauses(text: str, position: int) -> Iterator[int]:
    """Where the predicate may begin after the circumstance at a position."""
    for pause in islice(_PAUSE.finditer(text, position, position + _WINDOW), _MOST):
        yield pause.end()


def auxiliaries(text: str, position: int, end: int) -> Iterator[int]:
    """Where the predicate may begin farther on in the clause: before `có trách nhiệm`, `tiếp tục`, after `địa bàn`."""
    return (match.end() for match in _AUXILIARY.finditer(text, position, end))


def subject_pauses(text: str, position: int, end: int) -> Iterator[int]:
    """Where who acts may be named after the circumstance at a position, up to `end`."""
    for pause in islice(_AFTER_TIME.finditer(text, position, min(end, position + _WINDOW)), _MOST):
        yield pause.end()
