"""Targets: a table of texts with their goals, and the gold of the five plans where it is at hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_folder import PLANS, gold_paths

from extractors import lexicon
from extractors.targets import find_targets
from extractors.targets.numbers import value_of
from extractors.targets.words import comparator_of, value_pattern
from pipeline.document import process_document

ROOT = Path(__file__).resolve().parents[2]
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/targets.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_goals(case: dict[str, Any]) -> None:
    places = {key: case.get(key, False) for key in ("is_output", "among_goals")}
    found = find_targets(case["text"], year=case.get("year"), **places)
    want = [{"value_high": None, "year": None, **row} for row in case["want"]]
    assert [{name: getattr(target, name) for name in row} for target, row in zip(found, want, strict=False)] == want
    assert len(found) == len(want)
    assert all(case["text"][t.start : t.end] == t.quote for t in found)


@pytest.mark.parametrize("row", lexicon.rows("target_units"), ids=lambda row: row["unit"])
def test_a_unit_is_read_in_its_example(row: dict[str, str]) -> None:
    units = [match["unit"] for match in value_pattern().finditer(row["example"])]
    assert row["unit"] in units


WORDS = yaml.safe_load(lexicon.text("target_words.yaml"))


@pytest.mark.parametrize(
    "row", WORDS["comparators_before"] + WORDS["comparators_after"], ids=lambda row: row["example"]
)
def test_a_comparator_is_read_in_its_example(row: dict[str, str]) -> None:
    match = value_pattern().search(row["example"])
    assert match is not None
    assert row["comparator"] in (comparator_of(match["before"] or ""), comparator_of(match["after"] or ""))


@pytest.mark.parametrize(
    ("text", "value"),
    [("7", 7), ("05", 5), ("7,5", 7.5), ("99.9", 99.9), ("1.200", 1200), ("12.345.678,5", 12345678.5)],
)
def test_numbers(text: str, value: float) -> None:
    assert value_of(text) == value


@settings(max_examples=100)
@given(
    st.integers(1, 100),
    st.sampled_from(["", "tối thiểu ", "Phấn đấu ", "đạt từ ", "giảm "]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40),
)
def test_quotes_are_words_of_the_text(value: int, before: str, after: str) -> None:
    text = f"{before}{value}% {after}"
    for target in find_targets(text):
        assert text[target.start : target.end] == target.quote
        assert target.subject is None or target.subject in text


@pytest.mark.shared
def test_gold_values_without_years() -> None:
    """All values of the gold plans, found in all their paragraphs and cells; years need the tasks' deadlines."""
    import json

    from extractors.plan_text import Paragraph
    from pipeline.canonical import canonical
    from pipeline.read import read

    for path in gold_paths():
        gold = json.loads(path.read_text(encoding="utf-8"))
        plan = canonical(read((PLANS / gold["source"]).read_bytes()))
        cells = [c for b in plan.blocks for c in ([b] if isinstance(b, Paragraph) else list(b.cells))]
        found = Counter((t.comparator, t.value, t.unit == "%") for c in cells for t in find_targets(plan[c]))
        assert found == Counter((t["comparator"], t["value"], t["unit"] == "%") for t in gold["targets"]), path.stem


TABLES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/target_tables.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["name"])
def test_goals_of_a_plan(case: dict[str, Any]) -> None:
    records = process_document("plan.md", case["text"].encode())
    found = [
        [t.comparator, t.value, t.value_high, t.unit, t.year, t.subject, t.quote]
        for t in records.targets
        if t.task_id is None
    ]
    assert found == case["want"]
