"""The whole way from a document to its rows, compared field by field with gold written by hand (tests/plans)."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline import process_document
from schemas import PlanRecords, Record

PLANS = Path(__file__).resolve().parent / "plans"
GOLD = sorted(PLANS.glob("*.json"))
Row = Mapping[str, Any]


@functools.cache
def _records(source: str) -> PlanRecords:
    return process_document(source, (PLANS / source).read_bytes())


def _gold(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def _dumped(records: Iterable[Record]) -> list[Row]:
    return [record.model_dump(mode="json") for record in records]


def _assert_same(got: Sequence[Row], wanted: Sequence[Row], name: tuple[str, ...]) -> None:
    """The same rows by name, in the same order; then every column that the gold holds, all differences at once."""
    assert [_named(row, name) for row in got] == [_named(row, name) for row in wanted]
    differences = [
        f"{_named(want, name)} | {column}: got {row[column]!r}, wanted {value!r}"
        for row, want in zip(got, wanted, strict=True)
        for column, value in want.items()
        if row[column] != value
    ]
    assert not differences, "\n" + "\n".join(differences)


def _named(row: Row, name: tuple[str, ...]) -> str:
    return " | ".join(f"{v:g}" if isinstance(v := row.get(column), int | float) else str(v) for column in name)


@pytest.fixture(params=GOLD, ids=lambda path: path.stem)
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    """One gold file after the other."""
    return _gold(request.param)


def test_every_plan_has_its_gold() -> None:
    sources = {_gold(path)["source"] for path in GOLD}
    assert sources == {path.name for path in PLANS.iterdir() if path.suffix != ".json" and path.name != "README.md"}


def test_it_is_read_whole(gold: dict[str, Any]) -> None:
    document = _records(gold["source"]).document
    assert document.status == "ok", document.warnings


def test_document(gold: dict[str, Any]) -> None:
    _assert_same(_dumped(_records(gold["source"]).documents), [gold["document"]], ("doc_type",))


def test_sections(gold: dict[str, Any]) -> None:
    sections = _dumped(s for s in _records(gold["source"]).sections if s.label or s.heading)
    _assert_same(sections, gold["sections"], ("label", "heading"))


def test_tasks(gold: dict[str, Any]) -> None:
    wanted = [{k: v for k, v in task.items() if k != "deadlines"} for task in gold["tasks"]]
    _assert_same(_dumped(_records(gold["source"]).tasks), wanted, ("label", "text"))


def test_deadlines_of_tasks(gold: dict[str, Any]) -> None:
    records = _records(gold["source"])
    texts = {task.task_id: task.text for task in records.tasks}
    got = [
        {"task": texts[deadline.task_id], **deadline.model_dump(mode="json")}
        for deadline in sorted(records.deadlines, key=lambda d: d.ordinal)
        if deadline.task_id is not None
    ]
    wanted = [{"task": task["text"], **deadline} for task in gold["tasks"] for deadline in task["deadlines"]]
    _assert_same(got, wanted, ("task", "quote"))


def test_legal_references(gold: dict[str, Any]) -> None:
    got = _dumped(_records(gold["source"]).legal_references)
    _assert_same(got, gold["legal_references"], ("doc_type", "number", "name"))


def test_targets(gold: dict[str, Any]) -> None:
    _assert_same(_dumped(_records(gold["source"]).targets), gold["targets"], ("value", "unit"))


def test_forms(gold: dict[str, Any]) -> None:
    _assert_same(_dumped(_records(gold["source"]).forms), gold["forms"], ("label", "indicator"))


def test_agencies(gold: dict[str, Any]) -> None:
    if gold["agencies"] is None:
        pytest.skip("the gold does not judge the agencies of this plan")
    got = sorted(_dumped(_records(gold["source"]).agencies), key=lambda row: row["name"])
    _assert_same(got, sorted(gold["agencies"], key=lambda row: row["name"]), ("name",))
