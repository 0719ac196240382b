"""Typed mentions in a Doc: they travel as JSON in `doc.user_data`, so that DocBin and `to_bytes` keep them.

A span knows its mention by its label (the kind of finding) and its id (the place among the findings of that kind).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any, Literal, get_args

from spacy.tokens import Doc, Span

from extractors.mentions import AgencyMention, DeadlineMention, Mention, ReferenceMention, TargetMention

Kind = Literal["legal_reference", "deadline", "agency", "target"]
"""The kinds of findings: the labels of the spans."""

KINDS: tuple[Kind, ...] = get_args(Kind)
GROUPS: dict[Kind, str] = {
    "legal_reference": "legal_references",
    "deadline": "deadlines",
    "agency": "agencies",
    "target": "targets",
}
"""The name of each kind's spans in `doc.spans`."""

_CLASSES: dict[Kind, type[Mention]] = {
    "legal_reference": ReferenceMention,
    "deadline": DeadlineMention,
    "agency": AgencyMention,
    "target": TargetMention,
}
_KEY = "kehoach."
_UNALIGNED = _KEY + "unaligned"


def keep(doc: Doc, kind: Kind, mentions: Sequence[Mention]) -> None:
    """Makes the mentions spans of `doc`, in `doc.spans[GROUPS[kind]]`, in their order.

    A mention that begins or ends inside a token gets the tokens around it and is counted by `unaligned`; its own
    positions stay exact.
    """
    spans: list[Span] = []
    for place, mention in enumerate(mentions):
        span = doc.char_span(mention.start, mention.end, label=kind, span_id=str(place), alignment_mode="expand")
        if span is None:  # only an empty mention has no tokens around it
            raise ValueError(f"a {kind} without text at {mention.start}")
        if span.text != mention.quote:
            doc.user_data[_UNALIGNED] = doc.user_data.get(_UNALIGNED, 0) + 1
        spans.append(span)
    doc.spans[GROUPS[kind]] = spans
    doc.user_data[_KEY + kind] = json.dumps([asdict(mention) for mention in mentions], default=_day, ensure_ascii=False)


def mentions_of(doc: Doc, kind: Kind) -> tuple[Mention, ...]:
    """The mentions of one kind, in reading order; empty where its component has not run."""
    return _read(kind, doc.user_data.get(_KEY + kind, "[]"))


def mention_of(span: Span) -> Mention | None:
    """The mention behind a span; None for a span that no component of ours made."""
    kind = next((kind for kind in KINDS if kind == span.label_), None)
    if kind is None or not span.id_.isdigit():
        return None
    found = mentions_of(span.doc, kind)
    return found[int(span.id_)] if int(span.id_) < len(found) else None


def unaligned(doc: Doc) -> int:
    """How many mentions begin or end inside a token."""
    count: int = doc.user_data.get(_UNALIGNED, 0)
    return count


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a mention holds {type(value).__name__}, which JSON cannot")


@lru_cache(maxsize=32)
def _read(kind: Kind, text: str) -> tuple[Mention, ...]:
    return tuple(_CLASSES[kind](**_typed(values)) for values in json.loads(text))


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    """JSON values as a mention holds them: its days end in `_date`."""
    return {
        name: date.fromisoformat(value) if name.endswith("_date") and value else value for name, value in values.items()
    }


Span.set_extension("mention", getter=mention_of, force=True)
