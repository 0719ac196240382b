"""Sources, tables and interim files in object stores: a local S3 server, and the memory store of fsspec."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import fsspec
import pytest
from made_up import identify, plan, process
from moto.server import ThreadedMotoServer
from typer.testing import CliRunner

from pipeline import KehoachError, NoTablesError, UsageError, ingest, open_tables, snapshots
from pipeline.cli import app
from pipeline.datapackage import write_package
from pipeline.run_report import run_report
from pipeline.snapshots import Snapshots
from pipeline.storage import folder_at, object_lock
from pipeline.summary import IngestSummary
from pipeline.upkeep import forget, verify
from schemas import PlanRecords

HERE = Path(__file__).resolve().parent
PLANS = {
    "a.txt": plan("- một", "cites B", "agency X"),
    "b.txt": plan("is B", "- hai", province="Bình Định"),
    "deep/c.txt": plan("- ba", year=2022),
}
NO_CACHE = {"use_listings_cache": False, "skip_instance_cache": True}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An S3 server on this machine, and the environment in which it is found."""
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    settings = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        fsspec.filesystem("s3", **NO_CACHE).mkdir("plans")
        yield settings["AWS_ENDPOINT_URL"]
    moto.stop()


@pytest.fixture(params=["s3", "memory"])
def root(request: pytest.FixtureRequest) -> str:
    """An empty place in a store of each kind."""
    if request.param == "s3":
        request.getfixturevalue("server")
    return f"{request.param}://plans/{uuid.uuid4().hex}"


@pytest.fixture
def s3(server: str) -> str:
    return f"s3://plans/{uuid.uuid4().hex}"


