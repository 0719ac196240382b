"""Worker processes: what a document does to its process costs that document alone."""

from __future__ import annotations

import hashlib
import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from made_up import Workshop, identify, plan, process

from pipeline import KehoachError, open_tables
from pipeline.failures import id_of_content
from pipeline.limits import Limits
from pipeline.store import Packed
from pipeline.work import Here, Job, Recipe
from pipeline.workers import Workers, default_workers

RECIPE = Recipe(process, identify)
GOOD = {f"good{number}.txt": plan(f"- việc {number}") for number in range(6)}
POISON = {
    "spin": "timeout",
    "hang": "timeout",
    "sleep 30": "timeout",
    "fill": "out_of_memory",
    "ask": "out_of_memory",
    "segfault": "crashed",
    "abort": "crashed",
    "exit": "crashed",
    "leave": "crashed",
    "kill": "crashed",
    "recurse": "internal_error",
}


def job(name: str, content: bytes) -> Job:
    return Job(name, hashlib.sha256(content).hexdigest(), content)


def by_id(done: Any) -> dict[str, Packed]:
    return {document.document_id: document for document in done}


def warnings(workshop: Workshop) -> dict[str, str]:
    """The first warning of each document that has one."""
    documents = open_tables(workshop.tables).documents
    pairs = zip(documents.source_path, documents.warnings, strict=True)
    return {Path(path).name: found[0] for path, found in pairs if len(found)}


@pytest.mark.parametrize("workers", [1, 2])
def test_poison_costs_one_document_each(workshop: Workshop, workers: int) -> None:
    workshop.write({**GOOD, **{f"{deed.split()[0]}.txt": plan(f"do {deed}") for deed in POISON}})
    summary = workshop.ingest(workers=workers, timeout=3, memory=300)
    assert summary.totals.by_status == {"ok": len(GOOD), "partial": 0, "failed": len(POISON)}
    found = {name.removesuffix(".txt"): text.partition(":")[0] for name, text in warnings(workshop).items()}
    assert found == {deed.split()[0]: code for deed, code in POISON.items()}
    assert "SIGSEGV" in warnings(workshop)["segfault.txt"]
    assert "exit code 3" in warnings(workshop)["exit.txt"]


def test_poison_is_not_tried_again_until_wanted(workshop: Workshop) -> None:
    workshop.write({**GOOD, "slow.txt": plan("do sleep 1.5", "- chậm")})
    workshop.ingest(workers=1, timeout=0.5)
    assert warnings(workshop)["slow.txt"].startswith("timeout: ")
    assert workshop.ingest(workers=1, timeout=0.5).read == 0
    summary = workshop.ingest(workers=1, retry_failed=True, timeout=30)
    assert (summary.read, summary.totals.by_status["failed"]) == (1, 0)


def test_pages_read_by_ocr_add_to_the_time(workshop: Workshop) -> None:
    workshop.write(
        {
            "a_scan.txt": plan("do ocr 48", "do sleep 2", "- quét"),
            "b_endless_scan.txt": plan("do ocr 12", "do sleep 30"),
            "c_slow_text.txt": plan("do sleep 2", "- chậm"),
        }
    )
    summary = workshop.ingest(workers=1, timeout=1)
    assert summary.totals.by_status == {"ok": 1, "partial": 0, "failed": 2}
    found = warnings(workshop)
    assert "after 2 seconds" in found["b_endless_scan.txt"]
    assert "after 1 seconds" in found["c_slow_text.txt"]


def test_what_somebody_else_killed_gets_a_second_chance(workshop: Workshop) -> None:
    workshop.write({"a.txt": plan(f"do die_once {workshop.root / 'mark'}", "- một")})
    assert workshop.ingest(workers=1).totals.by_status["ok"] == 1


