"""What becomes of files: read once, replaced when changed, reported when they cannot be read."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest
from made_up import Workshop, plan

from pipeline import KehoachError, UsageError, ingest, open_tables, sources
from pipeline.ingestion import Step

TWO = {"a.txt": plan("- một"), "b.txt": plan("- hai", "- ba", year=2022)}


def tasks(workshop: Workshop) -> list[str]:
    return list(open_tables(workshop.tables).sql("select text from tasks order by text").text)


def statuses(workshop: Workshop) -> dict[str, str]:
    documents = open_tables(workshop.tables).documents
    return {Path(path).name: status for path, status in zip(documents.source_path, documents.status, strict=True)}


def warning(workshop: Workshop, name: str) -> tuple[str, str]:
    """The code and the sentence of the first warning of a document."""
    documents = open_tables(workshop.tables).documents
    found = documents.loc[documents.source_path.str.endswith(name)].iloc[0]
    code, _, sentence = found.warnings[0].partition(": ")
    return code, sentence


def test_first_run(workshop: Workshop) -> None:
    workshop.write(TWO)
    summary = workshop.ingest()
    assert (summary.sources, summary.read, summary.unchanged, summary.tables_changed) == (2, 2, 0, True)
    assert summary.totals.by_status == {"ok": 2, "partial": 0, "failed": 0}
    assert summary.totals.by_province == {"Tuyên Quang": 2}
    assert summary.totals.rows["tasks"] == 3
    assert tasks(workshop) == ["ba", "hai", "một"]


def test_second_run_does_nothing_and_says_so(workshop: Workshop) -> None:
    workshop.write(TWO)
    workshop.ingest()
    snapshot = workshop.tables.resolve()
    stamps = {path: path.stat().st_mtime_ns for path in workshop.interim_files()}
    summary = workshop.ingest()
    assert workshop.processed == []
    assert (summary.read, summary.unchanged, summary.tables_changed, summary.files_written) == (0, 2, False, 0)
    assert workshop.tables.resolve() == snapshot
    assert {path: path.stat().st_mtime_ns for path in workshop.interim_files()} == stamps


def test_changed_file_replaces_its_rows(workshop: Workshop) -> None:
    workshop.write(TWO)
    workshop.ingest()
    workshop.write({"a.txt": plan("- bốn", province="Bình Định")})
    summary = workshop.ingest()
    assert workshop.processed == ["a.txt"]
    assert (summary.read, summary.unchanged) == (1, 1)
    assert tasks(workshop) == ["ba", "bốn", "hai"]
    assert summary.totals.by_province == {"Bình Định": 1, "Tuyên Quang": 1}


def test_file_gone_from_a_folder_leaves_the_tables(workshop: Workshop) -> None:
    workshop.write(TWO)
    workshop.ingest()
    (workshop.raw / "b.txt").unlink()
    summary = workshop.ingest()
    assert [Path(path).name for path in summary.removed] == ["b.txt"]
    assert tasks(workshop) == ["một"]


def test_sources_elsewhere_stay(workshop: Workshop) -> None:
    workshop.write({"x/a.txt": plan("- một"), "y/b.txt": plan("- hai")})
    workshop.ingest("x")
    workshop.ingest("y")
    assert tasks(workshop) == ["hai", "một"]
    (workshop.raw / "x" / "a.txt").unlink()
    workshop.ingest("y")
    assert tasks(workshop) == ["hai", "một"]


def test_folder_empty_all_at_once_may_be_a_missing_disk(workshop: Workshop) -> None:
    workshop.write(TWO)
    workshop.ingest()
    for name in TWO:
        (workshop.raw / name).unlink()
    summary = workshop.ingest()
    assert any("--force" in note for note in summary.notes)
    assert len(tasks(workshop)) == 3
    workshop.ingest(force=True)
    assert tasks(workshop) == []


def test_same_content_twice_is_one_document(workshop: Workshop) -> None:
    workshop.write({"a.txt": plan("- một"), "b.txt": plan("- một")})
    summary = workshop.ingest()
    assert workshop.processed == ["a.txt"]
    assert (summary.read, summary.duplicates, summary.totals.rows["documents"]) == (1, 1, 1)
    code, sentence = warning(workshop, "a.txt")
    assert code == "duplicate" and sentence.count("b.txt") == 1
    (workshop.raw / "a.txt").unlink()
    workshop.ingest()
    assert statuses(workshop) == {"b.txt": "ok"}
    assert open_tables(workshop.tables).documents.warnings[0] == []


def test_renamed_file_is_not_read_again(workshop: Workshop) -> None:
    workshop.write({"a.txt": plan("- một")})
    workshop.ingest()
    (workshop.raw / "a.txt").rename(workshop.raw / "z.txt")
    workshop.ingest()
    assert workshop.processed == []
    assert statuses(workshop) == {"z.txt": "ok"}


def test_force_reads_all_again(workshop: Workshop) -> None:
    workshop.write(TWO)
    workshop.ingest()
    summary = workshop.ingest(force=True)
    assert workshop.processed == ["a.txt", "b.txt"]
    assert not summary.tables_changed, "the same rows, so the same tables"


def test_other_rules_read_again(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.write(TWO)
    workshop.ingest()
    monkeypatch.setattr(sources, "PIPELINE_VERSION", "of tomorrow")
    workshop.ingest()
    assert workshop.processed == ["a.txt", "b.txt"]


def test_what_other_rules_read_elsewhere_is_noted(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.write({"x/a.txt": plan("- một"), "y/b.txt": plan("- hai")})
    workshop.ingest("x")
    monkeypatch.setattr("pipeline.ingestion.PIPELINE_VERSION", "of tomorrow")
    assert any(note.startswith("1 documents") for note in workshop.ingest("x").notes)


def test_order_does_not_matter(workshop: Workshop, tmp_path: Path) -> None:
    """The same bytes give the same tables, at once or one after the other in any order."""
    plans = {
        "a.txt": plan("- một", "cites B", "agency Sở Nội vụ"),
        "b.txt": plan("is B", "- hai", "agency Sở Nội vụ"),
        "c.txt": plan("- ba", "cites B", province="Bình Định"),
    }
    workshop.write(plans)
    workshop.ingest()
    for number, order in enumerate(itertools.permutations(plans)):
        other = Workshop(tmp_path / f"{number}")
        other.write(plans)
        for name in order:
            other.ingest(name)
        assert without_paths(other) == without_paths(workshop)


def without_paths(workshop: Workshop) -> dict[str, bytes]:
    """The tables without `documents`, which holds the paths as they were given."""
    return {name: content for name, content in workshop.files().items() if not name.startswith("documents/")}


def test_cited_documents_are_found_across_the_corpus(workshop: Workshop) -> None:
    def cited() -> list[object]:
        question = "select d.title from legal_references r join documents d on d.document_id = r.cited_document_id"
        return list(open_tables(workshop.tables).sql(question).title)

    workshop.write({"a.txt": plan("cites B")})
    workshop.ingest()
    assert cited() == []
    workshop.write({"b.txt": plan("is B", province="Bình Định")})
    workshop.ingest()
    assert workshop.processed == ["b.txt"]
    assert cited() == ["B"]
    (workshop.raw / "b.txt").unlink()
    workshop.ingest()
    assert cited() == []


def test_agencies_are_counted_over_all_documents(workshop: Workshop) -> None:
    workshop.write({"a.txt": plan("agency X", "agency X"), "b.txt": plan("agency X", "agency Y")})
    workshop.ingest()
    counts = open_tables(workshop.tables).sql("select name, mention_count from agencies order by name")
    assert counts.to_dict("list") == {"name": ["X", "Y"], "mention_count": [3, 1]}


def test_unexpected_error_is_a_failed_row_and_the_run_goes_on(workshop: Workshop) -> None:
    workshop.write({"a.txt": plan("crash"), "b.txt": plan("- hai")})
    summary = workshop.ingest()
    assert statuses(workshop) == {"a.txt": "failed", "b.txt": "ok"}
    code, sentence = warning(workshop, "a.txt")
    assert code == "internal_error"
    assert "ZeroDivisionError: made up" in sentence and "made_up.py:" in sentence
    assert [failure.path for failure in summary.failures] == [str(workshop.raw / "a.txt")]


def test_what_failed_is_tried_again_when_wanted(workshop: Workshop) -> None:
    workshop.write({"a.txt": plan("crash"), "b.txt": plan("- hai")})
    first = workshop.ingest()
    again = workshop.ingest()
    assert workshop.processed == []
    assert again.failures == first.failures, "it is still told"
    assert any("--retry-failed" in note for note in again.notes)
    summary = workshop.ingest(retry_failed=True)
    assert workshop.processed == ["a.txt"]
    assert not summary.tables_changed


def test_large_file(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.write(TWO)
    monkeypatch.setattr(sources, "MAX_BYTES", len(TWO["a.txt"]))
    workshop.ingest()
    assert workshop.processed == ["a.txt"]
    assert warning(workshop, "b.txt")[0] == "too_large"
    assert open_tables(workshop.tables).sql("from documents where status = 'failed'").source_bytes[0] == len(
        TWO["b.txt"]
    )


def test_link_to_nothing(workshop: Workshop) -> None:
    workshop.write({"a.txt": plan("- một")})
    (workshop.raw / "b.txt").symlink_to("elsewhere.txt")
    workshop.ingest()
    assert warning(workshop, "b.txt")[0] == "broken_link"
    row = open_tables(workshop.tables).sql("from documents where status = 'failed'").iloc[0]
    assert row.isna()[["source_sha256", "source_bytes"]].all()


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of files that may not be opened, whoever runs the tests."""
    names: set[str] = set()
    read = Path.read_bytes

    def read_unless_closed(path: Path) -> bytes:
        if path.name in names:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_unless_closed)
    return names


