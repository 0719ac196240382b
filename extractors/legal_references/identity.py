"""Canonical ids: one string for every mention of the same document, across the corpus.

`vn:{issuer}:{type}:{year}:{number}`, in the manner of the European Legislation Identifier. The issuer is the code in
the symbol, for local bodies with the province's code and the code's list, for districts and communes with their name;
a part that is not known is `-`: such an id is partial, for `04/KH-UBND` alone names hundreds of documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.legal_references.issuers import area_of, home_of
from extractors.legal_references.law_names import laws, name_key
from extractors.legal_references.model import Citation, Home
from extractors.legal_references.symbols import symbol_of
from extractors.legal_references.words import canonical_code, issuer_of
from extractors.provinces import MERGER, find_province, province_on, provinces
from extractors.slugs import slug
from schemas import Document

_UNKNOWN = "-"


def canonical_id(citation: Citation, home: Home) -> str:
    """The id of a cited document; `home` is that of the citing document, for local bodies without another place."""
    if citation.kind == "standard":
        return f"vn:tcvn:{slug(citation.number or '')}"
    if citation.number is None:
        return _of_name(citation)
    year = str(citation.year) if citation.year else _UNKNOWN
    return ":".join(("vn", _issuer_key(citation, home), _type_key(citation), year, number_key(citation.number)))


def document_canonical_id(document: Document) -> str | None:
    """The id under which others cite a document; None when its number, year, type or issuer is not known."""
    if document.number is None or document.issued_year is None or document.doc_type is None:
        return None
    symbol = symbol_of(document.number)
    if symbol is None or symbol.number is None:
        return None
    citation = Citation(
        start=0,
        end=0,
        kind="numbered",
        doc_type=document.doc_type,
        number=symbol.number,
        codes=symbol.issuer_codes,
        code_type=symbol.type_for_identity,
        year=document.issued_year,
        issued_date=document.issued_date,
        issuer=document.issuer,
        stated=document.issuer is not None,
    )
    return canonical_id(citation, home_of(document.issuer, document.province))


def completed(ids: Sequence[str]) -> list[str]:
    """Ids in which an unknown year is taken from the one document of the same text that is the same but for it.

    Nghị định 30/2020/NĐ-CP, Phụ lục I: after the first mention a document is cited by type and number alone.
    """
    whole: dict[str, set[str]] = {}
    for identity in ids:
        key = _without_year(identity)
        if key is not None and not _lacks_year(identity):
            whole.setdefault(key, set()).add(identity)
    return [_one_of(whole.get(_without_year(identity) or "", set()), identity) for identity in ids]


def _one_of(found: set[str], identity: str) -> str:
    return next(iter(found)) if len(found) == 1 and _lacks_year(identity) else identity


def _lacks_year(identity: str) -> bool:
    parts = identity.split(":")
    return len(parts) == 5 and parts[3] == _UNKNOWN


def _without_year(identity: str) -> str | None:
    """What remains of an id without its year, and without the list of its province's code, which the year decides."""
    parts = identity.split(":")
    if len(parts) != 5:
        return None
    return ":".join((_in_2025(parts[1]), parts[2], parts[4]))


_OLD_CODE = regex.compile(r"\.(\d\d)-63")


def _in_2025(issuer: str) -> str:
    return _OLD_CODE.sub(lambda m: f".{_code_2025(m[1])}-34", issuer)


def _code_2025(code: str) -> str:
    from_63 = {province.code: province.code_2025 for province in provinces()}
    return from_63.get(code, code)


_NUMBER = regex.compile(r"0*(?P<digits>\d[\d.]*\p{L}?)(?:/(?P<year>(?:19|20)\d\d)/)?")


def number_key(number: str) -> str:
    """The number as it is compared: no leading zeros; `.n` for those with a year, which are counted apart."""
    match = _NUMBER.match(number)
    if match is None:
        return slug(number)
    return f"{match['digits'].casefold()}{'.n' if match['year'] else ''}"


def _type_key(citation: Citation) -> str:
    return slug(citation.code_type or citation.doc_type or "") or _UNKNOWN


def _issuer_key(citation: Citation, home: Home) -> str:
    if not citation.codes:
        return slug(citation.issuer or "") or _UNKNOWN
    key = "-".join(slug(canonical_code(code)) for code in citation.codes)
    known = issuer_of(citation.codes[0])
    if known is not None and not known.is_local:
        return key
    issuer = citation.issuer or ""
    place = citation.place or (found.name if (found := find_province(issuer)) else None) or home.province
    located = _located(citation, place)
    if (area := area_of(issuer)) is not None:
        return f"{key}.{located or _UNKNOWN}.{slug(area) if ' ' in area else _UNKNOWN}"
    if located is None and citation.stated and issuer:
        return f"{key}.{slug(issuer)}"
    return f"{key}.{located or _UNKNOWN}"


def _located(citation: Citation, place: str | None) -> str | None:
    """The code of a province with its list: that of the 34 for what was issued since the merger."""
    located = province_on(place, citation.issued_date) if place else None
    if located is None:
        return None
    is_new = citation.issued_date is not None and citation.issued_date >= MERGER and located.code_list == "34"
    return f"{located.code}-{'34' if is_new else '63'}"


def _of_name(citation: Citation) -> str:
    """The id of a law by its number where name and year tell which one it is, else of its name."""
    versions = laws().get((citation.doc_type or "", name_key(citation.name or "")), ())
    of_year = [law for law in versions if law.issued is not None and law.issued.year == citation.year]
    of_day = [law for law in of_year if law.issued == citation.issued_date]
    dated = of_day or of_year
    if len(dated) == 1 and dated[0].number is not None and (symbol := symbol_of(dated[0].number)) is not None:
        return canonical_id(replace(citation, number=symbol.number, codes=symbol.issuer_codes), Home())
    year = str(citation.year) if citation.year else _UNKNOWN
    name = name_key(citation.name or "") or slug(citation.doc_type or "")
    return ":".join(("vn", slug(citation.issuer or "") or _UNKNOWN, slug(citation.doc_type or ""), year, name))
