"""Số, ký hiệu: finds and reads the number and symbol of a cited document.

Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3 and Phụ lục III (administrative), Luật 80/2015/QH13 and its successors
(normative), Hướng dẫn 36-HD/VPTW (Party). Spaces and line breaks inside are read over, `number` has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

import regex

from extractors.alternatives import any_of
from extractors.legal_references.pieces import MAYBE_GAP
from extractors.legal_references.words import (
    abbreviations,
    is_type_code,
    issuer_codes,
    official_code,
    party_codes,
    run_together,
    type_of_code,
)
from extractors.values import value_class

Form = Literal["administrative", "normative", "assembly", "party", "letter", "other"]
"""`60/NQ-HĐND`, `61/2018/NĐ-CP`, `80/2015/QH13`, `19-NQ/TW`, `6503/BNV-CCHC`; `other` needs a type word before it."""

_CODE = r"[A-ZĐÐƯ](?:[A-Za-zĐđÐƯư\d&.]{0,22}[A-Za-zĐđÐƯư\d])?"
_DIGITS = any_of(
    r"(?:[lI](?=\d))?\d{1,5}(?:\.\d{1,3})?[a-zđ]?",  # 04   12862   30c   66.19   l2 (scan)
    r"(?<![…._])[….]{1,60}+(?<!^\.|[^….]\.)",  # left blank: …   .....
    r"(?<![._])_{2,60}+",
)
_NEXT = regex.compile(rf"(?P<before>{MAYBE_GAP})(?P<joint>[-–/])(?P<after>{MAYBE_GAP})(?P<code>{_CODE})(?!\p{{L}})")
_ONE = regex.compile(r"^[lI]")
_ASSEMBLY = regex.compile(r"(?:QH|UBTVQH)\d{1,2}$")
_ORDINANCE = "PL"
"""The type code of a Pháp lệnh, written until 2008 and only before the assembly: `26/2005/PL-UBTVQH11`."""
_CAPITALS = regex.compile(r"[A-ZĐƯ][A-ZĐƯ\d&]*[a-z]?[A-ZĐƯ\d&]*$")
_JOINT = frozenset({"TTLT", "NQLT"})
_JOINT_ENDINGS = ("LT", "LN", "PH")
"""Local practice: `KHLN` kế hoạch liên ngành, `CTPH` chương trình phối hợp, `HDLT` hướng dẫn liên tịch."""
_MOST_PARTS = 8


@cache
def _opening() -> regex.Pattern[str]:
    """A number with the first code of its symbol."""
    after_word = any_of(*(rf"(?<=\b{letters})" for letters in abbreviations()))
    return regex.compile(
        rf"""
        (?<![\d/–-]) (?<!\d[.,]) (?: (?<!\p{{L}}) | (?<=[Ss][ốỐ]) | {after_word} )       # số136/KH   NQ18-NQ/TW
        (?: (?P<digits>{_DIGITS}) {MAYBE_GAP} | (?=/) )
        (?:
            / {MAYBE_GAP} (?: (?P<year>(?:19|20)\d\d) {MAYBE_GAP} / {MAYBE_GAP} )?       # 136/KH   61/2018/NĐ
            (?P<code>{_CODE})
          | (?<=\d\s{{0,3}}) [-–] {MAYBE_GAP} (?P<party>{_CODE})                         # 19-NQ/TW   68-NQ-TW
            {MAYBE_GAP} [/–-] {MAYBE_GAP} (?P<body>{_CODE})
        )
        (?!\p{{L}})
        """,
        regex.VERBOSE,
    )


@value_class(frozen=True, slots=True)
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
        return None if self.digits is None else self.numbered(self.digits)

    def numbered(self, digits: str) -> str:
        """The number with other digits and the same rest: `01, 02/2018/TT-VPCP` names two."""
        if self.form == "party":
            return f"{digits}-{self.codes[0]}/{'-'.join(self.codes[1:])}"
        year = f"{self.year}/" if self.year else ""
        return f"{digits}/{year}{'-'.join(self.codes)}"

    @property
    def doc_type(self) -> str | None:
        """The type that its code stands for; None when it names none."""
        if self.form in ("letter", "other"):
            return None
        return type_of_code(self.codes[0], is_party=self.form == "party")

    @property
    def type_for_identity(self) -> str | None:
        """The same, and that a letter is a Công văn whatever the text calls it."""
        return self.doc_type or ("Công văn" if self.form == "letter" else None)

    @property
    def issuer_codes(self) -> tuple[str, ...]:
        """The codes of the issuing bodies: one, or several in a joint document; units of a body are left out."""
        if self.form in ("letter", "other") or (self.form == "assembly" and len(self.codes) == 1):
            return self.codes[:1]
        if self.codes[0] in _JOINT or self.codes[0].endswith(_JOINT_ENDINGS):
            return self.codes[1:]
        return self.codes[1:2]


def find_symbols(text: str) -> Iterator[Symbol]:
    """Every number with a symbol in the text, in reading order; also those with a blank number."""
    position = 0
    while (match := _opening().search(text, position)) is not None:
        symbol = _read(text, match)
        position = symbol.end if symbol else max(match.end("digits"), match.start() + 1)
        if symbol is not None:
            yield symbol


def symbol_of(number: str) -> Symbol | None:
    """The symbol that a number consists of: `136/KH-UBND`; None when it is none."""
    return next(find_symbols(number), None)


def _read(text: str, match: regex.Match[str]) -> Symbol | None:
    digits = match["digits"]
    if digits is not None:
        digits = _ONE.sub("1", digits) if digits[-1].isalnum() else None
    if match["party"]:
        return _party(text, match, digits)
    codes, end = _codes(text, [match["code"]], match.end())
    year = int(match["year"]) if match["year"] else None
    if len(codes) > 1 and "/" in text[match.end("code") : end] and is_type_code(codes[0]) and codes[1] in party_codes():
        return Symbol(match.start(), end, "party", digits, None, codes)  # 27/CTr/TU
    form = _form(codes, year)
    if form is None or (match["digits"] is None and form == "other"):
        return None
    return Symbol(match.start(), end, form, digits, year, codes)


def _party(text: str, match: regex.Match[str], digits: str | None) -> Symbol | None:
    """The Party's form; a dash for its slash is a slip (`68-NQ-TW`) only before a known body of the Party."""
    code = official_code(match["party"])
    codes, end = _codes(text, [match["body"]], match.end())
    slashed = "/" in text[match.end("party") : match.start("body")]
    if not is_type_code(code) or not (slashed or codes[0] in party_codes()):
        return None
    return Symbol(match.start(), end, "party", digits, None, (code, *codes))