def test_file_without_permission(workshop: Workshop, closed: set[str]) -> None:
    workshop.write(TWO)
    closed.add("b.txt")
    workshop.ingest()
    assert statuses(workshop) == {"a.txt": "ok", "b.txt": "failed"}
    assert warning(workshop, "b.txt")[0] == "no_permission"
    ids = set(open_tables(workshop.tables).documents.document_id)
    workshop.ingest()
    assert set(open_tables(workshop.tables).documents.document_id) == ids, "its id is the same from run to run"
    closed.clear()
    workshop.ingest()
    assert statuses(workshop) == {"a.txt": "ok", "b.txt": "ok"}


def test_file_that_may_not_be_read_any_more(workshop: Workshop, closed: set[str]) -> None:
    """What the tables say is what is there now; its rows come back from the interim files."""
    workshop.write(TWO)
    workshop.ingest()
    closed.add("b.txt")
    workshop.ingest()
    assert tasks(workshop) == ["một"]
    closed.clear()
    workshop.ingest()
    assert workshop.processed == []
    assert tasks(workshop) == ["ba", "hai", "một"]


def test_two_files_without_permission_are_two_documents(workshop: Workshop, closed: set[str]) -> None:
    workshop.write(TWO)
    closed.update(TWO)
    assert workshop.ingest().totals.by_status == {"ok": 0, "partial": 0, "failed": 2}


