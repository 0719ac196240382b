"""The pages in a browser, from disk: nothing from the network, no error, filters, search, marks, language, paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from made_up import Workshop, plan

from pipeline import Tables, open_tables
from pipeline.lookup import records_of
from pipeline.report import build_site

playwright = pytest.importorskip("playwright.sync_api", reason="the pages are tested with Playwright")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (Debian: apt-get install chromium)")

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PAGES = ("index", "documents", "deadlines", "agencies", "references", "compare", "search")


class Reader:
    """A browser window on a site, that keeps what went wrong."""

    def __init__(self, page: playwright.Page, site: Path) -> None:
        self.page = page
        self.site = site
        self.problems: list[str] = []
        page.on("console", lambda message: self.problems.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("request", self._requested)

    def _requested(self, request: playwright.Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            self.problems.append(f"asked the network for {request.url}")

    def open(self, path: str) -> playwright.Page:
        self.page.goto("about:blank")
        self.page.goto(f"{self.site.resolve().as_uri()}/{path}")
        return self.page

    def wait_for_all(self, selector: str, words: str) -> None:
        """Waits until there are rows, and these words stand in each."""
        self.page.wait_for_function(
            """([selector, words]) => {
              const rows = [...document.querySelectorAll(selector)];
              return rows.length && rows.every((row) => row.textContent.includes(words));
            }""",
            arg=[selector, words],
        )

    def rows(self, selector: str = "#rows tbody tr") -> list[str]:
        self.page.wait_for_selector(selector)
        return [" ".join(row.split()) for row in self.page.locator(selector).all_inner_texts()]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[playwright.BrowserContext]:
    with playwright.sync_playwright() as started:
        context = started.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("browser"), executable_path=CHROMIUM, headless=True, args=FLAGS, viewport=DESK
        )
        context.set_default_timeout(10_000)
        yield context
        context.close()


@pytest.fixture
def reader(browser: playwright.BrowserContext, sample_site: Path) -> Iterator[Reader]:
    page = browser.new_page()
    reader = Reader(page, sample_site)
    yield reader
    page.close()
    assert reader.problems == []


@pytest.fixture
def an_giang(sample_tables: Tables) -> str:
    (name,) = sample_tables.documents.query("province == 'An Giang'").document_id
    return f"documents/{name}.html"


def test_no_page_is_wider_than_its_window(reader: Reader, an_giang: str) -> None:
    """On a desk and on a phone, in both languages; with the fixture: without errors and network."""
    paths = [*(f"{name}.html" for name in PAGES), an_giang, "compare/an-giang--bac-kan.html"]
    for size in (DESK, PHONE):
        reader.page.set_viewport_size(size)
        for path in paths:
            page = reader.open(path)
            for _ in range(2):
                assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], (path, size)
                page.click("#language")


def test_the_language_changes_without_a_reload_and_stays(reader: Reader) -> None:
    page = reader.open("index.html")
    assert page.inner_text("h1") == "Kế hoạch các tỉnh"
    page.evaluate("window.same = true")
    page.click("#language")
    assert page.inner_text("h1") == "Plans of the provinces"
    assert page.evaluate("window.same && document.documentElement.lang") == "en"
    assert page.get_attribute(".top nav", "aria-label") == "Pages"
    page = reader.open("search.html")
    assert page.get_attribute("[name=q]", "placeholder").startswith("For example")
    page.click("#language")
    assert page.get_attribute("[name=q]", "placeholder").startswith("Ví dụ")


def test_search_finds_without_marks(reader: Reader) -> None:
    page = reader.open("search.html#q=mo hinh to cong nghe so")
    (found,) = reader.rows("#rows li")
    assert "Nhân rộng mô hình tổ công nghệ số cộng đồng" in found
    assert page.locator("#rows b").first.inner_text() == "mô"
    page.fill("[name=q]", "ÐIỀU không có ở đâu")
    page.wait_for_selector("text=Không tìm thấy")
    page.click("button[type=reset]")
    page.fill("[name=agency]", "so noi vu")
    assert all("Sở Nội vụ" in row for row in reader.rows("#rows li"))
    page.select_option("[name=province]", "Bắc Kạn")
    reader.wait_for_all("#rows li", "Bắc Kạn")
    assert "agency=so+noi+vu" in page.url and "province=" in page.url


def test_a_found_task_leads_to_its_words(reader: Reader) -> None:
    page = reader.open("search.html#q=mo hinh to cong nghe so")
    page.click("#rows li a")
    page.wait_for_selector(".card.task")
    assert page.inner_text("mark.task:target").startswith("Nhân rộng mô hình")


def test_deadlines_are_filtered(reader: Reader) -> None:
    page = reader.open("deadlines.html#year=2027&month=3")
    assert reader.rows() and all("/03/2027" in row for row in reader.rows())
    page.fill("[name=agency]", "so noi vu")
    reader.wait_for_all("#rows tbody tr", "Sở Nội vụ")
    page.select_option("[name=month]", "")
    page.select_option("[name=year]", "0")
    page.fill("[name=agency]", "")
    page.wait_for_function("document.querySelector('#rows .day').textContent === '—'")
    page.select_option("[name=year]", "2020")
    page.select_option("[name=province]", "Tây Ninh")
    reader.wait_for_all("#rows tbody tr", "Tây Ninh")
    page.select_option("[name=when]", "upcoming")
    page.wait_for_selector("text=Không tìm thấy")


def test_lists_are_filtered(reader: Reader) -> None:
    page = reader.open("documents.html")
    page.fill("[name=q]", "hai phong")
    assert [row for row in page.locator("#list tbody tr:visible").all_inner_texts() if "Hải Phòng" not in row] == []
    assert page.locator("#list tbody tr:visible").count() == 1
    page = reader.open("references.html")
    page.fill("[name=q]", "nghi dinh 61")
    assert page.locator("#list > li:visible").count() == 1


def test_marks_show_their_values_and_the_rule(reader: Reader, an_giang: str) -> None:
    page = reader.open(an_giang)
    page.hover('table.plan mark.agency:text-is("Sở Nội vụ") >> nth=0')
    card = page.locator("#card")
    assert "Sở Nội vụ" in card.inner_text() and "nằm ở ô của cột" in card.inner_text()
    page.click("#language")
    assert "the cell of its row" in card.inner_text()
    page.click("#language")
    card.locator("text=Đến dòng trong bảng").click()
    assert page.locator("tr:target").inner_text().startswith("Sở Nội vụ")


def test_marks_are_reached_by_the_keyboard(reader: Reader, an_giang: str) -> None:
    page = reader.open(an_giang)
    page.focus("#paper mark.task >> nth=0")
    assert page.inner_text("#card h3") == "Nhiệm vụ"
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#card h3") == "Cơ quan"
    page.keyboard.press("Enter")
    page.wait_for_selector("tr:target")
    page.focus("#paper mark.task >> nth=0")
    page.keyboard.press("Escape")
    assert page.locator("mark.lit").count() == 0


def test_a_row_leads_to_its_words_and_back(reader: Reader, an_giang: str) -> None:
    page = reader.open(an_giang)
    text = page.inner_text("#row-t3 td >> nth=1")
    page.click("#row-t3 td.key a")
    assert page.inner_text("mark:target") == text
    page.click("#paper a.chip >> nth=2")
    page.wait_for_selector("#row-t3:target")


def test_marks_are_switched_off_and_on(reader: Reader, an_giang: str) -> None:
    def colour(page: playwright.Page) -> str:
        return str(page.locator("#paper mark.deadline").first.evaluate("it => getComputedStyle(it).backgroundColor"))

    page = reader.open(an_giang)
    assert colour(page) != "rgba(0, 0, 0, 0)"
    page.uncheck("#marks input[value=deadline]")
    assert colour(page) == "rgba(0, 0, 0, 0)"
    page.click("#deadlines a.to-words >> nth=0")
    page.wait_for_function("document.querySelector('#marks input[value=deadline]').checked")


def test_marked_words_are_the_quotes(reader: Reader, sample_tables: Tables, an_giang: str) -> None:
    records = records_of(sample_tables, Path(an_giang).stem)
    page = reader.open(an_giang)
    for number, task in enumerate(records.tasks, 1):
        assert page.text_content(f"#t{number}") == task.quote


def test_the_drawing_shows_what_is_tied(reader: Reader) -> None:
    page = reader.open("references.html")
    page.focus("#graph [data-point=c1]")
    assert page.locator("#graph .tie.on").count() >= 2
    assert page.locator("#graph a.on").count() >= 3


def test_text_has_enough_contrast(reader: Reader, an_giang: str) -> None:
    """Every piece of text against the colour behind it: 4.5 : 1 (WCAG AA)."""
    script = """() => {
      const channel = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
      const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((v) => channel(v / 255));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const behind = (it) => {
        for (let e = it; e; e = e.parentElement) {
          const colour = getComputedStyle(e).backgroundColor;
          if (!/rgba\\(.*, 0\\)/.test(colour)) return colour;
        }
        return "rgb(255, 255, 255)";
      };
      const hasText = (it) => [...it.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
      const poor = new Set();
      for (const it of document.querySelectorAll("body *")) {
        if (!hasText(it) || !it.checkVisibility() || it.closest("svg, script")) continue;
        const [a, b] = [light(getComputedStyle(it).color), light(behind(it))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) poor.add(`${it.tagName}.${it.className}: ${ratio.toFixed(2)}`);
      }
      return [...poor];
    }"""
    for path in (*(f"{name}.html" for name in PAGES), an_giang):
        assert reader.open(path).evaluate(script) == [], path


def test_paper_shows_the_text_without_the_frame(reader: Reader, an_giang: str) -> None:
    page = reader.open(an_giang)
    page.emulate_media(media="print")
    assert page.locator("#paper").is_visible()
    assert not any(page.locator(it).is_visible() for it in (".top", ".outline", ".card-side", "#marks"))
    assert page.pdf()[:5] == b"%PDF-"


def test_hostile_text_stays_text(browser: playwright.BrowserContext, workshop: Workshop) -> None:
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)> đáo hạn"
    workshop.write({"a.txt": plan(f"- {hostile}", f"cites {hostile}", f"agency {hostile}", f"is {hostile}")})
    workshop.ingest()
    build_site(open_tables(workshop.tables), workshop.root / "site", today=date(2026, 11, 27))
    page = browser.new_page()
    reader = Reader(page, workshop.root / "site")
    page.on("dialog", lambda dialog: reader.problems.append(f"a script ran: {dialog.message}"))
    for name in PAGES:
        reader.open(f"{name}.html")
    reader.open("search.html#q=dao han")
    (found,) = reader.rows("#rows li a")
    assert found == hostile
    page.click("#rows li a")
    page.wait_for_selector(".card.task")
    page.close()
    assert reader.problems == []
