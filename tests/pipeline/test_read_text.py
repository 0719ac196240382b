from __future__ import annotations

from collections.abc import Sequence

import pytest
from layout_view import shown

from pipeline.layout import ParagraphBlock, TableBlock
from pipeline.read.crawled import mended
from pipeline.read.text import read_text

PAGE = """
   UBND TỈNH SƠN LA                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
   SỞ TÀI CHÍNH                        Độc lập - Tự do - Hạnh phúc

        Số: 5/KH-STC                Sơn La, ngày 10 tháng 3 năm 2030

      1. Mục tiêu
       - Rà soát toàn bộ tài sản công của các cơ quan, đơn vị trên địa bàn tỉnh để
làm cơ sở lập kế hoạch mua sắm.
       - Tổ chức kiểm tra đúng trình tự, thủ tục theo Nghị định số 151/2017/NĐ-
CP của Chính phủ và các văn bản hướng dẫn thi hành của Bộ Tài chính trong năm
nay.
      2. Yêu cầu
       - Hoàn thành đúng kế hoạch, không làm ảnh hưởng đến hoạt động thường xuyên của
các cơ quan.
       - Báo cáo kết quả trước ngày 15/12/2030 để tổng hợp trình Ủy ban nhân dân tỉnh
xem xét.
"""


def test_items_that_are_indented_begin_their_own_lines() -> None:
    assert shown(read_text(PAGE.encode())) == [
        "UBND TỈNH SƠN LA",
        "SỞ TÀI CHÍNH",
        "Số: 5/KH-STC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sơn La, ngày 10 tháng 3 năm 2030",
        "1. Mục tiêu",
        "- Rà soát toàn bộ tài sản công của các cơ quan, đơn vị trên địa bàn tỉnh để làm cơ sở lập kế hoạch mua sắm.",
        "- Tổ chức kiểm tra đúng trình tự, thủ tục theo Nghị định số 151/2017/NĐ- CP của Chính phủ và các văn bản"
        " hướng dẫn thi hành của Bộ Tài chính trong năm nay.",
        "2. Yêu cầu",
        "- Hoàn thành đúng kế hoạch, không làm ảnh hưởng đến hoạt động thường xuyên của các cơ quan.",
        "- Báo cáo kết quả trước ngày 15/12/2030 để tổng hợp trình Ủy ban nhân dân tỉnh xem xét.",
    ]


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


def test_a_line_end_between_blank_lines_means_nothing() -> None:
    """The source of a law site's page: broken anywhere, blank lines between paragraphs, emphasis over line ends."""
    source = """
|
**ỦY BAN NHÂN DÂN
TỈNH HÀ NAM**
-------
|
*Hà Nam, ngày 02
tháng 3 năm 2024*

**KẾ HOẠCH**

**II. MỤC
ĐÍCH, YÊU CẦU**

- Chủ động triển khai các
biện pháp xử lý môi trường ở những nơi ngập sâu, không để bùng phát dịch trong
mùa mưa bão năm nay.

- Tăng cường năng lực
giám sát, nâng cao khả năng ứng phó nhanh của các ngành và địa phương trên toàn
địa bàn.

**1.
Công tác vệ sinh môi trường**

-
Phun khử khuẩn các
chợ dân sinh.

**2.
**Sau lũ, các
xã dọn rác.

*a) Các bệnh lây
truyền qua đường nước*

- Kích hoạt Ban Chỉ huy
Phòng thủ dân sự các cấp để ứng phó với mưa lớn kéo dài nhiều ngày ở vùng trũng
của tỉnh.
- Mặt trận Tổ quốc, Đoàn
Thanh niên hỗ trợ người dân dọn dẹp nhà cửa, trường học, trạm y tế bị ngập nước
sau lũ.
"""
    assert shown(read_text(source.encode())) == [
        "* ỦY BAN NHÂN DÂN TỈNH HÀ NAM",
        "Hà Nam, ngày 02 tháng 3 năm 2024",
        "* KẾ HOẠCH",
        "* II. MỤC ĐÍCH, YÊU CẦU",
        "- Chủ động triển khai các biện pháp xử lý môi trường ở những nơi ngập sâu, không để bùng phát dịch trong"
        " mùa mưa bão năm nay.",
        "- Tăng cường năng lực giám sát, nâng cao khả năng ứng phó nhanh của các ngành và địa phương trên toàn"
        " địa bàn.",
        "* 1. Công tác vệ sinh môi trường",
        "- Phun khử khuẩn các chợ dân sinh.",
        "2. Sau lũ, các xã dọn rác.",
        "a) Các bệnh lây truyền qua đường nước",
        "- Kích hoạt Ban Chỉ huy Phòng thủ dân sự các cấp để ứng phó với mưa lớn kéo dài nhiều ngày ở vùng trũng"
        " của tỉnh.",
        "- Mặt trận Tổ quốc, Đoàn Thanh niên hỗ trợ người dân dọn dẹp nhà cửa, trường học, trạm y tế bị ngập nước"
        " sau lũ.",
    ]


