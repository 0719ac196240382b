"""The marks that open the parts and items of an administrative text: `I.`, `1.1.`, `a)`, `Điều 2.`, `-`.

Levels after Nghị định 30/2020/NĐ-CP, Phụ lục I, II.5: Phần, Chương, Mục, Điều, khoản 1., điểm a); or I., 1., a), dash.
"""

from __future__ import annotations

from enum import IntEnum

import regex

from extractors.values import value_class


class Style(IntEnum):
    """A kind of mark; a smaller number is a larger unit."""

    PART = 0
    CHAPTER = 1
    UPPER = 2
    ROMAN = 3
    ROMAN2 = 4
    ARTICLE = 5
    ARABIC = 6
    DECIMAL2 = 7
    DECIMAL3 = 8
    DECIMAL4 = 9
    LETTER = 10
    STEP = 11
    BRACKET = 12
    STAR = 13
    DASH = 14
    PLUS = 15


@value_class(frozen=True, slots=True)
class Marker:
    """A mark at the beginning of a text: its style, its label without a full stop, where the words after it begin."""

    style: Style
    label: str
    end: int

    @property
    def is_bullet(self) -> bool:
        """Whether it only sets an item off and numbers nothing."""
        return self.style >= Style.STAR


_MARKER = regex.compile(
    r"""
    \s{0,5}
    (?:
      (?P<part>(?i:phần)\s(?:(?i:thứ)\s\p{L}{2,5}|[IVX]{1,5}|[A-Z]|\d{1,2})(?=\s{0,2}(?:[.:–-]|$|\p{Lu})))  # Phần I
    | (?P<chapter>(?i:chương|mục)\s(?:[IVX]{1,5}|\d{1,2})(?=\s{0,2}(?:[.:–-]|$|\p{Lu})))  # Chương II
    | (?P<article>(?:Điều|ĐIỀU)\s{1,2}\d{1,3}[a-z]?)(?=\s{0,2}[.:])  # Điều 2.
    | (?P<roman2>[IVX]{1,5}\.\d{1,2})[.)]?(?=\s{1,3}\p{Lu})  # II.1.
    # IV.  II-  Iii.
    | (?P<roman>[IVX]{1,5}|(?:I[ivx]i?|Vi{1,3}|Xi{1,3}|Xi?v)(?=\.))\s{0,1}[.)/–-](?=\s|\p{Lu}\p{Ll}|\p{Lu}{2})
    | (?P<capital>[A-HK-UĐ])\s?\)(?=\s{0,3}\p{Lu}[^\n]{0,30}\p{Ll})  # A) Rà soát …, an item as a) is
    | (?P<upper>[A-HK-UĐ])\s?[.)/](?=\s{1,3}\p{L})  # A. MỤC TIÊU
    | (?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)]?(?=\s{1,3}\D|\p{Lu}|$)|[–-](?=\s\p{Lu}))  # 1.1.  7.12  2.1-
    | (?P<arabic>\d{1,3})\s?(?:[.)](?=\s|\p{L})|/(?=\s|\p{Lu}(?!\p{Lu}*-\p{L}))|[–-](?=\s\p{Lu}))  # 5.  5)  5/
    | (?P<step>(?i:bước)\s\d{1,2})(?=\s{0,2}[:.])  # Bước 1:
    | (?P<letter>[a-zđ])\s?(?:\)|[./](?=\s))  # a)  đ.
    | (?P<bracket>\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\))  # (1)  (ii)
    | (?P<star>[*•●▪■♦])(?=\s?\S)
    | (?P<dash>[-‐‑–—−])(?=\s?[^\s\d–—-])
    | (?P<dashed_number>[-–])(?=\s\d)
    | (?P<plus>\+)(?=\s?\S)
    )
    [.):/]{0,1}\s{0,5}
    """,
    regex.VERBOSE,
)

_STYLES = {
    "part": Style.PART,
    "chapter": Style.CHAPTER,
    "upper": Style.UPPER,
    "roman": Style.ROMAN,
    "roman2": Style.ROMAN2,
    "article": Style.ARTICLE,
    "arabic": Style.ARABIC,
    "letter": Style.LETTER,
    "capital": Style.LETTER,
    "step": Style.STEP,
    "bracket": Style.BRACKET,
    "star": Style.STAR,
    "dash": Style.DASH,
    "dashed_number": Style.DASH,
    "plus": Style.PLUS,
}
_DECIMALS = {1: Style.DECIMAL2, 2: Style.DECIMAL3, 3: Style.DECIMAL4}
_WHOLE_LABEL = regex.compile(
    r"\s{0,3}(?:[IVX]{1,5}(?:\.\d{1,2})?|[A-HK-UĐ]|\d{1,3}(?:\.\d{1,3}){0,3}|[a-zđ]\)?|[-+*–•])\s{0,2}[.)/]?\s{0,3}"
)


def marker_of(text: str) -> Marker | None:
    """The mark that opens `text`, None when it opens with words. `Marker.end` counts in `text`."""
    match = _MARKER.match(text)
    if match is None:
        return None
    name = match.lastgroup
    if name == "decimal":
        label = match["decimal"]
        return Marker(_DECIMALS[label.count(".")], label, match.end())
    assert name is not None
    label = match[name]
    if name in {"letter", "capital"} and ")" in match[0]:
        label += ")"
    if name in {"dash", "dashed_number"}:
        label = "-"
    return Marker(_STYLES[name], label, match.end())


def is_label(text: str) -> bool:
    """Whether `text` is nothing but the number of an item, as in the STT column of a table (`7.1.`, `a)`, `-`)."""
    return _WHOLE_LABEL.fullmatch(text) is not None


def is_bare_mark(line: str) -> bool:
    """Whether a line holds only the mark of an item whose words follow on the next: `III.`, `**1.`, `-`."""
    return line in ("-", "+", "*", "•") or is_label(line.strip("*_ "))


def clean_label(text: str) -> str | None:
    """A label as SCHEMA.md wants it: without the closing full stop, None when empty."""
    return text.strip().rstrip(".").strip() or None
