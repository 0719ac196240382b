"""Plain text and Markdown: lines to paragraphs and tables.

Marks of Markdown and of HTML inside the text are taken off here; joining what was broken over lines and pages is the
work of `pipeline.canonical`.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from pipeline.layout import Fragment, Layout, Notice, ParagraphBlock, TableBlock
from pipeline.read.cells import Grid, blank_cell_table, cell_lines, pipe_rows, tab_rows, table_block
from pipeline.read.encodings import decode

MAX_CHARACTERS = 5_000_000
_MARKDOWN = regex.compile(r"^\s{0,3}#{1,6}\s|\*\*\S|^\s{0,3}\|.*\|\s*$|\]\(https?:", regex.MULTILINE)
_HASHES = regex.compile(r"^\s{0,3}#{1,6}\s{1,3}|\s#{1,6}\s*$")
_RULE = regex.compile(r"^[\s\-–—_=*~.]{3,}$")
_LINK = regex.compile(r"!?\[([^\]\n]{0,300})\]\([^)\s]{0,500}\)")
_TAG = regex.compile(r"</?(?:b|i|u|em|strong|span|font|sup|sub|p|div|center)(?:\s[^<>]{0,200})?>", regex.IGNORECASE)
_BREAK = regex.compile(r"\s*<br\s*/?>\s*", regex.IGNORECASE)
_BOLD = regex.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1", regex.DOTALL)
_ITALIC = regex.compile(r"(?<![*\w\\])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=\S)\*(?![*\w])")
_ESCAPE = regex.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")
_ENTITY = regex.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d{1,5});")


def read_text(content: bytes) -> Layout:
    """The layout of a text or Markdown file. Raises UnreadableError for what is no text."""
    text, notices = decode(content)
    complete = len(text) <= MAX_CHARACTERS
    if not complete:
        sentence = f"Only the first {MAX_CHARACTERS:,} characters of {len(text):,} were read; split the file."
        notices = (*notices, Notice("truncated", sentence))
        text = text[:MAX_CHARACTERS]
    is_markdown = len(_MARKDOWN.findall(text)) >= 2
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    return Layout(
        source_format="markdown" if is_markdown else "text",
        blocks=tuple(_blocks(lines, is_markdown=is_markdown)),
        complete=complete,
        warnings=notices,
    )


def _blocks(lines: list[str], *, is_markdown: bool) -> list[ParagraphBlock | TableBlock]:
    blocks: list[ParagraphBlock | TableBlock] = []
    index = 0
    readers = (pipe_rows, tab_rows, cell_lines, blank_cell_table)
    while index < len(lines):
        grid = next((found for reader in readers if (found := reader(lines, index)) is not None), None)
        if grid is not None:
            blocks += _of_grid(grid, is_markdown=is_markdown)
            index = grid.end
            continue
        paragraph = _paragraph(lines[index], is_markdown=is_markdown)
        if paragraph is not None:
            blocks += paragraph
        index += 1
    return blocks


def _of_grid(grid: Grid, *, is_markdown: bool) -> list[ParagraphBlock | TableBlock]:
    rows = tuple(tuple(_cell_text(cell, is_markdown=is_markdown) for cell in row) for row in grid.rows)
    return table_block(replace(grid, rows=rows))


def _paragraph(line: str, *, is_markdown: bool) -> list[ParagraphBlock]:
    """The paragraphs of one line: none when it is blank, several when it holds `<br>`."""
    bold = bool(_BOLD.fullmatch(_HASHES.sub("", line).strip()) or (is_markdown and _HASHES.match(line)))
    parts = [plain(part, is_markdown=is_markdown) for part in _BREAK.split(line)]
    return [ParagraphBlock((Fragment(part),), bold) for part in parts if part and not _RULE.match(part)]


def _cell_text(text: str, *, is_markdown: bool) -> str:
    parts = (plain(part, is_markdown=is_markdown) for part in _BREAK.sub("\n", text).split("\n"))
    return "\n".join(part for part in parts if part)


def plain(text: str, *, is_markdown: bool) -> str:
    """A line without the marks of Markdown and HTML, white space folded; the words stay as they are."""
    text = _TAG.sub("", text)
    if "&" in text:
        from html import unescape

        text = _ENTITY.sub(lambda m: unescape(m[0]), text)
    if is_markdown:
        text = _HASHES.sub("", text)
        text = _LINK.sub(r"\1", text)
        text = _BOLD.sub(r"\2", text)
        text = _ITALIC.sub(r"\1", text)
        text = _ESCAPE.sub(r"\1", text).replace("**", "")  # a bold run that goes on over a line end leaves half its marks
    return regex.sub(r"\s+", " ", text.replace("\u200b", "").replace("\ufeff", "")).strip()
