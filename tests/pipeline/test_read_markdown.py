"""Markdown as converters of PDF files write it: tables in HTML, formulas, tables and sentences torn by pages."""

from __future__ import annotations

import pytest
from layout_view import shown

from pipeline.canonical import canonical
from pipeline.read.markdown import without_formulas
from pipeline.read.text import read_text

HEAD = "# II. NHIỆM VỤ\n\n# 1. Trồng cây\n\n"


def table(*rows: list[str]) -> str:
    """A table in HTML, a cell to a line."""
    lines = [line for row in rows for line in ("<tr>", *(f"<td>{cell}</td>" for cell in row), "</tr>")]
    return "\n".join(["<table>", "", "<tbody>", *lines, "</tbody>", "</table>"])


TITLES = ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"]


def test_a_table_in_html_is_read_as_one() -> None:
    text = HEAD + table(TITLES, ["1", "Ươm $9 5 \\%$ số cây", "Sở Y tế", "Quý I"]) + "\n\nKinh phí do tỉnh bảo đảm."
    assert shown(read_text(text.encode())) == [
        "* II. NHIỆM VỤ",
        "* 1. Trồng cây",
        "| TT | Nhiệm vụ | Chủ trì | Thời gian",
        "| 1 | Ươm 95 % số cây | Sở Y tế | Quý I",
        "Kinh phí do tỉnh bảo đảm.",
    ]


def test_a_table_in_html_inside_a_line_is_read_without_marks() -> None:
    row = "<tr><td>**Ươm** cây [theo mẫu](http://a.vn)</td><td>**Sở Y tế**</td></tr>"
    text = f"{HEAD}<p>Bảng sau:</p><table>{row}</table>Hết bảng."
    assert shown(read_text(text.encode()))[2:] == ["Bảng sau:", "| Ươm cây theo mẫu | Sở Y tế", "Hết bảng."]


def test_a_table_that_never_ends_stays_text() -> None:
    assert "<table>" in shown(read_text((HEAD + "<table>\n<tr>\n<td>Ươm cây</td>").encode()))


def test_a_table_torn_by_pages_is_made_whole_past_a_running_line() -> None:
    torn = (
        HEAD
        + table(TITLES, ["1", "Ươm cây", "Sở Y tế", "Quý I"], ["2", "Làm đất theo quy định của", "Sở Nội vụ", "Quý II"])
        + "\n\nII. Trồng rừng đầu nguồn\n\n"
        + table(["", "tỉnh, huyện", "", ""], ["3", "Tưới cây", "UBND các", "Quý III"])
        + "\n\n"
        + table(["", "hai lần một ngày", "xã, phường", ""])
    )
    plan = canonical(read_text(torn.encode()))
    assert plan.text.endswith(
        "TT\tNhiệm vụ\tChủ trì\tThời gian\n"
        "1\tƯơm cây\tSở Y tế\tQuý I\n"
        "2\tLàm đất theo quy định của tỉnh, huyện\tSở Nội vụ\tQuý II\n"
        "3\tTưới cây hai lần một ngày\tUBND các xã, phường\tQuý III\n"
        "II. Trồng rừng đầu nguồn"
    )


def test_a_break_inside_a_sentence_ends_no_paragraph() -> None:
    text = HEAD + "- Ươm cây;   \nlàm đất.\n\nGiải pháp   \na) Tưới cây."
    assert shown(read_text(text.encode()))[2:] == ["- Ươm cây; làm đất.", "Giải pháp", "a) Tưới cây."]


