"""The words of quantified goals, from `lexicon/target_words.yaml` and `lexicon/target_units.csv`, as patterns."""

from __future__ import annotations

from functools import cache
from typing import TypedDict

import regex
import yaml

from extractors import lexicon
from extractors.alternatives import grouped
from extractors.spaces import single_spaced
from extractors.targets.numbers import NUMBER
from schemas.findings import Comparator


class _Word(TypedDict, total=False):
    word: str
    comparator: Comparator
    example: str


@cache
def _table() -> dict[str, list[_Word]]:
    table: dict[str, list[_Word]] = yaml.safe_load(lexicon.text("target_words.yaml"))
    return table


def _alternatives(kind: str) -> str:
    return grouped(row["word"].replace(" ", r"\s{1,2}") for row in _table()[kind])


@cache
def comparator_of(words: str) -> Comparator | None:
    """The comparator that the words before or after a value stand for, None for none known."""
    bare = single_spaced(words).strip().casefold()
    for kind in ("comparators_before", "comparators_after"):
        for row in _table()[kind]:
            if regex.fullmatch(row["word"], bare, regex.IGNORECASE):
                return row["comparator"]
    return None


@cache
def _any_unit() -> str:
    rows = sorted(lexicon.rows("target_units"), key=lambda row: len(row["unit"]), reverse=True)
    return f"(?:{_MAGNITUDE}\\s{{1,2}})?(?:{grouped(map(_unit, rows))})"


def _unit(row: dict[str, str]) -> str:
    """A unit, unless it begins another word: `đồng`, not `đồng chí`."""
    others = f"(?!\\s(?:{row['not_before']})(?!\\p{{L}}))" if row["not_before"] else ""
    return regex.escape(row["unit"]).replace(r"\ ", r"\s{1,2}") + others


_MAGNITUDE = "(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)"
_PERCENT = r"% | ‰ | phần\s{1,2}trăm"


@cache
def measure_pattern() -> regex.Pattern[str]:
    """The end of a number with a unit, which every value has; few clauses hold one, and it is found fast."""
    return regex.compile(
        rf"\d \s{{0,2}} (?: {_PERCENT} | {_any_unit()} (?!\p{{L}}) )", regex.VERBOSE | regex.IGNORECASE
    )


@cache
def value_pattern() -> regex.Pattern[str]:
    """A value with what binds it and its unit: groups before, from, value, high, after, percent or unit."""
    unit = _any_unit()
    return regex.compile(
        rf"""
        (?<![\p{{L}}\d/.,%-])
        (?: (?P<before> {_alternatives("comparators_before")} ) \s{{0,2}} )?
        (?: (?P<from> từ | khoảng ) \s{{1,2}} )?
        (?P<value> {NUMBER} )
        (?: \s{{0,2}}%? \s{{0,2}} (?: [-–—÷] | đến | tới ) \s{{0,2}} (?:dưới\s{{1,2}})? (?P<high> {NUMBER} ) )?
        (?: \s?/\s?\d[\d.]{{0,10}} )?
        \s{{0,2}}
        (?: (?P<percent> {_PERCENT} )
          | (?P<unit> {unit} (?: (?:\s?[,/]\s?|\s{{1,2}}và\s{{1,2}}) {unit}(?!\p{{L}}) ){{0,3}} )
            (?!\p{{L}}|\shợp\b) )
        (?: \s{{0,2}}/\s{{0,2}}năm )?
        (?: \s{{1,2}} (?P<after> {_alternatives("comparators_after")} ) (?!\p{{L}}) )?
        """,
        regex.VERBOSE | regex.IGNORECASE,
    )


@cache
def lone_value_pattern() -> regex.Pattern[str]:
    """A value and nothing else, as a cell has it; groups whole, before, value, high, percent or unit, after."""
    return regex.compile(
        rf"""
        \s* (?P<whole>
        (?: (?: đạt | từ | khoảng ) \s{{1,2}} )?
        (?: (?P<before> {_alternatives("comparators_before")} ) \s{{0,2}} )?
        (?P<value> {NUMBER} ) (?: \s{{0,2}}%? \s{{0,2}} [-–—÷] \s{{0,2}} (?P<high> {NUMBER} ) )?
        \s{{0,2}} (?: (?P<percent> {_PERCENT} ) | (?P<unit> {_any_unit()} ) )?
        (?: \s{{1,2}} (?P<after> {_alternatives("comparators_after")} ) )?
        ) \s*
        """,
        regex.VERBOSE | regex.IGNORECASE,
    )


@cache
def is_measured(unit: str) -> bool:
    """Whether a unit measures (ha, tỷ đồng) rather than counts (mô hình); `nghìn lượt khách` measures too."""
    words = single_spaced(unit).casefold()
    return _LARGE.match(words) is not None or words in _units("measured")


@cache
def is_span(unit: str) -> bool:
    """Whether a unit is one of time; what takes time is a goal only where it is to be reached."""
    return single_spaced(unit).casefold() in _units("span")


@cache
def _units(kind: str) -> frozenset[str]:
    return frozenset(row["unit"].casefold() for row in lexicon.rows("target_units") if row["kind"] == kind)


_LARGE = regex.compile(rf"{_MAGNITUDE}\s\p{{L}}")


@cache
def reached_pattern() -> regex.Pattern[str]:
    """At the end of the words before a value: `đạt`, `ở mức`, `giảm`; group word."""
    return regex.compile(rf"(?<!\p{{L}})(?P<word>{_alternatives('reached')})\s{{0,2}}[:]?\s{{0,2}}$", regex.IGNORECASE)


@cache
def intention_pattern() -> regex.Pattern[str]:
    """At the beginning of a goal: `Phấn đấu`, `Tiếp tục duy trì`."""
    return regex.compile(
        rf"\W{{0,4}}(?:(?:{_alternatives('intentions')})(?!\p{{L}})\s{{0,2}},?\s{{0,2}}){{1,3}}", regex.IGNORECASE
    )


@cache
def assignment_pattern() -> regex.Pattern[str]:
    """At the end of the words before a number: a verb or noun after which a count is a quota."""
    return regex.compile(
        rf"(?<!\p{{L}})(?:{_alternatives('assignments')}|ph[ấầ]n\s{{1,2}}đ[ấầ]u(?:\s{{1,2}}có)?)\s{{0,2}}$",
        regex.IGNORECASE,
    )
