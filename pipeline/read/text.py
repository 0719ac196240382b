"""Plain text and Markdown: lines to paragraphs and tables.

Marks of Markdown and of HTML inside the text are taken off here. What a program broke at the width of a page is joined
by `wrapping`; what a page end broke is joined by `pipeline.canonical`.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

import regex

from pipeline.layout import INVISIBLE, Fragment, Layout, Notice, ParagraphBlock, TableBlock
from pipeline.read import UnreadableError
from pipeline.read.aligned_text import spaced_rows
from pipeline.read.bar_rows import open_pipe_rows, pipe_rows
from pipeline.read.blank_cells import blank_cell_table
from pipeline.read.cells import Grid, bar_cells, cell_lines, table_block
from pipeline.read.crawled import mended, without_word_marks
from pipeline.read.encodings import decode
from pipeline.read.grids import is_drawn_rule
from pipeline.read.html import blocks_of
from pipeline.read.letterhead import two_columns
from pipeline.read.markdown import (
    inner,
    is_bold,
    is_fence,
    is_markdown,
    parts_of_line,
    plain,
    with_breaks_joined,
    without_formulas,
)
from pipeline.read.portal import instrument_lines
from pipeline.read.run_on import run_on_paragraphs
from pipeline.read.shattered_tables import shattered_spans, words_of_pieces
from pipeline.read.stacked_cells import stacked_cells
from pipeline.read.tab_rows import tab_rows
from pipeline.read.wrapping import Wrap, paragraphs, parts_words, without_page_breaks, without_page_numbers, wrap_of

MAX_CHARACTERS = 5_000_000
"""What is read of a text at most; longer than any plan, short enough to end in bounded time."""

_LONGEST_TABLE = 50_000
_DEEPEST_TABLE = 20
_TABLE = regex.compile(r"<table\b", regex.IGNORECASE)
_AROUND_TABLE = regex.compile(r"(?<=\S)[ \t]{0,20}(?=<table\b)|(?<=</table>)[ \t]{0,20}(?=\S)", regex.IGNORECASE)
"""Where a table begins or ends within a line: `<p>Bảng sau:</p><table>`."""
"""Of HTML in a text, in lines."""
_LINE_END = regex.compile(r"\r\n?|[\f\v\u0085\u2028\u2029]")

Block = ParagraphBlock | TableBlock


def read_text(content: bytes) -> Layout:
    """The layout of a text or Markdown file. Raises UnreadableError: `not_text` for binary content, `empty`.

    A text of more than MAX_CHARACTERS is read in part, with the notice `truncated`.
    """
    text, notices = decode(content[: 4 * MAX_CHARACTERS])
    complete = len(text) <= MAX_CHARACTERS and len(content) <= 4 * MAX_CHARACTERS
    if not complete:
        sentence = f"Only the first {MAX_CHARACTERS:,} characters were read; split the file into its documents."
        notices = (*notices, Notice("truncated", sentence))
        text = text[:MAX_CHARACTERS]
    text = without_word_marks(INVISIBLE.sub("", text))
    if _TABLE.search(text) is not None:
        text = _AROUND_TABLE.sub("\n", text)
    markdown = is_markdown(text)
    lines = instrument_lines(without_page_breaks(_LINE_END.sub("\n", text).split("\n")))
    lines = with_breaks_joined(lines) if markdown else lines
    lines = mended(lines)
    blocks = _blocks(lines, markdown=markdown)
    if not blocks:
        raise UnreadableError("empty", "The file holds no words; put the document itself into the folder.")
    if any(shattered_spans(lines)):
        sentence = (
            "A table fell to pieces when the file was made, so its rows were not read; "
            "read the PDF or Word file itself if there is one."
        )
        notices, complete = (*notices, Notice("shattered_table", sentence)), False
    return Layout("markdown" if markdown else "text", tuple(blocks), complete=complete, warnings=notices)


def _blocks(lines: Sequence[str], *, markdown: bool) -> list[Block]:
    wrap = wrap_of(lines)
    run_on = run_on_paragraphs(lines, is_wrapped=wrap is not None)
    if run_on is not None:
        return [ParagraphBlock((Fragment(text),)) for text in run_on]
    if wrap is None:
        return _line_blocks(lines, None, markdown=markdown)
    numberless = without_page_numbers(lines)
    return _line_blocks(numberless, wrap_of(numberless) or wrap, markdown=markdown)


def _line_blocks(lines: Sequence[str], wrap: Wrap | None, *, markdown: bool) -> list[Block]:
    blocks: list[Block] = []
    shattered = dict(shattered_spans(lines))
    index = 0
    while index < len(lines):
        if not lines[index].strip(" "):
            index += 1
            continue
        if index in shattered:
            words = (plain(line, markdown=markdown) for line in words_of_pieces(lines[index : shattered[index]]))
            blocks += [ParagraphBlock((Fragment(line),)) for line in words if line]
            index = shattered[index]
            continue
        placed, end = _special(lines, index, wrap, markdown=markdown)
        if placed is None:
            if wrap is None:
                end = _end_of_line(lines, index)
                groups = [tuple(lines[index:end])]
            else:
                end = _end_of_run(lines, index, wrap, shattered, markdown=markdown)
                groups = list(paragraphs(lines, wrap, index, end))
            placed = [block for group in groups for block in _paragraphs(group, markdown=markdown)]
        blocks += placed
        index = end
    return blocks


def _special(lines: Sequence[str], index: int, wrap: Wrap | None, *, markdown: bool) -> tuple[list[Block] | None, int]:
    """The blocks of a table, or of a head or foot in two columns, that begins at a line, and the line after it."""
    if (end := _end_of_html_table(lines, index)) is not None:
        found = blocks_of("\n".join(without_formulas(line) if markdown else line for line in lines[index:end]))
        return [_without_marks(block) if markdown else block for block in found], end
    columns = two_columns(lines, index)
    if columns is not None:
        return [block for line in columns[0] for block in _paragraphs((line,), markdown=markdown)], columns[1]
    readers = (
        stacked_cells,
        pipe_rows,
        open_pipe_rows,
        bar_cells,
        tab_rows,
        cell_lines,
        spaced_rows,
        *((blank_cell_table,) if wrap is None else ()),
    )
    grid = next((found for reader in readers if (found := reader(lines, index)) is not None), None)
    if grid is None:
        return None, index
    return _of_grid(grid, markdown=markdown), grid.end


def _without_marks(block: Block) -> Block:
    """A block of a table in HTML without the marks of Markdown that its cells hold: `**Sở Nội vụ**`."""
    if not isinstance(block, TableBlock):
        return block
    cells = (
        replace(cell, fragments=tuple(replace(part, text=_lines_inner(part.text)) for part in cell.fragments))
        for cell in block.cells
    )
    return replace(block, cells=tuple(cells))


def _lines_inner(text: str) -> str:
    return "\n".join(inner(line, markdown=True) for line in text.split("\n"))


def _end_of_html_table(lines: Sequence[str], index: int) -> int | None:
    """The line after the table in HTML that opens a line; None where none does, or none ends."""
    if not lines[index].lstrip().casefold().startswith("<table"):
        return None
    depth = 0
    for place in range(index, min(index + _LONGEST_TABLE, len(lines))):
        small = lines[place].casefold()
        depth += small.count("<table") - small.count("</table")
        if depth <= 0:
            return place + 1
        if depth > _DEEPEST_TABLE:
            return None
    return None


def _end_of_line(lines: Sequence[str], index: int) -> int:
    """The end of a paragraph that is one line, or more where the line ends within a date or provision."""
    end = index + 1
    while end < len(lines) and parts_words(lines[end - 1], lines[end]):
        end += 1
    return end


def _end_of_run(lines: Sequence[str], index: int, wrap: Wrap, shattered: Container[int], *, markdown: bool) -> int:
    """The end of the lines of running text from `index` on: a blank line, a table or a head ends them."""
    end = index + 1
    while end < len(lines) and lines[end].strip() and end not in shattered:
        if _special(lines, end, wrap, markdown=markdown)[0] is not None:
            break
        end += 1
    return end


def _of_grid(grid: Grid, *, markdown: bool) -> list[Block]:
    rows = tuple(tuple(_cell_text(cell, markdown=markdown) for cell in row) for row in grid.rows)
    return table_block(replace(grid, rows=rows))


def _paragraphs(lines: Sequence[str], *, markdown: bool) -> list[ParagraphBlock]:
    """The paragraphs of lines that belong together: none when they hold no words, several when they hold `<br>`."""
    if len(lines) == 1 and is_fence(lines[0]):
        return []
    if markdown and len(lines) > 1:  # a mark may open on one line and close on the next
        lines = [" ".join(line.strip() for line in lines)]
    bold = all(is_bold(line, markdown=markdown) for line in lines)
    if len(lines) == 1:
        parts = [plain(part, markdown=markdown) for part in parts_of_line(lines[0])]
        return [ParagraphBlock((Fragment(part),), bold) for part in parts if part and not is_drawn_rule(part)]
    fragments = [Fragment(text) for line in lines if (text := plain(line, markdown=False)) and not is_drawn_rule(text)]
    return [ParagraphBlock(tuple(fragments), bold)] if fragments else []


def _cell_text(text: str, *, markdown: bool) -> str:
    parts = (inner(part, markdown=markdown) for line in text.split("\n") for part in parts_of_line(line))
    return "\n".join(part for part in parts if part)
