"""What an annexed form asks for: the rows of its tables, with the columns to fill in and who fills them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractors.agencies import agencies_of_cell, find_agencies
from extractors.markers import clean_label, is_label, marker_of
from extractors.outline import SectionNode
from extractors.plan_text import Cell, Paragraph, PlanText, Table
from extractors.spaces import one_line
from extractors.values import value_class


@value_class(frozen=True, slots=True)
class FormRowDraft:
    """A row of a form; `start`/`end` is the span of its indicator, `section` the ordinal of the innermost section."""

    form_title: str | None
    label: str | None
    indicator: str
    columns: tuple[str, ...]
    responsible_agencies: tuple[str, ...]
    start: int
    end: int
    quote: str
    section: int | None


@value_class(frozen=True, slots=True)
class _Share:
    """A note that names who fills in which rows: `Sở X thống kê các chỉ tiêu từ số thứ tự 1 đến 9`."""

    agencies: tuple[str, ...]
    numbers: frozenset[int]


_COLUMN_NUMBER = regex.compile(r"\s*\(?\s?(?:\d{1,2}|[A-E]|[a-e])(?:\s?=\s?.{1,20})?\s?\)?\s*")
_LABEL_HEAD = regex.compile(r"\s*(?:STT|TT|Số TT|Số thứ tự)\s*\.?\s*", regex.IGNORECASE)
_AGENCY_HEAD = regex.compile(
    r"(?:cơ quan|đơn vị)\s(?:chủ trì|thực hiện|báo cáo|thống kê|phụ trách|cung cấp|đánh giá|chịu)", regex.IGNORECASE
)
_SHARE = regex.compile(
    r"""
    (?P<who> [^:;.]{4,160}? ) \s (?:thống\skê|báo\scáo|cung\scấp|tổng\shợp|phụ\strách|đánh\sgiá|điền|nhập) [^:;.]{0,60}?
    \b (?P<numbers> (?:từ\s)?(?:số\s)?(?:thứ\stự|STT) [^;.:]{1,60} )  # Sở X thống kê từ số thứ tự 1 đến 9
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_RANGE = regex.compile(
    r"(?P<first>\d{1,3})\s{0,2}(?:đến|tới|-|–)\s{0,2}(?:số\s|thứ\s|số thứ tự\s){0,2}(?P<last>\d{1,3})|(?P<only>\d{1,3})"
)
_NO_FIELD = regex.compile(
    r"""
    \s{0,3}
    (?: \( | … | \.{3} | Ghi\schú | Nơi\snhận | TM\. | KT\. | [Nn]gày
      | Người\s(?:lập|ký) | Thủ\strưởng | Xác\snhận | Ký\s                    # Người lập danh sách
      | T(?:ên|ÊN)\s(?:cơ\squan|đơn\svị|CƠ\sQUAN|ĐƠN\sVỊ)                 # TÊN CƠ QUAN …
      | .{0,40},?\s?ngày\s.{0,20}tháng )                                     # …, ngày … tháng
    """,
    regex.VERBOSE,
)


def find_forms(plan: PlanText, sections: Sequence[SectionNode]) -> list[FormRowDraft]:
    """The rows of all tables under sections of kind `annex_form`, in reading order.

    A form that has no table, or one with nothing below its head, asks for its columns: they are its rows.
    """
    rows: list[FormRowDraft] = []
    for section in sections:
        if section.kind != "annex_form":
            continue
        tables = [t for t in plan.tables if _innermost(sections, t.start) is section]
        for table in tables:
            rows += _rows_of_table(plan, table, section, _shares(plan, table, section))
        if not tables and not _is_subdivided(plan, section, sections):
            rows += _rows_of_paragraphs(plan, section)
    return rows


def _innermost(sections: Sequence[SectionNode], position: int) -> SectionNode | None:
    found = None
    for section in sections:
        if section.start <= position < section.span_end:
            found = section
    return found


