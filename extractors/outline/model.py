"""What the outline of a plan consists of: sections, items of prose, tables of tasks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractors.markers import Marker
from extractors.tables import TaskTable
from extractors.values import value_class
from schemas.structure import SectionKind


@value_class(frozen=True, slots=True)
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


@value_class(frozen=True, slots=True)
class Item:
    """A paragraph under a section that is no heading: a list item or a plain paragraph, with what stands below it.

    `start` is where its words begin, after the marker. `lead_ins` are the items (nearest last) that introduce it.
    """

    section: int | None
    marker: Marker | None
    start: int
    end: int
    page: int | None
    has_items: bool
    lead_ins: tuple[Item, ...] = ()


@value_class(frozen=True, slots=True)
class PlacedTable:
    """A table of tasks with the sections made of its group rows, by the index of the group."""

    section: int | None
    table: TaskTable
    groups: tuple[int, ...]
    lead_ins: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Outline:
    """Sections, items and task tables, each in reading order; `preamble` is the span before the first heading."""

    sections: tuple[SectionNode, ...]
    items: tuple[Item, ...]
    tables: tuple[PlacedTable, ...]
    preamble: tuple[int, int] | None = None

    def section_at(self, position: int) -> SectionNode | None:
        """The innermost section whose span holds `position`."""
        begun = bisect_right(self._starts, position)
        return next((s for s in reversed(self.sections[:begun]) if position < s.span_end), None)

    @cached_property
    def _starts(self) -> list[int]:
        return [section.start for section in self.sections]

    def ancestors(self, ordinal: int | None) -> Iterator[SectionNode]:
        """The section and those that hold it, innermost first."""
        while ordinal is not None:
            section = self.sections[ordinal]
            yield section
            ordinal = section.parent
