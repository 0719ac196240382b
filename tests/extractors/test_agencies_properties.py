"""Agencies in any text: no crash, spans that fit, values that do not hang on spaces, time linear in the length."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractors import lexicon
from extractors.agencies import (
    agencies_of_cell,
    canonical_name,
    find_agencies,
    find_definitions,
    is_agency_list,
    roles_of,
)
from extractors.mentions import AgencyMention

CASES = Path(__file__).parents[1] / "cases" / "agencies.yaml"
SENTENCES = [case["text"] for group in yaml.safe_load(CASES.read_text(encoding="utf-8")) for case in group["cases"]]
WORDS = (
    "Sở sở Bộ bộ UBND HĐND các Các tỉnh huyện xã phường, cơ quan đơn vị ban ngành Ban Chỉ đạo Hội đồng Tổ công tác "
    "Trung tâm Công an Chi cục Thuế và ; : - ( ) Nội vụ Tài chính liên quan Trung ương Hà Nam cấp thuộc của"
)
SPACES = ("\u00a0", "  ", " \u00a0 ", "\u202f")

anything = st.text(max_size=400) | st.lists(st.sampled_from(WORDS.split()), max_size=60).map(" ".join)


def _values(mentions: list[AgencyMention]) -> list[tuple[str, str]]:
    return [(m.name, m.kind) for m in mentions]


@pytest.mark.parametrize("written", ["ỦY BAN NHÂN DÂN\n{capitals}", "UBND {name}", "của UBND {small} về"])
@pytest.mark.parametrize("row", lexicon.rows("provinces"), ids=lambda row: row["old_name"])
def test_the_committee_of_each_province_has_one_name(row: dict[str, str], written: str) -> None:
    name = row["old_full_name"].split(" / ")[0]
    small = name[0].lower() + name[1:]
    text = written.format(capitals=name.upper(), name=name, small=small)
    for province in (row["old_name"], None):
        assert [m.name for m in find_agencies(text, province=province)] == [f"Ủy ban nhân dân {small}"]


@given(anything)
def test_spans_fit_any_text(text: str) -> None:
    found = find_agencies(text, province="Hà Nam", definitions=find_definitions(text))
    assert all(text[m.start : m.end] == m.quote and m.quote.strip() == m.quote != "" for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(m.name for m in found)


@given(anything)
def test_cells_headings_and_roles_take_any_text(text: str) -> None:
    assert all(text[m.start : m.end] == m.quote for m in agencies_of_cell(text, province="Hà Nam"))
    roles = roles_of(text, find_agencies(text, province="Hà Nam"))
    assert all(text[m.start : m.end] == m.quote for m in (*roles.lead, *roles.coordinating))
    is_agency_list(text)


@pytest.mark.parametrize("space", SPACES, ids=ascii)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_white_space_changes_no_value(sentence: str, space: str) -> None:
    spaced = sentence.replace(" ", space)
    found = find_agencies(spaced, province="Hà Nam")
    assert _values(found) == _values(find_agencies(sentence, province="Hà Nam"))
    assert all(spaced[m.start : m.end] == m.quote for m in found)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_marks_typed_apart_change_no_value(sentence: str) -> None:
    typed = unicodedata.normalize("NFC", unicodedata.normalize("NFD", sentence))
    newer = sentence.replace("óa", "oá").replace("òa", "oà").replace("ủy", "uỷ").replace("Ủy", "Uỷ")
    wanted = _values(find_agencies(sentence, province="Hà Nam"))
    assert _values(find_agencies(typed, province="Hà Nam")) == wanted
    assert _values(find_agencies(newer, province="Hà Nam")) == wanted


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_canonical_name_is_its_own(sentence: str) -> None:
    for mention in find_agencies(sentence, province="Hà Nam"):
        assert canonical_name(mention.name, province="Hà Nam") == mention.name


@pytest.mark.parametrize(
    "unit",
    [" ", "\u00a0", "\n", ",", "A", "sở ", "Sở ", "các ", "Ban Chỉ đạo ", "Nội Vụ ", "UBND các ", "huyện, ", "- "],
)
def test_time_grows_with_the_length(unit: str) -> None:
    """Four times the text takes about four times as long: a square would take sixteen."""
    find_agencies("Sở Nội vụ")
    short = _seconds(unit, 25_000)
    assert _seconds(unit, 100_000) < 9 * max(short, 0.02)


def _seconds(unit: str, characters: int) -> float:
    """The least of three runs, each on a text of its own: what was read is remembered."""
    runs = []
    for run in range(3):
        text = f"{unit * (characters // len(unit))}{run}"
        start = time.process_time()
        find_agencies(text)
        runs.append(time.process_time() - start)
    return min(runs)
