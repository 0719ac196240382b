"""Which tasks are the same work: the labelled pairs, and the assignment."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.similarity import SAME_WORK, SURE, Pair, aligned, alike, one_to_one, terms

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "similar_tasks.yaml").read_text(encoding="utf-8"))


def likeness() -> dict[tuple[str, str], float]:
    """The likeness of all texts of the cases with each other, judged among them all."""
    texts = sorted({text for part in CASES.values() for pairs in part.values() for pair in pairs for text in pair})
    return {(texts[pair.left], texts[pair.right]): pair.likeness for pair in alike(texts, texts, 0.0)}


@pytest.fixture(scope="module")
def judged() -> dict[tuple[str, str], float]:
    return likeness()


@pytest.mark.parametrize(("part", "precision", "recall"), [("chosen", 0.85, 0.85), ("held_out", 0.85, 0.8)])
def test_labelled_pairs(judged: dict[tuple[str, str], float], part: str, precision: float, recall: float) -> None:
    """The figures of the docstring of pipeline.similarity, with a margin."""
    found = {label: [judged[left, right] >= SAME_WORK for left, right in CASES[part][label]] for label in CASES[part]}
    right, wrong, missed = sum(found["same"]), sum(found["different"]), found["same"].count(False)
    assert right / (right + wrong) >= precision
    assert right / (right + missed) >= recall


def test_what_is_called_sure_is_hardly_ever_wrong(judged: dict[tuple[str, str], float]) -> None:
    """The figures of SURE: of the labelled pairs above it 36 of 37 are right, between it and the threshold 9 of 13."""
    shares = {}
    for name, least, most in (("sure", SURE, 2.0), ("perhaps", SAME_WORK, SURE)):
        found = {
            label: sum(least <= judged[left, right] < most for part in CASES.values() for left, right in part[label])
            for label in ("same", "different")
        }
        shares[name] = found["same"] / (found["same"] + found["different"])
    assert shares["sure"] >= 0.95
    assert 0.6 <= shares["perhaps"] <= 0.8


def test_there_are_enough_pairs_and_none_twice() -> None:
    pairs = [frozenset(pair) for part in CASES.values() for pairs in part.values() for pair in pairs]
    assert len(pairs) == len(set(pairs)) >= 80


def test_a_text_is_wholly_like_itself() -> None:
    text = "Rà soát, đơn giản hóa thủ tục hành chính"
    [pair] = alike([text], [text], 0.99)
    assert pair.likeness == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kiểm tra công tác CCHC", "Kiểm tra công tác cải cách hành chính"),
        ("Công bố chỉ số của tỉnh Vĩnh Phúc", "Công bố chỉ số của tỉnh Bình Định"),
        ("Số hoá hồ sơ trước ngày 30/6/2026", "Số hóa hồ sơ trước ngày 31/12/2027"),
        ("Điều tra xã hội học", "Khảo sát xã hội học"),
    ],
)
def test_what_makes_no_difference(one: str, other: str) -> None:
    assert sorted(terms(one)) == sorted(terms(other))


@pytest.mark.parametrize(("left", "right"), [([], []), (["a"], []), (["", "2025"], ["", "%"])])
def test_nothing_to_compare(left: list[str], right: list[str]) -> None:
    assert aligned(left, right) == []


def test_each_has_one_counterpart_and_all_together_the_best() -> None:
    # Greedy would take 0.9 and leave 0.1; together 0.8 and 0.8 are more.
    pairs = [Pair(0, 0, 0.9), Pair(0, 1, 0.8), Pair(1, 0, 0.8), Pair(1, 1, 0.1)]
    assert one_to_one(pairs) == [Pair(0, 1, 0.8), Pair(1, 0, 0.8)]


@given(
    st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0.05, 1), max_size=14),
    st.integers(1, 3),
)
@settings(max_examples=80)
def test_no_choice_is_better(likenesses: dict[tuple[int, int], float], spread: int) -> None:
    pairs = [Pair(left * spread, right * spread, score) for (left, right), score in likenesses.items()]
    chosen = one_to_one(pairs)
    assert len({pair.left for pair in chosen}) == len({pair.right for pair in chosen}) == len(chosen)
    assert set(chosen) <= set(pairs)
    matrix = np.zeros((5, 5))
    for place, score in likenesses.items():
        matrix[place] = score
    best = max(sum(matrix[row, column] for row, column in enumerate(order)) for order in permutations(range(5)))
    assert sum(pair.likeness for pair in chosen) == pytest.approx(best)


def test_many_that_hang_together_are_paired_all_the_same() -> None:
    pairs = [Pair(left, right, 0.5 + (left == right) / 10) for left in range(450) for right in range(left, left + 3)]
    assert [(pair.left, pair.right) for pair in one_to_one(pairs)] == [(place, place) for place in range(450)]
