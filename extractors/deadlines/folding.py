"""One spelling for all: lower case, white space, mark-up and known misspellings, every character at its place."""

from __future__ import annotations

from functools import cache

import regex

from extractors import lexicon
from extractors.alternatives import grouped
from extractors.scanning import in_small_letters

_MARKUP = regex.compile(r"</?[a-z][^<>]{0,40}>|\*{1,3}|_{2,3}", regex.IGNORECASE)
_SPACES = {ord(char): " " for char in "\t\r\u00a0\u2002\u2003\u2009\u202f\u3000"} | {ord("Ð"): "Đ"}
_OTHER = regex.compile("[" + "".join(map(chr, _SPACES)) + "]")
_DASHED_DATE = regex.compile(r"(?<!\d)\d{1,2}([‐‑‒–])\d{1,2}\1\d{4}(?!\d)")
BLANK = "\ufffc"
"""What stands for what was read."""
DOCUMENT = "\ufffb"
"""What stands for a citation of a document."""


@cache
def _spellings() -> tuple[dict[str, str], regex.Pattern[str]]:
    table = {row["variant"].lower(): row["standard"].lower() for row in lexicon.rows("deadline_spellings")}
    longest_first = sorted(table, key=len, reverse=True)
    return table, regex.compile(r"(?<!\p{L})(?:" + grouped(longest_first) + r")(?!\p{L})")


def fold(text: str) -> str:
    """`text` in lower case and standard spelling, as long as before, so that offsets hold in both.

    Line breaks stay, for they part the entries of a cell.
    """
    plain = text.translate(_SPACES) if _OTHER.search(text) else text
    lower = in_small_letters(plain)
    if "<" in lower or "*" in lower or "_" in lower:
        lower = _MARKUP.sub(lambda match: " " * len(match[0]), lower)
    if any(dash in lower for dash in "‐‑‒–"):
        lower = _DASHED_DATE.sub(lambda match: match[0].replace(match[1], "-"), lower)
    table, variants = _spellings()
    return variants.sub(lambda match: table[match[0]], lower)
