"""The official spelling of a name or of its beginning, from the lexicon."""

from __future__ import annotations

import re
from functools import cache

from extractors import lexicon
from extractors.provinces import fold
from extractors.scanning import LETTER
from extractors.values import value_class

_WORD = re.compile(rf"[0-9{LETTER}]+")
_LONGEST = 16  # words of the longest official name


@value_class(frozen=True, slots=True)
class Official:
    """An official name that begins a name: which it is, its kind and level, and what follows it."""

    name: str
    kind: str
    level: str
    rest: str
    is_form: bool


@cache
def _entries() -> dict[str, tuple[str, str, str, bool]]:
    """Official names, kinds and levels by the folded words of every spelling."""
    found: dict[str, tuple[str, str, str, bool]] = {}
    for table, is_form in (("agency_forms", True), ("agencies", False)):
        for row in lexicon.rows(table):
            for spelled in (*filter(None, row["aliases"].split("|")), row["name"]):
                found[" ".join(_words(spelled))] = (row["name"], row["kind"], row["level"], is_form)
    return found


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(fold(name)) if word != "và"]


def official_start(name: str) -> Official | None:
    """The longest official name with which `name` begins, whatever joins its words; None when there is none."""
    ends, words = [], []
    for match in _WORD.finditer(name):
        word = fold(match[0])
        if word != "và":
            words.append(word)
            ends.append(match.end())
        if len(words) == _LONGEST:
            break
    for count in range(len(words), 0, -1):
        entry = _entries().get(" ".join(words[:count]))
        if entry is not None:
            return Official(entry[0], entry[1], entry[2], name[ends[count - 1] :], entry[3])
    return None
