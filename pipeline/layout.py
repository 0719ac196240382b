"""What a reader sees in a file, before any text is changed: blocks of fragments with their pages and boxes."""

from __future__ import annotations

import re
from dataclasses import field

from extractors.plan_text import Box
from extractors.values import value_class
from schemas.documents import SourceFormat

INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad\ufffc]")
"""Characters without width: hyphens that may show, joiners, marks of direction, anchors of pictures."""


@value_class(frozen=True, slots=True)
class Fragment:
    """Words as they stand in one place of one page."""

    text: str
    page: int | None = None
    box: Box | None = None


@value_class(frozen=True, slots=True)
class ParagraphBlock:
    """A paragraph; several fragments where it was broken over lines or pages."""

    fragments: tuple[Fragment, ...]
    bold: bool = False


@value_class(frozen=True, slots=True)
class CellBlock:
    """A cell with its place in the grid; a line break inside its text separates the cell's own paragraphs."""

    fragments: tuple[Fragment, ...]
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    bold: bool = False


@value_class(frozen=True, slots=True)
class TableBlock:
    """A table: its cells, each once, in reading order. Rows and columns count from 0."""

    cells: tuple[CellBlock, ...]


@value_class(frozen=True, slots=True)
class Notice:
    """Something a user should know: a machine-readable code and a sentence that says what to do."""

    code: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"


@value_class(frozen=True, slots=True)
class Layout:
    """All that a reader gives: the format found from the content, the blocks in reading order, pages and warnings.

    `complete` is False when a part of the file could not be read; a file that cannot be read at all raises
    `pipeline.read.UnreadableError` instead.
    """

    source_format: SourceFormat
    blocks: tuple[ParagraphBlock | TableBlock, ...]
    page_count: int | None = None
    ocr_used: bool = False
    complete: bool = True
    warnings: tuple[Notice, ...] = field(default=())
