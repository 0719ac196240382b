"""Legal references: what holds for any text."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractors import lexicon
from extractors.legal_references import OwnIdentity, find_legal_references
from extractors.legal_references.provisions import provision_before
from extractors.mentions import ReferenceMention

WORDS = [
    *(row["type"] for row in lexicon.rows("doc_types")),
    *(row["example"] for name in ("doc_types", "issuer_codes", "laws") for row in lexicon.rows(name)[::7]),
    "số", "Số:", "ngày", "tháng", "năm", "2020", "05/3/2020", "của", "UBND tỉnh", "Chính phủ", "và", ",", ";", "(", ")",
    "kèm theo", "Căn cứ", "thực hiện", "khoản 1", "Điều 5", "điểm a", "Luật", "TCVN", "ISO", "9001:2015", "/", "-",
    "\t", "\n", "01, 02", "…", "/KH-UBND", "12/", "QĐ-UBND", "NĐ", "sửa đổi, bổ sung", "về việc", "này", "thay thế",
    "\u00a0",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join))
OWN = OwnIdentity("Kế hoạch", "12/KH-UBND", "KH-UBND", date(2020, 3, 5))

CITATIONS = [
    "điểm b khoản 2 Điều 5 Nghị định số 71/2019/NĐ-CP ngày 30 tháng 8 năm 2019 của Chính phủ",
    "Quyết định số 314/QĐ-UBND ngày 04/3/2021 của Ủy ban nhân dân tỉnh Sơn La",
    "Chương trình hành động số 17-CTr/TU ngày 02/4/2019 của Ban Thường vụ Tỉnh ủy",
    "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
    "Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức ngày 25/11/2019",
    "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
    "Thông tư liên tịch số 47/2013/TTLT-BTC-BKHĐT ngày 11/4/2013",
    "Luật Bảo hiểm xã hội số 41/2024/QH15",
]
CHANGES: dict[str, Callable[[str], str]] = {
    "doubled": lambda gap: gap * 2,
    "no-break": lambda _: "\u00a0",
    "line break": lambda _: "\n",
    "break and blank": lambda _: " \n",
}


def value(mention: ReferenceMention) -> ReferenceMention:
    return replace(mention, start=0, end=0, quote="")


@given(TEXTS, st.sampled_from([None, "Hà Nam", "Cần Thơ"]), st.sampled_from([None, OWN]), st.booleans())
def test_any_text(text: str, province: str | None, own: OwnIdentity | None, preamble: bool) -> None:
    found = find_legal_references(text, province=province, itself=own, preamble=(0, len(text)) if preamble else None)
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.quote
        assert mention.quote == mention.quote.strip()
        assert mention.issued_date is None or mention.year is not None
        assert mention.canonical_id.startswith("vn:")
        if mention.number is not None and mention.kind == "numbered":
            assert not set(mention.number) & set(" \n\t–")
        end = mention.end


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
@pytest.mark.parametrize("citation", CITATIONS)
def test_blanks_inside_change_nothing(citation: str, change: Callable[[str], str]) -> None:
    """Each blank in turn doubled, made a no-break space or a line break: the values stay."""
    (plain,) = find_legal_references(citation, province="Hà Nam")
    assert plain.quote == citation
    for i, letter in enumerate(citation):
        if letter != " ":
            continue
        text = citation[:i] + change(letter) + citation[i + 1 :]
        (found,) = find_legal_references(text, province="Hà Nam")
        assert found.quote == text
        assert value(found) == value(plain)


@pytest.mark.parametrize("citation", CITATIONS)
def test_decomposed_letters_composed_again_change_nothing(citation: str) -> None:
    again = unicodedata.normalize("NFC", unicodedata.normalize("NFD", citation))
    assert find_legal_references(again, province="Hà Nam") == find_legal_references(citation, province="Hà Nam")


@given(st.integers(1, 99999), st.dates(date(1990, 1, 1), date(2035, 12, 31)), st.sampled_from(["/", "-", ".", " / "]))
def test_any_number_and_date(number: int, day: date, sign: str) -> None:
    assume(not 1900 <= number <= 2099)
    text = f"Quyết định số {number:02}/QĐ-UBND ngày {day.day:02}{sign}{day.month:02}{sign}{day.year}"
    (found,) = find_legal_references(text, province="Hà Nam")
    assert (found.number, found.issued_date, found.year) == (f"{number:02}/QĐ-UBND", day, day.year)
    assert found.canonical_id == f"vn:ubnd.35-63:quyet-dinh:{day.year}:{number}"


@given(st.lists(st.integers(1, 999), min_size=2, max_size=8, unique=True), st.sampled_from([", ", ", số ", " và số "]))
def test_any_list_shares_its_head(numbers: list[int], joint: str) -> None:
    text = "các Nghị định số " + joint.join(f"{number}/2019/NĐ-CP" for number in numbers) + " của Chính phủ"
    found = find_legal_references(text)
    assert [m.number for m in found] == [f"{number}/2019/NĐ-CP" for number in numbers]
    assert {(m.doc_type, m.issuer) for m in found} == {("Nghị định", "Chính phủ")}


@given(st.integers(1, 200), st.integers(1, 40), st.sampled_from("abcdđeghik"))
def test_any_provision(article: int, clause: int, point: str) -> None:
    pins = f"điểm {point} khoản {clause} Điều {article}"
    assert provision_before(f"theo {pins} của ", len(pins) + 10) == (pins, 5)


HOSTILE = [
    " ", "1", "/", "số ", "Luật ", "1/QĐ-", "Quyết định số ", "1-A", "Luật A b c ", "12/QĐ-UBND, ", "12/QĐ-UBND của ",
    "Điều 1, ", "(kèm theo ", "Hiến pháp ", "thực hiện ", "TCVN ", "Quyết định số 1, 2, ", ".....", "….", "1/2020/",
    "_", "Luật sửa đổi, bổ sung một số điều của Luật Đất đai, ", "Điều 5 Quyết định số 1/QĐ-UBND; ", "\n\n\t",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length(piece: str) -> None:
    """Four times the text takes about four times as long: a square would take sixteen."""
    times = 6_000 // len(piece)
    find_legal_references(piece * times)
    short = seconds(piece * times)
    assert seconds(piece * times * 4) < 9 * max(short, 0.004)


def seconds(text: str) -> float:
    """The least of three runs."""
    runs = []
    for _ in range(3):
        begin = time.process_time()
        find_legal_references(text, preamble=(0, len(text)))
        runs.append(time.process_time() - begin)
    return min(runs)


@settings(max_examples=30)
@given(st.integers(1, 60))
def test_every_citation_of_a_long_line_is_found(times: int) -> None:
    text = "; ".join(f"Quyết định số {i}/QĐ-UBND ngày 04/3/2021 của UBND tỉnh" for i in range(1, times + 1))
    assert len(find_legal_references(text, province="Hà Nam")) == times
