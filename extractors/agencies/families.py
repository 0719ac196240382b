"""What a family of names is: the words that open it, its pattern, and how a match becomes mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class Part:
    """One body in a match: its span in the view, and its name in full where the span shares words with a neighbour."""

    start: int
    end: int
    surface: str


def whole(match: regex.Match[str], end: int) -> Iterator[Part]:
    """The match, with what follows it up to `end`, is one body."""
    yield Part(match.start(), end, match.string[match.start() : end])


_LEVELS = regex.compile(r"(?:, ?| và |, và )(?=cấp )", regex.IGNORECASE)


def by_level(match: regex.Match[str], end: int) -> Iterator[Part]:
    """One body for each level of a list that repeats `cấp`: `UBND cấp huyện, cấp xã`."""
    start, text = match.start(), match.string[match.start() : end]
    first, *others = _LEVELS.split(text.replace("\n", " "))
    before = regex.match(r"(?i)(.*? )cấp ", first)
    if not others or before is None:
        yield Part(start, end, text)
        return
    yield Part(start, start + len(first), first)
    for cut, level in zip(_LEVELS.finditer(text.replace("\n", " ")), others, strict=True):
        yield Part(start + cut.end(), start + cut.end() + len(level), before[1] + level)


@dataclass(frozen=True, slots=True)
class Family:
    """Names of one build. `heads` are the first words, in small letters, at which `pattern` is tried.

    `after` may follow what `pattern` matches, or must, if `needs_after`. `is_open` says that capitals tell where the name
    ends; in a line of capitals they do not, there the pattern is tried on small letters and only known words are left.
    `needs_capital` says that the first word in small letters is no name;
    `small_needs_after` that it is none without what may follow: `bưu điện tỉnh`, but not `qua đường bưu điện`.
    """

    name: str
    heads: frozenset[str]
    pattern: regex.Pattern[str]
    read: Callable[[regex.Match[str], int], Iterator[Part]] = whole
    is_open: bool = False
    after: regex.Pattern[str] | None = None
    needs_after: bool = False
    needs_capital: bool = False
    small_needs_after: bool = False

    def match(self, text: str, start: int) -> tuple[regex.Match[str], int] | None:
        """The match at a position of a text, and where the name ends."""
        match = self.pattern.match(text, start)
        if match is None:
            return None
        after = self.after.match(text, match.end()) if self.after is not None else None
        if after is None:
            needed = self.needs_after or (self.small_needs_after and text[start].islower())
            return None if needed else (match, match.end())
        return match, after.end()
