"""Head and foot of an instrument typed in two columns with tabs instead of a table: left column first.

Nghị định 30/2020/NĐ-CP, Phụ lục I, IV: issuer and number stand beside Quốc hiệu and date, Nơi nhận beside the
signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from pipeline.layout import Fragment, ParagraphBlock
from pipeline.read.grids import Block, begins_head_or_foot

_TABS = regex.compile(r"[ \u00a0]*\t[\t \u00a0]*")
_RECIPIENT = regex.compile(r"\s{0,3}[-–+•*]")


def parted_at_tabs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with what stands in two columns by tabs read column by column."""
    parted: list[Block] = []
    index = 0
    while index < len(blocks):
        end = _end_of_columns(blocks, index)
        if end > index:
            parted += _by_column(blocks[index:end])
            index = end
        else:
            parted.append(blocks[index])
            index += 1
    return parted


def _end_of_columns(blocks: Sequence[Block], start: int) -> int:
    """The end of the paragraphs in two columns that begin at `start`; `start` itself where none do."""
    first = _sides(blocks[start])
    if first is None or not any(begins_head_or_foot(side) for side in first):
        return start
    end = start + 1
    while end < len(blocks) and (_sides(blocks[end]) is not None or _is_recipient(blocks[end])):
        end += 1
    return end


def _by_column(blocks: Sequence[Block]) -> list[Block]:
    left: list[Block] = []
    right: list[Block] = []
    for block in blocks:
        assert isinstance(block, ParagraphBlock)
        sides = _sides(block) or (_text(block), "")
        for side, column in zip(sides, (left, right), strict=True):
            if side.strip():
                column.append(replace(block, fragments=(Fragment(side.strip()),)))
    return [*left, *right]


def _sides(block: Block) -> tuple[str, str] | None:
    """What stands left and right of the tabs of a paragraph; None without tabs and with more columns."""
    if not isinstance(block, ParagraphBlock) or "\t" not in _text(block):
        return None
    text = _text(block)
    parts = [part for part in _TABS.split(text) if part.strip()]
    if len(parts) == 1:
        return ("", parts[0]) if text.lstrip(" \u00a0").startswith("\t") else None
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _is_recipient(block: Block) -> bool:
    return isinstance(block, ParagraphBlock) and _RECIPIENT.match(_text(block)) is not None


def _text(block: ParagraphBlock) -> str:
    return " ".join(fragment.text for fragment in block.fragments)
