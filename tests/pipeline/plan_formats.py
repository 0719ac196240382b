"""A plan in every format that plans come in: plain text, Markdown, web page, Word, PDF, scan.

A plan is a `Sample`, as the writers in `scripts` take it; `sample_of` makes one of the layout of any document, with
the numbers of its items written out.
"""

from __future__ import annotations

import html
import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import takewhile
from pathlib import Path

import pypdfium2
import pytest
from sample_docx import MOTTO, write_docx
from sample_pdf import Numbers, font_files, write_pdf
from sample_source import Block, Cell, Grid, Sample

from pipeline.layout import CellBlock, Layout, ParagraphBlock, TableBlock

FAMILIES = ("Liberation Serif", "Tinos")
SCAN_DPI = 200
_LONGEST_HEAD = 110


@cache
def family() -> str | None:
    """A family of fonts on this machine that has the letters of Vietnamese."""
    for name in FAMILIES:
        try:
            font_files(name)
        except (ValueError, OSError):
            continue
        return name
    return None


needs_fonts = pytest.mark.skipif(family() is None, reason="no serif fonts with Vietnamese letters (fonts-liberation2)")


def sample_of(layout: Layout) -> Sample:
    """The plan of a layout; what stands before its first sentence is set in the middle."""
    blocks = [_block(block) for block in layout.blocks]
    head = sum(1 for _ in takewhile(_is_head, blocks))
    return Sample("plan", (*(Block("center", block.text) for block in blocks[:head]), *blocks[head:]))


def _is_head(block: Block) -> bool:
    return block.kind == "p" and len(block.text) < _LONGEST_HEAD and not block.text.endswith((",", ";", ":", "."))


def _block(block: ParagraphBlock | TableBlock) -> Block:
    if isinstance(block, ParagraphBlock):
        return Block("p", " ".join(fragment.text for fragment in block.fragments))
    cells = tuple(_cell(cell) for cell in block.cells)
    width = 1 + max(cell.column + cell.column_span - 1 for cell in cells)
    height = 1 + max(cell.row + cell.row_span - 1 for cell in cells)
    return Block("table", grid=Grid(_widths(cells, width), 0, height, cells))


def _cell(cell: CellBlock) -> Cell:
    text = "\n".join(fragment.text for fragment in cell.fragments)
    return Cell(cell.row, cell.column, text, cell.bold, cell.row_span, cell.column_span)


def _widths(cells: tuple[Cell, ...], width: int) -> tuple[float, ...]:
    """The width of A4 shared out by the longest words and texts of the columns."""
    needed = [30.0] * width
    for cell in cells:
        if cell.column_span == 1 and cell.text:
            longest_word = max(map(len, cell.text.split()), default=0)
            needed[cell.column] = max(needed[cell.column], 7.5 * longest_word + 14, min(len(cell.text), 60) * 2.2)
    return tuple(480 * share / sum(needed) for share in needed)


def as_text(sample: Sample) -> bytes:
    """One paragraph per line with blank lines between them, rows of tables as lines of cells with tabs."""
    parts = [
        "\n".join("\t".join(cell.replace("\n", " ") for cell in row) for row in _rows(block.grid))
        if block.grid is not None
        else "\n\n".join(_lines(block, numbers))
        for block, numbers in _numbered(sample)
    ]
    return "\n\n".join(filter(None, parts)).encode()


def as_markdown(sample: Sample) -> bytes:
    """Headings as Markdown writes them, tables with pipes."""
    parts = []
    for block, numbers in _numbered(sample):
        if block.grid is not None:
            rows = [[cell.replace("\n", "<br>") for cell in row] for row in _rows(block.grid)]
            rows.insert(1, ["---"] * len(block.grid.widths))
            parts.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
            continue
        mark = {"h1": "## {}", "h2": "### {}", "title": "**{}**", "center": "**{}**"}.get(block.kind, "{}")
        parts.append("\n\n".join(mark.format(line) for line in _lines(block, numbers)))
    return "\n\n".join(filter(None, parts)).encode()


def as_html(sample: Sample) -> bytes:
    """A web page: head and foot in tables without borders, merged cells as they are."""
    parts = []
    for block, numbers in _numbered(sample):
        match block.kind:
            case "head":
                parts.append(_beside(block.lines, MOTTO) + _beside((block.number,), (block.date,)))
            case "foot":
                parts.append(_beside(("Nơi nhận:", *block.lines), (*block.right, block.name)))
            case _ if block.grid is not None:
                parts.append(_html_table(block.grid))
            case _:
                parts += [f"<p>{html.escape(line)}</p>" for line in _lines(block, numbers)]
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(parts)}</body></html>'.encode()


def as_docx(sample: Sample) -> bytes:
    """A Word file with Word's own numbers."""
    return write_docx(sample)


def as_pdf(sample: Sample) -> bytes:
    """A PDF with a text layer."""
    return write_pdf(sample, family() or FAMILIES[0])


def as_pdf_without_rulings(sample: Sample) -> bytes:
    """A PDF with a text layer, its tables set in columns by white space alone."""
    return write_pdf(sample, family() or FAMILIES[0], ruled=False)


def as_doc(sample: Sample, folder: Path) -> bytes:
    """A file of Word 97, as LibreOffice makes it from the Word file; it loses a table that no paragraph follows."""
    source = folder / "plan.docx"
    source.write_bytes(as_docx(replace(sample, blocks=(*sample.blocks, Block("p", "")))))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source.with_suffix(".doc").read_bytes()


def as_scan(sample: Sample) -> bytes:
    """The pages of the PDF as pictures."""
    document = pypdfium2.PdfDocument(as_pdf(sample))
    pictures = [page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil() for page in document]
    file = io.BytesIO()
    pictures[0].save(file, "PDF", resolution=SCAN_DPI, save_all=True, append_images=pictures[1:], quality=80)
    return file.getvalue()


def _numbered(sample: Sample) -> Iterator[tuple[Block, Numbers]]:
    numbers = Numbers()
    for block in sample.blocks:
        yield block, numbers


def _lines(block: Block, numbers: Numbers) -> list[str]:
    """The paragraphs of a block that is no table."""
    match block.kind:
        case "head":
            return [*block.lines, *MOTTO, block.number, block.date]
        case "foot":
            return ["Nơi nhận:", *block.lines, *block.right, block.name]
        case "title":
            return list(block.lines)
        case "landscape" | "page_break":
            return []
        case "p" | "center" | "centeritalic":
            return [block.text]
    return [f"{numbers.label(block.kind)} {block.text}"]


def _rows(grid: Grid) -> list[list[str]]:
    """The rows of a table with the words of a merged cell in each of its places."""
    rows = [[""] * len(grid.widths) for _ in range(grid.height)]
    for cell, text in grid.numbered():
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                rows[r][c] = text
    return rows


def _html_table(grid: Grid) -> str:
    rows: list[list[str]] = [[] for _ in range(grid.height)]
    for cell, text in grid.numbered():
        words = html.escape(text).replace("\n", "<br>")
        rows[cell.row].append(f'<td rowspan="{cell.row_span}" colspan="{cell.column_span}">{words}</td>')
    lines = (f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<table border="1">{"".join(lines)}</table>'


def _beside(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    cells = ("<br>".join(map(html.escape, lines)) for lines in (left, right))
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<table border="0"><tr>{row}</tr></table>'