def test_interim_files_may_be_deleted(workshop: Workshop) -> None:
    workshop.write({"x/a.txt": plan("- một"), "y/b.txt": plan("- hai")})
    workshop.ingest()
    before = workshop.files()
    shutil.rmtree(workshop.interim)
    workshop.ingest("y")
    assert sorted(workshop.processed) == ["a.txt", "b.txt"]
    assert workshop.files() == before


def test_neither_file_nor_interim_rows(workshop: Workshop) -> None:
    workshop.write({"x/a.txt": plan("- một"), "y/b.txt": plan("- hai")})
    workshop.ingest()
    shutil.rmtree(workshop.interim)
    shutil.rmtree(workshop.raw / "x")
    summary = workshop.ingest("y")
    assert any("a.txt" in note for note in summary.notes)
    assert tasks(workshop) == ["hai"]


def test_own_folders_are_no_documents(workshop: Workshop) -> None:
    workshop.write(TWO)
    workshop.ingest()
    shutil.copy(workshop.raw / "a.txt", workshop.root / "c.txt")
    summary = ingest(
        workshop.root, out=workshop.tables, interim=workshop.interim, process=workshop._process, identify=lambda _: None
    )
    assert summary.sources == 3


def test_folder_without_documents(workshop: Workshop) -> None:
    workshop.write({"README.md": b"notes", ".hidden": b"", "~$lock.docx": b""})
    summary = workshop.ingest()
    assert summary.sources == 0
    assert "No documents" in summary.notes[0]
    assert {Path(path).name for path, _ in summary.skipped} == {"README.md", "~$lock.docx"}
    assert len(open_tables(workshop.tables).documents) == 0


def test_path_that_does_not_exist(workshop: Workshop) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.txt does not exist"):
        workshop.ingest("nowhere.txt")


def test_tables_of_somebody_else_are_left_alone(workshop: Workshop) -> None:
    workshop.write(TWO)
    workshop.tables.mkdir()
    with pytest.raises(UsageError, match="did not make"):
        workshop.ingest()


def test_damaged_manifest(workshop: Workshop) -> None:
    workshop.write(TWO)
    workshop.ingest()
    (workshop.tables / "corpus.json").write_text("{")
    with pytest.raises(KehoachError, match=r"corpus\.json cannot be read"):
        workshop.ingest()


def test_progress_tells_every_source(workshop: Workshop) -> None:
    workshop.write({**TWO, "copy.txt": TWO["b.txt"]})
    steps: list[Step] = []
    ingest(
        workshop.raw,
        out=workshop.tables,
        interim=workshop.interim,
        process=workshop._process,
        identify=lambda _: None,
        progress=steps.append,
    )
    assert [(step.number, step.of, step.status, step.tasks, step.was_read, step.is_copy) for step in steps] == [
        (1, 3, "ok", 1, True, False),
        (2, 3, "ok", 2, True, False),
        (3, 3, "ok", 2, False, True),
    ]


def test_unchanged_files_are_not_even_opened(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once some seconds have passed since they were written; whatever changes a file changes its stamp."""
    monkeypatch.setattr("pipeline.source_index._SETTLED_NS", -(10**9))
    workshop.write(TWO)
    workshop.ingest()
    opened: list[str] = []
    content_of = sources.content_of
    monkeypatch.setattr(sources, "content_of", lambda found: opened.append(found.file.name) or content_of(found))
    assert workshop.ingest().unchanged == 2 and opened == []
    workshop.write({"a.txt": plan("- bốn")})
    (workshop.raw / "b.txt").chmod(0o600)
    assert (workshop.ingest().read, sorted(opened)) == (1, ["a.txt", "b.txt"])
    opened.clear()
    workshop.ingest(force=True)
    assert sorted(opened) == ["a.txt", "b.txt"]


def test_files_that_may_still_change_are_opened(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.write(TWO)
    workshop.ingest()
    opened: list[str] = []
    content_of = sources.content_of
    monkeypatch.setattr(sources, "content_of", lambda found: opened.append(found.file.name) or content_of(found))
    workshop.ingest()
    assert sorted(opened) == ["a.txt", "b.txt"]
