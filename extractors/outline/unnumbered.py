"""Headings that have lost their numbers, as where a file was copied without its automatic numbers."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.attributes import attributes_of
from extractors.kinds import is_generic, kind_of_heading
from extractors.markers import Marker, Style, marker_of
from extractors.outline.acting import opens_with_agency
from extractors.parts import is_capitals, is_closing
from extractors.plan_text import Block, Paragraph, PlanText, Table

_UNNUMBERED_PART, _UNNUMBERED = Marker(Style.ROMAN, "", 0), Marker(Style.DECIMAL4, "", 0)
"""The marks of the parts of a plan, and of the headings in a part."""
_FEWEST_UNNUMBERED = 2
_SHORTEST_HEADING, _LONGEST_HEADING = 8, 100
_ENDED = (".", ";", ":", "/", "!", "…", ")", "”", '"')


def unnumbered_headings(plan: PlanText, blocks: Sequence[Block], *, has_parts: bool) -> dict[int, Marker]:
    """The paragraphs that are headings without a number, each with a mark of its rank.

    The parts of a plan, where none is numbered: `MỤC ĐÍCH`, `Nhiệm vụ`; and what is short, without a mark at its end,
    above `a)` or a dash, in a part in which nothing is numbered. None where there is only one of a kind, or where it
    stands before the first heading.
    """
    parts = _unnumbered_parts(plan, blocks) if has_parts else []
    headings: list[int] = []
    numbered = _in_numbered_part(plan, blocks, parts)
    is_body, ended = False, True
    for index, block in enumerate(blocks[:-1]):
        following = blocks[index + 1]
        if isinstance(block, Table):
            ended = True
            continue
        text = plan[block].strip()
        marker = marker_of(text)
        is_heading = index in parts or (marker is not None and not marker.is_bullet)
        is_body = is_body or is_heading
        may_head = is_body and ended and marker is None and not is_heading and index not in numbered
        if may_head and isinstance(following, Paragraph):
            below = marker_of(plan[following])
            if below is not None and (below.is_bullet or below.label in ("a", "a)")) and _may_head(text):
                headings.append(index)
        ended = text.endswith(_ENDED) or (is_heading and len(text) < _LONGEST_HEADING)
    if len(headings) < _FEWEST_UNNUMBERED:
        headings = []
    return dict.fromkeys(parts, _UNNUMBERED_PART) | dict.fromkeys(headings, _UNNUMBERED)


def _in_numbered_part(plan: PlanText, blocks: Sequence[Block], parts: Sequence[int]) -> frozenset[int]:
    """The blocks of those parts in which items have numbers, so that a line without one is no heading."""
    found: list[int] = []
    part: list[int] = []
    is_numbered = False
    for index, block in enumerate(blocks):
        marker = marker_of(plan[block]) if isinstance(block, Paragraph) else None
        if index in parts or (marker is not None and marker.style <= Style.ARTICLE):
            found += part if is_numbered else []
            part, is_numbered = [], False
        part.append(index)
        is_numbered = is_numbered or (marker is not None and Style.ARTICLE < marker.style < Style.LETTER)
    return frozenset(found + (part if is_numbered else []))


def _unnumbered_parts(plan: PlanText, blocks: Sequence[Block]) -> list[int]:
    """The headings of the parts of a plan, where none of its headings is numbered as a part or article is."""
    found: dict[str, int] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            continue
        text = plan[block].strip()
        marker = marker_of(text)
        if marker is not None and (marker.style <= Style.ARTICLE or (not marker.is_bullet and not found)):
            return []
        is_part = marker is None and len(text) <= _LONGEST_HEADING and (is_capitals(text) or is_generic(text))
        if is_part and not text.endswith(":") and kind_of_heading(text) is not None:
            if text in found:
                return []
            found[text] = index
    return list(found.values()) if len(found) >= _FEWEST_UNNUMBERED else []


def _may_head(text: str) -> bool:
    """Whether a line has the form of a heading: no figures, no label, nobody who acts."""
    return (
        _SHORTEST_HEADING <= len(text) <= _LONGEST_HEADING
        and text[0].isupper()
        and not text.endswith((*_ENDED, ","))
        and not any(c.isdigit() or c in "\t:" for c in text)
        and not opens_with_agency(text)
        and not is_capitals(text)
        and not is_closing(text)
        and not attributes_of(f"{text}:")
    )
