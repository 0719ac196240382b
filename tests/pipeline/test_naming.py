"""What people call a document."""

from __future__ import annotations

import pytest

from pipeline.naming import document_name

_LONG = "Khảo sát sự hài lòng của người dân, tổ chức và rà soát thủ tục hành chính"


@pytest.mark.parametrize(
    ("doc_type", "number", "title", "name"),
    [
        ("Kế hoạch", "12/KH-UBND", _LONG, "Kế hoạch 12/KH-UBND"),
        (None, "12/KH-UBND", None, "12/KH-UBND"),
        ("Kế hoạch", None, "Cải cách hành chính", "Kế hoạch “Cải cách hành chính”"),
        ("Kế hoạch", None, _LONG, "Kế hoạch “Khảo sát sự hài lòng của người dân, tổ chức và rà soát thủ …”"),
        (None, None, "Cải cách hành chính", "“Cải cách hành chính”"),
        ("Kế hoạch", None, None, "Kế hoạch (plan.txt)"),
        (None, None, None, "plan.txt"),
    ],
)
def test_names(doc_type: str | None, number: str | None, title: str | None, name: str) -> None:
    assert document_name(doc_type, number, title, "data/plan.txt") == name
