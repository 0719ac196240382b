"""What a document gives depends on what it is: a report lists work and figures as a plan does, but assigns nothing."""

from __future__ import annotations

import pytest

from pipeline import process_document

TEXT = """ỦY BAN NHÂN DÂN
TỈNH BÌNH ĐỊNH
Số: 12/{code}-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Định, ngày 05 tháng 3 năm 2021
{title}
Công tác nước sạch nông thôn năm 2021
I. MỤC TIÊU
- Tỷ lệ hộ dùng nước sạch đạt 95% vào năm 2021.
II. NHIỆM VỤ
- Sở Y tế kiểm tra chất lượng nước tại các xã trước ngày 30/6/2021.
"""


@pytest.mark.parametrize(
    ("code", "title", "found"), [("KH", "KẾ HOẠCH", 1), ("BC", "BÁO CÁO", 0), ("TTr", "TỜ TRÌNH", 0)]
)
def test_only_documents_that_assign_work_have_tasks_and_targets(code: str, title: str, found: int) -> None:
    records = process_document("x.txt", TEXT.format(code=code, title=title).encode())
    assert (len(records.tasks), len(records.targets)) == (found, found)
    codes = [warning.partition(":")[0] for warning in records.document.warnings]
    assert ("not_a_plan" in codes) == (found == 0)


LETTER = """ỦY BAN NHÂN DÂN
TỈNH BÌNH ĐỊNH
Số: 312/UBND-VX
V/v {subject}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Định, ngày 05 tháng 3 năm 2027
Kính gửi: Sở Y tế; Ủy ban nhân dân các xã, phường.
{body}
"""


@pytest.mark.parametrize(
    ("subject", "body", "tasks", "codes"),
    [
        (
            "tăng cường phòng, chống dịch",
            "Ủy ban nhân dân tỉnh yêu cầu:\n1. Sở Y tế kiểm tra công tác phòng, chống dịch trước ngày 30/6/2027.",
            1,
            [],
        ),
        ("cảm ơn", "Ủy ban nhân dân tỉnh trân trọng cảm ơn sự quan tâm của các đồng chí.", 0, ["not_a_plan"]),
    ],
)
def test_a_letter_is_no_plan_only_when_it_assigns_nothing(
    subject: str, body: str, tasks: int, codes: list[str]
) -> None:
    records = process_document("x.txt", LETTER.format(subject=subject, body=body).encode())
    assert (records.document.doc_type, len(records.tasks)) == ("Công văn", tasks)
    assert [warning.partition(":")[0] for warning in records.document.warnings] == codes


def test_the_type_below_a_head_of_two_columns_opens_the_title() -> None:
    text = """ỦY BAN NHÂN DÂN                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LÂM ĐỒNG                            Độc lập - Tự do - Hạnh phúc
Số: 215/KH-UBND                        Lâm Đồng, ngày 14 tháng 01 năm 2026

KẾ HOẠCH
Trồng cây phân tán năm 2026

I. NHIỆM VỤ
1. Sở Nông nghiệp và Môi trường ươm 5.000 cây.
"""
    (document,) = process_document("x.txt", text.encode()).documents
    assert (document.number, document.issuer) == ("215/KH-UBND", "Ủy ban nhân dân tỉnh Lâm Đồng")
    assert (document.title, document.period_start_year) == ("Trồng cây phân tán năm 2026", 2026)
