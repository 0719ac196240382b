"""Runs commands as the command line does, in the folder of an office with a few made-up plans."""

from __future__ import annotations

from made_up import plan
from typer.testing import CliRunner, Result

from pipeline import cli

PLANS = {
    "136.txt": plan("- Báo cáo trước ngày 05/3/2020", "- Rà soát", "cites B", "agency Sở Nội vụ"),
    "kh/136.txt": plan("is B", "- ba", province="Bình Định", year=2022),
    "failing.txt": plan("crash"),
}


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli.app, list(arguments), input=stdin)


def answer(*arguments: str) -> str:
    """What a command prints when all is well."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return str(result.stdout)


def refusal(*arguments: str) -> tuple[int, str]:
    """How a command ends that cannot be carried out: its exit code, and the sentence it says."""
    result = run(*arguments)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.exit_code, result.stderr.removeprefix("kehoach: ").strip()
