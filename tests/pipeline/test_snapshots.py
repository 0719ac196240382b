"""Snapshots: one link, three folders, and nothing left of runs that died."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up import Workshop, plan

from pipeline import KehoachError, UsageError, open_tables, snapshots
from pipeline.snapshots import Snapshots
from pipeline.storage import Folder, local


def publish(place: Snapshots, words: str) -> Folder:
    with place.locked():
        draft = place.begin()
        draft.write("file", words.encode())
        return place.commit(draft)


def link(place: Snapshots) -> Path:
    return Path(place.tables)


@pytest.fixture
def place(tmp_path: Path) -> Snapshots:
    return Snapshots(tmp_path / "parquet")


def test_none_before_the_first(place: Snapshots) -> None:
    assert place.current() is None


def test_the_last_three_are_kept(place: Snapshots) -> None:
    for number in range(5):
        publish(place, str(number))
    kept = [place.folder.inner(name) for name in place.folder.folders()]
    assert [folder.read("file") for folder in kept] == [b"2", b"3", b"4"]
    assert place.current() == kept[-1]


def test_the_link_holds_when_all_is_moved(place: Snapshots, tmp_path: Path) -> None:
    publish(place, "moved")
    moved = tmp_path.rename(tmp_path.with_name("elsewhere"))
    assert (moved / "parquet" / "file").read_text() == "moved"


def test_what_died_is_removed(place: Snapshots) -> None:
    publish(place, "old")
    for leftover in ("draft", "000002"):
        place.folder.inner(leftover).write("file", b"half")
    publish(place, "new")
    assert place.folder.folders() == ["000001", "000002"]
    assert (link(place) / "file").read_text() == "new"


def test_link_that_was_removed(place: Snapshots) -> None:
    publish(place, "old")
    link(place).unlink()
    assert place.current() is None
    publish(place, "new")
    assert (link(place) / "file").read_text() == "new"


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_no_link_is_left_alone(place: Snapshots, kind: str) -> None:
    link(place).mkdir() if kind == "folder" else link(place).touch()
    with pytest.raises(UsageError, match="did not make"):
        place.current()


def test_two_do_not_publish_at_once(place: Snapshots, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "_LOCK_SECONDS", 0)
    with place.locked(), pytest.raises(KehoachError, match="Another kehoach"), Snapshots(place.tables).locked():
        pass


def test_unchanged_files_are_the_same_files(workshop: Workshop) -> None:
    """A later snapshot shares what has not changed with the earlier one."""
    workshop.write({"a.txt": plan("- một"), "b.txt": plan("- hai", year=2022)})
    workshop.ingest()
    first = workshop.tables.resolve()
    workshop.write({"b.txt": plan("- ba", year=2022)})
    workshop.ingest()
    second = workshop.tables.resolve()
    same, other = "tasks/tuyen-quang/2021.parquet", "tasks/tuyen-quang/2022.parquet"
    assert (first / same).stat().st_ino == (second / same).stat().st_ino
    assert (first / other).stat().st_ino != (second / other).stat().st_ino


def test_hard_links_are_copies_where_there_are_none(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(local.os, "link", no_links)
    workshop.write({"a.txt": plan("- một"), "b.txt": plan("- hai", year=2022)})
    workshop.ingest()
    workshop.write({"b.txt": plan("- ba", year=2022)})
    workshop.ingest()
    assert sorted(open_tables(workshop.tables).tasks.text) == ["ba", "một"]


def test_who_asks_keeps_seeing_one_state(workshop: Workshop) -> None:
    workshop.write({"a.txt": plan("- một")})
    workshop.ingest()
    tables = open_tables(workshop.tables)
    for word in ("hai", "ba"):
        workshop.write({"a.txt": plan(f"- {word}")})
        workshop.ingest()
    assert list(tables.tasks.text) == ["một"]
    assert list(open_tables(workshop.tables).tasks.text) == ["ba"]
