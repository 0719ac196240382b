"""What a line end broke is made whole again, and only that."""

from __future__ import annotations

import pytest

from pipeline.canonical import canonical
from pipeline.read.text import read_text

WHOLE = {
    "the number of an item on a line of its own": (
        "1.1.\nTuần tra rừng đầu nguồn.\n2.\nGiao Sở Nội vụ:\nĐiều 3.\nBan hành kế hoạch.\na)\nLàm đất.",
        ["1.1. Tuần tra rừng đầu nguồn.", "2. Giao Sở Nội vụ:", "Điều 3. Ban hành kế hoạch.", "a) Làm đất."],
    ),
    "Roman numbers, numbers in half brackets and bullets": (
        "II.\nNHIỆM VỤ\n1)\nƯơm cây.\n-\nLàm đất.",
        ["II. NHIỆM VỤ", "1) Ươm cây.", "- Làm đất."],
    ),
    "the number of a chapter below its word": ("Chương\nIII\nTRỒNG RỪNG", ["Chương III", "TRỒNG RỪNG"]),
    "a number before another item": ("1.\n1.1. Ươm cây.", ["1.", "1.1. Ươm cây."]),
    "small letters after a semicolon": (
        "- Tuần tra rừng đầu nguồn;\nxử lý người vi phạm.",
        ["- Tuần tra rừng đầu nguồn; xử lý người vi phạm."],
    ),
    "an item that a citation goes on with": (
        "3. Phổ biến Chỉ thị số 9-CT/TW;\nQuyết định số 7/QĐ-TTg và các văn bản khác.",
        ["3. Phổ biến Chỉ thị số 9-CT/TW; Quyết định số 7/QĐ-TTg và các văn bản khác."],
    ),
    "what an instrument is based on": (
        "Căn cứ Luật Đất đai;\nQuyết định số 7/QĐ-TTg về rừng;",
        ["Căn cứ Luật Đất đai;", "Quyết định số 7/QĐ-TTg về rừng;"],
    ),
}


@pytest.mark.parametrize(("text", "paragraphs"), WHOLE.values(), ids=WHOLE)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    plan = canonical(read_text(text.encode()))
    assert [" ".join(plan.text[block.start : block.end].split()) for block in plan.blocks] == paragraphs
