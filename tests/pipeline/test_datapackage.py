"""The tables as a Data Package: what datapackage.org, version 2, asks of the descriptor."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from plan_tables import PlanTables

from pipeline import UsageError
from pipeline.datapackage import DESCRIPTOR, write_package
from schemas import TABLES

_ARROW_TYPES = {
    "string": pa.types.is_string,
    "integer": pa.types.is_integer,
    "number": pa.types.is_floating,
    "boolean": pa.types.is_boolean,
    "date": pa.types.is_date,
    "list": pa.types.is_list,
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    plans = PlanTables(tmp_path / "tables")
    plans.document()
    plans.due(plans.task("Báo cáo"), date(2026, 3, 1))
    assert write_package(plans.open(), tmp_path / "package") == len(TABLES)
    return tmp_path / "package"


def described(package: Path) -> dict[str, Any]:
    descriptor: dict[str, Any] = json.loads((package / DESCRIPTOR).read_text(encoding="utf-8"))
    return descriptor


def test_the_descriptor(package: Path) -> None:
    descriptor = described(package)
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert re.fullmatch(r"[-a-z0-9._/]+", descriptor["name"])
    assert [resource["name"] for resource in descriptor["resources"]] == list(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_a_resource_describes_its_files(package: Path, name: str) -> None:
    [resource] = [resource for resource in described(package)["resources"] if resource["name"] == name]
    assert resource["type"] == "table"
    paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
    assert paths and not any(path.startswith(("/", ".", "~")) or ".." in path or "\\" in path for path in paths)
    fields = resource["schema"]["fields"]
    for path in paths:
        columns = pq.read_schema(package / path)
        assert columns.names == [field["name"] for field in fields]
        assert all(_ARROW_TYPES[field["type"]](columns.field(field["name"]).type) for field in fields)
    assert all(field["description"] for field in fields)


def test_keys_lead_to_columns(package: Path) -> None:
    schemas = {resource["name"]: resource["schema"] for resource in described(package)["resources"]}
    columns = {name: {field["name"] for field in schema["fields"]} for name, schema in schemas.items()}
    for name, schema in schemas.items():
        assert set(schema["primaryKey"]) <= columns[name]
        for key in schema.get("foreignKeys", []):
            reference = key["reference"]
            assert set(key["fields"]) <= columns[name]
            assert reference.get("resource") != ""
            assert set(reference["fields"]) <= columns[reference.get("resource", name)]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    plans = PlanTables(tmp_path / "tables")
    plans.document()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(UsageError, match="is not empty"):
        write_package(plans.open(), tmp_path / "full")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]
    (tmp_path / "empty").mkdir()
    write_package(plans.open(), tmp_path / "empty")
    assert (tmp_path / "empty" / DESCRIPTOR).is_file()
