"""The action of a task: the table of cases, every verb of the lexicon, and what holds for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from text_plans import plan_of

from extractors import lexicon
from extractors.actions import action_of
from extractors.outline import outline_of
from extractors.tasks import PlanContext, find_tasks
from extractors.verbs import opens_with_action, verb_at

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).resolve().parents[1] / "cases" / "actions.yaml").read_text(encoding="utf-8")
)
ROWS = lexicon.rows("action_verbs")
VERBS = {row["verb"] for row in ROWS}
PIECES = st.sampled_from(
    [row["example"] for row in ROWS] + [row["verb"] for row in ROWS]
    + ["Sở Nội vụ", "các huyện", ",", ":", ";", ".", "-", "(", ")", "Căn cứ", "Giao", "định kỳ hàng quý", "\n", "2025"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join))


@pytest.mark.parametrize(
    ("text", "action"), [pytest.param(text, case["action"], id=text) for case in CASES for text in case["texts"]]
)
def test_action(text: str, action: str | None) -> None:
    assert action_of(text) == action


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["verb"])
def test_every_verb_of_the_lexicon(row: dict[str, str]) -> None:
    action = action_of(row["example"])
    if row["role"] in ("action", "stress", "order"):
        assert action == row["verb"]
    else:  # an adverb or a basis is passed over
        assert action in VERBS - {row["verb"]}
        assert row["verb"] in row["example"].lower()


@pytest.mark.parametrize("row", [row for row in ROWS if row["not_before"]], ids=lambda row: row["verb"])
def test_a_verb_before_such_a_word_is_a_noun(row: dict[str, str]) -> None:
    for word in row["not_before"].split("|"):
        found = verb_at(f"{row['verb'].capitalize()} {word} nghe")
        assert found is None or found.name != row["verb"]


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Xây dựng kế hoạch", True),
        ("- tiếp tục, chủ động xây dựng", True),
        ("Kịp thời", False),
        ("Chi cục Thủy sản", False),
        ("Sở Nội vụ xây dựng", False),
        ("Xây  dựng\nkế hoạch", True),
        ("", False),
    ],
)
def test_opens_with_action(text: str, opens: bool) -> None:
    assert opens_with_action(text) is opens


@given(TEXTS)
def test_any_text(text: str) -> None:
    action = action_of(text)
    assert action is None or action in VERBS
    assert isinstance(opens_with_action(text), bool)


@given(TEXTS, st.integers(0, 20))
def test_a_verb_stands_where_it_is_found(text: str, position: int) -> None:
    found = verb_at(text, position)
    assert found is None or (found.start == position and text[found.start : found.end].strip())


@pytest.mark.parametrize(
    "piece",
    [
        *("Căn cứ ", "Sở Nội vụ, ", "Giao Sở Y tế ", "tiếp tục ", "(", "định kỳ hàng quý, "),
        *("Sở Y tế đề nghị ", "Sở Y tế căn cứ Kế hoạch này, đề nghị "),
    ],
)
def test_long_repetition_is_read(piece: str) -> None:
    assert action_of(piece * 20_000) in VERBS | {None}


def test_the_last_of_many_who_are_told_to_acts() -> None:
    assert action_of("Sở Y tế đề nghị " * 3_000 + "Sở Nội vụ rà soát hồ sơ.") == "rà soát"


def test_tasks_of_prose_and_tables_have_an_action() -> None:
    plan = plan_of("""
        I. NHIỆM VỤ
        1. Sở Y tế tiếp tục kiểm tra bếp ăn tập thể.
        2. Sở Công Thương: Rà soát các chợ.
        II. DANH MỤC NHIỆM VỤ
        | STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |
        | 1 | Kế hoạch kiểm tra chợ | Sở Công Thương | Quý I/2024 |
        | 2 | Báo cáo kết quả | Sở Y tế | Quý IV/2024 |
    """)
    tasks = find_tasks(PlanContext(plan=plan, outline=outline_of(plan)))
    assert [task.action for task in tasks] == ["kiểm tra", "rà soát", None, "báo cáo"]