def _is_subdivided(plan: PlanText, section: SectionNode, sections: Sequence[SectionNode]) -> bool:
    """Whether a section is an outline (it has sub-sections or items) or only a title over them."""
    if section.level > 1 or any(other.parent == section.ordinal for other in sections):
        return True
    return any(
        marker_of(plan[p]) is not None for p in plan.paragraphs if section.end < p.start < section.span_end
    ) or any(section.start <= t.start < section.span_end for t in plan.tables)


def _rows_of_table(
    plan: PlanText, table: Table, section: SectionNode, shares: tuple[_Share, ...]
) -> Iterator[FormRowDraft]:
    header = _header_rows(plan, table)
    heads = _heads(plan, table, header)
    body = [row for row in table.rows[header:] if not _is_column_numbers(plan, row)]
    if not any(plan[cell].strip() for row in body for cell in row):
        yield from _rows_of_heads(plan, table, section, header)
        return
    label_column = _label_column(plan, heads, body)
    indicator_column = _indicator_column(plan, body, label_column)
    agency_column = next((i for i, head in enumerate(heads) if _AGENCY_HEAD.search(head)), None)
    number: int | None = None
    for row in body:
        cell = row[indicator_column]
        if _spans(row) or not plan[cell].strip() or cell in (r[indicator_column] for r in table.rows[:header]):
            continue
        label, start = _label_and_start(plan, row, cell, label_column)
        number = int(label) if label and label.isdigit() else number
        if agency_column is not None and plan[row[agency_column]].strip() and row[agency_column] is not cell:
            agencies = tuple(m.name for m in agencies_of_cell(plan[row[agency_column]]))
        else:
            agencies = tuple(a for share in shares if number in share.numbers for a in share.agencies)
        yield _draft(
            plan,
            section,
            (start, cell.end),
            label,
            tuple(h for i, h in enumerate(heads) if h and i not in (label_column, indicator_column)),
            agencies,
        )


def _rows_of_heads(plan: PlanText, table: Table, section: SectionNode, header: int) -> Iterator[FormRowDraft]:
    """A list to fill in has nothing but its head: what it asks for are its columns."""
    for cell in table.cells:
        if (
            cell.row < header
            and plan[cell].strip()
            and not _LABEL_HEAD.fullmatch(plan[cell])
            and _is_lowest(table, cell, header)
        ):
            yield _draft(plan, section, (cell.start, cell.end), None, (), ())


def _is_lowest(table: Table, cell: Cell, header: int) -> bool:
    return cell.row + cell.row_span >= header or cell.column_span == 1


def _rows_of_paragraphs(plan: PlanText, section: SectionNode) -> Iterator[FormRowDraft]:
    """A form whose ruling is lost: each paragraph that is no note and no blank for a signature is asked for."""
    for paragraph in plan.paragraphs:
        if section.end < paragraph.start < section.span_end and not _NO_FIELD.match(plan[paragraph]):
            yield _draft(plan, section, (paragraph.start, paragraph.end), None, (), ())


def _draft(
    plan: PlanText,
    section: SectionNode,
    span: tuple[int, int],
    label: str | None,
    columns: tuple[str, ...],
    agencies: tuple[str, ...],
) -> FormRowDraft:
    quote = plan.text[slice(*span)]
    return FormRowDraft(
        form_title=section.heading,
        label=label,
        indicator=_folded(quote),
        columns=columns,
        responsible_agencies=agencies,
        start=span[0],
        end=span[1],
        quote=quote,
        section=section.ordinal,
    )


def _header_rows(plan: PlanText, table: Table) -> int:
    """The rows of the head: the first, those that its cells reach down to or are split into, and one of numbers."""
    first = next((i for i, row in enumerate(table.rows) if not _spans(row)), 0)
    if _opens_with_number(plan, table.rows[first]):
        return first
    split = any(cell.column_span > 1 for cell in table.rows[first])
    depths = [cell.row + cell.row_span for cell in table.rows[first]]
    count = min(max(depths), first + 3) if split else max(first + 1, min(depths))
    while count < len(table.rows) and _is_column_numbers(plan, table.rows[count]):
        count += 1
    return min(count, len(table.rows))


