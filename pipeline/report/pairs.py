"""Provinces side by side: a page for each pair, as far as that stays a number of pages that somebody may look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.comparison import ComparedTarget, Comparison, compare
from pipeline.matching import plain
from pipeline.query import Tables
from pipeline.report.cards import target_words
from pipeline.report.corpus import Entry, without_copies
from pipeline.report.heat import shade

_PROVINCES = 10
"""So many provinces are laid side by side two by two, those with the most tasks; 45 pages."""
_MOST_TASKS = 1500
"""A province with more tasks is left out: comparing takes the product of both sides."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two provinces side by side, and the page that shows it."""

    page: str
    comparison: Comparison

    @property
    def same(self) -> int:
        """How much work both have."""
        return len(self.comparison.same_work)


@dataclass(frozen=True, slots=True)
class PairList:
    """The pairs by their provinces. `left_out` provinces are compared on the command line only."""

    provinces: tuple[str, ...]
    pairs: dict[tuple[str, str], Pair]
    left_out: int

    def of(self, one: str, other: str) -> Pair | None:
        """The pair of two provinces, in either order."""
        return self.pairs.get((one, other)) or self.pairs.get((other, one))

    def shade(self, pair: Pair) -> int:
        """How dark the cell of a pair is."""
        return shade(pair.same, max(other.same for other in self.pairs.values()))


def pairs_of(tables: Tables, entries: Sequence[Entry]) -> PairList:
    """The provinces with the most tasks, two by two."""
    tasks = Counter[str]()
    for entry in without_copies(entries):
        if entry.province and entry.status != "failed":
            tasks[entry.province] += entry.tasks
    known = [name for name, count in tasks.most_common() if 0 < count <= _MOST_TASKS]
    chosen = sorted(known[:_PROVINCES], key=plain)
    return PairList(tuple(chosen), dict(_pairs(tables, chosen)), len(tasks) - len(chosen))


def _pairs(tables: Tables, provinces: Sequence[str]) -> Iterator[tuple[tuple[str, str], Pair]]:
    for one, other in combinations(provinces, 2):
        page = f"compare/{_slug(one)}--{_slug(other)}.html"
        yield (one, other), Pair(page, compare(tables, one, other))


def _slug(name: str) -> str:
    return plain(name).replace(" ", "-")


def compared_target(target: ComparedTarget) -> str:
    """A target as people write it: `≥ 80 %`."""
    return target_words(target.comparator, target.value, target.value_high, target.unit)
