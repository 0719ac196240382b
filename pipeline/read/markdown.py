"""The marks of Markdown, and of the HTML that Markdown may hold, taken off a line; the words stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from itertools import islice

import regex

from extractors.markers import marker_of

_SIGNS = regex.compile(
    r"""
      ^\s{0,3}\#{1,6}\s           # ## II. MỤC TIÊU
    | \*\*\S                      # **Điều 1.** …
    | ^\s{0,3}\|.{1,9999}\|\s*$   # | STT | Nhiệm vụ |
    | \]\(https?:                 # [Quyết định](https://…)
    """,
    regex.VERBOSE | regex.MULTILINE,
)
_LEAST_SIGNS = 2
_HASHES = regex.compile(r"^\s{0,3}#{1,6}\s{1,3}(?=\S)|\s#{1,6}\s*$")
_QUOTE = regex.compile(r"^\s{0,3}>\s?(?!=|\d[\d.,]{0,9}\s?%)")  # not: > 80% số hộ
_FENCE = regex.compile(r"\s{0,3}(?:```|~~~)")
_LINK = regex.compile(r"!?\[([^\]\n]{0,300})\]\([^)\s]{0,500}(?:\s\"[^\"\n]{0,200}\")?\)")
_AUTOLINK = regex.compile(r"<((?:https?://|mailto:)[^\s<>]{1,500})>")
_TAG = regex.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|font|sup|sub|p|div|center|del|ins|mark|small|big)(?:\s[^<>]{0,200})?/?>",
    regex.IGNORECASE,
)
_COMMENT = regex.compile(r"<!--.{0,2000}?-->")
_BREAK = regex.compile(r"\s{0,20}<br\s{0,3}/?>\s{0,20}", regex.IGNORECASE)
_BOLD = regex.compile(r"(\*\*\*?|___?)(?=\S)(.{1,2000}?)(?<=\S)\1")
_ITALIC = regex.compile(r"(?<![*\w\\])([*_])(?=[^\s*_])([^*_\n]{1,2000}?)(?<=\S)\1(?![*_\w])")
# *4.1. *Giao Sở Y tế: a space before the closing mark, which Markdown does not allow and converters write.
_LOOSE_ITALIC = regex.compile(r"(?<![*\w\\])\*(?=[^\s*])([^*\n]{1,300}?\s)\*(?=[^\s*])")
# *9.2. Đối với … **(kèm theo):* with bold words inside
_UNPAIRED = regex.compile(r"^\s{0,3}\*(?=[^\s*])([^*]+?)\*?$")
_LOOSE_BOLD = regex.compile(r"(?<!\\)\*\*")
_ESCAPE = regex.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_ENTITY = regex.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|ndash|mdash|hellip|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_MARK = re.compile(r"[>#\[*_\\]")
"""What a mark of Markdown begins with."""
_FORMULA = regex.compile(r"\$\s?(?P<inner>[^$\n]{1,80})\s?\$(?!\d)")
_UPRIGHT = regex.compile(r"\\(?:mathrm|mathbf|mathsf|text|operatorname)\s?\{([^{}]{1,60})\}")
_IS_WORDS = regex.compile(r"\p{L}{2}")  # \text{trên địa bàn}, not: \mathrm { k m }
_DIGIT_GAP = regex.compile(r"(?<=\d)\s(?=[\d.,])|(?<=\d\s?[.,])\s(?=\d)")
_FORMULA_SIGNS = {
    "%": "%",
    "leqslant": "≤",
    "geqslant": "≥",
    "leq": "≤",
    "geq": "≥",
    "le": "≤",
    "ge": "≥",
    "times": "×",
    "pm": "±",
    "sim": "~",
    "approx": "≈",
    "circ": "°",
    "quad": " ",
    ",": " ",
    ";": " ",
}
_FORMULA_SIGN = regex.compile(r"\\([a-z]{1,10}|[%,;])")
_HTML_BOLD = regex.compile(r"\s*<(b|strong)>.{1,2000}</\1>\s*", regex.IGNORECASE)


def is_markdown(text: str) -> bool:
    """Whether a text is Markdown: it holds at least two of its marks."""
    if not any(sign in text for sign in ("#", "**", "|", "](http")):
        return False
    return len(list(islice(_SIGNS.finditer(text), _LEAST_SIGNS))) == _LEAST_SIGNS


def without_formulas(text: str) -> str:
    """The text with short formulas as plain characters: `$9 5 \\%$` is 95 %; one that says more stays as it is."""
    return _FORMULA.sub(_in_characters, text) if "$" in text else text


def _in_characters(formula: regex.Match[str]) -> str:
    words = _UPRIGHT.sub(lambda m: m[1] if _IS_WORDS.search(m[1]) else "".join(m[1].split()), formula["inner"])
    words = _FORMULA_SIGN.sub(lambda m: _FORMULA_SIGNS.get(m[1], m[0]), words)
    words = _DIGIT_GAP.sub("", words.replace("{", "").replace("}", ""))
    words = " ".join(words.split())
    is_plain = "\\" not in words and "^" not in words and "_" not in words
    says_it = "\\" in formula["inner"] or not any(map(str.isalpha, words))
    return words if is_plain and says_it else formula[0]


def with_breaks_joined(lines: Sequence[str]) -> list[str]:
    """The lines, one that ends with two blanks joined with a next in small letters: a break inside a sentence."""
    joined: list[str] = []
    for line in lines:
        goes_on = line[:1].islower() and marker_of(line) is None
        if goes_on and joined and joined[-1].endswith("  ") and joined[-1].strip():
            joined[-1] = f"{joined[-1].rstrip()} {line}"
        else:
            joined.append(line)
    return joined


def is_fence(line: str) -> bool:
    """Whether a line only opens or closes a block of code."""
    return _FENCE.match(line) is not None


def is_bold(line: str, *, markdown: bool) -> bool:
    """Whether all words of a line are bold, or a heading."""
    if _HTML_BOLD.fullmatch(line):
        return True
    if not markdown:
        return False
    return bool(_HASHES.match(line)) or _BOLD.fullmatch(line.strip()) is not None


def parts_of_line(line: str) -> list[str]:
    """The line cut at its `<br>` marks."""
    return _BREAK.split(line) if "<" in line else [line]


def plain(text: str, *, markdown: bool) -> str:
    """The visible words of a line, white space folded. Tags and entities are taken off in any text."""
    if text.lstrip().startswith("#"):
        text = _HASHES.sub("", text)
    return inner(_HASHES.sub("", _QUOTE.sub("", text)) if markdown and _MARK.search(text) else text, markdown=markdown)


def inner(text: str, *, markdown: bool) -> str:
    """The visible words of a cell, or of a line without the mark that opens it: `> 80` in a cell is no quotation."""
    if "<" in text:
        text = _TAG.sub("", _COMMENT.sub("", _AUTOLINK.sub(r"\1", text)))
    if "&" in text:
        text = _ENTITY.sub(lambda m: unescape(m[0]), text)
    if markdown and "$" in text:
        text = without_formulas(text)
    if markdown and _MARK.search(text):
        text = _LINK.sub(r"\1", text)
        text = _BOLD.sub(r"\2", text)
        text = _ITALIC.sub(r"\2", text)
        text = _LOOSE_ITALIC.sub(r"\1", text)
        text = _LOOSE_BOLD.sub("", text)  # a bold run that goes on over a line end leaves half its marks
        text = _UNPAIRED.sub(r"\1", text)
        text = _ESCAPE.sub(r"\1", text)
    return " ".join(text.split())
