"""What a reader found in a phrase: its deadlines, and what they were read from."""

from __future__ import annotations

from enum import Enum, auto

from extractors.deadlines.clauses import Clause
from extractors.deadlines.groups import Group
from extractors.mentions import DeadlineMention
from extractors.values import value_class


class Source(Enum):
    """Which reader found it."""

    OFFSET = auto()
    DUE = auto()
    CADENCE = auto()
    REPORT = auto()
    CLAUSE = auto()
    GROUP = auto()
    UNDATED = auto()


@value_class(frozen=True, slots=True)
class Found:
    """The deadlines of one phrase and what they were read from."""

    mentions: tuple[DeadlineMention, ...]
    source: Source
    group: Group | None = None
    clause: Clause | None = None

    @property
    def start(self) -> int:
        """Where the phrase begins."""
        return self.mentions[0].start

    @property
    def end(self) -> int:
        """Where the phrase ends."""
        return max(mention.end for mention in self.mentions)
