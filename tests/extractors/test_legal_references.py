"""Legal references: the table of cases in tests/cases/legal_references.yaml, the lexicon's examples, canonical ids."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors import lexicon
from extractors.legal_references import OwnIdentity, document_canonical_id, find_legal_references
from extractors.mentions import ReferenceMention
from schemas import Document

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parents[1] / "cases" / "legal_references.yaml").read_text(encoding="utf-8")
)
PROVINCE = "Hà Nam"


def found_in(case: dict[str, Any]) -> list[ReferenceMention]:
    text = case["text"]
    return find_legal_references(
        text,
        issuer=case.get("issuer"),
        province=case.get("province", PROVINCE),
        itself=OwnIdentity(**case["itself"]) if "itself" in case else None,
        preamble=(0, len(text)) if case.get("preamble") else None,
    )


def only_in(text: str, *, province: str | None = PROVINCE) -> ReferenceMention:
    (found,) = find_legal_references(text, province=province)
    return found


@pytest.mark.parametrize("case", CASES["positive"], ids=lambda case: case["text"][:60])
def test_what_is_cited(case: dict[str, Any]) -> None:
    found = found_in(case)
    wanted = case["cites"]
    assert [{name: getattr(m, name) for name in row} for m, row in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted)
    assert all(case["text"][mention.start : mention.end] == mention.quote for mention in found)


@pytest.mark.parametrize("text", CASES["none"])
def test_nothing_is_cited(text: str) -> None:
    assert find_legal_references(text, province=PROVINCE) == []


# ---- the lexicon

WITHOUT_TYPE_CODE = {"Công văn", "Hiến pháp", "Luật", "Bộ luật", "Pháp lệnh"}


@pytest.mark.parametrize("row", lexicon.rows("doc_types"), ids=lambda row: f"{row['code']} {row['type']}")
def test_types(row: dict[str, str]) -> None:
    """Each type is read from its word; official codes give the type without one."""
    example = row["example"]
    if not example[0].isdigit():
        assert only_in(example).doc_type == row["type"]
        return
    stated = only_in(f"{row['type']} số {example}")
    assert stated.number == example
    if row["type"] != "Văn bản":
        assert stated.doc_type == row["type"]
    if row["code"] and row["family"].startswith(("ND30", "VBQPPL")):
        assert only_in(f"theo {example}").doc_type == row["type"]


@pytest.mark.parametrize("row", [r for r in lexicon.rows("doc_types") if r["abbreviation"]], ids=lambda r: r["type"])
def test_abbreviated_types(row: dict[str, str]) -> None:
    assert only_in(f"theo {row['abbreviation']} số 12/XYZ").doc_type == row["type"]


@pytest.mark.parametrize("row", lexicon.rows("issuer_codes"), ids=lambda row: row["code"])
def test_issuers(row: dict[str, str]) -> None:
    """The code stands for the body of its name, if it names one; variants and misspellings for the same."""
    found = only_in(f"văn bản {row['example']}")
    assert found.number == row["example"]
    if row["name"]:
        assert found.issuer is not None
        assert found.issuer.startswith(row["name"].removesuffix(" tỉnh").removesuffix("Tỉnh ủy"))
    for other in filter(None, (*row["variants"].split("|"), *row["misspellings"].split("|"))):
        spelled = only_in(f"Quyết định số 18/QĐ-{other}")
        assert spelled.canonical_id == only_in(f"Quyết định số 18/QĐ-{row['code']}").canonical_id


@pytest.mark.parametrize("row", lexicon.rows("laws"), ids=lambda row: row["example"])
def test_laws(row: dict[str, str]) -> None:
    """A law with its date is the same document as by its number."""
    found = only_in(row["example"])
    assert (found.doc_type, found.name, found.quote) == (row["doc_type"], row["name"], row["example"])
    if row["number"]:
        assert str(found.issued_date) == row["issued_date"]
        assert found.canonical_id == only_in(f"{row['doc_type']} số {row['number']}").canonical_id
        assert f"/{row['issued_date'][:4]}/" in row["number"]


@pytest.mark.parametrize("row", lexicon.rows("foreign_words"), ids=lambda row: row["example"])
def test_foreign_law_is_none(row: dict[str, str]) -> None:
    assert row["word"] in row["example"]
    assert find_legal_references(row["example"], province=PROVINCE) == []


# ---- canonical ids

SAME_DOCUMENT = [
    [
        "Kế hoạch số 04/KH-UBND ngày 20/01/2020 của UBND tỉnh",
        "Kế hoạch số: 4/KH-UBND, ngày 20 tháng 01 năm 2020 của Ủy ban nhân dân tỉnh Hà Nam",
        "kế hoạch 04/KH- UBND ngày 20-1-2020 của Chủ tịch UBND tỉnh",
        "KH số 04/KH-UBND ngày 20.01.2020",
    ],
    ["Công văn số 812/BNV-TCBC ngày 02/3/2021", "Văn bản số 812/BNV-TCBC năm 2021", "CV 812/BNV-TCBC ngày 2/3/2021"],
    ["Chương trình số 9-CTr/TU ngày 02/4/2019", "Chương trình hành động số 09-CTr/TU ngày 02/4/2019 của Tỉnh ủy"],
    ["Chỉ thị số 35-CT/TW ngày 30/5/2019", "Chỉ thị 35-CT-TW ngày 30/5/2019 của Bộ Chính trị"],
    ["Luật Đất đai năm 2024", "Luật Đất đai số 31/2024/QH15", "Luật đất đai ngày 18/01/2024", "Luật số 31/2024/QH15"],
    ["Thông tư số 5/2019/TT-BNNPTNT", "Thông tư số 05/2019/TT-BNN của Bộ Nông nghiệp và Phát triển nông thôn"],
    ["Nghị định số 71/2019/NĐ-CP", "khoản 2 Điều 5 Nghị định số 71/2019/ND-CP ngày 30/8/2019 của Chính phủ"],
    ["Luật Phòng, chống thiên tai năm 2013", "Luật Phòng chống thiên tai số 33/2013/QH13"],
    [
        "Quyết định số 8/QĐ-UBND ngày 02/3/2021 của UBND huyện Bình Lục",
        "QĐ 08/QĐ-UBND năm 2021 của UBND huyện Bình Lục",
    ],
    ["TCVN ISO 9001:2015", "TCVN ISO 9001 : 2015"],
]
DIFFERENT_DOCUMENTS = [
    "Quyết định số 14/QĐ-UBND ngày 02/3/2022 của UBND tỉnh",
    "Quyết định số 14/2022/QĐ-UBND ngày 02/3/2022 của UBND tỉnh",
    "Quyết định số 14/QĐ-UBND ngày 02/3/2021 của UBND tỉnh",
    "Quyết định số 14/QĐ-UBND ngày 02/3/2022 của UBND tỉnh Nam Định",
    "Quyết định số 14/QĐ-UBND ngày 02/3/2022 của UBND huyện Bình Lục",
    "Quyết định số 14/QĐ-UBND ngày 02/3/2022 của UBND huyện Lý Nhân",
    "Kế hoạch số 14/KH-UBND ngày 02/3/2022 của UBND tỉnh",
    "Nghị quyết số 14/NQ-HĐND ngày 02/3/2022 của HĐND tỉnh",
    "Nghị quyết số 14-NQ/TU ngày 02/3/2022 của Tỉnh ủy",
    "Nghị quyết số 14-NQ/TW ngày 02/3/2022",
    "Nghị quyết số 66.14/2022/NQ-CP",
    "Nghị quyết số 66.15/2022/NQ-CP",
    "Nghị quyết số 14a/NQ-CP ngày 02/3/2022",
    "Nghị quyết số 14/NQ-CP ngày 02/3/2022",
    "Luật Đất đai năm 2013",
    "Luật Đất đai năm 2024",
    "Thông tư số 14/2022/TT-BTNMT",
    "Thông tư số 14/2022/TT-BNNMT",
    "TCVN ISO 9001:2008",
    "TCVN ISO 9001:2015",
]


@pytest.mark.parametrize("spellings", SAME_DOCUMENT, ids=lambda spellings: spellings[0])
def test_one_document_has_one_id(spellings: list[str]) -> None:
    assert len({only_in(text).canonical_id for text in spellings}) == 1


def test_different_documents_have_different_ids() -> None:
    ids = [only_in(text).canonical_id for text in DIFFERENT_DOCUMENTS]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("text", "province", "identity"),
    [
        ("Kế hoạch số 04/KH-UBND", PROVINCE, "vn:ubnd.35-63:ke-hoach:-:4"),
        ("Kế hoạch số 04/KH-UBND năm 2020", None, "vn:ubnd.-:ke-hoach:2020:4"),
        ("Nghị quyết số 19-NQ/TW", None, "vn:tw:nghi-quyet:-:19"),
        ("Luật Đất đai", None, "vn:quoc-hoi:luat:-:dat-dai"),
        ("Quyết định số 3/QĐ-UBND năm 2020 của UBND huyện", PROVINCE, "vn:ubnd.35-63.-:quyet-dinh:2020:3"),
    ],
)
def test_a_missing_part_stays_missing(text: str, province: str | None, identity: str) -> None:
    assert only_in(text, province=province).canonical_id == identity


def test_a_short_form_takes_the_year_of_the_one_whole_mention() -> None:
    text = "Kế hoạch số 04/KH-UBND ngày 20/01/2020 của UBND tỉnh. Theo Kế hoạch số 04/KH-UBND, quý III hoàn thành."
    first, second = find_legal_references(text, province=PROVINCE)
    assert first.canonical_id == second.canonical_id
    assert (second.year, second.issued_date) == (None, None)


def test_a_short_form_of_two_documents_takes_no_year() -> None:
    text = "Nghị quyết số 19-NQ/TW ngày 25/10/2017; Nghị quyết số 19-NQ/TW ngày 16/6/2022. Theo Nghị quyết số 19-NQ/TW"
    assert find_legal_references(text)[-1].canonical_id == "vn:tw:nghi-quyet:-:19"


def test_a_short_form_is_found_over_the_merger_of_provinces() -> None:
    text = "Kế hoạch số 9/KH-UBND ngày 14/8/2025 của UBND tỉnh. Theo Kế hoạch số 9/KH-UBND"
    first, second = find_legal_references(text, province="Lào Cai")
    assert first.canonical_id == second.canonical_id == "vn:ubnd.15-34:ke-hoach:2025:9"


def document(**columns: Any) -> Document:
    defaults: dict[str, Any] = {
        "document_id": "d",
        "source_path": "d.txt",
        "source_format": "text",
        "source_sha256": "0" * 64,
        "source_bytes": 1,
        "status": "ok",
        "char_count": 1,
        "pipeline_version": "0",
    }
    return Document(**(defaults | columns))


@pytest.mark.parametrize(
    ("columns", "citation"),
    [
        (
            {
                "doc_type": "Kế hoạch",
                "number": "136/KH-UBND",
                "issuer": "Ủy ban nhân dân tỉnh Sơn La",
                "province": "Sơn La",
            },
            "Kế hoạch số 136/KH-UBND ngày 30/12/2020 của UBND tỉnh Sơn La",
        ),
        (
            {
                "doc_type": "Quyết định",
                "number": "8/QĐ-UBND",
                "issuer": "Ủy ban nhân dân huyện Bình Lục",
                "province": PROVINCE,
            },
            "Quyết định số 08/QĐ-UBND ngày 30/12/2020 của Ủy ban nhân dân huyện Bình Lục",
        ),
        (
            {"doc_type": "Công văn", "number": "812/SNV-TCBC", "issuer": "Sở Nội vụ", "province": PROVINCE},
            "Văn bản số 812/SNV-TCBC ngày 30/12/2020 của Giám đốc Sở Nội vụ",
        ),
        (
            {"doc_type": "Quyết định", "number": "812/QĐ-BNV", "issuer": "Bộ Nội vụ"},
            "Quyết định số 812/QĐ-BNV ngày 30/12/2020 của Bộ trưởng Bộ Nội vụ",
        ),
        (
            {"doc_type": "Chương trình", "number": "9-CTr/TU", "issuer": "Tỉnh ủy Hà Nam", "province": PROVINCE},
            "Chương trình hành động số 09-CTr/TU ngày 30/12/2020 của Tỉnh ủy",
        ),
    ],
)
def test_a_document_has_the_id_under_which_others_cite_it(columns: dict[str, Any], citation: str) -> None:
    row = document(**columns, issued_date=date(2020, 12, 30), issued_year=2020)
    assert document_canonical_id(row) == only_in(citation).canonical_id


def test_a_document_without_number_or_year_has_no_id() -> None:
    assert document_canonical_id(document(doc_type="Kế hoạch", symbol="KH-UBND", issued_year=2020)) is None
    assert document_canonical_id(document(doc_type="Kế hoạch", number="136/KH-UBND")) is None
