"""A document that is there twice: both have a page, the list says which is the copy, and all else counts it once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from plan_tables import PlanTables
from selectolax.lexbor import LexborHTMLParser

from pipeline import ingest, open_tables
from pipeline.report import SiteSummary, build_site
from pipeline.report.citations import citations_of
from pipeline.report.corpus import below_originals, entries_of

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
PLANS = ("kon-tum-2023-ban-thuong-vu-tinh-uy.txt", "nam-dinh-2024-thang-hanh-dong-an-toan-thuc-pham.txt")


@dataclass(frozen=True)
class Site:
    """The pages of a store, and the ids of its documents by the names of their files."""

    folder: Path
    summary: SiteSummary
    ids: dict[str, str]

    def page(self, path: str) -> LexborHTMLParser:
        return LexborHTMLParser((self.folder / path).read_text(encoding="utf-8"))

    def document(self, name: str) -> LexborHTMLParser:
        return self.page(f"documents/{self.ids[name]}.html")

    def files(self, pattern: str) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.glob(pattern)}


def site_of(folder: Path, sources: dict[str, str]) -> Site:
    for name, text in sources.items():
        path = folder / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    ingest([folder / "plans"], out=folder / "parquet", interim=folder / "interim")
    tables = open_tables(folder / "parquet")
    rows = tables.documents
    ids = dict(zip((Path(path).name for path in rows.source_path), rows.document_id, strict=True))
    return Site(folder / "site", build_site(tables, folder / "site", today=date(2026, 11, 27)), ids)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(tmp_path_factory.mktemp("once"), {name: (RAW / name).read_text(encoding="utf-8") for name in PLANS})


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same plans; of the second one there is a worse reading too, which lacks a deadline."""
    sources = {name: (RAW / name).read_text(encoding="utf-8") for name in PLANS}
    sources["ban-sao.txt"] = sources[PLANS[1]].replace(" chậm nhất ngày 24/5/2024", "")
    return site_of(tmp_path_factory.mktemp("twice"), sources)


def test_lists_charts_and_search_count_a_document_once(once: Site, twice: Site) -> None:
    """They are the same, byte by byte, as without the copy."""
    for page in ("agencies.html", "references.html", "compare.html", "deadlines.html", "search.html", "compare/*.html"):
        assert twice.files(page) == once.files(page), page
    assert twice.files("data/*.js") == once.files("data/*.js")
    assert (twice.summary.documents, twice.summary.copies, twice.summary.tasks) == (3, 1, once.summary.tasks)
    assert once.summary.copies == 0


def test_the_front_page_says_what_it_left_out(once: Site, twice: Site) -> None:
    page = twice.page("index.html")
    note = page.css_first(".tiles + .note")
    assert "có 1 bản sao không tính" in note.text()
    note.decompose()
    assert page.css_first("main").text().split() == once.page("index.html").css_first("main").text().split()


def test_a_copy_stands_below_its_original(twice: Site) -> None:
    rows = twice.page("documents.html").css("#list tbody tr")
    files = [row.css_first(".file").text() for row in rows]
    assert files == [PLANS[1], "ban-sao.txt", PLANS[0]]
    assert [row.attributes.get("class") for row in rows] == [None, "copy", None]
    link = rows[1].css("a")[-1]
    assert (link.text(), link.attributes["href"]) == (PLANS[1], f"documents/{twice.ids[PLANS[1]]}.html")


def test_pages_of_copy_and_original_lead_to_each_other(twice: Site) -> None:
    copy, original = twice.document("ban-sao.txt"), twice.document(PLANS[1])
    link = copy.css_first(".doc-head .box a")
    assert link.attributes["href"] == f"{twice.ids[PLANS[1]]}.html" and PLANS[1] in link.text()
    assert copy.css_first("#tasks tbody tr") is not None
    (back,) = original.css(".facts a")
    assert (back.text(), back.attributes["href"]) == ("ban-sao.txt", f"{twice.ids['ban-sao.txt']}.html")
    assert twice.document(PLANS[0]).css_first(".facts a, .doc-head .box") is None


def test_copies_cite_nothing_and_who_cites_a_copy_cites_its_original(tmp_path: Path) -> None:
    plans = PlanTables(tmp_path)
    plans.document("d1", source_path="a/ke-hoach.docx")
    plans.document("d2", source_path="b/ke-hoach.docx", duplicate_of="d1", issued_date=None)
    plans.document("d3", number="5/KH-UBND", issued_date=date(2026, 3, 1))
    plans.reference("12/KH-UBND", "d3", cited_document_id="d2")
    for document_id in ("d1", "d2"):
        plans.reference("9/QĐ-TTg", document_id)
    tables = plans.open()
    entries = entries_of(tables)
    found = {cited.name: cited for cited in citations_of(tables, entries).cited}
    assert found["Quyết định 12/KH-UBND"].page == "documents/d1.html"
    assert (found["Quyết định 9/QĐ-TTg"].plans, found["Quyết định 9/QĐ-TTg"].mentions) == (1, 1)
    listed = below_originals(entries)
    assert [entry.document_id for entry in listed] == ["d3", "d1", "d2"]
    assert listed[1].file_beside(listed[2]) == "a/ke-hoach.docx"
