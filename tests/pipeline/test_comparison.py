"""Plans side by side, and provinces in matrices."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import get_args

import pytest
from plan_tables import PlanTables
from rich.console import Console

from pipeline import UsageError, compare, matrix
from pipeline.comparison_view import comparison_json, print_matrix
from pipeline.matrices import Matrix
from pipeline.side_by_side import side_by_side
from schemas.agencies import AgencyKind


@pytest.fixture
def plans(tmp_path: Path) -> PlanTables:
    """Two plans of two provinces that have survey and inspection in common."""
    plans = PlanTables(tmp_path)
    plans.document("d1")
    plans.document("d2", province="Hà Nam", province_2025="Ninh Bình", number="7/KH-UBND", issued_year=2025)
    own = plans.task("Khảo sát sự hài lòng của người dân", lead_agencies=("Sở Nội vụ",), reform_area="steering")
    plans.due(own, date(2026, 12, 1), before=True)
    other = plans.task(
        "Điều tra mức độ hài lòng của người dân, tổ chức",
        "d2",
        lead_agencies=("Văn phòng Ủy ban nhân dân tỉnh",),
        reform_area="steering",
    )
    plans.due(other, date(2026, 10, 15))
    plans.task("Kiểm tra công tác cải cách hành chính", lead_agencies=("Sở Nội vụ",), reform_area="steering")
    plans.task("Kiểm tra cải cách hành chính", "d2", lead_agencies=("Sở Nội vụ",), reform_area="steering")
    plans.task("Số hóa hồ sơ đất đai", reform_area="procedures")
    plans.task("Thi tuyển lãnh đạo cấp phòng", "d2", reform_area="civil_service")
    plans.target("hồ sơ giải quyết đúng hạn", 95)
    plans.target("hồ sơ được giải quyết đúng hạn", 90, "d2")
    plans.target("hồ sơ được giải quyết đúng hạn", 12, "d2", unit="lớp")
    for document in ("d1", "d2"):
        plans.reference("468/QĐ-TTg", document)
        plans.reference("9/QĐ-UBND", document, issuer="Ủy ban nhân dân tỉnh Nam Định")
    plans.reference("76/NQ-CP", "d1", issuer="Chính phủ")
    return plans


def test_the_same_work_side_by_side(plans: PlanTables) -> None:
    found = compare(plans.open(), "nam-dinh", "ha nam")
    rows = {pair.left.text: pair for pair in found.same_work}
    assert set(rows) == {"Khảo sát sự hài lòng của người dân", "Kiểm tra công tác cải cách hành chính"}
    survey = rows["Khảo sát sự hài lòng của người dân"]
    assert survey.right.lead_agencies == ("Văn phòng Ủy ban nhân dân tỉnh",)
    assert not survey.has_same_lead
    assert (survey.left.due_date, survey.right.due_date) == (date(2026, 11, 30), date(2026, 10, 15))
    assert rows["Kiểm tra công tác cải cách hành chính"].has_same_lead
    assert [task.text for task in found.only_left] == ["Số hóa hồ sơ đất đai"]
    assert [task.text for task in found.only_right] == ["Thi tuyển lãnh đạo cấp phòng"]


def test_targets_of_one_unit_side_by_side(plans: PlanTables) -> None:
    [pair] = compare(plans.open(), "nam-dinh", "ha-nam").targets
    assert (pair.left.value, pair.right.value, pair.right.unit) == (95, 90, "%")


def test_national_documents_that_both_cite(plans: PlanTables) -> None:
    [shared] = compare(plans.open(), "nam-dinh", "ha-nam").shared_documents
    assert (shared.name, shared.issuer, shared.left, shared.right) == (
        "Quyết định 468/QĐ-TTg",
        "Thủ tướng Chính phủ",
        1,
        1,
    )


def test_one_area_only(plans: PlanTables) -> None:
    found = compare(plans.open(), "nam-dinh", "ha-nam", area="procedures")
    assert (found.same_work, [task.text for task in found.only_left]) == ((), ["Số hóa hồ sơ đất đai"])


def test_documents_by_name(plans: PlanTables) -> None:
    found = compare(plans.open(), "d1.txt", "d2")
    assert (found.left.name, found.right.name, found.left.is_province) == (
        "Kế hoạch 12/KH-UBND",
        "Kế hoạch 7/KH-UBND",
        False,
    )
    assert len(found.same_work) == 2


def test_the_frame_has_a_row_for_each(plans: PlanTables) -> None:
    frame = compare(plans.open(), "nam-dinh", "ha-nam").frame()
    assert len(frame) == 4
    assert frame.likeness.notna().sum() == 2
    assert str(frame.left_due_date.dtype).startswith("datetime64")


@pytest.mark.parametrize(
    ("left", "right", "options", "sentence"),
    [
        ("nam-dinh", "nam-dinh", {}, "are the same plans"),
        ("nam-dinh", "atlantis", {}, "There is no province and no document atlantis; `kehoach documents` lists all"),
        ("nam-dinh", "ha-nma", {}, "no document ha-nma; did you mean Hà Nam?"),
        ("215", "d1", {}, "There is no province and no document 215; the beginning of an id"),
        ("nam-dinh", "ha-nam", {"merged": True}, "There is no province and no document nam-dinh"),
        ("nam-dinh", "ha-nam", {"year": 1999}, "There is no plan of Nam Định for 1999"),
    ],
)
def test_what_cannot_be_compared(
    plans: PlanTables, left: str, right: str, options: dict[str, int], sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence):
        compare(plans.open(), left, right, **options)  # type: ignore[arg-type]


def test_matrices(plans: PlanTables) -> None:
    tables = plans.open()
    areas = matrix(tables, "area").frame()
    assert areas.loc["Nam Định"].to_dict() == {**dict.fromkeys(areas.columns, 0), "steering": 2, "procedures": 1}
    agencies = matrix(tables, "agency").frame()
    assert agencies.to_dict("index") == {
        "Hà Nam": {"department": 1, "agency": 1},
        "Nam Định": {"department": 2, "agency": 0},
    }
    months = matrix(tables, "month").frame()
    assert months.loc["Nam Định", "11"] == months.loc["Hà Nam", "10"] == months.to_numpy().sum() / 2 == 1


def test_a_copy_is_not_compared_again(plans: PlanTables) -> None:
    """Unless it is asked for by its name."""
    plans.document("d3", source_path="ban-sao.pdf", duplicate_of="d1")
    plans.task("Số hóa hồ sơ đất đai", "d3", reform_area="procedures")
    tables = plans.open()
    assert [task.text for task in compare(tables, "nam-dinh", "ha nam").only_left] == ["Số hóa hồ sơ đất đai"]
    assert matrix(tables, "area").plans == {"Hà Nam": 1, "Nam Định": 1}
    assert compare(tables, "ban-sao.pdf", "ha nam").left.document_ids == ("d3",)


def test_before_and_after_the_merger(plans: PlanTables) -> None:
    tables = plans.open()
    merged = matrix(tables, "area", merged=True)
    assert merged.plans == {"Ninh Bình": 2}
    assert merged.frame().loc["Ninh Bình", "steering"] == 4
    assert list(matrix(tables, "area", provinces=["ha-nam"]).counts) == ["Hà Nam"]


def test_what_the_command_shows(plans: PlanTables) -> None:
    tables = plans.open()
    comparison, matrices = side_by_side(tables, ["nam-dinh", "ha-nam"])
    answer = json.loads(comparison_json(comparison, matrices))
    assert answer["comparison"]["same_work"][0]["likeness"] == comparison.same_work[0].likeness  # type: ignore[union-attr]
    assert answer["matrices"]["area"]["Hà Nam"]["plans"] == 1
    assert side_by_side(tables, ["d1", "d2"])[1] == []
    assert [shown.by for shown in side_by_side(tables, [])[1]] == ["area", "agency", "month"]
    with pytest.raises(UsageError, match="Name a second"):
        side_by_side(tables, ["nam-dinh"])
    with pytest.raises(UsageError, match="is a document"):
        side_by_side(tables, ["nam-dinh", "ha-nam", "d1"])


@pytest.mark.parametrize("width", [40, 80, 120])
def test_matrices_fit_the_screen(width: int) -> None:
    kinds = get_args(AgencyKind)
    counts = {"Bà Rịa - Vũng Tàu": tuple(range(len(kinds))), "Nam Định": (0,) * len(kinds)}
    stream = StringIO()
    shown = Matrix(by="agency", columns=kinds, plans=dict.fromkeys(counts, 3), counts=counts)
    print_matrix(shown, Console(file=stream, width=width))
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    assert "…" not in stream.getvalue()
    [row] = [line for line in lines if line.startswith("Bà Rịa - Vũng Tàu")]
    assert sum(int(cell) for cell in row.split()[6:] if cell != "·") == sum(range(len(kinds)))
