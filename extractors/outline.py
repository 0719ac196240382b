"""The outline of a plan: a tree of sections with kinds, and the items of prose that stand under them."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.structure import SectionKind


@dataclass(frozen=True, slots=True)
class SectionNode:
    """A part of the outline; `start`/`end` are its heading line (or first line), `span_end` covers its descendants.

    `parent` is the ordinal of the section that holds it, None at level 1.
    """

    ordinal: int
    level: int
    label: str | None
    heading: str | None
    kind: SectionKind
    start: int
    end: int
    span_end: int
    parent: int | None
    page: int | None = None
