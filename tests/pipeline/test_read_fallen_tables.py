"""Tables in plain text that lost their form: cells between bars, one below the other, torn by pages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from layout_view import shown

from pipeline.layout import ParagraphBlock, TableBlock
from pipeline.read.text import read_text

EMPTY = "\u00a0"


TASKS = [
    ["TT", "Công việc", "Chủ trì", "Thời gian"],
    ["1", "Lập danh sách", "Sở Y tế", ""],
    ["2", "In tài liệu", "Sở Tài chính", "Quý I"],
]


FORM = [
    ["STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú"],
    ["1", "Số hồ sơ", "Hồ sơ", "", ""],
    ["1.1", "Số hồ sơ trực tuyến", "Hồ sơ", "", ""],
    ["2", "Chi phí", "Triệu đồng", "", ""],
]


@pytest.mark.parametrize(
    ("before", "rows", "after"), [("II. PHÂN CÔNG", TASKS, "III. KINH PHÍ"), ("PHỤ LỤC", FORM, "Người lập biểu")]
)
def test_a_cell_per_line(before: str, rows: list[list[str]], after: str) -> None:
    """The table of a law site: blank lines between cells, U+00A0 for an empty one."""
    cells = [cell or EMPTY for row in rows for cell in row]
    blocks = read_text("\n\n".join(["Tự do - Hạnh phúc", before, *cells, after]).encode()).blocks
    assert _cells(blocks) == [rows]


def _cells(blocks: Sequence[ParagraphBlock | TableBlock]) -> list[list[list[str]]]:
    """The cells of each table, row by row."""
    tables = []
    for table in (block for block in blocks if isinstance(block, TableBlock)):
        rows: dict[int, list[str]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append("".join(fragment.text for fragment in cell.fragments))
        tables.append(list(rows.values()))
    return tables


def test_a_table_of_one_cell_per_line_is_read_by_its_numbers() -> None:
    cells = [
        "TT",
        "Nội dung",
        "Chủ trì",
        "Thời gian",
        "1",
        "Ươm cây",
        "Sở A",
        "Quý I",
        "1.1",
        "Làm đất",
        "\xa0",
        "Quý I",
    ]
    cells += ["2", "Trồng cây", "Sở B", "\xa0", "II. TỔ CHỨC THỰC HIỆN"]
    assert shown(read_text("\n\n".join(cells).encode())) == [
        "| TT | Nội dung | Chủ trì | Thời gian",
        "| 1 | Ươm cây | Sở A | Quý I",
        "| 1.1 | Làm đất |  | Quý I",
        "| 2 | Trồng cây | Sở B |",
        "II. TỔ CHỨC THỰC HIỆN",
    ]


@pytest.mark.parametrize(
    ("group", "want"),
    [
        (["I", "Trồng rừng", *[EMPTY] * 3], "| I | Trồng rừng |  |  |"),
        (["I", "Trồng rừng"], "| I | Trồng rừng |  |  |"),
        (["I. Trồng rừng"], "| I. Trồng rừng >5"),
    ],
    ids=["empty cells", "label and title", "title alone"],
)
def test_rows_between_blank_lines_with_labels_that_begin_anew(group: list[str], want: str) -> None:
    cells = ["TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian", *group]
    cells += ["1", "Ươm cây", "Sở A", EMPTY, "Quý I", "-", "Làm đất", "Sở A", "Sở B; Sở C", "Quý II"]
    cells += ["II", "Bảo vệ rừng", *[EMPTY] * 3, "1", "Tuần tra", "Sở B", EMPTY, "Thường xuyên", "TẢI VỀ"]
    assert shown(read_text("\n\n".join(cells).encode())) == [
        "| TT | Nội dung | Chủ trì | Phối hợp | Thời gian",
        want,
        "| 1 | Ươm cây | Sở A |  | Quý I",
        "| - | Làm đất | Sở A | Sở B; Sở C | Quý II",
        "| II | Bảo vệ rừng |  |  |",
        "| 1 | Tuần tra | Sở B |  | Thường xuyên",
        "TẢI VỀ",
    ]


BARS = """
|
**ỦY BAN NHÂN
DÂN**
TỈNH HÒA BÌNH
|
**CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM**
|
|
Số: 12/KH-UBND
|
*Hòa Bình, ngày
05 tháng 4 năm 2031*
|


**PHỤ LỤC**

|
**STT**
|
**Nhiệm vụ**
|
**Chủ trì**
|
|
**I. TRỒNG
RỪNG**
|
|
1
|
Ươm cây giống bản
địa cho các xã của
Hòa Bình
|
Sở Nông nghiệp và
Môi trường
|
|
2
|
- Khảo sát đất
- Đo đạc
|

|

