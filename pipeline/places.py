"""Where things lie unless the user says otherwise."""

from __future__ import annotations

from pathlib import Path

DOCUMENTS_FOLDER = Path("data/raw")
TABLES_FOLDER = Path("data/parquet")
INTERIM_FOLDER = Path("data/interim")
SITE_FOLDER = Path("site")
