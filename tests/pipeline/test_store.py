"""Interim files: what goes in comes out, and what is damaged is never taken for rows."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import identify, plan, process
from row_strategies import records

from pipeline.files import write_atomically
from pipeline.storage import folder_at
from pipeline.store import DamagedError, Store, name_of
from schemas import PlanRecords

PLAN = process("a.txt", plan("is A", "- một", "cites B", "cites C", "cites B", "agency X"))


def store_at(path: Path) -> Store:
    return Store(folder_at(path))


def path_in(store: Store, document_id: str) -> Path:
    return Path(str(store.folder)) / name_of(document_id)


@settings(max_examples=50)
@given(rows=records())
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, rows: PlanRecords) -> None:
    store = store_at(tmp_path_factory.mktemp("store"))
    head = store.put(rows, identify)
    assert store.head(rows.document.document_id) == head
    assert store.records(head) == rows


def test_head_tells_what_publishing_needs(tmp_path: Path) -> None:
    head = store_at(tmp_path).put(PLAN, identify)
    assert (head.province, head.year, head.status, head.canonical_id) == ("Tuyên Quang", 2021, "ok", "A")
    assert head.rows_of("tasks") == 1 and head.rows_of("legal_references") == 3
    links = store_at(tmp_path).stored(head).links
    assert links.cites == ("B", "C")
    assert [agency.name for agency in links.agencies] == ["X"]


def test_unknown_document(tmp_path: Path) -> None:
    assert store_at(tmp_path).head("0123456789abcdef") is None


@settings(max_examples=100)
@given(data=st.data())
def test_damage_is_noticed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """However many bytes are lost, or bits turned: either the rows are right, or there are none."""
    store = store_at(tmp_path_factory.mktemp("store"))
    head = store.put(PLAN, identify)
    path = path_in(store, head.document_id)
    content = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    else:
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    found = store.head(head.document_id)
    assert found in (None, head)
    try:
        assert store.records(head) == PLAN
    except DamagedError as error:
        assert error.document_id == head.document_id
        assert not path.exists(), "so that its source is read again"


def test_head_of_another_document_is_none(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    head = store.put(PLAN, identify)
    other = path_in(store, "ab" + head.document_id[2:])
    other.parent.mkdir()
    other.write_bytes(path_in(store, head.document_id).read_bytes())
    assert store.head("ab" + head.document_id[2:]) is None


def test_colleagues_may_read_what_the_umask_lets_them(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "file", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o640


def test_failed_write_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    with pytest.raises(OSError, match="file"):
        write_atomically(tmp_path / "file", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
