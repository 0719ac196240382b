"""What is due as people follow it up: a line for each thing to be done, with all its days, at the next one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.calendar import DueItem, Thing


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing to be done, however often. `item` is what is due next, of what is all over the last.

    `rules` are all rules by which the words make it repeat, `days` all its days in the list.
    """

    item: DueItem
    rules: tuple[str, ...]
    days: tuple[date, ...]

    @property
    def earlier(self) -> tuple[date, ...]:
        """Its days before that of the item."""
        return tuple(day for day in self.days if self.item.day is not None and day < self.item.day)

    @property
    def later(self) -> tuple[date, ...]:
        """Its days after that of the item."""
        return tuple(day for day in self.days if self.item.day is not None and day > self.item.day)


def lines_of(items: Sequence[DueItem], today: date) -> list[DueLine]:
    """The items in their order, those of one thing in one line, which stands where its next day does."""
    things: defaultdict[Thing, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        things[item.thing].append(place)
    lines: dict[int, DueLine] = {}
    for places in things.values():
        same = [items[place] for place in places]
        days = tuple(sorted({item.day for item in same if item.day is not None}))
        shown = next((day for day in days if day >= today), days[-1] if days else None)
        place = next(place for place in places if items[place].day == shown)
        rules = tuple(dict.fromkeys(item.rrule for item in same if item.rrule is not None))
        lines[place] = DueLine(items[place], rules, days)
    return [lines[place] for place in sorted(lines)]
