"""What a law portal puts around an instrument, in a copy of its page as text: facts above it, links and notices below.

Nothing is cut unless the copy shows such a page: at least three facts of a catalogue above the motto (`Số hiệu:`,
`Loại văn bản:`, `Người ký:` …), or a heading that only portals write below the foot.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.parts import RECIPIENTS, is_capitals

_LEAST_FACTS = 3
_HEAD_LINES = 300
"""So many lines may stand above the motto."""
_MARKS = " *_#|\t"
_MOTTO = regex.compile(r"CỘNG\s{1,3}H[OÒ][AÀ]\s{1,3}XÃ\b|ĐẢNG\s{1,3}CỘNG\s{1,3}SẢN\b")
_FACT = regex.compile(
    r"(?:Số (?:ký )?hiệu|Số/[Kk]ý hiệu|Loại văn bản|Nơi ban hành|Cơ quan ban hành|Người ký|Ngày ban hành|Ngày ký"
    r"|Ngày (?:có )?hiệu lực|Ngày công báo|Số công báo|Tình trạng(?: hiệu lực)?|Lĩnh vực(?:, ngành)?|Ngày đăng):"
)
_BELOW = regex.compile(
    r"Văn bản này (?:chưa|đang) (?:cập nhật|được cập nhật)\b.*|Văn bản liên quan|Lược đồ văn bản"
    r"|FILE ĐƯỢC ĐÍNH KÈM(?: THEO VĂN BẢN)?|NỘI DUNG SỬA ĐỔI, HƯỚNG DẪN"
)
_REACH = 20
"""In so many lines of the head the number of the instrument stands."""
_NUMBERED = regex.compile(r"Số\s?:?\s?\d{1,5}\s?/")
_NUMBER = regex.compile(r"\d{1,5}(?:/\d{4})?/[\p{Lu}\d][\p{Lu}\d-]{1,20}")


def instrument_lines(lines: Sequence[str]) -> Sequence[str]:
    """The lines of the instrument in a copy of a portal's page; all lines of any other text.

    Where the head lacks its number, the facts of the catalogue stay above it, each on a line of its own.
    """
    facts, start = _head(lines)
    end = _end(lines, start)
    if (start, end) == (0, len(lines)):
        return lines
    is_numbered = any(_NUMBERED.search(line) for line in lines[start : start + _REACH])
    return [*(() if is_numbered else facts), *lines[start:end]]


def _head(lines: Sequence[str]) -> tuple[list[str], int]:
    """The facts with their values, and where the head begins below them: at the issuer, with the bar of its cell."""
    motto = next((i for i in range(min(_HEAD_LINES, len(lines))) if _MOTTO.match(_words(lines, i))), 0)
    places = [i for i in range(motto) if _FACT.match(lines[i].strip(_MARKS))]
    if len({lines[i].strip(_MARKS) for i in places}) < _LEAST_FACTS:
        return [], 0
    below = range(places[-1] + 1, motto)
    issuer = next((i for i in below if is_capitals(lines[i]) and not any(map(str.isdigit, lines[i]))), motto)
    ends = [min(end, i + 3) for i, end in zip(places, [*places[1:], issuer], strict=True)]
    facts = [
        " ".join(filter(None, (x.strip(_MARKS) for x in lines[i:end]))) for i, end in zip(places, ends, strict=True)
    ]
    return facts, issuer - 1 if lines[issuer - 1].strip() == "|" else issuer


def _words(lines: Sequence[str], index: int) -> str:
    """A line and the one after it, as a heading may be broken in two: `CỘNG | HÒA XÃ HỘI …`."""
    return " ".join(line.strip(_MARKS) for line in lines[index : index + 2])


def _end(lines: Sequence[str], start: int) -> int:
    """Where the page goes on below the foot; the portal's name of the instrument stands right above that."""
    foot = next((i for i in range(start, len(lines)) if RECIPIENTS.match(lines[i].strip(_MARKS))), len(lines))
    below = next((i for i in range(foot, len(lines)) if _BELOW.fullmatch(lines[i].strip(_MARKS))), len(lines))
    if below == len(lines):
        return below
    number = next((found[0] for line in lines[start:foot] if (found := _NUMBER.search(line))), None)
    while number is not None and below > foot and (not lines[below - 1].strip(" *_") or number in lines[below - 1]):
        below -= 1
    return below
