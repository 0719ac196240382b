"""When something is to be done: days, periods, frequencies and events in the words of a plan."""

from __future__ import annotations

from extractors.deadlines.find import find_deadlines

__all__ = ["find_deadlines"]
