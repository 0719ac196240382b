from __future__ import annotations

import difflib
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from layout_view import shown
from pdf_files import Page, pdf
from shared_folder import SHARED

from pipeline.layout import ParagraphBlock, TableBlock
from pipeline.read import UnreadableError
from pipeline.read.glyphs import Glyph, _glyphs
from pipeline.read.lines import lines_of, rows_of
from pipeline.read.pdf import read_pdf
from pipeline.read.text_layer import TextLayer, judge, syllable_share

CASES = Path(__file__).resolve().parents[1] / "cases" / "read_pdf.yaml"
COLUMNS = (85, 130, 300, 505)
FILL = ["Đây là một dòng chữ đầy của một đoạn văn dài ở phía trên của trang này"] * 4
LONG = [*FILL, "và hết."]


def page_with(*lines: str) -> Page:
    return Page().lines(85, 100, lines)


def table(page: Page, top: float, rows: list[tuple[str, ...]], **options: Any) -> Page:
    page.grid(COLUMNS, [top + 30 * index for index in range(len(rows) + 1)], **options)
    for index, row in enumerate(rows):
        for x, text in zip(COLUMNS, row, strict=False):
            for number, line in enumerate(text.split("\n")):
                page.text(x + 4, top + 30 * index + 13 + 12 * number, line, size=10)
    return page


@pytest.mark.parametrize("case", yaml.safe_load(CASES.read_text(encoding="utf-8")), ids=lambda case: case["what"])
def test_joins_what_the_typesetter_broke(case: dict[str, Any]) -> None:
    page = Page().lines(85, 100, LONG)
    for index, (x, text) in enumerate(case["lines"]):
        page.text(x, 240 + 16 * index, text)
    assert shown(read_pdf(pdf(page)))[1:] == case["reads"]


def test_joins_a_paragraph_over_pages_and_keeps_both_places() -> None:
    first = Page().lines(85, 700, FILL)
    second = Page().text(290, 40, "2").lines(85, 80, ["và tiếp tục ở trang sau.", "Đoạn mới bắt đầu từ đây"])
    layout = read_pdf(pdf(first, second))
    assert shown(layout) == [" ".join([*FILL, "và tiếp tục ở trang sau."]), "Đoạn mới bắt đầu từ đây"]
    block = layout.blocks[0]
    assert isinstance(block, ParagraphBlock)
    assert [fragment.page for fragment in block.fragments] == [1, 2]
    assert block.fragments[1].box is not None
    assert block.fragments[1].box[:2] == pytest.approx((85, 70.4), abs=1)


def test_a_word_broken_by_the_page_stands_where_it_begins() -> None:
    first = Page().lines(85, 700, [*FILL, "Căn cứ vào văn bản mà cơ quan có thẩm quyền đã ban hành số 15/2030/QĐ-"])
    layout = read_pdf(pdf(first, Page().lines(85, 80, ["UBND của tỉnh."])))
    block = layout.blocks[0]
    assert isinstance(block, ParagraphBlock)
    assert block.fragments[0].text.endswith("15/2030/QĐ-UBND")
    assert block.fragments[1].text == "của tỉnh."


def test_reads_head_and_foot_column_by_column() -> None:
    page = Page().text(110, 60, "UBND HUYỆN A").text(260, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)
    page.text(290, 76, "Độc lập - Tự do - Hạnh phúc").text(104, 96, "Số: 7/KH-UBND")
    page.text(270, 96, "Huyện A, ngày 2 tháng 3 năm 2030").lines(85, 140, LONG)
    page.text(85, 300, "Nơi nhận:", size=11).text(330, 300, "TM. ỦY BAN NHÂN DÂN", bold=True)
    page.text(85, 314, "- Như trên;", size=11).text(360, 316, "CHỦ TỊCH", bold=True)
    page.text(85, 328, "- Lưu: VT.", size=11).text(354, 390, "Trần Văn A", bold=True)
    assert shown(read_pdf(pdf(page))) == [
        "UBND HUYỆN A",
        "Số: 7/KH-UBND",
        "* CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Huyện A, ngày 2 tháng 3 năm 2030",
        " ".join(LONG),
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "* TM. ỦY BAN NHÂN DÂN",
        "* CHỦ TỊCH",
        "* Trần Văn A",
    ]


