"""Overlapping spans of a text as nested ones, as HTML wants them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

ORDER = ("task", "head", "target", "deadline", "reference", "agency")
"""Which kind lies outside when two spans are the same."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that means something. Offsets are code points of the canonical text, end exclusive."""

    key: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of text (`mark` is None) or a marked stretch with what lies in it.

    A mark that goes on after another mark or another block is in several pieces; `is_first` is True for one of them.
    """

    start: int
    end: int
    mark: Mark | None = None
    is_first: bool = True
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class _Open:
    mark: Mark
    start: int
    end: int


def nested(start: int, end: int, marks: Iterable[Mark]) -> tuple[Node, ...]:
    """The text from `start` to `end` as a tree: every code point once, every mark around what it covers."""
    inside = [
        _Open(mark, max(mark.start, start), min(mark.end, end))
        for mark in marks
        if mark.start < end and mark.end > start and mark.start < mark.end
    ]
    return _tree(start, end, inside)


def _tree(start: int, end: int, spans: Sequence[_Open]) -> tuple[Node, ...]:
    nodes: list[Node] = []
    rest = sorted(spans, key=_rank)
    position = start
    while rest:
        outer, *others = rest
        if outer.start > position:
            nodes.append(Node(position, outer.start))
        within = [_clipped(span, outer.end) for span in others if span.start < outer.end]
        beyond = [replace(span, start=max(span.start, outer.end)) for span in others if span.end > outer.end]
        children = _tree(outer.start, outer.end, within)
        nodes.append(Node(outer.start, outer.end, outer.mark, outer.start == outer.mark.start, children))
        position = outer.end
        rest = sorted(beyond, key=_rank)
    if position < end:
        nodes.append(Node(position, end))
    return tuple(nodes)


def _rank(span: _Open) -> tuple[int, int, int]:
    return span.start, -span.end, ORDER.index(span.mark.kind)


def _clipped(span: _Open, end: int) -> _Open:
    return replace(span, end=min(span.end, end))
