"""Files that are no plans: each gets its row, its code and a sentence, and the run goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import ingest, open_tables, sources, work
from pipeline.document import process_document
from pipeline.query import Tables

PLAN = Path(__file__).resolve().parents[1] / "plans" / "prose-reform.txt"
REPORT = """ỦY BAN NHÂN DÂN
TỈNH BÌNH ĐỊNH
Số: 12/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Định, ngày 05 tháng 3 năm 2021
BÁO CÁO
Kết quả công tác cải cách hành chính năm 2020
Trong năm 2020, tỉnh đã tiếp nhận 1.000 hồ sơ, giải quyết đúng hạn 990 hồ sơ.
"""
ENGLISH = """Annual report of the harbour authority
The authority kept the port open on every day of the year, and the dredging of the northern channel was finished in
autumn. The board thanks all members of the staff for their work and their patience during the long strike.
"""
FILES: dict[str, tuple[bytes, str, str]] = {
    "empty.txt": (b"", "failed", "empty"),
    "blank.txt": (b"\xef\xbb\xbf \r\n\n", "failed", "empty"),
    "binary.txt": (bytes(range(256)) * 40, "failed", "unknown_format"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "failed", ""),
    "broken.pdf": (b"%PDF-1.7\n" + b"nothing" * 20, "failed", ""),
    "broken.docx": (b"PK\x03\x04" + b"\x00" * 60, "failed", ""),
    "english.txt": (ENGLISH.encode(), "ok", "not_vietnamese"),
    "report.txt": (REPORT.encode(), "ok", "not_a_plan"),
    "plan.txt": (PLAN.read_bytes(), "ok", ""),
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("bad")
    (folder / "raw").mkdir()
    for name, (content, _, _) in FILES.items():
        (folder / "raw" / name).write_bytes(content)
    (folder / "raw" / "gone.txt").symlink_to("nowhere.txt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "MAX_BYTES", 60_000)
        patch.setattr(work, "MAX_TEXT_BYTES", 50_000)
        (folder / "raw" / "large.bin").write_bytes(b"x" * 60_001)
        (folder / "raw" / "large.txt").write_bytes("Sở Nội vụ ".encode() * 4000)
        ingest(folder / "raw", out=folder / "parquet", interim=folder / "interim")
    return open_tables(folder / "parquet")


def row(tables: Tables, name: str) -> tuple[str, list[str]]:
    found = tables.documents[tables.documents.source_path.str.endswith(f"/{name}")]
    assert len(found) == 1
    return found.status.iloc[0], found.warnings.iloc[0]


@pytest.mark.parametrize("name", FILES)
def test_row(tables: Tables, name: str) -> None:
    status, warnings = row(tables, name)
    _, wanted, code = FILES[name]
    assert status == wanted, warnings
    assert any(warning.startswith(f"{code}") for warning in warnings) or not code, warnings


def test_a_reason_holds_under_any_name() -> None:
    """The same content under two names is one document."""
    one, other = (process_document(name, b"").document for name in ("empty.txt", "zero.pdf"))
    assert one.warnings == other.warnings


@pytest.mark.parametrize(
    ("name", "code"), [("gone.txt", "broken_link"), ("large.bin", "too_large"), ("large.txt", "too_large")]
)
def test_row_of_what_is_not_opened(tables: Tables, name: str, code: str) -> None:
    status, warnings = row(tables, name)
    assert status == "failed"
    assert [warning.partition(":")[0] for warning in warnings] == [code]


def test_every_warning_is_a_code_and_a_sentence(tables: Tables) -> None:
    for warnings in tables.documents.warnings:
        for warning in warnings:
            code, colon, sentence = warning.partition(": ")
            assert colon and code.replace("_", "").isalpha() and code.islower(), warning
            assert sentence.endswith((".", "?")) and len(sentence) > 20, warning
            assert code not in ("internal_error", "contract"), warning


def test_failed_documents_have_no_other_rows(tables: Tables) -> None:
    failed = set(tables.documents.document_id[tables.documents.status == "failed"])
    assert failed.isdisjoint(tables.tasks.document_id)
    assert failed.isdisjoint(tables.texts.document_id)


def test_the_plan_among_them_is_read(tables: Tables) -> None:
    assert len(tables.tasks) > 0
