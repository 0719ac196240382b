"""The provinces: 63 until 30 June 2025, 34 since (Nghị quyết 202/2025/QH15; codes: Quyết định 19/2025/QĐ-TTg).

Seven codes changed hands on that day (15 was Yên Bái, is Lào Cai): a code means nothing without its list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

import regex

from extractors import lexicon
from extractors.alternatives import grouped
from extractors.tones import older_tones

MERGER = date(2025, 7, 1)
"""The day from which the 34 provinces work."""

CodeList = Literal["63", "34"]


@dataclass(frozen=True, slots=True)
class Province:
    """A province as it is called on a day: its code in `code_list`, and the province that holds its land since 2025."""

    name: str
    full_name: str
    code: str
    code_list: CodeList
    code_2025: str
    name_2025: str
    aliases: tuple[str, ...] = ()

    @property
    def is_city(self) -> bool:
        """Whether it is a city under the central government."""
        return self.full_name.casefold().startswith("thành phố")


@cache
def provinces() -> tuple[Province, ...]:
    """The 63 provinces before the merger."""
    return tuple(
        Province(
            name=row["old_name"],
            full_name=row["old_full_name"],
            code=row["old_code"],
            code_list="63",
            code_2025=row["new_code"],
            name_2025=row["new_name"],
            aliases=tuple(filter(None, row["old_aliases"].split("|"))),
        )
        for row in lexicon.rows("provinces")
    )


@cache
def provinces_2025() -> tuple[Province, ...]:
    """The 34 provinces since the merger."""
    found: dict[str, Province] = {}
    for row in lexicon.rows("provinces"):
        aliases = tuple(filter(None, row["old_aliases"].split("|"))) if row["keeps_name"] == "yes" else ()
        known = found.get(row["new_code"])
        found[row["new_code"]] = Province(
            name=row["new_name"],
            full_name=row["new_full_name"],
            code=row["new_code"],
            code_list="34",
            code_2025=row["new_code"],
            name_2025=row["new_name"],
            aliases=aliases or (known.aliases if known else ()),
        )
    return tuple(found.values())


_KIND = regex.compile(r"^(?:tỉnh|thành phố|tp\.?)\s+", regex.IGNORECASE)
_JOINTS = regex.compile(r"[\s\-–.]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A text for comparing names: case ignored, tone marks on the older place, dashes and spaces alike."""
    return older_tones(_JOINTS.sub(" ", text.casefold()).strip())


@cache
def _by_name(code_list: CodeList) -> dict[str, Province]:
    table = provinces() if code_list == "63" else provinces_2025()
    names = {fold(alias): province for province in table for alias in province.aliases if len(alias) > 3}
    return names | {fold(province.name): province for province in table}


@cache
def spellings() -> frozenset[str]:
    """All names and spellings of provinces, with plain dashes and the tone marks on the older place."""
    names = {older_tones(n.replace("–", "-")) for p in provinces() for n in (p.name, *p.aliases) if len(n) > 3}
    joined = {n.replace(" - ", "-") for n in names} | {n.replace(" - ", " ") for n in names}
    spelled = names | joined
    return frozenset(spelled | {n.replace("Đắk", other) for n in spelled if "Đắk" in n for other in ("Đăk", "Đak")})


@cache
def name_pattern() -> str:
    """A regular expression of all names and spellings of provinces, the longest first, for use in other patterns."""
    names = {p.name for p in provinces()} | {a for p in provinces() for a in p.aliases if len(a) > 3}
    spelled = {n.replace("òa", "oà") for n in names} | names
    ordered = sorted(spelled, key=len, reverse=True)
    return grouped(
        regex.escape(n).replace(r"\ ", r"\s").replace(r"\-", r"[-–]").replace("Đắk", "Đ[ắăa]k") for n in ordered
    )


@cache
def _in_text() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}})(?:{name_pattern()})(?!\p{{L}})", regex.IGNORECASE)


@cache
def _after_its_kind() -> regex.Pattern[str]:
    return regex.compile(rf"(?:tỉnh|thành phố|TP\.?)\s{{1,2}}({name_pattern()})(?!\p{{L}})", regex.IGNORECASE)


def find_province(text: str) -> Province | None:
    """The province (of the 63) whose name stands first in `text`, after `tỉnh` or `thành phố` if any does."""
    strong = _after_its_kind().search(text)
    found = strong[1] if strong else (m[0] if (m := _in_text().search(text)) else None)
    return _by_name("63").get(fold(found)) if found else None


def province_on(name: str, day: date | None) -> Province | None:
    """The province called `name` on a day (before the merger when the day is not known), None when there was none.

    A name that only existed before the merger is found whatever the day: departments kept the old name for a while.
    """
    folded = fold(_KIND.sub("", name.strip()))
    if day is not None and day >= MERGER and folded in _by_name("34"):
        return _by_name("34")[folded]
    return _by_name("63").get(folded)
