"""What the tables lack, have beyond the gold, or say otherwise; with its words and its place in the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import regex

from schemas import PlanRecords, Section

Fate = Literal["missing", "unwanted", "different"]

_LONGEST_PATTERN = 2000
"""Characters of a quote by which it is looked for; its beginning will do."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference between gold and tables.

    `kind` is that of the figures. `fate`: the gold has it and the tables lack it (`missing`), the reverse (`unwanted`),
    or the value of a column differs (`different`). `task` is the label of the task it belongs to. `value` is what is
    missing or unwanted, or what the tables give; `wanted` what the gold has instead. `quote` are the words of the
    source; they stand at `char_start` of `texts.text`, under `heading`, on `page`: null where that is not known.
    """

    source: str
    kind: str
    fate: Fate
    value: str
    wanted: str | None = None
    task: str | None = None
    quote: str | None = None
    char_start: int | None = None
    heading: str | None = None
    page: int | None = None


class Quoted(Protocol):
    """A row of the tables that points to its words."""

    @property
    def char_start(self) -> int:
        """Where they begin."""

    @property
    def quote(self) -> str:
        """The words."""


@dataclass(slots=True)
class Misses:
    """The differences of a document, each with its place; `records` is None when the tables do not have it."""

    source: str
    records: PlanRecords | None
    found: list[Miss] = field(default_factory=list)

    def unwanted(self, kind: str, value: str, row: Quoted, task: str | None = None) -> None:
        """A row of the tables that the gold does not have."""
        self._add(kind, "unwanted", value, quote=row.quote, start=row.char_start, task=task)

    def missing(self, kind: str, value: str, quote: str | None, task: str | None = None) -> None:
        """A row of the gold that the tables do not have, found by its words where these stand in one place only."""
        self._add(kind, "missing", value, quote=quote, start=self._start(quote), task=task)

    def missing_in(self, kind: str, value: str, row: Quoted, task: str | None) -> None:
        """What the gold has in a row that the tables have too."""
        self._add(kind, "missing", value, quote=row.quote, start=row.char_start, task=task)

    def different(self, kind: str, value: str, wanted: str, row: Quoted | None, task: str | None = None) -> None:
        """A value that the gold has otherwise."""
        quote, start = (row.quote, row.char_start) if row else (None, None)
        self._add(kind, "different", value, wanted=wanted, quote=quote, start=start, task=task)

    def _add(
        self,
        kind: str,
        fate: Fate,
        value: str,
        *,
        wanted: str | None = None,
        quote: str | None,
        start: int | None,
        task: str | None,
    ) -> None:
        heading, page = (None, None) if start is None else (self._heading(start), self._page(start))
        self.found.append(Miss(self.source, kind, fate, value, wanted, task, quote, start, heading, page))

    def _start(self, quote: str | None) -> int | None:
        """Where the words stand, however they are wrapped; None when nowhere, or in several places."""
        words = (quote or "")[:_LONGEST_PATTERN].split()
        if not words or self.records is None:
            return None
        pattern = regex.compile(r"\s+".join(map(regex.escape, words)), regex.IGNORECASE)
        found = [match.start() for text in self.records.texts for match in pattern.finditer(text.text)]
        return found[0] if len(found) == 1 else None

    def _heading(self, start: int) -> str | None:
        """The innermost heading above a place."""
        sections: Sequence[Section] = self.records.sections if self.records else ()
        holding = [s for s in sections if s.char_start <= start < s.span_end and (s.label or s.heading)]
        if not holding:
            return None
        inner = max(holding, key=lambda section: (section.level, section.char_start))
        return " ".join(part for part in (inner.label, inner.heading) if part)

    def _page(self, start: int) -> int | None:
        """The page of the task that stands there."""
        tasks = self.records.tasks if self.records else ()
        return next((task.page for task in tasks if task.char_start <= start < task.char_end), None)