def test_a_tall_word_beside_a_line_of_the_other_column_stays_in_its_own() -> None:
    boxes = {
        "UBND": (92.2, 741.95, 126.1, 750.34),
        "thành": (216.5, 741.95, 243.1, 750.34),
        "các": (129.2, 741.95, 145.1, 750.41),
        "xã,": (199.1, 741.95, 213.5, 750.95),
        "thị": (183.5, 741.95, 196.1, 751.0),
        "phố;": (246.1, 741.86, 267.4, 751.42),
        "huyện,": (148.2, 741.95, 180.5, 751.38),
        "Thế": (427.2, 745.89, 447.7, 754.31),
        "Phước": (450.2, 746.78, 483.3, 754.31),
        "Nguyễn": (384.9, 747.56, 424.2, 755.15),
    }
    glyphs = [
        Glyph(text, x0, top, x1, bottom, (top + bottom) / 2, bottom - top, place, place, spaced=True)
        for place, (text, (x0, top, x1, bottom)) in enumerate(boxes.items())
    ]
    rows = [[glyph.text for glyph in sorted(row, key=lambda glyph: glyph.x0)] for row in rows_of(glyphs)]
    assert rows == [["UBND", "các", "huyện,", "thị", "xã,", "thành", "phố;"], ["Nguyễn", "Thế", "Phước"]]


