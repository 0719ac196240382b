"""The opening of an instrument: where the head ends, the name of its type, its title, and where the preamble begins.

Order after Nghị định 30/2020/NĐ-CP, Điều 8: body and quốc hiệu, number and date, then type and trích yếu. A converted
file may hold all of it in one paragraph, with the columns of the head in any order; so the type is known by what stands
around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from extractors import lexicon
from extractors.markers import Style, marker_of
from extractors.metadata.title_span import title_after
from extractors.plan_text import Block, Paragraph, PlanText

_LIMIT = 4000
_LINES = 40


@dataclass(frozen=True, slots=True)
class Opening:
    """The head is `text[start:head_end]`; `doc_type` is None when the text does not name it.

    `title` is the span of the trích yếu, None when there is none; `end` is where the first heading begins.
    """

    start: int
    head_end: int
    doc_type: str | None
    title: tuple[int, int] | None
    end: int


_FURNITURE = regex.compile(
    r"""
      C[ỘO]NG\s{1,2}H(?:ÒA|OÀ|OA)\s{1,2}X[ÃA]\s.{8,24}?NAM        # CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    | [ĐD][ộo]c\s{1,2}l[ậa]p\s?[-–]\s?T[ựu]\s.{2,5}\s?[-–]\s?H[ạa]nh\s{1,2}[Pp]h[úu]c   # Độc lập - Tự do - Hạnh phúc
    | ĐẢNG\s{1,2}CỘNG\s{1,2}SẢN\s{1,2}VIỆT\s{1,2}NAM
    | [-–—_=*]{2,60} | \|
    | [Nn]ăm\s{0,3}[12]\s?[09]\s?\d\s?\d                          # the end of the date
    | [Nn]g[àa]y[\s\d]{1,6}/\s?\d{1,2}\s?/\s?(?:19|20)\d\d
    | [Ss][ốỐ]\s{0,2}[:.]?[\s\d.…_]{0,20}[/–-][\p{L}\d/&–-]{1,30}  # the number
    """,
    regex.VERBOSE,
)
_NOT_A_TYPE = regex.compile(r"\s{0,2}(?:VÀ ĐẦU TƯ|SỐ\s|-\s?TÀI)")
_BEFORE_A_NAME = regex.compile(r"(?:THEO|SỞ|PHÒNG|BAN|VỀ|VIỆC|CỦA|HÀNH|DUYỆT|HIỆN|KHAI|VÀ|,)\s{0,3}$")
_SUBJECT = regex.compile(r"(?:V/\s?v|Về việc|v/v)\s{0,2}[:.]?\s{0,3}")
_ADDRESSEE = regex.compile(r"\s{0,3}Kính gửi")


def find_opening(plan: PlanText, last_block: int) -> Opening:
    """The opening of the instrument that ends before block `last_block`."""
    blocks = plan.blocks[:last_block]
    end = _first_heading(plan, blocks)
    limit = min(_LIMIT, len(plan.text))
    found = _type(plan, blocks, min(limit, max(end, 1)))
    if found is None:
        return _without_type(plan, blocks, end)
    doc_type, type_start, type_end = found
    title = title_after(plan, type_end, doc_type, end)
    return Opening(0, type_start, doc_type, title, max(end, title[1] if title else type_end))


def _first_heading(plan: PlanText, blocks: tuple[Block, ...]) -> int:
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            if index > 3 and len(block.rows) > 2:
                return block.start
            continue
        marker = marker_of(plan[block])
        if marker is not None and marker.style <= Style.DECIMAL2 and not _is_of_head(plan[block]):
            return block.start
    return blocks[-1].end if blocks else 0


def _is_of_head(text: str) -> bool:
    """Whether a line that begins like a numbered item belongs to a head: `C. TY …`, a date."""
    return _FURNITURE.match(text) is not None


@cache
def _types() -> dict[str, str]:
    names = {
        row["type"]
        for row in lexicon.rows("doc_types")
        if row["type"] not in {"Công văn", "Luật", "Lệnh", "Bản ghi nhớ"}
    }
    return {name.upper(): name for name in names}


@cache
def _type_pattern() -> regex.Pattern[str]:
    names = sorted(_types(), key=len, reverse=True)
    words = "|".join(name.replace(" ", r"\s{1,2}") for name in names)
    return regex.compile(rf"(?<!\p{{L}})(?:{words})(?!\p{{L}})")


@cache
def _whole_type() -> regex.Pattern[str]:
    return regex.compile(
        rf"\s{{0,5}}(?P<name>{_type_pattern().pattern})(?:\s{{1,2}}HÀNH ĐỘNG)?\s{{0,3}}[:.]?\s{{0,5}}", regex.IGNORECASE
    )


def _type(plan: PlanText, blocks: tuple[Block, ...], limit: int) -> tuple[str, int, int] | None:
    """The name of the type and its span: a line of its own, else capitals at the start of a line or after the head."""
    first: tuple[int, str, int, int] | None = None
    for start, stop in _lines(plan, blocks):
        if start >= limit:
            break
        text = plan.text[start:stop]
        whole = _whole_type().fullmatch(text)
        if whole is not None and not _repeats(first, whole, plan.text[: first[2]] if first else ""):
            return _named(whole["name"]), start + whole.start("name"), stop
        for match in _type_pattern().finditer(text):
            score = _standing(text, match)
            if score and (first is None or score > first[0]):
                first = score, _named(match[0]), start + match.start(), start + match.end()
    return first[1:] if first else None


def _repeats(first: tuple[int, str, int, int] | None, whole: regex.Match[str], before: str) -> bool:
    """Whether a type was named before a line that holds nothing else: after the head, or `QUYẾT ĐỊNH:` later on."""
    if first is None:
        return False
    formula = _named(whole["name"]) == first[1] and ":" in whole[0]
    return first[0] == 2 or formula or _FURNITURE.search(before) is not None


def _named(words: str) -> str:
    return _types()[regex.sub(r"\s+", " ", words).upper()]


def _standing(text: str, match: regex.Match[str]) -> int:
    """How surely a type in capitals is the document's own: 2 after the head, 1 at the start of a line, 0 elsewhere."""
    if _NOT_A_TYPE.match(text, match.end()) or _BEFORE_A_NAME.search(text, 0, match.start()):
        return 0
    before = text[: match.start()].rstrip()
    if not before:
        return 1
    furniture = max((m.end() for m in _FURNITURE.finditer(before)), default=-1)
    return 2 if furniture >= len(before) else 0


def _lines(plan: PlanText, blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    """The paragraphs, and the lines inside cells, of the first blocks."""
    lines: list[tuple[int, int]] = []
    for index, block in enumerate(blocks[:_LINES]):
        if isinstance(block, Paragraph):
            lines.append((block.start, block.end))
            continue
        if len(block.rows[0]) > 2 or index > 5:
            continue
        for cell in block.cells:
            lines += [(cell.start + m.start(), cell.start + m.end()) for m in regex.finditer(r"[^\n]+", plan[cell])]
    return lines


def _without_type(plan: PlanText, blocks: tuple[Block, ...], end: int) -> Opening:
    """A công văn names no type: its title stands after `V/v`, before or after the number."""
    for start, stop in _lines(plan, blocks):
        subject = _SUBJECT.match(plan.text, start, stop)
        if subject is not None and start < _LIMIT:
            following = next((s for s, _ in _lines(plan, blocks) if s >= stop), end)
            head_end = next(
                (s for s, e in _lines(plan, blocks) if _ADDRESSEE.match(plan.text, s, e)), max(following, stop)
            )
            return Opening(0, head_end, "Công văn", (subject.end(), stop), max(end, stop))
    return Opening(0, min(end, _LIMIT), None, None, end)
