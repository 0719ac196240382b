"""What stands on a page but is no text of it: page numbers, running heads, signature stamps, drawn rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import regex

from pipeline.read.grids import is_drawn_rule
from pipeline.read.lines import Line, joined_line

_EDGE = 0.12
"""The share of a page, at its top and bottom, where page numbers and running heads stand."""

_MIN_REPEATS = 3
_PAGE_NUMBER = regex.compile(r"(?:[-–—]\s?)?(?:Trang\s?)?\d{1,4}(?:\s?/\s?\d{1,4})?(?:\s?[-–—])?", regex.IGNORECASE)
# Thông tư 01/2019/TT-BNV, Điều 14 and Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8: what a digital signature shows.
_SIGNATURE_STAMP = regex.compile(
    r"""
      (?:Người\s?ký|Ký\s?bởi|Digitally\s?signed\s?by)\s?:  # Người ký: Ủy ban nhân dân tỉnh …
    | (?:Ngày|Thời\s?gian|Giờ)\s?ký\s?:                    # Thời gian ký: 05.01.2024 10:15:32 +07:00
    | Date:\s?\d{4}\.\d{2}\.\d{2}                          # Date: 2024.01.05 …
    | (?:Cơ\s?quan|Tổ\s?chức|Email)\s?:.{0,120}(?:@|,\s?Tỉnh|Thời\s?gian\s?ký)  # Email: … @ …
    """,
    regex.VERBOSE | regex.IGNORECASE,
)

Rows = list[list[Line]]


def without_furniture(pages: Sequence[tuple[float, Rows]]) -> list[Rows]:
    """The rows of each page (given with its height) without page numbers, running heads and signature stamps."""
    running = _running_heads(pages)
    return [
        [
            row
            for index, row in enumerate(rows)
            if not _is_furniture(row, is_outer=index in (0, len(rows) - 1), height=height, running=running)
        ]
        for height, rows in pages
    ]


def _is_furniture(row: list[Line], *, is_outer: bool, height: float, running: set[tuple[str, int]]) -> bool:
    line = joined_line(row)
    if _SIGNATURE_STAMP.match(line.text) or is_drawn_rule(line.text):
        return True
    if _at_edge(line, height) and _key(line) in running:
        return True
    return is_outer and _at_edge(line, height) and _PAGE_NUMBER.fullmatch(line.text) is not None


def _running_heads(pages: Sequence[tuple[float, Rows]]) -> set[tuple[str, int]]:
    """Lines that repeat at one height of several pages, whatever numbers are in them."""
    seen: dict[tuple[str, int], Counter[int]] = defaultdict(Counter)
    for number, (height, rows) in enumerate(pages):
        for row in (*rows[:2], *rows[-2:]):
            line = joined_line(row)
            if _at_edge(line, height):
                seen[_key(line)][number] += 1
    return {key for key, numbers in seen.items() if len(numbers) >= _MIN_REPEATS}


def _key(line: Line) -> tuple[str, int]:
    return regex.sub(r"\d+", "#", line.text), round(line.top / 4)


def _at_edge(line: Line, height: float) -> bool:
    return line.top < _EDGE * height or line.bottom > (1 - _EDGE) * height
