"""Annexes: their titles, and what they are for."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

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


class AnnexTitle(NamedTuple):
    """The label of an annex (`PHỤ LỤC 1`), its heading, and the paragraph with which the title begins."""

    label: str | None
    heading: str | None
    first: Paragraph


def annex_title(plan: PlanText, title: list[Paragraph]) -> AnnexTitle:
    """The title in the paragraphs at the top of an annex; the issuer may stand over it, a note in brackets within."""
    for index, block in enumerate(title[:_LETTERHEAD]):
        label = _LABEL.match(plan[block])
        if label is not None:
            below = " ".join(_without_note(plan[b]) for b in title[index + 1 :])
            return AnnexTitle(label["label"], heading_text(f"{label['heading'] or ''} {below}".strip()), title[0])
    kept = [b for b in title if not plan[b].rstrip().endswith(("…", "..."))]
    if not kept or kept[0] is title[0]:
        kept = title
    return AnnexTitle(None, heading_text(" ".join(_without_note(plan[b]) for b in kept)), kept[0])


_LABEL = regex.compile(
    r"""\s*(?P<label>(?:PHỤ\s?LỤC|Phụ\slục|BIỂU|Biểu|MẪU|Mẫu)\b(?:\s(?:MẪU|mẫu))?(?:\s(?:SỐ|Số|số))?\s?:?
        (?:\s?[\dIVX]{1,5}(?:[A-Za-z.]\d{0,2})?(?!\p{L}))?)
    \s*(?:[:.\-–]\s*(?P<heading>\p{L}.*)?)?$""",
    regex.VERBOSE | regex.DOTALL,
)


def _without_note(line: str) -> str:
    return regex.sub(r"\([^)]*\)\s*$", "", line)


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
