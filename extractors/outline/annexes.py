"""Annexes: their titles, and what they are for."""

from __future__ import annotations

from collections.abc import Callable

import regex

from extractors.markers import marker_of
from extractors.outline.tree import heading_text
from extractors.parts import Part
from extractors.plan_text import Paragraph, PlanText, Table
from extractors.tables import TaskTable
from schemas.structure import SectionKind

_FORM_WORDS = regex.compile(r"ĐỀ CƯƠNG|MẪU|BIỂU|THỐNG KÊ|DANH SÁCH|PHIẾU|TỔNG HỢP SỐ LIỆU|ĐÁNH GIÁ MỨC ĐỘ|SO SÁNH")

_LIST = regex.compile(r"\bDANH SÁCH\b")
_LEAST_LISTED = 4
_LETTERHEAD = 3
"""In how many lines the label of an annex is looked for: the issuer may stand over it."""


def annex_title(plan: PlanText, title: list[Paragraph]) -> tuple[str | None, list[Paragraph]]:
    """The label of an annex (`PHỤ LỤC 1`) and the paragraphs of its heading."""
    for index, block in enumerate(title[:_LETTERHEAD]):
        line = plan[block].strip().rstrip(".:")
        if regex.match(r"(?:PHỤ\s?LỤC|Phụ lục|BIỂU|Biểu|MẪU|Mẫu)\b", line) and len(line) < 30:
            return line, title[index + 1 :]
    kept = [b for b in title if not plan[b].rstrip().endswith(("…", "..."))]
    return None, kept if kept and kept[0] is not title[0] else title


def joined_heading(plan: PlanText, blocks: list[Paragraph]) -> str | None:
    """The heading that stands on several lines, without a closing note in brackets."""
    return heading_text(" ".join(regex.sub(r"\([^)]*\)\s*$", "", plan[b]) for b in blocks))


def annex_kind(plan: PlanText, part: Part, read: Callable[[Table], TaskTable | None]) -> SectionKind:
    """An annex with a table of tasks (`read` reads one), an outline or form to fill in, or something else."""
    blocks = plan.blocks[part.first : part.last]
    tables = [b for b in blocks if isinstance(b, Table)]
    title = " ".join(plan[b] for b in plan.blocks[part.first : part.title_end] if isinstance(b, Paragraph))
    if any(read(table) is not None for table in tables) and not _is_mostly_blank(plan, tables):
        return "annex_tasks"
    if not tables and _LIST.search(title.upper()) and _is_numbered(plan, part):
        return "other"
    if _FORM_WORDS.search(title.upper()) or any(_is_mostly_blank(plan, [t]) for t in tables):
        return "annex_form"
    return "other"


def _is_numbered(plan: PlanText, part: Part) -> bool:
    """Whether an annex is nothing but numbered lines: names, and no columns to fill in."""
    lines = [plan[b] for b in plan.blocks[part.title_end : part.last] if isinstance(b, Paragraph)]
    numbered = sum(marker_of(line) is not None for line in lines)
    return len(lines) >= _LEAST_LISTED and 2 * numbered >= len(lines)


def _is_mostly_blank(plan: PlanText, tables: list[Table]) -> bool:
    cells = [cell for table in tables for cell in table.cells]
    return sum(not plan[cell].strip(" .…_") for cell in cells) * 2 > len(cells)
