"""The tables as a Data Package (datapackage.org, version 2): the Parquet files with their dictionary beside them."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.files import write_atomically
from pipeline.query import Tables
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


def descriptor(folder: Path) -> dict[str, Any]:
    """The description of the tables in a folder, `<table>/…/*.parquet`, with every column's type and meaning."""
    schemas = json.loads(as_json())["tables"]
    resources = [_resource(folder, name, schemas[name]) for name in TABLES if (folder / name).is_dir()]
    return {
        "$schema": _PROFILE.format("datapackage"),
        "name": "kehoach",
        "title": "Plans of Vietnam's provincial governments as tables",
        "description": _DESCRIPTION,
        "version": VERSION,
        "resources": resources,
    }


def write_descriptor(folder: Path) -> None:
    """Writes `datapackage.json` beside the tables in a folder; the same tables give the same bytes."""
    text = json.dumps(descriptor(folder), ensure_ascii=False, indent=1)
    write_atomically(folder / DESCRIPTOR, f"{text}\n".encode(), durable=True)


def write_package(tables: Tables, folder: Path) -> int:
    """Copies the tables to a folder that is new or empty, with `datapackage.json`; gives the number of files copied.

    Raises UsageError when the folder holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty; name a new folder.")
    draft = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    try:
        copied = [_copy(path, draft / path.relative_to(tables.folder)) for path in tables.files()]
        write_descriptor(draft)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return len(copied)


def _copy(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return target


def _resource(folder: Path, name: str, schema: dict[str, Any]) -> dict[str, Any]:
    paths = sorted(path.relative_to(folder).as_posix() for path in (folder / name).glob("**/*.parquet"))
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
