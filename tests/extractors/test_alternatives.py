"""Alternatives grouped by what they begin with match what they match one after the other."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extractors.alternatives import grouped

WORDS = st.text(alphabet="aAbBcĐđ ", min_size=1, max_size=5)
PIECES = st.sampled_from(["", "?", "+", "(?:b|c)", "(?!a)", "[ab|]", r"\|", r"\s"])
ALTERNATIVES = st.lists(st.builds("{}{}{}".format, WORDS, PIECES, st.sampled_from(["", "a", "b|c"])), min_size=1)


@given(ALTERNATIVES, st.text(alphabet="aAbBcCĐđ |", max_size=12), st.booleans())
def test_the_first_that_matches_does_so_grouped(alternatives: list[str], text: str, ignores_case: bool) -> None:
    flags = regex.IGNORECASE if ignores_case else 0
    plain = regex.compile(f"(?:{'|'.join(alternatives)})", flags)
    apart = regex.compile(f"(?:{grouped(alternatives)})", flags)
    assert [match.span() for match in apart.finditer(text)] == [match.span() for match in plain.finditer(text)]


@pytest.mark.parametrize(
    ("alternatives", "pattern"),
    [
        (["sở", "ban", "sở y tế"], "sở(?:| y tế)|ban"),
        (["ban", "(?:chi )?cục", "bộ"], "ban|(?:chi )?cục|bộ"),
        (["hội,? đoàn", "hộ?", "ha|km"], "h(?:ội,? đoàn|ộ?|a)|km"),
        (["Sở", "SỞ", "ban", "sở"], "S(?:ở|Ở)|sở|ban"),
    ],
)
def test_how_they_are_grouped(alternatives: list[str], pattern: str) -> None:
    assert grouped(alternatives) == pattern
