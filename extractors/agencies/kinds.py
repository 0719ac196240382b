"""What kind of body a canonical name stands for, at which level, and whether it is several."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import cast

import regex
import yaml

from extractors import lexicon
from extractors.agencies.official import official_start
from extractors.alternatives import grouped
from schemas.agencies import AgencyKind, AgencyLevel

_Rules = tuple[tuple[str, regex.Pattern[str]], ...]


@cache
def _rules(name: str) -> _Rules:
    """The rules of one part of `agency_kinds.yaml`: a value and the pattern that tells it."""
    rows = yaml.safe_load(lexicon.text("agency_kinds.yaml"))[name]
    return tuple((row.get("is", name), regex.compile(grouped([row["pattern"]]), regex.IGNORECASE)) for row in rows)


def _told(rules: str, name: str) -> str | None:
    return next((value for value, pattern in _rules(rules) if pattern.search(name)), None)


@cache
def _heads() -> tuple[tuple[str, str, str], ...]:
    rows = sorted(lexicon.rows("agency_heads"), key=lambda row: -len(row["head"]))
    return tuple((f"{row['head'].casefold()} ", row["kind"], row["level"]) for row in rows)


def _of_class(name: str) -> tuple[str | None, str | None]:
    """Kind and level of the open class that a name belongs to: `Chi cục …`."""
    small = name.casefold()
    if small.startswith(("ủy ban nhân dân", "ủy ban bầu cử")):
        return None, None
    return next(((kind, level or None) for head, kind, level in _heads() if small.startswith(head)), (None, None))


@lru_cache(maxsize=8192)
def kind_of(name: str) -> AgencyKind:
    """The kind of the body with this canonical name; `agency` for others and for collectives of several kinds."""
    if name.startswith("Các "):
        return cast("AgencyKind", _told("collectives", name) or "agency")
    told = _told("kinds", name)
    if told is None:
        official = official_start(name)
        told = official.kind if official is not None else _told("other_kinds", name)
    return cast("AgencyKind", told or _of_class(name)[0] or "agency")


@lru_cache(maxsize=8192)
def level_of(name: str) -> AgencyLevel | None:
    """The level of government that the name states, else that of its form; None when neither tells."""
    official = official_start(name)
    told = _told("levels", name)
    if official is not None and (told is None or not official.rest):
        told = official.level or told
    return cast("AgencyLevel | None", told or _of_class(name)[1])


@lru_cache(maxsize=8192)
def is_collective(name: str) -> bool:
    """Whether the name stands for several bodies: `Các sở, ban, ngành`, `Ủy ban nhân dân cấp xã`."""
    return _told("several", name) is not None
