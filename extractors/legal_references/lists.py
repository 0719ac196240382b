"""Lists of citations: what is written once holds for all their members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.legal_references.dates import shared_date
from extractors.legal_references.model import Citation
from extractors.legal_references.pieces import spaced

_JOINT = regex.compile(r"[\s*]{0,3}(?:[,;]?[^\S\t]{0,3}(?:và|hoặc)\b|[,;])?[\s*]{0,3}(?:số)?[^\S\t]{0,2}:?[\s*]{0,3}")
_LONGEST_JOINT = 40
# Luật số 52/2019/QH14 [ngày …] sửa đổi, bổ sung một số điều của | Luật Viên chức
_AMENDED = regex.compile(spaced(r" (?:của Quốc hội )?(?:về )?(?:sửa đổi|bổ sung)[^.;\n\t]{0,60}? "))
_AMENDED_TOO = regex.compile(spaced(r"(?:,|;| và|, và) "))
_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})


def listed(text: str, citations: Sequence[Citation]) -> list[Citation]:
    """The citations in reading order, with the type, issuer and date that their lists share."""
    return _with_shared_dates(text, _with_shared_issuers(text, _with_shared_types(text, citations)))


def is_joint(text: str, start: int, end: int) -> bool:
    """Whether only what joins the members of a list stands between two positions; `start` may be -1 for none."""
    return 0 <= start <= end < start + _LONGEST_JOINT and _JOINT.fullmatch(text, start, end) is not None


def _is_next(text: str, before: Citation, citation: Citation) -> bool:
    return is_joint(text, before.end, citation.start)


def _with_shared_types(text: str, citations: Sequence[Citation]) -> list[Citation]:
    """`các Nghị định số 107/2020/NĐ-CP, 108/2020/NĐ-CP`: the type before the first number holds for all."""
    result: list[Citation] = []
    for citation in citations:
        before = result[-1] if result else None
        if before is not None and {before.kind, citation.kind} == {"numbered"} and not citation.type_stated:
            agrees = citation.code_type in (None, before.code_type) or before.code_type is None
            if agrees and _is_next(text, before, citation):
                citation = replace(citation, doc_type=before.doc_type)
        result.append(citation)
    return result


def _with_shared_issuers(text: str, citations: Sequence[Citation]) -> list[Citation]:
    """`Quyết định số 36/QĐ-UBND, số 37/QĐ-UBND của UBND tỉnh`: the issuer after the last number holds for all."""
    result = list(citations)
    for i in range(len(result) - 2, -1, -1):
        here, following = result[i], result[i + 1]
        same_body = here.codes == following.codes != ()
        if same_body and not here.stated and following.stated and _is_next(text, here, following):
            result[i] = replace(here, issuer=following.issuer, stated=True, place=following.place)
    return result


def _with_shared_dates(text: str, citations: Sequence[Citation]) -> list[Citation]:
    """`18-NQ/TW và 19-NQ/TW cùng ngày 25/10/2017`, `… (đều ban hành tháng 01/2023)`: the date holds for all.

    So does one behind the last of several named as one plural: `các Quyết định số 12/QĐ-TTg, số 13/QĐ-TTg ngày …`.
    """
    result = list(citations)
    for i in range(len(result) - 1, -1, -1):
        last = result[i]
        bracket = shared_date(text, last.end) if last.kind == "numbered" and last.issued_date is None else None
        if bracket is not None:
            last = replace(last, end=bracket.end, issued_date=bracket.day, year=last.year or bracket.year)
            result[i] = last
        if bracket is None and not last.shares_date and last.issued_date is None:
            continue
        first = i
        while first > 0 and _is_undated_member(text, result[first - 1], citations[first]):
            first -= 1
        if bracket is None and not last.shares_date and not _is_plural(text, result[first : i + 1]):
            continue
        for j in range(first, i):
            result[j] = replace(result[j], issued_date=last.issued_date, year=result[j].year or last.year)
    return result


def _is_undated_member(text: str, member: Citation, following: Citation) -> bool:
    return member.issued_date is None and _is_next(text, member, following)


_PLURAL = regex.compile(r"\bcác\s{1,3}$", regex.IGNORECASE)


def _is_plural(text: str, members: Sequence[Citation]) -> bool:
    """Whether citations of one body, of which the last alone has a date, are named as one plural.

    Where numbers state their years (`các Nghị định số 17/2020/NĐ-CP, …`), the date may be that of the last alone.
    """
    first, last = members[0], members[-1]
    if last.issued_date is None or first is last or any(one.codes != last.codes for one in members):
        return False
    states_no_year = all(one.year is None for one in members[:-1])
    return states_no_year and _PLURAL.search(text, max(0, first.start - 6), first.start) is not None


def apart(text: str, citations: Sequence[Citation]) -> list[Citation]:
    """The citations without those inside another one, and without the laws in the name of an amending law."""
    result: list[Citation] = []
    end = -1
    amending_until, before_amended = -1, _AMENDED
    for citation in citations:
        if citation.start < end:
            before = result[-1]
            if citation.kind == "numbered" and before.kind == "named" and before.end < citation.end:
                result[-1] = citation
                end = citation.end
            continue
        is_named = citation.kind == "named" and amending_until >= 0
        if is_named and before_amended.fullmatch(text, amending_until, citation.start):
            end = amending_until = citation.end
            before_amended = _AMENDED_TOO
            continue
        amending_until = citation.end if citation.kind == "numbered" and citation.doc_type in _LAWS else -1
        before_amended = _AMENDED
        result.append(citation)
        end = citation.end
    return result