class Room:
    """Documents, tables and interim files below one URI, and the ingest that works there."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.tables = f"{root}/parquet"
        self.processed: list[str] = []

    def write(self, plans: Mapping[str, bytes]) -> None:
        for name, content in plans.items():
            folder_at(f"{self.root}/raw").write(name, content)

    def ingest(self, *paths: str | Path, **options: Any) -> IngestSummary:
        self.processed.clear()
        return ingest(
            paths or [f"{self.root}/raw"], out=self.tables, process=self._process, identify=identify, **options
        )

    def tasks(self) -> list[str]:
        return sorted(open_tables(self.tables).tasks.text)

    def _process(self, name: str, content: bytes) -> PlanRecords:
        self.processed.append(name.rpartition("/")[2])
        return process(name, content)


@pytest.fixture
def room(root: str) -> Room:
    made = Room(root)
    made.write(PLANS)
    return made


def test_from_a_store_into_it(room: Room) -> None:
    summary = room.ingest()
    assert (summary.read, summary.totals.by_status["ok"], summary.tables) == (3, 3, room.tables)
    tables = open_tables(room.tables)
    assert sorted(tables.documents.source_path) == [f"{room.root}/raw/{name}" for name in sorted(PLANS)]
    assert tables.sql("select count(*) as n from tasks join documents using (document_id)").n[0] == 3
    assert tables.legal_references.cited_document_id.notna().all()


def test_same_tables_as_on_a_disk(room: Room, tmp_path: Path) -> None:
    room.ingest()
    ingest(f"{room.root}/raw", out=tmp_path / "parquet", process=process, identify=identify)
    theirs = open_tables(room.tables).folder
    mine = open_tables(tmp_path / "parquet").folder
    assert theirs.files(".parquet") == mine.files(".parquet")
    assert all(theirs.read(name) == mine.read(name) for name in mine.files(".parquet"))


def test_nothing_to_do(room: Room) -> None:
    room.ingest()
    before = Snapshots(room.tables).folder.files()
    summary = room.ingest()
    assert (summary.read, summary.unchanged, summary.tables_changed) == (0, 3, False)
    assert Snapshots(room.tables).folder.files() == before


def test_one_more_one_changed_one_gone(room: Room) -> None:
    room.ingest()
    room.write({"d.txt": plan("- bốn"), "b.txt": plan("is B", "- năm", province="Bình Định")})
    folder_at(f"{room.root}/raw").remove("deep/c.txt")
    summary = room.ingest()
    assert sorted(room.processed) == ["b.txt", "d.txt"]
    assert summary.removed == (f"{room.root}/raw/deep/c.txt",)
    assert room.tasks() == ["bốn", "một", "năm"]


def test_one_object_alone(room: Room) -> None:
    room.ingest(f"{room.root}/raw/a.txt")
    assert room.tasks() == ["một"]
    room.ingest(f"{room.root}/raw/b.txt")
    assert room.tasks() == ["hai", "một"]


def test_what_is_no_document_is_skipped(room: Room) -> None:
    room.write({"README.md": b"x", ".hidden/x.txt": b"x", "data.csv": b"x"})
    summary = room.ingest()
    assert summary.sources == 3
    assert sorted(path.rpartition("/")[2] for path, _ in summary.skipped) == ["README.md", "data.csv"]


def test_tables_within_the_folder_of_documents(s3: str) -> None:
    room = Room(s3)
    room.write(PLANS)
    for _ in range(2):
        ingest(f"{s3}", out=room.tables, process=process, identify=identify)
    assert room.tasks() == ["ba", "hai", "một"]


def test_from_a_disk_into_a_store(s3: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PLANS["a.txt"])
    (tmp_path / "b.txt").write_bytes(PLANS["b.txt"])
    room = Room(s3)
    room.ingest(tmp_path)
    room.ingest(tmp_path)
    assert room.processed == []
    (tmp_path / "b.txt").unlink()
    assert len(room.ingest(tmp_path).removed) == 1
    assert room.tasks() == ["một"]


def test_the_last_two_are_kept(room: Room) -> None:
    for number in range(4):
        room.write({"a.txt": plan(f"- {number}")})
        room.ingest()
    place = Snapshots(room.tables)
    assert place.folder.folders() == ["000003", "000004"]
    assert place.parent.read("parquet") == b"parquet.versions/000004"
    previous = place.previous()
    assert previous is not None
    assert "2" in list(open_tables(previous).tasks.text)


def test_who_asks_keeps_seeing_one_state(room: Room) -> None:
    room.ingest()
    tables = open_tables(room.tables)
    room.write({"a.txt": plan("- sáu")})
    room.ingest()
    assert sorted(tables.tasks.text) == ["ba", "hai", "một"]
    assert "sáu" in room.tasks()


def test_verify_and_forget(room: Room) -> None:
    room.ingest()
    assert verify(room.tables).problems == ()
    document_id = str(open_tables(room.tables).sql("from documents where title = 'B'").document_id[0])
    assert forget(document_id, room.tables) == (f"{room.root}/raw/b.txt",)
    assert room.tasks() == ["ba", "một"]
    assert verify(room.tables).problems == ()
    left = [*Snapshots(room.tables).folder.folders(), *folder_at(f"{room.root}/interim").files(".zst")]
    assert left[0] == "000002" and not any(document_id in name for name in left)


@pytest.mark.parametrize("what", ["parquet", "interim"])
def test_loss_is_told_and_mended(room: Room, what: str) -> None:
    room.ingest()
    place = open_tables(room.tables).folder if what == "parquet" else folder_at(f"{room.root}/interim")
    place.remove(next(name for name in place.files() if name.startswith("tasks/") or name[2:3] == "/"))
    assert verify(room.tables).problems
    room.ingest()
    assert room.tasks() == ["ba", "hai", "một"]
    assert verify(room.tables).problems == ()


def test_failed_ones_are_tried_again_when_told(room: Room) -> None:
    room.write({"bad.txt": plan("crash")})
    assert len(room.ingest().failures) == 1
    room.ingest()
    assert room.processed == []
    room.ingest(retry_failed=True)
    assert room.processed == ["bad.txt"]


def test_report_of_runs(room: Room) -> None:
    room.ingest()
    room.write({"d.txt": plan("- bốn")})
    room.ingest()
    report = run_report(room.tables)
    assert report.run is not None and report.run.read == 1
    assert [change.path.rpartition("/")[2] for change in report.changes] == ["d.txt"]


def test_package(room: Room, tmp_path: Path) -> None:
    room.ingest()
    assert write_package(open_tables(room.tables), tmp_path / "package") > 5
    assert json.loads((tmp_path / "package/datapackage.json").read_text())["resources"]


def run_in_a_process(room: Room, before: str = "") -> subprocess.Popen[bytes]:
    """The same ingest in a process of its own."""
    code = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
import made_up
from made_up import identify, process
from pipeline import ingest, publish, sources
from pipeline.storage import object_lock
object_lock.BEAT_SECONDS, object_lock.DEAD_SECONDS = 0.3, 2.0
{before}
ingest(sys.argv[1:], out={room.tables!r}, process=process, identify=identify)
"""
    argv = [sys.executable, "-c", code, f"{room.root}/raw"]
    return subprocess.Popen(argv, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(HERE.parents[1])})


