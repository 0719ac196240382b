"""Scanning: passing over the words that open no match loses no match."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extractors import lexicon
from extractors.agencies import find as agencies
from extractors.deadlines import guards
from extractors.deadlines.folding import BLANK, fold
from extractors.scanning import Scanner, Tokens, openings_of, scanners
from extractors.spans import blanked

GUARDS = [guards.guarding("always", "prose"), guards.guarding("always"), guards.guarding("repeating")]
EXAMPLES = [row["example"] for row in lexicon.rows("deadline_words")] + [
    guard.example for scope in ("always", "prose") for guard in guards.guards(scope)
]
PARTS = [
    "trước", "ngày", "tháng", "quý", "năm", "đến", "từ", "hàng", "và", ",", ";", "-", "/", "(", ")", ".", "\n", "IV",
    "2023", "31", "6", "12", "sau khi", "theo", "khi", "kể từ", "lần", "báo cáo tháng", "cuối", "giai đoạn",
    "2021-2025", "“", "trong", "05", "làm việc", "thứ", "sáu", "tuần", "Tết Nguyên đán", "_", "²", "ж",
    "a\u0301", "\u00a0",
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(EXAMPLES),
    st.lists(st.sampled_from([*EXAMPLES, *PARTS]), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PARTS), max_size=12).map("".join),
    st.text(max_size=60),
)
BODIES = [row["name"] for table in ("agencies", "agency_forms") for row in lexicon.rows(table)] + [
    row["head"] for row in lexicon.rows("agency_heads")
]
JOINTS = [
    "các",
    "Các",
    "và",
    ",",
    ";",
    "\n",
    "-",
    "/",
    "tỉnh",
    "cấp xã",
    "Vĩnh Phúc",
    "liên quan",
    "06",
    "của",
    "Nội vụ",
    "ж",
]
NAMES = st.lists(
    st.sampled_from([*BODIES, *map(str.upper, BODIES[:200]), *map(str.lower, BODIES[:200]), *JOINTS]), max_size=8
)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=2))
def test_what_a_pattern_finds_its_scanner_finds(text: str, spans: list[tuple[int, int]]) -> None:
    """Also in a text of which parts are blanked."""
    folded = blanked(fold(text), [(start, start + length) for start, length in spans], BLANK)
    tokens = Tokens(folded)
    assert len(scanners()) > len(GUARDS)
    for scanner in scanners():
        assert [m.span() for m in scanner.finditer(tokens)] == [m.span() for m in scanner.pattern.finditer(folded)]


@given(NAMES.map(" ".join) | TEXTS)
def test_no_family_that_matches_is_left_out(text: str) -> None:
    found = dict(openings_of(text, agencies.opened()))
    for word in regex.finditer(r"\p{L}+", text):
        for family in agencies.families_of(word[0]):
            if family.match(text, word.start()) and not (family.needs_capital and word[0][0].islower()):
                assert family in found.get(word.start(), ()), (family.name, text[word.start() :])


def test_a_scanner_made_later_searches_texts_that_are_known() -> None:
    tokens = Tokens("xin chào các bạn")
    assert not scanners()[0].finditer(tokens)
    assert [m.start() for m in Scanner(regex.compile(r"(?<!\p{L})chào")).finditer(tokens)] == [4]


@pytest.mark.parametrize("pattern", [r"\s*ngày", r"\n", r"\s"])
def test_a_pattern_that_may_begin_with_white_space_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="white space"):
        Scanner(regex.compile(pattern))
