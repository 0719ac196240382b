"""The folder of pages: whole, safe, the same when nothing changed."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from made_up import Workshop, plan
from selectolax.lexbor import LexborHTMLParser

from pipeline import Tables, open_tables
from pipeline.errors import UsageError
from pipeline.report import build_site, site_is_current
from pipeline.report.folder import MANIFEST
from pipeline.report.rules import rule_phrase
from pipeline.report.words import phrases

TODAY = date(2026, 11, 27)
PACKAGE = Path(__file__).resolve().parents[2] / "pipeline" / "report"
HOSTILE = """</script><script>alert('x')</script> "'><img src=x onerror=alert(1)> {{ 7*7 }} ${x} & \u2028 <!--"""


def pages(site: Path) -> dict[str, LexborHTMLParser]:
    return {
        path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text(encoding="utf-8"))
        for path in sorted(site.glob("**/*.html"))
    }


def test_every_link_leads_somewhere(sample_site: Path) -> None:
    """To a file of the site, and to an anchor that is there once; scripts and style sheets too."""
    parsed = pages(sample_site)
    anchors = {name: [node.attributes["id"] for node in page.css("[id]")] for name, page in parsed.items()}
    for name, ids in anchors.items():
        assert len(ids) == len(set(ids)), name
    for name, page in parsed.items():
        for node in page.css("[href], [src]"):
            link = node.attributes.get("href") or node.attributes.get("src") or ""
            parts = urlsplit(link)
            if parts.scheme == "data":
                continue
            assert not parts.scheme and not parts.netloc, f"{name} leads out to {link}"
            target = (sample_site / name).parent.joinpath(unquote(parts.path)).resolve() if parts.path else None
            path = target.relative_to(sample_site.resolve()).as_posix() if target else name
            assert (sample_site / path).is_file(), f"{name} leads to {link}"
            if parts.fragment and "=" not in parts.fragment:
                assert unquote(parts.fragment) in anchors[path], f"{name} leads to {link}"


def test_every_page_says_its_language_title_and_one_heading(sample_site: Path) -> None:
    for name, page in pages(sample_site).items():
        assert page.css_first("html").attributes["lang"] == "vi"
        assert page.css_first("title").text().strip(), name
        assert len(page.css("h1")) == 1, name
        for field in page.css("input, select"):
            assert field.parent is not None and field.parent.tag == "label", f"{name}: a field without a label"
        for drawing in page.css("svg:not([aria-hidden])"):
            assert drawing.attributes.get("role") == "group" and drawing.parent.attributes.get("aria-label")
        assert not page.css("[style], [onclick], script:not([src]):not([type='application/json'])"), name


def test_text_of_documents_is_never_code(workshop: Workshop) -> None:
    """A hostile plan: in text, title, agency, reference, task, province."""
    workshop.write(
        {"<b>.txt": plan(f"- {HOSTILE}", f"agency {HOSTILE}", f"cites {HOSTILE}", f"is {HOSTILE}", province=HOSTILE)}
    )
    workshop.ingest()
    site = workshop.root / "site"
    build_site(open_tables(workshop.tables), site, today=TODAY)
    for name, page in pages(site).items():
        assert not page.css("img, b:not(.x)"), name
        for script in page.css("script"):
            assert script.attributes.get("src") or script.attributes.get("type") == "application/json", name
    for path in site.glob("data/*.js"):
        content = path.read_text(encoding="utf-8")
        assert "<" not in content and "\u2028" not in content
        json.loads(content.partition(",")[2].rpartition(")")[0])
    (document,) = site.glob("documents/*.html")
    page = LexborHTMLParser(document.read_text(encoding="utf-8"))
    shown = " ".join(page.css_first("#paper").text().split())
    assert " ".join(HOSTILE.split()) in shown
    json.loads(page.css_first("#cards").text())


