"""Which documents are the same one twice: a plan as PDF and as Word file, or as draft and as signed.

Nothing is deleted: `documents.duplicate_of` names the better reading, and questions may leave the others out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.heads import StoredHead
from pipeline.likeness import pairs_alike, resemblances, signature

if TYPE_CHECKING:
    from pipeline.likeness import Signature

ALIKE = 0.9
"""Share of runs of words that near-identical texts have in common. Plans of two years differ in more than that."""

_FORMATS = ("docx", "html", "markdown", "text", "doc", "pdf", "pdf_scanned", "unknown")
"""The formats by how much of a document survives in them."""

_ABOUT_AS_MUCH = math.log(1.1)
"""Readings count as equally rich when one gave a tenth more values than the other, more or less."""

Rank = tuple[object, ...]


def rank_of(head: StoredHead) -> Rank:
    """Sorts the better reading first.

    One that was read whole goes before one that was not, then one that gave clearly more values (agencies of tasks,
    deadlines). Of those that gave about as much: the one with number and date, so that a draft with a word more does
    not stand for the signed plan; then the one with more values, more tasks, the better format, fewer warnings.

    Tasks alone do not make a reading rich: a table that falls to pieces gives more of them, and less in each.
    """
    values = head.rows_of("task_agencies") + head.rows_of("deadlines")
    return (
        head.status != "ok",
        -int(math.log1p(values) / _ABOUT_AS_MUCH),
        head.number is None,
        head.issued_date is None,
        -values,
        -head.rows_of("tasks"),
        _FORMATS.index(head.source_format),
        len(head.warning_codes),
        head.document_id,
    )


def duplicates_among(heads: Iterable[StoredHead]) -> dict[str, str]:
    """The documents that another one has too, with the id of the better reading.

    The same one are two documents with the same canonical id (type, number, issuer, year), or with near-identical
    texts, of the same province and period; in either case no number or date of issue of theirs may differ. Which one
    is better depends on the documents alone, not on when they were read.
    """
    known = {head.document_id: head for head in heads if head.status != "failed"}
    found: dict[str, str] = {}
    for group in _candidates(known):
        best: list[StoredHead] = []
        signatures: list[Signature] = []
        for head in group:
            own = signature(head.likeness)
            of = _same_as(head, best, resemblances(own, signatures))
            if of is None:
                best.append(head)
                signatures.append(own)
            else:
                found[head.document_id] = of.document_id
    return found


def _candidates(known: dict[str, StoredHead]) -> Iterator[list[StoredHead]]:
    """Groups of documents within which the same one may be twice, each with the best reading first."""
    groups = _Groups()
    first_of: dict[str, str] = {}
    by_period: defaultdict[object, list[tuple[str, str]]] = defaultdict(list)
    for name, head in known.items():
        if head.canonical_id and (first := first_of.setdefault(head.canonical_id, name)) != name:
            groups.join(first, name)
        by_period[head.province, head.period].append((name, head.likeness))
    for items in by_period.values():
        for first, other in pairs_alike(items):
            groups.join(first, other)
    for names in groups.all():
        yield sorted((known[name] for name in names), key=rank_of)


def _same_as(head: StoredHead, others: list[StoredHead], shares: list[float]) -> StoredHead | None:
    """The first of the others that is the same document; `shares` tells how alike the texts are."""
    for other, share in zip(others, shares, strict=True):
        if _may_be_same(head, other) and (_has_same_id(head, other) or _is_alike(head, other, share)):
            return other
    return None


def _may_be_same(a: StoredHead, b: StoredHead) -> bool:
    return _agree(a.number, b.number) and _agree(a.issued_date, b.issued_date)


def _has_same_id(a: StoredHead, b: StoredHead) -> bool:
    return a.canonical_id is not None and a.canonical_id == b.canonical_id


def _is_alike(a: StoredHead, b: StoredHead, share: float) -> bool:
    return share >= ALIKE and (a.province, a.period) == (b.province, b.period)


def _agree(a: object, b: object) -> bool:
    return a is None or b is None or a == b


class _Groups:
    """Names that belong together, found by joining two at a time (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def join(self, a: str, b: str) -> None:
        a, b = self._root(a), self._root(b)
        if a != b:
            self._parent[max(a, b)] = min(a, b)

    def all(self) -> list[list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self._parent):
            found[self._root(name)].append(name)
        return [names for names in found.values() if len(names) > 1]

    def _root(self, name: str) -> str:
        self._parent.setdefault(name, name)
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name
