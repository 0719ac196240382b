"""Where things lie unless the user says otherwise."""

from __future__ import annotations

from pathlib import Path

from pipeline.storage import Folder, Place, folder_at, parent_of

DOCUMENTS_FOLDER = "data/raw"
TABLES_FOLDER = "data/parquet"
INTERIM_FOLDER = "interim"
"""Beside the tables."""

SITE_FOLDER = Path("site")


def interim_of(tables: Place, interim: Place | None) -> Folder:
    """Where the rows of each document are kept: `interim` beside the tables, unless the user says otherwise."""
    return folder_at(interim) if interim is not None else parent_of(tables)[0].inner(INTERIM_FOLDER)
