"""The columns of the follow-up sheet, for every file it is written to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.spreadsheet import TaskLine

Value = str | int | date | tuple[str, ...] | None
"""What a cell holds; of a tuple, each on a line of its own."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its Vietnamese heading, what it means, its width in characters, and its value in a line."""

    heading: str
    meaning: str
    width: int
    value: Callable[[TaskLine], Value]


SHEET: tuple[SheetColumn, ...] = (
    SheetColumn("STT", "Số thứ tự trong bảng này.", 5, lambda line: line.number),
    SheetColumn("Nhiệm vụ", "Nội dung công việc, nguyên văn.", 42, lambda line: line.text),
    SheetColumn("Lĩnh vực", "Đề mục gần nhất nêu lĩnh vực.", 15, lambda line: line.field),
    SheetColumn("Chủ trì", "Cơ quan chủ trì.", 19, lambda line: line.lead_agencies),
    SheetColumn("Phối hợp", "Cơ quan phối hợp.", 21, lambda line: line.coordinating_agencies),
    SheetColumn("Sản phẩm", "Sản phẩm, kết quả, nếu kế hoạch nêu.", 16, lambda line: line.output),
    SheetColumn("Thời hạn", "Thời hạn, nguyên văn.", 15, lambda line: line.deadline_text),
    SheetColumn(
        "Hạn chót",
        "Ngày cuối cùng còn đúng hạn: “trước ngày 05/3” là ngày 04/3. Trống nếu không xác định được ngày.",
        11,
        lambda line: line.due_date,
    ),
    SheetColumn("Căn cứ", "Văn bản nêu trong nhiệm vụ hoặc đầu mục.", 20, lambda line: line.references),
    SheetColumn("Nguồn", "Văn bản, trang.", 18, lambda line: line.source),
    SheetColumn("Tiến độ", "Người theo dõi ghi.", 12, lambda line: None),
    SheetColumn("Ghi chú", "Người theo dõi ghi.", 14, lambda line: None),
)
