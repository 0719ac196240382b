"""Tables that hold data, and tables that only place words on a page.

A table in docx or HTML may be a mere means to set the head of an instrument in two columns, or Nơi nhận beside the
signature (Nghị định 30/2020/NĐ-CP, Phụ lục I, II and IV). Such a table is read as paragraphs, left column first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from pipeline.layout import CellBlock, Fragment, ParagraphBlock, TableBlock

Block = ParagraphBlock | TableBlock

_MAX_PLACING_COLUMNS = 4
_MAX_PLACING_ROWS = 8

# What stands at the beginning of a cell of the head (ô số 1 to 4) or of the foot (ô số 7 and 9) of an instrument.
_HEAD_OR_FOOT = regex.compile(
    r"""
    \s{0,3}(?:
      CỘNG\s{1,3}H[OÒ][AÀ]\s{1,3}XÃ\s{1,3}HỘI        # Quốc hiệu
    | ĐẢNG\s{1,3}CỘNG\s{1,3}SẢN\s{1,3}VIỆT\s{1,3}NAM  # head of a Party instrument
    | Độc\s{1,3}lập\s{0,3}[-–—]                       # Tiêu ngữ
    | Số\s{0,3}:\s{0,3}[\d….\s]{0,20}/\s{0,3}[\p{Lu}-] # Số: 12/KH-UBND, Số:     /KH-UBND
    | (?i:Nơi\s{1,3}nhận)\s{0,3}(?::|\n|$)            # Nơi nhận:
    | Kính\s{1,3}gửi\s{0,3}:                          # Kính gửi: … of an official letter
    | (?:TM|KT|TL|TUQ|Q)\s{0,2}\.\s{0,3}\p{Lu}{2,}    # TM. ỦY BAN NHÂN DÂN
    )
    | ^\p{Lu}[\p{L}\s]{1,30},\s{0,3}ngày\s{0,3}[\d….\s]{0,12}tháng\s{0,3}[\d….\s]{0,12}năm\s{0,3}[\d….]{0,8}\s{0,3}$
      # Vinh, ngày 02 tháng 3 năm 2030
    """,
    regex.VERBOSE,
)
_DRAWN_RULE = regex.compile(r"[-–—_=*~\s]{3,}|[|\s]{1,}")
_NUMBER_HEAD = regex.compile(r"\s{0,3}(?:STT|TT|Số\s{1,3}TT|S\.?T\.?T\.?)\s{0,3}", regex.IGNORECASE)
_LAST_RECIPIENT = regex.compile(r"^\s{0,3}[-–]?\s{0,3}Lưu\s{0,3}:?\s{0,3}(?:VT|VP|Văn thư)", regex.MULTILINE)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its place, and the blocks in it: paragraphs and nested tables."""

    row: int
    column: int
    row_span: int
    column_span: int
    blocks: tuple[Block, ...]


def table_blocks(cells: Sequence[GridCell]) -> list[Block]:
    """One TableBlock, or paragraphs left column first where the table only places words."""
    if not any(cell.blocks for cell in cells):
        return []
    if _only_places(cells):
        ordered = sorted(cells, key=lambda cell: (cell.column, cell.row))
        return [block for cell in ordered for block in cell.blocks]
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return [TableBlock(tuple(_cell_block(cell) for cell in ordered))]


def text_of(blocks: Iterable[Block]) -> str:
    """The words of blocks: a line for each paragraph and each row of a nested table."""
    return "\n".join(line for block in blocks for line in _lines(block))


def is_drawn_rule(text: str) -> bool:
    """Whether a line holds no words but draws a line with signs, as under the name of the issuer: `-------`."""
    return _DRAWN_RULE.fullmatch(text) is not None


def begins_head_or_foot(text: str) -> bool:
    """Whether a text begins as a cell of the head or foot of an instrument does."""
    return _HEAD_OR_FOOT.match(text) is not None


def _only_places(cells: Sequence[GridCell]) -> bool:
    columns = {cell.column for cell in cells if cell.blocks}
    if len(columns) <= 1:
        return True
    width = max(cell.column + cell.column_span for cell in cells)
    height = max(cell.row + cell.row_span for cell in cells)
    if len(columns) > _MAX_PLACING_COLUMNS or width > 2 * _MAX_PLACING_COLUMNS or height > _MAX_PLACING_ROWS:
        return False
    texts = [text_of(cell.blocks) for cell in cells]
    if any(_NUMBER_HEAD.fullmatch(text) for text in texts):
        return False
    return any(begins_head_or_foot(text) for text in texts) or any(_LAST_RECIPIENT.search(text) for text in texts)


def _cell_block(cell: GridCell) -> CellBlock:
    fragments = tuple(Fragment(line) for line in [text_of(cell.blocks)] if line)
    bold = bool(cell.blocks) and all(isinstance(block, ParagraphBlock) and block.bold for block in cell.blocks)
    return CellBlock(fragments, cell.row, cell.column, cell.row_span, cell.column_span, bold)


def _lines(block: Block) -> list[str]:
    if isinstance(block, ParagraphBlock):
        return [" ".join(fragment.text for fragment in block.fragments)]
    rows: dict[int, list[str]] = {}
    for cell in block.cells:
        text = " ".join(fragment.text for fragment in cell.fragments).replace("\n", " ")
        if text:
            rows.setdefault(cell.row, []).append(text)
    return [" ".join(rows[row]) for row in sorted(rows)]
