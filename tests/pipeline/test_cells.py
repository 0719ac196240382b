"""Values as text, and columns that fit a width."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cells import cell_text, fitted_widths


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (0, "0"),
        (80.0, "80"),
        (99.5, "99.5"),
        (1 / 3, "0.333333333333333"),
        (date(2021, 3, 31), "2021-03-31"),
        (datetime(2021, 3, 31, 8, 5), "2021-03-31 08:05:00"),
        (["Sở Nội vụ", "Sở Tư pháp"], "Sở Nội vụ; Sở Tư pháp"),
        ((), ""),
        ("a;b", "a;b"),
    ],
)
def test_text(value: object, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("natural", "room", "widths"),
    [
        ([4, 5, 6], 20, [4, 5, 6]),
        ([4, 50, 6], 40, [4, 30, 6]),
        ([4, 50, 50], 44, [4, 20, 20]),
        ([8, 90, 30], 60, [8, 26, 26]),
        ([50, 50, 50], 20, None),
        ([], 10, []),
    ],
)
def test_widest_columns_give_way_first(natural: list[int], room: int, widths: list[int] | None) -> None:
    assert fitted_widths(natural, room, least=10) == widths


@given(st.lists(st.integers(1, 300), min_size=1, max_size=12), st.integers(0, 200))
def test_widths_fit(natural: list[int], room: int) -> None:
    widths = fitted_widths(natural, room, least=10)
    if widths is None:
        assert sum(min(width, 10) for width in natural) > room
    else:
        assert sum(widths) <= room
        assert all(min(before, 10) <= after <= before for before, after in zip(natural, widths, strict=True))
