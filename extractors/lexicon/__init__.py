"""Facts of the trade as data: CSV and YAML tables, each row with an example that a test runs."""

from __future__ import annotations

import csv
from importlib import resources


def rows(name: str) -> list[dict[str, str]]:
    """The rows of the CSV file `name` (without its ending), as dictionaries keyed by column."""
    text = resources.files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def text(name: str) -> str:
    """The whole text of the lexicon file `name` (with its ending)."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
