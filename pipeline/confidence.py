"""How sure a task is: the share of tasks with as many signs of difficulty that were right on annotated documents.

Right means that people found the same task, with the same lead agencies and the same deadlines (kind, days, rule). The
shares stand in `confidence.yaml`, written by `scripts/calibrate_confidence.py`; docs/confidence.md tells how.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from schemas import Evidence, Task

Sign = Literal["prose", "time_in_words", "long", "no_verb", "time_unread"]

SIGNS: dict[Sign, str] = {
    "prose": "it stands in prose, where nothing but the wording parts tasks, bodies and times",
    "time_in_words": "its time stands among its own words, not in a cell, a line or a heading",
    "long": "it is longer than 300 characters and may tell several bodies to do several things",
    "no_verb": "it opens with no verb of work that is known",
    "time_unread": "its time cell holds words of which no time was read",
}
"""Signs of difficulty, each in a sentence."""

DOUBTFUL = 0.8
"""Below this share a task is worth a look at its source."""

_LONG = 300
"""Characters from which on tasks of the annotated documents were right less often."""


@dataclass(frozen=True, slots=True)
class Level:
    """What was measured for tasks with so many signs (the last level: or more), and the share made of it."""

    signs: int
    tasks: float
    right: float
    confidence: float


@cache
def levels() -> tuple[Level, ...]:
    """The levels from `confidence.yaml`, by their number of signs."""
    table = yaml.safe_load(files("pipeline").joinpath("confidence.yaml").read_text(encoding="utf-8"))
    return tuple(Level(**row) for row in table["levels"])


def confidence_of(signs: Sequence[Sign]) -> float:
    """The share, 0 to 1, of annotated tasks with as many signs that were right."""
    known = levels()
    return known[min(len(signs), len(known) - 1)].confidence


def signs_of(task: Task, evidence: Iterable[Evidence]) -> tuple[Sign, ...]:
    """The signs of difficulty of a task; `evidence` are its rows."""
    times = [row.rule for row in evidence if row.column == "deadline_text"]
    present: dict[Sign, bool] = {
        "prose": task.origin == "prose",
        "time_in_words": "own_words" in times,
        "long": len(task.text) > _LONG,
        "no_verb": task.action is None,
        "time_unread": task.deadline_text is not None and not times,
    }
    return tuple(sign for sign, is_there in present.items() if is_there)