def test_a_mark_of_emphasis_without_its_pair_is_no_bullet() -> None:
    text = "**II. NHIỆM VỤ**\n\n*2.1. Đối với các xã **(kèm danh sách):*\n\n- Ươm cây."
    assert shown(read_text(text.encode())) == ["* II. NHIỆM VỤ", "2.1. Đối với các xã (kèm danh sách):", "- Ươm cây."]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Phủ sóng $100 \%$ các xã", "Phủ sóng 100 % các xã"),
        (r"không quá $1 \mathrm { k m }$ đường", "không quá 1 km đường"),
        (r"đạt $\geq 9 8 , 5 \%$", "đạt ≥ 98,5 %"),
        (r"từ $2 0 3 1 - 2 0 3 5$", "từ 2031 - 2035"),
        (r"$\text{trên địa bàn}$ tỉnh", "trên địa bàn tỉnh"),
        ("giá $5 và $6 mỗi cây", "giá $5 và $6 mỗi cây"),
        ("giá $2, $3 mỗi cây", "giá $2, $3 mỗi cây"),
        ("vé $5 - $10 ($5, $6, $7)", "vé $5 - $10 ($5, $6, $7)"),
        (r"$x^2$ cây", r"$x^2$ cây"),
    ],
)
def test_short_formulas_are_read_as_characters(written: str, read: str) -> None:
    assert without_formulas(written) == read


SHATTERED = """# PHỤ LỤC

| STT |     |     | Địa điểm | Đơn vị |
| --- | --- | --- | -------- | ------ |
Nội dung nhiệm vụ
|     |     |                     |     | chủ trì |
| --- | --- | ------------------- | --- | ------- |
| I   |     | VÙNG VEN SÔNG       |     |         |
Nâng cấp đường vào các điểm
Sở Xây dựng; Sở
| đến của tỉnh (bãi đỗ |     |     | Bình Sơn | UBND |
| -------------------- | --- | --- | -------- | ---- |
| 1.                   |     |     |          |      |
| xe, bảng chỉ dẫn)    |     |     | Phú Lộc  |      |
các xã
Chỉnh trang cảnh quan
| 2. |     |     |     | Sở Y tế |
| -- | --- | --- | --- | ------- |
"""


def test_the_rows_of_a_table_in_pieces_are_not_guessed() -> None:
    layout = read_text(SHATTERED.encode())
    assert [notice.code for notice in layout.warnings] == ["shattered_table"]
    assert not layout.complete
    assert shown(layout)[1:5] == ["STT Địa điểm Đơn vị", "Nội dung nhiệm vụ", "chủ trì", "I VÙNG VEN SÔNG"]
    assert not any("|" in line or "--" in line for line in shown(layout))


def test_small_tables_under_their_own_headings_are_whole() -> None:
    table_of = "| STT | Việc | Chủ trì |\n| --- | --- | --- |\n| 1 | Ươm cây | Sở Y tế |\n"
    text = "".join(f"## {n}. Nhóm {n}\n\n{table_of}\nCác đơn vị báo cáo.\n\n" for n in range(1, 7))
    layout = read_text(text.encode())
    assert not layout.warnings
    assert sum(line.startswith("| 1 |") for line in shown(layout)) == 6


def test_a_whole_table_beside_forms_to_be_filled_in_is_read() -> None:
    plan = (
        "| TT | Việc | Chủ trì |\n| --- | --- | --- |\n| 1 | Ươm cây | Sở Y tế |\n| 2 | Trồng cây | Sở Tài chính |\n\n"
    )
    blank = "| TT | Xã | Số cây |\n| --- | --- | --- |\n" + "|  |  |  |\n" * 3 + "\nNgười lập biểu: ……\n"
    layout = read_text((HEAD + plan + "".join(f"Biểu {n}\n\n{blank}\n" for n in range(1, 6))).encode())
    assert not layout.warnings
    assert "| 1 | Ươm cây | Sở Y tế" in shown(layout)


def test_a_whole_table_among_pieces_is_read() -> None:
    rows = "".join(f"| {n} | Ươm cây {n} | Sở Y tế |\n" for n in range(1, 6))
    layout = read_text(f"{SHATTERED}\nBiểu 2\n\n| TT | Việc | Chủ trì |\n| --- | --- | --- |\n{rows}".encode())
    assert [notice.code for notice in layout.warnings] == ["shattered_table"]
    assert "| 5 | Ươm cây 5 | Sở Y tế" in shown(layout)
