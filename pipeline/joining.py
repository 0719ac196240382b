"""Blocks that a page end broke, joined: paragraphs, and tables that go on without a new title.

The evidence is in the words: a paragraph that ends without punctuation, a next one that begins in mid-sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from extractors.markers import Style, marker_of
from extractors.parts import RECIPIENTS, is_capitals, is_closing
from pipeline.layout import CellBlock, ParagraphBlock, TableBlock

Blocks = Sequence[ParagraphBlock | TableBlock]

_CLOSED = (".", ";", ":", "!", "?", "…", "/")
_SHORT = 25
_MOST_LINES = 40
"""Of how many lines a paragraph is made whole at most, where only its punctuation tells that it goes on."""
_LONG = 60
_USUALLY = 0.7
_RUNNING_LINE = 200
"""How long a line is at most, in characters, that a page repeats over the rest of its table."""
_PAGE_NUMBER = regex.compile(
    r"\s{0,3}(?:[-–—]\s?)?(?:Trang\s)?\d{1,4}(?:\s?/\s?\d{1,4})?(?:\s?[-–—])?\s{0,3}", regex.IGNORECASE
)
_OPEN_END = regex.compile(
    r"""
    [,(–]$                                                                # Báo Vinh, | Cổng thông tin
    | [\p{L}\p{N}]-$                                                      # 12/2030/NĐ- | CP
    | \b(?:của|và|các|hoặc|theo|với|cho|tại|về|do|là|bằng|để|trong|thuộc|giữa|như)$  # báo cáo của | Sở Nội vụ
    """,
    regex.VERBOSE,
)
_NUMBER_FOLLOWS = regex.compile(r"\b(?:ngày|tháng|năm|số|khoản|Điều|điều|Quý|quý)$")
_BARE_NUMBER = regex.compile(
    r"(?:Điều \d{1,3}|\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-E])\.|(?:[a-zđ]|\d{1,2})\)|[-+*•]|Chương|CHƯƠNG"
)
_GOES_ON_SMALL = regex.compile(r"(?!(?:có|chịu) trách nhiệm\b)\p{Ll}{2,}\s")  # an item begins with a capital or a mark
_CITATION = regex.compile(r"(?:Quyết định|Nghị quyết|Nghị định|Chỉ thị|Thông tư|Kế hoạch|Kết luận)\s(?:số\s)?\d")
_LONE_LETTER = regex.compile(r"\p{L}\s?[/.)]")
_LABEL = regex.compile(r"\p{Lu}[\p{L}\s,]{2,40}:")
_NEW_SENTENCE = regex.compile(r"Căn cứ|Theo đề nghị|Xét |Trên cơ sở|Trong đó|Số\s?:|\(|Phụ lục|Biểu|Ghi chú")


def joined(blocks: Blocks) -> list[ParagraphBlock | TableBlock]:
    """The blocks, with what a line or page end broke made whole.

    No block changes its order, but for a short line between the halves of a torn row: it stands after the table.
    """
    words = [words_of(block) if isinstance(block, ParagraphBlock) else "" for block in blocks]
    items_end = _items_usually_end(words)
    whole: list[ParagraphBlock | TableBlock] = []
    before = ""
    for block, after in zip(blocks, words, strict=True):
        previous = whole[-1] if whole else None
        if isinstance(block, ParagraphBlock) and isinstance(previous, ParagraphBlock):
            if _goes_on(previous, before, block, after, items_end=items_end):
                made_whole = ParagraphBlock((*previous.fragments, *block.fragments), previous.bold and block.bold)
                whole[-1], before = made_whole, words_of(made_whole)
                continue
        elif isinstance(block, TableBlock) and isinstance(previous, TableBlock):
            both = _one_table(previous, block)
            if both is not None:
                whole[-1] = both
                continue
        elif isinstance(block, TableBlock) and isinstance(above := whole[-2] if len(whole) > 1 else None, TableBlock):
            both = _one_table(above, block) if len(before) <= _RUNNING_LINE and _opens_with_half(block) else None
            if both is not None:
                whole[-2] = both
                continue
        whole.append(block)
        before = after
    return [_with_whole_rows(block) if isinstance(block, TableBlock) else block for block in whole]


def without_page_numbers(blocks: Blocks) -> list[ParagraphBlock | TableBlock]:
    """The blocks without lone numbers that count up by one (at least two of them): numbers of pages."""
    numbers = []
    for index, block in enumerate(blocks):
        if isinstance(block, ParagraphBlock) and len(text := words_of(block)) <= 20 and _PAGE_NUMBER.fullmatch(text):
            digits = regex.search(r"\d+", text)
            numbers.append((index, int(digits[0]) if digits else 0))
    counted = {
        index
        for (index, number), (other, following) in pairwise(numbers)
        if following == number + 1
        for index in (index, other)
    }
    if numbers and len(counted) == 0 and numbers[-1][0] == len(blocks) - 1:
        counted = {numbers[-1][0]}  # the number of the last page, after all text
    return [block for index, block in enumerate(blocks) if index not in counted]


def words_of(block: ParagraphBlock | CellBlock) -> str:
    """The words of a paragraph or cell, white space folded."""
    if len(block.fragments) == 1:
        return " ".join(block.fragments[0].text.split())
    return " ".join(" ".join(fragment.text for fragment in block.fragments).split())


def _items_usually_end(texts: Sequence[str]) -> bool:
    """Whether the dashed and lettered items among the paragraphs of a document usually end with punctuation."""
    ends = [text.endswith(_CLOSED) for text in texts if len(text) > _LONG and _is_item(text)]
    return len(ends) >= 3 and sum(ends) >= _USUALLY * len(ends)


def _is_item(text: str) -> bool:
    marker = marker_of(text)
    return marker is not None and marker.style >= Style.LETTER


def _goes_on(previous: ParagraphBlock, before: str, block: ParagraphBlock, after: str, *, items_end: bool) -> bool:
    """Whether a paragraph, with the words `after`, is the rest of the one before it, broken by a line or page end."""
    if after and is_bare_number(before):
        return marker_of(after) is None
    is_item = before.endswith((";", ",")) and len(previous.fragments) < _MOST_LINES and marker_of(before) is not None
    if is_item and previous.bold == block.bold and (_GOES_ON_SMALL.match(after) or _CITATION.match(after)):
        return True
    if not before or not after or before.endswith(_CLOSED) or len(before) <= _SHORT:
        return False
    if marker_of(after) is not None or _LONE_LETTER.match(after) or RECIPIENTS.match(after) or is_closing(after):
        return False
    if is_capitals(before) or is_capitals(after) or previous.bold != block.bold:
        return False
    if after[0].islower() or _OPEN_END.search(before):
        return True
    if _NUMBER_FOLLOWS.search(before) and after[0].isdigit():
        return True
    return items_end and _is_cut_item(before, after)


def is_bare_number(text: str) -> bool:
    """Whether a line is only the mark of an item or article whose words stand on the next line: `II.`, `1.4.`, `-`."""
    return _BARE_NUMBER.fullmatch(text) is not None


def _is_cut_item(before: str, after: str) -> bool:
    """Whether an item of a list that ends in the middle of a name goes on: … tỉnh Vĩnh | Phúc giai đoạn …"""
    if not _is_item(before) or len(before) <= _LONG or not before[-1].isalnum():
        return False
    return not (_LABEL.match(after) or _NEW_SENTENCE.match(after))


def _one_table(table: TableBlock, rest: TableBlock) -> TableBlock | None:
    """Both tables as one, when the second, right after the first, goes on with its columns; else None."""
    width = _width(table)
    if width < 3 or width != _width(rest) or not _has_body(table):
        return None
    title, again = _row(table, 0), _row(rest, 0)
    repeated = bool(title) and title == again
    if not repeated and not (again and (_continues_count(table, rest) or _ends_row(table, rest))):
        return None
    height = 1 + max(cell.row + cell.row_span - 1 for cell in table.cells)
    skipped = 1 if repeated else 0
    moved = tuple(replace(cell, row=cell.row - skipped + height) for cell in rest.cells if cell.row >= skipped)
    return TableBlock((*table.cells, *moved))


def _ends_row(table: TableBlock, rest: TableBlock) -> bool:
    """Whether a table is nothing but the second half of the last row of the table before it."""
    last = max(cell.row for cell in table.cells)
    above = {cell.column: cell for cell in table.cells if cell.row == last}
    filled = [cell for cell in rest.cells if words_of(cell)]
    is_row = _opens_with_half(rest) and all(cell.row == 0 and cell.column in above for cell in filled)
    return is_row and all(_cell_goes_on(above[cell.column], cell) for cell in filled)


def _opens_with_half(table: TableBlock) -> bool:
    """Whether the first row of a table has no number of its own and less than all cells: half a row, cut by a page."""
    row = [cell for cell in table.cells if cell.row == 0]
    filled = [cell for cell in row if words_of(cell)]
    return bool(filled) and filled[0].column > 0 and len(filled) < len(row) - 1


def _with_whole_rows(table: TableBlock) -> TableBlock:
    """The table with rows that only go on with cells of the row above added to those cells.

    Such a row has no number and each of its words begins in mid-sentence: a page of the source ended inside the row.
    """
    rows: dict[int, list[CellBlock]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    if any(cell.row_span > 1 for cell in table.cells) or len(rows) < 3:
        return table
    kept: list[list[CellBlock]] = []
    for _, row in sorted(rows.items()):
        halves = {cell.column: cell for cell in row if words_of(cell)}
        above = {cell.column: cell for cell in kept[-1]} if kept else {}
        is_half = 0 < len(halves) < len(row) - 1 and halves.keys() <= above.keys()
        if is_half and all(_cell_goes_on(above[column], half) for column, half in halves.items()):
            kept[-1] = [_with_half(cell, halves.get(cell.column)) for cell in kept[-1]]
        else:
            kept.append(row)
    if len(kept) == len(rows):
        return table
    return TableBlock(tuple(replace(cell, row=number) for number, row in enumerate(kept) for cell in row))


def _with_half(cell: CellBlock, half: CellBlock | None) -> CellBlock:
    return cell if half is None else replace(cell, fragments=(*cell.fragments, *half.fragments))


def _cell_goes_on(above: CellBlock, cell: CellBlock) -> bool:
    before, after = words_of(above), words_of(cell)
    if cell.column == 0 or not before or before.endswith((".", ":", "!", "?")) or marker_of(after) is not None:
        return False
    return after[0].islower() or before.endswith((",", ";")) or _OPEN_END.search(before) is not None


def _width(table: TableBlock) -> int:
    return max(cell.column + cell.column_span for cell in table.cells)


def _has_body(table: TableBlock) -> bool:
    return any(cell.row > 0 for cell in table.cells)


def _row(table: TableBlock, row: int) -> tuple[str, ...]:
    return tuple(words_of(cell).casefold() for cell in table.cells if cell.row == row)


def _continues_count(table: TableBlock, rest: TableBlock) -> bool:
    """Whether the numbers of the first column count on: 7.9 at the end of the first table, 7.10 in the second."""
    last, first = _numbers(table)[-1:], _numbers(rest)[:1]
    if not last or not first:
        return False
    *stem, number = last[0].split(".")
    *next_stem, next_number = first[0].split(".")
    if stem == next_stem:
        return int(next_number) == int(number) + 1
    return ([*stem, number] == next_stem and next_number == "1") or (
        next_stem == [] and int(next_number) == int(last[0].split(".")[0]) + 1
    )


def _numbers(table: TableBlock) -> list[str]:
    """The numbers in the first column, in reading order, without a closing full stop."""
    found = []
    for cell in table.cells:
        if cell.column == 0 and cell.column_span == 1:
            match = regex.fullmatch(r"(\d{1,3}(?:\.\d{1,3}){0,2})\.?", words_of(cell))
            if match is not None:
                found.append(match[1])
    return found
