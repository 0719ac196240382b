"""Verifying the tables, and forgetting a document."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from made_up import Workshop, plan

from pipeline import KehoachError, NoTablesError, open_tables
from pipeline.upkeep import forget, verify

PLANS = {
    "a.txt": plan("- một", "- hai", "cites B", "agency X"),
    "b.txt": plan("is B", "- ba", "agency X", province="Bình Định"),
    "c.txt": plan("crash"),
}


@pytest.fixture
def filled(workshop: Workshop) -> Workshop:
    workshop.write(PLANS)
    workshop.ingest()
    return workshop


def problems(workshop: Workshop) -> list[str]:
    return list(verify(workshop.tables, workshop.interim).problems)


def test_all_is_well(filled: Workshop) -> None:
    steps: list[tuple[int, int]] = []
    found = verify(filled.tables, filled.interim, progress=lambda *step: steps.append(step))
    assert (found.documents, found.problems) == (3, ())
    assert found.rows == sum(pq.read_metadata(path).num_rows for path in filled.tables.rglob("*.parquet"))
    assert steps[-1] == (3, 3)


def edited(workshop: Workshop, table: str, change: Callable[[pa.Table], pa.Table]) -> None:
    path = next((workshop.tables / table / "tuyen-quang").glob("*.parquet"))
    pq.write_table(change(pq.read_table(path)), path)


def other_text(table: pa.Table) -> pa.Table:
    place = table.schema.get_field_index("text")
    return table.set_column(place, table.schema.field(place), [pa.array(["khác"] * table.num_rows)])


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda w: edited(w, "tasks", lambda t: t.slice(1)), "tasks/tuyen-quang/2021.parquet: the rows of 1 documents"),
        (lambda w: edited(w, "tasks", other_text), "tasks/tuyen-quang/2021.parquet: the rows of 1 documents"),
        (lambda w: edited(w, "tasks", lambda t: pa.concat_tables([t, t])), "tasks: 2 keys (task_id) stand twice"),
        (lambda w: edited(w, "tasks", lambda t: t.drop_columns(["field"])), "its columns are those of another version"),
        (
            lambda w: edited(w, "documents", lambda t: t.filter(pc.is_null(t["document_id"]))),
            "tasks.document_id: 2 values are not in documents.document_id",
        ),
        (lambda w: (w.tables / "tasks/tuyen-quang/2021.parquet").unlink(), "the file is missing"),
        (lambda w: shutil.copytree(w.tables / "tasks", w.tables / "tasks/old"), "no file of these tables"),
        (lambda w: (w.tables / "tasks/tuyen-quang/2021.parquet").write_bytes(b"x"), "cannot be read"),
        (lambda w: w.interim_files()[0].unlink(), "its interim file is missing"),
        (lambda w: w.interim_files()[0].write_bytes(w.interim_files()[0].read_bytes()[:-9]), "interim file"),
    ],
)
def test_damage_is_told(filled: Workshop, damage: Callable[[Workshop], object], told: str) -> None:
    damage(filled)
    try:
        found = problems(filled)
    except KehoachError as error:
        found = [str(error)]
    assert any(told in problem for problem in found), found


def test_damaged_tables_are_made_anew_when_forced(filled: Workshop) -> None:
    (filled.tables / "tasks/tuyen-quang/2021.parquet").write_bytes(b"x")
    assert any("run ingest with --force" in problem for problem in problems(filled))
    filled.ingest(force=True)
    assert problems(filled) == []


def test_no_tables(workshop: Workshop) -> None:
    with pytest.raises(NoTablesError):
        verify(workshop.tables, workshop.interim)


def test_forget(filled: Workshop) -> None:
    tables = open_tables(filled.tables)
    document_id = tables.sql("from documents where title = 'B'").document_id[0]
    paths = forget(document_id, filled.tables, filled.interim)
    assert [Path(path).name for path in paths] == ["b.txt"]
    assert list(open_tables(filled.tables).sql("select text from tasks order by text").text) == ["hai", "một"]
    assert problems(filled) == []
    assert open_tables(filled.tables).sql("select mention_count from agencies").mention_count.tolist() == [1]
    states = [path for path in filled.tables.resolve().parent.iterdir() if path.is_dir()]
    assert len(states) == 1, "older states held it too"
    assert not any(document_id in path.name for path in filled.interim.rglob("*"))


def test_forgotten_file_that_stays_is_read_again(filled: Workshop) -> None:
    document_id = open_tables(filled.tables).sql("from documents where title = 'B'").document_id[0]
    forget(document_id, filled.tables, filled.interim)
    filled.ingest()
    assert filled.processed == ["b.txt"]


def test_forget_what_is_not_there(filled: Workshop) -> None:
    with pytest.raises(KehoachError, match="No document 0123"):
        forget("0123", filled.tables, filled.interim)
