"""The words of heads and openings from `lexicon/opening_words.yaml`, as parts of patterns."""

from __future__ import annotations

from functools import cache
from typing import Literal

import yaml

from extractors import lexicon
from extractors.alternatives import grouped

Kind = Literal["preamble", "authority", "body", "spelling"]


@cache
def alternatives(kind: Kind) -> str:
    """A regular expression for any word of a kind; blanks match any white space."""
    return grouped(row["word"].replace(" ", r"\s{1,2}") for row in _table()[kind])


@cache
def phrases(kind: Kind) -> tuple[str, ...]:
    """The words of a kind one by one, for those that are plain words and no patterns."""
    return tuple(word for row in _table()[kind] for word in row["word"].split("|"))


@cache
def _table() -> dict[str, list[dict[str, str]]]:
    table: dict[str, list[dict[str, str]]] = yaml.safe_load(lexicon.text("opening_words.yaml"))
    return table
