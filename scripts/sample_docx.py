"""A sample as Word file: numbers made by Word's own numbering, merged cells, portrait and landscape sections."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from sample_source import Block, Grid, Sample

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
OUTLINE, BULLETS, ARTICLES, ROWS = 90, 91, 92, 93
LEVELS = {
    OUTLINE: (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")),
    BULLETS: (("bullet", "-"),),
    ARTICLES: (("decimal", "Điều %1."),),
    ROWS: (("decimal", "%1"),),
}
PLACES = {
    "h1": (OUTLINE, 0),
    "h2": (OUTLINE, 1),
    "letter": (OUTLINE, 2),
    "item": (BULLETS, 0),
    "article": (ARTICLES, 0),
}


def write_docx(sample: Sample) -> bytes:
    """The bytes of the Word file."""
    document = Document()
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 1)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(13)
    _define_numbers(document)
    for block in sample.blocks:
        _write(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _define_numbers(document: WordDocument) -> None:
    root = document.part.numbering_part.element
    first = root.find("{*}num")
    for key, levels in LEVELS.items():
        body = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for i, (form, text) in enumerate(levels)
        )
        abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{body}</w:abstractNum>'
        first.addprevious(parse_xml(abstract))
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'))


def _number(paragraph: Paragraph, key: int, level: int) -> None:
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(xml))


def _write(document: WordDocument, block: Block) -> None:
    match block.kind:
        case "head":
            table = document.add_table(2, 2)
            _fill(table.cell(0, 0), block.lines, bold=True)
            _fill(table.cell(0, 1), MOTTO, bold=True)
            _fill(table.cell(1, 0), (block.number,))
            _fill(table.cell(1, 1), (block.date,), italic=True)
        case "foot":
            table = document.add_table(1, 2)
            _fill(table.cell(0, 0), ("Nơi nhận:", *block.lines), centered=False)
            _fill(table.cell(0, 1), (*block.right, "", "", "", block.name), bold=True)
        case "title":
            for line in block.lines:
                _paragraph(document, line, centered=True, bold=True)
        case "center" | "centeritalic":
            italic = block.kind == "centeritalic"
            _paragraph(document, block.text, centered=True, bold=not italic, italic=italic)
        case "p":
            _paragraph(document, block.text)
        case "page_break":
            document.add_page_break()
        case "landscape":
            section = document.add_section(WD_SECTION.NEW_PAGE)
            section.orientation = WD_ORIENT.LANDSCAPE if block.flag else WD_ORIENT.PORTRAIT
            section.page_width, section.page_height = section.page_height, section.page_width
        case "table" if block.grid is not None:
            _table(document, block.grid)
        case _:
            paragraph = _paragraph(document, block.text, bold=block.kind in ("h1", "h2"))
            _number(paragraph, *PLACES[block.kind])


def _paragraph(
    document: WordDocument, text: str, *, centered: bool = False, bold: bool = False, italic: bool = False
) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if centered:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _fill(
    cell: _Cell, lines: tuple[str, ...], *, bold: bool = False, italic: bool = False, centered: bool = True
) -> None:
    for index, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        run = paragraph.add_run(line)
        run.bold, run.italic = bold, italic
        if centered:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(document: WordDocument, grid: Grid) -> None:
    table = document.add_table(grid.height, len(grid.widths))
    table.style = "Table Grid"
    for cell in grid.cells:
        place = table.cell(cell.row, cell.column)
        if (cell.row_span, cell.column_span) != (1, 1):
            place = place.merge(table.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1))
        if cell.text is None:
            _number(place.paragraphs[0], ROWS, 0)
        else:
            _fill(place, tuple(cell.text.split("\n")), bold=cell.bold, centered=False)


def _with_fixed_times(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            fixed = zipfile.ZipInfo(entry.filename, (2026, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(entry))
    return buffer.getvalue()