def test_same_tables_with_any_number_of_workers(workshop: Workshop, tmp_path: Path) -> None:
    plans = {
        **{f"{n}.txt": plan(f"- việc {n}", f"cites {n + 1}", f"is {n}", year=2018 + n % 3) for n in range(30)},
        "same/0.txt": plan("- việc 0", "cites 1", "is 0", year=2018),
        "crash.txt": plan("crash"),
    }
    tables = []
    for workers in (0, 1, 2, 3):
        workshop.write(plans)
        workshop.ingest(workers=workers, force=True)
        tables.append(workshop.files())
    assert all(one == other for one, other in itertools.pairwise(tables))


def test_whatever_order(tmp_path: Path) -> None:
    jobs = [job(name, content) for name, content in GOOD.items()]
    wanted = by_id(Here(RECIPE).run(jobs))
    for order in (jobs, jobs[::-1]):
        assert by_id(Workers(RECIPE, 2, Limits()).run(order)) == wanted


def test_jobs_are_taken_as_fast_as_they_are_done() -> None:
    """A folder of 100 000 documents is not read into memory at once."""
    taken = 0

    def jobs() -> Any:
        nonlocal taken
        for number in range(20):
            taken += 1
            yield job(f"{number}.txt", plan(f"- {number}"))

    for done, _ in enumerate(Workers(RECIPE, 2, Limits()).run(jobs()), 1):
        assert taken <= done + 3


def test_workers_are_replaced_before_leaks_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.workers._DOCUMENTS_PER_WORKER", 2)
    jobs = [job(name, content) for name, content in GOOD.items()]
    assert len(by_id(Workers(RECIPE, 1, Limits()).run(jobs))) == len(jobs)


class Unloadable:
    """Cannot be taken over by another process."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("not a number",)

    def __call__(self, name: str, content: bytes) -> Any:
        raise AssertionError


def test_workers_that_do_not_start() -> None:
    """An error of the run, not one of each document."""
    with pytest.raises(KehoachError, match="do not start"):
        list(Workers(Recipe(Unloadable(), identify), 1, Limits()).run([job("a.txt", b"x")]))


def test_no_process_is_left(workshop: Workshop) -> None:
    jobs = (job(f"{number}.txt", plan("do sleep 30", f"- {number}")) for number in range(4))
    running = Workers(RECIPE, 2, Limits(seconds=1)).run(jobs)
    first = next(running)
    running.close()  # type: ignore[attr-defined]
    assert first.document_id
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(("documents", "fewest"), [(0, 1), (1, 1), (3, 1), (100_000, 1)])
def test_default_workers(documents: int, fewest: int) -> None:
    assert fewest <= default_workers(documents) <= max(1, len(os.sched_getaffinity(0)))


RUN = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what runs in the background ignore it
sys.path.insert(0, {here!r})
from made_up import identify, process
from pipeline import ingest
if __name__ == "__main__":
    ingest({raw!r}, out={out!r}, interim={interim!r}, workers=2, process=process, identify=identify)
"""


def script(workshop: Workshop) -> Path:
    path = workshop.root / "run.py"
    places = {"raw": workshop.raw, "out": workshop.tables, "interim": workshop.interim}
    text = RUN.format(here=str(Path(__file__).parent), **{name: str(place) for name, place in places.items()})
    path.write_text(text)
    return path


def test_interrupted_run_goes_on(workshop: Workshop) -> None:
    """Ctrl-C: says how far it came, keeps what was read, leaves no process; the next run does the rest."""
    workshop.write({f"{number:02}.txt": plan("do sleep 0.2", f"- {number}") for number in range(40)})
    run = subprocess.Popen([sys.executable, script(workshop)], stderr=subprocess.PIPE, text=True)
    while len(workshop.interim_files()) < 5:
        assert run.poll() is None, run.stderr and run.stderr.read()
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=20)
    assert "Interrupted after" in said and "of 40 sources" in said
    assert not workshop.tables.exists()
    kept = len(workshop.interim_files())
    summary = workshop.ingest(workers=2)
    assert (summary.sources, summary.unchanged) == (40, kept)


def test_id_of_a_job() -> None:
    one = job("a.txt", b"x")
    assert one.document_id == id_of_content(one.sha256)
