"""Which area of administrative reform a task belongs to."""

from __future__ import annotations

from functools import cache

import regex
import yaml

from extractors import lexicon
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
    return regex.compile(r"\b(?:" + "|".join(patterns) + r")", regex.IGNORECASE)


def is_reform_plan(title: str | None) -> bool:
    """Whether a plan with this title is one of administrative reform."""
    return title is not None and _REFORM_PLAN.search(title) is not None


def area_of_heading(heading: str) -> ReformArea | None:
    """The one area that a heading names, else the one it points to; None when none or several."""
    named = [area for area, (names, _) in _areas().items() if names.search(heading)]
    found = named or [a for a, (_, cues) in _areas().items() if a != "steering" and cues.search(heading)]
    return found[0] if len(found) == 1 else None


def area_of_text(text: str) -> ReformArea | None:
    """The one area that a task's text names, else the one it points to; None when several or none fit.

    Running, reporting and publicising the reform is `steering`; an area that is reported on or scored goes before it.
    """
    for tier in (0, 1):
        found = [area for area, patterns in _areas().items() if patterns[tier].search(text)]
        if tier == 1 and "steering" in found and len(found) > 1:
            found.remove("steering")
        if len(found) > 1 and "steering" in found:
            found.remove("steering")
        if found:
            return found[0] if len(found) == 1 else None
    return None