def test_a_comma_whose_box_is_as_low_as_itself_stays_in_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some programs give each letter a box of its own height, so that a comma is below the middle of its line."""
    letters = {"-": (9.0, 10.0), ",": (13.0, 15.0), "í": (2.0, 12.0), "p": (5.0, 15.0)}
    text = "- Bí, na, lúa pha."
    heights = [letters.get(letter, (5.0, 12.0)) for letter in text]
    boxes = [(6.0 * place, top, 6.0 * (place + 1), bottom) for place, (top, bottom) in enumerate(heights)]
    monkeypatch.setattr("pipeline.read.glyphs._codes", lambda *_: map(ord, text))
    monkeypatch.setattr("pipeline.read.glyphs._boxes", lambda *_: boxes)
    pdfium = SimpleNamespace(FPDFText_CountChars=lambda _: len(text))
    glyphs = list(_glyphs(pdfium, SimpleNamespace(raw=None), lambda x, y: (x, y), apart=False))
    rows = [lines_of(row, 1, lambda _: False) for row in rows_of(glyphs)]
    assert [line.text for row in rows for line in row] == [text]


@pytest.mark.parametrize("dotted", [False, True])
def test_reads_ruled_tables(dotted: bool) -> None:
    page = table(
        page_with(*LONG), 300, [("STT", "Nhiệm vụ", "Chủ trì"), ("1", "Ươm cây\ngiống", "Sở A")], dotted=dotted
    )
    assert shown(read_pdf(pdf(page)))[1:] == ["| STT | Nhiệm vụ | Chủ trì", "| 1 | Ươm cây giống | Sở A"]


def test_lines_of_a_cell_are_joined_and_its_items_are_not() -> None:
    rows = [("1", "- Ươm cây;\n- Trồng cây", "Sở Lao động\n- Thương binh và Xã hội"), ("2", "Số 5/QĐ-\nUBND", "Sở B")]
    page = table(page_with(*LONG), 300, rows)
    assert shown(read_pdf(pdf(page)))[1:] == [
        "| 1 | - Ươm cây; / - Trồng cây | Sở Lao động - Thương binh và Xã hội",
        "| 2 | Số 5/QĐ-UBND | Sở B",
    ]


def test_a_head_that_is_cut_by_its_narrow_column_is_one_word() -> None:
    page = table(page_with(*LONG), 300, [("ST\nT", "Nhiệm vụ", "Chủ trì"), ("1", "Ươm cây", "Sở A")])
    assert shown(read_pdf(pdf(page)))[1] == "| STT | Nhiệm vụ | Chủ trì"


def test_closes_tables_without_sides() -> None:
    page = page_with(*LONG)
    for y in (300, 330, 360, 390):
        page.rule(85, y, 505, y)
    for x in (130, 300):
        page.rule(x, 300, x, 390)
    for y, row in (
        (318, ("STT", "Nhiệm vụ", "Chủ trì")),
        (348, ("1", "Ươm cây", "Sở A")),
        (378, ("2", "Trồng", "Sở B")),
    ):
        for x, text in zip((90, 140, 310), row, strict=True):
            page.text(x, y, text)
    assert shown(read_pdf(pdf(page)))[1:] == [
        "| STT | Nhiệm vụ | Chủ trì",
        "| 1 | Ươm cây | Sở A",
        "| 2 | Trồng | Sở B",
    ]


def columns(page: Page, top: float, rows: list[tuple[str, ...]], places: tuple[int, ...] = (85, 130, 330, 440)) -> Page:
    """Rows of lines that white space sets in columns."""
    for index, row in enumerate(rows):
        for x, text in zip(places, row, strict=True):
            if text:
                page.text(x, top + 16 * index, text, size=10)
    return page


OPEN_HEAD = ("TT", "Nội dung nhiệm vụ", "Cơ quan", "Thời gian")
OPEN_HEAD_REST = ("", "", "chủ trì", "")


def test_reads_columns_without_rulings_over_pages() -> None:
    rows = [OPEN_HEAD, OPEN_HEAD_REST, ("I", "CHUẨN BỊ", "", ""), ("1", "Ươm cây giống tại các", "Sở A", "Quý I/2030")]
    rows += [("", "vườn của tỉnh", "", ""), ("2", "Trồng cây trên các", "Sở Nội vụ", "Quý II/2030")]
    first = columns(page_with(*LONG), 300, rows)
    second = columns(Page().text(290, 40, "2"), 80, [("", "đất trống", "", ""), ("3", "Chăm sóc", "Sở C", "Hằng năm")])
    second.lines(85, 150, LONG)
    assert shown(read_pdf(pdf(first, second)))[1:] == [
        "| TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Thời gian",
        "| I | CHUẨN BỊ |  |",
        "| 1 | Ươm cây giống tại các vườn của tỉnh | Sở A | Quý I/2030",
        "| 2 | Trồng cây trên các đất trống | Sở Nội vụ | Quý II/2030",
        "| 3 | Chăm sóc | Sở C | Hằng năm",
        " ".join(LONG),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("TT", "Họ và tên", "Quê quán", "Lớp"), ("1", "Lê Văn A", "Huế", "5A"), ("2", "Lê Văn B", "Huế", "5B")],
        [("", "Ủy ban nhân dân", "TM. ỦY BAN", ""), ("", "tỉnh", "CHỦ TỊCH", "")],
        [OPEN_HEAD, ("", "Ươm cây", "Sở A", "Quý I"), ("1", "và làm đất", "", ""), ("", "Trồng", "Sở B", "Quý II")],
    ],
    ids=["columns that are not named", "two columns of a foot", "rows that cannot be told apart"],
)
def test_white_space_alone_makes_no_table(rows: list[tuple[str, ...]]) -> None:
    page = columns(page_with(*LONG), 300, rows).lines(85, 400, LONG)
    assert not any(isinstance(block, TableBlock) for block in read_pdf(pdf(page)).blocks)


@pytest.mark.parametrize("rotate", [0, 90, 270])
def test_a_page_is_turned_until_its_text_is_upright(rotate: int) -> None:
    sideways = Page()
    for index, line in enumerate([*FILL, *LONG]):
        sideways.sideways(100 + 16 * index, 700, line)
    assert shown(read_pdf(pdf(sideways, rotate=rotate))) == [" ".join([*FILL, *LONG])]
    assert shown(read_pdf(pdf(page_with(*LONG), rotate=rotate))) == [" ".join(LONG)]


def test_reads_merged_cells() -> None:
    page = page_with(*LONG).grid(COLUMNS[:2], [300, 330, 360]).rule(130, 300, 505, 300).rule(130, 330, 505, 330)
    page.rule(130, 360, 505, 360).rule(505, 300, 505, 360).rule(300, 330, 300, 360)
    page.text(90, 318, "I").text(140, 318, "Trồng rừng").text(90, 348, "1").text(140, 348, "Ươm cây").text(
        310, 348, "Sở A"
    )
    assert shown(read_pdf(pdf(page)))[1:] == ["| I | Trồng rừng >2", "| 1 | Ươm cây | Sở A"]


def test_joins_a_table_over_pages() -> None:
    head = ("STT", "Nhiệm vụ", "Chủ trì")
    first = table(Page(), 600, [head, ("1", "Ươm cây", "Sở A"), ("2", "Trồng cây trên", "Sở B")], bottom=False)
    second = table(Page().text(290, 40, "2"), 80, [head, ("", "đất trống", ""), ("3", "Chăm sóc", "Sở C")])
    layout = read_pdf(pdf(first, second))
    assert shown(layout) == [
        "| STT | Nhiệm vụ | Chủ trì",
        "| 1 | Ươm cây | Sở A",
        "| 2 | Trồng cây trên đất trống | Sở B",
        "| 3 | Chăm sóc | Sở C",
    ]
    block = layout.blocks[0]
    assert isinstance(block, TableBlock)
    broken = next(cell for cell in block.cells if cell.row == 2 and cell.column == 1)
    assert [fragment.page for fragment in broken.fragments] == [1, 2]


def test_a_part_of_a_table_whose_rows_are_all_merged_keeps_the_columns() -> None:
    first = table(Page(), 700, [("1", "Ươm cây", "Sở A"), ("2", "Trồng cây", "Sở B")])
    second = Page().grid((85, 130, 505), (80, 110, 140)).text(90, 95, "II").text(140, 95, "Bảo vệ rừng")
    second.text(90, 125, "III").text(140, 125, "Phòng cháy")
    assert shown(read_pdf(pdf(first, second))) == [
        "| 1 | Ươm cây | Sở A",
        "| 2 | Trồng cây | Sở B",
        "| II | Bảo vệ rừng >2",
        "| III | Phòng cháy >2",
    ]


def test_a_cell_merged_over_rows_of_two_pages_is_one() -> None:
    first = table(Page(), 700, [("1", "Ươm cây", "Sở A"), ("2", "Trồng cây", "Sở B")])
    second = (
        Page().grid(COLUMNS[:3], (80, 110, 140)).rule(505, 80, 505, 140).rule(300, 80, 505, 80).rule(300, 140, 505, 140)
    )
    second.text(90, 98, "3").text(140, 98, "Chăm sóc").text(90, 128, "4").text(140, 128, "Bảo vệ")
    assert shown(read_pdf(pdf(first, second)))[1:] == ["| 2 | Trồng cây | Sở B v3", "| 3 | Chăm sóc", "| 4 | Bảo vệ"]


def test_a_table_with_other_titles_is_another_table() -> None:
    first = table(Page(), 600, [("STT", "Nhiệm vụ", "Chủ trì"), ("1", "Ươm cây", "Sở A")])
    second = table(Page(), 80, [("STT", "Chỉ tiêu", "Kết quả"), ("1", "Diện tích", "5 ha")])
    assert len(read_pdf(pdf(first, second)).blocks) == 2


def test_words_between_two_tables_part_them() -> None:
    first = table(Page(), 600, [("1", "Ươm cây", "Sở A"), ("2", "Trồng cây", "Sở B")])
    second = table(Page().text(85, 60, "Bảng thứ hai"), 80, [("3", "Chăm sóc", "Sở C"), ("4", "Bảo vệ", "Sở D")])
    assert [type(block).__name__ for block in read_pdf(pdf(first, second)).blocks] == [
        "TableBlock",
        "ParagraphBlock",
        "TableBlock",
    ]


def test_page_numbers_running_heads_and_stamps_are_left_out() -> None:
    stamp = Page().text(85, 20, "Người ký: Ủy ban nhân dân xã A").lines(85, 120, LONG)
    others = [
        Page().text(290, 30, str(number)).text(85, 820, "Sổ tay trồng rừng").lines(85, 120, LONG)
        for number in (2, 3, 4)
    ]
    assert shown(read_pdf(pdf(stamp, *others))) == [" ".join(LONG)] * 4


def test_numbers_stamped_into_their_gaps_are_read_and_stamps_are_not() -> None:
    page = Page().text(85, 100, "Số:").text(150, 100, "/KH-UBND").lines(85, 140, LONG)
    page.text(300, 100, "Huyện A, ngày").text(402, 100, "tháng 3 năm 2030")
    page.signed(115, 95, "12094").signed(386, 103, "08").signed(400, 20, "Người ký: UBND huyện A").signed(
        380, 600, "Đã ký"
    )
    assert shown(read_pdf(pdf(page))) == [
        "Số: 12094 /KH-UBND",
        "Huyện A, ngày 08 tháng 3 năm 2030",
        " ".join(LONG),
    ]


def test_footnotes_stand_apart() -> None:
    page = Page().text(85, 100, "Theo Kế hoạch số 5").text(193, 95, "1", size=7).text(200, 100, "của xã.")
    page.lines(85, 130, LONG).text(85, 760, "1", size=6).text(90, 764, "Ban hành năm 2029.", size=9)
    assert shown(read_pdf(pdf(page))) == ["Theo Kế hoạch số 5 của xã.", " ".join(LONG), "[1] Ban hành năm 2029."]


def test_an_exponent_stays() -> None:
    page = Page().text(85, 100, "Diện tích 5 m").text(163, 95, "2", size=7).lines(85, 130, LONG)
    assert shown(read_pdf(pdf(page)))[0] == "Diện tích 5 m2"


def test_decomposed_letters_are_composed() -> None:
    page = page_with(normalize("NFD", "Kế hoạch trồng rừng và phòng cháy, chữa cháy rừng của tỉnh"))
    assert shown(read_pdf(pdf(page))) == ["Kế hoạch trồng rừng và phòng cháy, chữa cháy rừng của tỉnh"]


def test_a_blank_page_is_no_gap() -> None:
    layout = read_pdf(pdf(page_with(*LONG), Page()))
    assert layout.complete
    assert layout.page_count == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (pdf(Page()), "empty"),
        (pdf(page_with(*LONG), encrypted=True), "encrypted"),
        (pdf(page_with(*LONG))[:400], "damaged"),
        (pdf(), "damaged"),
    ],
    ids=["nothing at all", "password", "cut off", "no pages"],
)
def test_says_why_a_file_cannot_be_read(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_pdf(content)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Sở Nông nghiệp và Môi trường tỉnh Đắk Lắk, UBND huyện, 5/QĐ-UBND", 1.0),
        ("xyz qwrt nghhh cÙng", 0.0),
    ],
)
def test_share_of_vietnamese_syllables(text: str, share: float) -> None:
    assert syllable_share(text.split())[0] == share


def test_text_under_a_picture_of_the_page_must_be_better() -> None:
    words = ["trồng", "rừng"] * 40 + ["qwrt"] * 20
    assert judge(words, has_picture=False) == TextLayer.SOUND
    assert judge(words, has_picture=True) == TextLayer.JUNK


@pytest.mark.parametrize(
    ("words", "picture", "paths", "layer"),
    [
        ("", False, 0, TextLayer.BLANK),
        ("", True, 0, TextLayer.NONE),
        ("", False, 900, TextLayer.NONE),
        ("Trang 3", False, 0, TextLayer.SOUND),
        ("Người ký: UBND", True, 0, TextLayer.STAMP),
        ("Người ký: Ủy ban nhân dân huyện A, ngày ký: 05/01/2030 10:15:32", True, 0, TextLayer.STAMP),
        (
            "7KӵF KLӋQ 4X\\ӃW ÿӏQK FӫD *LiP ÿӕF 6ӣ &{QJ 7KѭѫQJ WӍQK YӅ YLӋF NLӇP WUD YLӋF KjQK FӫD *LiP ÿӕF 6ӣ",
            False,
            0,
            TextLayer.WRONG_CODES,
        ),
    ],
)
def test_judges_text_layers(words: str, picture: bool, paths: int, layer: TextLayer) -> None:
    assert judge(words.split(), has_picture=picture, path_count=paths) == layer


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", ["p30", "p30word", "p30weasy", "p30mix", "p30nfd", "p30dot", "p30wdot", "p30rot", "p30gs", "p5"]
)
def test_reads_generated_plans_exactly(name: str) -> None:
    source = name if name not in ("p30rot", "p30gs") else "p30"
    truth = json.loads((SHARED / "pdf" / f"{source}.json").read_text(encoding="utf-8"))
    layout = read_pdf((SHARED / "pdf" / f"{name}.pdf").read_bytes())
    tables = [block for block in layout.blocks if isinstance(block, TableBlock)]
    assert [_cells(table) for table in tables] == [
        [["".join((cell or "").split()) for cell in row["cells"]] for row in table["rows"]] for table in truth["tables"]
    ]
    read = [line.removeprefix("* ") for line in shown(layout) if not line.startswith("|")]
    wanted = [line for block in truth["blocks"] for line in block.get("lines") or [block.get("text") or ""] if line]
    assert sorted(read) == sorted(normalize("NFC", line) for line in wanted)
    matcher = difflib.SequenceMatcher(None, wanted, read, autojunk=False)
    assert sum(match.size for match in matcher.get_matching_blocks()) >= len(wanted) - 1  # the head: columns, not rows


def _cells(table: TableBlock) -> list[list[str]]:
    width = max(cell.column + cell.column_span for cell in table.cells)
    height = max(cell.row + cell.row_span for cell in table.cells)
    grid = [[""] * width for _ in range(height)]
    for cell in table.cells:
        grid[cell.row][cell.column] = "".join("".join(fragment.text.split()) for fragment in cell.fragments)
    return grid
