"""Forms: tables of annexed forms and the rows they ask for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from shared_folder import PLANS, gold_paths
from text_plans import plan_of

from extractors.forms import find_forms
from extractors.outline import SectionNode

ROOT = Path(__file__).resolve().parents[2]
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/forms.yaml").read_text(encoding="utf-8"))


def form_section(text: str, title: str, *, kind: Any = "annex_form") -> SectionNode:
    """The section that a form's title makes: its heading line, spanning the whole text."""
    start = text.index(title)
    return SectionNode(0, 1, None, title, kind, start, start + len(title), len(text), None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_rows(case: dict[str, Any]) -> None:
    plan = plan_of(case["text"])
    rows = find_forms(plan, [form_section(plan.text, case["title"])])
    assert [[row.label, row.indicator, list(row.responsible_agencies)] for row in rows] == case["want"]
    assert {row.columns for row in rows} == {tuple(case["columns"])}
    assert {row.form_title for row in rows} == {case["title"]}
    assert all(plan.text[row.start : row.end] == row.quote for row in rows)


def test_a_table_of_tasks_is_no_form() -> None:
    plan = plan_of(CASES[0]["text"])
    assert find_forms(plan, [form_section(plan.text, CASES[0]["title"], kind="annex_tasks")]) == []


def test_the_innermost_section_gives_the_title() -> None:
    plan = plan_of("THỐNG KÊ\nI. Số trường\n| TT | Cấp | Số |\n| 1 | Tiểu học | |")
    outer = form_section(plan.text, "THỐNG KÊ")
    at = plan.text.index("I. Số trường")
    inner = SectionNode(1, 2, "I", "Số trường", "annex_form", at, at + 12, len(plan.text), 0)
    assert [(row.form_title, row.section) for row in find_forms(plan, [outer, inner])] == [("Số trường", 1)]


@pytest.mark.shared
def test_gold() -> None:
    import json

    from extractors.outline import outline_of
    from pipeline.canonical import canonical
    from pipeline.read import read

    for path in gold_paths():
        gold = json.loads(path.read_text(encoding="utf-8"))
        plan = canonical(read((PLANS / gold["source"]).read_bytes()))
        found = Counter((row.label, row.indicator) for row in find_forms(plan, outline_of(plan).sections))
        assert found == Counter((row["label"], row["indicator"]) for row in gold["forms"]), path.stem
