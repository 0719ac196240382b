"""Runs of bodies in an item of prose: they follow each other with nothing but commas and `và` between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import regex

from extractors.agencies.model import Definitions
from extractors.agencies.offices import OFFICE
from extractors.mentions import AgencyMention
from extractors.values import value_class

AN_OFFICE = regex.compile(rf"{OFFICE.pattern}\s{{1,2}}", regex.VERBOSE | regex.IGNORECASE)
CONNECTOR = regex.compile(
    rf"""(?:
        \s | [,;/] | \([^()]{{0,120}}\)
      | \b(?:và|cùng(?:\svới)?|hoặc|các|của)\b
      | \b(?:mỗi|từng)\s(?:cơ\squan|đơn\svị)\b
      | \blực\slượng\b
      | (?<=\bbộ\s)trưởng\b                                                    # Các Bộ | trưởng, Thủ trưởng
      | (?<=[,;/)\n]\s?|\b(?:và|cùng|với|hoặc|các|của)\s){OFFICE.pattern}  # not: Đảng đoàn | lãnh đạo | HĐND tỉnh
    )*""",
    regex.VERBOSE | regex.IGNORECASE,
)
"""What may stand between two bodies of one run."""
_BEFORE_FIRST = regex.compile(
    rf"[\s\-–+\"“(]*(?:các\s{{1,3}})?(?:đồng\schí\s{{1,3}}|lực\slượng\s{{1,3}})?(?:{AN_OFFICE.pattern})?",
    regex.VERBOSE | regex.IGNORECASE,
)
_BRACKET = regex.compile(r"\s?\([^()]{0,120}\)")
_LONGEST_GAP = 400
"""How far from each other two bodies of one list stand at most, in characters."""


@value_class(frozen=True, slots=True)
class Bodies:
    """A text with the bodies it names, and with those and the classes of bodies; both in reading order.

    `definitions` are those of its document.
    """

    text: str
    named: list[AgencyMention]
    everybody: list[AgencyMention]
    definitions: Definitions | None = None


def run_at(text: str, start: int, mentions: list[AgencyMention]) -> list[AgencyMention]:
    """The bodies that follow each other from `start` on."""
    run: list[AgencyMention] = []
    position = start
    while (mention := next_in_run(text, position, mentions, first=not run)) is not None:
        run.append(mention)
        position = mention.end
    return run


def next_in_run(text: str, position: int, mentions: list[AgencyMention], *, first: bool) -> AgencyMention | None:
    """The body that opens a run at a place, or goes on with the one that reaches to it; not one of its units.

    The units stand in a bracket: `Công an tỉnh (Phòng Cảnh sát giao thông), | Sở Xây dựng`.
    """
    units = None if first else _BRACKET.match(text, position)
    mention = next(beginning_in(mentions, units.end() if units else position), None)
    if mention is None or mention.start - position > _LONGEST_GAP:
        return None
    is_next = (_BEFORE_FIRST if first else CONNECTOR).fullmatch(text, position, mention.start)
    return mention if is_next else None


def beginning_in(mentions: list[AgencyMention], start: int, end: int | None = None) -> Iterator[AgencyMention]:
    """The mentions that begin at `start` or later, and before `end`."""
    for index in range(bisect_left(mentions, start, key=lambda m: m.start), len(mentions)):
        if end is not None and mentions[index].start >= end:
            return
        yield mentions[index]
