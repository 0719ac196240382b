"""The same plan typed in other ways says the same; hostile texts take time in proportion to their length."""

from __future__ import annotations

import functools
import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared_folder import PLANS
from spelling import SPELLINGS, Typed, broken_html, values_of, wrapped

from pipeline.document import process_document

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "data" / "raw").glob("*.txt")) + sorted((ROOT / "data" / "raw").glob("*.md"))
SMALL = sorted((ROOT / "tests" / "plans").glob("*.txt"))
WRAPPED = [path for path in (*SAMPLES, *SMALL) if path.stem.startswith(("an-giang", "department", "prose"))]
WORDS = [word for path in SMALL for word in path.read_text(encoding="utf-8").split()]
# Spellings that meet in one file, each group at once.
MIXTURES = (
    ("a no-break space now and then", "newer tone marks", "letters and marks apart"),
    ("line ends of Windows", "characters without width", "hyphens that do not break", "double spaces"),
    ("curly quotes", "letters of items in capitals", "articles in capitals", "en dashes"),
)


def values(name: str, text: str) -> dict[str, list[tuple[object, ...]]]:
    return values_of(process_document(name, text.encode()))


@functools.cache
def as_typed(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return values(path.name, path.read_text(encoding="utf-8"))


def typed(text: str, names: tuple[str, ...]) -> str:
    spellings: list[Typed] = [SPELLINGS[name] for name in names]
    return functools.reduce(lambda words, spell: spell(words), spellings, text)


@pytest.mark.parametrize("name", SPELLINGS)
@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_another_spelling_says_the_same(path: Path, name: str) -> None:
    text = SPELLINGS[name](path.read_text(encoding="utf-8"))
    assert values(path.name, text) == as_typed(path)


def test_every_spelling_changes_some_text() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*SMALL, *SAMPLES)]
    assert [name for name, spell in SPELLINGS.items() if all(spell(text) == text for text in texts)] == []


@pytest.mark.parametrize("names", MIXTURES, ids=lambda names: names[0])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_spellings_that_meet_in_one_file(path: Path, names: tuple[str, ...]) -> None:
    assert values(path.name, typed(path.read_text(encoding="utf-8"), names)) == as_typed(path)


@pytest.mark.shared
@pytest.mark.parametrize("names", MIXTURES, ids=lambda names: names[0])
@pytest.mark.parametrize("path", sorted(PLANS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_the_shared_plans_in_other_spellings(path: Path, names: tuple[str, ...]) -> None:
    assert values(path.name, typed(path.read_text(encoding="utf-8"), names)) == as_typed(path)


@pytest.mark.parametrize("width", [72, 80, 100])
@pytest.mark.parametrize("path", WRAPPED, ids=lambda path: path.stem)
def test_lines_broken_at_a_width_are_joined(path: Path, width: int) -> None:
    text = wrapped(path.read_text(encoding="utf-8"), width)
    assert text.count("\n") > path.read_text(encoding="utf-8").count("\n")
    assert values(path.name, text) == as_typed(path)


@pytest.mark.parametrize("seed", range(3))
def test_line_ends_inside_paragraphs_of_a_page_are_blanks(seed: int) -> None:
    path = next((ROOT / "data" / "raw").glob("*.html"))
    assert values(path.name, broken_html(path.read_text(encoding="utf-8"), seed)) == as_typed(path)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(sorted(SPELLINGS)), unique=True, max_size=4), st.randoms(use_true_random=False))
def test_paragraphs_typed_by_several_people(names: list[str], chance: random.Random) -> None:
    """Each paragraph in a spelling of its own."""
    path = SMALL[-1]
    text = path.read_text(encoding="utf-8")
    lines = [SPELLINGS[chance.choice(names)](line) if names else line for line in text.split("\n")]
    assert values(path.name, "\n".join(lines)) == as_typed(path)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS)
        | st.text(max_size=8)
        | st.sampled_from(["\n", "|", "\t", "- ", "1. ", "II. ", "(", "%"]),
        max_size=150,
    )
)
def test_any_words_in_any_order_are_read(words: list[str]) -> None:
    records = process_document("any.txt", " ".join(words).encode("utf-8", errors="replace"))
    assert [warning for warning in records.document.warnings if warning.startswith("contract")] == []


def hostile() -> ModuleType:
    """The hostile texts of the benchmark."""
    spec = importlib.util.spec_from_file_location("bench_hostile", ROOT / "benchmarks" / "bench_hostile.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_hostile"] = module
    spec.loader.exec_module(module)
    return module


BENCH = hostile()
SHORT = 15_000
TIMES_LONGER = 4
GROWTH = 9.0
"""Four times the text may take nine times as long on a busy machine; sixteen is quadratic."""
UNMEASURABLE = 0.15
"""CPU seconds below which a time says nothing."""


@pytest.fixture(scope="module")
def warm() -> None:
    """The rules are compiled when first asked for; that is not the time of any text."""
    for place in BENCH.PLACES:
        _seconds("spaces", place, 100)
        _seconds("percent", place, 100)


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("place", BENCH.PLACES)
@pytest.mark.parametrize("piece", BENCH.PIECES)
def test_time_grows_with_the_length(piece: str, place: str) -> None:
    longer = _seconds(piece, place, TIMES_LONGER * SHORT)
    if longer > UNMEASURABLE:
        assert longer < GROWTH * max(_seconds(piece, place, SHORT), UNMEASURABLE / TIMES_LONGER)


def _seconds(piece: str, place: str, characters: int) -> float:
    return float(sum(BENCH.seconds_of(BENCH.Text(piece, place, characters)).values()))
