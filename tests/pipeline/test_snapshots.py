"""Snapshots: one link, three folders, and nothing left of runs that died."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up import Workshop, plan

from pipeline import KehoachError, UsageError, open_tables, snapshots
from pipeline.snapshots import Snapshots


def publish(place: Snapshots, words: str) -> Path:
    with place.locked():
        draft = place.begin()
        (draft / "file").write_text(words)
        return place.commit(draft)


@pytest.fixture
def place(tmp_path: Path) -> Snapshots:
    return Snapshots(tmp_path / "parquet")


def test_none_before_the_first(place: Snapshots) -> None:
    assert place.current() is None


def test_the_last_three_are_kept(place: Snapshots) -> None:
    for number in range(5):
        publish(place, str(number))
    kept = sorted(path for path in place.folder.iterdir() if path.is_dir())
    assert [(path / "file").read_text() for path in kept] == ["2", "3", "4"]
    assert place.current() == kept[-1]


def test_the_link_holds_when_all_is_moved(place: Snapshots, tmp_path: Path) -> None:
    publish(place, "moved")
    moved = tmp_path.rename(tmp_path.with_name("elsewhere"))
    assert (moved / "parquet" / "file").read_text() == "moved"


def test_what_died_is_removed(place: Snapshots) -> None:
    publish(place, "old")
    for leftover in ("draft", "000002"):
        (place.folder / leftover).mkdir()
    publish(place, "new")
    assert sorted(path.name for path in place.folder.iterdir() if path.is_dir()) == ["000001", "000002"]
    assert (place.link / "file").read_text() == "new"


def test_link_that_was_removed(place: Snapshots) -> None:
    publish(place, "old")
    place.link.unlink()
    assert place.current() is None
    publish(place, "new")
    assert (place.link / "file").read_text() == "new"


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_no_link_is_left_alone(place: Snapshots, kind: str) -> None:
    place.link.mkdir() if kind == "folder" else place.link.touch()
    with pytest.raises(UsageError, match="did not make"):
        place.current()


def test_two_do_not_publish_at_once(place: Snapshots, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "_LOCK_SECONDS", 0)
    with place.locked(), pytest.raises(KehoachError, match="Another kehoach"), Snapshots(place.link).locked():
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

    monkeypatch.setattr(snapshots.os, "link", no_links)
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
