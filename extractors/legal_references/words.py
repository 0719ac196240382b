"""The words of references as data: names and codes of types, codes of issuers, names of laws."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

import regex

from extractors import lexicon
from extractors.agencies.identity import slug

_OBSOLETE = "TT 01/2011"
_VOWELS = {
    base: f"[{base}{marked}]"
    for base, marked in (
        ("a", "àáảãạăằắẳẵặâầấẩẫậ"), ("e", "èéẻẽẹêềếểễệ"), ("i", "ìíỉĩị"), ("o", "òóỏõọôồốổỗộơờớởỡợ"),
        ("u", "ùúủũụưừứửữự"), ("y", "ỳýỷỹỵ"), ("d", "đð"),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
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


def unmarked(text: str) -> str:
    """A pattern that finds `text` with any or no marks on its letters: scans lose them (`Quyết đinh`)."""
    return "".join(_pattern_of(letter) for letter in slug(text))


def _pattern_of(letter: str) -> str:
    return r"\s{1,3}" if letter == "-" else _VOWELS.get(letter, letter)


@cache
def type_pattern() -> str:
    """Names of types, the longest first, and the abbreviations that stand for them in running text."""
    names = sorted({row["type"] for row in lexicon.rows("doc_types")}, key=len, reverse=True)
    spelled = "|".join(unmarked(name) for name in names)
    return rf"(?:(?i:{spelled})|(?:NQ|QĐ|NĐ|TT|TTLT|CT|KH|CV|TB|VB|BC)(?=[\s\d.:]))"


@cache
def _types_by_slug() -> dict[str, str]:
    return {slug(row["type"]): row["type"] for row in lexicon.rows("doc_types")}


def type_named(words: str) -> str | None:
    """The official name of a type: `QUYẾT ĐINH` → `Quyết định`, `NĐ` → `Nghị định`."""
    return _types_by_slug().get(slug(words)) or type_of_code(words) or _IN_TEXT.get(words)


_IN_TEXT = {"CV": "Công văn", "VB": "Văn bản"}


@cache
def _types_by_code() -> dict[tuple[str, bool], str]:
    """Types by code and by whether the number is one of the Party's: `TT` is a Thông tư, there a Thông tri."""
    found: dict[tuple[str, bool], str] = {}
    for row in lexicon.rows("doc_types"):
        if not row["code"] or row["family"].startswith(_OBSOLETE):
            continue
        is_party = row["family"] == "party"
        found.setdefault((row["code"], is_party), row["type"])
    return found


def type_of_code(code: str, *, is_party: bool = False) -> str | None:
    """The type that a code stands for; None for an unknown code, and for the Party's `QĐ`, which stands for two."""
    types = _types_by_code()
    if is_party and code == "QĐ":
        return None
    return (types.get((code, True)) if is_party else None) or types.get((code, False))


@cache
def issuer_codes() -> dict[str, IssuerCode]:
    """Issuers by code; the variants of a code stand beside it."""
    found: dict[str, IssuerCode] = {}
    for row in lexicon.rows("issuer_codes"):
        issuer = IssuerCode(row["code"], row["name"] or None, row["level"])
        found.setdefault(row["code"], issuer)
        for variant in filter(None, row["variants"].split("|")):
            found.setdefault(variant, issuer)
    return found


@cache
def party_codes() -> frozenset[str]:
    """Codes of Party bodies: `TW`, `TU`, `VPTW` (Hướng dẫn 36-HD/VPTW)."""
    return frozenset(row["code"] for row in lexicon.rows("issuer_codes") if row["level"] == "party")


def is_type_code(code: str) -> bool:
    """Whether a code stands for a type of document in the state's or the Party's numbers."""
    return (code, False) in _types_by_code() or (code, True) in _types_by_code()


def official_code(code: str) -> str:
    """A code as it is officially written: `Ttr` → `TTr`, `QÐ` → `QĐ`, and `ND` → `NĐ` where a scan lost the bar.

    A code that is known, or whose plain letters stand for none or for several, stays as it is.
    """
    code = code.replace("Ð", "Đ")
    if is_type_code(code):
        return code
    spelled = _by_case().get(code.casefold())
    if spelled is not None or code in issuer_codes():
        return spelled or code
    return _by_plain_letters().get(_plain(code), code)


def _plain(code: str) -> str:
    return code.casefold().replace("đ", "d")


def _official_codes() -> set[str]:
    return {code for code, _ in _types_by_code()} | {issuer.code for issuer in issuer_codes().values()}


@cache
def _by_case() -> dict[str, str]:
    return {code.casefold(): code for code in sorted(_official_codes())}


@cache
def _by_plain_letters() -> dict[str, str]:
    codes = {code for code in _official_codes() if len(code) > 1}
    counts = Counter(_plain(code) for code in codes)
    return {_plain(code): code for code in codes if counts[_plain(code)] == 1}


@dataclass(frozen=True, slots=True)
class Law:
    """A law, code or ordinance of the lexicon; several with one name are its versions."""

    doc_type: str
    name: str
    number: str | None
    year: int | None


@cache
def laws() -> dict[tuple[str, str], tuple[Law, ...]]:
    """The versions of each law by type and the slug of its name."""
    found: dict[tuple[str, str], tuple[Law, ...]] = {}
    for row in lexicon.rows("laws"):
        year = int(row["issued_date"][:4]) if row["issued_date"] else None
        law = Law(row["doc_type"], row["name"], row["number"] or None, year)
        key = law.doc_type, slug(law.name)
        found[key] = (*found.get(key, ()), law)
    return found


@cache
def law_titles() -> str:
    """Names of laws in the lexicon, the longest first, with any comma, dash or `và` between their words."""
    names = sorted({row["name"] for row in lexicon.rows("laws")}, key=len, reverse=True)
    return "|".join(_flexible(name) for name in names)


def _flexible(name: str) -> str:
    words = regex.split(r"[\s,–-]+", name)
    return r"(?:\s{0,2}[,–-])?\s{1,3}".join(regex.escape(word) for word in words)
