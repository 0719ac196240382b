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
