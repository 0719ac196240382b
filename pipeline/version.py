"""The version of the program, and the version of the rules that made a row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

VERSION = "0.1.0"
"""The version of the program, as in pyproject.toml."""

_ROOT = Path(__file__).resolve().parent.parent
_RULES = ("schemas", "extractors", "pipeline")
_RULE_FILES = frozenset({".py", ".csv", ".yaml"})
_AROUND = frozenset(
    {
        "__init__.py",
        "calendar.py",
        "catalogue.py",
        "cells.py",
        "cli.py",
        "console.py",
        "corpus.py",
        "discovery.py",
        "errors.py",
        "export.py",
        "failures.py",
        "frames.py",
        "ingestion.py",
        "ingest_view.py",
        "listing.py",
        "lookup.py",
        "places.py",
        "publish.py",
        "query.py",
        "show.py",
        "snapshots.py",
        "sources.py",
        "store.py",
        "summary.py",
        "version.py",
    }
)
"""Modules of `pipeline` that come before or after the reading of a document: no rule of theirs changes a row."""


@cache
def rules_digest() -> str:
    """Ten hexadecimal digits that change with every rule: code, lexicon and classes behind `process_document`."""
    digest = hashlib.sha256()
    for path in _rule_files():
        digest.update(path.relative_to(_ROOT).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:10]


def _rule_files() -> Iterator[Path]:
    for package in _RULES:
        for path in sorted((_ROOT / package).rglob("*")):
            if path.suffix in _RULE_FILES and not (path.parent == _ROOT / "pipeline" and path.name in _AROUND):
                yield path


PIPELINE_VERSION = f"{VERSION}+{rules_digest()}"
"""Stands in every row of `documents`; `ingest` reads again what another version wrote, so edits count at once."""
