"""The commands `verify`, `forget` and `report run`, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_up import Workshop, plan
from typer.testing import CliRunner, Result

from pipeline import cli, open_tables


@pytest.fixture
def office(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    workshop.write({"136.txt": plan("- một", "- hai"), "137.txt": plan("- ba", province="Bình Định")})
    workshop.ingest()
    monkeypatch.chdir(workshop.root)
    monkeypatch.setenv("COLUMNS", "120")
    return workshop


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, list(arguments))


PLACES = ("--tables", "parquet", "--interim", "interim")


def test_verify(office: Workshop) -> None:
    result = run("verify", *PLACES)
    assert (result.exit_code, result.stdout.endswith("all is well.\n")) == (0, True), result.output


def test_verify_finds_a_missing_file(office: Workshop) -> None:
    (office.tables / "tasks" / "tuyen-quang" / "2021.parquet").unlink()
    result = run("verify", *PLACES)
    assert result.exit_code == 1
    assert "tasks/tuyen-quang/2021.parquet: the file is missing; run ingest again" in result.stdout
    assert len(json.loads(run("verify", *PLACES, "--json").stdout)["problems"]) > 0


def test_forget(office: Workshop) -> None:
    result = run("forget", "137.txt", *PLACES)
    assert result.exit_code == 0, result.output
    assert "Forgotten:" in result.stdout and "Still there" in result.stdout
    assert list(open_tables(office.tables).sql("select text from tasks order by text").text) == ["hai", "một"]
    assert run("forget", "137.txt", *PLACES).exit_code == 2


def test_report_run(office: Workshop) -> None:
    office.write({"138.txt": plan("- bốn")})
    office.ingest()
    result = run("report", "run", "--tables", "parquet")
    assert result.exit_code == 0, result.output
    assert "138.txt: new, ok, 1 tasks" in result.stdout
    assert json.loads(run("report", "run", "--tables", "parquet", "--json").stdout)["now"]["rows"]["tasks"] == 4


@pytest.mark.parametrize("command", [("verify",), ("forget",), ("report", "run")], ids=" ".join)
def test_help_has_examples(command: tuple[str, ...]) -> None:
    assert f"Examples:\n    kehoach {' '.join(command)}" in run(*command, "--help").stdout


@pytest.mark.parametrize("command", [("verify",), ("forget", "x"), ("report", "run")], ids=" ".join)
def test_no_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*command).exit_code == 3


@pytest.mark.parametrize("options", [("--workers", "-1"), ("--timeout", "0"), ("--memory", "10")], ids=" ".join)
def test_limits_that_make_no_sense(tmp_path: Path, options: tuple[str, str]) -> None:
    assert run("ingest", str(tmp_path), *options).exit_code == 2
