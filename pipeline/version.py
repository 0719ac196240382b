"""The version of the program, and the version of the rules that made a row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

VERSION = "0.1.0"
"""The version of the program, as in pyproject.toml."""

_ROOT = Path(__file__).resolve().parent.parent
_RULE_FILES = frozenset({".py", ".csv", ".yaml"})
_RULE_PLACES = (
    "schemas",
    "extractors",
    "pipeline/read",
    "pipeline/analysis.py",
    "pipeline/assemble.py",
    "pipeline/canonical.py",
    "pipeline/confidence.py",
    "pipeline/confidence.yaml",
    "pipeline/document.py",
    "pipeline/failures.py",
    "pipeline/joining.py",
    "pipeline/layout.py",
    "pipeline/notices.py",
    "pipeline/year_evidence.py",
)
"""What `process_document` is made of: a change there may change rows. A test compares it with what is imported."""


@cache
def rules_digest() -> str:
    """Ten hexadecimal digits that change with every rule: code, lexicon and classes behind `process_document`."""
    digest = hashlib.sha256()
    for path in _rule_files():
        digest.update(path.relative_to(_ROOT).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:10]


def _rule_files() -> Iterator[Path]:
    for place in _RULE_PLACES:
        path = _ROOT / place
        for file in sorted(path.rglob("*")) if path.is_dir() else (path,):
            if file.suffix in _RULE_FILES:
                yield file


PIPELINE_VERSION = f"{VERSION}+{rules_digest()}"
"""Stands in every row of `documents`; `ingest` reads again what another version wrote, so edits count at once."""
