"""Runs that die, and runs at the same time: the next run always ends with the tables that an undisturbed one makes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import zstandard
from made_up import Workshop, plan

from pipeline import open_tables, sources

HERE = Path(__file__).resolve().parent
PLANS = {
    "a.txt": plan("- một", "cites B", "agency X"),
    "b.txt": plan("is B", "- hai", province="Bình Định"),
    "c.txt": plan("- ba", year=2022),
}
CHANGES = {"b.txt": plan("- bốn", province="Bình Định"), "d.txt": plan("is B", year=2023)}
OPERATIONS = [
    *((Path, name) for name in ("mkdir", "open", "rename", "replace", "rmdir", "symlink_to", "unlink")),
    (os, "link"),
    (shutil, "rmtree"),
    (pq, "write_table"),
]
"""What changes files, as the program calls it."""


class PowerCut(BaseException):
    """The process is dead: nothing it would do afterwards happens."""


@contextmanager
def power_cut(after: int) -> Iterator[list[str]]:
    """Lets so many operations on files happen, and none after them; gives the names of those that did."""
    happened: list[str] = []

    def limited(name: str, operation: Callable[..., Any]) -> Callable[..., Any]:
        def act(*args: Any, **kwargs: Any) -> Any:
            if len(happened) >= after:
                raise PowerCut
            happened.append(name)
            return operation(*args, **kwargs)

        return act

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in OPERATIONS:
            patch.setattr(owner, name, limited(name, getattr(owner, name)))
        yield happened


def tables(workshop: Workshop) -> dict[str, bytes]:
    """The tables without `documents`, which holds the paths of the test's own folder."""
    return {name: content for name, content in workshop.files().items() if not name.startswith("documents/")}


@pytest.fixture(params=["first run", "later run"])
def is_later(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "later run")


def prepared(root: Path, *, is_later: bool) -> Workshop:
    """A folder in which a run is due; if it is a later one, an earlier one has been there."""
    workshop = Workshop(root)
    workshop.write(PLANS)
    if is_later:
        workshop.ingest()
        workshop.write(CHANGES)
    return workshop


def test_power_cut_at_any_moment(tmp_path: Path, is_later: bool) -> None:
    undisturbed = prepared(tmp_path / "undisturbed", is_later=is_later)
    before = tables(undisturbed) if is_later else {}
    undisturbed.ingest()
    wanted = tables(undisturbed)
    for after in range(0, 1000, 3):
        workshop = prepared(tmp_path / str(after), is_later=is_later)
        with power_cut(after) as happened:
            try:
                workshop.ingest()
            except PowerCut:
                is_over = False
            else:
                is_over = True
        assert tables(workshop) in (before, wanted), f"half of a change is visible after {happened}"
        workshop.ingest()
        assert tables(workshop) == wanted, f"not repaired after {happened}"
        if is_over:
            assert after > 20
            return
    pytest.fail("the run never ended")


def test_process_that_is_killed(workshop: Workshop) -> None:
    """The same with a real process and the signal that no program can catch."""
    workshop.write(PLANS)
    code = f"""
import os, signal, sys
sys.path.insert(0, {str(HERE)!r})
import made_up
from made_up import identify, process
from pipeline import ingest, publish, sources
sources.PIPELINE_VERSION = made_up.PIPELINE_VERSION = {sources.PIPELINE_VERSION!r}
publish._parquet = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
ingest({str(workshop.raw)!r}, out={str(workshop.tables)!r}, interim={str(workshop.interim)!r}, process=process,
       identify=identify)
"""
    died = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert not workshop.tables.exists()
    workshop.ingest()
    assert workshop.processed == [], "what was read before is not read again"
    assert len(open_tables(workshop.tables).tasks) == 3


def test_two_publishers(workshop: Workshop) -> None:
    """Two processes that read different folders into the same tables: both are in them at the end."""
    folders = ("x", "y", "z")
    for folder in folders:
        workshop.write({f"{folder}/{number}.txt": plan(f"- {folder}{number}") for number in range(5)})
    code = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
from made_up import identify, process
from pipeline import ingest
ingest({str(workshop.raw)!r} + "/" + sys.argv[1], out={str(workshop.tables)!r}, interim={str(workshop.interim)!r},
       process=process, identify=identify)
"""
    runs = [subprocess.Popen([sys.executable, "-c", code, folder], stderr=subprocess.PIPE) for folder in folders]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0)] * len(folders)
    assert len(open_tables(workshop.tables).tasks) == 15


def with_other_rows(content: bytes) -> bytes:
    """A file that is whole, but whose rows are not those that its head tells of."""
    head, _, rows = zstandard.decompress(content).partition(b"\n")
    return zstandard.compress(head + b"\n" + rows.replace(b'"origin":"prose"', b'"origin":"table"'))


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut in the head": lambda content: content[:20],
    "cut in the rows": lambda content: content[:-10],
    "a bit turned": lambda content: bytes([*content[:-20], content[-20] ^ 1, *content[-19:]]),
    "other rows": with_other_rows,
    "not compressed": lambda content: b"hello",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_interim_files_are_made_again(workshop: Workshop, damage: Callable[[bytes], bytes]) -> None:
    workshop.write(PLANS)
    workshop.ingest()
    wanted = tables(workshop)
    for path in workshop.interim_files():
        path.write_bytes(damage(path.read_bytes()))
    shutil.rmtree(workshop.tables.resolve())
    workshop.tables.unlink()
    workshop.ingest()
    assert tables(workshop) == wanted


def test_missing_file_of_the_tables_is_written_again(workshop: Workshop) -> None:
    workshop.write(PLANS)
    workshop.ingest()
    wanted = tables(workshop)
    (workshop.tables / "tasks" / "tuyen-quang" / "2022.parquet").unlink()
    workshop.ingest()
    assert tables(workshop) == wanted
