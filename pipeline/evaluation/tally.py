"""Counting what is right: precision, recall and F1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Given = TypeVar("Given")
Wanted = TypeVar("Wanted")


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of a kind the gold wants, how many the tables give, and how many of these are right."""

    right: int = 0
    predicted: int = 0
    wanted: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.right + other.right, self.predicted + other.predicted, self.wanted + other.wanted)

    @property
    def precision(self) -> float | None:
        """The share of the given that is right; None when nothing is given."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """The share of the wanted that is given; None when nothing is wanted."""
        return self.right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None when nothing is given and nothing wanted."""
        both = self.predicted + self.wanted
        return 2 * self.right / both if both else None


@dataclass(frozen=True, slots=True)
class Difference(Generic[Given, Wanted]):
    """What two lists do not have in common."""

    figures: Figures
    unwanted: tuple[Given, ...]
    missing: tuple[Wanted, ...]


def difference(
    given: Iterable[Given],
    wanted: Iterable[Wanted],
    given_key: Callable[[Given], Hashable],
    wanted_key: Callable[[Wanted], Hashable],
) -> Difference[Given, Wanted]:
    """Both lists as bags of keys: what is in both is right, however often it is in both."""
    given_by, wanted_by = _by_key(given, given_key), _by_key(wanted, wanted_key)
    common = Counter({key: min(len(rows), len(wanted_by.get(key, ()))) for key, rows in given_by.items()})
    return Difference(
        Figures(common.total(), sum(map(len, given_by.values())), sum(map(len, wanted_by.values()))),
        unwanted=tuple(row for key, rows in given_by.items() for row in rows[common[key] :]),
        missing=tuple(row for key, rows in wanted_by.items() for row in rows[common[key] :]),
    )


Row = TypeVar("Row")


def _by_key(rows: Iterable[Row], key_of: Callable[[Row], Hashable]) -> dict[Hashable, list[Row]]:
    found: defaultdict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        found[key_of(row)].append(row)
    return found


def pairs_by_score(scores: Sequence[tuple[float, float, int, int]]) -> list[tuple[int, int]]:
    """One-to-one pairs, the most alike first; of equally alike ones those that stand nearest to each other.

    A score is the likeness, the distance of places, and the two places.
    """
    pairs: list[tuple[int, int]] = []
    taken_given, taken_wanted = set[int](), set[int]()
    for _, _, given, wanted in sorted(scores, key=lambda score: (-score[0], *score[1:])):
        if given not in taken_given and wanted not in taken_wanted:
            taken_given.add(given)
            taken_wanted.add(wanted)
            pairs.append((given, wanted))
    return pairs
