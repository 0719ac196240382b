"""A real Dask scheduler with workers on this machine: nothing is lost when one of them dies."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from made_up import Workshop, plan

from pipeline import KehoachError, UsageError, open_tables

distributed = pytest.importorskip("distributed")

HERE = Path(__file__).resolve().parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE), str(HERE.parents[1])))}


@dataclass
class LocalCluster:
    """A scheduler and its workers as processes of their own."""

    address: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def hire(self, *options: str) -> None:
        command = [sys.executable, "-m", "distributed.cli.dask_worker", self.address, "--nthreads", "1", *options]
        self.workers.append(subprocess.Popen([*command, "--no-dashboard"], env=ENVIRONMENT, stderr=subprocess.DEVNULL))


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    scheduler = subprocess.Popen([*command, "--no-dashboard"], env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    running = LocalCluster(f"tcp://127.0.0.1:{port}")
    try:
        yield running
    finally:
        for process in (*running.workers, scheduler):
            process.kill()
            process.wait()


def test_worker_killed_in_the_middle(workshop: Workshop, cluster: LocalCluster) -> None:
    """The tables are those of a run on this machine, poison included."""
    plans = {f"{number:02}.txt": plan("do sleep 0.05", f"- việc {number}", f"cites {number}") for number in range(60)}
    plans |= {"segfault.txt": plan("do segfault"), "spin.txt": plan("do spin"), "crash.txt": plan("crash")}
    workshop.write(plans)
    workshop.ingest(workers=2, timeout=3)
    wanted = workshop.files()

    cluster.hire("--no-nanny")
    cluster.hire("--no-nanny")

    def kill_one() -> None:
        while len(workshop.interim_files()) < 20:
            time.sleep(0.02)
        cluster.workers[0].send_signal(signal.SIGKILL)

    for path in workshop.interim_files():
        path.unlink()
    killer = threading.Thread(target=kill_one)
    killer.start()
    summary = workshop.ingest(scheduler=cluster.address, timeout=3)
    killer.join()
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert (summary.read, summary.totals.by_status) == (63, {"ok": 60, "partial": 0, "failed": 3})
    assert workshop.files() == wanted


def test_workers_with_nannies(workshop: Workshop, cluster: LocalCluster) -> None:
    """Such workers are daemons, which are not allowed to have children unless they are helped."""
    workshop.write({"a.txt": plan("- một"), "b.txt": plan("do kill")})
    cluster.hire()
    assert workshop.ingest(scheduler=cluster.address).totals.by_status == {"ok": 1, "partial": 0, "failed": 1}
    assert list(open_tables(workshop.tables).tasks.text) == ["một"]


def test_other_rules(workshop: Workshop, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.write({"a.txt": plan("- một")})
    cluster.hire("--no-nanny")
    monkeypatch.setattr("pipeline.cluster.PIPELINE_VERSION", "of tomorrow")
    with pytest.raises(KehoachError, match="install of tomorrow there"):
        workshop.ingest(scheduler=cluster.address)


def test_no_workers(workshop: Workshop, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.write({"a.txt": plan("- một")})
    monkeypatch.setattr("pipeline.cluster._SECONDS_FOR_WORKERS", 1)
    with pytest.raises(KehoachError, match="has no workers"):
        workshop.ingest(scheduler=cluster.address)


def test_no_scheduler(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.write({"a.txt": plan("- một")})
    monkeypatch.setattr("pipeline.cluster._SECONDS_TO_CONNECT", 1)
    with pytest.raises(UsageError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        workshop.ingest(scheduler="tcp://127.0.0.1:9")
