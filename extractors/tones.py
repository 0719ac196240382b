"""Where the tone mark stands: `hoá` and `hóa`, `uỷ` and `ủy` are one word; ours is the older place."""

from __future__ import annotations

import re

# One row per vowel pair: the pair with the mark on the second vowel, the pair with the mark on the first.
_PAIRS = (
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
    ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
    ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
)  # fmt: skip
_OLDER = {
    spelled(new): spelled(old)
    for new, old in _PAIRS
    for spelled in (str, str.upper, str.capitalize)
}  # fmt: skip
# The pair ends its syllable (`hoá`, not `hoán`); after q the u is no vowel (`quý`).
_NEWER = re.compile(rf"(?:{'|'.join(_OLDER)})(?<![qQ][uU].)(?![^\W\d_²³¹⁰-₉])")


def older_tones(text: str) -> str:
    """A text with every tone mark on the older place; as long as before."""
    return _NEWER.sub(lambda match: _OLDER[match[0]], text)


_NEWER_OF = {old: new for new, old in _OLDER.items()}
_OLDER_PLACED = re.compile("|".join(_NEWER_OF))


def either_tones(pattern: str) -> str:
    """A pattern written with older places that matches the newer ones too: `cấp ủy` and `cấp uỷ`."""
    return _OLDER_PLACED.sub(lambda match: f"(?:{match[0]}|{_NEWER_OF[match[0]]})", pattern)
