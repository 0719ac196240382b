"""Finds every mention of an identified document: by number, by name, or by the code of a standard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import regex

from extractors.legal_references.dates import issued_at
from extractors.legal_references.identity import canonical_id, completed
from extractors.legal_references.issuers import derived_issuer, stated_issuer
from extractors.legal_references.laws import NamedLaw, find_laws
from extractors.legal_references.model import Citation, OwnIdentity
from extractors.legal_references.provisions import provision_after, provision_before
from extractors.legal_references.relations import relations_of
from extractors.legal_references.standards import find_standards
from extractors.legal_references.symbols import Symbol, find_symbols
from extractors.legal_references.words import type_named, type_pattern
from extractors.mentions import ReferenceMention

_NUMBER_WORD = r"(?:(?i:số|sổ|so|cố)\s{0,2}(?::|;)?|:)"
_LEAD = regex.compile(
    rf"(?<!\p{{L}})(?P<type>{type_pattern()})[\s*]{{0,3}}:?[\s*]{{0,3}}{_NUMBER_WORD}?[\s*]{{0,3}}$", regex.VERBOSE
)
_BARE_NUMBER_WORD = regex.compile(r"(?<!\p{L})(?P<word>số|Số|SỐ|sổ)\s{0,2}(?P<colon>:)?[\s*]{0,3}$")
_OWN_HEAD = regex.compile(
    r"(?<!\p{L})(?:S[ốỐ]\s{0,2}(?:[,/]?\s?(?:ký\s)?hiệu)?\s{0,2}[:.|\t]?|ký\shiệu\s{0,2}:?)[\s*.…_]{0,20}$",
    regex.IGNORECASE,
)
_AFTER_NAME = regex.compile(r",?\s{1,3}(?:số|sổ)?\s{0,2}:?\s{0,3}")
_FORM = regex.compile(r"(?i:mẫu|biểu)(?:\s(?:số|biểu|báo\scáo))?\s{0,2}:?\s{0,2}$")
_DRAFT = regex.compile(r"(?:dự\s(?:thảo|án)|xây\sdựng)\s{1,2}(?:các\s)?$", regex.IGNORECASE)
_AMENDS = regex.compile(r"\s{0,2},?\s?(?:về\s(?:việc\s)?)?(?:sửa\sđổi|bổ\ssung|thay\sthế)", regex.IGNORECASE)
_IN_LIST = regex.compile(r"[\s*]{0,3}(?:[,;]|\bvà\b|\bhoặc\b|,\s?và\b)?[\s*]{0,3}(?:số)?\s{0,2}:?[\s*]{0,3}$")
_ATTACHED = regex.compile(r"kèm\s(?:theo\s)?[^\n(]{0,60}$", regex.IGNORECASE)
_WINDOW = 80


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
    place = province or _province_of(issuer)
    own = itself or OwnIdentity()
    citations = _listed(text, sorted(_citations(text, place, own), key=lambda c: (c.start, -c.end)))
    citations = _apart(citations)
    ids = completed(citations, [canonical_id(citation, place) for citation in citations])
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
        for (citation, relation, is_self), identity in zip(
            relations_of(text, citations, own, preamble), ids, strict=True
        )
    ]


def _province_of(issuer: str | None) -> str | None:
    from extractors.provinces import find_province

    found = find_province(issuer) if issuer else None
    return found.name if found else None


def _citations(text: str, province: str | None, own: OwnIdentity) -> Iterator[Citation]:
    named = {law.end: law for law in find_laws(text)}
    used: set[int] = set()
    for symbol in find_symbols(text):
        law = _law_before(text, symbol, named)
        if law is not None:
            used.add(law.end)
        citation = _numbered(text, symbol, law, province, own)
        if citation is not None:
            yield citation
    for law in named.values():
        if law.end not in used and not _DRAFT.search(text, max(0, law.start - 20), law.start):
            yield _named(text, law, province)
    for standard in find_standards(text):
        yield Citation(
            start=standard.start,
            end=standard.end,
            kind="standard",
            doc_type=standard.doc_type,
            number=standard.number,
            year=standard.year,
        )


def _law_before(text: str, symbol: Symbol, named: dict[int, NamedLaw]) -> NamedLaw | None:
    """The law whose name stands right before its number: `Luật Ngân sách nhà nước số 83/2015/QH13`."""
    if symbol.form not in ("assembly", "normative"):
        return None
    for back in range(1, 12):
        law = named.get(symbol.start - back)
        if law is not None:
            return law if _AFTER_NAME.fullmatch(text, law.end, symbol.start) else None
    return None


def _numbered(
    text: str, symbol: Symbol, law: NamedLaw | None, province: str | None, own: OwnIdentity
) -> Citation | None:
    before = text[max(0, symbol.start - _WINDOW) : symbol.start]
    lead = None if law else _LEAD.search(before)
    word = _BARE_NUMBER_WORD.search(before)
    if law is None and lead is None and not _may_stand_alone(symbol, word, before):
        return None
    if symbol.digits is None and not (lead and _ATTACHED.search(before[: lead.start()])):
        return None
    start = symbol.start
    if law is not None:
        start = law.start
    elif lead is not None:
        start = symbol.start - len(before) + lead.start("type")
    elif word is not None:
        start = symbol.start - len(before) + word.start("word")
    if lead is not None and _is_own_head(text, start, symbol, own):
        return None
    doc_type = law.doc_type if law else type_named(lead["type"]) if lead else symbol.doc_type
    if doc_type == "Văn bản" and symbol.doc_type is not None:
        doc_type = symbol.doc_type
    citation = Citation(
        start=start,
        end=symbol.end,
        kind="numbered",
        doc_type=doc_type,
        type_stated=law is not None or lead is not None,
        number=symbol.number,
        codes=symbol.issuer_codes,
        code_type=symbol.doc_type or ("Công văn" if symbol.form == "letter" else None),
        name=law.name if law else None,
        year=symbol.year,
        issuer=derived_issuer(symbol, province),
    )
    return _with_tail(text, citation, province)


def _may_stand_alone(symbol: Symbol, word: regex.Match[str] | None, before: str) -> bool:
    """Whether a number without a word for its type is a citation: not the head's `Số: …`, not the number of a form."""
    if _FORM.search(before):
        return False
    if word is None and _OWN_HEAD.search(before):
        return False
    if (
        word is not None
        and (word["word"] == "Số" or word["colon"])
        and not before[: word.start()].rstrip().endswith(",")
    ):
        return False
    return symbol.form in ("normative", "administrative", "assembly", "party") or (
        symbol.form == "letter" and word is not None
    )


