"""A Doc to look at: one HTML page, a colour per kind of finding, by displaCy."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from spacy import displacy
from spacy.tokens import Doc

from extractors.language.mentions import GROUPS, KINDS, Kind

COLOURS: dict[Kind, str] = {
    "legal_reference": "#b7d7f0",
    "deadline": "#f7c59f",
    "agency": "#c3e6b8",
    "target": "#e3c6ee",
}
"""Background of each kind, as displaCy's option `colors` takes it."""


def html_of(doc: Doc, *, page: bool = True) -> str:
    """The text of `doc` line by line with its findings marked; nothing is loaded from elsewhere.

    A finding that runs over several lines is marked in each. With `page` a whole page, else a part of one.
    """
    lines = [_line(doc, start, end) for start, end in _lines(doc)]
    html: str = displacy.render(lines, style="span", manual=True, page=page, jupyter=False, options={"colors": COLOURS})
    return html


def _lines(doc: Doc) -> list[tuple[int, int]]:
    """The tokens of each line that has words, as (first, end)."""
    breaks = [token.i for token in doc if "\n" in token.text]
    bounds = zip([0, *(i + 1 for i in breaks)], [*breaks, len(doc)], strict=True)
    return [(start, end) for start, end in bounds if doc[start:end].text.strip()]


def _line(doc: Doc, start: int, end: int) -> dict[str, Any]:
    """A line as displaCy wants it; what is written together and marked alike is one token: `05/3/2020`."""
    spans = [
        span for kind in KINDS for span in doc.spans.get(GROUPS[kind], []) if span.start < end and start < span.end
    ]
    bounds = {bound for span in spans for bound in (span.start, span.end)}
    starts = [i for i in range(start, end) if i == start or i in bounds or _is_apart(doc, i)]
    place = {i: number for number, i in enumerate(starts)}
    tokens = [doc[first:last].text for first, last in pairwise([*starts, end])]
    return {
        "text": doc[start:end].text,
        "tokens": tokens,
        "spans": [
            {
                "start_token": place[max(span.start, start)],
                "end_token": place.get(span.end, len(starts)),
                "label": span.label_,
            }
            for span in sorted(spans, key=lambda span: (span.start, -span.end))
        ],
        "settings": {"lang": "vi", "direction": "ltr"},
    }


def _is_apart(doc: Doc, i: int) -> bool:
    """Whether a space stands before a token."""
    return bool(doc[i - 1].whitespace_) or doc[i].is_space or doc[i - 1].is_space
