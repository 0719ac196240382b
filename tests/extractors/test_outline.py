"""The outline: sections of every part of a file with level, label, heading and kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from text_plans import plan_of

from extractors.outline import Outline, outline_of
from extractors.parts import parts_of
from extractors.plan_text import PlanText

ROOT = Path(__file__).resolve().parents[2]
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/outline.yaml").read_text(encoding="utf-8"))

_LINES = st.sampled_from(
    [
        *("I. MỤC ĐÍCH", "II. NHIỆM VỤ", "1. Sở Y tế", "2.1. Kiểm tra chợ", "a) Lấy mẫu.", "- Báo cáo;", "+ Họp."),
        *("PHỤ LỤC 1", "DANH MỤC", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "Điều 1. Ban hành.", "Trên đây là Kế hoạch./."),
        *("| STT | Nhiệm vụ | Chủ trì |", "| 1 | Họp | Sở Y tế |", "| I | Nhóm | |", "Phần thứ hai", "Văn bản thường."),
    ]
)


def assert_nested(plan: PlanText, outline: Outline) -> None:
    """Each section stands within its parent, and in the text."""
    for section in outline.sections:
        assert section.start <= section.end <= max(section.span_end, section.end) <= len(plan.text)
        if section.parent is not None:
            parent = outline.sections[section.parent]
            assert parent.level < section.level
            assert parent.start <= section.start <= section.end <= parent.span_end


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_sections(case: dict[str, Any]) -> None:
    plan = plan_of(case["text"])
    outline = outline_of(plan)
    assert_nested(plan, outline)
    got = [[s.level, s.label, s.heading, s.kind] for s in outline.sections if s.label or s.heading]
    assert got == case["want"]


@given(st.lists(_LINES, max_size=25).map("\n".join))
def test_sections_nest_and_parts_cover_the_file(text: str) -> None:
    plan = plan_of(text)
    assert_nested(plan, outline_of(plan))
    parts = parts_of(plan)
    assert [block for part in parts for block in plan.blocks[part.first : part.last]] == list(plan.blocks)
