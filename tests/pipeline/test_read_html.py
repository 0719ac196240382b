from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from layout_view import shown

from pipeline.read import UnreadableError
from pipeline.read.html import read_html

CASES = Path(__file__).resolve().parents[1] / "cases" / "read_html.yaml"


@pytest.mark.parametrize("case", yaml.safe_load(CASES.read_text(encoding="utf-8")), ids=lambda case: case["what"])
def test_reads_the_instrument(case: dict[str, Any]) -> None:
    assert shown(read_html(case["page"].encode())) == case["reads"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1258"])
def test_reads_declared_encodings(encoding: str) -> None:
    page = (
        f"<html><head><meta charset='{encoding.removesuffix('-sig')}'></head><body><p>Kê hoach sô 5</p></body></html>"
    )
    assert shown(read_html(page.encode(encoding))) == ["Kê hoach sô 5"]


def test_reads_the_page_in_a_web_archive() -> None:
    archive = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----=_Part"\r\n\r\n'
        "------=_Part\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<html><body><p>K=E1=BA=BF ho=E1=BA=A1ch</p></body></html>\r\n------=_Part--\r\n"
    )
    assert shown(read_html(archive.encode())) == ["Kế hoạch"]


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_html(b"<html><body><script>load()</script><div id='app'></div></body></html>")
    assert caught.value.code == "empty"


@given(
    st.lists(
        st.sampled_from(["<p>", "<b>", "</b>", "<table><tr><td>", "</table>", "<li>", "<br>", "chữ "]), max_size=60
    )
)
def test_broken_markup_loses_no_words(pieces: list[str]) -> None:
    try:
        text = " ".join(shown(read_html(("".join(pieces)).encode())))
    except UnreadableError:
        text = ""
    assert text.count("chữ") == pieces.count("chữ ")
