"""What a family of names is: the words that open it, its pattern, and how a match becomes mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from extractors.values import value_class


@value_class(frozen=True, slots=True)
class Part:
    """One body in a match: its span in the view, and its name in full where the span shares words with a neighbour."""

    start: int
    end: int
    surface: str


def whole(match: regex.Match[str], end: int) -> Iterator[Part]:
    """The match, with what follows it up to `end`, is one body."""
    yield Part(match.start(), end, match.string[match.start() : end])


_BEFORE_LEVEL = regex.compile(r"(?i)(.*? )cấp ")
_LEVELS = regex.compile(r"(?:, ?| và |, và )(?=cấp )", regex.IGNORECASE)


def by_level(match: regex.Match[str], end: int) -> Iterator[Part]:
    """One body for each level of a list that repeats `cấp`: `UBND cấp huyện, cấp xã`."""
    start, text = match.start(), match.string[match.start() : end]
    first, *others = _LEVELS.split(text.replace("\n", " "))
    before = _BEFORE_LEVEL.match(first) if others else None
    if before is None:
        yield Part(start, end, text)
        return
    yield Part(start, start + len(first), first)
    for cut, level in zip(_LEVELS.finditer(text.replace("\n", " ")), others, strict=True):
        yield Part(start + cut.end(), start + cut.end() + len(level), before[1] + level)


@value_class(frozen=True, slots=True)
class Step:
    """What may follow the beginning of a name, or must; `capital` asks for a capital or number after its space."""

    pattern: regex.Pattern[str]
    required: bool = False
    capital: bool = False

    def end(self, text: str, position: int) -> int | None:
        """Where it ends when it stands at a position, else None."""
        first = text[position + 1 : position + 2]
        if self.capital and not (first.isupper() or first.isdigit()):
            return None
        match = self.pattern.match(text, position)
        return match.end() if match is not None else None


@value_class(frozen=True, slots=True)
class Family:
    """Names of one build: their first words in small letters, the pattern tried there, the steps that may follow it.

    In a line of capitals, where capitals do not tell the end of a name, a family that `is_open` is tried on small
    letters: only known words are left. `needs_capital`: with a small first letter it is no name; `small_needs_step`: it
    is none without a step (`bưu điện tỉnh`, but not `qua đường bưu điện`).
    """

    name: str
    heads: frozenset[str]
    pattern: regex.Pattern[str]
    read: Callable[[regex.Match[str], int], Iterator[Part]] = whole
    steps: tuple[Step, ...] = ()
    is_open: bool = False
    needs_capital: bool = False
    small_needs_step: bool = False

    def may_open(self, words: str) -> bool:
        """Whether a name of the family may open with some words, whatever follows them."""
        if self.needs_capital and words[0].islower():
            return False
        forms = (words, words.lower()) if self.is_open else (words,)
        return any(self.pattern.match(form, partial=True) is not None for form in forms)

    def match(self, text: str, start: int) -> tuple[regex.Match[str], int] | None:
        """The match at a position of a text, and where the name ends."""
        match = self.pattern.match(text, start)
        if match is None:
            return None
        end = match.end()
        for step in self.steps:
            stop = step.end(text, end)
            if stop is not None:
                end = stop
            elif step.required:
                return None
        if self.small_needs_step and end == match.end() and text[start].islower():
            return None
        return match, end
