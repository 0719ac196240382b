from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import regex
import yaml
from docx_files import docx, package
from layout_view import shown
from shared_folder import SHARED

from pipeline.read import UnreadableError
from pipeline.read.docx import read_docx

CASES = Path(__file__).resolve().parents[1] / "cases"


def cases(name: str) -> list[Any]:
    rows = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["what"]) for row in rows]


def paragraphs(body: str) -> str:
    return regex.sub(r"p\(([^()]*)\)", r"<w:p><w:r><w:t>\1</w:t></w:r></w:p>", body)


@pytest.mark.parametrize("case", cases("read_docx.yaml"))
def test_reads_what_a_reader_sees(case: dict[str, Any]) -> None:
    assert shown(read_docx(docx(paragraphs(case["body"])))) == case["reads"]


def test_head_and_foot_in_columns_by_tabs_are_read_left_column_first() -> None:
    rows = ["UBND HUYỆN A\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 5/KH-UBND\tHuyện A, ngày 2 tháng 3 năm 2030"]
    rows += [
        "KẾ HOẠCH",
        "1.\tTrồng cây",
        "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN",
        "- Như trên;",
        "\tCHỦ TỊCH",
        "- Lưu: VT.\tTrần A",
    ]
    body = "".join(
        "<w:p><w:r>" + "<w:tab/>".join(f"<w:t>{part}</w:t>" for part in row.split("\t")) + "</w:r></w:p>"
        for row in rows
    )
    assert [" ".join(line.split()) for line in shown(read_docx(docx(body)))] == [
        "UBND HUYỆN A",
        "Số: 5/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Huyện A, ngày 2 tháng 3 năm 2030",
        "KẾ HOẠCH",
        "1. Trồng cây",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Trần A",
    ]


@pytest.mark.parametrize("case", cases("read_docx_numbering.yaml"))
def test_writes_automatic_labels(case: dict[str, Any]) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{case.get("start", 1)}"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{label}"/></w:lvl>'
        for index, (number_format, label) in enumerate(case["levels"])
    )
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if case.get("restart") else ""
    numbering = (
        f'<w:abstractNum w:abstractNumId="9">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="9"/>{restart}</w:num>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        for number, level, text in case["paragraphs"]
    )
    assert shown(read_docx(docx(body, numbering=numbering))) == case["reads"]


def test_a_number_alone_fills_its_cell() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    numbered = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    rows = [f"<w:tr><w:tc>{numbered}</w:tc><w:tc>p({text})</w:tc></w:tr>" for text in ("Ươm cây", "Trồng cây")]
    layout = read_docx(docx(paragraphs(f"<w:tbl>{''.join(rows)}</w:tbl>"), numbering=numbering))
    assert shown(layout) == ["| 1 | Ươm cây", "| 2 | Trồng cây"]


def test_styles_give_lists_bold_and_the_table_of_contents() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr><w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="MucCon"><w:name w:val="MucCon"/><w:basedOn w:val="Muc"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="ML1"><w:name w:val="toc 1"/></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in (("ML1", "I. MỤC ĐÍCH 1"), ("Muc", "MỤC ĐÍCH"), ("MucCon", "YÊU CẦU"))
    )
    layout = read_docx(docx(body, numbering=numbering, styles=styles))
    assert shown(layout) == ["* I. MỤC ĐÍCH", "* II. YÊU CẦU"]
    assert [notice.code for notice in layout.warnings] == ["contents_left_out"]


def test_footnotes_stand_apart_at_the_end() -> None:
    body = (
        "<w:p><w:r><w:t>Theo Kế hoạch số 5</w:t></w:r><w:r><w:footnoteReference w:id='7'/></w:r>"
        "<w:r><w:t> của xã.</w:t></w:r></w:p>p(Hết.)"
    )
    note = (
        "<w:footnote w:id='7'>p(Ban hành năm 2029.)</w:footnote><w:footnote w:id='8'>p(Không ai dẫn tới.)</w:footnote>"
    )
    layout = read_docx(docx(paragraphs(body), footnotes=paragraphs(note)))
    assert shown(layout) == ["Theo Kế hoạch số 5 của xã.", "Hết.", "[1] Ban hành năm 2029."]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 cut off", "damaged"),
        (package({"word/document.xml": b"<w:document"}), "damaged"),
        (package({"other.xml": b"<a/>"}), "damaged"),
    ],
)
def test_says_what_is_wrong(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_docx(content)
    assert caught.value.code == code


def test_a_part_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.ooxml.MAX_PART_BYTES", 1000)
    with pytest.raises(UnreadableError) as caught:
        read_docx(docx(paragraphs(f"p({'a' * 5000})")))
    assert caught.value.code == "too_large"


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mật khẩu", encoding="utf-8")
    document = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        "<w:p><w:r><w:t>Công khai &x;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert shown(read_docx(package({"word/document.xml": document.encode()}))) == ["Công khai"]


def test_a_deep_nest_of_tables_is_read_to_its_end() -> None:
    body = "p(Đáy)"
    for _ in range(60):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc><w:tc>p(B)</w:tc></w:tr></w:tbl>"
    assert "Đáy" in shown(read_docx(docx(paragraphs(body))))[0]


@pytest.mark.shared
def test_reads_a_generated_plan_exactly() -> None:
    truth = json.loads((SHARED / "pdf" / "p30.json").read_text(encoding="utf-8"))
    lines = shown(read_docx((SHARED / "pdf" / "p30.docx").read_bytes()))
    wanted = [line for block in truth["blocks"] for line in block.get("lines") or [block.get("text") or ""] if line]
    assert sorted(line.removeprefix("* ") for line in lines if not line.startswith("|")) == sorted(wanted)
    assert sum(line.startswith("|") for line in lines) == sum(len(table["rows"]) for table in truth["tables"])
