"""The header of a table without rulings: lines that name columns, the first of them `STT` or `TT`.

Places are points on a page or characters on a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from extractors.markers import marker_of
from extractors.table_words import Role, role_of_head
from extractors.values import value_class

_LABEL_HEAD = regex.compile(r"(?:S\s?TT|TT|Số\s?TT|S\.?T\.?T\.?|Số thứ tự)", regex.IGNORECASE)
_TASK_HEAD_ROLES = frozenset({Role.TASK, Role.LEAD, Role.COORDINATING, Role.BOTH, Role.TIME, Role.OUTPUT})
_MOST_HEAD_LINES = 5
NEAR = 2.0
"""Lines of one header are no further apart than this, in heights of lines."""

_OFFSET = 1.3
"""Heads above `STT`, which stands at half the height of the header, are no further up, in heights of lines."""

LEAST_COLUMNS = 3


class Part(NamedTuple):
    """Words without a wide gap between them, and where they begin and end."""

    x0: float
    x1: float
    text: str


@value_class(frozen=True, slots=True)
class TextRow:
    """A line of the page: where it stands, how high it is, and its parts from left to right."""

    top: float
    height: float
    parts: tuple[Part, ...]


class Piece(NamedTuple):
    """The part of a row, both by their places in the rows given."""

    row: int
    part: int


Gaps = tuple[tuple[float, float], ...]
"""Where each column ends and the next begins."""


@value_class(frozen=True, slots=True)
class Header:
    """The lines up to `end` that name the columns; `spanning` are the parts over several columns below them."""

    lines: range
    gaps: Gaps
    spanning: frozenset[Piece]


def is_label_head(text: str) -> bool:
    """Whether a text is the head of the column of numbers, with which a header begins."""
    return _LABEL_HEAD.fullmatch(text.strip(" .")) is not None


def header_at(rows: Sequence[TextRow], start: int, least_gap: float) -> Header | None:
    """The header that begins in row `start`; None when none does. `least_gap` is the least gap between two columns."""
    lines = _header_lines(rows, start)
    if lines is None:
        return None
    spanning = frozenset(
        Piece(index, place)
        for index in lines
        for place in range(len(rows[index].parts))
        if _spans(rows, lines, Piece(index, place))
    )
    parts = [
        part for index in lines for place, part in enumerate(rows[index].parts) if Piece(index, place) not in spanning
    ]
    columns = _columns(parts, least_gap)
    header = Header(lines, tuple((left[1], right[0]) for left, right in pairwise(columns)), spanning)
    return header if len(columns) >= LEAST_COLUMNS and _names_columns(_heads(rows, header)) else None


def _header_lines(rows: Sequence[TextRow], start: int) -> range | None:
    """The lines of the header that begins in row `start`; `STT` may stand at half the height of other heads."""
    for at in range(start, min(start + _MOST_HEAD_LINES - 1, len(rows))):
        if at > start and not follows(rows, at, _OFFSET):
            return None
        if is_label_head(rows[at].parts[0].text):
            break
    else:
        return None
    right = rows[at].parts[0].x1
    above = [part for row in rows[start:at] for part in row.parts]
    if any(part.x0 <= right or marker_of(part.text) is not None for part in above):
        return None
    in_capitals = all(part.text.isupper() for part in rows[at].parts)
    if not in_capitals and any(part.text.isupper() for part in above):  # the title of the table
        return None
    end = at + 1
    while (
        end < min(len(rows), at + _MOST_HEAD_LINES)
        and follows(rows, end, NEAR)
        and all(part.x0 > right and _is_of_head(part.text) for part in rows[end].parts)
    ):
        end += 1
    return range(start, end)


def _is_of_head(text: str) -> bool:
    """Whether words below the first line of a header go on with it, or are a head under another."""
    return text[0].islower() or text[0] == "(" or role_of_head(text) is not None


def follows(rows: Sequence[TextRow], index: int, most: float) -> bool:
    """Whether a row is no further below the one before it than `most` times its height."""
    return rows[index].top - rows[index - 1].top <= most * rows[index].height


def _spans(rows: Sequence[TextRow], lines: range, piece: Piece) -> bool:
    """Whether a head stands over the gap between two heads of a line below, which have no other head above them."""
    head = rows[piece.row].parts[piece.part]
    beside = [part for part in rows[piece.row].parts if part != head]
    for index in range(piece.row + 1, lines.stop):
        own = [part for part in rows[index].parts if not any(_overlap(part, other) for other in beside)]
        if any(
            left.x1 < head.x1 and head.x0 < right.x0 and left.x0 <= (head.x0 + head.x1) / 2 <= right.x1
            for left, right in pairwise(own)
            if not any(left.x1 < other.x0 < right.x0 for other in beside)
        ):
            return True
    return False


def _overlap(part: Part, other: Part) -> bool:
    return part.x0 < other.x1 and other.x0 < part.x1


def _columns(parts: Sequence[Part], gap: float) -> list[tuple[float, float]]:
    """Where the columns of a header begin and end: parts above each other are one."""
    found: list[tuple[float, float]] = []
    for x0, x1, _ in sorted(parts):
        if found and x0 - found[-1][1] < gap:
            found[-1] = found[-1][0], max(found[-1][1], x1)
        else:
            found.append((x0, x1))
    return found


def _heads(rows: Sequence[TextRow], header: Header) -> list[str]:
    texts: list[list[str]] = [[] for _ in range(len(header.gaps) + 1)]
    for index in header.lines:
        for place, part in enumerate(rows[index].parts):
            if Piece(index, place) not in header.spanning:
                texts[column_of(part, header.gaps)].append(part.text)
    return [" ".join(words) for words in texts]


def _names_columns(heads: Sequence[str]) -> bool:
    """Whether all heads but one are of known columns, and two of them of columns of tasks."""
    roles = [role_of_head(head) for head in heads[1:]]
    return roles.count(None) <= 1 and sum(role in _TASK_HEAD_ROLES for role in roles) >= 2


def column_of(part: Part, gaps: Gaps) -> int:
    """The column in which a part stands, counted from 0."""
    middle = (part.x0 + part.x1) / 2
    return sum((left + right) / 2 < middle for left, right in gaps)
