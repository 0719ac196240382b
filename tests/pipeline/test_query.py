"""Asking the tables: types of frames, and what a question may and may not do."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from made_up import Workshop, plan

from pipeline import NoTablesError, Tables, UsageError, open_tables
from schemas import TABLES


@pytest.fixture
def tables(workshop: Workshop) -> Tables:
    workshop.write({"a.txt": plan("- một", "- hai"), "b.txt": b"- ba"})
    workshop.ingest()
    return open_tables(workshop.tables)


def test_every_table_is_a_frame(tables: Tables) -> None:
    assert {name: list(getattr(tables, name).columns) for name in TABLES} == {
        name: list(record.model_fields) for name, record in TABLES.items()
    }


def test_frames_are_made_once(tables: Tables) -> None:
    assert tables.tasks is tables.tasks


def test_unknown_table(tables: Tables) -> None:
    with pytest.raises(AttributeError, match="no table 'task'; the tables are documents, texts"):
        _ = tables.task
    assert "tasks" in dir(tables) and "tasks" in repr(tables)


@pytest.mark.parametrize(
    ("expression", "dtype", "value"),
    [
        ("date '2021-03-31'", "datetime64", pd.Timestamp("2021-03-31")),
        ("null::date", "datetime64", pd.NaT),
        ("1", "int", 1),
        ("null::bigint", "Int64", pd.NA),
        ("null::boolean", "boolean", pd.NA),
        ("sum(1)", "int64", 1),
        ("1.5", "float64", 1.5),
        ("170141183460469231731687303715884105727::hugeint", "float64", 1.7014118346046923e38),
        ("['a', 'b']", "object", ["a", "b"]),
        ("{'a': 1}", "object", {"a": 1}),
        ("'Ủy ban'", "str", "Ủy ban"),
    ],
)
def test_types(tables: Tables, expression: str, dtype: str, value: object) -> None:
    answer = tables.sql(f"select {expression} as x").x
    assert str(answer.dtype).startswith(dtype) or (dtype == "str" and answer.dtype == object)
    assert answer[0] is value or answer[0] == value


def test_years_stay_whole_where_one_is_missing(tables: Tables) -> None:
    assert tables.sql("select issued_year from documents order by 1").issued_year.tolist() == [2021, pd.NA]


def test_columns_of_the_same_name(tables: Tables) -> None:
    assert tables.sql("select 1 as x, 2 as x").shape == (1, 2)


@pytest.mark.parametrize(
    "query",
    [
        "from tasks",
        "describe tasks",
        "show tables",
        "summarize tasks",
        "pivot tasks on origin using count(*)",
        "values (1)",
    ],
)
def test_questions(tables: Tables, query: str) -> None:
    assert len(tables.sql(query)) > 0


@pytest.mark.parametrize(
    "query",
    [
        "",
        "-- nothing",
        "select 1; select 2",
        "copy tasks to 'x.csv'",
        "explain analyze copy tasks to 'x.csv'",
        "create table x as from tasks",
        "drop view tasks",
        "attach 'x.db'",
        "install httpfs",
        "load httpfs",
        "set threads = 1",
        "pragma enable_profiling",
        "export database 'x'",
    ],
)
def test_what_is_no_question(tables: Tables, query: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UsageError, match="one question"):
        tables.sql(query)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("selec 1", "syntax error"),
        ("from task", "The tables are documents, texts"),
        ("select nothing from tasks", "nothing"),
        ("select 'x'::int", "Conversion Error"),
        ("from 'https://example.org/x.csv'", "network"),
        ("from 'nowhere.csv'", "nowhere.csv"),
    ],
)
def test_questions_that_cannot_be_answered(tables: Tables, query: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        tables.sql(query)


def test_variables_of_the_program_are_no_tables(tables: Tables) -> None:
    with pytest.raises(UsageError, match="Table with name query does not exist"):
        tables.sql("from query")


def test_own_files_may_be_asked_too(tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "codes.csv").write_text("province,code\nTuyên Quang,08\n")
    monkeypatch.chdir(tmp_path)
    answer = tables.sql("select code from documents join 'codes.csv' using (province)")
    assert len(answer) == 1


@pytest.mark.parametrize("name", ["a b", "it's", "x[1]", "50%", "*", "kế hoạch"])
def test_folders_of_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "other").mkdir()
    workshop = Workshop(tmp_path / name)
    workshop.write({"a.txt": plan("- một")})
    workshop.ingest()
    assert list(open_tables(workshop.tables).tasks.text) == ["một"]


def test_no_tables(tmp_path: Path) -> None:
    with pytest.raises(NoTablesError, match=r"run: kehoach ingest FOLDER --out"):
        open_tables(tmp_path / "parquet")


def test_tables_that_are_gone(tables: Tables, workshop: Workshop) -> None:
    for word in ("x", "y", "z"):
        workshop.write({"a.txt": plan(f"- {word}")})
        workshop.ingest()
    with pytest.raises(NoTablesError, match="open them again"):
        tables.sql("from tasks")


def test_tables_of_an_older_program(tables: Tables, workshop: Workshop) -> None:
    folder = workshop.tables / "targets"
    for path in folder.rglob("*.parquet"):
        path.unlink()
    for path in [*folder.iterdir(), folder]:
        path.rmdir()
    older = open_tables(workshop.tables)
    assert len(older.tasks) == 3
    with pytest.raises(UsageError, match="without targets; run ingest again"):
        older.sql("from targets")


def test_other_readers_find_columns_and_meanings(workshop: Workshop, tables: Tables) -> None:
    schema = pq.read_schema(workshop.tables / "tasks" / "tuyen-quang" / "2021.parquet")
    assert schema.metadata[b"table"] == b"tasks"
    assert schema.field("lead_agencies").metadata[b"description"].startswith("Chủ trì".encode())
    assert len(pd.read_parquet(workshop.tables / "tasks")) == 3
