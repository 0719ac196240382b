"""The report of a run: what the tables hold, what changed, what is worth a look."""

from __future__ import annotations

import json
from pathlib import Path

from made_up import Workshop, plan

from pipeline.console import console
from pipeline.run_log import runs
from pipeline.run_report import run_report
from pipeline.run_report_view import print_report, report_json
from pipeline.snapshots import Snapshots

PLANS = {"a.txt": plan("- một", "- hai"), "b.txt": plan("- ba", province="Bình Định")}


def test_first_run(workshop: Workshop) -> None:
    workshop.write(PLANS)
    workshop.ingest()
    report = run_report(workshop.tables)
    assert report.run is not None
    assert (report.run.sources, report.run.read, report.run.failed) == (2, 2, 0)
    assert report.before is None and report.changes == ()
    assert report.now.statuses == {"ok": 2}
    assert [(one.province, one.format, one.tasks) for one in report.now.coverage] == [
        ("Bình Định", "text", 1),
        ("Tuyên Quang", "text", 2),
    ]


def test_what_changed(workshop: Workshop) -> None:
    workshop.write({**PLANS, "c.txt": plan("- bốn")})
    workshop.ingest()
    (workshop.raw / "c.txt").unlink()
    workshop.write({"d.txt": plan("crash"), "e.txt": plan("- năm", province="Cà Mau"), "f.txt": plan(province="Huế")})
    workshop.ingest()
    report = run_report(workshop.tables)
    changes = {change.path.rsplit("/", 1)[-1]: change for change in report.changes}
    assert set(changes) == {"c.txt", "d.txt", "e.txt", "f.txt"}
    assert changes["c.txt"].status_after is None
    assert (changes["d.txt"].status_before, changes["d.txt"].status_after) == (None, "failed")
    assert "new provinces: Cà Mau, Huế, unknown" in report.alerts
    assert "Huế, text: 1 documents without a single task" in report.alerts
    assert "a warning that was not there before: internal_error in 1 documents" in report.alerts


def test_run_without_work(workshop: Workshop) -> None:
    workshop.write(PLANS)
    workshop.ingest()
    workshop.ingest()
    report = run_report(workshop.tables)
    assert report.run is not None and not report.run.tables_changed
    assert [entry.read for entry in runs(Snapshots(workshop.tables))] == [2, 0]


def test_log_with_a_broken_line(workshop: Workshop) -> None:
    workshop.write(PLANS)
    workshop.ingest()
    log = Path(str(Snapshots(workshop.tables).folder)) / "runs.jsonl"
    log.write_text("{\n" + log.read_text())
    assert len(runs(Snapshots(workshop.tables))) == 1


def test_for_people_and_programs(workshop: Workshop) -> None:
    import io

    workshop.write(PLANS)
    workshop.ingest()
    workshop.write({"c.txt": plan("- bốn")})
    workshop.ingest()
    report = run_report(workshop.tables)
    screen = io.StringIO()
    print_report(report, console(screen))
    text = screen.getvalue()
    assert "ok 3 (+1)" in text and "c.txt: new, ok, 1 tasks" in text
    content = json.loads(report_json(report))
    assert content["now"]["statuses"] == {"ok": 3} and content["before"]["statuses"] == {"ok": 2}
