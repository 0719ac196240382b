"""The words of heads and openings from `lexicon/opening_words.yaml`, as parts of patterns."""

from __future__ import annotations

from functools import cache
from typing import Literal

import yaml

from extractors import lexicon

Kind = Literal["preamble", "authority", "body"]


@cache
def alternatives(kind: Kind) -> str:
    """A regular expression for any word of a kind; blanks match any white space."""
    table: dict[str, list[dict[str, str]]] = yaml.safe_load(lexicon.text("opening_words.yaml"))
    return "|".join(row["word"].replace(" ", r"\s{1,2}") for row in table[kind])
