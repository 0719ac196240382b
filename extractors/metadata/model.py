"""What is known of a document from its head, its title and its foot."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import regex

from extractors.provinces import CodeList

_FOR_TET = regex.compile(r"\btết\b", regex.IGNORECASE)
# tổng kết công tác năm 2029 và triển khai nhiệm vụ năm 2030
_LOOKS_BACK = regex.compile(
    r"\b(?:tổng kết|sơ kết|đánh giá|kiểm điểm|kết quả)\b.{0,160}?\bnăm (?P<past>\d{4})\b.{0,80}?"
    r"\b(?:triển khai|phương hướng|nhiệm vụ|kế hoạch)\b.{0,80}?\bnăm (?P<next>\d{4})\b",
    regex.IGNORECASE | regex.DOTALL,
)
_SCHOOL_YEAR = regex.compile(r"\bnăm học\b", regex.IGNORECASE)
Span = tuple[int, int]
"""Start and end in the canonical text, in code points, end exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The columns of `documents` that the text states, and where the parts of the document stand.

    `notices` are pairs of a warning code and a sentence for people. `preamble` runs from the end of the title to the
    first heading, `foot` covers Nơi nhận and the signature; `attachments` are the starts of attached instruments and
    annexes. `code_list` says whether `province_code` is one of the 63 or of the 34.
    """

    doc_type: str | None = None
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    province_code: str | None = None
    province: str | None = None
    province_2025_code: str | None = None
    province_2025: str | None = None
    issued_date: date | None = None
    issued_date_text: str | None = None
    issued_year: int | None = None
    issued_month: int | None = None
    title: str | None = None
    period_start_year: int | None = None
    period_end_year: int | None = None
    signer_name: str | None = None
    signer_title: str | None = None
    signing_authority: str | None = None
    recipients: tuple[str, ...] = ()
    notices: tuple[tuple[str, str], ...] = ()
    code_list: CodeList | None = None
    head: Span = (0, 0)
    title_span: Span | None = None
    preamble: Span | None = None
    foot: Span | None = None
    attachments: tuple[int, ...] = ()

    @property
    def plan_years(self) -> tuple[int, int] | None:
        """The first and last year in which times that state none are read.

        None where no period is known, for a plan for one school year, and for one for the Tết of the year after its
        issue: its times run from the day of issue over the new year (`trước ngày 15/12`, `trước ngày 20/01`). Where a
        title looks back on one year and plans the next, work is done in the next.
        """
        first, last = self.period_start_year, self.period_end_year
        if first is None:
            return None
        years, title = (first, last or first), self.title or ""
        back = _LOOKS_BACK.search(title)
        planned = int(back["next"]) if back is not None and years == (int(back["past"]), int(back["past"])) else None
        if planned is not None and planned == self.issued_year == first + 1:
            years = planned, planned
        if self.issued_date is None:
            return years
        is_ahead = years == (self.issued_date.year + 1, self.issued_date.year + 1)
        runs_over = (is_ahead and _FOR_TET.search(title)) or (years[1] == first + 1 and _SCHOOL_YEAR.search(title))
        return None if runs_over else years

    def columns(self) -> dict[str, object]:
        """The values of the columns of `documents`, by name."""
        return {name: getattr(self, name) for name in _COLUMNS}


_COLUMNS = tuple(
    f.name
    for f in fields(Metadata)
    if f.name not in {"notices", "code_list", "head", "title_span", "preamble", "foot", "attachments"}
)
