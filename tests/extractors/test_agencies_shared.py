"""Agencies, leads and coordinating agencies against the developers' gold files; skipped where these are absent."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import regex
from shared_folder import PLANS, gold_paths

from extractors.provinces import fold
from pipeline import process_document
from schemas import PlanRecords

pytestmark = pytest.mark.shared


def plain(name: str) -> str:
    words = regex.sub(r"\W+", " ", fold(name)).replace("có liên quan", "liên quan").strip()
    return words.removeprefix("các ")


def f1(found: Counter[str], wanted: Counter[str]) -> float:
    return 2 * sum((found & wanted).values()) / max(1, sum(found.values()) + sum(wanted.values()))


def named(records: PlanRecords) -> Counter[str]:
    mentioned = {row.agency_id for row in records.agency_mentions}
    return Counter({plain(row.name) for row in records.agencies if row.agency_id in mentioned})


def roles(tasks: Any, role: str) -> Counter[str]:
    return Counter(plain(name) for task in tasks for name in task[role])


@pytest.mark.parametrize("path", gold_paths(), ids=lambda path: path.stem[:3])
def test_gold(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    source = PLANS / f"{path.stem}.txt"
    records = process_document(source.name, source.read_bytes())
    wanted = Counter({plain(a["name"]) for a in gold["agencies"] if a["kind"] not in ("generic", "position")})
    assert f1(named(records), wanted) >= 0.9
    tasks = [task.model_dump() for task in records.tasks]
    assert f1(roles(tasks, "lead_agencies"), roles(gold["tasks"], "lead_agencies")) >= 0.95
    assert f1(roles(tasks, "coordinating_agencies"), roles(gold["tasks"], "coordinating_agencies")) >= 0.95
