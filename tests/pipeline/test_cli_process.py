"""The command line as a process of its own: its output, what it loads, wrong words."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from made_up import Workshop

from pipeline import cli


def kehoach(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1]), **environment},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("locale", ["C", "POSIX", "vi_VN.TCVN"])
def test_output_is_utf8_in_any_locale(office: Workshop, locale: str) -> None:
    done = kehoach("show", "failing", cwd=office.root, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0, done.stderr
    listed = kehoach("documents", cwd=office.root, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "Tuyên Quang" in listed.stdout.decode("utf-8")


def test_reader_that_has_enough(office: Workshop) -> None:
    """`kehoach query … | head -1` ends quietly."""
    command = f"{sys.executable} -m pipeline.cli query 'select unnest(range(300000)) as x' --format csv | head -1"
    root = Path(cli.__file__).parents[1]
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=office.root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"x\n", b"")


def test_no_colour_where_none_is_wanted(office: Workshop) -> None:
    colourful = kehoach("show", "failing", cwd=office.root, FORCE_COLOR="1", TERM="xterm-256color")
    plain = kehoach("show", "failing", cwd=office.root, FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR="1")
    assert b"\x1b[" in colourful.stdout
    assert not re.search(rb"\x1b\[[0-9;]*3[0-9]", plain.stdout)


HEAVY = ("pyarrow", "duckdb", "pandas", "numpy", "spacy", "underthesea", "dateparser", "pydantic", "rich", "regex")


@pytest.mark.parametrize(
    "code", ["import pipeline", "import extractors", "from pipeline import cli; cli.app(['--help'])"]
)
def test_nothing_heavy_is_loaded_at_the_start(code: str) -> None:
    """What keeps the import and the help quick; the benchmark tells the time."""
    ending = "print(*(name for name in sys.modules if '.' not in name), file=sys.stderr)"
    run = f"import sys\ntry:\n    {code}\nexcept SystemExit: pass\n{ending}"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    assert sorted(set(HEAVY) & set(done.stderr.split())) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("ingest --workers many", "--workers takes a whole number."),
        ("ingest --timeout 0", "--timeout takes 0.1 or more."),
        ("ingest --timeout soon", "--timeout takes a number."),
        ("serve --port 99999", "--port takes 65535 or less."),
        ("documents --status good", "--status takes one of ok, partial, failed, not good."),
        ("query", "kehoach query needs SQL."),
        ("deadlines --provinc an-giang", "kehoach deadlines has no option --provinc; did you mean --province?"),
        ("export --xlsx", "--xlsx needs a value behind it."),
        ("shwo", "There is no command kehoach shwo; did you mean show?"),
        ("show ke hoach.txt", "kehoach show has no use for: hoach.txt. Words with spaces stand in quotes."),
    ],
)
def test_words_that_make_no_sense(
    words: str, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["kehoach", *words.split()])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    said = capsys.readouterr().err.splitlines()
    assert (ended.value.code, said[0]) == (2, f"kehoach: {says}")
    assert re.fullmatch(r"Help: kehoach( \w+)? --help", said[1])


def test_without_words_the_help_is_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["kehoach"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    assert "Commands:" in capsys.readouterr().out
