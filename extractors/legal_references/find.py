"""Finds every mention of an identified document: by number, by name, or by the code of a standard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from extractors.legal_references.dates import issued_at, issued_before
from extractors.legal_references.heads import Head, head_of, is_draft
from extractors.legal_references.identity import canonical_id, completed
from extractors.legal_references.issuers import derived_issuer, home_of, issuer_before, stated_issuer
from extractors.legal_references.laws import NamedLaw, find_laws, is_foreign
from extractors.legal_references.lists import apart, is_joint, listed
from extractors.legal_references.model import Citation, Home, OwnIdentity
from extractors.legal_references.provisions import provision_after, provision_before
from extractors.legal_references.relations import relations_of
from extractors.legal_references.standards import find_standards
from extractors.legal_references.symbols import Symbol, find_symbols
from extractors.legal_references.words import type_named
from extractors.mentions import ReferenceMention

_AFTER_NAME = regex.compile(r",?[^\S\t]{1,3}(?:số|sổ)?[^\S\t]{0,2}:?[^\S\t]{0,3}")
_FARTHEST_NUMBER = 14
"""How far the number of a law may stand from its name: `Luật Đất đai, số : 31/2024/QH15`."""
_LAW_ISSUERS = {"Pháp lệnh": "Ủy ban Thường vụ Quốc hội", "Nghị quyết": None}


def find_legal_references(
    text: str,
    *,
    issuer: str | None = None,
    province: str | None = None,
    itself: OwnIdentity | None = None,
    preamble: tuple[int, int] | None = None,
) -> list[ReferenceMention]:
    """Every mention of an identified document in `text`, in reading order.

    `province` (else the one that `issuer` names) is where `UBND tỉnh`, `HĐND`, `Tỉnh ủy` without a name are; `itself`
    tells what the citing document is; `preamble` is the span in which `Thực hiện …` states a legal basis.
    """
    home = home_of(issuer, province)
    own = itself or OwnIdentity()
    found = sorted(_citations(text, home, own), key=lambda c: (c.start, -c.end))
    related = list(relations_of(text, apart(text, listed(text, found)), own, preamble))
    identified = [_dated(citation, own) if is_self else citation for citation, _, is_self in related]
    ids = completed([canonical_id(citation, home) for citation in identified])
    return [
        ReferenceMention(
            start=citation.start,
            end=citation.end,
            quote=text[citation.start : citation.end],
            kind=citation.kind,
            doc_type=citation.doc_type,
            number=citation.number,
            name=citation.name,
            year=citation.year,
            issued_date=citation.issued_date,
            issuer=citation.issuer,
            provision=citation.provision,
            relation=relation,
            is_self=is_self,
            canonical_id=identity,
        )
        for (citation, relation, is_self), identity in zip(related, ids, strict=True)
    ]


def _dated(citation: Citation, own: OwnIdentity) -> Citation:
    """A citation of the citing document itself, with its date where the words leave it out."""
    day = citation.issued_date or own.issued_date
    return replace(citation, issued_date=day, year=citation.year or (day.year if day else None))


def _citations(text: str, home: Home, own: OwnIdentity) -> Iterator[Citation]:
    named = {law.end: law for law in find_laws(text)}
    used: set[int] = set()
    end = -1
    for symbol in find_symbols(text):
        law = _law_before(text, symbol, named)
        if law is not None:
            used.add(law.end)
            yield _with_tail(text, _numbered(symbol, law.start, law.doc_type, law.name, home), home)
        elif not is_foreign(text, symbol.end):
            for citation in _of_symbol(text, symbol, end, home, own):
                end = citation.end
                yield citation
    for law in named.values():
        if law.end not in used and not is_draft(text, law.start):
            yield _with_tail(text, _named(law), home)
    for standard in find_standards(text):
        yield Citation(
            start=standard.start,
            end=standard.end,
            kind="standard",
            doc_type=standard.doc_type,
            number=standard.number,
            year=standard.year,
        )


_NO_LAW = frozenset({"Nghị định", "Thông tư", "Thông tư liên tịch", "Quyết định", "Nghị quyết liên tịch"})
"""What the code of a number may say that stands behind the name of a law: `của Luật Hợp tác xã, số 107/2017/NĐ-CP`."""


def _law_before(text: str, symbol: Symbol, named: dict[int, NamedLaw]) -> NamedLaw | None:
    """The law whose name stands right before its number: `Luật Ngân sách nhà nước số 83/2015/QH13`."""
    if symbol.form not in ("assembly", "normative") or symbol.type_for_identity in _NO_LAW:
        return None
    for back in range(1, _FARTHEST_NUMBER):
        law = named.get(symbol.start - back)
        if law is not None:
            return law if _AFTER_NAME.fullmatch(text, law.end, symbol.start) else None
    return None


def _of_symbol(text: str, symbol: Symbol, previous_end: int, home: Home, own: OwnIdentity) -> Iterator[Citation]:
    """The citation that a number belongs to, and those before it that share its rest.

    `previous_end` is where the citation before it ends: a letter's number alone is one only in a list.
    """
    head = head_of(text, symbol, own)
    if head is None and symbol.form == "letter" and is_joint(text, previous_end, symbol.start):
        head = Head(symbol.start, None)
    if head is None:
        return
    start = head.elided[-1][1] + 1 if head.elided else head.start
    while head.elided and not text[start].isdigit():
        start += 1
    written = type_named(head.doc_type) if head.doc_type else None
    citation = _with_tail(text, _numbered(symbol, start, written, None, home), home)
    if not citation.stated and (issuer := issuer_before(text, citation.start, symbol, home)) is not None:
        citation = replace(citation, issuer=issuer, stated=True)
    for i, (begin, end, digits) in enumerate(head.elided):
        yield replace(
            citation,
            start=head.start if i == 0 else begin,
            end=end,
            number=symbol.numbered(digits),
            issued_date=None,
            provision=None,
        )
    yield citation


def _numbered(symbol: Symbol, start: int, doc_type: str | None, name: str | None, home: Home) -> Citation:
    """A document by its number; a `Văn bản` whose code tells more is of the type that the code stands for."""
    if doc_type is None or doc_type == "Văn bản":
        doc_type, stated = symbol.doc_type or doc_type or symbol.type_for_identity, doc_type is not None
    else:
        stated = True
    return Citation(
        start=start,
        end=symbol.end,
        kind="numbered",
        doc_type=doc_type,
        type_stated=stated,
        number=symbol.number,
        codes=symbol.issuer_codes,
        code_type=symbol.type_for_identity,
        name=name,
        year=symbol.year,
        issuer=derived_issuer(symbol, home),
    )


def _named(law: NamedLaw) -> Citation:
    issuer = _LAW_ISSUERS.get(law.doc_type, "Quốc hội")
    return Citation(start=law.start, end=law.end, kind="named", doc_type=law.doc_type, name=law.name, issuer=issuer)


def _with_tail(text: str, citation: Citation, home: Home) -> Citation:
    """The citation with the date, issuer and provision that stand beside it, in any order."""
    by_name = citation.name is not None or citation.kind == "named"
    dated = False
    for _ in range(3):
        if not dated and (when := issued_at(text, citation.end, bare_year=citation.kind == "named")) is not None:
            dated = True
            citation = replace(
                citation,
                end=when.end,
                issued_date=when.day,
                year=citation.year or when.year,
                shares_date=when.is_shared,
            )
        elif not citation.stated and not by_name and (who := stated_issuer(text, citation.end, home)) is not None:
            vague = _is_vaguer(who.name, citation.issuer)
            issuer = citation.issuer if vague else who.name
            citation = replace(citation, end=who.end, stated=True, place=who.place, issuer=issuer)
        else:
            break
    if (
        not dated
        and not by_name
        and (day := issued_before(text, citation.start)) is not None
        and citation.year in (None, day.year)
    ):
        citation = replace(citation, issued_date=day, year=citation.year or day.year)
    if (before := provision_before(text, citation.start)) is not None:
        return replace(citation, provision=before[0], start=before[1])
    if (after := provision_after(text, citation.end)) is not None:
        return replace(citation, provision=after[0], end=after[1])
    return citation


def _is_vaguer(stated: str, derived: str | None) -> bool:
    """Whether the words name less than the symbol: `của Thủ tướng`, `của UBND`."""
    return derived is not None and derived.startswith(stated) and derived != stated
