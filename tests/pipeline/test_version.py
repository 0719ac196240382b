"""The version of the rules changes with what makes rows, and with nothing else."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pipeline import version

ROOT = Path(__file__).resolve().parents[2]


def test_it_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == version.VERSION


def test_rule_places_are_what_process_document_is_made_of() -> None:
    """A module of `pipeline` that process_document imports belongs into version._RULE_PLACES."""
    code = "import sys, pipeline.document; print(*(name for name in sys.modules if name.startswith('pipeline.')))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    places = {f"pipeline/{name.split('.')[1]}" for name in loaded} - {"pipeline/version"}
    places_of_pipeline = [place for place in version._RULE_PLACES if place.startswith("pipeline/")]
    listed = {place.removesuffix(".py").removesuffix(".yaml") for place in places_of_pipeline}
    assert places == listed


@pytest.mark.parametrize(
    ("path", "is_rule"),
    [
        ("extractors/lexicon/new.csv", True),
        ("extractors/outline/build.py", True),
        ("schemas/tasks.py", True),
        ("pipeline/read/pdf.py", True),
        ("pipeline/canonical.py", True),
        ("pipeline/cli.py", False),
        ("pipeline/read/notes.txt", False),
        ("tests/test_golden.py", False),
    ],
)
def test_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, is_rule: bool) -> None:
    monkeypatch.setattr(version, "_ROOT", tmp_path)
    for place in version._RULE_PLACES:
        empty = tmp_path / place
        empty.parent.mkdir(parents=True, exist_ok=True)
        empty.touch() if empty.suffix else empty.mkdir(exist_ok=True)
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    digests = []
    for content in ("one", "two"):
        (tmp_path / path).write_text(content)
        version.rules_digest.cache_clear()
        digests.append(version.rules_digest())
    version.rules_digest.cache_clear()
    assert (digests[0] != digests[1]) == is_rule
