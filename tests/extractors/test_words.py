"""Words: nothing of a text is lost, stop words go, and no network or download is needed."""

from __future__ import annotations

import re
import socket
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import lexicon
from extractors.words import content_words, opening_verb, words

ROOT = Path(__file__).resolve().parents[2]
PIECES = ["Rà soát", "thủ tục hành chính", "số hoá", "05/3/2020", "12/KH-UBND", ",", ";", "(", "\n", "“", "%", "Ðà"]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)).map(
    lambda text: unicodedata.normalize("NFC", text)
)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network is asked")

    monkeypatch.setattr(socket, "socket", refuse)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rà soát thủ tục hành chính.", ("Rà soát", "thủ tục", "hành chính", ".")),
        ("Báo cáo trước ngày 05/3/2020", ("Báo cáo", "trước", "ngày", "05/3/2020")),
        ("", ()),
        (" \n", ()),
    ],
)
def test_words(text: str, wanted: tuple[str, ...]) -> None:
    assert words(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tổ chức 40 lớp tập huấn cho cán bộ xã.", ("tổ chức", "lớp", "tập huấn", "cán bộ", "xã")),
        ("Ủy quyền xã hội hoá y tế", content_words("Uỷ quyền xã hội hóa y tế")),
        ("2025; 100%", ()),
    ],
)
def test_content_words(text: str, wanted: tuple[str, ...]) -> None:
    assert content_words(text) == wanted


@pytest.mark.parametrize("row", lexicon.rows("stop_words"), ids=lambda row: row["word"])
def test_every_stop_word_goes(row: dict[str, str]) -> None:
    assert row["word"] in words(row["example"])
    assert row["word"] not in content_words(row["example"]) != ()


@given(TEXTS)
@settings(max_examples=60)
def test_nothing_is_lost(text: str) -> None:
    assert squeezed("".join(words(text))) == squeezed(text)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Kêu gọi tàu thuyền vào bờ", "kêu gọi"),
        ("Thúc đẩy tiêu thụ vải thiều", "thúc đẩy"),
        ("Kế hoạch tháng 5", None),
        ("", None),
    ],
)
def test_opening_verb(text: str, verb: str | None) -> None:
    assert opening_verb(text) == verb


def test_underthesea_is_used_where_it_is_sound() -> None:
    """`fixed_words` stays for the whole process, and several functions of underthesea fetch a model."""
    fetching = r"fixed_words\s*=|underthesea[^\n]*\b(?:classify|sentiment|lang_detect|dependency_parse|translate|ner)\b"
    sources = [path for room in ("extractors", "pipeline", "schemas") for path in (ROOT / room).rglob("*.py")]
    assert [path.name for path in sources if re.search(fetching, path.read_text(encoding="utf-8"))] == []
