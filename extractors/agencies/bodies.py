"""Bodies that the lexicon names (`Kho bạc Nhà nước`, `Hội Nông dân`) with their area, and open classes with a name (`Cục …`)."""

from __future__ import annotations

from functools import cache

import regex

from extractors import lexicon
from extractors.agencies.families import Family, by_level
from extractors.agencies.pieces import (
    CAPITAL,
    PROVINCE,
    any_of,
    compiled,
    escaped,
    flexible,
    has_stops,
    open_name,
    stop_words,
    tail,
)


@cache
def families() -> tuple[Family, ...]:
    """The families of this module."""
    return (*_official(), *_forms(), *_open())


def _first(name: str) -> str:
    return regex.split(r"[\s,.&-]", name)[0].casefold()


def _grouped(rows: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Patterns by the first word of the name they are for."""
    groups: dict[str, list[str]] = {}
    for name, pattern in rows:
        groups.setdefault(_first(name), []).append(pattern)
    return groups


def _spelled(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split("|"))]


def _official() -> list[Family]:
    """Single bodies with their official names; departments and ministries have a family of their own."""
    names = {
        name
        for row in lexicon.rows("agencies")
        for name in _spelled(row)
        if not (row["kind"] in ("department", "ministry") and name.startswith(("Sở ", "Bộ ")))
    }
    ordered = sorted(names, key=lambda n: (-len(n), n))
    groups = _grouped([(name, flexible(name)) for name in ordered])
    return [Family(f"official {head}", frozenset({head}), compiled(any_of(*group))) for head, group in groups.items()]


def _forms() -> list[Family]:
    """Local bodies by form, with what may follow the form."""
    groups: dict[tuple[str, str], list[str]] = {}
    rows = [(name, row["area"], row["kind"]) for row in lexicon.rows("agency_forms") for name in _spelled(row)]
    for name, area, kind in sorted(rows, key=lambda r: (-len(r[0]), r[0])):
        pattern = flexible(name)
        if name.isupper():
            pattern = f"(?-i:{pattern})"  # CA, PC, FPT
        elif area == "required" and kind != "force":
            pattern = CAPITAL + pattern  # Thuế tỉnh, but not: nộp thuế tỉnh
        groups.setdefault((_first(name), area), []).append(pattern)
    return [
        Family(
            f"form {head} {area}",
            frozenset({head}),
            compiled(any_of(*names)),
            by_level,
            is_open=area == "name",
            after=_after(area),
            needs_after=area in ("required", "province"),
            small_needs_after=area != "any",
        )
        for (head, area), names in groups.items()
    ]


@cache
def _after(area: str) -> regex.Pattern[str] | None:
    """What may follow a form, by the `area` of its row."""
    match area:
        case "optional" | "any" | "required":
            return compiled(tail())  # Công an tỉnh, Trung tâm Y tế các huyện
        case "province":
            return compiled(rf" {CAPITAL}{PROVINCE}")  # Báo Vĩnh Long
        case "place":
            return compiled(
                rf" (?:tỉnh|thành phố)(?: {CAPITAL}{PROVINCE})?| {CAPITAL}{PROVINCE}"
            )  # Thanh tra tỉnh, VNPT Vĩnh Long
        case "name":
            return compiled(
                rf"(?:\x20(?:các )?{open_name(any_case=True)}(?:{tail()})?|{tail()})"
            )  # Ban Quản lý Khu kinh tế Dung Quất
        case _:
            return None


def _open() -> list[Family]:
    """Open classes; the class word has a capital or follows a word that calls for a body."""
    heads = sorted(((r["head"], r["object"]) for r in lexicon.rows("agency_heads")), key=lambda h: (-len(h[0]), h))
    return [
        Family(
            f"open {head}, {case} object",
            frozenset({head}),
            compiled(any_of(*group)),
            is_open=True,
            after=_named(case == "any"),
            needs_after=True,
            needs_capital=True,
        )
        for case in ("any", "capital")
        for head, group in _grouped([(h, _class_word(h)) for h, o in heads if o == case]).items()
    ]


def _class_word(head: str) -> str:
    """The class word, unless it belongs to another: `Hội nghị`."""
    return f"{escaped(head)}(?! {stop_words(head.casefold())})" if has_stops(head.casefold()) else escaped(head)


@cache
def _named(any_case: bool) -> regex.Pattern[str]:
    """The name of a body of an open class, or its number: `Pháp chế`, `Kiểm soát bệnh tật tỉnh`, `4`."""
    number = r"\x20\d{1,3}(?!/)"
    return compiled(rf"(?:\x20{open_name(any_case=any_case)}|{number})(?:{tail()})?")
