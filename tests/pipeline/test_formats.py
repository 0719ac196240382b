from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from docx_files import docx, package
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import UnreadableError
from pipeline.read.formats import sniff

CASES = Path(__file__).resolve().parents[1] / "cases" / "read_formats.yaml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("case", yaml.safe_load(CASES.read_text(encoding="utf-8")), ids=lambda case: case["text"][:20])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_finds_the_format_of_a_text(case: dict[str, str], encoding: str) -> None:
    assert sniff(case["text"].encode(encoding if case["format"] not in ("doc",) else "utf-8")) == case["format"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_reads_marks_in_texts_of_two_bytes(encoding: str) -> None:
    assert sniff("<html><body><p>Kế hoạch trồng rừng</p></body></html>".encode(encoding)) == "html"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (docx(""), "docx"),
        (OLE + bytes(500) + "WordDocument".encode("utf-16-le"), "doc"),
        (package({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}), "doc"),
        (b"\n\n%PDF-1.4\n", "pdf"),
    ],
)
def test_finds_the_format_of_a_binary_file(content: bytes, found: str) -> None:
    assert sniff(content) == found


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (package({"xl/workbook.xml": b"<a/>"}), "unknown_format"),
        (package({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "unknown_format"),
        (b"PK\x03\x04cut", "damaged"),
        (package({"a": b""}).replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\x63"), "damaged"),
        (OLE + bytes(500), "unknown_format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (bytes(range(32)) * 40, "unknown_format"),
    ],
    ids=[
        "spreadsheet",
        "odt spreadsheet",
        "cut zip",
        "zip of a version to come",
        "other old Office file",
        "password",
        "picture",
        "junk",
    ],
)
def test_says_what_a_file_is_that_cannot_be_read(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        sniff(content)
    assert caught.value.code == code


@given(st.binary(max_size=300))
def test_any_bytes_have_a_format_or_a_reason(content: bytes) -> None:
    try:
        assert sniff(content) in {"pdf", "docx", "doc", "html", "markdown", "text"}
    except UnreadableError as error:
        assert error.code
