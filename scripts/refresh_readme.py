"""Writes the answers in README.md, README.vi.md and the pages of docs/ anew, from the sample plans.

Each ```sql block of a README is followed by its answer, a Markdown table. The commands of a page are run from top to
bottom in one folder: those of ```sh blocks silently, those of ```console blocks (lines after `$`) with what they print
written below. tests/test_readme.py and tests/test_docs.py check that these are the answers of the program as it is.

Usage: python scripts/refresh_readme.py
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from typer.testing import CliRunner

from pipeline import Tables, ingest, open_tables
from pipeline.cli import app

ROOT = Path(__file__).resolve().parent.parent
READMES = (ROOT / "README.md", ROOT / "README.vi.md")
PAGES = tuple(sorted((ROOT / "docs").glob("*.md")))
_QUESTION = re.compile(r"```sql\n(?P<sql>.*?)\n```\n(?:\n(?:\|[^\n]*\n)+)?", re.DOTALL)
_COMMANDS = re.compile(r"```(?P<kind>sh|console)\n(?P<lines>.*?)```", re.DOTALL)
_TYPED = re.compile(r"^\$ .*\n(?:> .*\n)*", re.MULTILINE)
"""A command of a console block, which goes on in lines after `>`."""
_END, _NEXT = "\n", "\n> "
_RUN = frozenset({"kehoach", "mkdir", "cp"})
"""Commands that a page runs; all others (make, pip, dask) install or start something."""
_STAYS = re.compile(r"kehoach serve\b|--scheduler\b|\b(?:s3|gs)://")
"""Commands that wait for somebody or need an object store, tested in tests/pipeline."""
_WIDTH = "92"
_NEEDS_A_SHELL = frozenset("|<>&;*\\")


def main() -> None:
    """Reads the samples into a folder of its own and rewrites READMEs and pages."""
    with tempfile.TemporaryDirectory() as folder:
        samples = Path(folder, "samples")
        tables = read_samples(samples)
        for path in READMES:
            path.write_text(with_answers(path.read_text(encoding="utf-8"), tables.sql), encoding="utf-8")
        for path in PAGES:
            here = Workplace(Path(folder, path.stem), samples)
            path.write_text(with_outputs(path.read_text(encoding="utf-8"), here.output_of), encoding="utf-8")


def read_samples(folder: Path) -> Tables:
    """The tables of the samples, in a folder that looks like that of the project after `make ingest`."""
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "raw").symlink_to(ROOT / "data" / "raw")
    (folder / "tests").symlink_to(ROOT / "tests")
    with contextlib.chdir(folder):
        ingest(["data/raw"])
    return open_tables(folder / "data" / "parquet")


class Workplace:
    """An empty folder with the data of `read_samples`, in which the commands of a page are run one after the other."""

    def __init__(self, folder: Path, samples: Path) -> None:
        folder.mkdir()
        for name in ("data", "tests"):
            (folder / name).symlink_to(samples / name)
        (folder / "bin").mkdir()
        command = folder / "bin" / "kehoach"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from pipeline.cli import main; main()" "$@"\n')
        command.chmod(0o755)
        self._folder = folder
        path = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])
        self._environment = {**os.environ, "COLUMNS": _WIDTH, "PYTHONPATH": str(ROOT), "PATH": path}

    def output_of(self, line: str) -> str:
        """What a line of the shell prints. Raises RuntimeError when it fails."""
        code, output = self._kehoach(line) if _is_plain(line) else self._shell(line)
        if code:
            raise RuntimeError(f"{line}\nends with {code}: {output}")
        return "".join(f"{printed.rstrip()}\n" for printed in output.strip("\n").splitlines())

    def _kehoach(self, line: str) -> tuple[int, str]:
        with contextlib.chdir(self._folder):
            result = CliRunner().invoke(app, shlex.split(line, comments=True)[1:], env=self._environment)
        return result.exit_code, result.output

    def _shell(self, line: str) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            cwd=self._folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout or done.stderr


def _is_plain(line: str) -> bool:
    """Whether a line is one command of kehoach, which needs no process of its own."""
    return line.startswith("kehoach ") and not _NEEDS_A_SHELL & set(re.sub(r"\"[^\"]*\"", "", line))


def with_answers(text: str, ask: Callable[[str], pd.DataFrame]) -> str:
    """The text with every question followed by what `ask` answers."""
    return _QUESTION.sub(lambda m: f"```sql\n{m['sql']}\n```\n\n{markdown_table(ask(m['sql']))}", text)


def with_outputs(text: str, run: Callable[[str], str]) -> str:
    """The text with every command of its console blocks followed by what it prints; those of sh blocks are run too."""

    def block(match: re.Match[str]) -> str:
        if match["kind"] == "sh":
            for line in filter(is_run, match["lines"].splitlines()):
                run(line)
            return match[0]
        commands = [found[0][2:].rstrip(_END) for found in _TYPED.finditer(match["lines"])]
        answers = (f"$ {command}\n{run(command.replace(_NEXT, _END))}" for command in commands)
        return "```console\n" + "\n".join(answers) + "```"

    return _COMMANDS.sub(block, text)


def is_run(line: str) -> bool:
    """Whether a line of a sh block is run: others install something, or wait for somebody."""
    return line.partition(" ")[0] in _RUN and _STAYS.search(line) is None


def markdown_table(answer: pd.DataFrame) -> str:
    """A frame as Markdown, numbers to the right, missing values empty."""
    numeric = [pd.api.types.is_numeric_dtype(answer[column]) for column in answer.columns]
    rows = [
        list(answer.columns),
        ["---:" if right else "---" for right in numeric],
        *([_shown(value) for value in row] for row in answer.itertuples(index=False)),
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _shown(value: object) -> str:
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return str(value).replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    main()
