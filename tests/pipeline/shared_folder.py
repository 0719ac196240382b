"""The developers' shared folder beside the checkout, absent on a user's machine: its plans, gold files and cases.

A test that reads from it bears `@pytest.mark.shared` and is skipped where the folder is absent (`tests/conftest.py`).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[3] / "shared"
PLANS = SHARED / "plans"


def gold_paths() -> list[Path]:
    """The gold files in the order of their names; none where the folder is absent."""
    return sorted((SHARED / "gold").glob("*.json"))


def cases(name: str) -> list[dict[str, Any]]:
    """The records of a table of cases that have one answer; none where the folder is absent."""
    path = SHARED / "cases" / f"{name}.jsonl"
    if not path.exists():
        return []
    records: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [record for record in records if not record["ambiguous"]]
