"""The heads of a table in the order in which a page's text has them: a second row of heads behind the whole first row.

`TT, Việc, Thực hiện, Thời gian, Chủ trì, Phối hợp` are five columns: the last two heads stand below the third.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

import regex

from extractors.table_words import Role, role_of_head

BODIES = frozenset({Role.LEAD, Role.COORDINATING, Role.BOTH})
"""What columns hold bodies."""

# `Thực hiện` over `Đơn vị chủ trì` and `Đơn vị phối hợp`.
_SPANNING = regex.compile(
    r"(?:(?:cơ quan|đơn vị|phân công|trách nhiệm|tổ chức),? ?){0,3}(?:thực hiện|triển khai)?", regex.IGNORECASE
)


class Heads(NamedTuple):
    """The head of each column, and what stands over it: itself where nothing does."""

    lowest: tuple[str, ...]
    top: tuple[str, ...]

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the header: two where a head stands over others."""
        return (self.lowest,) if self.top == self.lowest else (self.top, self.lowest)


def may_span(head: str) -> bool:
    """Whether a head may stand over heads of those who lead and take part."""
    return _SPANNING.fullmatch(head) is not None


def nested_heads(heads: Sequence[str]) -> Heads:
    """The columns of a header whose heads follow each other row by row."""
    for place, head in enumerate(heads):
        if not may_span(head):
            continue
        start = place + 1
        count = len(list(takewhile(_is_of_body, heads[start:])))
        if not _divides(heads[start : start + count]):
            count = len(list(takewhile(_is_of_body, reversed(heads[start:]))))
            start = len(heads) - count
            if count < 2 or not _divides(heads[start:]):
                continue
        before, inner = tuple(heads[:place]), tuple(heads[start : start + count])
        after = (*heads[place + 1 : start], *heads[start + count :])
        return Heads((*before, *inner, *after), (*before, *[head] * count, *after))
    return Heads(tuple(heads), tuple(heads))


def _is_of_body(head: str) -> bool:
    return role_of_head(head) in BODIES


def _divides(heads: Sequence[str]) -> bool:
    """Whether one of the heads is for who leads: `Đơn vị phối hợp` alone stands beside `Đơn vị thực hiện`."""
    return any(role_of_head(head) is Role.LEAD for head in heads)
