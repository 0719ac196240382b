"""What the citing document does with each document it cites: the words around the citation tell it.

A citation inside the title of another one (`Nghị định A sửa đổi Nghị định B`) is only cited; a list shares its
relation; after a semicolon the governing words of the sentence hold on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import regex

from extractors.legal_references import cues
from extractors.legal_references.model import Citation, OwnIdentity
from schemas.findings import Relation

Span = tuple[int, int]
_ATTACHED_WINDOW = 60
_CUE_WINDOW = 400


class Related(NamedTuple):
    """A citation with its relation, and whether it is the citing document itself."""

    citation: Citation
    relation: Relation
    is_self: bool


class _Before(NamedTuple):
    """The citation before, on the same line; `entitled` if it stands in the title of an earlier one."""

    end: int
    relation: Relation
    entitled: bool


def relations_of(
    text: str, citations: Sequence[Citation], itself: OwnIdentity, preamble: Span | None
) -> Iterator[Related]:
    """Each citation with its relation and whether it is the citing document; they must be in reading order."""
    breaks = [-1, *(m.start() for m in regex.finditer("\n", text)), len(text)]
    for line, group in groupby(citations, key=lambda c: bisect_left(breaks, c.start)):
        span = breaks[line - 1] + 1, breaks[line]
        yield from _Line(text, span, itself, preamble).relations(list(group))


def is_itself(citation: Citation, itself: OwnIdentity) -> bool:
    """Whether a citation bears the number of the citing document, and no other year."""
    if itself.number is None or citation.number != itself.number:
        return False
    own = itself.issued_date
    return own is None or citation.year is None or citation.year == own.year


class _Line:
    """A paragraph with its citations."""

    def __init__(self, text: str, span: Span, itself: OwnIdentity, preamble: Span | None) -> None:
        self.text = text
        self.start, end = span
        self.itself = itself
        self.in_preamble = preamble is not None and preamble[0] <= self.start < preamble[1]
        self.is_basis = bool(cues.BASIS_LINE.match(text, self.start))
        issuing = cues.ISSUING.search(text, self.start, end) if self.in_preamble or self.is_basis else None
        self.issued_from = issuing.start() if issuing else end

    def relations(self, citations: Sequence[Citation]) -> Iterator[Related]:
        before: _Before | None = None
        governing: Relation = "cites"
        for citation in citations:
            relation: Relation
            if self._is_attached(citation):
                relation, entitled = "attached_to", False
                yield Related(citation, relation, True)
            else:
                relation, entitled = self._relation(citation, before, governing)
                is_self = is_itself(citation, self.itself)
                yield Related(citation, "cites" if is_self else relation, is_self)
            if not entitled:
                governing = relation
            before = _Before(citation.end, relation, entitled)

    def _is_attached(self, citation: Citation) -> bool:
        if not cues.ATTACHED.search(self.text, max(self.start, citation.start - _ATTACHED_WINDOW), citation.start):
            return False
        own = self.itself
        if own.number is not None and citation.number is not None:
            return own.number == citation.number
        return own.doc_type is None or own.doc_type == citation.doc_type

    def _relation(self, citation: Citation, before: _Before | None, governing: Relation) -> tuple[Relation, bool]:
        """The relation of a citation, and whether it stands in another one's title."""
        if before is None:
            return self._by_cue(citation, self.start), False
        gap = self.text[before.end : citation.start]
        if cues.SHORT_NAME.fullmatch(gap):
            return before.relation, before.entitled
        if cues.LIST.fullmatch(gap):
            leaves_title = before.entitled and ";" in gap
            return (governing, False) if leaves_title else (before.relation, before.entitled)
        breaks = [m.end() for m in cues.SENTENCE.finditer(gap)]
        if breaks:
            return self._by_cue(citation, before.end + breaks[-1]), False
        coordinated = cues.COORDINATED.search(gap)
        if cues.ENTITLES.match(gap):
            if coordinated and not (before.entitled and ";" not in coordinated[0]):
                return governing, False
            if ";" not in gap:
                return "cites", True
        if ";" in gap:
            found = self._by_cue(citation, before.end + gap.rindex(";") + 1)
            goes_on = coordinated or (governing == "legal_basis" and cues.STATED_IN.search(gap))
            return (governing if found == "cites" and goes_on else found), False
        return self._by_cue(citation, before.end), False

    def _by_cue(self, citation: Citation, since: int) -> Relation:
        """The relation that the words before a citation state, from `since` on."""
        before = self.text[max(since, citation.start - _CUE_WINDOW) : citation.start]
        if citation.start < self.issued_from and (
            self.is_basis or (self.in_preamble and cues.BASIS.search(before) is not None)
        ):
            return "legal_basis"
        # In a cell after the first, `Sửa đổi Nghị định …` is work that somebody is told to do.
        begins_line = since == self.start and "\t" not in before
        if cues.THIS_REPLACES.search(before) or (begins_line and cues.REPLACES.search(before)):
            return "replaces"
        if cues.IMPLEMENTS_CONTENT.search(before):
            return "implements"
        if cues.IMPLEMENTS.search(before) and not cues.POINTER.search(before):
            return "implements"
        if begins_line and cues.AMENDS.search(before) and not cues.POINTS_INTO.search(before):
            return "amends"
        return "cites"
