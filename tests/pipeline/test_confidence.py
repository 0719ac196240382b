"""`tasks.confidence`: what it is made of, that it falls with every sign, and that it holds on annotated plans."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
from shared_folder import SHARED

from pipeline.confidence import DOUBTFUL, SIGNS, Sign, confidence_of, levels, signs_of
from pipeline.document import process_document
from pipeline.evaluation.gold import GoldTask, gold_files, read_gold
from pipeline.evaluation.right_tasks import right_tasks
from schemas import Evidence, PlanRecords, Task

ROOT = Path(__file__).resolve().parents[2]
SPARE = 0.05
"""How much less than the confidence the share that is right on other plans may be: they are few."""


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calibrate", ROOT / "scripts" / "calibrate_confidence.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["calibrate"] = module
    spec.loader.exec_module(module)
    return module


def task(**columns: object) -> Task:
    row = {"task_id": "t", "document_id": "d", "ordinal": 0, "origin": "table", "text": "Rà soát", "action": "rà soát"}
    return Task.model_validate({**row, "char_start": 0, "char_end": 7, "quote": "Rà soát", **columns})


def time(rule: str) -> Evidence:
    row = {"task_id": "t", "document_id": "d", "column": "deadline_text", "position": 0, "value": "Quý I"}
    return Evidence.model_validate({**row, "rule": rule, "char_start": 0, "char_end": 5, "quote": "Quý I"})


@pytest.mark.parametrize(
    ("columns", "evidence", "signs"),
    [
        ({}, [], ()),
        ({"deadline_text": "Quý I"}, [time("cell")], ()),
        ({"origin": "prose"}, [], ("prose",)),
        ({"origin": "prose", "deadline_text": "Quý I"}, [time("own_words")], ("prose", "time_in_words")),
        ({"text": "a" * 301, "action": None}, [], ("long", "no_verb")),
        ({"deadline_text": "Theo đợt"}, [], ("time_unread",)),
    ],
)
def test_signs(columns: dict[str, object], evidence: list[Evidence], signs: tuple[Sign, ...]) -> None:
    assert signs_of(task(**columns), evidence) == signs


def test_every_sign_has_a_sentence() -> None:
    assert set(SIGNS) == set(get_args(Sign))


def test_it_is_a_share_that_never_rises_with_a_sign() -> None:
    every: list[Sign] = list(get_args(Sign))
    shares = [confidence_of(every[:count]) for count in range(len(every) + 1)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share < 1 for share in shares)
    assert shares[0] > DOUBTFUL > shares[-1]


def test_the_table_is_what_its_counts_give() -> None:
    """So nobody edits a share by hand."""
    assert tuple(script().shares_of(levels())) == levels()


def test_neighbours_that_do_not_fall_are_one_level() -> None:
    module = script()
    counts = [module.Level(n, tasks, right, 0.0) for n, (tasks, right) in enumerate([(50, 40), (50, 45), (20, 5)])]
    first, second, last = (level.confidence for level in module.shares_of(counts))
    assert first == second == pytest.approx((85 + 7.5) / 110, abs=0.005)
    assert last < 0.5


@pytest.fixture(scope="module")
def sample() -> PlanRecords:
    path = ROOT / "data" / "raw" / "an-giang-2026-cai-cach-hanh-chinh-2027.txt"
    return process_document(path.name, path.read_bytes())


def test_every_task_has_that_of_its_signs(sample: PlanRecords) -> None:
    for row in sample.tasks:
        own = [evidence for evidence in sample.evidence if evidence.task_id == row.task_id]
        assert row.confidence == confidence_of(signs_of(row, own))
    assert len({row.confidence for row in sample.tasks}) > 1


def test_right_is_the_task_with_its_leads_and_deadlines(sample: PlanRecords) -> None:
    first = sample.tasks[15]
    assert first.lead_agencies == ("Sở Nội vụ",)
    days = [row.model_dump() for row in sample.deadlines if row.task_id == first.task_id]
    gold = GoldTask.model_validate({"text": first.text, "lead_agencies": ["sở nội vụ"], "deadlines": days})
    verdicts = {
        "right": gold,
        "lead": gold.model_copy(update={"lead_agencies": ("Sở Y tế",)}),
        "time": gold.model_copy(update={"deadlines": ()}),
        "task": gold.model_copy(update={"text": "Một việc khác hẳn"}),
    }
    found = {name: {t.task_id: ok for t, ok in right_tasks(sample, (one,))} for name, one in verdicts.items()}
    assert {name: right[first.task_id] for name, right in found.items()} == {
        "right": True,
        "lead": False,
        "time": False,
        "task": False,
    }


@pytest.mark.shared
def test_it_holds_on_the_shared_plans() -> None:
    """The rules were written with these plans, so more than the stated share must be right, at every level."""
    right: dict[float, list[bool]] = {}
    for path in gold_files(SHARED / "gold"):
        gold = read_gold(path)
        records = process_document(gold.source, (SHARED / "plans" / gold.source).read_bytes())
        for row, is_right in right_tasks(records, gold.tasks or ()):
            assert row.confidence is not None
            right.setdefault(row.confidence, []).append(is_right)
    assert len(right) == len({level.confidence for level in levels()})
    assert all(sum(one) / len(one) >= confidence - SPARE for confidence, one in right.items()), right
