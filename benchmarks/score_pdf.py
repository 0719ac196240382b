"""Compare what the PDF reader gives with the exact truth of generated PDFs: every cell, every paragraph, in order.

    python benchmarks/score_pdf.py FOLDER_OR_FILES… [--misses]

Beside each `name.pdf` stands `name.json`: `blocks` (kind, text, lines) and `tables` (rows of cells, null where merged).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from extractors.plan_text import Paragraph, PlanText, Table
from pipeline.canonical import canonical
from pipeline.read import read

_COLUMN_ORDER = {"hdr_left": 0, "hdr_right": 1}


@dataclass
class Score:
    """What was reached on one file. Character errors are insertions, deletions and substitutions."""

    cells: int = 0
    cells_right: int = 0
    paragraphs: int = 0
    paragraphs_right: int = 0
    in_order: int = 0
    characters: int = 0
    character_errors: int = 0
    misses: list[tuple[str, str]] = field(default_factory=list)

    @property
    def cell_share(self) -> float:
        """Cells whose words are exactly those of the truth."""
        return self.cells_right / max(1, self.cells)

    @property
    def character_share(self) -> float:
        """Characters that are right, white space folded."""
        return 1 - self.character_errors / max(1, self.characters)


def folded(text: str) -> str:
    """NFC with white space folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def score(plan: PlanText, truth: dict[str, Any]) -> Score:
    """Compare a canonical text with its truth."""
    result = Score()
    _score_tables(plan, truth, result)
    _score_paragraphs(plan, truth, result)
    return result


def _score_tables(plan: PlanText, truth: dict[str, Any], result: Score) -> None:
    found = [block for block in plan.blocks if isinstance(block, Table)]
    for expected in truth["tables"]:
        rows = [row["cells"] for row in expected["rows"]]
        table = max(found, key=lambda table: _likeness(plan, table, rows), default=None)
        if table is not None:
            found = found[found.index(table) + 1 :]
        ours = [] if table is None else [_row(plan, table, index) for index in range(len(table.rows))]
        for row, mine in _aligned(rows, ours):
            for column, cell in enumerate(row):
                if cell is None:
                    continue
                text = mine[column] if mine is not None and column < len(mine) else ""
                result.cells += 1
                result.cells_right += folded(cell) == text
                result.characters += len(folded(cell))
                if folded(cell) != text:
                    result.character_errors += distance(folded(cell), text)
                    result.misses.append((folded(cell), text))


def _likeness(plan: PlanText, table: Table, rows: list[list[str | None]]) -> float:
    words = {folded(cell) for row in rows for cell in row if cell}
    ours = {_text(plan, cell) for row in table.rows for cell in row}
    return len(words & ours) / len(words)


def _row(plan: PlanText, table: Table, index: int) -> list[str]:
    """The words of a row; a merged cell counts at its first place alone."""
    cells = enumerate(table.rows[index])
    return [_text(plan, cell) if (cell.row, cell.column) == (index, column) else "" for column, cell in cells]


def _text(plan: PlanText, cell: Any) -> str:
    return folded(plan.text[cell.start : cell.end])


def _aligned(rows: list[list[str | None]], ours: list[list[str]]) -> list[tuple[list[str | None], list[str] | None]]:
    """Each row of the truth with its most similar row of ours, in order."""
    keys = ["|".join(folded(cell or "") for cell in row) for row in rows]
    mine = ["|".join(row) for row in ours]
    best = [[0.0] * (len(mine) + 1) for _ in range(len(keys) + 1)]
    for i, key in enumerate(keys):
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(key)
        for j, other in enumerate(mine):
            pair = 0.0
            if abs(i - j) < 40:
                matcher.set_seq1(other)
                pair = 1.0 if key == other else matcher.quick_ratio() if matcher.real_quick_ratio() > 0.3 else 0.0
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + pair)
    pairs: list[tuple[list[str | None], list[str] | None]] = []
    i, j = len(keys), len(mine)
    while i:
        if j and best[i][j] > best[i - 1][j] and best[i][j] > best[i][j - 1]:
            pairs.append((rows[i - 1], ours[j - 1]))
            i, j = i - 1, j - 1
        elif j and best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            pairs.append((rows[i - 1], None))
            i -= 1
    return pairs[::-1]


def _score_paragraphs(plan: PlanText, truth: dict[str, Any], result: Score) -> None:
    expected = _expected_paragraphs(truth)
    ours = [folded(plan.text[block.start : block.end]) for block in plan.blocks if isinstance(block, Paragraph)]
    places: list[int] = []
    result.paragraphs = len(expected)
    pool = list(enumerate(ours))
    for text in expected:
        place = next((index for index, other in pool if other == text), None)
        result.characters += len(text)
        if place is None:
            near = max(ours, key=lambda other: SequenceMatcher(None, other, text, autojunk=False).ratio(), default="")
            result.character_errors += min(distance(text, near), len(text))
            result.misses.append((text, near))
            continue
        pool = [item for item in pool if item[0] != place]
        result.paragraphs_right += 1
        places.append(place)
    result.in_order = _longest_rise(places)


def _expected_paragraphs(truth: dict[str, Any]) -> list[str]:
    blocks = [block for block in truth["blocks"] if block["kind"] != "table"]
    head = [block for block in blocks if block["kind"] in _COLUMN_ORDER]
    first = blocks.index(head[0]) if head else 0
    head.sort(key=lambda block: _COLUMN_ORDER[block["kind"]])
    ordered = [*head, *(block for block in blocks[first:] if block["kind"] not in _COLUMN_ORDER)]
    return [folded(line) for block in ordered for line in block.get("lines") or [block["text"]]]


def _longest_rise(places: list[int]) -> int:
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


def distance(a: str, b: str) -> int:
    """Levenshtein distance."""
    if len(a) < len(b):
        a, b = b, a
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        before, row[0] = row[0], i
        for j, right in enumerate(b, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]


def truth_of(path: Path) -> dict[str, Any] | None:
    """The truth of a file: its own, or that of the file it is a variant of (`p30gs` of `p30`)."""
    stems = [path.stem, path.stem[:3], path.stem[:2]]
    found = next((path.with_name(f"{stem}.json") for stem in stems if path.with_name(f"{stem}.json").exists()), None)
    return json.loads(found.read_text(encoding="utf-8")) if found is not None else None


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare what the readers give with the truth beside the files.")
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what differs")
    options = parser.parse_args()
    files = [file for path in options.paths for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    for file in files:
        truth = truth_of(file)
        if truth is None:
            continue
        start = time.perf_counter()
        layout = read(file.read_bytes())
        seconds = time.perf_counter() - start
        found = score(canonical(layout), truth)
        print(
            f"{file.name:16} cells {found.cells_right}/{found.cells} = {found.cell_share:.2%}"
            f"  paragraphs {found.paragraphs_right}/{found.paragraphs} (in order {found.in_order})"
            f"  characters {found.character_share:.2%}  {seconds:.1f} s  pages {layout.page_count}"
        )
        for expected, got in found.misses if options.misses else ():
            print(f"  - {expected}\n  + {got}")


if __name__ == "__main__":
    main()