def _opens_with_number(plan: PlanText, row: tuple[Cell, ...]) -> bool:
    text = plan[row[0]].strip()
    return is_label(text) and text.rstrip(".").isdigit() and not _is_column_numbers(plan, row)


def _is_column_numbers(plan: PlanText, row: tuple[Cell, ...]) -> bool:
    texts = [plan[cell].strip() for cell in row]
    filled = [t for t in texts if t]
    return len(filled) >= 2 and 2 * len(filled) > len(texts) and all(_COLUMN_NUMBER.fullmatch(t) for t in filled)


def _heads(plan: PlanText, table: Table, header: int) -> tuple[str, ...]:
    """The words over each column, those of a spanning head first."""
    heads = []
    for column in range(len(table.rows[0])):
        words: list[str] = []
        for row in table.rows[:header]:
            text = _folded(plan[row[column]])
            if text and text not in words and not _COLUMN_NUMBER.fullmatch(text):
                words.append(text)
        heads.append(" ".join(words))
    return tuple(heads)


def _label_column(plan: PlanText, heads: tuple[str, ...], body: list[tuple[Cell, ...]]) -> int | None:
    for column, head in enumerate(heads):
        if _LABEL_HEAD.fullmatch(head):
            return column
    filled = [plan[row[0]].strip() for row in body if plan[row[0]].strip()]
    return 0 if len(filled) > 1 and sum(is_label(t) for t in filled) >= 0.6 * len(filled) else None


def _indicator_column(plan: PlanText, body: list[tuple[Cell, ...]], label_column: int | None) -> int:
    """The first column, beside that of the numbers, that is filled in most rows."""
    columns = [c for c in range(len(body[0])) if c != label_column] or [0]
    filled = {c: sum(bool(plan[row[c]].strip()) for row in body if not _spans(row)) for c in columns}
    most = max(filled.values())
    return next(c for c in columns if filled[c] >= 0.8 * most)


def _spans(row: tuple[Cell, ...]) -> bool:
    """Whether one cell reaches over the whole row: a heading inside the table."""
    return len(row) > 1 and len({(cell.row, cell.column) for cell in row}) == 1


def _label_and_start(
    plan: PlanText, row: tuple[Cell, ...], cell: Cell, label_column: int | None
) -> tuple[str | None, int]:
    """The label of a row and where its indicator begins: a number in its column, else the mark before its words."""
    if label_column is not None:
        text = plan[row[label_column]].strip()
        if is_label(text):
            return clean_label(text), cell.start
    marker = marker_of(plan[cell])
    if marker is not None and marker.end < len(plan[cell]):
        return marker.label, cell.start + marker.end
    return None, cell.start


def _shares(plan: PlanText, table: Table, section: SectionNode) -> tuple[_Share, ...]:
    """The notes after a table, up to the end of its section, that share its rows out."""
    shares = []
    for block in plan.blocks:
        if not isinstance(block, Paragraph) or not table.end < block.start < section.span_end:
            continue
        match = _SHARE.search(plan[block])
        if match is None:
            continue
        agencies = tuple(m.name for m in find_agencies(match["who"]))
        numbers = frozenset(n for r in _RANGE.finditer(match["numbers"]) for n in _numbers(r))
        if agencies and numbers:
            shares.append(_Share(agencies, numbers))
    return tuple(shares)


def _numbers(match: regex.Match[str]) -> range:
    if match["only"]:
        return range(int(match["only"]), int(match["only"]) + 1)
    return range(int(match["first"]), min(int(match["last"]), 500) + 1)


def _folded(text: str) -> str:
    return one_line(text)
