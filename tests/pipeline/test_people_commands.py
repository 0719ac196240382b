"""The commands for people who follow plans up, on the samples."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar
from typer.testing import CliRunner, Result

from pipeline import ingest, open_tables
from pipeline.cli import app

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the tables of the samples lie where commands look for them."""
    folder = tmp_path_factory.mktemp("people")
    ingest([ROOT / "data" / "raw"], out=folder / "data" / "parquet", interim=folder / "data" / "interim")
    return folder


Run = Callable[..., Result]


@pytest.fixture
def run(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder with the tables of the samples, on a screen of 100 columns."""
    (tmp_path / "data").symlink_to(samples / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *words: CliRunner().invoke(app, list(words))


def test_deadlines(run: Run) -> None:
    result = run("deadlines", "--as-of", "2026-12-14", "--agency", "cong an")
    assert "Thu 2026-12-31  in 17 days" in result.output
    assert "“Đến hết tháng 12/2026” · Hải Phòng, Kế hoạch 402/KH-UBND, page 2" in result.output
    assert max(map(len, result.output.splitlines())) <= 100
    assert "\x1b" not in result.output


def test_what_lies_before_the_period_is_counted(run: Run) -> None:
    today = run("deadlines", "--as-of", "2026-12-14").output
    assert re.search(r"already past: \d+; --from shows them", today)
    assert "From today to" not in today
    later = run("deadlines", "--as-of", "2026-12-14", "--from", "2027-03-01").output
    assert re.search(r"already past: \d+; an earlier --from shows them", later)
    assert re.search(r"From today to the day before 2027-03-01: \d+; an earlier --from shows them", later)


def test_before_a_day_that_repeats(run: Run) -> None:
    listed = run("deadlines", "--repeating", "--from", "2027-02-01", "--to", "2027-02-28").output
    assert "(before day 28, month 2, every year)" in listed


def test_deadlines_on_a_wide_screen(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert max(map(len, run("deadlines", "--as-of", "2026-12-14").output.splitlines())) <= 120


def test_deadlines_as_json(run: Run) -> None:
    answer = json.loads(run("deadlines", "--as-of", "2026-12-14", "--json").output)
    assert (answer["from"], answer["to"]) == ("2026-12-14", "2027-01-13")
    assert {item["state"] for item in answer["items"]} <= {"today", "upcoming"}
    assert [item["day"] for item in answer["items"]] == sorted(item["day"] for item in answer["items"])


def test_a_calendar_file_has_all_that_comes(run: Run) -> None:
    assert run("deadlines", "--as-of", "2026-12-14", "--ics", "a.ics").exit_code == 0
    events = Calendar.from_ical(Path("a.ics").read_bytes()).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events) > 20
    rules = [event["rrule"] for event in events if "rrule" in event]
    assert rules and all("UNTIL" in rule for rule in rules)


def test_what_is_written(run: Run) -> None:
    number = len(open_tables("data/parquet").tasks)
    assert f"{number} tasks" in run("export", "--xlsx", "a.xlsx", "--csv", "a.csv", "--jsonl", "a.jsonl").output
    assert openpyxl.load_workbook("a.xlsx").active.max_row == number + 1
    assert len(Path("a.jsonl").read_text(encoding="utf-8").splitlines()) == number
    assert Path("a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["export"], "Name a file"),
        (["export", "--xlsx", "nowhere/a.xlsx"], "The folder nowhere does not exist"),
        (["export", "--csv", "data"], "data is a folder; name a file"),
        (["export", "--csv", "a.csv", "--all-tables"], "--all-tables is for --xlsx"),
        (["export", "--xlsx", "a.xlsx", "--unguarded"], "--unguarded is for --csv"),
        (["export", "--csv", "a.csv", "--from", "2027-01-02", "--to", "2027-01-01"], "comes after"),
        (["deadlines", "--from", "31/02/2026"], "31/02/2026 is no day"),
        (["deadlines", "--province", "an gian"], "did you mean An Giang?"),
        (["deadlines", "--agency", "Sở Nội vu vơ"], "No plan names an agency"),
        (["compare", "an-giang"], "Name a second"),
        (["compare", "an-giang", "atlantis"], "There is no province and no document atlantis"),
        (["compare", "an-giang", "an-giang"], "are the same plans"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run: Run, words: list[str], sentence: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert not [path for path in Path().iterdir() if path.name != "data"]


def test_without_tables(run: Run, tmp_path: Path) -> None:
    assert run("deadlines", "--tables", str(tmp_path / "none")).exit_code == 3


def test_compare_is_readable(run: Run) -> None:
    result = run("compare", "an-giang", "bac-kan", "--rows", "2")
    assert "Work that both have" in result.output
    assert "Tasks by month" in result.output
    assert max(map(len, result.output.splitlines())) <= 100


def test_compare_as_json(run: Run) -> None:
    answer = json.loads(run("compare", "an-giang", "bac-kan", "--json").output)
    assert answer["comparison"]["left"]["name"] == "An Giang"
    assert answer["matrices"]["month"]["An Giang"]["plans"] == 1
    assert json.loads(run("compare", "--merged", "--json").output)["comparison"] is None