SPACED = """
      KẾ HOẠCH TRỒNG CÂY
                                        Phân công thực hiện
 TT   Nội dung công việc                                            Thời gian
                                     Chủ trì          Phối hợp

 I    CHUẨN BỊ
 1    Ươm cây giống tại               Sở Tài chính    Sở A          Quý I/2030
      vườn của tỉnh

 2    Làm đất                         Sở Nội vụ       Sở B; Sở C    Quý II/2030
 II   THỰC HIỆN TRÊN ĐỊA BÀN TOÀN TỈNH, GỒM CẢ RỪNG VEN BIỂN
 3    Trồng cây theo Kế hoạch số 5    UBND huyện                    Hằng năm

 Nơi nhận:                                      TM. ỦY BAN NHÂN DÂN
 - Như trên;                                           CHỦ TỊCH
"""


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


def test_reads_columns_that_spaces_part() -> None:
    assert shown(read_text(SPACED.encode())) == [
        "KẾ HOẠCH TRỒNG CÂY",
        "| TT v2 | Nội dung công việc v2 | Phân công thực hiện >2 | Thời gian v2",
        "| Chủ trì | Phối hợp",
        "| I | CHUẨN BỊ |  |  |",
        "| 1 | Ươm cây giống tại vườn của tỉnh | Sở Tài chính | Sở A | Quý I/2030",
        "| 2 | Làm đất | Sở Nội vụ | Sở B; Sở C | Quý II/2030",
        "| II | THỰC HIỆN TRÊN ĐỊA BÀN TOÀN TỈNH, GỒM CẢ RỪNG VEN BIỂN >4",
        "| 3 | Trồng cây theo Kế hoạch số 5 | UBND huyện |  | Hằng năm",
        "Nơi nhận:",
        "- Như trên;",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
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
        "|  | Thời gian | Nội dung công việc | Cơ quan chịu trách nhiệm quản lý | Đơn vị chủ trì | Đơn vị phối hợp",
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


CRAWLED = """
Quyết định 5/QĐ-UBND năm 2031. ỦY BAN NHÂN DÂN TỈNH HUẾ
Quyết định 5/QĐ-UBND năm 2031. Điều 1.
Quyết định 5/QĐ-UBND năm 2031. Điều 2.
BỘ TRƯỞNGTrần Văn Bình
Quyết định 5/QĐ-UBND năm 2031. CHƯƠNG TRÌNH TRỒNG RỪNG. Về việc trồng rừng
Quyết định 5/QĐ-UBND năm 2031. CHƯƠNG TRÌNH TRỒNG RỪNG. I. MỤC ĐÍCH
Quyết định 5/QĐ-UBND năm 2031. CHƯƠNG TRÌNH TRỒNG RỪNG. II. NHIỆM VỤ
1. Ươm cây 1.1. Chọn giống ở khoản 1.2. của Kế hoạch.
2. Chăm sóc rừng 2.1.
- Cơ quan thực hiện: Sở Nội vụ -Thời gian thực hiện: Hằng năm
"""


def test_what_crawlers_do_to_lines() -> None:
    """Titles that repeat go, one in capitals stays once; items, labels and signatures stand on lines of their own."""
    assert mended(CRAWLED.strip().split("\n")) == [
        "ỦY BAN NHÂN DÂN TỈNH HUẾ",
        "Điều 1.",
        "Điều 2.",
        "BỘ TRƯỞNG",
        "Trần Văn Bình",
        "CHƯƠNG TRÌNH TRỒNG RỪNG",
        "Về việc trồng rừng",
        "I. MỤC ĐÍCH",
        "II. NHIỆM VỤ",
        "1. Ươm cây",
        "1.1. Chọn giống ở khoản 1.2. của Kế hoạch.",
        "2. Chăm sóc rừng",
        "2.1.",
        "- Cơ quan thực hiện: Sở Nội vụ",
        "- Thời gian thực hiện: Hằng năm",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["| 1 | Rà soát - Thời gian thực hiện: Quý I | Sở A |"],
        ["1\tRà soát - Thời gian thực hiện: Quý I\tSở A"],
        ["1. Sở A làm các việc nêu tại mục 1.1. Xong trong quý I.", "2. Sở B làm theo điểm 2.1."],
        ["SỞ NỘI VỤ. Tham mưu một.", "SỞ NỘI VỤ. Tham mưu hai.", "SỞ NỘI VỤ. Tham mưu ba."],
        [
            "Theo Kế hoạch số 12/KH-UBND. Sở A làm X.",
            "Theo Kế hoạch số 12/KH-UBND. Sở B làm Y.",
            "Theo Kế hoạch số 12/KH-UBND. Hết.",
        ],
    ],
)
def test_what_is_left_alone(lines: list[str]) -> None:
    """Rows of tables, numbers that only point, bodies and citations that repeat."""
    assert mended(lines) == lines


