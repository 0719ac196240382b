"""Plain text broken at a width, and columns that spaces part."""

from __future__ import annotations

from layout_view import shown

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


def test_a_date_goes_on_over_a_line_end() -> None:
    """In a file whose other lines are whole paragraphs, and only where a day follows."""
    source = (
        "- Trực cấp cứu đến ngày\n15 tháng 02 năm 2031.\n- Kiểm tra chợ từ\n20/01 tại các xã.\n"
        "- Số dư đến\n300 triệu đồng.\n"
    )
    assert shown(read_text(source.encode())) == [
        "- Trực cấp cứu đến ngày 15 tháng 02 năm 2031.",
        "- Kiểm tra chợ từ 20/01 tại các xã.",
        "- Số dư đến",
        "300 triệu đồng.",
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


def test_rows_of_bars_with_a_blank_line_between_them() -> None:
    """As a page's text is copied, with or without bars around the row; two tables stay two."""
    rows = ["TT | Việc | Nơi làm", "I | Cây xanh | Cây xanh", "1 | Ươm cây | Sở Xây dựng"]
    around = [f"| {row} |" for row in rows]
    for lines in (rows, around):
        source = "Bảng việc\n\n" + "\n\n".join(lines) + "\n\nNơi nhận:\n"
        assert shown(read_text(source.encode())) == ["Bảng việc", *(f"| {row}" for row in rows), "Nơi nhận:"]
    two = "| A | B |\n|---|---|\n| 1 | 2 |\n\n| C | D |\n|---|---|\n| 3 | 4 |\n"
    assert shown(read_text(two.encode())) == ["| A | B", "| 1 | 2", "| C | D", "| 3 | 4"]


def test_rows_of_bars_that_end_early() -> None:
    """Titles of groups and a head in two rows, as a page's table is copied without its spans."""
    source = (
        "Thời gian | Việc | Thực hiện | Ghi chú\n |  | Chủ trì | Phối hợp | \nI | Giai đoạn 1\n"
        "Tháng 3 | Ươm cây | Sở Xây dựng | Sở Tài chính | \n | Trồng cây | Sở Xây dựng |  | \n"
        "Tháng 5 | Tưới cây | Sở Xây dựng | Sở Y tế | x\nKết quả như trên.\n"
    )
    assert shown(read_text(source.encode())) == [
        "| Thời gian v2 | Việc v2 | Thực hiện >2 | Ghi chú v2",
        "| Chủ trì | Phối hợp",
        "| I | Giai đoạn 1 |  |  |",
        "| Tháng 3 | Ươm cây | Sở Xây dựng | Sở Tài chính |",
        "|  | Trồng cây | Sở Xây dựng |  |",
        "| Tháng 5 | Tưới cây | Sở Xây dựng | Sở Y tế | x",
        "Kết quả như trên.",
    ]


def test_rows_of_tabs_with_breaks_in_cells_and_heads_below_others() -> None:
    """A row on several lines stands apart from the others; titles of groups end early."""
    source = (
        "TT\tViệc\tThực hiện\tThời gian\n\t\tChủ trì\tPhối hợp\t\n\nI\tCây xanh\n\n"
        "1\tHội thi\tHội Nông dân\nHội Phụ nữ\tSở Y tế\tVòng 1: tháng 7\nVòng 2: tháng 9\n\n"
        "2\tƯơm cây\tSở Xây dựng\t\tTháng 3\n3\tTrồng cây\tSở Xây dựng\tSở Y tế\tTháng 4\n\nKết quả như trên.\n"
    )
    assert shown(read_text(source.encode())) == [
        "| TT v2 | Việc v2 | Thực hiện >2 | Thời gian v2",
        "| Chủ trì | Phối hợp",
        "| I | Cây xanh |  |  |",
        "| 1 | Hội thi | Hội Nông dân / Hội Phụ nữ | Sở Y tế | Vòng 1: tháng 7 / Vòng 2: tháng 9",
        "| 2 | Ươm cây | Sở Xây dựng |  | Tháng 3",
        "| 3 | Trồng cây | Sở Xây dựng | Sở Y tế | Tháng 4",
        "Kết quả như trên.",
    ]
