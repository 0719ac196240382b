"""Deadlines against the developers' shared cases and gold files; skipped where these are absent."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from shared_folder import cases, gold_paths

from extractors.deadlines import find_deadlines
from extractors.mentions import DeadlineMention

CASES = cases("deadlines")
pytestmark = pytest.mark.shared

# Cases that the contract decides otherwise, with the reason.
KNOWN_GAPS = {
    "D055": "a place and date line with a blank day is no deadline",
    "D112": "a bare phase (giai đoạn) is `within`, as the gold has it",
    "D119": "định hướng đến năm … is no deadline",
    "D201": "thường xuyên trong năm has the qualifier of its interval, as the gold has it",
    "D203": "thường xuyên trong năm 2021 likewise",
}


def value(mention: DeadlineMention) -> tuple[str, ...]:
    columns = (mention.kind, mention.qualifier, mention.start_date, mention.end_date, mention.rrule)
    return tuple(str(column or "") for column in columns)


def year_pair(year: int | None) -> tuple[int, int] | None:
    return None if year is None else (year, year)


@pytest.mark.parametrize("record", CASES, ids=lambda record: record["id"])
def test_case(record: dict[str, Any]) -> None:
    issued = date.fromisoformat(record["doc_date"]) if record.get("doc_date") else None
    found = find_deadlines(record["text"], plan_years=year_pair(record.get("context_year")), issued=issued)
    columns = ("kind", "qualifier", "start", "end", "rrule")
    wanted = [tuple(str(part.get(column) or "") for column in columns) for part in record["parts"]]
    assert ([value(mention) for mention in found] == wanted) == (record["id"] not in KNOWN_GAPS)


def gold_key(row: dict[str, Any]) -> tuple[str, ...]:
    columns = ("kind", "start_date", "end_date", "rrule", "qualifier", "granularity")
    return tuple(str(row.get(column) or "") for column in columns)


def found_for(task: dict[str, Any], plan: tuple[int, int] | None, issued: date | None) -> list[DeadlineMention]:
    """What is found in a task's own text, or in the quotes of its time cell or attribute line."""
    own = [row["quote"] for row in task["deadlines"] if not row["inherited"]]
    in_prose = task["origin"] == "prose"
    found = find_deadlines(task["text"], plan_years=plan, issued=issued, cell=False) if in_prose else []
    for quote in dict.fromkeys(own):
        if not in_prose or quote not in task["text"]:
            found += find_deadlines(quote, plan_years=plan, issued=issued, cell=True)
    return found


@pytest.mark.parametrize("path", gold_paths(), ids=lambda path: path.stem[:3])
def test_gold(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    document = gold["document"]
    plan = (document["period_start_year"], document["period_end_year"]) if document["period_start_year"] else None
    issued = date.fromisoformat(document["issued_date"]) if document["issued_date"] else None
    for task in gold["tasks"]:
        wanted = Counter(gold_key(row) for row in task["deadlines"] if not row["inherited"])
        found = found_for(task, plan, issued)
        rows = [{name: getattr(mention, name) for name in mention.__dataclass_fields__} for mention in found]
        assert Counter(map(gold_key, rows)) == wanted, task["text"]
