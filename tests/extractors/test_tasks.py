"""Tasks of prose and tables: text, who leads, who takes part, by when, with what result, in which field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from text_plans import plan_of

from extractors.attributes import Attribute, attributes_of, is_attribute_line
from extractors.legal_references import find_legal_references
from extractors.outline import outline_of
from extractors.tasks import PlanContext, TaskDraft, find_tasks
from extractors.tasks.area import area_of_heading, area_of_text

ROOT = Path(__file__).resolve().parents[2]


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / f"tests/cases/{name}.yaml").read_text(encoding="utf-8"))
    return found


def tasks_of(case: dict[str, Any]) -> tuple[str, list[TaskDraft]]:
    """The text of a case and its tasks."""
    plan = plan_of(case["text"])
    context = PlanContext(
        plan=plan,
        outline=outline_of(plan, is_directive=case.get("directive", False)),
        masked=tuple((m.start, m.end) for m in find_legal_references(plan.text)),
        plan_years=tuple(case["plan"]) if "plan" in case else None,
        is_directive=case.get("directive", False),
    )
    return plan.text, find_tasks(context)


def names(task: TaskDraft, role: str) -> list[str]:
    return [draft.mention.name for draft in task.roles if draft.role == role]


@pytest.mark.parametrize("case", cases("tasks"), ids=lambda case: case["name"])
def test_tasks(case: dict[str, Any]) -> None:
    text, tasks = tasks_of(case)
    got = [
        [
            task.label,
            task.text,
            names(task, "lead"),
            names(task, "coordinating"),
            [draft.mention.quote for draft in task.deadlines],
        ]
        for task in tasks
    ]
    assert got == case["want"]
    for column, attribute in (("outputs", "output"), ("fields", "field")):
        if column in case:
            assert [getattr(task, attribute) for task in tasks] == case[column]
    if "dates" in case:
        days = [(d.mention.start_date, d.mention.end_date) for task in tasks for d in task.deadlines]
        assert [[str(day) for day in both] for both in days] == case["dates"]
    for task in tasks:
        assert " ".join(text[task.start : task.end].split()) == task.text


@pytest.mark.parametrize("case", cases("reform_areas"), ids=lambda case: case["text"])
def test_area(case: dict[str, Any]) -> None:
    heading = case["heading"]
    found = (area_of_heading(heading) if heading else None) or area_of_text(case["text"])
    assert (found.area if found else None) == case["area"]


@pytest.mark.parametrize(
    ("line", "attribute", "value"),
    [
        ("- Thời gian hoàn thành: Quý II/2025.", Attribute.TIME, "Quý II/2025"),
        ("Cơ quan, đơn vị chủ trì: Sở Y tế.", Attribute.LEAD, "Sở Y tế"),
        ("+ Đơn vị phối hợp thực hiện: Công an tỉnh", Attribute.COORDINATING, "Công an tỉnh"),
        ("Sản phẩm: Báo cáo;", Attribute.OUTPUT, "Báo cáo"),
        ("Địa điểm tổ chức: Hội trường", Attribute.OTHER, "Hội trường"),
        ("Đối tượng kiểm tra: 05 xã", Attribute.OTHER, "05 xã"),
    ],
)
def test_attribute_lines(line: str, attribute: Attribute, value: str) -> None:
    found = attributes_of(line)
    assert [(a.attribute, line[a.start : a.end]) for a in found] == [(attribute, value)]


@pytest.mark.parametrize("line", ["- Sở Y tế: kiểm tra chợ.", "Tổ chức hội nghị: 200 người.", "Báo cáo kết quả."])
def test_other_lines_state_no_attribute(line: str) -> None:
    assert not is_attribute_line(line)
