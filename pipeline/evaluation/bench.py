"""Where a document lies while it is compared with its gold: the counts and the differences so far."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.cells import cell_text
from pipeline.evaluation.folding import fold_name
from pipeline.evaluation.gold import GoldFinding
from pipeline.evaluation.misses import Misses, Quoted
from pipeline.evaluation.tally import Figures, difference

Given = TypeVar("Given", bound=Quoted)
Wanted = TypeVar("Wanted", bound=GoldFinding)


@dataclass(slots=True)
class Bench:
    """Figures by kind; every difference."""

    misses: Misses
    figures: dict[str, Figures] = field(default_factory=dict)

    def add(self, kind: str, figures: Figures) -> None:
        """Counts something of a kind."""
        self.figures[kind] = self.figures.get(kind, Figures()) + figures

    def value(
        self, kind: str, given: object, wanted: object, *, right: bool, row: Quoted | None, name: str | None = None
    ) -> None:
        """Counts one value, and keeps it when it is not right; `name` is its column, or the task it belongs to."""
        self.add(kind, Figures(int(right), 1, 1))
        if not right:
            self.misses.different(kind, cell_text(given) or "null", cell_text(wanted) or "null", row, name)

    def rows(
        self,
        kind: str,
        given: Sequence[Given],
        wanted: Sequence[Wanted],
        key: Callable[[Given | Wanted], Hashable],
        words: Callable[[Given | Wanted], str],
        *,
        task: str | None = None,
        beyond: Callable[[Given | Wanted], Hashable] | None = None,
    ) -> None:
        """Counts two lists of rows, and keeps what differs; with `beyond` only what is not told by that key already."""
        found = difference(given, wanted, key, key)
        self.add(kind, found.figures)
        told: set[Hashable] = set()
        if beyond is not None:
            coarse = difference(given, wanted, beyond, beyond)
            told = {*map(beyond, coarse.missing), *map(beyond, coarse.unwanted)}
        for gold in found.missing:
            if beyond is None or beyond(gold) not in told:
                self.misses.missing(kind, words(gold), gold.quote, task)
        for row in found.unwanted:
            if beyond is None or beyond(row) not in told:
                self.misses.unwanted(kind, words(row), row, task)

    def names(self, kind: str, given: Iterable[str], wanted: Iterable[str], row: Quoted, *, task: str | None) -> None:
        """Counts two lists of agencies in a row of the tables, and keeps what differs."""
        found = difference(given, wanted, fold_name, fold_name)
        self.add(kind, found.figures)
        for name in found.missing:
            self.misses.missing_in(kind, name, row, task)
        for name in found.unwanted:
            self.misses.unwanted(kind, name, row, task)
