"""The text of a document as HTML: headings, paragraphs, tables, and every mark around its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from markupsafe import Markup

from pipeline.report.blocks import Block, TableBlock
from pipeline.report.columns import Cell, Row
from pipeline.report.spans import Mark, Node, nested
from pipeline.report.words import spoken

_HIGHEST = 3
"""The level of a top heading in the page, below the page's own and that of the text."""
_LOWEST = 6


def text_html(text: str, blocks: Sequence[Block], marks: Sequence[Mark], levels: dict[str, int]) -> Markup:
    """The blocks as HTML. `levels` tells the level of each heading by its key."""
    return _TextWriter(text, marks, levels).html(blocks)


class _TextWriter:
    def __init__(self, text: str, marks: Sequence[Mark], levels: dict[str, int]) -> None:
        self._text = text
        self._marks = sorted(marks, key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self._marks]
        self._reached = list(accumulate((mark.end for mark in self._marks), max))
        self._levels = levels

    def html(self, blocks: Sequence[Block]) -> Markup:
        return Markup("\n").join(
            self._table(block) if isinstance(block, TableBlock) else self._paragraph(block.start, block.end)
            for block in blocks
        )

    def _paragraph(self, start: int, end: int) -> Markup:
        nodes = nested(start, end, self._near(start, end))
        heading = nodes[0].mark if len(nodes) == 1 else None
        if heading is not None and heading.kind == "head" and nodes[0].is_first:
            level = min(_HIGHEST - 1 + self._levels.get(heading.key, 1), _LOWEST)
            tag = Markup("h") + str(level)
            inside = self._nodes(nodes[0].children)
            return Markup('<{} class="head" id="{}">{}</{}>').format(tag, heading.key, inside, tag)
        return Markup("<p>{}</p>").format(self._nodes(nodes))

    def _table(self, block: TableBlock) -> Markup:
        heads = [row for row in block.rows if row.is_head]
        body = [row for row in block.rows if not row.is_head]
        parts = [
            Markup('<div class="scroll" tabindex="0" role="region" {}><table class="plan">').format(
                spoken("table_of_the_plan")
            )
        ]
        if heads:
            parts.append(Markup("<thead>{}</thead>").format(self._rows(heads)))
        parts.append(Markup("<tbody>{}</tbody></table></div>").format(self._rows(body)))
        return Markup("").join(parts)

    def _rows(self, rows: Sequence[Row]) -> Markup:
        return Markup("").join(self._row(row) for row in rows)

    def _row(self, row: Row) -> Markup:
        cells = Markup("").join(self._cell(cell, is_head=row.is_head) for cell in row.cells)
        opening = Markup('<tr class="group">') if row.is_group else Markup("<tr>")
        return opening + cells + Markup("</tr>")

    def _cell(self, cell: Cell, *, is_head: bool) -> Markup:
        tag = Markup('th scope="col"') if is_head else Markup("td")
        wide = Markup(' colspan="{}"').format(cell.columns) if cell.columns > 1 else ""
        high = Markup(' rowspan="{}"').format(cell.rows) if cell.rows > 1 else ""
        inside = self._nodes(nested(cell.start, cell.end, self._near(cell.start, cell.end)))
        return Markup("<{}{}{}>{}</{}>").format(tag, wide, high, inside, "th" if is_head else "td")

    def _near(self, start: int, end: int) -> list[Mark]:
        """The marks that touch a stretch, without a look at those that cannot."""
        first, last = bisect_right(self._reached, start), bisect_left(self._starts, end)
        return [mark for mark in self._marks[first:last] if mark.end > start]

    def _nodes(self, nodes: Sequence[Node]) -> Markup:
        return Markup("").join(self._node(node) for node in nodes)

    def _node(self, node: Node) -> Markup:
        if node.mark is None:
            return Markup.escape(self._text[node.start : node.end])
        inside = self._nodes(node.children)
        key = node.mark.key
        anchor = Markup(' id="{}"').format(key) if node.is_first else ""
        if node.mark.kind == "head":
            return Markup('<strong class="head"{}>{}</strong>').format(anchor, inside)
        chip = _chip(key) if node.mark.kind == "task" and node.is_first else ""
        return Markup('{}<mark class="m {}"{} data-card="{}">{}</mark>').format(
            chip, node.mark.kind, anchor, key, inside
        )


def _chip(key: str) -> Markup:
    """The number of a task before its words: a link to its row. It is drawn by the style sheet, so it is no text."""
    said = spoken("row_of_task", n=key[1:])
    return Markup('<a class="chip" href="#row-{}" data-n="{}" {}></a>').format(key, key[1:], said)
