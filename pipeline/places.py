"""Where things lie unless the user says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.storage import Folder, Place, folder_at, is_url, local_path, parent_of

DOCUMENTS_FOLDER = "data/raw"
TABLES_FOLDER = "data/parquet"
INTERIM_FOLDER = "interim"
"""Beside the tables."""

SITE_FOLDER = Path("site")
"""Of the pages of the tables in `TABLES_FOLDER`."""


def interim_of(tables: Place, interim: Place | None) -> Folder:
    """Where the rows of each document are kept: `interim` beside the tables, unless the user says otherwise."""
    return folder_at(interim) if interim is not None else parent_of(tables)[0].inner(INTERIM_FOLDER)


def site_of(tables: Place) -> Path:
    """Where the pages of tables are written unless the user says otherwise.

    In `site` those of the present folder. Other tables have theirs beside them, `my-tables.site`; in an object store,
    or where nothing may be written, in the present folder under the whole name, `srv-plans-parquet.site`.
    """
    from extractors.slugs import slug

    if is_url(tables):
        return Path(f"{slug(str(tables))}.site")
    given = local_path(tables)
    path = given.absolute() if given.name in ("", "..") else given
    path = Path(os.path.normpath(path))
    if path.absolute() == Path(TABLES_FOLDER).absolute():
        return SITE_FOLDER
    beside = path.with_name(f"{path.name}.site")
    return beside if os.access(beside.parent, os.W_OK) else Path(f"{slug(str(path.absolute()))}.site")
