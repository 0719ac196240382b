from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cli_runs import PLANS
from made_up import Workshop, identify, process
from plan_tables import PlanTables

from pipeline import Tables, ingest, ingestion, open_tables
from pipeline.report import build_site

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """An empty folder of documents, with tables and interim files beside it."""
    return Workshop(tmp_path)


@pytest.fixture(scope="session")
def sample_tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The tables of the samples in data/raw."""
    folder = tmp_path_factory.mktemp("samples")
    ingest([ROOT / "data" / "raw"], out=folder / "parquet", interim=folder / "interim")
    return open_tables(folder / "parquet")


@pytest.fixture(scope="session")
def sample_site(sample_tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the samples, as of 27 November 2026."""
    folder = tmp_path_factory.mktemp("site") / "site"
    build_site(sample_tables, folder, today=date(2026, 11, 27))
    return folder


@pytest.fixture
def plans(tmp_path: Path) -> PlanTables:
    plans = PlanTables(tmp_path)
    plans.document()
    return plans


@pytest.fixture
def office(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A folder with data/raw and data/parquet as the commands expect it, in which they run."""
    workshop.write(PLANS)
    workshop.ingest()
    (workshop.root / "data").mkdir()
    (workshop.root / "data" / "raw").symlink_to(workshop.raw)
    (workshop.root / "data" / "parquet").symlink_to(workshop.tables.resolve())
    monkeypatch.chdir(workshop.root)
    monkeypatch.setattr(ingestion, "_process_document", process)
    monkeypatch.setattr(ingestion, "_document_canonical_id", identify)
    monkeypatch.setenv("COLUMNS", "100")
    return workshop
