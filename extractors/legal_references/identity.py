"""Canonical ids: one string for every mention of the same document, across the corpus.

`vn:{issuer}:{type}:{year}:{number}`, in the manner of the European Legislation Identifier. The issuer is the code in
the symbol, for local bodies with the province's code and the code's list; a part that is not known is `-`: such an id
is partial, for `04/KH-UBND` alone names hundreds of documents.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from extractors.agencies.identity import slug
from extractors.legal_references.model import Citation
from extractors.legal_references.symbols import find_symbols
from extractors.legal_references.words import issuer_codes, laws
from extractors.provinces import MERGER, find_province, province_on
from schemas import Document

_UNKNOWN = "-"
_BELOW = regex.compile(r"\b(?:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|Huyện|Quận|Thị|Đảng ủy)\b")


def canonical_id(citation: Citation, province: str | None) -> str:
    """The id of a cited document; `province` is that of the citing document, for local bodies without another."""
    if citation.kind == "standard":
        return f"vn:tcvn:{slug(citation.number or '')}"
    if citation.number is None:
        return _of_name(citation)
    year = str(citation.year) if citation.year else _UNKNOWN
    return ":".join(("vn", _issuer_key(citation, province), _type_key(citation), year, number_key(citation.number)))


def document_canonical_id(document: Document) -> str | None:
    """The id under which others cite a document; None when its number, year, type or issuer is not known."""
    if document.number is None or document.issued_year is None or document.doc_type is None:
        return None
    symbol = next(find_symbols(document.number), None)
    if symbol is None or symbol.number is None:
        return None
    citation = Citation(
        start=0,
        end=0,
        kind="numbered",
        doc_type=document.doc_type,
        number=symbol.number,
        codes=symbol.issuer_codes,
        code_type=symbol.doc_type or ("Công văn" if symbol.form == "letter" else None),
        year=document.issued_year,
        issued_date=document.issued_date,
        issuer=document.issuer,
        stated=document.issuer is not None,
    )
    return canonical_id(citation, document.province)


def completed(citations: list[Citation], ids: list[str]) -> list[str]:
    """Ids in which an unknown year is taken from the one document of the same text that is the same but for it.

    Nghị định 30/2020/NĐ-CP, Phụ lục I: after the first mention a document is cited by type and number alone.
    """
    whole: dict[str, set[str]] = {}
    for identity in ids:
        key = _without_year(identity)
        if key is not None and f":{_UNKNOWN}:" not in identity:
            whole.setdefault(key, set()).add(identity)
    return [
        next(iter(found)) if (found := whole.get(_without_year(i) or "", set())) and len(found) == 1 else i for i in ids
    ]


def _without_year(identity: str) -> str | None:
    parts = identity.split(":")
    return ":".join((*parts[:3], *parts[4:])) if len(parts) == 5 else None


def number_key(number: str) -> str:
    """The number as it is compared: no leading zeros, the year where it belongs to the number, suffixes kept."""
    match = regex.match(r"0*(?P<digits>\d[\d.]*\p{L}?)(?:/(?P<year>(?:19|20)\d\d)/)?", number)
    if match is None:
        return slug(number)
    normative = ".n" if match["year"] else ""
    return f"{match['digits'].casefold()}{normative}"


def _type_key(citation: Citation) -> str:
    return slug(citation.code_type or citation.doc_type or "") or _UNKNOWN


def _issuer_key(citation: Citation, province: str | None) -> str:
    if not citation.codes:
        return slug(citation.issuer or "") or _UNKNOWN
    key = "-".join(slug(code) for code in citation.codes)
    known = issuer_codes().get(regex.sub(r"\d+$", "", citation.codes[0]))
    if known is not None and not known.is_local:
        return key
    issuer = citation.issuer or ""
    if citation.stated and _BELOW.search(issuer):
        return f"{key}.{slug(issuer)}"
    place = citation.place or (found.name if (found := find_province(issuer)) else None) or province
    located = province_on(place, citation.issued_date) if place else None
    if located is None:
        return f"{key}.{slug(issuer)}" if citation.stated and issuer else f"{key}.{_UNKNOWN}"
    is_new = citation.issued_date is not None and citation.issued_date >= MERGER and located.code_list == "34"
    return f"{key}.{located.code}-{'34' if is_new else '63'}"


def _of_name(citation: Citation) -> str:
    """The id of a law by its number where name and year tell which one it is, else of its name."""
    versions = laws().get((citation.doc_type or "", slug(citation.name or "")), ())
    dated = [law for law in versions if law.number and citation.year is not None and law.year == citation.year]
    if len(dated) == 1 and dated[0].number is not None:
        symbol = next(find_symbols(dated[0].number))
        numbered = replace(citation, number=symbol.number, codes=symbol.issuer_codes)
        return canonical_id(numbered, None)
    year = str(citation.year) if citation.year else _UNKNOWN
    name = slug(citation.name or "") or slug(citation.doc_type or "")
    return ":".join(("vn", slug(citation.issuer or "") or _UNKNOWN, slug(citation.doc_type or ""), year, name))
