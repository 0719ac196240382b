"""The opening of an instrument: where the head ends, the name of its type, its title, and where the preamble begins.

Order after Nghị định 30/2020/NĐ-CP, Điều 8: body and quốc hiệu, number and date, then type and trích yếu. A converted
file may hold all of it in one paragraph, with the columns of the head in any order; so the type is known by what stands
around it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import regex

from extractors import lexicon
from extractors.alternatives import grouped
from extractors.markers import Style, marker_of
from extractors.metadata.dispatch import find_subject, first_addressed, party_subject
from extractors.metadata.furniture import MOTTO, PARTY, REPUBLIC, YOUTH_UNION
from extractors.metadata.site import is_field_table
from extractors.metadata.title_span import opens_preamble, title_after
from extractors.parts import is_capitals
from extractors.plan_text import Block, Paragraph, PlanText
from extractors.spaces import single_spaced

_D = str.maketrans("ĐÐ", "DD")
_OFFICIAL = ("ND30", "VBQPPL", "party")
_UNLIKELY = frozenset({"Công văn", "Luật", "Lệnh", "Bản ghi nhớ"})
_LONGEST_TITLE = 300
_TITLED = regex.compile(
    r"(?:về|triển khai|thực hiện|tổ chức|kết luận|phối hợp|hành động)\b"
    r"|(?!(?:số|của|ngày|này|nêu|trên|đã|được|là|liên tịch)\b)(?-i:\p{Ll})\p{L}*\s[^.;:]*$",
    regex.IGNORECASE,
)
_LIMIT = 4000
_LINES = 40
_LETTERHEAD = 12
"""In how many lines a letter names whom it is to."""
_LONGEST_LINE = 160
"""Of a head, in characters."""


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
    rf"""
      {REPUBLIC} | {MOTTO} | {PARTY} | {YOUTH_UNION}
    | [-–—_=*]{{2,60}} | \|
    | [Nn]ăm\s{{0,3}}[12]\s?[09]\s?\d\s?\d                          # the end of the date
    | [Nn]g[àa]y[\s\d]{{1,6}}/\s?\d{{1,2}}\s?/\s?(?:19|20)\d\d
    | [Ss][ốỐ]\s{{0,2}}[:.]?[\s\d.…_]{{0,20}}[/–-][\p{{L}}\d/&–-]{{1,30}}  # the number
    """,
    regex.VERBOSE,
)
_NOT_A_TYPE = regex.compile(r"\s{0,2}(?:VÀ ĐẦU TƯ|SỐ\s|-\s?TÀI)")
_BEFORE_A_NAME = regex.compile(r"(?:THEO|SỞ|PHÒNG|BAN|VỀ|VIỆC|CỦA|HÀNH|DUYỆT|HIỆN|KHAI|VÀ|,)\s{0,3}$")


def find_opening(plan: PlanText, last_block: int) -> Opening:
    """The opening of the instrument that ends before block `last_block`."""
    blocks = plan.blocks[:last_block]
    end = _first_heading(plan, blocks)
    limit = min(_LIMIT, len(plan.text))
    found = (
        _type(plan, blocks, min(limit, max(end, 1)))
        or _type_in_small_letters(plan, blocks, limit)
        or _type_of_page(plan, blocks)
    )
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
    """The types by their names in capitals, as Phụ lục III has them; `THÔNG BÁO KẾT LUẬN` is a Thông báo."""
    table = lexicon.rows("doc_types")
    base = {row["type"] for row in table if row["family"].startswith(_OFFICIAL) and row["type"] not in _UNLIKELY}
    types = {name.upper(): name for name in base}
    for row in table:
        if row["family"] in {"local", "running text"}:
            whole = next(
                (name for name in sorted(base, key=len, reverse=True) if row["type"].startswith(f"{name} ")), None
            )
            if whole is not None:
                types[row["type"].upper()] = whole
    return types


@cache
def _type_pattern() -> regex.Pattern[str]:
    """A type inside a line: its plain name; the rest belongs to the title (`CHƯƠNG TRÌNH CÔNG TÁC NĂM 2021`)."""
    return regex.compile(rf"(?<!\p{{L}})(?:{_alternatives(plain=True)})(?!\p{{L}})")


@cache
def _whole_type() -> regex.Pattern[str]:
    """A line that holds nothing but a type, with what qualifies it: `KẾ HOẠCH LIÊN NGÀNH`, `QUYẾT ĐỊNH:`."""
    return regex.compile(
        rf"\s{{0,5}}(?P<name>{_alternatives(plain=False)})(?:\s{{1,2}}HÀNH ĐỘNG)?\s{{0,3}}[:.]?\s{{0,5}}",
        regex.IGNORECASE,
    )


def _alternatives(*, plain: bool) -> str:
    names = (upper for upper, name in _types().items() if not plain or upper == name.upper())
    return grouped(name.replace(" ", r"\s{1,2}") for name in sorted(names, key=len, reverse=True))


def _scanned_type(text: str) -> str | None:
    """The type in a line of capitals whose marks a scan has changed: `KÉ HOẠCH`, `QUYÉT ĐỊNH`."""
    words = text.rpartition("|")[2].strip(" .:-_")
    return _unmarked_types().get(_unmarked(words)) if words.isupper() and len(words) < 30 else None


@cache
def _unmarked_types() -> dict[str, str]:
    return {_unmarked(upper): name for upper, name in _types().items()}


def _unmarked(text: str) -> str:
    letters = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return single_spaced("".join(letters)).translate(_D)


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
        scanned = _scanned_type(text)
        if scanned is not None and whole is None and first is None:
            return scanned, start, stop
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


def _type_in_small_letters(plan: PlanText, blocks: tuple[Block, ...], limit: int) -> tuple[str, int, int] | None:
    """A type written like the title, in the line after the head: `Kế hoạch phát triển cây dược liệu năm 2018`."""
    after_head = False
    for start, stop in _lines(plan, blocks):
        if start >= limit:
            break
        text = plan.text[start:stop]
        named = _plain_type().match(text)
        if after_head and named is not None and len(text) < 220 and not text.rstrip().endswith((".", ":", ";")):
            return _named(named["name"]), start + named.start("name"), start + named.end("name")
        after_head = any(m.end() >= len(text.rstrip()) for m in _FURNITURE.finditer(text))
    return None


def _type_of_page(plan: PlanText, blocks: tuple[Block, ...]) -> tuple[str, int, int] | None:
    """The type in the first line of a page that has lost its head: `Thông báo triển khai kế hoạch năm học 2025-2026`.

    The words after the type open a title; `Kế hoạch số …`, `Quyết định của …` is a citation or a sentence.
    """
    start, stop = next(iter(_lines(plan, blocks)), (0, 0))
    text = plan.text[start:stop]
    named = _plain_type().match(text)
    if (
        named is None
        or not named["name"][0].isupper()
        or len(text) > _LONGEST_TITLE
        or not _TITLED.match(text, named.end())
    ):
        return None
    return _named(named["name"]), start + named.start("name"), start + named.end("name")


@cache
def _plain_type() -> regex.Pattern[str]:
    return regex.compile(rf"\s{{0,5}}(?P<name>{_alternatives(plain=True)})\s{{1,3}}(?=\p{{L}})", regex.IGNORECASE)


def _named(words: str) -> str:
    return _types()[single_spaced(words).upper()]


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
        if len(block.rows[0]) > 2 or index > 5 or is_field_table(plan, block):
            continue
        for cell in block.cells:
            lines += [(cell.start + m.start(), cell.start + m.end()) for m in regex.finditer(r"[^\n]+", plan[cell])]
    return lines


def _end_of_furniture(plan: PlanText, lines: list[tuple[int, int]], limit: int) -> int:
    """Where the lines end that only a head has, motto, number and date; 0 where there are none before the body."""
    last = 0
    for start, stop in lines:
        text = plan.text[start:stop]
        if start >= limit or len(text) > _LONGEST_LINE or opens_preamble(text):
            break
        if _FURNITURE.search(text) is not None:
            last = stop
    return last


def _without_type(plan: PlanText, blocks: tuple[Block, ...], end: int) -> Opening:
    """A công văn names no type: its title stands after `V/v`, before or after the number."""
    lines = [(start, stop) for start, stop in _lines(plan, blocks) if start < _LIMIT]
    subject = find_subject(plan.text, lines)
    if subject is None and (addressed := first_addressed(plan.text, lines[:_LETTERHEAD])) is not None:
        return Opening(0, addressed, "Công văn", party_subject(plan.text, lines, addressed), end)
    if subject is None:
        head_end = _end_of_furniture(plan, lines, end)
        title = title_after(plan, head_end, "", end) if 0 < head_end < end else None
        if title is None or not is_capitals(plan.text[slice(*title)]):
            title = None
        return Opening(0, head_end or min(end, _LIMIT), None, title, end)
    head_end = subject.head_end if subject.head_end is not None else max(end, subject.end)
    return Opening(0, head_end, "Công văn", (subject.start, subject.end), max(end, subject.end))