PORTAL = """
|
|
Đang tải văn bản...
**Số hiệu:**
|
84/KH-UBND
|
|
**Loại văn bản:**
|
Kế hoạch
|
|
**Người ký:**
|
Hồ Văn Bình
|
|
**ỦY BAN NHÂN DÂN**
TỈNH LÂM ĐỒNG
-------
|
**CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
|
|
Số: 84/KH-UBND
|
*Lâm Đồng, ngày 25
tháng 11 năm 2031*
|
**KẾ HOẠCH**
TRỒNG RỪNG NĂM 2032
**I. MỤC ĐÍCH**
**1. Mục đích
chung**
Giữ cho rừng trên địa bàn tỉnh khỏe mạnh, không để cháy lan ra diện rộng, giữ nguồn
nước cho người dân ở hạ lưu.
**II. NHIỆM VỤ**
**1. Sở Nội vụ**
a) Chủ trì, phối hợp với Sở Y tế và Ủy ban nhân dân các xã, phường tổ chức ươm cây ở
các vườn của tỉnh trước ngày 30/4/2032; hướng dẫn người dân làm đất, chọn giống và
chăm sóc cây trong mùa khô.
b) Tổng hợp kết quả của các xã, phường, báo cáo Ủy ban nhân dân tỉnh trước ngày 15
tháng 12 năm 2032./.
|
*Nơi nhận:*
- Như trên.
|
**TM. ỦY BAN NHÂN DÂN**
CHỦ TỊCH
Hồ Văn Bình
|
** **
Kế hoạch 84/KH-UBND năm 2031 trồng rừng
Văn bản này chưa cập nhật nội dung Tiếng Anh
## Văn bản liên quan
Hiệu lực: Đã biết
"""


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


