"""The spaCy pipeline: every finding is a span with its mention, the text stays, a Doc can be kept and shown."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
import regex
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_folder import PLANS
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from extractors import find_agencies, find_deadlines, find_legal_references, find_targets
from extractors.agencies import find_definitions
from extractors.language import COLOURS, GROUPS, KINDS, annotate, html_of, kehoach_vi, mentions_of, unaligned
from extractors.mentions import AgencyMention, DeadlineMention

TEXT = (
    "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/02/2024 của Ủy ban nhân dân tỉnh;\n"
    "1\tRà soát quy trình\tSở Nội vụ\tVăn phòng UBND tỉnh; các sở, ban, ngành\tQuý II/2024\n"
    "Sở Y tế (chủ trì) báo cáo trước ngày 30/6/2024; phấn đấu tối thiểu 80% cơ sở đạt chuẩn.\n"
)
PIECES = st.sampled_from([
    "Sở Nội vụ", "(Sở Tài chính)", "các huyện, thị xã", "VP.UBND tỉnh", "trước ngày 05/3/2024", "Quý II/2024",
    "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ", "Luật Đầu tư", "tối thiểu 80% hồ sơ", "100%", "đạt 12 xã",
    "hàng quý", ";", ",", ".", "\n", "\t", "“", "ngày 5", "UBND", "số 5/", "Thường xuyên", "  ", "\u00a0",
])  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=14).map(" ".join)
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return kehoach_vi(province="Hà Nam", plan_years=(2024, 2024), issued=date(2024, 1, 10))


def spans(doc: Doc) -> dict[str, list[str]]:
    return {name: [span.text for span in doc.spans[name]] for name in GROUPS.values()}


def test_groups_hold_what_is_found(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert spans(doc) == {
        "legal_references": ["Quyết định số 12/QĐ-UBND ngày 05/02/2024 của Ủy ban nhân dân tỉnh"],
        "deadlines": ["Quý II/2024", "trước ngày 30/6/2024"],
        "agencies": ["Ủy ban nhân dân tỉnh", "Sở Nội vụ", "Văn phòng UBND tỉnh", "các sở, ban, ngành", "Sở Y tế"],
        "targets": ["tối thiểu 80% cơ sở đạt chuẩn"],
    }
    assert unaligned(doc) == 0


def test_a_span_has_its_mention(nlp: Language) -> None:
    doc = nlp(TEXT)
    deadline = doc.spans["deadlines"][1]._.mention
    assert isinstance(deadline, DeadlineMention)
    assert (deadline.end_date, deadline.qualifier) == (date(2024, 6, 30), "before")
    agency = doc.spans["agencies"][0]._.mention
    assert isinstance(agency, AgencyMention)
    assert agency.name == "Ủy ban nhân dân tỉnh Hà Nam"
    assert doc[0:1]._.mention is None


def test_a_component_can_be_left_out(nlp: Language) -> None:
    with nlp.select_pipes(disable=["legal_references", "targets"]):
        doc = nlp(TEXT)
    assert set(doc.spans) == {"deadlines", "agencies"}


def test_two_pipelines_share_nothing() -> None:
    one, other = kehoach_vi(plan_years=(2023, 2023)), kehoach_vi(plan_years=(2025, 2025))
    docs = [nlp("Hoàn thành trong quý II") for nlp in (one, other)]
    assert [doc.spans["deadlines"][0]._.mention.edtf for doc in docs] == ["2023-34", "2025-34"]
    assert one.vocab is not other.vocab


@given(TEXTS)
@settings(max_examples=150)
def test_every_mention_is_a_span(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert set(doc.spans) == set(GROUPS.values())
    for kind in KINDS:
        mentions = mentions_of(doc, kind)
        assert [span._.mention for span in doc.spans[GROUPS[kind]]] == list(mentions)
        for span, mention in zip(doc.spans[GROUPS[kind]], mentions, strict=True):
            assert text[mention.start : mention.end] == mention.quote
            assert span.text == mention.quote or (unaligned(doc) and mention.quote in span.text)


@given(TEXTS.map(lambda text: " ".join(text.split())))
@settings(max_examples=100)
def test_the_finders_find_the_same(nlp: Language, text: str) -> None:
    doc = nlp(text)
    cited = find_legal_references(text, province="Hà Nam")
    masked = [(m.start, m.end) for m in cited]
    assert list(mentions_of(doc, "legal_reference")) == cited
    assert list(mentions_of(doc, "deadline")) == find_deadlines(
        text, plan_years=(2024, 2024), issued=date(2024, 1, 10), masked=masked
    )
    assert list(mentions_of(doc, "agency")) == find_agencies(
        text, province="Hà Nam", definitions=find_definitions(text)
    )
    assert list(mentions_of(doc, "target")) == [
        m for m in find_targets(text) if not any(a <= m.start and m.end <= b for a, b in masked)
    ]


@given(st.text(max_size=200))
def test_tokens_are_the_text(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert all(len(token) == 1 or regex.fullmatch(r"\p{N}+|[\p{L}\p{M}]+", token.text) for token in doc)


def test_docs_are_kept(nlp: Language) -> None:
    docs = [nlp(TEXT), nlp("Không có gì.")]
    kept = DocBin(docs=docs, store_user_data=True).to_bytes()
    again = list(DocBin().from_bytes(kept).get_docs(kehoach_vi().vocab))
    assert [spans(doc) for doc in again] == [spans(doc) for doc in docs]
    assert [[m for kind in KINDS for m in mentions_of(doc, kind)] for doc in again] == [
        [m for kind in KINDS for m in mentions_of(doc, kind)] for doc in docs
    ]
    assert again[0].spans["deadlines"][0]._.mention == docs[0].spans["deadlines"][0]._.mention
    assert json.loads(again[0].user_data["kehoach.deadline"])[0]["edtf"] == "2024-34"


def test_the_pipeline_is_kept(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "kehoach_vi")
    assert spans(spacy.load(tmp_path / "kehoach_vi")(TEXT)) == spans(nlp(TEXT))
    assert spans(next(nlp.pipe([TEXT]))) == spans(annotate(TEXT, province="Hà Nam", plan_years=(2024, 2024)))


def test_docs_can_be_scored(nlp: Language) -> None:
    wanted = nlp(TEXT)
    given_ = nlp(TEXT)
    given_.spans["agencies"] = list(given_.spans["agencies"])[1:]
    score = Scorer.score_spans(
        [Example(given_, wanted)], "agencies", getter=lambda doc, key: doc.spans[key], allow_overlap=True
    )
    assert (score["agencies_p"], score["agencies_r"]) == (1.0, 0.8)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_shows_the_text_and_runs_nothing() -> None:
    doc = annotate("<script>alert(1)</script> Sở Nội vụ & (Sở Y tế) báo cáo\ntrước ngày 30/6/2024 <img src=x>")
    page = _Page()
    page.feed(html_of(doc))
    assert not {"script", "img"} & page.tags
    assert page.links == []
    shown = " ".join(page.text.split())
    assert "< script >" in shown or "<script>" in shown
    assert "30/6/2024" in shown
    assert all(colour in html_of(doc) for kind, colour in COLOURS.items() if doc.spans[GROUPS[kind]])
    assert html_of(doc, page=False).startswith("<div")
    assert html_of(annotate("")) != ""


def test_spacy_is_loaded_only_when_asked_for() -> None:
    code = "import extractors, sys; extractors.find_deadlines('Quý II/2024'); print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert not {"spacy", "underthesea"} & set(shown.split())


def test_the_page_about_it_is_true() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "language.md"
    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0


@pytest.mark.shared
@pytest.mark.parametrize(
    "path", sorted([*PLANS.glob("*.txt"), *PLANS.glob("openings/*.txt")]), ids=lambda path: path.stem
)
def test_every_mention_of_a_real_text_aligns(nlp: Language, path: Path) -> None:
    doc = nlp(path.read_text(encoding="utf-8-sig"))
    assert unaligned(doc) == 0
    for kind in KINDS:
        assert all(span.text == span._.mention.quote for span in doc.spans[GROUPS[kind]])
