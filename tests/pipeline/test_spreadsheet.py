"""The follow-up sheet, in every file it is written to, read back with another program's eyes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from plan_tables import PlanTables

from pipeline.errors import KehoachError
from pipeline.exporting import Targets, write_targets
from pipeline.selection import Selection
from pipeline.sheet_columns import SHEET
from pipeline.sheet_files import without_formula, write_sheet_csv, write_sheet_jsonl
from pipeline.spreadsheet import TaskLine, follow_up
from pipeline.workbook import LONGEST_CELL, MOST_ROWS, fitting, write_workbook
from schemas import TABLES

HEADINGS = [
    "STT", "Nhiệm vụ", "Lĩnh vực", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn", "Hạn chót", "Căn cứ", "Nguồn",
    "Tiến độ", "Ghi chú",
]  # fmt: skip
LINE = TaskLine(
    number=1,
    text="Rà soát",
    field=None,
    lead_agencies=(),
    coordinating_agencies=(),
    output=None,
    deadline_text=None,
    due_date=None,
    references=(),
    province=None,
    document="12/KH-UBND",
    page=None,
    source_path="a.txt",
    document_id="d1",
    task_id="t1",
)


@pytest.fixture
def plans(tmp_path: Path) -> PlanTables:
    """A plan with a table of two tasks and a paragraph."""
    plans = PlanTables(tmp_path / "tables")
    plans.document()
    review = plans.task(
        "Rà soát thủ tục theo Quyết định 468/QĐ-TTg",
        section_id="s1",
        origin="table",
        field="Cải cách thủ tục hành chính",
        lead_agencies=("Sở Nội vụ", "Sở Tư pháp"),
        coordinating_agencies=("Các sở, ban, ngành",),
        output="Quyết định",
        deadline_text="Trước 15/3 và 15/9/2026",
        page=4,
    )
    for month in (3, 9):
        plans.due(review, date(2026, month, 15), before=True)
    plans.task("Công bố danh mục", section_id="s1", origin="table", lead_agencies=("Sở Tư pháp",))
    plans.task("=1+1", lead_agencies=("@SUM(A1)",))
    return plans


def test_a_line_says_who_what_until_when(plans: PlanTables) -> None:
    first, second, _ = follow_up(plans.open(), Selection())
    assert first == replace(
        LINE,
        text="Rà soát thủ tục theo Quyết định 468/QĐ-TTg",
        field="Cải cách thủ tục hành chính",
        lead_agencies=("Sở Nội vụ", "Sở Tư pháp"),
        coordinating_agencies=("Các sở, ban, ngành",),
        output="Quyết định",
        deadline_text="Trước 15/3 và 15/9/2026",
        due_date=date(2026, 9, 14),
        province="Nam Định",
        document="Kế hoạch 12/KH-UBND",
        page=4,
        source_path="d1.txt",
        task_id="d1-t0000",
    )
    assert first.source == "Kế hoạch 12/KH-UBND (Nam Định), trang 4"
    assert (second.number, second.source) == (2, "Kế hoạch 12/KH-UBND (Nam Định)")


def test_with_a_period_what_is_due_in_it(plans: PlanTables) -> None:
    [line] = follow_up(plans.open(), Selection(since=date(2026, 1, 1), until=date(2026, 6, 30)))
    assert (line.number, line.due_date) == (1, date(2026, 3, 14))


def test_of_one_agency(plans: PlanTables) -> None:
    assert [line.text for line in follow_up(plans.open(), Selection(agency="tu phap"))] == [
        "Rà soát thủ tục theo Quyết định 468/QĐ-TTg",
        "Công bố danh mục",
    ]


@pytest.mark.parametrize(
    ("place", "named_for"),
    [
        ({"char_start": 20, "char_end": 40}, [0]),  # in the text of the first task
        ({"char_start": 500, "char_end": 510, "section_id": "s1"}, [0]),  # in a cell beside it
        ({"char_start": 500, "char_end": 510, "section_id": "s9"}, []),  # after it, elsewhere
        ({"char_start": 1500, "char_end": 1510, "section_id": "s1"}, [1]),
        ({"char_start": 3000, "char_end": 3010, "section_id": "s1"}, []),  # after all
        ({"char_start": 20, "char_end": 40, "is_self": True}, []),
    ],
)
def test_the_basis_of_a_task(plans: PlanTables, place: dict[str, object], named_for: list[int]) -> None:
    plans.reference("468/QĐ-TTg", **place)
    lines = follow_up(plans.open(), Selection())
    assert [place for place, line in enumerate(lines) if line.references == ("Quyết định 468/QĐ-TTg",)] == named_for


def test_what_stands_before_the_first_task_of_a_section_is_for_all_of_it(tmp_path: Path) -> None:
    plans = PlanTables(tmp_path)
    plans.document()
    plans.task("Mở đầu")
    for text in ("Một", "Hai"):
        plans.task(text, section_id="s1")
    for number in ("1/NQ-CP", "1/NQ-CP", "2/NQ-CP"):
        plans.reference(number, char_start=900, char_end=910, section_id="s1", doc_type="Nghị quyết")
    lines = follow_up(plans.open(), Selection())
    assert [line.references for line in lines] == [(), *[("Nghị quyết 1/NQ-CP", "Nghị quyết 2/NQ-CP")] * 2]


def workbook(plans: PlanTables, path: Path, *, all_tables: bool = False) -> openpyxl.Workbook:
    [*_] = write_targets(plans.open(), Targets(xlsx=path), Selection(), all_tables=all_tables)
    return openpyxl.load_workbook(path)


def test_the_workbook(plans: PlanTables, tmp_path: Path) -> None:
    book = workbook(plans, tmp_path / "a.xlsx")
    [sheet] = book.worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == HEADINGS
    assert rows[1] == [
        1,
        "Rà soát thủ tục theo Quyết định 468/QĐ-TTg",
        "Cải cách thủ tục hành chính",
        "Sở Nội vụ;\nSở Tư pháp",
        "Các sở, ban, ngành",
        "Quyết định",
        "Trước 15/3 và 15/9/2026",
        datetime(2026, 9, 14),
        None,
        "Kế hoạch 12/KH-UBND (Nam Định), trang 4",
        None,
        None,
    ]
    assert sheet["H2"].number_format == "dd/mm/yyyy"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:L4")
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize), sheet.print_title_rows) == (
        "landscape",
        "9",
        "$1:$1",
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert all(cell.alignment.wrap_text for cell in sheet[2])
    assert sheet["H1"].comment.text.startswith("Ngày cuối cùng còn đúng hạn")
    assert not list(formulas(sheet))


def formulas(sheet: Worksheet) -> Iterator[str]:
    return (cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink)


def test_a_sheet_for_each_table(plans: PlanTables, tmp_path: Path) -> None:
    book = workbook(plans, tmp_path / "a.xlsx", all_tables=True)
    assert book.sheetnames == ["Nhiệm vụ", *TABLES]
    tasks = book["tasks"]
    assert [cell.value for cell in tasks[1]] == list(TABLES["tasks"].model_fields)
    assert tasks["A1"].comment.text == "Stable id of the task."
    assert tasks.max_row == 4
    assert book["deadlines"]["J2"].value == datetime(2026, 3, 15)
    assert not [place for sheet in book for place in formulas(sheet)]


CELLS = st.text(st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from("=+-@\t\r\n'\"{&_x")), max_size=60)


@given(st.lists(CELLS, min_size=1, max_size=5))
@settings(max_examples=40)
def test_text_stays_text(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("book") / "a.xlsx"
    write_workbook(path, [replace(LINE, text=text, field=f"={text}", references=(text,)) for text in texts], {})
    sheet = openpyxl.load_workbook(path).active
    assert not list(formulas(sheet))
    for number, text in enumerate(texts, 2):
        found = sheet.cell(number, 2).value or ""
        assert type(found) is str
        if "_x" not in text:  # openpyxl leaves escapes of the kind _x005F_ as they are
            assert found.replace("\r\n", "\n").replace("\r", "\n") == fitting(text).replace("\r\n", "\n").replace(
                "\r", "\n"
            )


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "https://example.vn", "mailto:a@b.vn", "{=1}", "0123", "2026-01-01"])
def test_nothing_is_taken_for_something_else(tmp_path: Path, text: str) -> None:
    write_workbook(tmp_path / "a.xlsx", [replace(LINE, text=text)], {})
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("char", ["ữ", "🏛"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(char: str) -> None:
    cut = fitting(char * (LONGEST_CELL + 1))
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert cut.endswith("[cắt bớt; toàn văn ở bảng texts]")
    assert fitting("ữ" * LONGEST_CELL) == "ữ" * LONGEST_CELL


def test_more_rows_than_a_sheet_has(tmp_path: Path) -> None:
    with pytest.raises(KehoachError, match="choose less"):
        write_workbook(tmp_path / "a.xlsx", [LINE] * (MOST_ROWS + 1), {})


def as_csv(lines: list[TaskLine], *, guarded: bool = True) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    write_sheet_csv(lines, stream, guarded=guarded)
    text = stream.getvalue()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " ="])
def test_csv_begins_no_formula(begin: str) -> None:
    text = f"{begin}1+1"
    assert as_csv([replace(LINE, text=text)])[0]["Nhiệm vụ"] == f"'{text}"
    assert as_csv([replace(LINE, text=text)], guarded=False)[0]["Nhiệm vụ"] == text


@given(st.text(max_size=80))
def test_guarding_adds_at_most_an_apostrophe(text: str) -> None:
    assert without_formula(text) in (text, f"'{text}")
    assert without_formula(text).lstrip(" ")[:1] not in {*"=+-@\t\r\n"} - {""} or text == ""


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=80))
def test_csv_reads_back(text: str) -> None:
    [row] = as_csv([replace(LINE, text=text, due_date=date(2026, 3, 4))], guarded=False)
    assert (row["Nhiệm vụ"], row["Hạn chót"], list(row)) == (text, "2026-03-04", HEADINGS)


def test_json_lines(plans: PlanTables) -> None:
    stream = io.StringIO()
    lines = follow_up(plans.open(), Selection())
    write_sheet_jsonl(lines, stream)
    rows = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [row["number"] for row in rows] == [1, 2, 3]
    assert rows[0]["due_date"] == "2026-09-14"
    assert rows[0]["lead_agencies"] == ["Sở Nội vụ", "Sở Tư pháp"]
    assert rows[1]["due_date"] is None


def test_every_heading_says_what_it_means() -> None:
    assert [column.heading for column in SHEET] == HEADINGS
    assert all(column.meaning.endswith(".") for column in SHEET)
