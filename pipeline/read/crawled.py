"""Lines as crawlers leave them: the document's title before every heading, items, labels and signatures run together.

Rows of tables stay as they are. A title goes only where it repeats before headings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import regex

from extractors.agencies.cells import is_agency_list
from extractors.markers import marker_of
from extractors.parts import is_capitals
from pipeline.read.ocr_language import pair_weight

_LEAST_REPEATS = 3
_MOST_ROUNDS = 3
_LONGEST_SIGNATURE = 150
_HEADING = 24
"""Characters of a line that tell whether it is in capitals."""
# `Quyết định 12/QĐ-UBND năm 2030.` or `CHƯƠNG TRÌNH HÀNH ĐỘNG.` before what a heading or article says.
_TITLE = regex.compile(
    r"(?:\p{Lu}[\p{L}\s]{3,30}\s(?:số\s)?\d{1,5}(?:/\d{4})?/[\p{Lu}\d]{1,8}(?:-[\p{Lu}\d]{1,12}){0,3}(?:\snăm\s\d{4})?"
    r"|\p{Lu}[\p{Lu}\s,]{7,80})\.\s(?=\S)"
)
_INNER_NUMBER = regex.compile(
    r"(?<!\b(?:mục|điểm|khoản|phần|số|nhóm|bảng|biểu|Điều|Mục))\s(?P<stem>\d{1,2}(?:\.\d{1,2})?)\.1\.(?:\s(?=\p{Lu})|\s{0,3}$)"
)
_GLUED_LABEL = regex.compile(
    r"\s?[-–]\s?(?=(?:Thời gian|Thời hạn|Cơ quan|Đơn vị|Sản phẩm|Kết quả)"
    r"\s(?:thực hiện|hoàn thành|chủ trì|phối hợp)\s?:)"
)
# BỘ TRƯỞNGTrần Văn Bình
_GLUED_SIGNATURE = regex.compile(
    r"(?P<office>(?:\p{Lu}[\p{Lu}.]{0,12}\s){1,9}\p{Lu}{3,12})(?P<name>\p{Lu}\p{Ll}{1,7}(?:\s\p{Lu}\p{Ll}{0,7}){1,4})"
)
# ỦY BAN NHÂN DÂNTỈNH LÂM ĐỒNG
_GLUED_HEAD = regex.compile(
    r"(?P<body>\s{0,4}[ỦU][ỶY] BAN NHÂN DÂN)(?P<area>(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)\s.*)"
)
# Cải cách thể chếa) Mục tiêu
_GLUED_LETTER = regex.compile(r"(?<=\p{Ll})(?P<letter>[a-eđ])(?=\)\s\p{Lu}\p{Ll})")
_OWN_NUMBER = regex.compile(r"\s{0,3}(?P<label>\d{1,2}(?:\.\d{1,2})?)\.?\s")


_WORD_MARK = regex.compile(r"(?<=\p{L})_(?=\p{L})")
_SEGMENTED = 0.1
"""From which share of blanks between words on they are marks that a program joined the syllables of words with."""
_SPACE_BEFORE_MARK = regex.compile(r"(?<=[\p{L}\d)%”\"]) (?=[,.;:)”](?:\s|$)|[,.;:)] [,.;:)])", regex.MULTILINE)
_SPACE_AFTER_BRACKET = regex.compile(r"(?<=[(“]) (?=[\p{L}\d])")


def without_word_marks(text: str) -> str:
    """A text whose words a program marked (`Ủy_ban nhân_dân , thành_phố .`) as it was written; any other as it is."""
    marks = len(_WORD_MARK.findall(text)) if "_" in text else 0
    if marks == 0 or marks < _SEGMENTED * (marks + text.count(" ")):
        return text
    plain = _SPACE_BEFORE_MARK.sub("", _WORD_MARK.sub(" ", text))
    return _SPACE_AFTER_BRACKET.sub("", plain)


def mended(lines: Sequence[str]) -> list[str]:
    """The lines without a title that stands before headings, and with each numbered item on a line of its own."""
    return [
        part
        for line in _without_titles(lines)
        for piece in _lettered(line)
        for part in ((piece,) if _holds_cells(line) else _items(piece))
    ]


def _holds_cells(line: str) -> bool:
    return "|" in line or "\t" in line


def _without_titles(lines: Sequence[str]) -> list[str]:
    plain = list(lines)
    for _ in range(_MOST_ROUNDS):
        found = [_TITLE.match(line) if "." in line and not _holds_cells(line) else None for line in plain]
        followers: defaultdict[str, list[str]] = defaultdict(list)
        for line, match in zip(plain, found, strict=True):
            if match is not None:
                followers[match[0]].append(line[match.end() :])
        repeated = {title for title, rest in followers.items() if _stands_before_headings(title, rest)}
        if not repeated:
            break
        plain = list(_cut(plain, found, repeated))
    return plain


def _stands_before_headings(title: str, rest: Sequence[str]) -> bool:
    """Whether a title, which is no body, stands before headings again and again."""
    are_headings = sum(marker_of(text) is not None or is_capitals(text[:_HEADING]) for text in rest)
    return len(rest) >= _LEAST_REPEATS and are_headings >= len(rest) - 1 and not is_agency_list(title.rstrip(". "))


def _cut(lines: Sequence[str], found: Sequence[regex.Match[str] | None], repeated: set[str]) -> Iterator[str]:
    """The lines without repeated titles; one in capitals stays once, as it is that of an attached instrument."""
    seen: set[str] = set()
    for line, match in zip(lines, found, strict=True):
        if match is None or match[0] not in repeated:
            yield line
            continue
        title = match[0].rstrip(". ")
        if title.isupper() and title not in seen:
            yield title
        seen.add(title)
        yield line[match.end() :]


def _lettered(line: str) -> Iterator[str]:
    """A line cut before each letter glued to the word before it; `quốc gia) Sở …` closes a bracket."""
    start = 0
    for glued in _GLUED_LETTER.finditer(line) if ")" in line and not _holds_cells(line) else ():
        before = line[start : glued.start()]
        if "(" not in before and _ends_in_known_words(before) and not _ends_in_known_words(before + glued["letter"]):
            yield line[start : glued.start()]
            start = glued.start()
    yield line[start:]


def _ends_in_known_words(text: str) -> bool:
    match text.rsplit(maxsplit=2):
        case [*_, first, second]:
            return pair_weight(first, second) > 0
        case _:
            return False


def _items(line: str) -> Iterator[str]:
    """A line cut before who signed, a label, an area or its first sub-item: `2. Đào tạo 2.1. Mở lớp …`."""
    label = _GLUED_LABEL.search(line, 1) if ":" in line else None
    if label is not None and line[: label.start()].strip():
        yield line[: label.start()]
        yield from _items(f"- {line[label.end() :]}")
        return
    signature = _GLUED_SIGNATURE.fullmatch(line.strip()) if len(line) < _LONGEST_SIGNATURE else None
    if signature is not None:
        yield signature["office"]
        yield signature["name"]
        return
    head = _GLUED_HEAD.fullmatch(line) if len(line) < _LONGEST_SIGNATURE else None
    if head is not None:
        yield from (head["body"], head["area"])
        return
    own = _OWN_NUMBER.match(line)
    inner = _INNER_NUMBER.search(line) if own is not None else None
    if own is None or inner is None or inner["stem"] != own["label"] or marker_of(line) is None:
        yield line
        return
    yield line[: inner.start()]
    yield line[inner.start() :].strip()
