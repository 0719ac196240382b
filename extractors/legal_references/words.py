"""The words of references as data: names and codes of types, codes of issuers (`lexicon/doc_types`, `issuer_codes`)."""

from __future__ import annotations

from collections import Counter
from functools import cache

import regex

from extractors import lexicon
from extractors.alternatives import any_of
from extractors.legal_references.pieces import GAP
from extractors.slugs import slug
from extractors.values import value_class

_OBSOLETE = "TT 01/2011"
_VOWELS = {
    base: f"[{base}{marked}]"
    for base, marked in (
        ("a", "àáảãạăằắẳẵặâầấẩẫậ"), ("e", "èéẻẽẹêềếểễệ"), ("i", "ìíỉĩị"), ("o", "òóỏõọôồốổỗộơờớởỡợ"),
        ("u", "ùúủũụưừứửữự"), ("y", "ỳýỷỹỵ"), ("d", "đð"),
    )
}  # fmt: skip


@value_class(frozen=True, slots=True)
class IssuerCode:
    """A code of Nghị định 30/2020/NĐ-CP, Phụ lục VI, or of practice: `name` is None where only the text tells it."""

    code: str
    name: str | None
    level: str

    @property
    def is_local(self) -> bool:
        """Whether bodies in many places bear it."""
        of_the_centre = self.level == "party" and (self.code.endswith("TW") or self.code == "BBT")
        return not (of_the_centre or self.level.startswith(("national", "ministry")))


def _listed(cell: str) -> list[str]:
    return [entry for entry in cell.split("|") if entry]


def unmarked(text: str) -> str:
    """A pattern that finds `text` with any or no marks on its letters: scans lose them (`Quyết đinh`)."""
    return "".join(GAP if letter == "-" else _VOWELS.get(letter, letter) for letter in slug(text))


@cache
def abbreviations() -> dict[str, str]:
    """Types by the letters that stand for them in running text: `QĐ số 12`, `CV 34/SNV-TC`."""
    rows = lexicon.rows("doc_types")
    return {row["abbreviation"]: row["type"] for row in rows if row["abbreviation"]}


@cache
def type_pattern() -> str:
    """Names of types, the longest first, and the abbreviations that stand for them in running text."""
    names = sorted({row["type"] for row in lexicon.rows("doc_types")}, key=len, reverse=True)
    spelled = any_of(*map(unmarked, names))
    return any_of(rf"(?i:{spelled})", rf"{any_of(*abbreviations())}(?=[\s\d.:])")


@cache
def _types_by_slug() -> dict[str, str]:
    return {slug(row["type"]): row["type"] for row in lexicon.rows("doc_types")}


def type_named(words: str) -> str | None:
    """The official name of a type: `QUYẾT ĐINH` → `Quyết định`, `NĐ` → `Nghị định`."""
    return _types_by_slug().get(slug(words)) or abbreviations().get(words)


@cache
def _types_by_code() -> dict[tuple[str, bool], str]:
    """Types by code and by whether the number is one of the Party's: `TT` is a Thông tư, there a Thông tri."""
    found: dict[tuple[str, bool], str] = {}
    for row in lexicon.rows("doc_types"):
        if row["code"] and not row["family"].startswith(_OBSOLETE):
            found.setdefault((row["code"], row["family"] == "party"), row["type"])
    return found


def type_of_code(code: str, *, is_party: bool = False) -> str | None:
    """The type that a code stands for; None for an unknown code, and for the Party's `QĐ`, which stands for two."""
    types = _types_by_code()
    if is_party and code == "QĐ":
        return None
    return (types.get((code, True)) if is_party else None) or types.get((code, False))


def is_type_code(code: str) -> bool:
    """Whether a code stands for a type of document in the state's or the Party's numbers."""
    return (code, False) in _types_by_code() or (code, True) in _types_by_code()


@cache
def issuer_codes() -> dict[str, IssuerCode]:
    """Issuers by code; the variants of a code stand beside it."""
    found: dict[str, IssuerCode] = {}
    for row in lexicon.rows("issuer_codes"):
        issuer = IssuerCode(row["code"], row["name"] or None, row["level"])
        for code in (row["code"], *_listed(row["variants"])):
            found.setdefault(code, issuer)
    return found


@cache
def party_codes() -> frozenset[str]:
    """Codes of Party bodies: `TW`, `TU`, `VPTW` (Hướng dẫn 36-HD/VPTW)."""
    return frozenset(row["code"] for row in lexicon.rows("issuer_codes") if row["level"] == "party")


def official_code(code: str) -> str:
    """A code as it is officially written: `Ttr` → `TTr`, `QÐ` → `QĐ`, and `ND` → `NĐ` where a scan lost the bar.

    A code that is known, or whose plain letters stand for none or for several, stays as it is.
    """
    code = code.replace("Ð", "Đ")
    if is_type_code(code) or code in _misspellings():
        return _misspellings().get(code, code)
    spelled = _by_case().get(code.casefold())
    if spelled is not None or code in issuer_codes():
        return spelled or code
    return _by_plain_letters().get(_plain(code), code)


def run_together(code: str) -> tuple[str, str] | None:
    """A type and an issuer written without the dash between them: `NĐCP` → `NĐ`, `CP`."""
    for length in range(2, 5):
        kind, body = code[:length], official_code(code[length:])
        if (kind, False) in _types_by_code() and body in issuer_codes():
            return kind, body
    return None


def _plain(code: str) -> str:
    return code.casefold().replace("đ", "d")


def _official_codes() -> set[str]:
    return {code for code, _ in _types_by_code()} | {issuer.code for issuer in issuer_codes().values()}


@cache
def _misspellings() -> dict[str, str]:
    rows = (*lexicon.rows("doc_types"), *lexicon.rows("issuer_codes"))
    return {wrong: row["code"] for row in rows for wrong in _listed(row["misspellings"])}


@cache
def _by_case() -> dict[str, str]:
    return {code.casefold(): code for code in sorted(_official_codes())}


@cache
def _by_plain_letters() -> dict[str, str]:
    codes = {code for code in _official_codes() if len(code) > 1}
    counts = Counter(_plain(code) for code in codes)
    return {_plain(code): code for code in codes if counts[_plain(code)] == 1}


def canonical_code(code: str) -> str:
    """The one code for all ways to write it, for comparing documents: `BNN` → `BNNPTNT`, `QH15` stays."""
    known = issuer_codes().get(code)
    return known.code if known is not None else code


def issuer_of(code: str) -> IssuerCode | None:
    """The issuer of a code, with or without the number of a term: `QH15`, `BCĐ`; None when unknown."""
    return issuer_codes().get(code) or issuer_codes().get(regex.sub(r"\d+$", "", code))
