"""A layout as short lines of text, so that tables of cases can be read by people."""

from __future__ import annotations

from pipeline.layout import CellBlock, Layout, ParagraphBlock


def shown(layout: Layout) -> list[str]:
    """One line for each paragraph (`*` before a bold one) and for each row of a table (`| a | b`).

    A cell that covers several places is followed by `>2` (columns) and `v3` (rows); a line break in a cell is `/`.
    """
    lines: list[str] = []
    for block in layout.blocks:
        if isinstance(block, ParagraphBlock):
            text = " ".join(fragment.text for fragment in block.fragments)
            lines.append(("* " if block.bold else "") + " ".join(text.split()))
        else:
            rows: dict[int, list[CellBlock]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).append(cell)
            lines += ["".join(f"| {_cell(cell)} " for cell in rows[row]).rstrip() for row in sorted(rows)]
    return lines


def _cell(cell: CellBlock) -> str:
    text = " ".join(fragment.text for fragment in cell.fragments).replace("\n", " / ")
    width = f" >{cell.column_span}" if cell.column_span > 1 else ""
    height = f" v{cell.row_span}" if cell.row_span > 1 else ""
    return text + width + height
