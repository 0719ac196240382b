"""Which area of administrative reform a task belongs to."""

from __future__ import annotations

from functools import cache, lru_cache

import regex
import yaml

from extractors import lexicon
from extractors.alternatives import grouped
from extractors.scanning import in_small_letters
from extractors.tones import older_tones
from extractors.values import value_class
from schemas.evidence import Rule
from schemas.tasks import ReformArea

_REFORM_PLAN = regex.compile(
    r"cải cách (?:thủ tục )?hành chính|\bCCHC\b|par[ -]?index|cải cách (?:chế độ )?công vụ"
    r"|kiểm soát thủ tục hành chính",
    regex.IGNORECASE,
)


@cache
def _areas() -> dict[ReformArea, tuple[regex.Pattern[str], regex.Pattern[str]]]:
    """Per area the pattern of its names and the pattern of its cues."""
    table: dict[ReformArea, dict[str, list[str]]] = yaml.safe_load(lexicon.text("reform_areas.yaml"))
    return {area: (_any_of(words["names"]), _any_of(words["cues"])) for area, words in table.items()}


def _any_of(patterns: list[str]) -> regex.Pattern[str]:
    """What any of the patterns matches in small letters."""
    return regex.compile(r"\b(?:" + grouped(patterns) + r")")


def is_reform_plan(title: str | None) -> bool:
    """Whether a plan with this title is one of administrative reform."""
    return title is not None and _REFORM_PLAN.search(title) is not None


@value_class(frozen=True, slots=True)
class FoundArea:
    """An area with the rule that gave it, and the span of the words that did, in the text given."""

    area: ReformArea
    rule: Rule
    start: int
    end: int


@lru_cache(maxsize=1024)
def area_of_heading(heading: str) -> FoundArea | None:
    """The one area that a heading names, else the one it points to; None when none or several.

    The reform as a whole (`cải cách hành chính`) in a heading points to no area.
    """
    spelled = _spelled(heading)
    named = _matching(spelled, 0)
    if named:
        return _only(named, "named_area")
    hinted = _matching(spelled, 1)
    hinted.pop("steering", None)
    return _only(hinted, "hinted_area")


def area_of_text(text: str) -> FoundArea | None:
    """The one area that a task's text names, else the one it points to; None when several or none fit.

    Running, reporting and publicising the reform is `steering`; an area that is reported on or scored goes before it.
    """
    spelled = _spelled(text)
    for tier, rule in _TIERS:
        found = _matching(spelled, tier)
        if len(found) > 1:
            found.pop("steering", None)
        if found:
            return _only(found, rule)
    return None


_TIERS: tuple[tuple[int, Rule], ...] = ((0, "named_area"), (1, "hinted_area"))


def _spelled(text: str) -> str:
    """A text as the patterns of areas are written."""
    return in_small_letters(older_tones(text))


def _matching(spelled: str, tier: int) -> dict[ReformArea, regex.Match[str]]:
    found = ((area, patterns[tier].search(spelled)) for area, patterns in _areas().items())
    return {area: match for area, match in found if match is not None}


def _only(found: dict[ReformArea, regex.Match[str]], rule: Rule) -> FoundArea | None:
    if len(found) != 1:
        return None
    area, match = next(iter(found.items()))
    return FoundArea(area, rule, match.start(), match.end())
