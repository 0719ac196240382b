"""HTML to layout: web pages saved from law sites and portals, and documents that Word saved as a web page."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from extractors.markers import marker_of
from pipeline.layout import Fragment, Layout, Notice, ParagraphBlock
from pipeline.read import UnreadableError
from pipeline.read.encodings import decode
from pipeline.read.grids import Block, GridCell, is_drawn_rule, table_blocks
from pipeline.read.html_body import BLOCK_TAGS, instrument_in, is_chrome
from pipeline.read.numbering import number_text
from pipeline.read.stacked_cells import with_stacked_tables

MAX_CHARACTERS = 8_000_000
"""What is read of a page at most, pictures inside it not counted; a page of a law site has about a million."""

MAX_NESTING = 5_000
_TAG = regex.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_SELF_CLOSING_TAGS = "area base br col embed hr img input link meta param source track wbr p li td tr th"
_SELF_CLOSING = frozenset(_SELF_CLOSING_TAGS.split())
_EMBEDDED = regex.compile(r"data:[\w/+.;=-]{1,100}base64,[\w+/=\s%]{1,}")
_MAX_DEPTH = 400
_MAX_SPAN = 200
_BOLD_TAGS = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_BOLD = regex.compile(r"font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)", regex.IGNORECASE)
_NOT_BOLD = regex.compile(r"font-weight\s{0,3}:\s{0,3}(?:normal|[1-5]00)", regex.IGNORECASE)
_UPPER = regex.compile(r"text-transform\s{0,3}:\s{0,3}uppercase", regex.IGNORECASE)
_UNLISTED = regex.compile(r"list-style(?:-type)?\s{0,3}:\s{0,3}none", regex.IGNORECASE)
_CHARSET = regex.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?([\w-]{3,20})", regex.I)
_ARCHIVE = regex.compile(rb"\s{0,20}(?:[\w-]{1,40}:.{0,300}\r?\n){0,20}MIME-Version:", regex.IGNORECASE)
_LIST_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
# A declared encoding that names the letters of Western Europe says nothing of the Vietnamese fonts used with it.
_VAGUE_CHARSETS = frozenset({"iso-8859-1", "latin1", "windows-1252", "us-ascii", "x-user-defined"})


def read_html(content: bytes) -> Layout:
    """The layout of the instrument in a web page.

    Raises UnreadableError: `empty` when the page holds no words, `too_large` when its elements are nested without end.
    """
    text, notices = _characters(_page_of_archive(content))
    text = _EMBEDDED.sub("", text) if "base64" in text else text
    complete = len(text) <= MAX_CHARACTERS
    if not complete:
        sentence = f"Only the first {MAX_CHARACTERS:,} characters of the page were read; split it into its documents."
        text, notices = text[:MAX_CHARACTERS], (*notices, Notice("truncated", sentence))
    _refuse_deep(text)
    body = LexborHTMLParser(text).body
    blocks = with_stacked_tables(list(_Walk().blocks(instrument_in(body)))) if body is not None else []
    if not blocks:
        raise UnreadableError("empty", "The page holds no text; it may load it later: save the page as PDF instead.")
    return Layout(source_format="html", blocks=tuple(blocks), complete=complete, warnings=notices)


def blocks_of(fragment: str) -> list[Block]:
    """The blocks of a piece of HTML that stands inside another text: `<table>…</table>` in a Markdown file.

    Raises UnreadableError: `too_large` for elements nested too deep.
    """
    _refuse_deep(fragment)
    body = LexborHTMLParser(fragment).body
    return list(_Walk().blocks(body)) if body is not None else []


def _refuse_deep(text: str) -> None:
    if _nesting(text) > MAX_NESTING:
        raise UnreadableError(
            "too_large", "The elements of the page are nested beyond measure; save it as PDF instead."
        )


def _nesting(text: str) -> int:
    """How deep elements stand in each other, as far as tags tell: the parser's time grows with the square of it."""
    if text.count("<") < MAX_NESTING:
        return 0
    depth = deepest = 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() not in _SELF_CLOSING:
            depth = depth + 1 if not tag[1] else max(0, depth - 1)
            deepest = max(deepest, depth)
    return deepest


def _page_of_archive(content: bytes) -> bytes:
    """The page inside a web archive (`.mht`), or the content itself."""
    if not _ARCHIVE.match(content[:8192]):
        return content
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else content
    return content


