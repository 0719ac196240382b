"""Deadlines: the table of cases in tests/cases/deadlines.yaml, and every example of the lexicon."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors import lexicon
from extractors.deadlines import find_deadlines
from extractors.deadlines.guards import guards
from extractors.deadlines.words import tet_days
from extractors.mentions import DeadlineMention

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parents[1] / "cases" / "deadlines.yaml").read_text(encoding="utf-8")
)
WORDS = lexicon.rows("deadline_words")


def years(plan: int | list[int] | None) -> tuple[int, int] | None:
    if plan is None:
        return None
    return (plan, plan) if isinstance(plan, int) else (plan[0], plan[1])


def spans_are_exact(text: str, found: list[DeadlineMention]) -> bool:
    return all(text[mention.start : mention.end] == mention.quote != "" for mention in found)


@pytest.mark.parametrize(
    ("text", "case"), [pytest.param(text, case, id=text) for case in CASES["positive"] for text in case["texts"]]
)
def test_meaning(text: str, case: dict[str, Any]) -> None:
    found = find_deadlines(
        text, plan_years=years(case.get("plan")), issued=case.get("issued"), cell=not case.get("prose", False)
    )
    assert [{name: getattr(m, name) for name in means} for m, means in zip(found, case["means"], strict=False)] == (
        case["means"]
    )
    assert len(found) == len(case["means"])
    assert spans_are_exact(text, found)


@pytest.mark.parametrize("text", CASES["negative"])
@pytest.mark.parametrize("cell", [True, False, None])
def test_no_deadline(text: str, cell: bool | None) -> None:
    assert find_deadlines(text, plan_years=(2023, 2023), cell=cell) == []


@pytest.mark.parametrize("text", CASES["negative_prose"])
def test_no_deadline_in_prose(text: str) -> None:
    assert find_deadlines(text, plan_years=(2023, 2023), issued=date(2023, 1, 5), cell=False) == []


@pytest.mark.parametrize(
    "text", ["Quý IV/2023", "Hoàn thành trong tháng 6/2023", "Thời gian hoàn thành: 12/2023", "2023"]
)
def test_a_text_of_time_alone_is_a_cell(text: str) -> None:
    assert find_deadlines(text) == find_deadlines(text, cell=True) != []


def test_the_quote_takes_preposition_and_bracket_but_no_subject() -> None:
    text = "Sở Tài chính hoàn thành trong Quý IV/2023 (sau khi Trung ương giao dự toán)."
    (found,) = find_deadlines(text, cell=False)
    assert found.quote == "trong Quý IV/2023 (sau khi Trung ương giao dự toán)"
    assert found.condition == "sau khi Trung ương giao dự toán"


def test_masked_dates_are_no_deadlines() -> None:
    text = "Thực hiện Kết luận của Ban Thường vụ trước ngày 02/3/2023 và báo cáo trước ngày 30/6/2023."
    start = text.index("trước ngày 02/3/2023")
    found = find_deadlines(text, cell=False, masked=[(start, start + len("trước ngày 02/3/2023"))])
    assert [mention.end_date for mention in found] == [date(2023, 6, 30)]


@pytest.mark.parametrize("row", WORDS, ids=lambda row: f"{row['group']}: {row['word']}")
def test_every_word_of_the_lexicon(row: dict[str, str]) -> None:
    first, *_ = find_deadlines(row["example"], cell=True)
    columns = {"mod": "mod", "qualifier": "qualifier", "frequency": "rrule", "undated": "kind"}
    if row["group"] in columns:
        assert getattr(first, columns[row["group"]]) == row["value"]
    if row["group"] in ("lunar_stem", "lunar_branch"):
        assert first.end_date is not None
        assert (first.end_date.year - 4) % (10 if row["group"] == "lunar_stem" else 12) == int(row["value"])
    if row["group"] == "weekday":
        assert first.rrule == f"FREQ=WEEKLY;BYDAY={row['value']}"
    if row["group"] == "number":
        assert first.end_date is not None
        assert int(row["value"]) in (first.end_date.month, first.end_date.month // 3)


@pytest.mark.parametrize("row", lexicon.rows("deadline_spellings"), ids=lambda row: row["variant"])
def test_every_misspelling_is_read(row: dict[str, str]) -> None:
    assert len(row["variant"]) == len(row["standard"]), "offsets must hold in both spellings"
    right = row["example"].lower().replace(row["variant"].lower(), row["standard"].lower())
    read, wanted = find_deadlines(row["example"], cell=True), find_deadlines(right, cell=True)
    assert [(m.kind, m.qualifier, m.edtf, m.rrule) for m in read] == [
        (m.kind, m.qualifier, m.edtf, m.rrule) for m in wanted
    ]
    assert read


@pytest.mark.parametrize(("year", "day"), [(2020, "25/01"), (2023, "22/01"), (2024, "10/02"), (2025, "29/01")])
def test_the_lunar_year_begins(year: int, day: str) -> None:
    (found,) = find_deadlines(f"Trước Tết Nguyên đán {year}", cell=True)
    assert found.end_date is not None
    assert found.end_date.strftime("%d/%m") == day


def test_every_lunar_year_is_in_the_table() -> None:
    days = tet_days()
    assert list(days) == list(range(2000, 2051))
    assert all(date(year, 1, 21) <= date(*day) <= date(year, 2, 21) for year, day in days.items())


@pytest.mark.parametrize(
    "guard", [*guards("always"), *guards("prose"), *guards("repeating")], ids=lambda guard: guard.example
)
def test_every_guard(guard: Any) -> None:
    assert find_deadlines(guard.example, plan_years=(2023, 2023), cell=False) == []
