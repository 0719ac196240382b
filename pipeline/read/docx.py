"""Word files (docx) to layout: a walk over the XML as a reader sees it.

Tracked changes are read as accepted, automatic numbers are written out, text boxes follow their paragraph, footnotes
stand at the end; headers, footers, hidden text and a table of contents are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.layout import Fragment, Layout, Notice, ParagraphBlock
from pipeline.read.docx_styles import Styles
from pipeline.read.docx_tabs import parted_at_tabs
from pipeline.read.grids import Block, GridCell, is_drawn_rule, table_blocks
from pipeline.read.numbering import Numbering, shown_symbol
from pipeline.read.ooxml import MC, Element, Package, W, attribute, child, child_value, is_on

_INSIDE = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink")}
_INSIDE |= {f"{W}fldSimple", f"{W}dir", f"{W}bdo"}
_MAX_COLUMNS = 63  # the most that Word makes
_CONTENTS = "toc "  # the built-in names of the styles of a table of contents: toc 1, toc 2, …


def read_docx(content: bytes) -> Layout:
    """The layout of a Word file; its paragraphs have no pages, because Word makes pages anew each time.

    Raises UnreadableError (`damaged`, `too_large`, `empty`).
    """
    package = Package(content)
    walk = _Walk(Styles.read(package.part("styles")), Numbering.read(package.part("numbering")))
    body = child(package.main(), "body")
    blocks = parted_at_tabs(list(walk.blocks(body))) if body is not None else []
    notes = [block for kind in ("footnotes", "endnotes") for block in walk.notes(package.part(kind))]
    return Layout(source_format="docx", blocks=(*blocks, *notes), warnings=tuple(walk.notices))


@dataclass(slots=True)
class _Line:
    """A line of a paragraph while it is collected: its text, and whether all of it is bold so far."""

    parts: list[str] = field(default_factory=list)
    bold: bool = True

    def block(self) -> ParagraphBlock | None:
        text = "".join(self.parts)
        if not text.strip() or is_drawn_rule(text):
            return None
        return ParagraphBlock((Fragment(text.strip(" \n\u00a0")),), self.bold)


@dataclass(slots=True)
class _Walk:
    """The walk over one document, with its counters of lists."""

    styles: Styles
    numbering: Numbering
    notices: list[Notice] = field(default_factory=list)
    _noted: list[str] = field(default_factory=list)
    _carried: str = ""

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The blocks among an element's children, in reading order."""
        for element in parent.iterchildren():
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from table_blocks(list(self._cells(element)))
            elif element.tag in _INSIDE:
                yield from self.blocks(element)
            elif element.tag == f"{MC}AlternateContent":
                yield from self.blocks(_chosen(element))

    def notes(self, root: Element | None) -> Iterator[ParagraphBlock]:
        """The footnotes that the text refers to, in the order of the references, each with its number."""
        if root is None:
            return
        kind = root.tag.removeprefix(W).removesuffix("s")
        notes = {attribute(note, "id"): note for note in root.iterchildren(f"{W}{kind}")}
        wanted = [name.partition(" ")[2] for name in self._noted if name.startswith(kind)]
        for number, note_id in enumerate(wanted, start=1):
            if note_id in notes:
                paragraphs = [block for block in self.blocks(notes[note_id]) if isinstance(block, ParagraphBlock)]
                text = " ".join(fragment.text for block in paragraphs for fragment in block.fragments)
                yield ParagraphBlock((Fragment(f"[{number}] {text}"),))

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        properties = child(paragraph, "pPr")
        style = child_value(properties, "pStyle")
        boxes: list[Element] = []
        lines = [_Line()]
        self._collect(paragraph, style, lines, boxes)
        label = self._label(properties, style)
        if self._carried:
            lines[0].parts.insert(0, self._carried)
            self._carried = ""
        if is_on(child(properties, "rPr"), "del"):  # its mark is deleted: the next paragraph goes on with it
            self._carried = label + "".join(part for line in lines for part in line.parts)
        elif self.styles.name(style).lower().startswith(_CONTENTS):
            self._note_contents()
        else:
            yield from _with_label(label, lines)
        for box in boxes:
            yield from self.blocks(box)

    def _label(self, properties: Element | None, style: str) -> str:
        """The label that Word counts for a paragraph, also where the paragraph has no words."""
        own = child(properties, "numPr")
        number_id = child_value(own, "numId") or self.styles.number_id(style)
        if not number_id or number_id == "0":
            return ""
        level = child_value(own, "ilvl") or self.styles.level(style)
        index = int(level) if level.isdigit() else self.numbering.level_of_style(number_id, style)
        return self.numbering.label(number_id, index)

    def _collect(self, parent: Element, style: str, lines: list[_Line], boxes: list[Element]) -> None:
        for element in parent.iterchildren():
            if element.tag == f"{W}r":
                self._run(element, style, lines, boxes)
            elif element.tag in _INSIDE:
                self._collect(element, style, lines, boxes)
            elif element.tag == f"{MC}AlternateContent":
                self._collect(_chosen(element), style, lines, boxes)

    def _run(self, run: Element, style: str, lines: list[_Line], boxes: list[Element]) -> None:
        look = self.styles.look(style, child(run, "rPr"))
        if look.hidden:
            return
        for element in run.iterchildren():
            name = element.tag.removeprefix(W) if isinstance(element.tag, str) else ""
            if name in ("br", "cr"):
                if name == "cr" or attribute(element, "type") in ("", "textWrapping"):
                    lines.append(_Line())
            elif name in ("footnoteReference", "endnoteReference"):
                self._noted.append(f"{name.removesuffix('Reference')} {attribute(element, 'id')}")
            elif name in ("drawing", "pict", "object") or element.tag == f"{MC}AlternateContent":
                boxes += _text_boxes(element)
            elif text := _run_text(name, element):
                lines[-1].parts.append(text.upper() if look.capitals else text)
                lines[-1].bold &= look.bold or not text.strip()

    def _cells(self, table: Element) -> Iterator[GridCell]:
        open_cells: dict[int, GridCell] = {}
        done: list[GridCell] = []
        for row, element in enumerate(_rows(table)):
            column = min(_number(child_value(child(element, "trPr"), "gridBefore"), 0), _MAX_COLUMNS)
            for cell in _inside(element, f"{W}tc"):
                properties = child(cell, "tcPr")
                width = min(max(1, _number(child_value(properties, "gridSpan"), 1)), _MAX_COLUMNS)
                merge = child(properties, "vMerge")
                above = open_cells.get(column)
                blocks = tuple(self.blocks(cell))
                if merge is not None and attribute(merge, "val") != "restart" and above is not None:
                    merged = replace(above, row_span=row - above.row + 1, blocks=above.blocks + blocks)
                    open_cells[column] = merged
                    done[done.index(above)] = merged
                else:
                    open_cells[column] = GridCell(row, column, 1, width, blocks)
                    done.append(open_cells[column])
                column += width
        yield from done

    def _note_contents(self) -> None:
        sentence = "A table of contents was left out; the headings it repeats are read where they stand."
        if not any(notice.code == "contents_left_out" for notice in self.notices):
            self.notices.append(Notice("contents_left_out", sentence))


