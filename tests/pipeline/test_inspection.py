from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pdf_files import Page, pdf
from PIL import Image
from scan_files import Sheet, needs_font, needs_ocr, scan
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import UsageError
from pipeline.inspection import inspect_file
from pipeline.read import UnreadableError

PROSE = ["Thực hiện Kế hoạch trồng rừng của tỉnh, các sở, ban, ngành và Ủy ban nhân"] * 5
TABLE = Page().lines(85, 100, PROSE).text(290, 820, "1").grid((85, 130, 300, 505), (300, 330, 360))
TABLE.text(90, 318, "STT").text(140, 318, "Nhiệm vụ").text(310, 318, "Chủ trì").text(90, 348, "1").text(140, 348, "Ươm")
GREEN, BLUE, GREY = (0, 140, 60), (30, 90, 220), (150, 150, 150)


def colours(drawing: bytes) -> set[tuple[int, ...]]:
    image = Image.open(io.BytesIO(drawing)).convert("RGB")
    return {colour for _, colour in image.getcolors(maxcolors=1 << 24) or () if isinstance(colour, tuple)}


def test_pages_are_judged_and_drawn() -> None:
    seen = inspect_file("a.pdf", pdf(TABLE, Page()))
    first, second = seen.pages
    assert (first.layer, first.read_from, first.tables, first.merit) == ("sound", "text layer", 1, None)
    assert (second.layer, second.words) == ("blank", 0)
    assert [block.kind for block in seen.blocks] == ["paragraph", "table 2x3"]
    assert {GREEN, BLUE, GREY} <= colours(seen.drawings[0])
    assert GREEN not in colours(seen.drawings[1])


def test_one_page_alone() -> None:
    seen = inspect_file("a.pdf", pdf(Page().lines(85, 100, PROSE), TABLE), page=2, draw=False)
    assert [page.number for page in seen.pages] == [2]
    assert {number for block in seen.blocks for number in block.pages} == {2}
    assert seen.drawings == ()


def test_what_cannot_be_inspected() -> None:
    with pytest.raises(UsageError, match="no page 7"):
        inspect_file("a.pdf", pdf(TABLE), page=7)
    with pytest.raises(UsageError, match="only a PDF"):
        inspect_file("a.txt", "Kế hoạch\n".encode(), page=1)
    with pytest.raises(UnreadableError):
        inspect_file("a.pdf", b"%PDF-1.7 nothing", page=1)


def test_other_formats_have_blocks_only() -> None:
    seen = inspect_file("a.txt", "KẾ HOẠCH\nTrồng rừng năm 2030\n".encode())
    assert [block.text for block in seen.blocks] == ["KẾ HOẠCH", "Trồng rừng năm 2030"]
    assert seen.pages == ()


@needs_ocr
@needs_font
def test_a_scan_is_drawn_upright() -> None:
    seen = inspect_file("a.pdf", scan(Sheet().lines(70, 120, PROSE[:3]).turned(180)))
    assert seen.pages[0].layer == "none"
    assert seen.pages[0].read_from == "OCR"
    assert (seen.pages[0].merit or 0) > 0.8
    image = Image.open(io.BytesIO(seen.drawings[0])).convert("L")
    half = image.height // 2
    dark = [
        sum(part.histogram()[:100])
        for part in (image.crop((0, 0, image.width, half)), image.crop((0, half, *image.size)))
    ]
    assert dark[0] > 10 * dark[1]


def test_command(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(pdf(TABLE, TABLE))
    run = CliRunner()
    shown = run.invoke(app, ["inspect", str(file), "--page", "2"])
    assert shown.exit_code == 0
    assert "sound" in shown.stdout
    assert "table 2x3" in shown.stdout
    answer = json.loads(run.invoke(app, ["inspect", str(file), "--json", "--out", str(tmp_path / "p.png")]).stdout)
    assert [Path(path).name for path in answer["drawn"]] == ["p-1.png", "p-2.png"]
    assert (tmp_path / "p-2.png").read_bytes().startswith(b"\x89PNG")
    assert run.invoke(app, ["inspect", str(tmp_path / "no.pdf")]).exit_code == 2
    assert run.invoke(app, ["inspect", str(file), "--page", "3"]).exit_code == 2
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7 cut")
    assert run.invoke(app, ["inspect", str(tmp_path / "cut.pdf")]).exit_code == 1
