"""Plans made of lines, for the tests of extractors: a paragraph a line, a line with `|` a row of a table."""

from __future__ import annotations

from extractors.plan_text import Block, Cell, Paragraph, Piece, PlanText, Table


def plan_of(text: str) -> PlanText:
    """A plan whose paragraphs are the lines of `text`; lines `| a | b |` in a row are one table."""
    builder = _Builder()
    rows: list[list[str]] = []
    for line in text.strip().splitlines():
        line = line.strip()
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        builder.add_table(rows)
        rows = []
        if line:
            builder.add_paragraph(line)
    builder.add_table(rows)
    return PlanText("".join(builder.parts), tuple(builder.blocks))


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.length = 0

    def add_paragraph(self, line: str) -> None:
        start = self._begin()
        self._write(line)
        self.blocks.append(Paragraph(start, self.length, (Piece(start, self.length),)))

    def add_table(self, rows: list[list[str]]) -> None:
        """A cell `<` repeats the one on its left, as a merged cell does."""
        if not rows:
            return
        start = self._begin()
        grid: list[tuple[Cell, ...]] = []
        for r, texts in enumerate(rows):
            spans = [1 + _run(texts, c) for c in range(len(texts))]
            cells: list[Cell] = []
            for c, text in enumerate(texts):
                if text == "<":
                    cells.append(cells[-1])
                    continue
                if cells or r:
                    self._write("\t" if cells else "\n")
                begin = self.length
                self._write(text)
                cells.append(Cell(begin, self.length, (Piece(begin, self.length),), r, c, column_span=spans[c]))
            grid.append(tuple(cells))
        self.blocks.append(Table(start, self.length, tuple(grid)))

    def _begin(self) -> int:
        if self.parts:
            self._write("\n")
        return self.length

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _run(texts: list[str], column: int) -> int:
    count = 0
    while column + count + 1 < len(texts) and texts[column + count + 1] == "<":
        count += 1
    return count
