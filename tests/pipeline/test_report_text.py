"""The text of a document as a page shows it: paragraphs and tables again, marks around their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from pipeline import Tables
from pipeline.lookup import records_of
from pipeline.report.blocks import TableBlock, blocks_of
from pipeline.report.columns import Hint
from pipeline.report.document_view import document_view
from pipeline.report.marks import Keys, marks_of
from pipeline.report.rows import task_rows
from pipeline.report.spans import ORDER, Mark, Node, nested
from pipeline.report.text_html import text_html

texts = st.text(alphabet="ab<&\"'\t\n ươ", max_size=60)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(texts)
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(place, place, st.sampled_from(ORDER)), max_size=8))
    return text, [Mark(f"k{n}", kind, min(a, b), max(a, b)) for n, (a, b, kind) in enumerate(spans)]


def leaves(nodes: tuple[Node, ...]) -> list[Node]:
    return [leaf for node in nodes for leaf in (leaves(node.children) if node.mark else [node])]


@given(marked_texts())
def test_nested_marks_keep_every_character_and_cover_their_spans(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    tree = nested(0, len(text), marks)
    assert "".join(text[leaf.start : leaf.end] for leaf in leaves(tree)) == text

    covered: dict[str, set[int]] = {}

    def walk(nodes: tuple[Node, ...]) -> None:
        for node in nodes:
            if node.mark:
                covered.setdefault(node.mark.key, set()).update(range(node.start, node.end))
                walk(node.children)

    walk(tree)
    assert covered == {mark.key: set(range(mark.start, mark.end)) for mark in marks if mark.start < mark.end}


@given(marked_texts())
def test_html_says_the_text_and_nothing_else(marked: tuple[str, list[Mark]]) -> None:
    """Whatever stands in a text, it is text in the page; each mark has its anchor once."""
    text, marks = marked
    page = LexborHTMLParser(f"<body>{text_html(text, blocks_of(text, ()), marks, {})}</body>")
    assert page.body is not None
    assert "".join(page.body.text().split()) == "".join(text.split())
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))


@given(texts)
def test_blocks_hold_every_word_once(text: str) -> None:
    held = []
    for block in blocks_of(text, ()):
        if isinstance(block, TableBlock):
            held += [text[cell.start : cell.end] for row in block.rows for cell in row.cells]
        else:
            held.append(text[block.start : block.end])
    assert "".join("".join(held).split()) == "".join(text.split())


def grid(text: str, hints: list[Hint]) -> list[list[str]]:
    """The cells of the one table of a text; `a ×2` fills two columns, `a ↓2` two rows."""
    (table,) = (block for block in blocks_of(text, hints) if isinstance(block, TableBlock))

    def shown(start: int, end: int, columns: int, rows: int) -> str:
        wide = f" ×{columns}" if columns > 1 else ""
        return f"{text[start:end]}{wide}{f' ↓{rows}' if rows > 1 else ''}"

    return [[shown(cell.start, cell.end, cell.columns, cell.rows) for cell in row.cells] for row in table.rows]


def hint(text: str, words: str, role: str) -> Hint:
    return Hint(text.index(words), text.index(words) + len(words), role)


def test_short_rows_lack_the_cells_that_are_merged() -> None:
    """The area is merged down over two rows, the last row has one cell for lead and partner."""
    text = "LV\tTT\tViệc\tChủ trì\tPhối hợp\nA\t1\tviệc một\tSở X\tSở Y\n2\tviệc hai\tSở U\tSở V\nB\t3\tviệc ba\tSở W"
    roles = [
        ("việc một", "text"), ("Sở X", "lead_agencies"), ("Sở Y", "coordinating_agencies"),
        ("việc hai", "text"), ("Sở U", "lead_agencies"), ("Sở V", "coordinating_agencies"),
        ("việc ba", "text"), ("Sở W", "lead_agencies"), ("Sở W", "coordinating_agencies"),
    ]  # fmt: skip
    assert grid(text, [hint(text, *role) for role in roles]) == [
        ["LV", "TT", "Việc", "Chủ trì", "Phối hợp"],
        ["A ↓2", "1", "việc một", "Sở X", "Sở Y"],
        ["2", "việc hai", "Sở U", "Sở V"],
        ["B", "3", "việc ba", "Sở W ×2"],
    ]


def test_a_head_of_two_lines_and_group_rows() -> None:
    text = "STT\tViệc\tThực hiện\tHạn\nChủ trì\tPhối hợp\nA. Hạ tầng\n1\tviệc một\tSở X\tSở Y\tQuý I"
    roles = [("việc một", "text"), ("Sở X", "lead_agencies"), ("Sở Y", "coordinating_agencies")]
    assert grid(text, [hint(text, *role) for role in roles]) == [
        ["STT ↓2", "Việc ↓2", "Thực hiện ×2", "Hạn ↓2"],
        ["Chủ trì", "Phối hợp"],
        ["A. Hạ tầng ×5"],
        ["1", "việc một", "Sở X", "Sở Y", "Quý I"],
    ]


def test_a_head_of_months_behind_those_who_act() -> None:
    text = "TT\tViệc\tChủ trì\tPhối hợp\tTháng\tGhi chú\n1\t2\t3\t4\n1\tviệc một\tSở X\tSở Y\tx\t\t\tx\tgấp"
    roles = [("việc một", "text"), ("Sở X", "lead_agencies"), ("Sở Y", "coordinating_agencies")]
    assert grid(text, [hint(text, *role) for role in roles])[:2] == [
        ["TT ↓2", "Việc ↓2", "Chủ trì ↓2", "Phối hợp ↓2", "Tháng ×4", "Ghi chú ↓2"],
        ["1", "2", "3", "4"],
    ]


def test_a_cell_of_two_lines_is_one_cell() -> None:
    text = "TT\tViệc\tPhối hợp\tHạn\n5\tKhám sức khỏe\tSở Y tế\nBảo hiểm xã hội\tHọc kỳ II"
    row = hint(text, "Khám sức khỏe\tSở Y tế\nBảo hiểm xã hội\tHọc kỳ II", "row")
    assert grid(text, [row])[1] == ["5", "Khám sức khỏe", "Sở Y tế\nBảo hiểm xã hội", "Học kỳ II"]


def test_marks_of_the_samples_stand_around_their_quotes(sample_tables: Tables) -> None:
    for document_id in sample_tables.documents.document_id:
        records = records_of(sample_tables, document_id)
        keys = Keys(records)
        page = LexborHTMLParser(f"<body>{document_view(records).text}</body>")
        quotes = {keys.tasks[task.task_id]: task.quote for task in records.tasks}
        quotes |= {keys.deadlines[row.char_start, row.char_end]: row.quote for row in records.deadlines}
        quotes |= {keys.references[row.char_start, row.char_end]: row.quote for row in records.legal_references}
        quotes |= {keys.targets[row.char_start, row.char_end]: row.quote for row in records.targets}
        quotes |= {keys.agencies[row.char_start, row.char_end]: row.quote for row in records.agency_mentions}
        marked: dict[str, str] = {}
        for node in page.css("mark[data-card]"):
            key = str(node.attributes["data-card"])
            marked[key] = marked.get(key, "") + node.text()
        for key, quote in quotes.items():
            assert "".join(marked[key].split()) == "".join(quote.split())


def test_every_task_row_leads_to_its_agencies(sample_tables: Tables) -> None:
    for document_id in sample_tables.documents.document_id:
        records = records_of(sample_tables, document_id)
        keys = Keys(records)
        known = {mark.key for mark in marks_of(records, keys)}
        for task, row in zip(records.tasks, task_rows(records, keys), strict=True):
            assert tuple(link.words for link in row.leads) == task.lead_agencies
            assert tuple(link.words for link in row.partners) == task.coordinating_agencies
            assert {link.anchor for link in (*row.leads, *row.partners)} <= known
            # A time cell that no rule understands (`Theo hướng dẫn của Bộ Nội vụ`) is shown without a link.
            assert {link.anchor for link in row.deadlines} <= known | {None}


@pytest.mark.parametrize("text", ["", "\n", "\t", "\n\t\n", "a\t\t"])
def test_odd_texts(text: str) -> None:
    blocks_of(text, ())
