"""The tables as a Data Package: what datapackage.org, version 2, asks of the descriptor."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from jsonschema import Draft202012Validator
from made_up import Workshop, plan
from plan_tables import PlanTables

from pipeline import UsageError, open_tables
from pipeline.datapackage import DESCRIPTOR, write_package
from schemas import TABLES

_PROFILE = Path(__file__).resolve().parents[1] / "cases" / "datapackage.schema.json"
SCHEMA = Draft202012Validator(json.loads(_PROFILE.read_text(encoding="utf-8")))

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
    SCHEMA.validate(descriptor)
    assert [resource["name"] for resource in descriptor["resources"]] == list(TABLES)


def test_publishing_writes_it_beside_the_tables(workshop: Workshop) -> None:
    for name, province in (("a.txt", "An Giang"), ("b.txt", "Cà Mau")):
        workshop.write({name: plan("- Báo cáo", province=province)})
        workshop.ingest()
        descriptor = described(workshop.tables)
        SCHEMA.validate(descriptor)
        assert sorted(_paths(descriptor)) == sorted(workshop.files())


def test_tables_without_it_are_published_again(workshop: Workshop) -> None:
    """Those of an older program lack it."""
    workshop.write({"a.txt": plan("- Báo cáo")})
    workshop.ingest()
    before = (workshop.tables / DESCRIPTOR).read_bytes()
    (workshop.tables / DESCRIPTOR).unlink()
    workshop.ingest()
    assert (workshop.tables / DESCRIPTOR).read_bytes() == before


def test_an_export_describes_the_same(workshop: Workshop, tmp_path: Path) -> None:
    workshop.write({"a.txt": plan("- Báo cáo")})
    workshop.ingest()
    write_package(open_tables(workshop.tables), tmp_path / "package")
    assert (tmp_path / "package" / DESCRIPTOR).read_bytes() == (workshop.tables / DESCRIPTOR).read_bytes()


def _paths(descriptor: dict[str, Any]) -> list[str]:
    found = [resource["path"] for resource in descriptor["resources"]]
    return [path for paths in found for path in ([paths] if isinstance(paths, str) else paths)]


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
