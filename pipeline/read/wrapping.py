"""Lines of plain text to paragraphs: what a program broke at the width of a page is joined, the author's lines are not.

Many files hold one paragraph per line; nothing is joined in them here. Text copied from a page (by `pdftotext`, from a
web page's source) is broken at a width. That width shows: lines end without punctuation, and the next goes on with a
small letter. As on a page, the break was the author's when the next word would still have fitted on the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractors.markers import Style, is_bare_mark, marker_of
from extractors.parts import RECIPIENTS, is_capitals
from pipeline.read.grids import begins_head_or_foot

CLOSED = (".", ";", ":", "!", "?", "…")
_LEAST_BREAKS = 4
_LEAST_SHARE = 0.12
_SHORT = 40
_FULL = 0.82
_INDENT = 2
_CENTRED = 14
_REACH = 25
_PAGE_NUMBER = regex.compile(r"\s{0,200}(?:[-–—]\s?)?(?:Trang\s)?(\d{1,4})(?:\s?/\s?\d{1,4})?(?:\s?[-–—])?\s{0,20}")
# What converters write where a page ends: `--- PAGE BREAK ---`, `<!-- Page 3 -->`, `[Trang 3/12]`.
_PAGE_BREAK = regex.compile(
    r"\s*(?:-{2,}|={2,}|\[|<!--)\s{0,5}(?:page\s?break|(?:page|trang)\s\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?)\s{0,5}"
    r"(?:-{2,}>?|={2,}|\])\s*",
    regex.IGNORECASE,
)
_EMPHASIS = regex.compile(r"^(?:\*{1,3}|_{1,3})(?=[^\s*_])")
_DOCUMENT_NUMBER = regex.compile(r"\d{1,5}/[\p{Lu}\d]")  # Nghị quyết | 12/NQ-CP
# giai đoạn 2026 | - 2030; giai đoạn 2026 - | 2030
_YEAR_BEFORE = regex.compile(r"\b20\d\d$")
_YEAR_AFTER = regex.compile(r"[-–]\s?20\d\d\b")
_YEARS = regex.compile(r"\b20\d\d\s?[-–]\s20\d\d\b")
# các tổ chức chính trị | - xã hội; Sở Lao động | - Thương binh và Xã hội
_HALF_NAME = regex.compile(
    r"\b(?:kinh tế|chính trị|văn hóa|văn hoá|Lao động|nghề nghiệp|hành chính)$", regex.IGNORECASE
)
_OTHER_HALF = regex.compile(
    r"[-–]\s?(?:xã hội|Thương binh|giáo dục thường xuyên|chính trị|sự nghiệp)\b", regex.IGNORECASE
)
_ABBREVIATED = regex.compile(
    r"[*_]{0,3}(?:\d{1,2}|[IVX]{1,5})(?:\.\d{1,2}){0,2}[.)]\s\p{Lu}{2,6}"
)  # 8. UBND | các xã, phường
_OPEN_WORD = regex.compile(
    r"\b(?:ngày|tháng|năm|quý|tuần|số|khoản|điểm|Điều|Mục|Phần"
    r"|cấp độ|mức độ|mức|lần|hạng|loại|đợt|bảng|biểu|mẫu|dự án)$"
)


_BEFORE_DAY = regex.compile(r"\b(?:ngày|đến|tới|từ|trước|hết|nhất|vào)$")
_DAY = regex.compile(r"\d{1,2}\s?(?:/\s?\d{1,2}\b|tháng\s\d)")


@dataclass(frozen=True, slots=True)
class Wrap:
    """The widths at which the lines of a text are broken, one for each line, in characters, and their usual indent.

    `is_indented` tells whether the first lines of paragraphs begin further to the right; `is_spaced` whether blank
    lines stand between paragraphs, so that a line end inside one means nothing.
    """

    widths: tuple[int, ...]
    margin: int
    is_indented: bool
    is_spaced: bool


def wrap_of(lines: Sequence[str]) -> Wrap | None:
    """How the lines are broken; None when each line is a paragraph of its own."""
    breaks = [
        (index, len(line.rstrip()))
        for index, (line, following) in enumerate(pairwise(lines))
        if len(line) >= _SHORT and _is_broken(line, following)
    ]
    long_lines = sum(len(line) >= _SHORT for line in lines)
    if len(breaks) < _LEAST_BREAKS or len(breaks) < _LEAST_SHARE * long_lines:
        return None
    lengths = sorted(length for _, length in breaks)
    middle = lengths[len(lengths) // 2]
    is_spaced = _is_spaced(lines)
    if not is_spaced and sum(abs(length - middle) <= 0.25 * middle for length in lengths) < 0.6 * len(lengths):
        return None
    margins = sorted(_indent(lines[index + 1]) for index, _ in breaks)
    margin = margins[len(margins) // 2]
    items = [_indent(line) for line in lines if marker_of(line.strip()) is not None]
    is_indented = sum(indent >= margin + _INDENT for indent in items) > 0.7 * len(items) > 0
    return Wrap(_widths(len(lines), breaks, middle), margin, is_indented, is_spaced)


def _is_spaced(lines: Sequence[str]) -> bool:
    """Whether blank lines part the paragraphs: most line ends between them stand in the middle of a sentence."""
    inside = [(line, after) for line, after in pairwise(lines) if line.strip() and after.strip()]
    inside = [(line, after) for line, after in inside if not _opens(line.strip(), after.strip())]
    inside = [(line, after) for line, after in inside if not _is_apart(line, after)]
    broken = sum(_is_broken(line, after) for line, after in inside)
    blank = sum(not after.strip() for line, after in pairwise(lines) if line.strip())
    return len(inside) >= _LEAST_BREAKS and 2 * broken > len(inside) and 2 * blank > len(inside) - broken


def _widths(count: int, breaks: list[tuple[int, int]], middle: int) -> tuple[int, ...]:
    """For each line the usual length of the broken lines near it: the pages of an annex may be wider."""
    widths = []
    first = 0
    for index in range(count):
        while first < len(breaks) and breaks[first][0] < index - _REACH:
            first += 1
        near: list[int] = []
        for place, length in breaks[first : first + 2 * _REACH]:
            if place > index + _REACH:
                break
            near.append(length)
        widths.append(sorted(near)[len(near) // 2] if len(near) >= 3 else middle)
    return tuple(widths)


def _is_broken(line: str, following: str) -> bool:
    before, after = line.rstrip(), following.lstrip()
    return bool(after) and after[0].islower() and before[-1:] not in CLOSED and marker_of(after) is None


def without_page_breaks(lines: Sequence[str]) -> Sequence[str]:
    """The lines without those by which a converter marks the end of a page, and without the blank lines around them."""
    breaks = [index for index, line in enumerate(lines) if _PAGE_BREAK.fullmatch(line)]
    return _without(lines, breaks) if breaks else lines


def without_page_numbers(lines: Sequence[str]) -> list[str]:
    """The lines without those that hold a number alone and count up by one, and without the blank lines around them.

    Two such lines are needed; the sides of the page break then follow each other.
    """
    found = [
        (index, int(match[1]))
        for index, line in enumerate(lines)
        if (match := _PAGE_NUMBER.fullmatch(line)) and not _is_cell(lines, index)
    ]
    counted = {
        index
        for (index, number), (other, following) in pairwise(found)
        if following == number + 1
        for index in (index, other)
    }
    return _without(lines, counted)


def _without(lines: Sequence[str], places: Iterable[int]) -> list[str]:
    """The lines without some, and without the blank lines around those."""
    dropped = set(places)
    for index in tuple(dropped):
        for step in (-1, 1):
            place = index + step
            while 0 <= place < len(lines) and not lines[place].strip():
                dropped.add(place)
                place += step
    return [line for index, line in enumerate(lines) if index not in dropped]


def _is_cell(lines: Sequence[str], index: int) -> bool:
    """Whether bars alone stand above and below a line."""
    return [line.strip() for line in (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2])] == ["|", "|"]


def paragraphs(lines: Sequence[str], wrap: Wrap, start: int, end: int) -> Iterator[tuple[str, ...]]:
    """The paragraphs of `lines[start:end]`, each as its lines; a blank line ends a paragraph."""
    group: list[str] = []
    for index in range(start, end):
        line = lines[index]
        if group and (not line.strip() or not _goes_on(group, line, wrap, wrap.widths[index - 1])):
            yield tuple(group)
            group = []
        if line.strip():
            group.append(line)
    if group:
        yield tuple(group)


def _goes_on(group: Sequence[str], line: str, wrap: Wrap, width: int) -> bool:
    """Whether a line is the rest of the paragraph that the lines of `group` begin."""
    before, after = group[-1].strip(), line.strip()
    if _opens(before, after) and not _stands_inside(group, line, wrap, width):
        return False
    if is_bare_mark(after):
        return False
    if parts_words(before, after) or (before[-1] in "-–" and _YEARS.search(f"{before[-8:]} {after[:5]}")):
        return True
    if is_bare_mark(before):
        return not begins_head_or_foot(after)
    is_full = _is_full(group[-1].rstrip(), after, width)
    first_indent, indent = _indent(group[0]), _indent(line)
    if wrap.is_indented and indent < wrap.margin + _INDENT <= first_indent < wrap.margin + _CENTRED:
        return is_full or after[0].islower()
    if indent >= wrap.margin + _INDENT and _indent(group[-1]) < indent + _CENTRED:
        return after[0].islower() and before[-1] not in CLOSED and (is_full or indent >= _CENTRED)
    if _ABBREVIATED.fullmatch(before) and after[0].islower():
        return True
    if is_capitals(before) and (marker_of(before) is None or not is_capitals(after)):
        return is_full and is_capitals(after)
    if before[-1] in CLOSED:
        return is_full and (before[-1] == "." or after[0].islower() or wrap.is_spaced)
    return is_full or after[0].islower() or (wrap.is_spaced and not _is_apart(before, after))


_LEVEL = regex.compile(r"\p{L}[ ,]{1,2}(?:[Kk]hoản|[Đđ]iểm)$")
_PROVISION = regex.compile(r"(?:\d{1,2}|[a-zđ])[ ,–-]{1,3}(?:khoản|Điều|điều)\b")


def parts_words(before: str, after: str) -> bool:
    """Whether a line ends in the middle of a date, however the lines are broken: `đến ngày` | `15 tháng 02`.

    Or in the middle of a provision: `tại khoản` | `3 Điều 61`.
    """
    in_date = _BEFORE_DAY.search(before.rstrip()) is not None and _DAY.match(after.lstrip()) is not None
    return in_date or (_LEVEL.search(before.rstrip()) is not None and _PROVISION.match(after.lstrip()) is not None)


def _stands_inside(group: Sequence[str], line: str, wrap: Wrap, width: int) -> bool:
    """Whether a line begins with `(ii)` only because the line before it was full: it is not indented as items are."""
    marker = marker_of(line.strip())
    if marker is None or marker.style is not Style.BRACKET or not wrap.is_indented:
        return False
    outside = _indent(line) < wrap.margin + _INDENT <= _indent(group[0])
    return outside and _is_full(group[-1].rstrip(), line.strip(), width)


def _is_apart(before: str, after: str) -> bool:
    """Whether one of two lines draws a line or a table, or the second is of the head or foot of an instrument."""
    return not (regex.search(r"\w", before) and regex.search(r"\w", after)) or begins_head_or_foot(after)


def _opens(before: str, after: str) -> bool:
    if RECIPIENTS.match(after):
        return True
    bare = _EMPHASIS.sub("", after)
    if _OTHER_HALF.match(bare) and _HALF_NAME.search(before):
        return False
    if _DOCUMENT_NUMBER.match(bare) or (_YEAR_BEFORE.search(before) and _YEAR_AFTER.match(bare)):
        return False
    return marker_of(bare) is not None and not (_OPEN_WORD.search(before) and bare[0].isdigit())


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line would have had no room on this one."""
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > _FULL * width + 4


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
