"""The documentation is true: its commands work, its answers are real, and the site is built without a warning."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from test_readme import script
from typer.main import get_command

from pipeline.cli import app
from pipeline.report.words import phrases
from schemas import TABLES

playwright = pytest.importorskip("playwright.sync_api", reason="the pages are tested with Playwright")

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "docs").glob("*.md"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
_KNOWN = {"kehoach", "mkdir", "cp", "make", "source", "pip", "dask", "python"}
_CODE = re.compile(r"""(?:Notice\(|UnreadableError\(|notices\.append\(\()\s*"([a-z_]+)"(?: if \w+ else "([a-z_]+)")?""")


def blocks(kind: str, pages: list[Path] = PAGES) -> list[tuple[Path, str]]:
    texts = [(page, *found) for page in pages for found in _BLOCK.findall(page.read_text(encoding="utf-8"))]
    return [(page, content) for page, found, content in texts if found == kind]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like that of the project after `make ingest`."""
    folder: Path = tmp_path_factory.mktemp("docs") / "samples"
    script("refresh_readme").read_samples(folder)
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_work_and_answers_are_real(page: Path, samples: Path, tmp_path: Path) -> None:
    refresh = script("refresh_readme")
    text = page.read_text(encoding="utf-8")
    here = refresh.Workplace(tmp_path / page.stem, samples)
    assert text.splitlines() == refresh.with_outputs(text, here.output_of).splitlines(), "run: make readme"


@pytest.mark.parametrize(("page", "block"), blocks("sh"), ids=lambda value: getattr(value, "stem", ""))
def test_every_command_is_known(page: Path, block: str) -> None:
    """Those too that are not run: their commands and options exist."""
    lines = [line for line in block.splitlines() if line and not line.startswith("#")]
    assert {line.split()[0] for line in lines} <= _KNOWN
    for line in lines:
        if line.startswith("kehoach "):
            assert _unknown_options(shlex.split(line, comments=True)[1:]) == []


def _unknown_options(words: list[str]) -> list[str]:
    command: object = get_command(app)
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]  # type: ignore[attr-defined]
    known = {name for param in command.params for name in param.opts}  # type: ignore[attr-defined]
    return [word for word in words if word.startswith("--") and word.partition("=")[0] not in known]


@pytest.mark.parametrize(("page", "block"), blocks("sh"), ids=lambda value: getattr(value, "stem", ""))
def test_make_knows_its_commands(page: Path, block: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"^make (\w+)", block, re.MULTILINE)) <= set(re.findall(r"^(\w+):", makefile, re.MULTILINE))


@pytest.mark.parametrize(("page", "code"), blocks("python"), ids=lambda value: getattr(value, "stem", ""))
def test_python_of_the_pages(page: Path, code: str, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions (>>>) are run by tests/extractors/test_language.py; what needs a cluster of its own is compiled."""
    if code.startswith(">>>"):
        return
    monkeypatch.chdir(samples)
    compiled = compile(code, page.name, "exec")
    if "dask_jobqueue" not in code:
        exec(compiled, {"__name__": page.stem})


def test_every_warning_is_explained() -> None:
    sources = [path for room in ("pipeline", "extractors") for path in sorted((ROOT / room).rglob("*.py"))]
    matches = [found for path in sources for found in _CODE.findall(path.read_text(encoding="utf-8"))]
    assert {code for found in matches for code in found if code} == explained_warnings()


def test_every_warning_has_words_on_the_pages() -> None:
    prefix = "warning."
    assert {key.removeprefix(prefix) for key in phrases() if key.startswith(prefix)} == explained_warnings()


def explained_warnings() -> set[str]:
    """The codes that docs/warnings.md explains."""
    page = (ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")
    first_cells = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    return {code for cell in first_cells for code in re.findall(r"`(\w+)`", cell)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation as a site, built with warnings as errors."""
    folder = tmp_path_factory.mktemp("site-docs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


class _Links(HTMLParser):
    """What a page links to, what it loads, and the ids on it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids |= {values[name] for name in ("id", "name") if name in values}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        elif tag == "link" and values.get("rel") not in {"canonical", "prev", "next"}:
            self.loads.append(values["href"])
        elif "src" in values:
            self.loads.append(values["src"])


def _read(site: Path) -> dict[Path, _Links]:
    """All pages but 404.html, whose links are those of a server's root."""
    paths = [path for path in sorted(site.rglob("*.html")) if path.name != "404.html"]
    return {path: _Links(path.read_text(encoding="utf-8")) for path in paths}


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    pages = _read(site)
    assert len(pages) > len(PAGES)
    for path, page in pages.items():
        assert [load for load in page.loads if urlsplit(load).scheme or load.startswith("//")] == [], path
        assert [load for load in page.loads if not (path.parent / urlsplit(load).path).is_file()] == [], path
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^)\"']*", styles) == []


def test_links_hold(site: Path) -> None:
    pages = _read(site)
    broken = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            is_there = parts.scheme or target.is_file()
            has_place = not parts.fragment or parts.scheme or unquote(parts.fragment) in pages.get(target, page).ids
            if not (is_there and has_place):
                broken.append(f"{path.name}: {link}")
    assert broken == []


def test_every_table_and_command_has_its_place(site: Path) -> None:
    pages = {path.name: page for path, page in _read(site).items()}
    assert set(TABLES) <= pages["data-dictionary.html"].ids
    names = get_command(app).commands  # type: ignore[attr-defined]
    assert {f"kehoach-{name}" for name in names} <= pages["commands.html"].ids


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (Debian: apt-get install chromium)")
def test_it_opens_from_disk(site: Path) -> None:
    """Nothing is asked of the network, nothing overflows on a phone, and search answers without a server."""
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        asked: list[str] = []
        errors: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        for name in ("index", "tutorial", "data-dictionary", "deadlines-by-example", "api/pipeline"):
            page.goto((site / f"{name}.html").as_uri())
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto((site / "index.html").as_uri())
        page.locator(".md-search__input").click()
        page.locator(".md-search__input").press_sequentially("phối hợp")
        page.locator(".md-search-result__item").first.wait_for(timeout=10_000)
        browser.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert errors == []
