"""What happens to a run from outside: kill -9, a full disk, a read-only one, files that change, clocks that jump."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_up import Workshop, plan

from pipeline import sources

HERE = Path(__file__).resolve().parent
KILLS = int(os.environ.get("KEHOACH_KILLS", "6"))
DOCUMENTS = int(os.environ.get("KEHOACH_KILL_DOCUMENTS", "60"))
"""`KEHOACH_KILLS=50 KEHOACH_KILL_DOCUMENTS=500 pytest tests/pipeline/test_faults.py` takes some minutes."""

RUN = """
import sys
sys.path.insert(0, {here!r})
from made_up import identify, process
from pipeline import ingest
if __name__ == "__main__":
    ingest({raw!r}, out={out!r}, interim={interim!r}, workers={workers}, process=process, identify=identify)
"""


def started(workshop: Workshop, workers: int) -> subprocess.Popen[str]:
    """A run as a process of its own."""
    places = {"raw": workshop.raw, "out": workshop.tables, "interim": workshop.interim}
    text = RUN.format(here=str(HERE), workers=workers, **{name: str(place) for name, place in places.items()})
    script = workshop.root / "run.py"
    script.write_text(text)
    return subprocess.Popen([sys.executable, script], stderr=subprocess.PIPE, text=True)


def many(count: int) -> dict[str, bytes]:
    provinces = ("Tuyên Quang", "Bình Định", "Cà Mau")
    return {
        f"{number:03}.txt": plan(
            "do sleep 0.005",
            *(f"- việc {number}.{item}" for item in range(20)),
            f"is {number}",
            f"cites {number * 7 % count}",
            f"agency Sở {number % 9}",
            province=provinces[number % 3],
            year=2018 + number % 5,
        )
        for number in range(count)
    }


def test_killed_at_any_moment(workshop: Workshop) -> None:
    """However often a run is killed: the tables are the old ones or the new ones, and the last run makes them whole."""
    workshop.write(many(DOCUMENTS))
    workshop.ingest()
    wanted, chosen = workshop.files(), random.Random(5)
    for _ in range(KILLS):
        workshop.tables.unlink(missing_ok=True)
        for path in chosen.sample(workshop.interim_files(), len(workshop.interim_files()) // 2):
            path.unlink()
        run = started(workshop, workers=chosen.choice((0, 0, 2)))
        try:
            _, said = run.communicate(timeout=chosen.uniform(0.3, 3.0))
            assert run.returncode == 0, said
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.communicate()
        assert workshop.files() in ({}, wanted)
        workshop.ingest()
        assert workshop.files() == wanted
        leftovers = [path.name for path in workshop.tables.resolve().parent.iterdir() if "draft" in path.name]
        assert leftovers == []


def test_workers_end_with_the_one_that_started_them(workshop: Workshop) -> None:
    workshop.write({f"{number}.txt": plan("do sleep 0.5", f"- {number}") for number in range(9)})
    run = started(workshop, workers=2)
    while not workshop.interim_files():
        assert run.poll() is None
        time.sleep(0.05)
    children = subprocess.run(
        ["pgrep", "-f", "multiprocessing.forkserver"], capture_output=True, text=True, check=False
    )
    before = {int(pid) for pid in children.stdout.split() if _started_by(int(pid), run.pid)}
    run.kill()
    run.communicate()
    assert before
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in before):
            return
        time.sleep(0.1)
    pytest.fail("worker processes are left")


def _started_by(pid: int, ancestor: int) -> bool:
    while pid > 1:
        if pid == ancestor:
            return True
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            return False
    return False


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte; skipped where none can be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def remounted(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", disk], check=True)


def test_disk_full(workshop: Workshop, small_disk: Path) -> None:
    """The run ends with the error; the tables stay as they were, and with more room the next run goes on."""
    workshop.write({"a.txt": plan("- một")})
    workshop.tables, workshop.interim = small_disk / "parquet", small_disk / "interim"
    workshop.ingest()
    before = workshop.files()
    chosen = random.Random(1)
    workshop.write({f"{n}.txt": plan(*(f"- {chosen.random()}" for _ in range(900))) for n in range(60)})
    for workers in (0, 2):
        with pytest.raises(OSError, match="No space left"):
            workshop.ingest(workers=workers)
        assert workshop.files() == before
    remounted(small_disk, "size=64m")
    assert workshop.ingest().totals.by_status["ok"] == 61


def test_read_only_disk(workshop: Workshop, small_disk: Path) -> None:
    workshop.write({"a.txt": plan("- một")})
    workshop.tables, workshop.interim = small_disk / "parquet", small_disk / "interim"
    workshop.ingest()
    before = workshop.files()
    workshop.write({"b.txt": plan("- hai")})
    remounted(small_disk, "ro")
    with pytest.raises(OSError, match="Read-only"):
        workshop.ingest()
    assert workshop.files() == before
    remounted(small_disk, "rw")
    assert workshop.ingest().totals.by_status["ok"] == 2


def test_file_that_is_written_to_while_it_is_read(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.write({"a.txt": plan("- một"), "b.txt": plan("- hai")})
    read, times = Path.read_bytes, {"a.txt": 1, "b.txt": 99}

    def read_while_written(path: Path) -> bytes:
        content = read(path)
        if times.get(path.name, 0) > 0:
            times[path.name] -= 1
            path.write_bytes(content + b"\n- them")
        return content

    monkeypatch.setattr(Path, "read_bytes", read_while_written)
    summary = workshop.ingest()
    assert summary.totals.by_status == {"ok": 1, "partial": 0, "failed": 1}
    assert summary.failures[0].reason.startswith("changing: ")
    times["b.txt"] = 0
    assert workshop.ingest().totals.by_status["failed"] == 0


def test_clocks_that_jump(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files from the future and the past, and a clock set back in between, change nothing."""
    plans = many(6)
    workshop.write(plans)
    for number, name in enumerate(plans):
        stamp = (0, 2**31, 4_000_000_000)[number % 3]
        os.utime(workshop.raw / name, (stamp, stamp))
    workshop.ingest()
    before = workshop.files()
    for jump in (-86_400 * 365, 86_400 * 365):
        now = time.time()
        monkeypatch.setattr(time, "time", lambda now=now, jump=jump: now + jump)
        assert workshop.ingest().read == 0
        workshop.ingest(force=True, workers=1)
        assert workshop.files() == before
    name = next(iter(plans))
    changed = plans[name].replace(b"0.0", b"0.x")
    assert len(changed) == len(plans[name])
    status = (workshop.raw / name).stat()
    workshop.write({name: changed})
    os.utime(workshop.raw / name, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert workshop.ingest().read == 1, "of the same size and time, and yet another content"


def test_large_file_is_not_read_into_memory(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 1 << 20)
    with (workshop.raw / "a.pdf").open("wb") as file:
        file.truncate(1 << 34)
    assert workshop.ingest().failures[0].reason.startswith("too_large: ")