def _is_own_head(text: str, start: int, symbol: Symbol, own: OwnIdentity) -> bool:
    """`Nghị quyết số: 105/2025/UBTVQH15` on a line of its own, as some bodies head their documents."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", symbol.end)
    rest = text[symbol.end : line_end if line_end >= 0 else len(text)]
    alone = not text[line_start:start].strip(" *#|") and not rest.strip(" *#|")
    return alone and ":" in text[start : symbol.start] and own.number in (None, symbol.number)


def _named(text: str, law: NamedLaw, province: str | None) -> Citation:
    issuer = {"Pháp lệnh": "Ủy ban Thường vụ Quốc hội", "Nghị quyết": None}.get(law.doc_type, "Quốc hội")
    citation = Citation(start=law.start, end=law.end, kind="named", doc_type=law.doc_type, name=law.name, issuer=issuer)
    return _with_tail(text, citation, province)


def _with_tail(text: str, citation: Citation, province: str | None) -> Citation:
    """The citation with the date, issuer and provision that stand beside it, in any order."""
    end = citation.end
    day: date | None = None
    year = citation.year
    issuer, stated, place = citation.issuer, False, None
    dated = False
    for _ in range(3):
        if not dated and (when := issued_at(text, end)) is not None:
            day, end, dated = when.day, when.end, True
            year = citation.year or when.year
        elif not stated and citation.name is None and (who := stated_issuer(text, end, province)) is not None:
            end, stated, place = who.end, True, who.place
            issuer = citation.issuer if _is_vaguer(who.name, citation.issuer) else who.name
        else:
            break
    start, provision = citation.start, None
    if (before := provision_before(text, citation.start)) is not None:
        provision, start = before
    elif (after := provision_after(text, end)) is not None:
        provision, end = after
    return replace(
        citation, start=start, end=end, issued_date=day, year=year, issuer=issuer, stated=stated, place=place,
        provision=provision,
    )  # fmt: skip


def _is_vaguer(stated: str, derived: str | None) -> bool:
    """Whether the words name less than the symbol: `của Thủ tướng`, `của UBND`."""
    return derived is not None and derived.startswith(stated) and derived != stated


def _listed(text: str, citations: list[Citation]) -> list[Citation]:
    """Lists completed: the type named before the first number holds for all, the issuer named last as well."""
    result: list[Citation] = []
    for citation in citations:
        before = result[-1] if result else None
        if (
            before is not None
            and citation.kind == "numbered"
            and not citation.type_stated
            and before.kind == "numbered"
        ):
            gap = text[before.end : citation.start]
            agrees = citation.code_type in (None, before.code_type) or before.code_type is None
            if len(gap) < 40 and _IN_LIST.fullmatch(gap) and agrees:
                citation = replace(citation, doc_type=before.doc_type)
        result.append(citation)
    for i in range(len(result) - 2, -1, -1):
        here, following = result[i], result[i + 1]
        gap = text[here.end : following.start]
        if (
            not here.stated
            and following.stated
            and here.codes == following.codes
            and here.codes
            and len(gap) < 40
            and _IN_LIST.fullmatch(gap)
        ):
            result[i] = replace(here, issuer=following.issuer, stated=True, place=following.place)
    return result


def _apart(citations: list[Citation]) -> list[Citation]:
    """The citations without those that stand inside another one."""
    result: list[Citation] = []
    end = -1
    for citation in citations:
        if citation.start >= end:
            result.append(citation)
            end = citation.end
        elif citation.kind == "numbered" and result[-1].kind == "named" and result[-1].end < citation.end:
            result[-1] = citation
            end = citation.end
    return result
