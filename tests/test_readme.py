"""What the READMEs say is so: commands exist, files exist, and the answers are those of the program as it is."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from pipeline import ingest, open_tables

ROOT = Path(__file__).resolve().parent.parent
READMES = [ROOT / "README.md", ROOT / "README.vi.md"]
_SQL = re.compile(r"```sql\n(.*?)\n```", re.DOTALL)


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the samples."""
    folder = tmp_path_factory.mktemp("readme")
    ingest([ROOT / "data" / "raw"], out=folder / "parquet", interim=folder / "interim")
    return folder / "parquet"


@pytest.fixture(params=READMES, ids=lambda path: path.name)
def readme(request: pytest.FixtureRequest) -> str:
    """The text of one README after the other."""
    path: Path = request.param
    return path.read_text(encoding="utf-8")


def test_the_answers_are_what_the_program_gives(readme: str, published: Path) -> None:
    fresh = script("refresh_readme").with_answers(readme, open_tables(published).sql)
    assert readme.splitlines() == fresh.splitlines(), "run: make readme"


def test_every_question_has_an_answer(readme: str, published: Path) -> None:
    tables = open_tables(published)
    questions = _SQL.findall(readme)
    assert len(questions) == 5
    assert all(len(tables.sql(question)) > 0 for question in questions)


def test_all_samples_are_read(published: Path) -> None:
    documents = open_tables(published).sql("select source_path, status from documents")
    assert sorted(Path(path).name for path in documents.source_path) == sorted(
        path.name for path in (ROOT / "data" / "raw").iterdir() if not path.name.startswith(".")
    )
    assert set(documents.status) == {"ok"}


def test_links_lead_to_files(readme: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_named_files_of_the_project_exist(readme: str) -> None:
    named = re.findall(r"(?:data/raw|notebooks|scripts|docs)/[\w.-]+\.\w+", readme)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_make_knows_the_commands(readme: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", readme)) <= targets


def test_both_readmes_ask_the_same() -> None:
    questions = [_SQL.findall(path.read_text(encoding="utf-8")) for path in READMES]
    sources = [[sorted(set(re.findall(r"\b(?:from|join) (\w+)", sql))) for sql in asked] for asked in questions]
    assert sources[0] == sources[1]
