"""The official spelling of a name or of its beginning, from the lexicon."""

from __future__ import annotations

import re
from functools import cache

from extractors import lexicon
from extractors.provinces import fold
from extractors.scanning import LETTER
from extractors.values import value_class

_WORD = re.compile(rf"[0-9{LETTER}]+")


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


@cache
def _counts() -> dict[str, tuple[int, ...]]:
    """How many words the official names with a first word have, the most first."""
    found: dict[str, set[int]] = {}
    for words in map(str.split, _entries()):
        found.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(counts, reverse=True)) for first, counts in found.items()}


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(fold(name)) if word != "và"]


def official_start(name: str) -> Official | None:
    """The longest official name with which `name` begins, whatever joins its words; None when there is none."""
    ends: list[int] = []
    words: list[str] = []
    counts: tuple[int, ...] = ()
    for match in _WORD.finditer(name):
        word = fold(match[0])
        if word == "và":
            continue
        counts = counts or _counts().get(word, ())
        if len(words) == max(counts, default=0):
            break
        words.append(word)
        ends.append(match.end())
    for count in counts:
        entry = _entries().get(" ".join(words[:count])) if count <= len(words) else None
        if entry is not None:
            return Official(entry[0], entry[1], entry[2], name[ends[count - 1] :], entry[3])
    return None
