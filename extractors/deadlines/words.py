"""The words of time, each with its value, from the lexicon tables `deadline_*.csv`."""

from __future__ import annotations

from functools import cache
from typing import get_args

import regex

from extractors import lexicon
from extractors.alternatives import grouped
from schemas.findings import DeadlineKind, Granularity, Mod, Qualifier

_MODS: dict[str, Mod] = {name: name for name in get_args(Mod)}
_QUALIFIERS: dict[str, Qualifier] = {name: name for name in get_args(Qualifier)}
_GRANULARITIES: dict[str, Granularity] = {name: name for name in get_args(Granularity)}
_KINDS: dict[str, DeadlineKind] = {name: name for name in get_args(DeadlineKind)}


@cache
def words(group: str) -> dict[str, tuple[str, str]]:
    """The words of a group of `deadline_words.csv`, each with its value and unit."""
    return {row["word"]: (row["value"], row["unit"]) for row in lexicon.rows("deadline_words") if row["group"] == group}


@cache
def any_of(group: str) -> str:
    """A pattern for any word of a group, the longest first, with up to three white-space characters between words."""
    longest_first = sorted(words(group), key=len, reverse=True)
    return "(?:" + grouped(regex.escape(word).replace("\\ ", r"\s{1,3}") for word in longest_first) + ")"


def _value(group: str, word: str) -> tuple[str, str]:
    return words(group)[" ".join(word.split())]


def qualifier(word: str) -> Qualifier:
    """How the word before a time binds."""
    return _QUALIFIERS[_value("qualifier", word)[0]]


def mod(word: str) -> Mod:
    """The part of a period that a word names."""
    return _MODS[_value("mod", word)[0]]


def frequency(unit: str) -> tuple[str, Granularity]:
    """The RFC 5545 rule of what comes every `unit`, and the unit's name."""
    rule, granularity = _value("frequency", unit)
    return rule, _GRANULARITIES[granularity]


def weekday(word: str) -> str:
    """RFC 5545's name of a day of the week, from the word or number after `thứ`."""
    return _value("weekday", word)[0]


def lunar_step(group: str, word: str) -> int:
    """The place of a stem or branch, the two words of a lunar year, in its row, from 0."""
    return int(_value(group, word)[0])


def undated_kind(word: str) -> DeadlineKind:
    """The kind of a word that stands for a deadline without a date."""
    return _KINDS[_value("undated", word)[0]]


def number(word: str) -> int | None:
    """The number that digits, a word or a Roman numeral stand for; scanned `l` is read as `I`. None for no number."""
    plain = " ".join(word.split())
    if plain.isdecimal():
        return int(plain)
    found = words("number").get(plain) or words("number").get(plain.replace("l", "i"))
    return int(found[0]) if found else None


@cache
def tet_days() -> dict[int, tuple[int, int, int]]:
    """The first day of the lunar year by solar year, as year, month, day."""
    days = {}
    for row in lexicon.rows("deadline_tet"):
        year, month, day = row["first_day"].split("-")
        days[int(row["year"])] = (int(year), int(month), int(day))
    return days