def test_pages_that_stay_the_same_are_not_written(workshop: Workshop) -> None:
    workshop.write({"a.txt": plan("- một"), "b.txt": plan("- hai", year=2022)})
    workshop.ingest()
    site = workshop.root / "site"
    tables = open_tables(workshop.tables)
    assert not site_is_current(tables, site, today=TODAY)
    assert build_site(tables, site, today=TODAY).written > 10
    assert build_site(tables, site, today=TODAY).written == 0
    assert site_is_current(tables, site, today=TODAY)
    assert not site_is_current(tables, site, today=date(2026, 11, 28))
    kept = {path.name for path in site.glob("documents/*.html")}

    workshop.write({"b.txt": plan("- ba", year=2022)})
    workshop.ingest()
    assert not site_is_current(open_tables(workshop.tables), site, today=TODAY)
    build_site(open_tables(workshop.tables), site, today=TODAY)
    now = {path.name for path in site.glob("documents/*.html")}
    assert len(now) == len(kept) == 2
    assert len(now & kept) == 1  # the page of the document that is gone went with it


def test_documents_that_could_not_be_read_have_a_page(workshop: Workshop) -> None:
    workshop.write({"good.txt": plan("- một"), "bad.txt": plan("crash")})
    workshop.ingest()
    site = workshop.root / "site"
    build_site(open_tables(workshop.tables), site, today=TODAY)
    assert len(list(site.glob("documents/*.html"))) == 2
    assert "bad.txt" in (site / "documents.html").read_text(encoding="utf-8")
    assert "internal_error" not in phrases()
    assert phrases()["warning.internal_error"].vi in (site / "index.html").read_text(encoding="utf-8")


def test_a_folder_with_other_files_stays_as_it_is(workshop: Workshop) -> None:
    workshop.write({"a.txt": plan("- một")})
    workshop.ingest()
    own = workshop.root / "own"
    own.mkdir()
    (own / "letter.txt").write_text("mine")
    with pytest.raises(UsageError, match="choose another folder"):
        build_site(open_tables(workshop.tables), own, today=TODAY)
    assert [path.name for path in own.iterdir()] == ["letter.txt"]


