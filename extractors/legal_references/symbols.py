"""Số, ký hiệu: finds and reads the number and symbol of a cited document.

Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3 and Phụ lục III (administrative), Luật 80/2015/QH13 and its successors
(normative), Hướng dẫn 36-HD/VPTW (Party). Spaces and line breaks inside are read over, `number` has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

from extractors.legal_references.words import is_type_code, issuer_codes, official_code, party_codes, type_of_code

Form = Literal["administrative", "normative", "assembly", "party", "letter", "other"]
"""`60/NQ-HĐND`, `61/2018/NĐ-CP`, `80/2015/QH13`, `19-NQ/TW`, `6503/BNV-CCHC`; `other` needs a type word before it."""

SPACE = r"(?:[^\S\t]|<br>){0,3}"
_CODE = r"[A-ZĐÐ](?:[A-Za-zĐđÐ\d&.]{0,22}[A-Za-zĐđÐ\d])?"
_FIRST = regex.compile(
    rf"""
    (?<![\d/–-]) (?<!\d[.,]) (?:(?<!\p{{L}})|(?<=[Ss][ốỐ])|(?<=\b(?:NQ|QĐ|NĐ|TT|CT|KH|CV|TB)))
    (?: (?P<digits> (?:[lI](?=\d))? \d{{1,5}} (?:\.\d{{1,3}})? [a-zđ]? | … | \.{{2,10}} | _{{2,10}} ) {SPACE} | (?=/) )
    (?:
        / {SPACE} (?: (?P<year>(?:19|20)\d\d) {SPACE} / {SPACE} )? (?P<code>{_CODE})      # 136/KH   61/2018/NĐ
      | (?<=\d\s{{0,3}}) [-–] {SPACE} (?P<party>{_CODE}) {SPACE} [/–-] {SPACE} (?P<body>{_CODE})      # 19-NQ/TW   68-NQ-TW
    )
    (?![\p{{L}}])
    """,
    regex.VERBOSE,
)
_NEXT = regex.compile(rf"(?P<before>{SPACE})(?P<joint>[-–/])(?P<after>{SPACE})(?P<code>{_CODE})(?!\p{{L}})")
_ASSEMBLY = regex.compile(r"(?:QH|UBTVQH)\d{1,2}$")
_CAPITALS = regex.compile(r"[A-ZĐ][A-ZĐ\d&]*[a-z]?[A-ZĐ\d&]*$")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A number and symbol with its place in the text.

    `digits` is None when the number is left blank; `codes` are the parts after it (`NĐ`, `CP`), officially written.
    """

    start: int
    end: int
    form: Form
    digits: str | None
    year: int | None
    codes: tuple[str, ...]

    @property
    def number(self) -> str | None:
        """Without spaces, dashes normalised: `2757/QĐ-UBND`; None when it is left blank."""
        if self.digits is None:
            return None
        if self.form == "party":
            return f"{self.digits}-{self.codes[0]}/{'-'.join(self.codes[1:])}"
        year = f"{self.year}/" if self.year else ""
        return f"{self.digits}/{year}{'-'.join(self.codes)}"

    @property
    def doc_type(self) -> str | None:
        """The type that its code stands for; None when it names none."""
        if self.form in ("letter", "assembly", "other"):
            return type_of_code(self.codes[0]) if self.form == "assembly" else None
        return type_of_code(self.codes[0], is_party=self.form == "party")

    @property
    def issuer_codes(self) -> tuple[str, ...]:
        """The codes of the issuing bodies: one, or several in a joint document; units of a body are left out."""
        if self.form in ("letter", "other") or (self.form == "assembly" and len(self.codes) == 1):
            return self.codes[:1]
        if self.codes[0] in _JOINT or self.codes[0].endswith(("LT", "LN", "PH")):
            return self.codes[1:]
        return self.codes[1:2]


_JOINT = frozenset({"TTLT", "NQLT"})


def find_symbols(text: str) -> Iterator[Symbol]:
    """Every number with a symbol in the text, in reading order; also those with a blank number."""
    position = 0
    while (match := _FIRST.search(text, position)) is not None:
        symbol = _read(text, match)
        position = symbol.end if symbol else max(match.end("digits"), match.start() + 1)
        if symbol is not None:
            yield symbol


def _read(text: str, match: regex.Match[str]) -> Symbol | None:
    digits = match["digits"]
    if digits is not None:
        digits = regex.sub(r"^[lI]", "1", digits) if digits[-1].isalnum() else None
    if match["party"]:
        return _party(text, match, digits)
    codes, end = _codes(text, [match["code"]], match.end())
    form = _form(codes, match["year"])
    if form is None or (match["digits"] is None and form == "other"):
        return None
    return Symbol(match.start(), end, form, digits, int(match["year"]) if match["year"] else None, codes)


def _party(text: str, match: regex.Match[str], digits: str | None) -> Symbol | None:
    """The Party's form; a dash for its slash is a slip (`68-NQ-TW`) only before a known body of the Party."""
    code = official_code(match["party"])
    codes, end = _codes(text, [match["body"]], match.end())
    slashed = "/" in text[match.end("party") : match.start("body")]
    if not is_type_code(code) or not (slashed or codes[0] in party_codes()):
        return None
    return Symbol(match.start(), end, "party", digits, None, (code, *codes))


def _codes(text: str, codes: list[str], end: int) -> tuple[tuple[str, ...], int]:
    """The parts of a symbol from its first one on; what stands after a space must be a code, and only one is needed."""
    while len(codes) < 8 and (match := _NEXT.match(text, end)) is not None:
        spaced = bool(match["before"] or match["after"])
        if match["joint"] == "/" and (spaced or official_code(match["code"]) not in issuer_codes()):
            break
        if spaced and not (_CAPITALS.match(match["code"]) or official_code(match["code"]) in issuer_codes()):
            break
        if spaced and not (match["after"] and not match["before"]) and not is_type_code(official_code(codes[-1])):
            break
        codes.append(match["code"])
        end = match.end()
    return tuple(official_code(code) for code in codes), end


def _form(codes: tuple[str, ...], year: str | None) -> Form | None:
    if _ASSEMBLY.match(codes[-1]) and (len(codes) == 1 or is_type_code(codes[0])):
        return "assembly"
    if is_type_code(codes[0]) and len(codes) > 1:
        return "normative" if year else "administrative"
    if len(codes) > 1 and codes[0] in issuer_codes() and not year:
        return "letter"
    return "other" if sum(letter.isupper() for letter in codes[0]) >= 2 else None
