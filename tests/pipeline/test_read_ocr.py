from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from layout_view import shown
from pdf_files import Page, pdf
from scan_files import Sheet, needs_font, needs_ocr, scan
from shared_folder import SHARED

from pipeline.canonical import canonical
from pipeline.read import pdf as pdf_reader
from pipeline.read.ocr_choices import chosen
from pipeline.read.ocr_numerals import with_counted_strokes
from pipeline.read.pdf import read_pdf
from pipeline.read.tesseract import Other, SeenWord, other_words

CASES = yaml.safe_load((Path(__file__).resolve().parents[1] / "cases" / "read_ocr.yaml").read_text(encoding="utf-8"))
PROSE = [
    "Thực hiện Kế hoạch trồng rừng của tỉnh, các sở, ban, ngành và Ủy ban",
    "nhân dân các huyện, thành phố tổ chức triển khai các nhiệm vụ sau đây,",
    "báo cáo kết quả về Sở Nông nghiệp và Môi trường trước ngày 15/3/2030.",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_takes_the_reading_that_makes_a_word(case: dict[str, Any]) -> None:
    others = case["others"]
    words = [
        SeenWord(text, 0, 0, 1, 1, line, 90, others=tuple(Other(other, 5.0) for other in others.get(text, ())))
        for line, row in enumerate(case["seen"])
        for text in row.split()
    ]
    assert " ".join(chosen(words)) == case["reads"]


def test_second_choices_of_a_word() -> None:
    letters = [[("t", 1.0)], [("ố", 1.0), ("ổ", 6.0), ("Ố", 60.0)]]
    assert other_words("tố", letters) == (Other("tổ", 5.0),)
    assert other_words("tốt", letters) == ()
    assert other_words("1/2", [[("I", 1.0), ("1", 2.0)], [("/", 1.0)], [("2", 1.0)]])[0].text == "I/2"


def test_without_tesseract_a_scan_is_partial(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "what_is_missing", lambda: "install the data")
    layout = read_pdf(pdf(Page().lines(85, 100, PROSE), Page().picture(), Page().picture()))
    assert not layout.complete
    assert [str(notice) for notice in layout.warnings] == [
        "ocr_missing: Page 2, 3 has no usable text and has to be read by OCR: install the data."
    ]
    assert not layout.ocr_used
    assert layout.source_format == "pdf_scanned"


@needs_ocr
@needs_font
class TestScans:
    @pytest.mark.parametrize("degrees", [0, 1.5, -3, 180, 90, 270])
    def test_sets_a_page_straight_and_upright(self, degrees: float) -> None:
        layout = read_pdf(scan(Sheet().lines(70, 120, PROSE).soiled().turned(degrees)))
        assert " ".join(shown(layout)) == " ".join(PROSE)
        assert layout.complete
        assert layout.ocr_used
        assert layout.source_format == "pdf_scanned"
        assert [notice.code for notice in layout.warnings] == ["ocr"]

    def test_reads_columns_of_the_head_apart(self) -> None:
        sheet = Sheet().lines(80, 60, ["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"]).text(100, 104, "Số: 15/KH-UBND")
        sheet.lines(270, 67, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]).text(320, 85, "Độc lập - Tự do - Hạnh phúc")
        sheet.text(310, 112, "Sơn La, ngày 05 tháng 3 năm 2030").lines(70, 180, PROSE)
        assert shown(read_pdf(scan(sheet.turned(0.7))))[:6] == [
            "ỦY BAN NHÂN DÂN",
            "TỈNH SƠN LA",
            "Số: 15/KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Sơn La, ngày 05 tháng 3 năm 2030",
        ]

    def test_reads_ruled_tables_cell_by_cell(self) -> None:
        columns, rows = (60, 100, 330, 535), (200, 230, 280, 310)
        sheet = Sheet().lines(70, 100, PROSE).grid(columns, rows)
        for y, row in ((206, ("STT", "Nhiệm vụ", "Chủ trì")), (240, ("1", "", "Sở Tài chính")), (286, ("2", "", ""))):
            for x, text in zip(columns, row, strict=False):
                sheet.text(x + 6, y, text)
        sheet.lines(106, 234, ["Trồng cây xanh trong các trường", "học trên địa bàn huyện"], pitch=20)
        sheet.text(106, 286, "Chăm sóc rừng").text(336, 286, "Hạt Kiểm lâm")
        assert shown(read_pdf(scan(sheet.soiled().turned(-1))))[-3:] == [
            "| STT | Nhiệm vụ | Chủ trì",
            "| 1 | Trồng cây xanh trong các trường học trên địa bàn huyện | Sở Tài chính",
            "| 2 | Chăm sóc rừng | Hạt Kiểm lâm",
        ]

    def test_leaves_out_the_stamp_of_the_receiving_office(self) -> None:
        sheet = Sheet().lines(240, 120, ["CHỈ THỊ", "Về việc phòng cháy, chữa cháy rừng"]).lines(70, 190, PROSE)
        sheet.grid((20, 70, 170), (100, 165)).text(26, 124, "ĐẾN").lines(76, 104, ["Số: 215", "Ngày: 9/3", "Chuyển: Y"])
        layout = read_pdf(scan(sheet.soiled()))
        assert " ".join(shown(layout)) == " ".join(["CHỈ THỊ", "Về việc phòng cháy, chữa cháy rừng", *PROSE])
        assert "ocr_left_out" in [notice.code for notice in layout.warnings]

    def test_a_small_table_is_no_stamp(self) -> None:
        sheet = Sheet().lines(70, 190, PROSE).grid((70, 120, 240), (100, 130, 160))
        for y, row in ((106, ("Số", "Nơi đến")), (136, ("1", "Xã Sơn Hà"))):
            for x, text in zip((76, 126), row, strict=True):
                sheet.text(x, y, text)
        assert shown(read_pdf(scan(sheet)))[:2] == ["| Số | Nơi đến", "| 1 | Xã Sơn Hà"]

    @pytest.mark.parametrize("size", [11, 13])
    @pytest.mark.parametrize("seen", ["I/2030", "VI.", "XI;"])
    @pytest.mark.parametrize("more", [0, 1, 2])
    def test_counts_the_strokes_of_a_numeral(self, size: float, seen: str, more: int) -> None:
        drawn = seen.replace("I", "I" * (1 + more))
        picture = np.asarray(Sheet().text(20, 20, drawn, size=size).image)
        rows, columns = (np.flatnonzero((picture < 128).any(axis=axis)) for axis in (1, 0))
        base = 1 + np.flatnonzero((picture[:, : columns[0] + 12] < 128).any(axis=1))[-1]
        word = SeenWord(seen, columns[0], 0, columns[-1], 0, 0, 90, base=base, ink_top=rows[0])
        assert [word.text for word in with_counted_strokes([word], picture)] == [drawn]

        quarter, digit = replace(word, text="Quý", x1=0), replace(word, text=seen.replace("I", "1"))
        after_quarter = with_counted_strokes([quarter, digit], picture)[1].text
        assert after_quarter == (drawn if more and "/" in seen else digit.text)

    def test_pages_with_text_are_not_recognised(self) -> None:
        scanned = scan(Sheet().lines(70, 120, PROSE))
        assert read_pdf(scanned).page_count == 1
        digital = read_pdf(pdf(Page().lines(85, 100, PROSE)))
        assert not digital.ocr_used
        assert digital.source_format == "pdf"


@needs_ocr
@pytest.mark.shared
def test_reads_the_generated_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "benchmarks"))
    from score_pdf import score, truth_of

    path = SHARED / "pdf" / "p5scan.pdf"
    truth = truth_of(path)
    assert truth is not None
    found = score(canonical(read_pdf(path.read_bytes())), truth)
    assert found.character_share >= 0.995
    assert found.cell_share >= 0.94
