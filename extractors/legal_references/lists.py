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
_IN_TITLE = regex.compile(
    spaced(
        # Luật số 52/2019/QH14 [ngày …] sửa đổi, bổ sung một số điều của | Luật Viên chức
        r" (?:của Quốc hội )?(?:về )?(?:sửa đổi|bổ sung)[^.;\n\t]{0,60}? |(?:,|;| và|, và) "
    )
)
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
    """`18-NQ/TW và 19-NQ/TW cùng ngày 25/10/2017`, `… (đều ban hành tháng 01/2023)`: the date holds for all."""
    result = list(citations)
    for i in range(len(result) - 1, -1, -1):
        last = result[i]
        bracket = shared_date(text, last.end) if last.kind == "numbered" and last.issued_date is None else None
        if bracket is not None:
            last = replace(last, end=bracket.end, issued_date=bracket.day, year=last.year or bracket.year)
            result[i] = last
        elif not last.shares_date:
            continue
        for j in range(i - 1, -1, -1):
            member = result[j]
            if member.issued_date is not None or not _is_next(text, member, citations[j + 1]):
                break
            result[j] = replace(member, issued_date=last.issued_date, year=member.year or last.year)
    return result


def _is_in_title(text: str, amending_until: int, start: int) -> bool:
    return amending_until >= 0 and _IN_TITLE.fullmatch(text, amending_until, start) is not None


def apart(text: str, citations: Sequence[Citation]) -> list[Citation]:
    """The citations without those inside another one, and without the laws in the name of an amending law."""
    result: list[Citation] = []
    end = -1
    amending_until = -1
    for citation in citations:
        if citation.start < end:
            before = result[-1]
            if citation.kind == "numbered" and before.kind == "named" and before.end < citation.end:
                result[-1] = citation
                end = citation.end
            continue
        if citation.kind == "named" and _is_in_title(text, amending_until, citation.start):
            end = amending_until = citation.end
            continue
        amending_until = citation.end if citation.kind == "numbered" and citation.doc_type in _LAWS else -1
        result.append(citation)
        end = citation.end
    return result