def test_the_page_of_a_portal_as_text() -> None:
    """Facts above and links below are cut; without blank lines paragraphs end where their last line is short."""
    assert shown(read_text(PORTAL.strip().encode())) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LÂM ĐỒNG",
        "-------",
        "Số: 84/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Lâm Đồng, ngày 25 tháng 11 năm 2031",
        "* KẾ HOẠCH",
        "TRỒNG RỪNG NĂM 2032",
        "* I. MỤC ĐÍCH",
        "* 1. Mục đích chung",
        "Giữ cho rừng trên địa bàn tỉnh khỏe mạnh, không để cháy lan ra diện rộng, giữ nguồn nước cho người "
        "dân ở hạ lưu.",
        "* II. NHIỆM VỤ",
        "* 1. Sở Nội vụ",
        "a) Chủ trì, phối hợp với Sở Y tế và Ủy ban nhân dân các xã, phường tổ chức ươm cây ở các vườn của "
        "tỉnh trước ngày 30/4/2032; hướng dẫn người dân làm đất, chọn giống và chăm sóc cây trong mùa khô.",
        "b) Tổng hợp kết quả của các xã, phường, báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 12 năm 2032./.",
        "Nơi nhận:",
        "- Như trên.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Hồ Văn Bình",
    ]


def test_a_number_as_the_last_fact_is_not_the_issuer() -> None:
    facts, head = PORTAL.strip().split("**Người ký:**")
    number, kind = facts.split("**Loại văn bản:**")
    last = number.replace("**Số hiệu:**\n|\n84/KH-UBND\n|\n|\n", "**Loại văn bản:**" + kind)
    page = (
        f"{last}**Người ký:**\n|\nHồ Văn Bình\n|\n|\n**Số hiệu:**\n|\n84/KH-UBND\n|\n|\n**ỦY{head.split('**ỦY', 1)[1]}"
    )
    assert shown(read_text(page.encode()))[:2] == ["ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG"]


def test_the_facts_of_a_portal_tell_a_number_left_blank() -> None:
    shown_lines = shown(read_text(PORTAL.strip().replace("Số: 84/KH-UBND", "Số: /KH-UBND").encode()))
    assert shown_lines[:4] == [
        "Số hiệu: 84/KH-UBND",
        "Loại văn bản: Kế hoạch",
        "Người ký: Hồ Văn Bình",
        "ỦY BAN NHÂN DÂN",
    ]


RUN_ON = (
    "ỦY BAN NHÂN DÂN TỈNH HÀ NAM ------- CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ---------- "
    "Số: 12/KH-UBND Hà Nam, ngày 05 tháng 01 năm 2031 KẾ HOẠCH TRỒNG RỪNG NĂM 2031 I. MỤC ĐÍCH Giữ đất. II. NHIỆM VỤ "
    "1. Ươm cây - Cơ quan chủ trì: Sở Nội vụ. - Thời gian thực hiện: Quý I/2031. 2. Làm đất ở các xã: a) Cày đất; "
    "b) Bón phân theo mục 1. Chỉ dẫn; - Nghỉ - Tết. III. TỔ CHỨC THỰC HIỆN 1. Sở Nội vụ theo dõi. Nơi nhận: "
    "- Như trên; TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lê Văn Bình"
)


def test_paragraphs_that_run_on() -> None:
    """Parts and items begin paragraphs where their numbers count up; labels of attributes wherever they stand."""
    assert shown(read_text(RUN_ON.encode())) == [
        "ỦY BAN NHÂN DÂN TỈNH HÀ NAM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/KH-UBND",
        "Hà Nam, ngày 05 tháng 01 năm 2031",
        "KẾ HOẠCH",
        "TRỒNG RỪNG NĂM 2031",
        "I. MỤC ĐÍCH",
        "Giữ đất.",
        "II. NHIỆM VỤ",
        "1. Ươm cây",
        "- Cơ quan chủ trì: Sở Nội vụ.",
        "- Thời gian thực hiện: Quý I/2031.",
        "2. Làm đất ở các xã:",
        "a) Cày đất;",
        "b) Bón phân theo mục 1. Chỉ dẫn;",
        "- Nghỉ - Tết.",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Sở Nội vụ theo dõi.",
        "Nơi nhận:",
        "- Như trên;",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lê Văn Bình",
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
