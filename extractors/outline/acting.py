"""Whether a sentence opens with a body that acts: then it is a task, no heading."""

from __future__ import annotations

from extractors.agencies import bodies_of
from extractors.circumstances import opens_with_circumstance, subject_pauses
from extractors.verbs import opens_with_action

_LONGEST_REASON = 400


def opens_with_agency(text: str) -> bool:
    """Whether a sentence opens with a body that acts, also after a reason: `Trên cơ sở …, Sở Công Thương chủ trì …`."""
    if opens_with_circumstance(text, 0):
        return any(_opens_with_body(text[pause:]) for pause in subject_pauses(text, 0, min(len(text), _LONGEST_REASON)))
    return _opens_with_body(text)


def _opens_with_body(text: str) -> bool:
    end = 0
    for body in bodies_of(text):
        if text[end : body.start].strip(" ,;") not in ("", "và"):
            return False
        end = body.end
        if opens_with_action(text[end:].lstrip(" ,:")):
            return True
    return False
