"""Tiêu chuẩn, quy chuẩn: standards cited by their code (Luật Tiêu chuẩn và quy chuẩn kỹ thuật 68/2006/QH11, 10, 26)."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.values import value_class

_S = r"[^\S\t]{0,3}"
_STANDARD = regex.compile(
    rf"""
    (?<!\p{{L}})
    (?:
        (?P<tcvn>TCVN) {_S} (?P<iso>ISO(?:/IEC)?)? {_S}      # TCVN ISO 9001:2015   TCVN 5687:2010
      | (?P<iso>ISO(?:/IEC)?) {_S}                           # ISO/IEC 27001:2013
      | (?P<qcvn>QCVN) {_S}                                  # QCVN 01-1:2018/BYT
    )
    (?P<code>\d{{1,5}} (?:[-–]\d{{1,2}})?)
    (?: {_S}:{_S} (?P<year>(?:19|20)\d\d) )?
    (?P<body>/(?!TCVN|QCVN|ISO)[A-ZĐ]{{2,10}})?
    (?![\d\p{{L}}])
    """,
    regex.VERBOSE,
)
_SHORTEST_ISO = 4
"""`ISO 100` in a text is a film or a page, not a standard of management."""


@value_class(frozen=True, slots=True)
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
        if match["iso"] and not match["tcvn"] and len(match["code"]) < _SHORTEST_ISO:
            continue
        if match["tcvn"]:
            line_end = text.find("\n", match.end())
            shared_until = line_end if line_end >= 0 else len(text)
        yield _standard(match, shares_tcvn=match.start() < shared_until)


def _standard(match: regex.Match[str], *, shares_tcvn: bool) -> Standard:
    year = int(match["year"]) if match["year"] else None
    code = f"{match['code'].replace('–', '-')}{f':{year}' if year else ''}{match['body'] or ''}"
    if match["qcvn"]:
        return Standard(match.start(), match.end(), "Quy chuẩn kỹ thuật quốc gia", f"QCVN {code}", year)
    family = [word for word in ("TCVN" if shares_tcvn else None, match["iso"]) if word]
    return Standard(match.start(), match.end(), "Tiêu chuẩn quốc gia", " ".join((*family, code)), year)
