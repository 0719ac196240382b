"""Names as parts of ids."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import filterfalse

import regex

_OTHERS = regex.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=16384)
def slug(name: str) -> str:
    """A name in plain lower-case letters with dashes: `so-noi-vu`."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(filterfalse(unicodedata.combining, plain))
    return _OTHERS.sub("-", letters).strip("-")
