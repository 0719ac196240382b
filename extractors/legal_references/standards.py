"""Tiêu chuẩn, quy chuẩn: standards cited by their code (Luật Tiêu chuẩn và quy chuẩn kỹ thuật 68/2006/QH11, Điều 10, 26)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

_S = r"[^\S\t]{0,2}"
_STANDARD = regex.compile(
    rf"""
    (?<!\p{{L}})
    (?: (?P<tcvn> TCVN ) {_S} (?P<iso> ISO(?:/IEC)? )? {_S} | (?P<iso> ISO(?:/IEC)? ) {_S} | (?P<qcvn> QCVN ) {_S} )
    (?P<code> \d{{1,5}} (?:[-–]\d{{1,2}})? ) (?: {_S}:{_S} (?P<year>(?:19|20)\d\d) )? (?P<body>/(?!TCVN|QCVN|ISO)[A-ZĐ]{{2,10}})?
    (?![\d\p{{L}}])
    """,
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard with its code as `number`: `TCVN ISO 9001:2015`."""

    start: int
    end: int
    doc_type: str
    number: str
    year: int | None


def find_standards(text: str) -> Iterator[Standard]:
    """Every standard in the text; an `ISO …` after a `TCVN ISO …` of the same line shares its TCVN."""
    shared_until = -1
    for match in _STANDARD.finditer(text):
        if match["iso"] and not match["tcvn"] and len(match["code"]) < 4:
            continue
        if match["tcvn"]:
            line_end = text.find("\n", match.end())
            shared_until = line_end if line_end >= 0 else len(text)
        year = f":{match['year']}" if match["year"] else ""
        code = f"{match['code'].replace('–', '-')}{year}{match['body'] or ''}"
        family = "QCVN" if match["qcvn"] else " ".join(filter(None, (match["tcvn"], match["iso"])))
        if match["iso"] and not match["tcvn"] and match.start() < shared_until:
            family = f"TCVN {match['iso']}"
        doc_type = "Quy chuẩn kỹ thuật quốc gia" if match["qcvn"] else "Tiêu chuẩn quốc gia"
        yield Standard(
            match.start(), match.end(), doc_type, f"{family} {code}", int(match["year"]) if match["year"] else None
        )
