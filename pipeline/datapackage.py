"""The tables as a Data Package (datapackage.org, version 2): the Parquet files with their dictionary beside them."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.query import Tables
from pipeline.storage import Folder
from pipeline.storage.local import LocalFolder
from pipeline.version import VERSION
from schemas import TABLES
from schemas.arrow import table_description
from schemas.dictionary import as_json

DESCRIPTOR = "datapackage.json"

_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
_DESCRIPTION = (
    "Read from the documents by kehoach. Every row points to its words: texts.text[char_start:char_end] is quote. "
    "What a source does not state is null."
)


def descriptor(folder: Folder) -> dict[str, Any]:
    """The description of the tables in a folder, `<table>/…/*.parquet`, with every column's type and meaning."""
    schemas = json.loads(as_json())["tables"]
    files = folder.files(".parquet")
    paths = {name: [file for file in files if file.startswith(f"{name}/")] for name in TABLES}
    resources = [_resource(paths[name], name, schemas[name]) for name in TABLES if paths[name]]
    return {
        "$schema": _PROFILE.format("datapackage"),
        "name": "kehoach",
        "title": "Plans of Vietnam's provincial governments as tables",
        "description": _DESCRIPTION,
        "version": VERSION,
        "resources": resources,
    }


def write_descriptor(folder: Folder) -> None:
    """Writes `datapackage.json` beside the tables in a folder; the same tables give the same bytes."""
    text = json.dumps(descriptor(folder), ensure_ascii=False, indent=1)
    folder.write(DESCRIPTOR, f"{text}\n".encode(), durable=True)


def write_package(tables: Tables, folder: Path) -> int:
    """Copies the tables to a folder that is new or empty, with `datapackage.json`; gives the number of files copied.

    Raises UsageError when the folder holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty; name a new folder.")
    draft = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    try:
        copied = [_copy(tables.folder, name, draft) for name in tables.files()]
        write_descriptor(LocalFolder(draft))
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return len(copied)


def _copy(source: Folder, name: str, target: Path) -> Path:
    path = target / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(source.read(name))
    return path


def _resource(paths: list[str], name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": _PROFILE.format("dataresource"),
        "name": name,
        "type": "table",
        "description": table_description(TABLES[name]),
        "path": paths[0] if len(paths) == 1 else paths,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {"$schema": _PROFILE.format("tableschema"), **_schema(schema)},
    }


def _schema(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a table; a reference to the table itself names no resource (Table Schema 2.0)."""
    kept = {name: value for name, value in schema.items() if value and name != "description"}
    if keys := kept.get("foreignKeys"):
        kept["foreignKeys"] = [
            {**key, "reference": {name: value for name, value in key["reference"].items() if value}} for key in keys
        ]
    return kept
