"""Files that would take time or memory without end: each ends soon, with its reason."""

from __future__ import annotations

import io
import shutil
import threading
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from layout_view import shown
from pdf_files import Page, pdf

from pipeline.layout import Layout
from pipeline.read import UnreadableError, read
from pipeline.read.pdf_guard import check_streams

PROSE = ["Thực hiện Kế hoạch trồng rừng của tỉnh, các sở, ban, ngành tổ chức các nhiệm vụ"] * 6
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECONDS = 20.0  # of this process: a busy machine is no failure


@pytest.fixture(autouse=True)
def _in_bounded_time() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < SECONDS


def reason(content: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(content)
    assert len(str(caught.value)) > 20
    return caught.value.code


def codes(layout: Layout) -> list[str]:
    return [notice.code for notice in layout.warnings]


def packed_pdf(operators: bytes, megabytes: int) -> bytes:
    """A PDF whose page draws `operators` until so many megabytes are full; packed, it is small."""
    deflater = zlib.compressobj(9)
    block = operators * (1_000_000 // len(operators))
    packed = b"".join(deflater.compress(block) for _ in range(megabytes)) + deflater.flush()
    head = b"%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode /Length " + str(len(packed)).encode()
    return head + b" >>\nstream\n" + packed + b"\nendstream\nendobj\n"


def docx(body: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", body)
    return file.getvalue()


def test_a_pdf_that_swells_is_not_opened() -> None:
    assert reason(packed_pdf(b"0 0 1 1 re f\n", 40)) == "too_large"


def test_a_pdf_packed_twice_is_looked_into() -> None:
    once = zlib.compress(b"0 0 1 1 re f\n" * 4_000_000)
    twice = zlib.compress(once)
    head = f"%PDF-1.7\n1 0 obj\n<< /Filter [/FlateDecode /FlateDecode] /Length {len(twice)} >>\nstream\n".encode()
    with pytest.raises(UnreadableError):
        check_streams(head + twice + b"\nendstream\nendobj\n")


def test_a_page_full_of_lines_is_read_without_tables() -> None:
    page = Page().lines(85, 100, PROSE).grid([60 + 4 * n for n in range(110)], [300 + 4 * n for n in range(110)])
    layout = read(pdf(page))
    assert codes(layout) == ["too_many_lines"]
    assert not layout.complete
    assert len(layout.blocks) > 0


def test_a_hundred_thousand_dots_on_a_page() -> None:
    page = Page().lines(85, 100, PROSE)
    page.parts += [f"{50 + n % 400} {100 + n // 400} 0.5 0.5 re f" for n in range(100_000)]
    assert read(pdf(page)).complete


def test_a_word_file_that_swells() -> None:
    assert reason(docx(f"<w:document {W}><w:body>{'<w:p/>' * 27_000_000}</w:body></w:document>")) == "too_large"


def test_entities_in_a_word_file_are_not_unfolded_or_fetched() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(9))
    declared = f'<!DOCTYPE d [{entities}<!ENTITY file SYSTEM "file:///etc/hostname">]>'
    assert reason(
        docx(f"{declared}<w:document {W}><w:body><w:p><w:r><w:t>&e8;&file;</w:t></w:r></w:p></w:body></w:document>")
    )


def test_a_cell_over_a_hundred_million_columns() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr><w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p></w:tc>'
    body = f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"
    assert read(docx(f"<w:document {W}><w:body>{body}</w:body></w:document>")).complete


def test_elements_nested_without_end() -> None:
    assert reason(b"<html><body>" + b"<div>" * 100_000 + b"Ke hoach") == "too_large"


def test_html_cells_over_thousands_of_columns() -> None:
    row = "<tr>" + "<td rowspan=9999 colspan=9999>Kế hoạch</td>" * 100 + "</tr>"
    assert read(f"<html><body><table>{row * 3}</table></body></html>".encode()).blocks


def test_a_long_page_is_read_in_part() -> None:
    layout = read(b"<html><body>" + "<p>Kế hoạch trồng rừng của tỉnh</p>".encode() * 300_000)
    assert codes(layout) == ["truncated"]
    assert not layout.complete


@pytest.mark.parametrize("content", [b" " * 1_000_000, b"\t\n" * 500_000, b"\0" * 1_000_000])
def test_nothing_but_space(content: bytes) -> None:
    assert reason(content) == "empty"


def test_odd_text_is_read() -> None:
    text = "Kế hoạch của Ủy ban nhân dân tỉnh về phát triển rừng, các sở ngành thực hiện.\n" * 20
    for content in (
        text.encode("utf-16"),
        text.encode("utf-16-be"),
        text.encode("utf-8-sig"),
        unicodedata.normalize("NFD", text).encode(),
        ("Kế hoạch" + " " * 1_000_000 + "năm 2030").encode(),
        ("a" + "\u0301" * 200_000).encode(),
        b"|" * 500_000 + b"\n| a | b |\n|---|---|\n",
    ):
        assert read(content).blocks


def test_only_the_first_two_thousand_pages_are_read() -> None:
    layout = read(pdf(*(Page().text(85, 400, f"Trang này nêu nhiệm vụ {number}") for number in range(2_001))))
    assert codes(layout) == ["truncated"]
    assert (layout.page_count, layout.complete) == (2_001, False)
    assert shown(layout)[-1].endswith("nhiệm vụ 1999")


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """The address of a web server on this machine, and what has been asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def test_what_a_web_page_refers_to_is_not_fetched(outside: tuple[str, list[str]]) -> None:
    address, asked = outside
    head = f'<base href="{address}/"><link rel="stylesheet" href="a.css"><script src="a.js"></script>'
    body = '<img src="a.png"><iframe src="b.html"></iframe><object data="c.pdf"></object>'
    page = f"<html><head>{head}</head><body>{body}<p>{PROSE[0]}</p></body></html>"
    assert shown(read(page.encode())) == [PROSE[0]]
    assert asked == []


def test_what_a_word_file_refers_to_is_not_fetched_and_its_macros_are_not_run(outside: tuple[str, list[str]]) -> None:
    address, asked = outside
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{kinds}/{kind}" Target="{address}/{kind}" TargetMode="External"/>'
        for kind in ("image", "attachedTemplate", "aFChunk", "subDocument", "oleObject")
    )
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "{0}/t"</w:instrText></w:r>'
    field = field.format(address) + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = f'<w:p><w:r><w:t>{PROSE[0]}</w:t></w:r>{field}</w:p><w:altChunk xmlns:r="{kinds}" r:id="raFChunk"/>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        package.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
        package.writestr("word/vbaProject.bin", OLE + b"Sub AutoOpen" * 100)
    assert shown(read(file.getvalue())) == [PROSE[0]]
    assert asked == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_an_old_word_file_refers_to_is_not_fetched(outside: tuple[str, list[str]]) -> None:
    address, asked = outside
    picture = rf'{{\field{{\*\fldinst INCLUDEPICTURE "{address}/a.png" \\d}}{{\fldrslt }}}}'
    text = rf'{{\field{{\*\fldinst INCLUDETEXT "{address}/a.txt"}}{{\fldrslt muc tieu}}}}'
    file = rf"{{\rtf1\ansi{{\*\template {address}/a.dot}} Ke hoach trong rung {picture}{text}\par}}"
    assert shown(read(file.encode())) == ["Ke hoach trong rung muc tieu"]
    assert asked == []


def test_a_text_without_end_is_read_in_part() -> None:
    layout = read(("Sở Nội vụ chủ trì thực hiện nhiệm vụ năm 2030.\n" * 130_000).encode())
    assert codes(layout) == ["truncated"]
    assert not layout.complete


def test_tables_that_begin_without_end() -> None:
    layout = read(b"# A\n# B\n# C\n" + b"<table\n" * 100_000)
    assert layout.complete


def test_a_table_in_markdown_nested_without_end() -> None:
    assert reason(b"# A\n\n# B\n\n<table><tr><td>" + b"<div>" * 100_000 + b"Ke hoach</td></tr></table>") == "too_large"
