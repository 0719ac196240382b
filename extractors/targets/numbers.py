"""Numbers as Vietnamese texts write them: `1.200` is a thousand two hundred, `7,5` seven and a half."""

from __future__ import annotations

import regex

NUMBER = r"\d{1,3}(?:\.\d{3}){1,3}(?:,\d{1,3})?|\d{1,7}(?:[.,]\d{1,2}(?!\d))?"
"""A number, for use in other patterns."""

_THOUSANDS = regex.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


def value_of(text: str) -> float:
    """The value of a text that NUMBER matches."""
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))
