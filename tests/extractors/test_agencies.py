"""Agencies: tables of cases that an official can read, and every example of the lexicons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors import lexicon
from extractors.agencies import (
    agencies_of_cell,
    canonical_name,
    find_agencies,
    find_definitions,
    is_agency_list,
    names_agencies_only,
    roles_of,
)
from extractors.agencies.cells import partners_in
from extractors.agencies.kinds import is_collective, kind_of, level_of

CASES = Path(__file__).parents[1] / "cases"


def _load(name: str) -> Any:
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def _named() -> list[Any]:
    return [
        pytest.param(case["text"], group["province"], case["want"], id=f"{group['about']}: {case['text'][:40]}")
        for group in _load("agencies.yaml")
        for case in group["cases"]
    ]


@pytest.mark.parametrize(("text", "province", "want"), _named())
def test_names_in_text(text: str, province: str, want: list[list[str]]) -> None:
    found = find_agencies(text, province=province)
    assert [[m.quote, m.name, m.kind] for m in found] == want
    assert all(text[m.start : m.end] == m.quote for m in found)


@pytest.mark.parametrize("text", _load("agencies_negative.yaml"))
def test_nobody_is_named(text: str) -> None:
    assert [m.quote for m in find_agencies(text, province="Hà Nam")] == []


@pytest.mark.parametrize("case", _load("agencies_roles.yaml"), ids=lambda case: case["text"][:50])
def test_roles(case: dict[str, Any]) -> None:
    roles = roles_of(case["text"], find_agencies(case["text"], province="Hà Nam"))
    assert [m.name for m in roles.lead] == case["lead"]
    assert [m.name for m in roles.coordinating] == case.get("coordinating", [])
    assert roles.addressed_too == case.get("also", False)


@pytest.mark.parametrize(
    "row",
    [
        *lexicon.rows("agencies"),
        *lexicon.rows("agency_forms"),
        *lexicon.rows("agency_heads"),
        *lexicon.rows("department_abbreviations"),
    ],
    ids=lambda row: row["example"],
)
def test_example_is_one_body(row: dict[str, str]) -> None:
    found = find_agencies(row["example"])
    assert [m.quote for m in found] == [row["example"].removeprefix("lực lượng ")]
    if "kind" in row:
        assert found[0].kind == row["kind"]
    if row.get("name") and "area" not in row:
        assert found[0].name == row["name"]
    if "long" in row:
        assert found[0].name.endswith(row["long"])


@pytest.mark.parametrize("row", lexicon.rows("agencies") + lexicon.rows("agency_forms"), ids=lambda row: row["name"])
def test_every_spelling_has_one_canonical_name(row: dict[str, str]) -> None:
    for spelled in filter(None, row["aliases"].split("|")):
        assert canonical_name(spelled).startswith(row["name"]), spelled


@pytest.mark.parametrize("row", lexicon.rows("abbreviations"), ids=lambda row: row["short"])
def test_abbreviation_is_written_out(row: dict[str, str]) -> None:
    assert row["short"] in row["example"]
    assert row["long"].casefold() in canonical_name(row["example"]).casefold()


@pytest.mark.parametrize(
    ("part", "rule"),
    [(part, rule) for part, rules in yaml.safe_load(lexicon.text("agency_kinds.yaml")).items() for rule in rules],
    ids=lambda value: value if isinstance(value, str) else value["pattern"][:40],
)
def test_kinds_and_levels(part: str, rule: dict[str, Any]) -> None:
    for example in rule["examples"]:
        if part == "several":
            assert is_collective(example)
        else:
            assert (level_of if part == "levels" else kind_of)(example) == rule["is"]


def test_successors_are_in_the_lexicon() -> None:
    names = {row["name"] for table in ("agencies", "agency_forms") for row in lexicon.rows(table)}
    for table in ("agencies", "agency_forms"):
        assert {row["successor"] for row in lexicon.rows(table)} - {""} <= names


def test_abbreviations_that_the_document_defines() -> None:
    text = (
        "Thành lập Bộ phận một cửa (BPMC) và Hội đồng tư vấn xét thưởng (HĐTVXT). BPMC tiếp nhận hồ sơ; "
        "đẩy mạnh chuyển đổi mô hình (CĐMH); giữ rừng và chăm cây (GR&CC), giữ rừng chăm và (CC); "
        "Trung tâm Chăm rừng tỉnh (TTCR)."
    )
    definitions = find_definitions(text)
    assert definitions.abbreviations["BPMC"] == "Bộ phận một cửa"
    assert definitions.abbreviations["GR&CC"] == "giữ rừng và chăm cây"
    assert definitions.abbreviations["TTCR"] == "Trung tâm Chăm rừng"
    assert "CC" not in definitions.abbreviations
    names = [m.name for m in find_agencies(text, definitions=definitions)]
    assert names.count("Bộ phận Một cửa") == 3


def test_codes_that_the_document_defines() -> None:
    text = "Giao Phòng Tổ chức (P2) rà soát theo mục tiêu (M1); P2 báo cáo, M1 giữ nguyên."
    definitions = find_definitions(text)
    assert dict(definitions.abbreviations) == {"P2": "Phòng Tổ chức"}
    assert [m.name for m in find_agencies(text, definitions=definitions)].count("Phòng Tổ chức") == 3


def test_short_names_that_a_document_gives_to_bodies() -> None:
    text = (
        "Ban Quản lý rừng phòng hộ tỉnh (sau đây gọi tắt là Ban Quản lý rừng); UBND các xã (gọi tắt là Sở Y tế). "
        "Giao Ban Quản lý rừng ươm cây, Sở Y tế kiểm tra."
    )
    names = [m.name for m in find_agencies(text, definitions=find_definitions(text))]
    assert names.count("Ban Quản lý rừng phòng hộ tỉnh") == 3
    assert names[-1] == "Sở Y tế"


def test_the_own_bodies_of_a_commune_have_its_name() -> None:
    text = "UBND xã và HĐND xã tổ chức lễ ra quân; Thường trực HĐND xã giám sát; UBND các xã báo cáo UBND tỉnh."
    definitions = find_definitions(text, issuer="Ủy ban nhân dân xã Tân Lập")
    assert [m.name for m in find_agencies(text, province="Hà Nam", definitions=definitions)] == [
        "Ủy ban nhân dân xã Tân Lập",
        "Hội đồng nhân dân xã Tân Lập",
        "Thường trực Hội đồng nhân dân xã",
        "Ủy ban nhân dân các xã",
        "Ủy ban nhân dân tỉnh Hà Nam",
    ]


def test_the_fullest_form_of_a_council() -> None:
    text = (
        "Hội đồng thẩm định giá đất tỉnh họp. Hội đồng Thẩm định báo cáo; các thành viên Hội đồng thẩm định góp ý. "
        "Ban Chỉ đạo chuyển đổi số tỉnh."
    )
    definitions = find_definitions(text)
    assert [m.name for m in find_agencies(text, definitions=definitions)] == [
        "Hội đồng thẩm định giá đất tỉnh",
        "Hội đồng thẩm định giá đất tỉnh",
        "Các thành viên Hội đồng thẩm định giá đất tỉnh",
        "Ban Chỉ đạo chuyển đổi số tỉnh",
    ]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Sở Nội vụ (Phòng Cải cách hành chính)", ["Sở Nội vụ"]),
        ("Sở Tài chính; Chủ đầu tư các dự án", ["Sở Tài chính", "Chủ đầu tư các dự án"]),
        ("- Sở Y tế\n- UBND cấp xã", ["Sở Y tế", "Ủy ban nhân dân cấp xã"]),
        ("Theo phân công của UBND tỉnh", []),
        ("Như trên", []),
        ("Không", []),
        ("-", []),
        ("Các sở, ban,\nngành", ["Các sở, ban, ngành"]),
        ("Hội ND, Hội CCB, Đoàn TN", ["Hội Nông dân", "Hội Cựu chiến binh", "Đoàn Thanh niên"]),
        ("Các trường THPT, TTGDTX", ["Các trường THPT", "Trung tâm Giáo dục thường xuyên"]),
        ("Doanh nghiệp, HTX", ["Các doanh nghiệp", "Hợp tác xã"]),
        ("Sở Y tế, Trạm XYZ", ["Sở Y tế", "Trạm XYZ"]),
        ("Trưởng phòng Công chức, viên chức", ["Phòng Công chức, viên chức"]),
        ("các sở, ban, ngành, Sở Nội vụ", ["Các sở, ban, ngành", "Sở Nội vụ"]),
        ("", []),
        ("Các Khoa và các Phòng chức năng", ["Các khoa", "Các phòng chức năng"]),
        ("Khoa Lâm nghiệp và phòng KH&TC", ["Khoa Lâm nghiệp", "Phòng KH&TC"]),
        ("Các trường THPT và Phòng GD&ĐT các huyện", ["Các trường THPT", "Phòng Giáo dục và Đào tạo các huyện"]),
        ("Viện Khoa học và Phát triển", ["Viện Khoa học và Phát triển"]),
        ("Sở Y tế và doanh nghiệp viễn thông", ["Sở Y tế", "Các doanh nghiệp viễn thông"]),
        ("doanh nghiệp viễn thông; các hộ kinh doanh", ["Các doanh nghiệp viễn thông", "Các hộ kinh doanh"]),
        ("công an, hải quan; Sở Y tế", ["Công an", "Hải quan", "Sở Y tế"]),
        ("Các doanh nghiệp chế biến cao su; Sở Y tế", ["Các doanh nghiệp chế biến cao su", "Sở Y tế"]),
        ("Các đơn vị phối hợp thực hiện", ["Các đơn vị"]),
        ("Kiểm toán Nhà nước khu vực II", ["Kiểm toán nhà nước khu vực II"]),
        ("các cơ quan đại diện Việt Nam ở nước ngoài", ["Các cơ quan đại diện Việt Nam ở nước ngoài"]),
    ],
)
def test_cells(cell: str, names: list[str]) -> None:
    assert [m.name for m in agencies_of_cell(cell, province="Hà Nam")] == names


@pytest.mark.parametrize(
    ("heading", "is_list", "only"),
    [
        ("Sở Nội vụ", True, True),
        ("Trách nhiệm của Giám đốc các sở; Thủ trưởng các ban, ngành:", True, False),
        ("Văn phòng UBND tỉnh và các Sở: Nội vụ, Tư pháp", True, True),
        ("Nhiệm vụ cụ thể của các sở, ban, ngành tỉnh", True, True),
        ("Cải cách thể chế", False, False),
        ("Sở Nội vụ tổ chức kiểm tra", False, False),
        ("", False, False),
    ],
)
def test_headings(heading: str, is_list: bool, only: bool) -> None:
    assert is_agency_list(heading) is is_list
    assert names_agencies_only(heading) is only


@pytest.mark.parametrize(
    ("cell", "between"),
    [
        ("Sở Y tế chủ trì, phối hợp với Công an tỉnh", " chủ trì, phối hợp với "),
        ("Sở Y tế (chủ trì), Công an tỉnh (phối hợp)", " (chủ trì),"),
        ("- Sở Y tế (chủ trì)\n- Công an tỉnh (phối hợp)", " (chủ trì)\n"),
        ("Sở Y tế, Công an tỉnh", None),
        ("Các đơn vị phối hợp", None),
        ("Phối hợp với Công an tỉnh", None),
    ],
)
def test_who_leads_and_who_takes_part_in_one_cell(cell: str, between: str | None) -> None:
    span = partners_in(cell)
    assert (None if span is None else cell[slice(*span)]) == between


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("ỦY BAN NHÂN DÂN XÃ TÂN LẬP", "Ủy ban nhân dân xã Tân Lập"),
        ("VÀ SỞ NỘI VỤ", "Sở Nội vụ"),  # `và` is no word of an official name, nor before it
        ("Sở Nội vụ ,Sở Y tế", "Sở Nội vụ, Sở Y tế"),
        ("các sở, ban ngành có liên quan", "Các sở, ban, ngành liên quan"),
    ],
)
def test_a_name_is_reworded(surface: str, name: str) -> None:
    assert canonical_name(surface) == name