def _characters(content: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The characters: valid UTF-8 proves itself, then the declared encoding counts, then the look of the text."""
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        declared = _CHARSET.search(content[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name and name not in _VAGUE_CHARSETS and not name.startswith("utf"):
        try:
            return content.decode(name), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content)


@dataclass(slots=True)
class _Line:
    parts: list[str] = field(default_factory=list)
    bold: bool = True


@dataclass(slots=True)
class _Walk:
    """The walk over a page; the line that is being collected ends at each block element and each `<br>`."""

    _line: _Line = field(default_factory=_Line)
    _label: str = ""
    _depth: int = 0

    def blocks(self, node: LexborNode, *, bold: bool = False, upper: bool = False) -> Iterator[Block]:
        """The blocks below an element, in reading order."""
        yield from self._inside(node, bold=bold, upper=upper)
        yield from self._end_line()

    def _inside(self, node: LexborNode, *, bold: bool, upper: bool) -> Iterator[Block]:
        if self._depth > _MAX_DEPTH:
            return
        self._depth += 1
        number = _start_of(node)
        for element in node.iter(include_text=True):
            tag = element.tag
            if tag == "-text":
                self._add(element.text_content or "", bold=bold, upper=upper, keep_lines=node.tag == "pre")
                if "\n" in (self._line.parts or [""])[-1]:
                    yield from self._end_line()
            elif tag == "br":
                yield from self._end_line()
            elif not is_chrome(element):
                if tag == "li":
                    number = _number(element.attributes.get("value"), number)
                    yield from self._item(element, _item_label(node, number), bold=bold, upper=upper)
                    number += 1
                else:
                    yield from self._element(element, bold=bold, upper=upper)
        self._depth -= 1

    def _element(self, element: LexborNode, *, bold: bool, upper: bool) -> Iterator[Block]:
        tag, style = element.tag, element.attributes.get("style") or ""
        bold = (bold or tag in _BOLD_TAGS or bool(_BOLD.search(style))) and not _NOT_BOLD.search(style)
        upper = upper or bool(_UPPER.search(style))
        if tag == "table":
            yield from self._end_line()
            yield from table_blocks(list(_cells(element, bold=bold, upper=upper)))
        elif tag in BLOCK_TAGS:
            yield from self._end_line()
            yield from self._inside(element, bold=bold, upper=upper)
            yield from self._end_line()
        elif not (element.attributes.get("href") or "").startswith("#_ftn") or _is_back_reference(element):
            yield from self._inside(element, bold=bold, upper=upper)

    def _item(self, element: LexborNode, label: str, *, bold: bool, upper: bool) -> Iterator[Block]:
        yield from self._end_line()
        self._label = label
        yield from self._element(element, bold=bold, upper=upper)
        self._label = ""

    def _add(self, text: str, *, bold: bool, upper: bool, keep_lines: bool) -> None:
        if not keep_lines:
            text = regex.sub(r"[ \t\r\n\f]+", " ", text)
        self._line.parts.append(text.upper() if upper else text)
        self._line.bold &= bold or not text.strip()

    def _end_line(self) -> Iterator[ParagraphBlock]:
        text, bold = "".join(self._line.parts), self._line.bold
        self._line = _Line()
        for line in text.split("\n"):
            line = regex.sub(r"\s+", " ", line).strip()
            if line and not is_drawn_rule(line):
                if self._label and marker_of(line) is None:
                    line = f"{self._label} {line}"
                self._label = ""
                yield ParagraphBlock((Fragment(line),), bold)


def _is_back_reference(element: LexborNode) -> bool:
    return (element.attributes.get("href") or "").startswith("#_ftnref")


def _start_of(node: LexborNode) -> int:
    return _number(node.attributes.get("start"), 1) if node.tag == "ol" else 1


def _item_label(parent: LexborNode, number: int) -> str:
    """The label that a browser draws before an item of a list; "" where the page switches it off."""
    if _UNLISTED.search(parent.attributes.get("style") or ""):
        return ""
    if parent.tag != "ol":
        return "-"
    return number_text(number, _LIST_FORMATS.get(parent.attributes.get("type") or "1", "decimal")) + "."


def _cells(table: LexborNode, *, bold: bool, upper: bool) -> Iterator[GridCell]:
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(_rows(table)):
        column = 0
        for cell in element.iter():
            if cell.tag not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            width = min(max(1, _number(cell.attributes.get("colspan"), 1)), max(1, _MAX_SPAN - column))
            height = min(max(1, _number(cell.attributes.get("rowspan"), 1)), _MAX_SPAN)
            taken |= {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
            heavy = bold or cell.tag == "th" or bool(_BOLD.search(cell.attributes.get("style") or ""))
            yield GridCell(row, column, height, width, tuple(_Walk().blocks(cell, bold=heavy, upper=upper)))
            column += width


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for element in table.iter():
        if element.tag == "tr":
            yield element
        elif element.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(element)


def _number(text: str | None, default: int) -> int:
    return int(text) if text and regex.fullmatch(r"\d{1,4}", text.strip()) else default