@pytest.mark.parametrize(
    "moment",
    ["publish._parquet = die", "Objects.point = die", "Objects.adopt = die"],
    ids=["while tables are written", "before the pointer is written", "while files are taken over"],
)
def test_killed_in_the_middle(s3: str, moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables stay as they were; the next run takes the lock of the dead one and goes on."""
    room = Room(s3)
    room.write(PLANS)
    room.ingest()
    room.write({"d.txt": plan("- bốn", year=2023)})
    code = "import os, signal\nfrom pipeline.storage.objects import ObjectFolder as Objects\n"
    code += f"die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n{moment}"
    died = run_in_a_process(room, code)
    _, said = died.communicate()
    assert died.returncode == -signal.SIGKILL, said.decode()
    assert room.tasks() == ["ba", "hai", "một"]
    monkeypatch.setattr(object_lock, "DEAD_SECONDS", 1.0)
    room.ingest()
    assert room.processed == [], "what was read before is not read again"
    assert room.tasks() == ["ba", "bốn", "hai", "một"]
    assert verify(room.tables).problems == ()


def test_two_ingests_at_once(s3: str) -> None:
    """Three processes that read different folders into the same tables: all are in them at the end."""
    room = Room(s3)
    rooms = []
    for name in ("x", "y", "z"):
        one = Room(f"{s3}/{name}")
        one.write({f"{number}.txt": plan(f"- {name}{number}") for number in range(3)})
        one.tables = room.tables
        rooms.append(one)
    runs = [run_in_a_process(one) for one in rooms]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0)] * 3
    assert len(room.tasks()) == 9
    assert verify(room.tables, f"{s3}/interim").problems == ()


def test_lock_of_another_who_lives(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "_LOCK_SECONDS", 1)
    monkeypatch.setattr(object_lock, "BEAT_SECONDS", 0.1)
    monkeypatch.setattr(object_lock, "DEAD_SECONDS", 0.6)
    place = Snapshots(f"{root}/parquet")
    with place.locked():
        held = json.loads(place.folder.read(".lock"))
        assert held["owner"] and held["time"]
        with pytest.raises(KehoachError, match=held["owner"].split(":")[0]), Snapshots(place.tables).locked():
            pass
    assert not place.folder.has(".lock")


def test_one_at_a_time(root: str) -> None:
    """However many ask for the lock, it has one owner at a time."""
    inside, most = 0, []

    def work() -> None:
        nonlocal inside
        for _ in range(3):
            with Snapshots(f"{root}/parquet").locked():
                inside += 1
                most.append(inside)
                time.sleep(0.01)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 9


def test_who_lost_the_lock_changes_nothing(root: str) -> None:
    room = Room(root)
    room.write(PLANS)
    room.ingest()
    place = Snapshots(room.tables)
    with place.locked():
        draft = place.begin()
        place.folder.write(".lock", b'{"owner": "elsewhere:1:x"}')
        with pytest.raises(KehoachError, match="took the lock"):
            place.commit(draft)
    assert room.tasks() == ["ba", "hai", "một"]
    assert place.folder.has(".lock"), "the lock of another stays"
    place.folder.remove(".lock")


def test_no_tables(root: str) -> None:
    with pytest.raises(NoTablesError, match=f"no tables in {root}/parquet"):
        open_tables(f"{root}/parquet")


def test_object_that_is_no_pointer(root: str) -> None:
    folder_at(root).write("parquet", b"PAR1")
    with pytest.raises(UsageError, match="did not make"):
        Snapshots(f"{root}/parquet").current()


def test_no_such_source(root: str) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        ingest(f"{root}/nothing", out=f"{root}/parquet", process=process, identify=identify)


def test_no_such_bucket(server: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PLANS["a.txt"])
    with pytest.raises(UsageError, match="s3://nowhere/raw does not exist"):
        ingest("s3://nowhere/raw", out=tmp_path / "parquet", process=process, identify=identify)
    with pytest.raises(KehoachError, match=r"s3://nowhere.*make the bucket first"):
        ingest(tmp_path, out="s3://nowhere/parquet", process=process, identify=identify)
    with pytest.raises(NoTablesError, match="s3://nowhere/parquet"):
        open_tables("s3://nowhere/parquet")


def test_store_out_of_reach(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    with pytest.raises(KehoachError, match=r"s3://plans.* cannot be reached .*check its name, the credentials"):
        open_tables("s3://plans/parquet")
    fsspec.get_filesystem_class("s3").clear_instance_cache()


def test_not_permitted(s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("Access Denied")

    monkeypatch.setattr(fsspec.get_filesystem_class("s3"), "cat_file", refuse)
    done = CliRunner().invoke(app, ["documents", "--tables", f"{s3}/parquet"])
    assert done.exit_code == 1
    assert f"{s3}/parquet: not permitted with these credentials (Access Denied)." in done.stderr


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("adl://x/y", r"adl://x needs a package that is not installed"),
        ("nonsense://x/y", "nonsense://x cannot be used"),
        ("s3://plans", "names a bucket alone; name a folder in it, like s3://plans/plans"),
    ],
)
def test_places_that_cannot_be_used(place: str, told: str, server: str) -> None:
    with pytest.raises(UsageError, match=told):
        Snapshots(place)


def test_package_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)
    with pytest.raises(UsageError, match=r"pip install 'kehoach\[s3\]'"):
        open_tables("s3://plans/parquet")


def test_uri_as_a_path() -> None:
    with pytest.raises(UsageError, match="string with two slashes"):
        open_tables(Path("s3://plans/parquet"))


def test_file_uris(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_bytes(PLANS["a.txt"])
    ingest(f"file://{tmp_path}/raw", out=f"file://{tmp_path}/parquet", process=process, identify=identify)
    assert (tmp_path / "parquet").is_symlink()
    assert list(open_tables(tmp_path / "parquet").tasks.text) == ["một"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["interim", "parquet", "parquet.versions", "raw"]


def test_commands(s3: str, server: str, tmp_path: Path) -> None:
    """The command line, with documents of this machine and tables on S3."""
    text = (HERE.parents[1] / "tests/plans/prose-reform.txt").read_bytes()
    folder_at(f"{s3}/raw").write("plan.txt", text)
    tables = ["--tables", f"{s3}/parquet"]

    def answer(*words: str) -> str:
        done = CliRunner().invoke(app, [*words])
        assert done.exit_code == 0, done.output
        return done.stdout

    answer("ingest", f"{s3}/raw", "--out", f"{s3}/parquet", "--workers", "0")
    assert "plan.txt" in answer("documents", *tables)
    assert json.loads(answer("query", "select count(*) as n from tasks", "--format", "json", *tables))[0]["n"] > 3
    assert answer("show", "plan.txt", *tables)
    assert answer("deadlines", *tables)
    answer("export", "--csv", str(tmp_path / "tasks.csv"), *tables)
    assert (tmp_path / "tasks.csv").stat().st_size > 100
    answer("report", "--out", str(tmp_path / "site"), *tables)
    assert (tmp_path / "site/index.html").is_file()
    assert "all is well" in answer("verify", *tables)
    assert "plan.txt" in answer("forget", "plan.txt", *tables)
