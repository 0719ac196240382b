"""White space of the canonical text, where a value stands on one line."""

from __future__ import annotations


def one_line(text: str) -> str:
    """A text with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())