Hết.
"""


def test_cells_between_lines_of_a_bar() -> None:
    """As pages of the web are often turned into Markdown; numbers in cells are no page numbers."""
    assert shown(read_text(BARS.encode())) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH HÒA BÌNH",
        "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Hòa Bình, ngày 05 tháng 4 năm 2031",
        "* PHỤ LỤC",
        "| STT | Nhiệm vụ | Chủ trì",
        "| I. TRỒNG RỪNG >3",
        "| 1 | Ươm cây giống bản địa cho các xã của Hòa Bình | Sở Nông nghiệp và Môi trường",
        "| 2 | - Khảo sát đất / - Đo đạc |",
        "Hết.",
    ]


STACKED = """
NỘI DUNG CHI TIẾT
Thời gian
Nội dung công việc
Cơ quan chịu trách nhiệm quản lý
Thực hiện
Đơn vị chủ trì
Đơn vị phối hợp
I
GIAI ĐOẠN 1: LÀM ĐẤT
1
Chuẩn bị
3-4/2031
Đo đạc khu đất
Cơ quan lập dự án
Phòng Kế toán
- Phòng Nội vụ;
- Văn phòng Sở.
Lập dự toán
Cơ quan lập dự án
Phòng Nội vụ/Nhà thầu được chọn
- Phòng Kế toán;
- Văn phòng Sở.
5/2031
Trình duyệt
Cơ quan lập dự án
Do Giám đốc quyết định (*)
- Văn phòng Sở.
Ghi chú: (*) Giám đốc quyết định sau.
"""


TORN = """
| TT | Nội dung | Cơ quan chủ trì |
| --- | --- | --- |
Cơ quan phối hợp
Thời gian thực hiện
1
Trồng rừng
a)
Ươm cây giống bản địa
Sở Nội vụ
Sở Y tế; các cơ quan liên quan
Quý I/2031
b)
Làm đất ở các xã
Sở Xây dựng
Công an tỉnh
Quý II, III/2031
ven biển của tỉnh.
2
Chăm sóc
Sở Nội vụ
Công an tỉnh
Thường xuyên
"""


def test_cells_that_stand_one_below_the_other() -> None:
    """What a line says tells its column; a time before the work holds for the rows below it."""
    assert shown(read_text(STACKED.encode())) == [
        "NỘI DUNG CHI TIẾT",
        "|  | Thời gian v2 | Nội dung công việc v2 | Cơ quan chịu trách nhiệm quản lý v2 | Thực hiện >2",
        "|  | Đơn vị chủ trì | Đơn vị phối hợp",
        "| I |  | GIAI ĐOẠN 1: LÀM ĐẤT |  |  |",
        "| 1 |  | Chuẩn bị |  |  |",
        "|  | 3-4/2031 v2 | Đo đạc khu đất | Cơ quan lập dự án | Phòng Kế toán | - Phòng Nội vụ; / - Văn phòng Sở.",
        "|  | Lập dự toán | Cơ quan lập dự án | Phòng Nội vụ/Nhà thầu được chọn | - Phòng Kế toán; / - Văn phòng Sở.",
        "|  | 5/2031 | Trình duyệt | Cơ quan lập dự án | Do Giám đốc quyết định (*) | - Văn phòng Sở.",
        "Ghi chú: (*) Giám đốc quyết định sau.",
    ]


def test_prose_below_stacked_cells_without_numbers_is_no_row() -> None:
    heads, cells = "Nội dung\nCơ quan chủ trì\nThời gian\n", "Ươm cây\nSở Y tế\nQuý I\nLàm đất\nSở Nội vụ\nQuý II\n"
    closing = "Trên đây là Kế hoạch trồng rừng, đề nghị các cơ quan thực hiện."
    assert shown(read_text((heads + cells + closing).encode())) == [
        "|  | Nội dung | Cơ quan chủ trì | Thời gian",
        "|  | Ươm cây | Sở Y tế | Quý I",
        "|  | Làm đất | Sở Nội vụ | Quý II",
        closing,
    ]


def test_the_rest_of_a_header_and_of_a_row_that_a_page_tore() -> None:
    assert shown(read_text(TORN.encode())) == [
        "| TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian thực hiện",
        "| 1 | Trồng rừng |  |  |",
        "| a) | Ươm cây giống bản địa | Sở Nội vụ | Sở Y tế; các cơ quan liên quan | Quý I/2031",
        "| b) | Làm đất ở các xã ven biển của tỉnh. | Sở Xây dựng | Công an tỉnh | Quý II, III/2031",
        "| 2 | Chăm sóc | Sở Nội vụ | Công an tỉnh | Thường xuyên",
    ]


EMPTY_CELLS = """
|
Nơi nhận:
- Như trên.
|
**TM. ỦY BAN NHÂN
DÂN**
|
** **
**PHỤ LỤC
NHIỆM VỤ**
|
**Stt**
|
**Nhiệm vụ**
|
**Chủ trì**
|
**Thời gian**
|
|
**I. CHUẨN BỊ**
|
|
1
|
Ươm cây
ở vườn
|
|
Quý I/2031
|
|
2
|
Làm đất
|
Sở Nội vụ
|
|
|
3
|
|
Sở Y tế
|
Quý II/2031
|
"""


def test_the_last_row_between_bars_before_a_heading() -> None:
    rows = (
        "|\nSTT\n|\nNhiệm vụ\n|\nChủ trì\n|\nThời gian\n|\n|\n1\n|\nƯơm cây\n|\n|\nQuý I/2031\n|\nII. TỔ CHỨC THỰC HIỆN"
    )
    assert shown(read_text(rows.encode()))[-2:] == ["| 1 | Ươm cây |  | Quý I/2031", "II. TỔ CHỨC THỰC HIỆN"]


def test_empty_cells_between_bars() -> None:
    """A row has as many cells as the header, whether words stand in them or not; one cell is a title."""
    assert shown(read_text(EMPTY_CELLS.encode())) == [
        "Nơi nhận:",
        "- Như trên.",
        "TM. ỦY BAN NHÂN DÂN",
        "PHỤ LỤC",
        "NHIỆM VỤ",
        "| Stt | Nhiệm vụ | Chủ trì | Thời gian",
        "| I. CHUẨN BỊ >4",
        "| 1 | Ươm cây ở vườn |  | Quý I/2031",
        "| 2 | Làm đất | Sở Nội vụ |",
        "| 3 |  | Sở Y tế | Quý II/2031",
    ]


NO_TABLES = {
    "heads that stand below each other and no cells": "Nội dung công việc\nCơ quan chủ trì\nThời gian\nBáo cáo sau.",
    "a header without rows": " TT   Nội dung   Chủ trì   Thời gian\n\nKế hoạch này có hiệu lực từ ngày ký năm 2030.",
    "columns that are not named": " TT   Họ tên       Quê quán   Lớp\n 1    Lê A   Huế   5\n 2    Lê B   Huế   6",
    "rows that cannot be told apart": (
        " TT   Nội dung      Chủ trì     Thời gian\n      Ươm cây       Sở A        Quý I\n 1    và làm đất\n"
        "      Trồng         Sở B        Quý II\n 2    ven biển"
    ),
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES)
def test_what_is_not_surely_a_table_is_none(text: str) -> None:
    assert not any(line.startswith("|") for line in shown(read_text(text.encode())))


def test_a_row_that_a_page_tore_inside_a_list_is_one() -> None:
    rows = ["| TT | Nội dung | Chủ trì |", "|---|---|---|", "| 1 | Làm các việc: (1) Ươm cây; (2) Làm đất; | Sở A |"]
    rows += ["|  | (3) Trồng cây. |  |", "| 2 | Chăm sóc | Sở B |", "|  | (1) Bảo vệ rừng | Sở C |"]
    assert shown(read_text("\n".join(rows).encode())) == [
        "| TT | Nội dung | Chủ trì",
        "| 1 | Làm các việc: (1) Ươm cây; (2) Làm đất; (3) Trồng cây. | Sở A",
        "| 2 | Chăm sóc | Sở B",
        "|  | (1) Bảo vệ rừng | Sở C",
    ]


@pytest.mark.parametrize(
    ("heads", "header"),
    [
        (
            ["TT", "Nội dung", "Cơ quan, đơn vị thực hiện", "Thời gian", "Chủ trì", "Phối hợp"],
            ["| TT v2 | Nội dung v2 | Cơ quan, đơn vị thực hiện >2 | Thời gian v2", "| Chủ trì | Phối hợp"],
        ),
        (
            ["TT", "Nội dung", "Thực hiện", "Chủ trì", "Phối hợp", "Thời gian"],
            ["| TT v2 | Nội dung v2 | Thực hiện >2 | Thời gian v2", "| Chủ trì | Phối hợp"],
        ),
        (
            ["TT", "Nội dung", "Đơn vị thực hiện", "Đơn vị phối hợp", "Thời gian"],
            ["| TT | Nội dung | Đơn vị thực hiện | Đơn vị phối hợp | Thời gian"],
        ),
    ],
    ids=["second row behind the first", "right below", "one beside the other"],
)
def test_heads_below_others_in_stacked_cells(heads: list[str], header: list[str]) -> None:
    """The columns follow the second row of heads, wherever the text has it; what stands over them is kept."""
    rows = [
        ["1", "Rà soát văn bản", "Sở Tư pháp", "Các sở, ngành", "Quý I"],
        ["2", "Tổ chức hội nghị", "Sở Nội vụ", "UBND các huyện", "- Sơ kết: Tháng 6;\n- Tổng kết: Tháng 12"],
        ["3", "Báo cáo kết quả", "Sở Nội vụ", "Các sở, ngành", "Theo danh mục và tiến độ được giao"],
    ]
    lines = [line for cell in (*heads, *(cell for row in rows for cell in row)) for line in cell.split("\n")]
    text = "II. NHIỆM VỤ\n\n" + "\n\n".join(lines) + "\n\nIII. KINH PHÍ\n"
    want = ["| " + " | ".join(cell.replace("\n", " / ") for cell in row) for row in rows]
    assert shown(read_text(text.encode())) == ["II. NHIỆM VỤ", *header, *want, "III. KINH PHÍ"]
