"""White space of the canonical text, where a value stands on one line."""

from __future__ import annotations

import regex

_RUN = regex.compile(r"\s+")


def one_line(text: str) -> str:
    """A text with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def single_spaced(text: str) -> str:
    """A text with each run of white space as one space, at its ends too."""
    return _RUN.sub(" ", text)
