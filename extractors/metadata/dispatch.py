"""The subject of a công văn, which names no type: `V/v …` below its number (Nghị định 30/2020, Phụ lục I, II.5)."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.metadata.furniture import MOTTO, REPUBLIC
from extractors.metadata.issued import PLACE
from extractors.metadata.number import NUMBER


@dataclass(frozen=True, slots=True)
class Subject:
    """The span of the subject in the text, and where the head ends: at `Kính gửi`, None when nobody is addressed."""

    start: int
    end: int
    head_end: int | None


_SUBJECT = regex.compile(r"(?:^|(?<=\s))(?:V/\s?v|Về việc|v/v|V/V)\s{0,2}[:.]?\s{0,3}")
# Some leave out `việc`: `Về: tham gia ý kiến …`, `Về thực hiện chính sách …`.
_ABOUT = regex.compile(r"[\s*_]{0,6}Về\s?(?::\s{0,3}|(?=\s\p{Ll})\s)")
_NUMBERED = regex.compile(rf"[\s*_]{{0,6}}Số\s?:?\s{{0,5}}{NUMBER}", regex.VERBOSE)
_ADDRESSEE = regex.compile(r"\s{0,3}K[íi]nh\s{1,2}g[ửu]i")
_OPEN_END = regex.compile(r"(?:,|\b(?:của|và|về|tại|theo|các|trên|địa bàn|tỉnh|năm))$")
_AFTER = regex.compile(
    rf"""
      {REPUBLIC} | {MOTTO} | [-–—_=*]{{3,60}}
    | {PLACE} ,\s{{0,3}} [Nn]gày [\s.…_\d]{{0,12}} tháng    # Hà Nội, ngày 05 tháng 3 năm 2020
    | Số\s?:\s{{0,5}} {NUMBER}
    | K[íi]nh\s{{1,2}}g[ửu]i
    """,
    regex.VERBOSE,
)


def find_subject(text: str, lines: list[tuple[int, int]]) -> Subject | None:
    """The subject in the lines of a head, those it runs over joined; None when no line begins with `V/v`.

    `Về` alone opens one right below the number."""
    for index, (line_start, stop) in enumerate(lines):
        found = _SUBJECT.search(text, line_start, stop)
        if found is None and index and _NUMBERED.match(text, *lines[index - 1]):
            found = _ABOUT.match(text, line_start, stop)
        if found is None or (found.start() > line_start and _ADDRESSEE.search(text, line_start, found.start())):
            continue
        end = _end(text, lines, index, found.end())
        end = found.end() + len(text[found.end() : end].rstrip(" |"))
        if end > found.end():
            return Subject(found.end(), end, next((s for s, e in lines if _ADDRESSEE.match(text, s, e)), None))
    return None


_PARTY_LETTER = regex.compile(r"[\s*]{0,6}Số\s?:?[\s.…_]{0,20}\d{0,5}\s{0,3}[-–]\s?CV/[\p{Lu}\d-]{2,12}\s{0,3}")
_FEWEST_WORDS = 3


def party_subject(text: str, lines: list[tuple[int, int]], addressed: int) -> tuple[int, int] | None:
    """The subject of a letter of the Party, which stands below its number without `V/v` (Hướng dẫn 36-HD/VPTW, 2018).

    Its lines reach to the other column of the head or to whom the letter is addressed. None where there is none.
    """
    head = [(start, stop) for start, stop in lines if start < addressed]
    number = next((i for i, (s, e) in enumerate(head) if _PARTY_LETTER.fullmatch(text, s, e)), None)
    if number is None:
        return None
    end = number + 1
    while end < len(head) and _is_of_subject(text[slice(*head[end])]):
        end += 1
    if end == number + 1:
        return None
    start, stop = head[number + 1][0], head[end - 1][1]
    stop = start + len(text[start:stop].rstrip(" .;,"))
    return (start, stop) if len(text[start:stop].split()) >= _FEWEST_WORDS else None


def _is_of_subject(line: str) -> bool:
    bare = line.strip(" *_|-")
    return bool(bare) and not bare.isupper() and _AFTER.match(bare) is None


_FORM = regex.compile(r"[\s*#|]{0,8}(?:ĐƠN|TỜ KHAI|PHIẾU|GIẤY|BIÊN BẢN|BẢN CAM KẾT|HỢP ĐỒNG)\b")


def first_addressed(text: str, lines: list[tuple[int, int]]) -> int | None:
    """Where the first line begins that says whom a letter is to: `Kính gửi:`; None where none does.

    None, too, for a form that is filled in: `ĐƠN ĐỀ NGHỊ …`, `TỜ KHAI`.
    """
    addressed = next((start for start, stop in lines if _ADDRESSEE.match(text, start, stop)), None)
    is_form = any(_FORM.match(text, start, stop) for start, stop in lines if addressed is None or start < addressed)
    return None if is_form else addressed


def _end(text: str, lines: list[tuple[int, int]], index: int, start: int) -> int:
    """Where the subject ends that begins at `start` in line `index`: before what belongs to the rest of the head."""
    stop = lines[index][1]
    while True:
        after = _AFTER.search(text, start, stop)
        if after is not None:
            return start + len(text[start : after.start()].rstrip())
        if index + 1 >= len(lines) or not _goes_on(text[start:stop], text[slice(*lines[index + 1])]):
            return stop
        index += 1
        stop = lines[index][1]


def _goes_on(so_far: str, line: str) -> bool:
    bare = line.strip(" _|-")
    if not bare or _AFTER.match(bare) or len(bare) > 120:
        return False
    return bare[0].islower() or _OPEN_END.search(so_far.rstrip()) is not None
