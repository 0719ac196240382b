"""Copies of web pages as text: what crawlers and law portals put around an instrument, paragraphs that run on."""

from __future__ import annotations

import pytest
from layout_view import shown

from pipeline.read.crawled import mended, without_word_marks
from pipeline.read.text import read_text

CRAWLED = """
Quyết định 5/QĐ-UBND năm 2031. ỦY BAN NHÂN DÂN TỈNH HUẾ
Quyết định 5/QĐ-UBND năm 2031. Điều 1.
Quyết định 5/QĐ-UBND năm 2031. Điều 2.
BỘ TRƯỞNGTrần Văn Bình
ỦY BAN NHÂN DÂNTỈNH HÀ NAM
Cải cách thể chếa) Mục tiêu (theo ý chị b) Sở nêu)
liên thông quốc gia) Sở Nội vụ
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
        "ỦY BAN NHÂN DÂN",
        "TỈNH HÀ NAM",
        "Cải cách thể chế",
        "a) Mục tiêu (theo ý chị b) Sở nêu)",
        "liên thông quốc gia) Sở Nội vụ",
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


def test_words_that_a_program_marked() -> None:
    plain = "KẾ HOẠCH\n1. Ủy ban nhân dân các huyện, thành phố (hoặc xã) rà soát; báo cáo trước ngày 05/3.\n"
    marked = "KẾ_HOẠCH\n1 . Ủy_ban nhân_dân các huyện , thành_phố ( hoặc xã ) rà_soát ; báo_cáo trước ngày 05/3 .\n"
    assert without_word_marks(marked) == plain
    named = "Biểu ghi trong tệp Phu_luc.xlsx , xem trang của Sở Nội vụ trước khi gửi về cho tỉnh ."
    assert without_word_marks(named) == named


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


def test_a_motto_broken_over_two_lines_begins_the_head() -> None:
    page = PORTAL.strip().replace("**CỘNG HÒA XÃ HỘI\n", "**CỘNG\nHÒA XÃ HỘI ")
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


BETWEEN_BARS = """
|
**SỞ NỘI VỤ**
-------
|
**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
|
|
Số: 9/SNV-VP
|
*Huế, ngày 05 tháng 6 năm 2031*
|
Để vườn ươm kịp mùa trồng rừng, Sở Nội vụ đề nghị các đơn vị
trong ngành, trong đó có các vườn ươm của tỉnh, khẩn trương
thực hiện những việc sau đây trước khi mùa mưa đến:
**1. Phòng Tổ chức**
-
Chuẩn bị đủ người làm trong mùa trồng rừng, không để vườn ươm
nào thiếu người.
- Báo cáo kết quả sau mùa trồng rừng để các đơn vị khác trong
ngành cùng rút kinh nghiệm.
**2. Văn phòng**
-
Mua phân bón và dụng cụ cho các vườn ươm, bảo đảm chất lượng và
đúng thời vụ, nhất là ở các vườn ươm vùng cao, nơi mùa mưa đến
sớm và đường đi lại khó khăn trong nhiều tuần./.
|
**Nơi nhận:**
- Lưu: VT.
|
**GIÁM ĐỐC**
Lê Văn Bình
|
"""


def test_marks_alone_on_a_line_and_text_between_tables_of_bars() -> None:
    lines = shown(read_text(BETWEEN_BARS.encode()))
    assert [line[:24] for line in lines if line[:2] in ("1.", "2.", "- ")] == [
        "1. Phòng Tổ chức",
        "- Chuẩn bị đủ người làm ",
        "- Báo cáo kết quả sau mù",
        "2. Văn phòng",
        "- Mua phân bón và dụng c",
        "- Lưu: VT.",
    ]


PAGES = """
KẾ HOẠCH
Trồng rừng năm 2031
II. NHIỆM VỤ
1. Các đơn vị trong ngành ươm cây, làm đất và chuẩn bị phân bón cho mùa trồng
rừng năm nay, báo cáo kết quả về Ủy ban nhân dân

2


--- PAGE BREAK ---

tỉnh trước ngày 30/4/2031 để theo dõi, chỉ đạo trong suốt mùa trồng rừng
và rút kinh nghiệm cho năm sau.
2. Các đơn vị khác bảo vệ rừng đã trồng, không để gia súc phá hoại và không
để cháy rừng trong mùa khô; thường xuyên tuần tra, canh gác ở các khu rừng
đầu nguồn và báo cáo ngay khi phát hiện khói, lửa hoặc người lạ vào rừng mà
không có việc gì, nhất là ở những nơi gần

3

<!-- Page 4 -->

đường giao thông có nhiều người qua lại.
"""


def test_ends_of_pages_as_converters_mark_them() -> None:
    lines = shown(read_text(PAGES.encode()))
    assert [line[-36:] for line in lines[-2:]] == [
        "ồng rừng và rút kinh nghiệm cho năm sau."[-36:],
        "đường giao thông có nhiều người qua lại."[-36:],
    ]
    assert all("PAGE" not in line and line not in ("2", "3") for line in lines)


def test_emphasis_that_closes_behind_a_space() -> None:
    text = "# KẾ HOẠCH\n\n**I. MỤC TIÊU**\n\n*4.1. *Giao Sở Y tế: *(i) *lập danh sách; 3 * 4 ô.\n"
    assert shown(read_text(text.encode()))[-1] == "4.1. Giao Sở Y tế: (i) lập danh sách; 3 * 4 ô."
