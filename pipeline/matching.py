"""Names as people type them: case, marks and punctuation do not count (`so noi vu` is Sở Nội vụ)."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from functools import cache

import regex

_NOT_A_WORD = regex.compile(r"[^\p{L}\p{N}]+")
_ADDRESS = regex.compile(r"^(?:tinh|thanh pho|tp) (?=\p{L})")


@cache
def plain(text: str) -> str:
    """A text without case, marks and punctuation, one space between words: `Sở Nội vụ` gives `so noi vu`."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return _NOT_A_WORD.sub(" ", bare.replace("đ", "d")).strip()


def names_agency(query: str, name: str) -> bool:
    """Whether the words of a query stand in an agency's name in this order, whole; abbreviations are written out."""
    return bool(wanted := _written_out(query)) and f" {wanted} " in f" {plain(name)} "


def names_province(query: str, name: str) -> bool:
    """Whether a query is the whole name of a province: `vinh-phuc`, `TP. Hồ Chí Minh`."""
    return _ADDRESS.sub("", plain(query)) == _ADDRESS.sub("", plain(name))


def nearest(query: str, names: Iterable[str]) -> str | None:
    """The name that a query probably means, None when none is near."""
    spelled = {plain(name): name for name in names}
    found = difflib.get_close_matches(_ADDRESS.sub("", plain(query)), spelled, n=1, cutoff=0.7)
    return spelled[found[0]] if found else None


@cache
def _written_out(query: str) -> str:
    from extractors.agencies import canonical_name

    return plain(canonical_name(unicodedata.normalize("NFC", query)))
