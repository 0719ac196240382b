"""The contract of the tables, on samples and small plans: grounded rows, unique keys, whole references."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline import Tables, ingest, open_tables
from pipeline.document import process_document
from schemas import TABLES, PlanRecords, Record
from schemas.arrow import arrow_schema
from schemas.columns import columns_of

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "data" / "raw").iterdir())
every_table = pytest.mark.parametrize("record", TABLES.values(), ids=TABLES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contract")
    ingest([ROOT / "data" / "raw", ROOT / "tests" / "plans"], out=folder / "parquet", interim=folder / "interim")
    return folder / "parquet"


@pytest.fixture(scope="module")
def tables(folder: Path) -> Tables:
    return open_tables(folder)


def rows(tables: Tables, record: type[Record]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tables.arrow(f"from {record.table}").to_pylist()
    return found


@every_table
def test_every_table_has_rows(tables: Tables, record: type[Record]) -> None:
    """So that the other tests of this file say something."""
    assert len(rows(tables, record)) > 0


@pytest.mark.parametrize("record", [r for r in TABLES.values() if "quote" in r.model_fields], ids=lambda r: r.table)
def test_every_row_is_grounded(tables: Tables, record: type[Record]) -> None:
    texts = {row["document_id"]: row["text"] for row in rows(tables, TABLES["texts"])}
    for row in rows(tables, record):
        assert texts[row["document_id"]][row["char_start"] : row["char_end"]] == row["quote"]
        assert row["quote"].strip() == row["quote"] != ""


@every_table
def test_keys_are_unique(tables: Tables, record: type[Record]) -> None:
    keys = [tuple(row[column] for column in record.key) for row in rows(tables, record)]
    assert len(set(keys)) == len(keys)


@every_table
def test_references_hold(tables: Tables, record: type[Record]) -> None:
    for column, target in record.references.items():
        table, _, key = target.partition(".")
        known = {row[key] for row in rows(tables, TABLES[table])}
        assert {row[column] for row in rows(tables, record)} - known - {None} == set(), column


@every_table
def test_values_are_those_that_the_dictionary_names(tables: Tables, record: type[Record]) -> None:
    for column in columns_of(record):
        values = [row[column.name] for row in rows(tables, record)]
        assert column.nullable or None not in values, column.name
        if column.values:
            assert set(values) - {None} <= set(column.values), column.name


@every_table
def test_files_lie_by_province_and_year(folder: Path, record: type[Record]) -> None:
    for path in (folder / record.table).rglob("*.parquet"):
        assert pq.read_schema(path).equals(arrow_schema(record), check_metadata=True)
        if record.table != "agencies":
            assert re.fullmatch(r"[a-z-]+/(\d{4}|unknown)\.parquet", path.relative_to(folder / record.table).as_posix())


def test_agencies_of_tasks_stand_in_both_tables(tables: Tables) -> None:
    """`lead_agencies` and `coordinating_agencies` are the names of `task_agencies`, in order."""
    names = {row["agency_id"]: row["name"] for row in rows(tables, TABLES["agencies"])}
    for role in ("lead", "coordinating"):
        listed: dict[str, list[str]] = {}
        for row in sorted(rows(tables, TABLES["task_agencies"]), key=lambda row: row["position"]):
            if row["role"] == role:
                listed.setdefault(row["task_id"], []).append(names[row["agency_id"]])
        stated = {row["task_id"]: row[f"{role}_agencies"] for row in rows(tables, TABLES["tasks"])}
        assert {task: agencies for task, agencies in stated.items() if agencies} == listed


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_same_bytes_give_the_same_rows(path: Path) -> None:
    first: PlanRecords = process_document(path.name, path.read_bytes())
    assert process_document(path.name, path.read_bytes()) == first
    assert [warning for warning in first.document.warnings if warning.startswith("contract")] == []