def _codes(text: str, codes: list[str], end: int) -> tuple[tuple[str, ...], int]:
    """The parts of a symbol from its first one on."""
    while len(codes) < _MOST_PARTS and (match := _NEXT.match(text, end)) is not None:
        if _goes_on(match, codes[-1]):
            codes.append(match["code"])
        elif match["joint"] == "/" and not (match["before"] or match["after"]) and not is_type_code(codes[0]):
            codes[-1] += f"/{match['code']}"  # 05/2026/VLN/CV-LV, a company's own way
        else:
            break
        end = match.end()
    if len(codes) == 1 and (parts := run_together(codes[0])) is not None:
        return parts, end
    return tuple(official_code(code) for code in codes), end


def _goes_on(match: regex.Match[str], before: str) -> bool:
    """Whether a further part belongs to the symbol: after a space only a code does, and one is enough."""
    is_issuer = official_code(match["code"]) in issuer_codes()
    spaced = bool(match["before"] or match["after"])
    if match["joint"] == "/" and (spaced or not is_issuer):
        return False
    if spaced and not (is_issuer or _CAPITALS.match(match["code"])):
        return False
    only_after = bool(match["after"]) and not match["before"]
    return not spaced or only_after or is_type_code(official_code(before))


def _form(codes: tuple[str, ...], year: int | None) -> Form | None:
    if _ASSEMBLY.match(codes[-1]) and (len(codes) == 1 or codes[0] == _ORDINANCE or is_type_code(codes[0])):
        return "assembly"
    if is_type_code(codes[0]) and len(codes) > 1:
        return "normative" if year else "administrative"
    if len(codes) > 1 and codes[0] in issuer_codes() and not year:
        return "letter"
    return "other" if sum(letter.isupper() for letter in codes[0]) >= 2 else None