def _with_label(label: str, lines: list[_Line]) -> Iterator[ParagraphBlock]:
    found: list[ParagraphBlock] = []
    for block in filter(None, (line.block() for line in lines)):
        if found and block.fragments[0].text[0].islower():  # a line end forced in the middle of a sentence
            found[-1] = ParagraphBlock((*found[-1].fragments, *block.fragments), found[-1].bold and block.bold)
        else:
            found.append(block)
    if label and found:
        found[0] = replace(found[0], fragments=(Fragment(label + found[0].fragments[0].text), *found[0].fragments[1:]))
    elif label.strip():
        found = [ParagraphBlock((Fragment(label.strip()),))]
    yield from found


def _run_text(name: str, element: Element) -> str:
    match name:
        case "t":
            return element.text or ""
        case "tab" | "ptab":
            return "\t"
        case "noBreakHyphen":
            return "-"
        case "sym":
            code = attribute(element, "char")
            return shown_symbol(chr(int(code, 16))) if code and int(code, 16) < 0x10000 else ""
        case _:
            return ""


def _rows(table: Element) -> Iterator[Element]:
    for row in _inside(table, f"{W}tr"):
        if child(child(row, "trPr"), "del") is None:
            yield row


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Children of a tag, also those inside content controls and tracked insertions."""
    for element in parent.iterchildren():
        if element.tag == tag:
            yield element
        elif element.tag in _INSIDE:
            yield from _inside(element, tag)


def _chosen(alternate: Element) -> Element:
    """The branch of an AlternateContent that a reader of today shows: the first choice, else the fallback."""
    for branch in alternate.iterchildren(f"{MC}Choice", f"{MC}Fallback"):
        return branch
    return alternate


def _text_boxes(element: Element) -> list[Element]:
    if element.tag == f"{MC}AlternateContent":
        element = _chosen(element)
    boxes = list(element.iter(f"{W}txbxContent"))
    inner = {box for outer in boxes for box in outer.iter(f"{W}txbxContent") if box is not outer}
    return [box for box in boxes if box not in inner and not _is_fallback(box, element)]


def _is_fallback(box: Element, top: Element) -> bool:
    for parent in box.iterancestors():
        if parent is top:
            return False
        if parent.tag == f"{MC}Fallback":
            return True
    return False


def _number(text: str, default: int) -> int:
    return int(text) if text.isdigit() else default
