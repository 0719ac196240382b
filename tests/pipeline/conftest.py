from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from made_up import Workshop

from pipeline import Tables, ingest, open_tables
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
