"""The verb that says what a task is about, with the place where it stands."""

from __future__ import annotations

from itertools import islice

from extractors.actions import opening_verb
from extractors.tasks.model import PlanContext, Reason


def action_in(context: PlanContext, start: int, end: int, text: str) -> Reason | None:
    """The verb that a task opens with; `text` is the span of the plan on one line. None where it opens with none."""
    verb = opening_verb(text)
    if verb is None:
        return None
    if text == context.plan.text[start:end]:
        return Reason("action", verb.name, "opening_verb", start + verb.start, start + verb.end)
    letters = (i for i in range(start, end) if not context.plan.text[i].isspace())
    before = sum(not c.isspace() for c in text[: verb.start])
    inside = sum(not c.isspace() for c in text[verb.start : verb.end])
    places = list(islice(letters, before, before + inside))
    return Reason("action", verb.name, "opening_verb", places[0], places[-1] + 1)
