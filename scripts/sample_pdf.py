"""A sample as PDF with a text layer: embedded fonts, ruled tables, page numbers at the top from the second page on."""

from __future__ import annotations

import io
import subprocess
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from sample_source import Block, Grid, Sample

FONT = "Serif"
STYLES = {"": "", "-Bold": ":bold", "-Italic": ":italic", "-BoldItalic": ":bold:italic"}
MARGIN = 57.0
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
LETTERS = "abcdđeghik"
BODY = ParagraphStyle(
    "body", fontName=FONT, fontSize=13, leading=17, alignment=TA_JUSTIFY, firstLineIndent=28, spaceAfter=5
)
CENTER = ParagraphStyle("center", parent=BODY, alignment=TA_CENTER, firstLineIndent=0)
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=11, leading=13)
CELL_CENTER = ParagraphStyle("cell-center", parent=CELL, alignment=TA_CENTER)


def write_pdf(sample: Sample, family: str = "Liberation Serif", *, ruled: bool = True) -> bytes:
    """The bytes of the PDF, in a family of fonts of the system; its tables may be without rulings.

    Raises ValueError when the fonts are not installed.
    """
    rl_config.invariant = 1
    for suffix, path in font_files(family).items():
        pdfmetrics.registerFont(TTFont(FONT + suffix, path))
    pdfmetrics.registerFontFamily(FONT, FONT, f"{FONT}-Bold", f"{FONT}-Italic", f"{FONT}-BoldItalic")
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4, title=sample.output, author="kehoach")
    document.addPageTemplates([_template("portrait", A4), _template("landscape", landscape(A4))])
    document.build(_story(sample, ruled=ruled))
    return buffer.getvalue()


def font_files(family: str) -> dict[str, str]:
    """The files of a family of fonts with Vietnamese letters (Ế), by the ending of their style.

    Raises ValueError when it is not installed; older fonts of a name may lack the letters.
    """
    files = {}
    for suffix, style in STYLES.items():
        command = ["fc-match", "-f", "%{family}\t%{file}", f"{family}{style}:charset=1ebe"]
        found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        names, _, files[suffix] = found.partition("\t")
        if family not in names:
            raise ValueError(f"The fonts {family} are missing. On Debian: apt-get install fonts-liberation2")
    return files


def _template(name: str, size: tuple[float, float]) -> PageTemplate:
    width, height = size
    frame = Frame(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN, 0, 0, 0, 0)

    def number(canvas: Canvas, _: BaseDocTemplate) -> None:
        if canvas.getPageNumber() > 1:
            canvas.setFont(FONT, 13)
            canvas.drawCentredString(width / 2, height - 40, str(canvas.getPageNumber()))

    return PageTemplate(name, [frame], onPage=number, pagesize=size)


class Numbers:
    """Counters of the outline."""

    def __init__(self) -> None:
        self.h1 = self.h2 = self.letter = self.article = 0

    def label(self, kind: str) -> str:
        if kind == "h1":
            self.h1, self.h2, self.letter = self.h1 + 1, 0, 0
            return ROMAN[self.h1 - 1] + "."
        if kind == "h2":
            self.h2, self.letter = self.h2 + 1, 0
            return f"{self.h2}."
        if kind == "letter":
            self.letter += 1
            return LETTERS[self.letter - 1] + ")"
        if kind == "article":
            self.article += 1
            return f"Điều {self.article}."
        return "-"


def _story(sample: Sample, *, ruled: bool) -> list[Flowable]:
    numbers = Numbers()
    story: list[Flowable] = []
    for block in sample.blocks:
        story += _flowables(block, numbers, ruled=ruled)
    return story


def _flowables(block: Block, numbers: Numbers, *, ruled: bool) -> list[Flowable]:
    match block.kind:
        case "head":
            return [_head(block), Spacer(0, 14)]
        case "foot":
            return [Spacer(0, 12), _foot(block)]
        case "title":
            return [Paragraph(f"<b>{escape(line)}</b>", CENTER) for line in block.lines] + [Spacer(0, 8)]
        case "center":
            return [Paragraph(f"<b>{escape(block.text)}</b>", CENTER)]
        case "centeritalic":
            return [Paragraph(f"<i>{escape(block.text)}</i>", CENTER)]
        case "p":
            return [Paragraph(escape(block.text), BODY)]
        case "landscape":
            return [NextPageTemplate("landscape" if block.flag else "portrait"), PageBreak()]
        case "page_break":
            return [PageBreak()]
    if block.grid is not None:
        return [_table(block.grid, ruled=ruled), Spacer(0, 10)]
    line = f"{numbers.label(block.kind)} {escape(block.text)}"
    return [Paragraph(f"<b>{line}</b>" if block.kind in ("h1", "h2") else line, BODY)]


def _head(block: Block) -> Table:
    left = "<br/>".join(f"<b>{escape(line)}</b>" for line in block.lines)
    right = "<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br/><b>Độc lập - Tự do - Hạnh phúc</b>"
    rows = [
        [Paragraph(left, CELL_CENTER), Paragraph(right, CELL_CENTER)],
        [Paragraph(escape(block.number), CELL_CENTER), Paragraph(f"<i>{escape(block.date)}</i>", CELL_CENTER)],
    ]
    return Table(rows, [190, 290])


def _foot(block: Block) -> Table:
    left = "<b><i>Nơi nhận:</i></b><br/>" + "<br/>".join(map(escape, block.lines))
    right = "<br/>".join(f"<b>{escape(line)}</b>" for line in block.right)
    right += "<br/>" * 5 + f"<b>{escape(block.name)}</b>"
    table = Table([[Paragraph(left, CELL), Paragraph(right, CELL_CENTER)]], [240, 240])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


def _table(grid: Grid, *, ruled: bool) -> Table:
    rows: list[list[object]] = [["" for _ in grid.widths] for _ in range(grid.height)]
    style: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE" if ruled else "TOP")]
    if ruled:
        style.insert(0, ("GRID", (0, 0), (-1, -1), 0.5, black))
    for cell, words in grid.numbered():
        text = escape(words).replace("\n", "<br/>")
        paragraph_style = CELL_CENTER if cell.column == 0 or cell.row < grid.repeat else CELL
        rows[cell.row][cell.column] = Paragraph(f"<b>{text}</b>" if cell.bold else text, paragraph_style)
        last = (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1)
        if last != (cell.column, cell.row):
            style.append(("SPAN", (cell.column, cell.row), last))
    return Table(rows, list(grid.widths), repeatRows=grid.repeat, style=style)
