"""What an attached plan or an annex repeats of its instrument: `(Kèm theo Quyết định số 12/QĐ-UBND ngày 02/3/2022)`."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.metadata.issued import DATE, Issued, issued_of
from extractors.metadata.number import NUMBER, number_of, type_of_symbol


@dataclass(frozen=True, slots=True)
class Note:
    """One such line: the type it names, number and date as far as filled in, the issuer as written."""

    doc_type: str | None
    number: str | None
    symbol: str
    issued: Issued | None
    issuer: str | None
    start: int


_NOTE = regex.compile(
    rf"""
    (?:ban\shành\s)? kèm\stheo \s{{1,2}}
    (?: (?:\p{{L}}{{2,8}}(?:\s\p{{L}}{{2,8}}){{1,2}}? \s{{1,2}})? (?:số)?                 # Quyết định số
      | [^()\n;\d]{{3,80}}? \s tại \s [^()\n;\d]{{3,20}}? \s số )                           # … tại Nghị quyết số
    \s{{0,2}}:?\s{{0,3}} {NUMBER}
    (?: \s{{0,3}},?\s{{0,3}} {DATE} )?
    (?: \s{{0,3}},?\s{{0,2}} của \s{{1,2}} (?P<issuer>[^()\n;]{{3,120}}) )?
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def find_notes(text: str) -> list[Note]:
    """The notes of attachment in reading order."""
    notes = []
    for match in _NOTE.finditer(text):
        number = number_of(match)
        notes.append(
            Note(
                doc_type=type_of_symbol(number.symbol),
                number=number.number,
                symbol=number.symbol,
                issued=issued_of(match) if match["date"] else None,
                issuer=match["issuer"].strip(" .,)") if match["issuer"] else None,
                start=match.start(),
            )
        )
    return notes