def test_a_site_that_was_interrupted_goes_on(workshop: Workshop) -> None:
    workshop.write({"a.txt": plan("- một"), "b.txt": plan("- hai", year=2022)})
    workshop.ingest()
    site = workshop.root / "site"
    tables = open_tables(workshop.tables)

    def stop(done: int, _of: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_site(tables, site, today=TODAY, progress=stop)
    assert any(site.iterdir())
    assert not site_is_current(tables, site, today=TODAY)
    build_site(tables, site, today=TODAY)
    assert site_is_current(tables, site, today=TODAY)


def test_a_manifest_cannot_remove_files_elsewhere(workshop: Workshop) -> None:
    workshop.write({"a.txt": plan("- một")})
    workshop.ingest()
    site, outside = workshop.root / "site", workshop.root / "outside.txt"
    outside.write_text("mine")
    build_site(open_tables(workshop.tables), site, today=TODAY)
    manifest = json.loads((site / MANIFEST).read_text())
    (site / MANIFEST).write_text(
        json.dumps({**manifest, "files": [*manifest["files"], "../outside.txt", str(outside)]})
    )
    build_site(open_tables(workshop.tables), site, today=TODAY)
    assert outside.exists()


def test_words_are_there_for_all_that_is_said() -> None:
    """Every key that templates and scripts ask for is in words.csv, in both languages with the same blanks."""
    for key, said in phrases().items():
        assert said.vi and said.en, key
        assert sorted(re.findall(r"{\w+}", said.vi)) == sorted(re.findall(r"{\w+}", said.en)), key
    asked = {
        key
        for path in (*(PACKAGE / "templates").iterdir(), *(PACKAGE / "assets").glob("*.js"))
        for key in re.findall(
            r"""(?:\bt|spoken|phrase|say|fact)\(['"]([\w.]+)['"][,)]|data-(?:name|word|hint)="([\w.]+)\"""",
            path.read_text(encoding="utf-8"),
        )
    }
    assert {one or other for one, other in asked} <= set(phrases())


def test_values_of_the_tables_have_words() -> None:
    from typing import get_args

    from schemas.agencies import AgencyKind
    from schemas.evidence import RULES
    from schemas.findings import DeadlineKind, Qualifier, Relation, YearSource
    from schemas.tasks import ReformArea

    wanted = {
        "agency_kind": get_args(AgencyKind),
        "area": get_args(ReformArea),
        "deadline_kind": get_args(DeadlineKind),
        "qualifier": get_args(Qualifier),
        "relation": get_args(Relation),
        "rule": tuple(RULES),
        "year_source": get_args(YearSource),
    }
    missing = [f"{kind}.{value}" for kind, values in wanted.items() for value in values]
    assert [key for key in missing if key not in phrases()] == []


@pytest.mark.parametrize(
    ("rule", "vi", "en"),
    [
        ("FREQ=MONTHLY;INTERVAL=3", "hằng quý", "every quarter"),
        ("FREQ=MONTHLY;BYMONTHDAY=25", "ngày 25 hằng tháng", "day 25, every month"),
        (
            "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=22",
            "ngày 22 tháng 3, 6, 9, 12 hằng năm",
            "day 22, month 3, 6, 9, 12, every year",
        ),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", "ngày cuối tháng 12 hằng năm", "last day, month 12, every year"),
        ("FREQ=WEEKLY;BYDAY=FR", "thứ Sáu hằng tuần", "Friday, every week"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "ngày làm việc cuối cùng hằng tháng",
            "last working day, every month",
        ),
        ("FREQ=WEEKLY;INTERVAL=2", "2 tuần một lần", "every 2 weeks"),
        ("FREQ=HOURLY;INTERVAL=6", "6 giờ một lần", "every 6 hours"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR"),
    ],
)
def test_rules_in_words(rule: str, vi: str, en: str) -> None:
    said = rule_phrase(rule)
    assert (said.vi, said.en) == (vi, en)


def test_before_a_day_that_repeats() -> None:
    said = rule_phrase("FREQ=MONTHLY;BYMONTHDAY=20", is_before=True)
    assert (said.vi, said.en) == ("trước ngày 20 hằng tháng", "before day 20, every month")
    assert rule_phrase("FREQ=MONTHLY", is_before=True) == rule_phrase("FREQ=MONTHLY")


def test_the_list_of_deadlines_says_rules_in_words(sample_site: Path) -> None:
    text = (sample_site / "data" / "deadlines.js").read_text(encoding="utf-8")
    assert '["ngày 25 hằng tháng","day 25, every month"]' in text


def test_a_bare_number_has_its_name_on_a_phone(sample_site: Path) -> None:
    """Below the width of a phone the head of the table is gone, and `data-name` says what a number counts."""
    for page in ("documents.html", "agencies.html"):
        rows = LexborHTMLParser((sample_site / page).read_text(encoding="utf-8")).css("#list tbody td.n")
        assert rows and all(cell.attributes.get("data-name") in phrases() for cell in rows), page


def test_a_plan_without_number_is_told_apart(sample_site: Path) -> None:
    text = (sample_site / "documents.html").read_text(encoding="utf-8")
    assert "Kế hoạch “KHẢO SÁT SỰ HÀI LÒNG CỦA NGƯỜI DÂN, TỔ CHỨC" in text


def test_the_same_tables_give_the_same_bytes(sample_tables: Tables, sample_site: Path, tmp_path: Path) -> None:
    build_site(sample_tables, tmp_path / "again", today=TODAY)
    for path in sorted(sample_site.glob("**/*")):
        if path.is_file():
            assert (tmp_path / "again" / path.relative_to(sample_site)).read_bytes() == path.read_bytes(), path.name


def test_the_samples_make_a_site(sample_tables: Tables, sample_site: Path) -> None:
    assert len(list(sample_site.glob("documents/*.html"))) == len(sample_tables.documents)
    assert len(list(sample_site.glob("compare/*.html"))) == 36
    assert max(path.stat().st_size for path in sample_site.glob("data/*.js")) < 500_000
