"""The data dictionary describes every table and column, for people and for programs."""

from __future__ import annotations

import json

import pytest

from schemas import TABLES
from schemas.columns import columns_of
from schemas.dictionary import as_json, as_markdown, dictionary


def test_markdown_names_every_table_and_column() -> None:
    text = as_markdown()
    for name, record in TABLES.items():
        section = text.partition(f"\n## `{name}`\n")[2].partition("\n## ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == list(
            record.model_fields
        )


def test_markdown_tables_keep_their_cells() -> None:
    """A vertical bar in a description does not open a new cell."""
    for line in as_markdown().splitlines():
        if line.startswith("|"):
            assert line.replace("\\|", "").count("|") == 4, line


def test_values_and_references_are_told() -> None:
    text = as_markdown(["deadlines"])
    assert "One of `before`, `by`" in text
    assert "Points to `tasks.task_id`." in text


@pytest.mark.parametrize("name", TABLES)
def test_json_is_a_table_schema(name: str) -> None:
    table = json.loads(as_json())["tables"][name]
    columns = columns_of(TABLES[name])
    assert [field["name"] for field in table["fields"]] == [column.name for column in columns]
    assert {field["type"] for field in table["fields"]} <= {"string", "integer", "number", "boolean", "date", "list"}
    assert [field["constraints"]["required"] for field in table["fields"]] == [not c.nullable for c in columns]
    assert table["primaryKey"] == list(TABLES[name].key)
    for foreign in table["foreignKeys"]:
        target = foreign["reference"]["resource"] or name
        assert foreign["reference"]["fields"] == list(TABLES[target].key)


def test_one_table() -> None:
    assert list(json.loads(as_json(["tasks"]))["tables"]) == ["tasks"]
    assert as_markdown(["tasks"]).count("\n## ") == 1


def test_every_column_has_a_meaning() -> None:
    assert [(t.name, c.name) for t in dictionary() for c in t.columns if not c.description] == []
