"""Alternatives of a pattern, grouped by what they begin with: tried at a place, most fall with the first letter."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, takewhile

_QUANTIFIERS = "?*+{"


def grouped(alternatives: Iterable[str]) -> str:
    """A pattern, without a group around it, that matches what the alternatives match, the first that does.

    Two that begin with different letters match at no place both, so those that begin with the same one may stand
    together. One that begins with no letter keeps its place.
    """
    parts: list[str] = []
    single = [part for one in alternatives for part in _single(one)]
    for begins_with_letter, run in groupby(single, key=lambda one: bool(_letters(one))):
        some = list(run)
        parts += _by_letter(some) if begins_with_letter else some
    return "|".join(parts)


def any_of(*alternatives: str) -> str:
    """The alternatives, grouped, as one group."""
    return f"(?:{grouped(alternatives)})"


def _by_letter(alternatives: list[str]) -> list[str]:
    by_letter: dict[str, list[str]] = {}
    for one in alternatives:
        by_letter.setdefault(one[0].casefold(), []).append(one)
    # The same letter, small and capital, may match the same place: these keep their order.
    runs = (list(run) for some in by_letter.values() for _, run in groupby(some, key=lambda one: one[0]))
    return [_shared(run) if len(run) > 1 else run[0] for run in runs]


def _shared(alternatives: list[str]) -> str:
    alike = takewhile(lambda signs: len(set(signs)) == 1, zip(*map(_letters, alternatives), strict=False))
    prefix = "".join(first for first, *_ in alike)
    return f"{prefix}(?:{grouped([one[len(prefix) :] for one in alternatives])})"


def _letters(alternative: str) -> str:
    """The letters, digits and spaces that an alternative begins with."""
    end = next((i for i, sign in enumerate(alternative) if not (sign.isalnum() or sign == " ")), len(alternative))
    is_quantified = end < len(alternative) and alternative[end] in _QUANTIFIERS
    return alternative[: end - 1 if is_quantified else end]


def _single(alternative: str) -> list[str]:
    """The alternatives of which one consists, parted by bars outside all groups."""
    parts, begin = [], 0
    depth, position, in_class = 0, 0, False
    while position < len(alternative):
        sign = alternative[position]
        if sign == "\\":
            position += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and depth == 0:
            parts.append(alternative[begin:position])
            begin = position + 1
        position += 1
    return [*parts, alternative[begin:]]
